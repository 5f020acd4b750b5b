"""For notebooks and scripts: `geo.read("article.txt").map()`."""

from __future__ import annotations

import json
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.articles import heading, open_article
from geo.exports import write
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.layers import Layers, layers
from geo.model import ArticleMap
from geo.pipeline import make_map
from geo.settings import Settings

if TYPE_CHECKING:
    import folium
    from geopandas import GeoDataFrame


class Article:
    """One article with its map, in one worldview.

    GeoDataFrames are in EPSG:4326 (longitude, latitude in degrees), indexed by feature id; their
    columns are the properties in docs/api.md.
    """

    def __init__(self, article_map: ArticleMap) -> None:
        self.article_map = article_map

    @property
    def text(self) -> str:
        return self.article_map.document.text

    @cached_property
    def layers(self) -> Layers:
        """All layers."""
        return layers(self.article_map)

    @property
    def places(self) -> GeoDataFrame:
        """What is located as a point."""
        return self.layers.places

    @property
    def areas(self) -> GeoDataFrame:
        """What is located as an area."""
        return self.layers.areas

    @property
    def actors(self) -> GeoDataFrame:
        """What only stands for somebody, as in "Moscow said"."""
        return self.layers.actors

    @property
    def mentions(self) -> GeoDataFrame:
        """Each mention, with offsets in code points."""
        return self.layers.mentions

    def geojson(self, layer: str | None = None) -> dict[str, Any]:
        """All layers as one FeatureCollection, or one layer. Raises `UnknownName`."""
        made: dict[str, Any] = json.loads(write(self.article_map, "geojson", layer=layer).content)
        return made

    def map(self, *, text: bool = False) -> folium.Map:
        """A folium map that shows in a notebook, without a request to anywhere.

        `text` puts the article beside it.
        """
        from geo.exports.html import folium_map

        return folium_map(self.article_map, text=text)

    def save(self, path: str | Path, format: str | None = None) -> Path:  # noqa: A002
        """Write a file; the format is that of its ending unless given. Raises `UnknownName`."""
        target = Path(path)
        target.write_bytes(
            write(self.article_map, format or target.suffix.removeprefix(".")).content
        )
        return target

    def __repr__(self) -> str:
        found = self.article_map
        return (
            f"<Article {heading(found.document)!r}: {len(found.mentions)} mentions, "
            f"{len(found.places)} places>"
        )


def read(
    source: str | bytes | Path,
    *,
    title: str | None = None,
    published: date | None = None,
    worldview: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
) -> Article:
    """Read an article and make its map.

    `source` is a file (a path, or a string that names an existing file) or the text itself. Raises
    the errors of `geo.errors`: `UnreadableFile`, `NotText`, `EmptyText`, `TextTooLong`,
    `UnknownName` for a worldview.
    """
    settings = settings or Settings.from_environment()
    document = open_article(
        _as_path(source), title=title, published=published, max_bytes=settings.max_text_bytes
    )
    return Article(
        make_map(
            document,
            _gazetteer(settings.cache),
            _areas(),
            worldview=worldview or settings.worldview,
            language=language or settings.language,
            settings=settings,
        )
    )


_LONGEST_PATH = 1_000


def _as_path(source: str | bytes | Path) -> str | bytes | Path:
    """A one-line string without spaces at its ends that looks like a file's name is one."""
    if not isinstance(source, str) or len(source) > _LONGEST_PATH or "\n" in source:
        return source
    path = Path(source)
    named = path.suffix.lower() in {".txt", ".text", ".md"} and " " not in path.suffix
    try:
        return path if named or path.is_file() else source
    except (OSError, ValueError):
        return source


@cache
def _gazetteer(folder: Path) -> Gazetteer:
    return Gazetteer.open(folder)


@cache
def _areas() -> Areas:
    return Areas.open()
