"""The map as a picture, PNG or SVG, drawn with geopandas and matplotlib.

matplotlib is imported when the first picture is drawn: neither the server's start nor any other
export waits for it.
"""

from __future__ import annotations

from geo.exports.picture.options import (
    LARGEST_PX,
    LARGEST_SCALE,
    SMALLEST_PX,
    THUMBNAIL,
    Form,
    Picture,
    Shade,
)
from geo.model import ArticleMap

__all__ = [
    "LARGEST_PX",
    "LARGEST_SCALE",
    "SMALLEST_PX",
    "THUMBNAIL",
    "Form",
    "Picture",
    "Shade",
    "write",
    "write_svg",
]


def write(article_map: ArticleMap, picture: Picture | None = None) -> bytes:
    """The picture as PNG; the same map always gives the same bytes."""
    from geo.exports.picture import sheet

    return sheet.png(article_map, picture or Picture())


def write_svg(article_map: ArticleMap, picture: Picture | None = None) -> bytes:
    """The picture as SVG, in UTF-8; the same map always gives the same bytes."""
    from geo.exports.picture import sheet

    return sheet.svg(article_map, picture or Picture())
