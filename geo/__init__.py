"""Dateline: turns a news article into a map one can trust.

    import geo
    article = geo.read("article.txt")
    article.map()      # a folium map
    article.places     # a GeoDataFrame

Names are imported when they are first used: `import geo` is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.errors import DatelineError
    from geo.gazetteer import Gazetteer
    from geo.layers import Layers
    from geo.model import ArticleMap, Document, Entry, Mention, Place
    from geo.notebook import Article, read
    from geo.settings import Settings

__all__ = [
    "Article",
    "ArticleMap",
    "DatelineError",
    "Document",
    "Entry",
    "Gazetteer",
    "Layers",
    "Mention",
    "Place",
    "Settings",
    "read",
]

_HOMES = {
    "Article": "geo.notebook",
    "ArticleMap": "geo.model",
    "DatelineError": "geo.errors",
    "Document": "geo.model",
    "Entry": "geo.model",
    "Gazetteer": "geo.gazetteer",
    "Layers": "geo.layers",
    "Mention": "geo.model",
    "Place": "geo.model",
    "Settings": "geo.settings",
    "read": "geo.notebook",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
