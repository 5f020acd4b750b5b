"""Distances, bearings, boxes and areas on a spherical Earth (pure; no input or output).

Longitude, latitude in degrees, EPSG:4326, always in that order. The Earth is a sphere of the IUGG
mean radius: distances differ from those on the ellipsoid by at most 0.6 %, far below the precision
of a place name. Boxes follow RFC 7946, section 5.2: west > east means that the box crosses the
antimeridian.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from geo.model import BBox

Floats = NDArray[np.float64]

EARTH_RADIUS_M = 6_371_008.8  # IUGG mean radius R1
_METRES_A_DEGREE = math.radians(1.0) * EARTH_RADIUS_M
_FULL_CIRCLE = 360.0


def wrap_lon(lon: float) -> float:
    """The same meridian in [-180, 180)."""
    if -180.0 <= lon < 180.0:
        return lon
    return (lon + 180.0) % _FULL_CIRCLE - 180.0


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Great-circle distance in metres (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, h)))


def distances_km(lon: Floats, lat: Floats, lon_there: Floats, lat_there: Floats) -> Floats:
    """[here, there]: great-circle distances by the haversine formula; NaN where a position is NaN.

    Longitudes and latitudes in degrees, one array each for the points here and those there.
    """
    lon, lat = np.radians(lon)[:, None], np.radians(lat)[:, None]
    lon_there, lat_there = np.radians(lon_there)[None, :], np.radians(lat_there)[None, :]
    h = (
        np.sin((lat - lat_there) / 2) ** 2
        + np.cos(lat) * np.cos(lat_there) * np.sin((lon - lon_there) / 2) ** 2
    )
    km: Floats = 2 * EARTH_RADIUS_M / 1000 * np.arcsin(np.sqrt(np.minimum(h, 1)))
    return km


def bearing_deg(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Initial bearing from the first point to the second: [0, 360), clockwise from north."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    delta = math.radians(lon2 - lon1)
    y = math.sin(delta) * math.cos(phi2)
    x = math.cos(phi1) * math.sin(phi2) - math.sin(phi1) * math.cos(phi2) * math.cos(delta)
    bearing = math.degrees(math.atan2(y, x)) % _FULL_CIRCLE
    return bearing if bearing < _FULL_CIRCLE else 0.0  # a tiny negative angle rounds up to 360


def destination(lon: float, lat: float, bearing: float, distance: float) -> tuple[float, float]:
    """The point `distance` metres from (lon, lat) along the great circle at `bearing` degrees.

    The longitude is in [-180, 180).
    """
    delta = distance / EARTH_RADIUS_M
    phi, theta = math.radians(lat), math.radians(bearing)
    sin_phi2 = math.sin(phi) * math.cos(delta) + math.cos(phi) * math.sin(delta) * math.cos(theta)
    phi2 = math.asin(max(-1.0, min(1.0, sin_phi2)))
    y = math.sin(theta) * math.sin(delta) * math.cos(phi)
    x = math.cos(delta) - math.sin(phi) * math.sin(phi2)
    return wrap_lon(lon + math.degrees(math.atan2(y, x))), math.degrees(phi2)


# Boxes -----------------------------------------------------------------------------------------


def lon_span(bbox: BBox) -> float:
    """Width of the box in degrees of longitude, in [0, 360]."""
    west, _, east, _ = bbox
    return east - west if east >= west else east - west + _FULL_CIRCLE


def bbox_centre(bbox: BBox) -> tuple[float, float]:
    """Middle of the box (lon, lat)."""
    west, south, _, north = bbox
    return wrap_lon(west + lon_span(bbox) / 2), (south + north) / 2


def bbox_contains(bbox: BBox, lon: float, lat: float) -> bool:
    """Whether the point lies in the box or on its edge."""
    west, south, east, north = bbox
    if not south <= lat <= north:
        return False
    return west <= lon <= east if west <= east else lon >= west or lon <= east


def bbox_union(boxes: Iterable[BBox]) -> BBox | None:
    """The smallest box around all boxes, across the antimeridian when that is smaller.

    None when there are no boxes.
    """
    boxes = list(boxes)
    if not boxes:
        return None
    south = min(box[1] for box in boxes)
    north = max(box[3] for box in boxes)
    # Arcs on the circle of longitudes; what remains is to leave out the widest gap between them.
    arcs = sorted((wrap_lon(box[0]), lon_span(box)) for box in boxes)
    start, reach = arcs[0][0], arcs[0][0] + arcs[0][1]
    best_gap, west, east = -1.0, start, reach
    for lon, span in arcs[1:]:
        if lon - reach > best_gap:
            best_gap, west, east = lon - reach, lon, reach
        reach = max(reach, lon + span)
    closing = start + _FULL_CIRCLE - reach
    if closing <= 0 and best_gap <= 0:
        return -180.0, south, 180.0, north
    if closing >= best_gap:
        west, east = start, reach
    return west, south, _east_edge(west, east), north


def _east_edge(west: float, east: float) -> float:
    """The east edge in [-180, 180]; the meridian of 180 stays 180 when it is an east edge."""
    while east > 180.0:
        east -= _FULL_CIRCLE
    while east < -180.0:
        east += _FULL_CIRCLE
    if east == -180.0 and west > -180.0:
        return 180.0
    return east


def bbox_of(geometry: BaseGeometry) -> BBox | None:
    """The smallest box around a geometry; its parts may lie on both sides of the antimeridian.

    None for an empty geometry.
    """
    if geometry.is_empty:
        return None
    bounds = shapely.bounds(shapely.get_parts(geometry))
    return bbox_union(_clamped(row) for row in bounds.tolist() if not math.isnan(row[0]))


def _clamped(bounds: Sequence[float]) -> BBox:
    west, south, east, north = bounds
    return float(west), max(-90.0, float(south)), float(east), min(90.0, float(north))


def bbox_around(lon: float, lat: float, radius_m: float) -> BBox:
    """A box that contains the circle of `radius_m` around the point."""
    dlat = radius_m / _METRES_A_DEGREE
    south, north = max(-90.0, lat - dlat), min(90.0, lat + dlat)
    narrowest = math.cos(math.radians(min(89.9, max(abs(south), abs(north)))))
    dlon = dlat / narrowest
    if dlon >= 180.0:
        return -180.0, south, 180.0, north
    west = wrap_lon(lon - dlon)
    return west, south, _east_edge(west, west + 2 * dlon), north


def bbox_padded(bbox: BBox, *, share: float, least_deg: float) -> BBox:
    """The box with a margin on each side of `share` of its size, and at least `least_deg` high.

    The width is at least as many kilometres as the height's least, at the box's own latitude.
    """
    west, south, _, north = bbox
    lat = (south + north) / 2
    shrink = max(0.05, math.cos(math.radians(lat)))
    height, width = north - south, lon_span(bbox)
    pad_lat = max(height * share, (least_deg - height) / 2)
    pad_lon = max(width * share, (least_deg / shrink - width) / 2)
    south, north = max(-90.0, south - pad_lat), min(90.0, north + pad_lat)
    if width + 2 * pad_lon >= _FULL_CIRCLE:
        return -180.0, south, 180.0, north
    west = wrap_lon(west - pad_lon)
    return west, south, _east_edge(west, west + width + 2 * pad_lon), north


# Areas -----------------------------------------------------------------------------------------


def area_km2(geometry: BaseGeometry) -> float:
    """Area on the sphere in square kilometres; 0 for points and lines.

    Edges are taken as straight in longitude and the sine of latitude, which for edges of a few
    degrees is well within 1 % of great-circle edges.
    """
    if isinstance(geometry, Polygon):
        return _ring_km2(geometry.exterior.coords) - sum(
            _ring_km2(ring.coords) for ring in geometry.interiors
        )
    if isinstance(geometry, BaseMultipartGeometry):
        return sum(area_km2(part) for part in geometry.geoms)
    return 0.0


def _ring_km2(coords: Iterable[Sequence[float]]) -> float:
    total = 0.0
    for (lon1, lat1, *_), (lon2, lat2, *_) in pairwise(coords):
        sines = math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))
        total += math.radians(lon2 - lon1) * sines / 2
    return abs(total) * (EARTH_RADIUS_M / 1000) ** 2


def radius_km(geometry: BaseGeometry) -> float:
    """Radius of the circle with the geometry's area, in kilometres; 0 for points and lines."""
    return math.sqrt(area_km2(geometry) / math.pi)


