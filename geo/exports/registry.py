"""The formats an article map leaves in, by name. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geo.errors import UnknownName
from geo.layers import Layer
from geo.model import ArticleMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way out. `write` takes the article map and a layer, None for all of them."""

    title: str
    media_type: str
    suffix: str
    layered: bool  # whether one layer alone can be written
    write: Callable[[ArticleMap, Layer | None], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file to hand out."""

    content: bytes
    media_type: str
    file_name: str


# Each writer is imported when it is called: folium and its like are slow to import.


def _geojson(article_map: ArticleMap, layer: Layer | None) -> bytes:
    from geo.exports import geojson

    return geojson.write(article_map, layer=layer)


def _html(article_map: ArticleMap, _layer: Layer | None) -> bytes:
    from geo.exports import html

    return html.write(article_map)


def _json(article_map: ArticleMap, _layer: Layer | None) -> bytes:
    from geo.exports import toponyms

    return toponyms.write(article_map)


FORMATS: Mapping[str, Format] = {
    "geojson": Format(
        title="GeoJSON",
        media_type="application/geo+json",
        suffix=".geojson",
        layered=True,
        write=_geojson,
    ),
    "html": Format(
        title="Map in one file",
        media_type="text/html; charset=utf-8",
        suffix=".html",
        layered=False,
        write=_html,
    ),
    "json": Format(
        title="Toponyms as JSON",
        media_type="application/json",
        suffix=".json",
        layered=False,
        write=_json,
    ),
}


def write(article_map: ArticleMap, format: str, *, layer: str | None = None) -> Export:  # noqa: A002
    """Write an article map in a format of `FORMATS`, all of it or one layer.

    Raises `UnknownName` for a format or layer that does not exist, and for a layer of a format that
    cannot be cut.
    """
    if format not in FORMATS:
        raise UnknownName(
            f"There is no export format {format!r}.",
            value=format,
            hint=f"Formats are: {', '.join(FORMATS)}.",
        )
    chosen = FORMATS[format]
    name = f"dateline-{article_map.document.id}"
    if layer is None:
        return Export(
            content=chosen.write(article_map, None),
            media_type=chosen.media_type,
            file_name=name + chosen.suffix,
        )
    if not chosen.layered:
        raise UnknownName(
            f"The format {format!r} has no layers.",
            value=layer,
            hint="Leave the layer out, or ask for geojson.",
        )
    if layer not in set(Layer):
        raise UnknownName(
            f"There is no layer {layer!r}.",
            value=layer,
            hint=f"Layers are: {', '.join(Layer)}.",
        )
    return Export(
        content=chosen.write(article_map, Layer(layer)),
        media_type=chosen.media_type,
        file_name=f"{name}-{layer}{chosen.suffix}",
    )
