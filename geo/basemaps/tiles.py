"""The basemap's tiles as GeoDataFrames, for whoever draws without a browser."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import shapely

from geo.basemaps.archive import MAX_ZOOM, read_tiles

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

WORLD_M = 2 * math.pi * 6_378_137.0
"""Width and height of the world in EPSG:3857."""
_EXTENT = 4096


def read_layers(
    bounds: tuple[float, float, float, float], zoom: int, layers: Sequence[str]
) -> Mapping[str, GeoDataFrame]:
    """What the tiles of a zoom around a box hold, by layer, in metres of EPSG:3857.

    `bounds` are (west, south, east, north) in the same metres; west and east may lie beyond the
    world's edge, and what is drawn there repeats. Areas reach a little over the rim of their tile,
    so that they can be joined; lines end at it. Raises `DataMissing`.
    """
    # geopandas takes half a second to import.
    from geopandas import GeoDataFrame
    from mapbox_vector_tile import decode

    level = min(max(zoom, 0), MAX_ZOOM)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in layers}
    shapes: dict[str, list[shapely.Geometry]] = {name: [] for name in layers}
    for column, row, content in read_tiles(level, _around(bounds, level)):
        tile = decode(content)
        for name in layers:
            for feature, shape in _placed(tile.get(name), column, row, level):
                rows[name].append(feature["properties"])
                shapes[name].append(shape)
    return {
        name: GeoDataFrame(rows[name], geometry=shapes[name], crs="EPSG:3857") for name in layers
    }


def _around(bounds: tuple[float, float, float, float], level: int) -> Iterator[tuple[int, int]]:
    """Columns, counted on beyond the world's edge, and rows of the tiles around a box."""
    size = WORLD_M / 2**level
    west, south, east, north = bounds
    first, last = math.floor((west + WORLD_M / 2) / size), math.floor((east + WORLD_M / 2) / size)
    top = max(math.floor((WORLD_M / 2 - north) / size), 0)
    low = min(math.floor((WORLD_M / 2 - south) / size), 2**level - 1)
    yield from ((x, y) for x in range(first, last + 1) for y in range(top, low + 1))


def _placed(
    layer: Mapping[str, Any] | None, column: int, row: int, level: int
) -> Iterator[tuple[Mapping[str, Any], shapely.Geometry]]:
    """Each feature with its shape where it lies in the world."""
    if layer is None:
        return
    size = WORLD_M / 2**level
    unit = size / layer.get("extent", _EXTENT)
    origin = (column * size - WORLD_M / 2, WORLD_M / 2 - (row + 1) * size)
    for feature in layer["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        if shapely.get_dimensions(shape) == 1:
            shape = shapely.clip_by_rect(shape, 0, 0, _EXTENT, _EXTENT)
        if not shape.is_empty:
            yield feature, shapely.transform(shape, lambda rows: rows * unit + origin)
