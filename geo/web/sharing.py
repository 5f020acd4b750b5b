"""What a page says of itself to those who link to it: Open Graph, and the page to be framed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request

from geo.languages.interface import interface
from geo.layers import numbered_places
from geo.model import ArticleMap

PREVIEW_PX = (1200, 630)  # what sites that show links ask for
_MOST_NAMES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A link's title, sentence and picture; addresses are absolute, by the host that was asked."""

    title: str
    description: str
    url: str
    image: str
    width: int
    height: int


def preview(article_map: ArticleMap, article: Mapping[str, Any]) -> Preview:
    """What a link to the article's page shows."""
    names = [place.name for _, place in numbered_places(article_map)]
    say = interface(article_map.language)
    listed = ", ".join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        listed = say("{names} and {n} more", names=listed, n=len(names) - _MOST_NAMES)
    places = say.count("{n} place|{n} places", len(names))
    sentence = "Map of {places}: {names}." if names else "Map of {places}."
    root = request.host_url.rstrip("/")
    view = view_query()
    width, height = PREVIEW_PX
    query = urlencode({**view, **names_query(), "width": width, "height": height})
    path = f"{root}/articles/{article['id']}"
    return Preview(
        title=article["title"] or article["heading"],
        description=say(sentence, places=places, names=listed),
        url=f"{path}?{urlencode({**view, **names_query()})}" if view or names_query() else path,
        image=f"{root}/api/articles/{article['id']}/exports/png?{query}",
        width=width,
        height=height,
    )


def names_query() -> dict[str, str]:
    """Whether the page was asked with both names of each place."""
    return {"names": "both"} if request.args.get("names") == "both" else {}


def view_query() -> dict[str, str]:
    """The worldview and language that the page was asked in."""
    return {
        name: request.args[name] for name in ("worldview", "language") if request.args.get(name)
    }