def sector(
    lon: float,
    lat: float,
    *,
    inner_m: float,
    outer_m: float,
    bearing: float = 0.0,
    width_deg: float = 360.0,
) -> Polygon | MultiPolygon:
    """A ring sector: all that is `inner_m` to `outer_m` away, `width_deg` wide about `bearing`.

    With the default width it is a disc (or a ring). Cut at the antimeridian.
    """
    full = width_deg >= _FULL_CIRCLE
    steps = 48 if full else max(4, math.ceil(width_deg / 7.5))
    angles = [bearing - width_deg / 2 + width_deg * i / steps for i in range(steps + 1)]
    outer = _continuous(lon, [destination(lon, lat, angle, outer_m) for angle in angles])
    inner = _continuous(lon, [destination(lon, lat, angle, inner_m) for angle in angles])
    if full:
        shape = Polygon(outer, [inner] if inner_m > 0 else [])
    elif inner_m > 0:
        shape = Polygon([*outer, *reversed(inner)])
    else:
        shape = Polygon([*outer, (lon, lat)])
    return _cut(shape)


def lens(
    start: tuple[float, float], end: tuple[float, float], *, half_width_m: float
) -> Polygon | MultiPolygon:
    """All that may be called between two points (lon, lat): widest in the middle, ending in both.

    Cut at the antimeridian.
    """
    way = distance_m(*start, *end)
    steps = 24
    left, right = [start], []
    for step in range(1, steps):
        along = way * step / steps
        lon, lat = destination(*start, bearing_deg(*start, *end), along)
        towards = bearing_deg(lon, lat, *end)
        aside = half_width_m * math.sin(math.pi * step / steps)
        left.append(destination(lon, lat, towards - 90.0, aside))
        right.append(destination(lon, lat, towards + 90.0, aside))
    return _cut(Polygon(_continuous(start[0], [*left, end, *reversed(right)])))


