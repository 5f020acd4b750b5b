"""GeoJSON as RFC 7946 wants it: the one writer that every path of the program uses.

Longitude, latitude in degrees on WGS 84; lines and areas cut at the antimeridian (3.1.9); exterior
rings counterclockwise (3.1.6); six decimals, about 0.1 m (11.2); no `crs` member (4); a bounding
box that wraps (5.2); all data in `properties`, since foreign members get lost (6.1); string ids.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from geo.geodesy import bbox_of, bbox_union, wrap_lon
from geo.layers import Feature, Layer, features
from geo.model import ArticleMap, BBox

Json: TypeAlias = dict[str, Any]

DECIMALS = 6
_GRID = 10.0**-DECIMALS


def write(article_map: ArticleMap, *, layer: Layer | None = None) -> bytes:
    """All layers of an article map, or one, as a FeatureCollection in UTF-8."""
    return dumps(feature_collection(features(article_map, layer=layer))).encode()


def feature_collection(members: Iterable[Feature]) -> Json:
    """A FeatureCollection with the bounding box of all its geometries."""
    prepared = [(each, prepare(each.geometry)) for each in members]
    bbox = bbox_union(
        box for _, shape in prepared if shape is not None and (box := bbox_of(shape)) is not None
    )
    collection: Json = {"type": "FeatureCollection"}
    if bbox is not None:
        collection["bbox"] = _rounded_bbox(bbox)
    collection["features"] = [
        feature_member(each.id, shape, each.properties, prepared=True) for each, shape in prepared
    ]
    return collection


def feature_member(
    feature_id: str,
    geometry: BaseGeometry | None,
    properties: Mapping[str, Any],
    *,
    prepared: bool = False,
) -> Json:
    """One Feature. `prepared` says that the geometry comes from `prepare` already."""
    shape = geometry if prepared else prepare(geometry)
    return {
        "type": "Feature",
        "id": feature_id,
        "geometry": None if shape is None else _member(shape),
        "properties": dict(properties),
    }


def dumps(value: Any) -> str:
    """JSON without NaN or infinity, which become null; numpy's numbers become plain ones."""
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


# Geometry ----------------------------------------------------------------------------------------


