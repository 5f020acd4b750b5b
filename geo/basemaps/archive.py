"""Where the basemap's archive is, and how a part of it is taken out for a stand-alone file."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from geo.model import BBox
from geo.resources import data_path

ATTRIBUTION = "Natural Earth; GeoNames (CC BY 4.0)"
MAX_ZOOM = 8  # of the tiles; a map may show them one zoom deeper without loss
WORLD_ZOOM = 3  # an extract holds the whole world up to here, so that far places stand on ground

# Web Mercator ends here.
_NORTHERNMOST = 85.051129
# Room around the box, as a share of its width, so that the map can be moved a little.
_MARGIN = 0.35
_SMALLEST_DEGREES = 1.0


def archive() -> Path:
    """The PMTiles archive of this installation. Raises `DataMissing` when it is not there."""
    return data_path("basemap.pmtiles")


@cache
def checksum() -> str:
    """SHA-256 of the archive, in hexadecimal digits."""
    with archive().open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def extract(bbox: BBox | None, max_zoom: int) -> bytes:
    """A PMTiles archive with the tiles around a box, from the whole world down to `max_zoom`.

    The box is (west, south, east, north) in degrees, west > east across the antimeridian, and gets
    a margin; without one only the world up to `WORLD_ZOOM` is taken. Raises `DataMissing` when
    the archive is not there.
    """
    from pmtiles.reader import MmapSource, Reader
    from pmtiles.tile import zxy_to_tileid
    from pmtiles.writer import Writer

    deepest = min(max_zoom, MAX_ZOOM)
    with archive().open("rb") as file:
        read = MmapSource(file)
        reader = Reader(read)
        header: dict[str, Any] = dict(reader.header())
        find = _finder(read, header)
        wanted = sorted(zxy_to_tileid(*zxy) for zxy in set(_tiles(bbox, deepest)))
        output = io.BytesIO()
        writer = Writer(output)
        for tile_id in wanted:
            tile = find(tile_id)
            if tile:
                writer.write_tile(tile_id, tile)
        metadata = reader.metadata()
    header["max_zoom"] = deepest
    _set_bounds(header, bbox)
    kept = {
        key: metadata[key] for key in ("name", "attribution", "vector_layers") if key in metadata
    }
    writer.finalize(header, kept)
    return output.getvalue()


def read_tiles(zoom: int, wanted: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, bytes]]:
    """Column, row and uncompressed content of those wanted tiles that there are.

    Columns beyond the world's edge repeat it. Raises `DataMissing`.
    """
    from pmtiles.reader import MmapSource, Reader
    from pmtiles.tile import zxy_to_tileid

    with archive().open("rb") as file:
        read = MmapSource(file)
        find = _finder(read, Reader(read).header())
        for column, row in wanted:
            tile = find(zxy_to_tileid(zoom, column % 2**zoom, row))
            if tile:
                yield column, row, gzip.decompress(tile)


def read_tile(z: int, x: int, y: int) -> bytes | None:
    """One tile of the archive as an uncompressed Mapbox vector tile; None where there is none."""
    from pmtiles.reader import MmapSource, Reader

    with archive().open("rb") as file:
        tile: bytes | None = Reader(MmapSource(file)).get(z, x, y)
    return gzip.decompress(tile) if tile else None


def read_metadata() -> dict[str, Any]:
    """The archive's own description: name, attribution, layers."""
    from pmtiles.reader import MmapSource, Reader

    with archive().open("rb") as file:
        metadata: dict[str, Any] = json.loads(json.dumps(Reader(MmapSource(file)).metadata()))
    return metadata


def _finder(
    read: Callable[[int, int], bytes], header: Mapping[str, Any]
) -> Callable[[int], bytes | None]:
    """Looks tiles up by id. pmtiles' reader decodes the directories again for every tile."""
    from pmtiles.tile import deserialize_directory, find_tile

    directory = cache(lambda offset, length: deserialize_directory(read(offset, length)))

    def find(tile_id: int) -> bytes | None:
        offset, length = header["root_offset"], header["root_length"]
        while entry := find_tile(directory(offset, length), tile_id):
            if entry.run_length:
                return read(header["tile_data_offset"] + entry.offset, entry.length)
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        return None

    return find


def _tiles(bbox: BBox | None, max_zoom: int) -> Iterator[tuple[int, int, int]]:
    for zoom in range(max_zoom + 1):
        count = 1 << zoom
        if zoom <= WORLD_ZOOM:
            yield from ((zoom, x, y) for x in range(count) for y in range(count))
        elif bbox is not None:
            west, south, east, north = _with_margin(bbox)
            top, bottom = _row(north, count), _row(south, count)
            first = math.floor((west + 180) / 360 * count)
            last = math.floor((east + 180) / 360 * count)
            for x in range(first, min(last, first + count - 1) + 1):
                yield from ((zoom, x % count, y) for y in range(top, bottom + 1))


def _with_margin(bbox: BBox) -> BBox:
    """The box grown on all sides; its east may lie beyond 180."""
    west, south, east, north = bbox
    if east < west:
        east += 360
    size = max(east - west, north - south, _SMALLEST_DEGREES)
    across = max(_MARGIN * size, (size - (east - west)) / 2)
    upright = max(_MARGIN * size, (size - (north - south)) / 2)
    return (west - across, south - upright, east + across, north + upright)


def _row(lat: float, count: int) -> int:
    lat = math.radians(min(max(lat, -_NORTHERNMOST), _NORTHERNMOST))
    row = (1 - math.asinh(math.tan(lat)) / math.pi) / 2 * count
    return min(max(math.floor(row), 0), count - 1)


def _set_bounds(header: dict[str, Any], bbox: BBox | None) -> None:
    west, south, east, north = bbox or (-180.0, -_NORTHERNMOST, 180.0, _NORTHERNMOST)
    if east < west:
        west, east = -180.0, 180.0
    header["min_lon_e7"], header["max_lon_e7"] = round(west * 1e7), round(east * 1e7)
    header["min_lat_e7"], header["max_lat_e7"] = round(south * 1e7), round(north * 1e7)
    header["center_lon_e7"] = round((west + east) / 2 * 1e7)
    header["center_lat_e7"] = round((south + north) / 2 * 1e7)
    header["center_zoom"] = min(header.get("center_zoom", 0), header["max_zoom"])
