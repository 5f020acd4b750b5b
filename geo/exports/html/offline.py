"""folium without a content delivery network.

folium links to ten files of five hosts, and puts every string through Jinja twice: an article with
`{{ … }}` in it would run as a template, and `${ … }` as script. So folium gets no string of ours
and no link: its templates carry placeholders, which are replaced in the finished page, in one pass
that never looks at what it has put in.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import folium
from branca.element import Figure, MacroElement
from jinja2 import Template

from geo.errors import DataMissing
from geo.resources import static_path

_PREFIX = "dateline:"
# Name in folium's tables -> file under static/. A name that is not here stops the writing.
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "leaflet": ("vendor", "leaflet", "leaflet.js"),
    "pmtiles": ("vendor", "pmtiles", "pmtiles.js"),
    "protomaps": ("vendor", "protomaps-leaflet", "protomaps-leaflet.js"),
    "basemap": ("js", "map", "basemap.js"),
    "standalone": ("standalone", "standalone.js"),
}
STYLESHEETS: Mapping[str, tuple[str, ...]] = {
    "leaflet_css": ("vendor", "leaflet", "leaflet.css"),
    "tokens_css": ("css", "tokens.css"),
    "standalone_css": ("standalone", "standalone.css"),
}
_PLACEHOLDER = re.compile(
    rf'<script src="{_PREFIX}(?P<script>[^"]+)"></script>'
    rf'|<link rel="stylesheet" href="{_PREFIX}(?P<sheet>[^"]+)"/>'
    rf"|<!--{_PREFIX}(?P<part>\w+)-->"
)
# folium forbids readers to enlarge the page.
_FIXED_SCALE = re.compile(r'<meta name="viewport"[^>]*user-scalable=no[^>]*>')
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_SOURCE_MAP = re.compile(r"^(?://[#@]|/\*[#@]) ?sourceMappingURL=.*$", re.MULTILINE)
_URL_IN_CSS = re.compile(r"url\((?!['\"]?data:)[^)]*\)")


class OfflineFigure(Figure):
    """A page whose links and parts are filled in from files and values of ours."""

    _template = Template(
        "<!DOCTYPE html>\n<!--dateline:root-->\n"
        "<head>\n{{ this.header.render(**kwargs) }}\n</head>\n"
        "<body>\n{{ this.html.render(**kwargs) }}\n"
        "<script>\n{{ this.script.render(**kwargs) }}\n</script>\n</body>\n</html>\n"
    )

    def __init__(self, parts: Mapping[str, str], *, title: str, language: str) -> None:
        super().__init__(ratio="62%")
        self._parts = {
            "root": f'<html lang="{html.escape(language)}">',
            "title": f"<title>{html.escape(title)}</title>",
            **parts,
        }

    def render(self, **kwargs: Any) -> str:
        """The whole page. Raises `DataMissing` for a link to a file that does not come with us."""
        _number(self)
        page: str = _FIXED_SCALE.sub("", super().render(**kwargs))
        return _PLACEHOLDER.sub(self._filled, page)

    def _filled(self, found: re.Match[str]) -> str:
        if found["script"]:
            return f"<script>{script_text(found['script'])}</script>"
        if found["sheet"]:
            return f"<style>{stylesheet_text(found['sheet'])}</style>"
        return self._parts.get(found["part"], "")


class OfflineMap(folium.Map):
    """A folium map whose own scripts and style sheets come with Dateline."""

    default_js = [(name, _PREFIX + name) for name in SCRIPTS]  # noqa: RUF012  folium's own way
    default_css = [(name, _PREFIX + name) for name in STYLESHEETS]  # noqa: RUF012


class Parts(MacroElement):
    """Puts the page's parts where they belong and starts the script once the map exists."""

    _template = Template(
        "{% macro header(this, kwargs) %}"
        "<!--dateline:policy--><!--dateline:title--><!--dateline:fonts-->"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "{% endmacro %}"
        "{% macro html(this, kwargs) %}<!--dateline:article--><!--dateline:data-->{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        "dateline.start({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Parts"


def script_text(name: str) -> str:
    """A script as it may stand between `<script>` tags."""
    text = _SOURCE_MAP.sub("", _text(SCRIPTS, name))
    # A module's functions become those of one classic script: a file has no address to import from.
    text = _EXPORT.sub("", text)
    return re.sub(r"</(?=script)", r"<\\/", text, flags=re.IGNORECASE)


def stylesheet_text(name: str) -> str:
    """A style sheet as it may stand between `<style>` tags, without the pictures it links to."""
    text = _URL_IN_CSS.sub("none", _SOURCE_MAP.sub("", _text(STYLESHEETS, name)))
    return re.sub(r"</(?=style)", r"<\\/", text, flags=re.IGNORECASE)


def json_script(element_id: str, value: str) -> str:
    """JSON as it may stand in a page: no `<` that could end the element or open a comment."""
    safe = value.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    json.loads(safe)
    return f'<script type="application/json" id="{element_id}">{safe}</script>'


def _text(table: Mapping[str, tuple[str, ...]], name: str) -> str:
    if name not in table:
        raise DataMissing(
            f"The page links to {name!r}, which does not come with Dateline.",
            value=name,
            hint="Add the file to the table in geo/exports/html/offline.py.",
        )
    return static_path(*table[name]).read_text(encoding="utf-8")


def _number(element: Any, numbers: Iterator[int] | None = None) -> None:
    """Give each element the number of its place in the tree: folium's own names are random."""
    numbers = numbers or itertools.count(1)
    element._id = f"{next(numbers):032x}"
    for child in element._children.values():
        _number(child, numbers)