def prepare(geometry: BaseGeometry | None) -> BaseGeometry | None:
    """The same geometry as RFC 7946 wants it; None for none, an empty one, or one without numbers.

    What is smaller than the grid of 1e-6 degrees becomes a point: a place is never lost.
    """
    if geometry is None or geometry.is_empty or not _finite(geometry):
        return None
    shape = shapely.force_2d(geometry)
    if shape.geom_type == "GeometryCollection":
        parts = [part for each in shape.geoms if (part := prepare(each)) is not None]
        return shapely.GeometryCollection(parts) if parts else None
    if shape.geom_type in {"Point", "MultiPoint"}:
        return _on_sphere(shape)
    if shape.geom_type == "LinearRing":
        shape = shapely.LineString(shape.coords)
    if _leaves_the_map(shape):
        shape = _cut_at_antimeridian(shape)
    if shapely.get_dimensions(shape) == 2 and not shape.is_valid:
        shape = _polygonal(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    # GEOS divides by the length of what collapses; the result is right.
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        gridded = shapely.set_precision(shape, _GRID)
    if gridded.is_empty:
        return _as_point(geometry)
    return shapely.orient_polygons(gridded, exterior_cw=False)


def _finite(geometry: BaseGeometry) -> bool:
    return bool(all(math.isfinite(value) for value in geometry.bounds))


def _as_point(geometry: BaseGeometry) -> BaseGeometry:
    return _on_sphere(shapely.Point(geometry.envelope.centroid))


def _on_sphere(points: BaseGeometry) -> BaseGeometry:
    """Longitudes in [-180, 180], latitudes in [-90, 90]; on the grid."""

    def moved(lon: float, lat: float) -> tuple[float, float]:
        lon = lon if -180.0 <= lon <= 180.0 else wrap_lon(lon)
        return round(lon, DECIMALS), round(max(-90.0, min(90.0, lat)), DECIMALS)

    if points.geom_type == "Point":
        return shapely.Point(moved(points.x, points.y))
    return shapely.MultiPoint([moved(point.x, point.y) for point in points.geoms])


def _polygonal(geometry: BaseGeometry) -> BaseGeometry:
    if geometry.geom_type in {"Polygon", "MultiPolygon"}:
        return geometry
    parts = getattr(geometry, "geoms", ())
    return shapely.union_all([p for p in parts if p.geom_type in {"Polygon", "MultiPolygon"}])


# The antimeridian --------------------------------------------------------------------------------


def _leaves_the_map(geometry: BaseGeometry) -> bool:
    """Whether a line or area lies beyond 180 degrees or has an edge that jumps across them."""
    west, south, east, north = geometry.bounds
    if west < -180.0 or east > 180.0 or south < -90.0 or north > 90.0:
        return True
    return east - west > 180.0 and any(
        180.0 < abs(b[0] - a[0]) < 360.0 for line in _lines(geometry) for a, b in pairwise(line)
    )


def _cut_at_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    """Cut where it crosses 180 degrees; edges are straight in longitude and latitude (3.1.1)."""
    parts = geometry.geoms if isinstance(geometry, BaseMultipartGeometry) else [geometry]
    dimension = shapely.get_dimensions(geometry)
    pieces: list[BaseGeometry] = []
    for part in parts:
        whole = _unrolled(part)
        west, _, east, _ = whole.bounds
        for turn in range(math.floor((west + 180.0) / 360.0), math.ceil((east + 180.0) / 360.0)):
            window = shapely.box(turn * 360.0 - 180.0, -90.0, turn * 360.0 + 180.0, 90.0)
            piece = translate(shapely.intersection(whole, window), xoff=-360.0 * turn)
            pieces += [
                p for p in shapely.get_parts(piece) if shapely.get_dimensions(p) == dimension
            ]
    return (
        shapely.union_all(pieces)
        if dimension == 2
        else shapely.line_merge(shapely.multilinestrings(pieces))
    )


def _unrolled(part: BaseGeometry) -> BaseGeometry:
    """A line or polygon whose longitudes run on beyond 180 degrees instead of jumping back."""
    if part.geom_type != "Polygon":
        return shapely.LineString(_running_on(part.coords))
    shell = _running_on(part.exterior.coords)
    if abs(shell[-1][0] - shell[0][0]) > 180.0:  # it goes around a pole: close it there
        pole = math.copysign(90.0, sum(lat for _, lat in shell))
        shell += [(shell[-1][0], pole), (shell[0][0], pole), shell[0]]
    outer = shapely.Polygon(shell)
    middle = (outer.bounds[0] + outer.bounds[2]) / 2
    holes = []
    for ring in part.interiors:
        hole = _running_on(ring.coords)
        turns = round((middle - sum(lon for lon, _ in hole) / len(hole)) / 360.0)
        holes.append([(lon + 360.0 * turns, lat) for lon, lat in hole])
    return _polygonal(shapely.make_valid(shapely.Polygon(shell, holes), method="structure"))


def _running_on(coords: Iterable[tuple[float, ...]]) -> list[tuple[float, float]]:
    made: list[tuple[float, float]] = []
    turned, before = 0.0, None
    for position in coords:
        lon, lat = position[0], position[1]
        # An edge of exactly 360 degrees is the rim of a world map, not a jump.
        if before is not None and 180.0 < abs(lon - before) < 360.0:
            turned += math.copysign(360.0, before - lon)
        made.append((lon + turned, lat))
        before = lon
    return made


def _lines(geometry: BaseGeometry) -> Iterator[Iterable[tuple[float, ...]]]:
    if isinstance(geometry, BaseMultipartGeometry):
        for part in geometry.geoms:
            yield from _lines(part)
    elif geometry.geom_type == "Polygon":
        yield geometry.exterior.coords
        for ring in geometry.interiors:
            yield ring.coords
    else:
        yield geometry.coords


# Members -----------------------------------------------------------------------------------------


def _member(geometry: BaseGeometry) -> Json:
    if geometry.geom_type == "GeometryCollection":
        return {
            "type": "GeometryCollection",
            "geometries": [_member(part) for part in geometry.geoms],
        }
    mapping = shapely.geometry.mapping(geometry)
    return {"type": mapping["type"], "coordinates": _rounded(mapping["coordinates"])}


def _rounded(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_rounded(each) for each in value]
    return round(float(value), DECIMALS) + 0.0  # + 0.0 turns -0.0 into 0.0


def _rounded_bbox(bbox: BBox) -> list[float]:
    return [round(value, DECIMALS) + 0.0 for value in bbox]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):  # numpy's scalars
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
