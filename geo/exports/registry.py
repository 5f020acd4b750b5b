"""The formats an article map leaves in, by name. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geo.errors import BadRecord, UnknownName
from geo.exports.picture import Picture
from geo.layers import Layer
from geo.model import ArticleMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way out. `write` takes the article map and a layer, None for all of them."""

    title: str
    media_type: str
    suffix: str
    layered: bool  # whether one layer alone can be written
    write: Callable[[ArticleMap, Layer | None, Picture | None], bytes]
    drawn: bool = False  # whether it is a picture, with a size


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file to hand out."""

    content: bytes
    media_type: str
    file_name: str


# Each writer is imported when it is called: folium and its like are slow to import.


def _geojson(article_map: ArticleMap, layer: Layer | None, _picture: Picture | None) -> bytes:
    from geo.exports import geojson

    return geojson.write(article_map, layer=layer)


def _html(article_map: ArticleMap, _layer: Layer | None, _picture: Picture | None) -> bytes:
    from geo.exports import html

    return html.write(article_map)


def _json(article_map: ArticleMap, _layer: Layer | None, _picture: Picture | None) -> bytes:
    from geo.exports import toponyms

    return toponyms.write(article_map)


def _png(article_map: ArticleMap, _layer: Layer | None, chosen: Picture | None) -> bytes:
    from geo.exports import picture

    return picture.write(article_map, chosen)


def _svg(article_map: ArticleMap, _layer: Layer | None, chosen: Picture | None) -> bytes:
    from geo.exports import picture

    return picture.write_svg(article_map, chosen)


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
    "png": Format(
        title="Picture",
        media_type="image/png",
        suffix=".png",
        layered=False,
        write=_png,
        drawn=True,
    ),
    "svg": Format(
        title="Picture to enlarge and edit",
        media_type="image/svg+xml",
        suffix=".svg",
        layered=False,
        write=_svg,
        drawn=True,
    ),
}


def write(
    article_map: ArticleMap,
    format: str,  # noqa: A002
    *,
    layer: str | None = None,
    picture: Picture | None = None,
) -> Export:
    """Write an article map in a format of `FORMATS`, all of it or one layer; pictures in a size.

    Raises `UnknownName` for a format or layer that does not exist and for a layer of a format that
    cannot be cut, `BadRecord` for a size of one that is no picture.
    """
    if format not in FORMATS:
        raise UnknownName(
            f"There is no export format {format!r}.",
            value=format,
            hint=f"Formats are: {', '.join(FORMATS)}.",
        )
    chosen = FORMATS[format]
    article_id = article_map.document.id
    if picture is not None and not chosen.drawn:
        raise BadRecord(
            f"The format {format!r} is no picture.",
            value=format,
            hint="Leave size, theme and form out, or ask for png or svg.",
        )
    if layer is None:
        return file_of(article_id, format, chosen.write(article_map, None, picture))
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
    content = chosen.write(article_map, Layer(layer), None)
    return file_of(article_id, format, content, layer=layer)


def file_of(
    article_id: str,
    format: str,  # noqa: A002
    content: bytes,
    *,
    layer: str | None = None,
) -> Export:
    """What was written, with its type and a name to save it under."""
    chosen = FORMATS[format]
    part = f"-{layer}" if layer else ""
    return Export(
        content=content,
        media_type=chosen.media_type,
        file_name=f"dateline-{article_id}{part}{chosen.suffix}",
    )