def around_line(line: BaseGeometry, distance: float) -> BaseGeometry:
    """All that is at most `distance` metres from lines, near enough for a strip on a map.

    Degrees of longitude are taken as long as in the middle of the lines: far to the north and south
    of a long border the strip is up to a third wider or narrower. Cut at the antimeridian.
    """
    _, south, _, north = line.bounds
    shrink = max(0.05, math.cos(math.radians((south + north) / 2)))
    plane = shapely.transform(line, lambda points: points * (shrink, 1.0))
    strip = shapely.buffer(
        plane.simplify(distance / _METRES_A_DEGREE / 20), distance / _METRES_A_DEGREE
    )
    return _cut(shapely.transform(strip, lambda points: points / (shrink, 1.0)))


def _cut(shape: Polygon | MultiPolygon) -> Polygon | MultiPolygon:
    """The shape within 180 degrees west and east, cut at the antimeridian."""
    west, _, east, _ = shape.bounds
    if west >= -180.0 and east <= 180.0:
        return shape
    turn = _FULL_CIRCLE if east > 180.0 else -_FULL_CIRCLE
    world = box(-180.0, -90.0, 180.0, 90.0)
    there = translate(shape, xoff=-turn)
    parts = [part for cut in (shape, there) for part in _polygons(cut.intersection(world))]
    return MultiPolygon(parts)


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    parts = geometry.geoms if isinstance(geometry, BaseMultipartGeometry) else [geometry]
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def _continuous(lon: float, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same points with longitudes within 180 degrees of `lon`, so that a ring does not jump."""
    return [(lon + (x - lon + 180.0) % _FULL_CIRCLE - 180.0, y) for x, y in points]
