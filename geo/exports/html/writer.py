"""An article map as a folium map, and as one file with the article's text beside it."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import folium
from jinja2 import Environment, FileSystemLoader, Template

from geo.articles import heading
from geo.errors import DataMissing
from geo.exports.geojson import dumps, feature_collection, feature_member
from geo.exports.html.article import paragraphs, rows
from geo.exports.html.offline import OfflineFigure, OfflineMap, Parts, json_script
from geo.languages.interface import Interface, interface
from geo.layers import (
    AREA_FILL,
    AREA_FILL_CHOSEN,
    ATTRIBUTION,
    CERTAINTY_TITLES,
    KIND_TITLES,
    LAYER_TITLES,
    OVERLAY_COLOURS,
    OVERLAY_DASHES,
    OVERLAY_FILL,
    STYLES,
    Layer,
    certainty,
    features,
    label,
    layer_of,
    marker_radius_px,
    overlay_sentence,
    overlay_style,
)
from geo.model import ArticleMap, BBox
from geo.resources import static_path

# No address at all may be asked: neither by our script nor by one that slipped in.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
)
_LARGEST_BASEMAP_BYTES = 1_600_000
_FINEST_ZOOM, _COARSEST_ZOOM = 8, 3
_FONTS = (
    ("Source Serif 4 Variable", "200 900", "source-serif-4"),
    ("Inter Variable", "100 900", "inter"),
)
# As in static/css/fonts.css, which comes with the fonts.
_RANGES = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
}
_CYRILLIC = re.compile("[\u0400-\u045f\u0490\u0491]")
_DRAWN = (Layer.AREAS, Layer.PLACES, Layer.ACTORS)


def write(article_map: ArticleMap) -> bytes:
    """The stand-alone file, in UTF-8; the same article map always gives the same bytes."""
    page: str = folium_map(article_map, text=True).get_root().render()
    return page.encode()


def folium_map(article_map: ArticleMap, *, text: bool = False) -> folium.Map:
    """A folium map that shows in a notebook; `text` puts the article beside it.

    It holds everything it needs: a part of the basemap, Leaflet, styles. Further folium layers can
    be added to it; what they link to is not part of it.
    """
    basemap = _basemap(article_map.focus.bbox)
    say = interface(article_map.language)
    published = article_map.document.published
    view = {
        "t": say,
        "paragraphs": paragraphs(article_map) if text else (),
        "rows": rows(article_map) if text else (),
        "language": article_map.document.language,
        "title": article_map.document.title,
        "heading": heading(article_map.document),
        "source": article_map.document.source,
        "published": say.date(published) if published else None,
        "inferred": article_map.document.published_inferred,
        "worldview": article_map.worldview,
        "attribution": ATTRIBUTION,
        "kinds": KIND_TITLES,
        "certainties": CERTAINTY_TITLES,
    }
    article = _template().render(**view) if text else ""
    data = dumps(_data(article_map, say))
    figure = OfflineFigure(
        {
            "policy": f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            "fonts": _fonts(article + data),
            "article": article,
            "data": json_script("dateline-data", data)
            + json_script("dateline-basemap", dumps(basemap)),
        },
        title=heading(article_map.document),
        language=say.language,
    )
    drawn = OfflineMap(tiles=None, zoom_control=True, max_zoom=10, world_copy_jump=True)
    figure.add_child(drawn)
    drawn.add_child(Parts())
    return drawn


def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("article.html")


def _data(article_map: ArticleMap, say: Interface) -> Mapping[str, Any]:
    drawn = {place.id: place for place in article_map.places}
    shown = [each for each in features(article_map) if each.layer in _DRAWN]
    collection = feature_collection(shown)
    for feature, source in zip(collection["features"], shown, strict=True):
        place = drawn[source.id.removeprefix(f"{source.layer.value}:")]
        feature["properties"] |= {
            "place": place.id,
            "label": label(article_map, place),
            "kind_title": say(KIND_TITLES[place.kind]),
            "certainty_title": say(CERTAINTY_TITLES[certainty(place.confidence)]),
            "lon": place.lon,
            "lat": place.lat,
            "radius_px": round(marker_radius_px(len(place.mention_ids)), 1),
        }
    return {
        "features": collection["features"],
        "overlays": [
            {
                "told": overlay_sentence(overlay, interface(article_map.language)),
                "names": [
                    {"name": name, "style": overlay_style(overlay, name)} for name in overlay.names
                ],
                "features": [
                    feature_member(
                        str(number),
                        part.geometry,
                        {
                            "name": part.name,
                            "style": overlay_style(overlay, part.name),
                        },
                    )
                    for number, part in enumerate(overlay.parts)
                ],
            }
            for overlay in article_map.overlays
        ],
        "overlay_styles": [
            {"light": light, "dark": dark, "dash": dash}
            for (light, dark), dash in zip(OVERLAY_COLOURS, OVERLAY_DASHES, strict=True)
        ],
        "overlay_fill": OVERLAY_FILL,
        "annotations": feature_collection(features(article_map, layer=Layer.ANNOTATIONS))[
            "features"
        ],
        "focus": article_map.focus.bbox,
        "outside": [
            label(article_map, drawn[place_id])
            for place_id in article_map.focus.outside
            if place_id in drawn and layer_of(drawn[place_id]) is not None
        ],
        "styles": {
            symbol.value: {
                "title": say(style.title),
                "shape": style.shape.value,
                "light": style.light,
                "dark": style.dark,
            }
            for symbol, style in STYLES.items()
        },
        "fill": AREA_FILL,
        "fill_chosen": AREA_FILL_CHOSEN,
        "worldview": article_map.worldview.id,
        "language": article_map.language,
        "attribution": say(ATTRIBUTION),
        "words": {
            "map": say.count("Map of {n} place|Map of {n} places", len(shown)),
            "areas": say(LAYER_TITLES[Layer.AREAS]),
            "places": say(LAYER_TITLES[Layer.PLACES]),
            "actors": say(LAYER_TITLES[Layer.ACTORS]),
            "borders": say("Borders: {name}", name=say(article_map.worldview.name)),
            "outside": say("Not in view:"),
            "source": say("Source:"),
            "close": say("Close"),
            "zoom_in": say("Zoom in"),
            "zoom_out": say("Zoom out"),
            "km": say("km"),
            "m": say("m"),
        },
    }


def _basemap(bbox: BBox | None) -> Mapping[str, Any]:
    """The finest part of the basemap that is small enough, as base64; None when it is missing."""
    from geo import basemaps

    try:
        for zoom in range(_FINEST_ZOOM, _COARSEST_ZOOM - 1, -1):
            archive = basemaps.extract(bbox, zoom)
            if len(archive) <= _LARGEST_BASEMAP_BYTES or zoom == _COARSEST_ZOOM:
                return {"archive": base64.b64encode(archive).decode()}
    except DataMissing:
        pass  # The places are drawn on plain ground.
    return {"archive": None}


def _fonts(page: str) -> str:
    """The faces with the letters that the page has: Latin, and Cyrillic where it occurs."""
    faces = []
    scripts = [each for each in _RANGES if each == "latin" or _CYRILLIC.search(page)]
    for family, weights, folder in _FONTS:
        for script in scripts:
            name = f"{folder}-{script}-wght-normal.woff2"
            content = static_path("vendor", folder, name).read_bytes()
            faces.append(
                f"@font-face{{font-family:'{family}';font-weight:{weights};font-display:swap;"
                f"src:url(data:font/woff2;base64,{base64.b64encode(content).decode()})"
                f" format('woff2-variations');unicode-range:{_RANGES[script]}}}"
            )
    return f"<style>{''.join(faces)}</style>"
