"""Where divisions are: which Natural Earth areas make them up, their points, sizes and populations.

GeoNames and Natural Earth cut some countries at different levels. A Natural Earth area belongs to
the GeoNames division in which nearly all of its towns lie; a division gets its areas only when
nearly all of its towns lie in them, so that an area is drawn only when it is surely that place's.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.rows import Row
from geo.gazetteer.sources.natural_earth import Admin1Unit

_EARTH_RADIUS_KM = 6371.0088
_SURELY = 0.9  # share of towns


def area_km2(geometry: BaseGeometry) -> float:
    """Area on the sphere of a geometry in degrees."""

    def equal_area(points: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        radians = np.radians(points)
        return np.column_stack((radians[:, 0], np.sin(radians[:, 1]))) * _EARTH_RADIUS_KM

    return float(shapely.transform(geometry, equal_area).area)


def radius_km(area: float) -> float:
    """Radius of the circle of that many square kilometres."""
    return round(math.sqrt(area / math.pi), 1)


def place_divisions(
    regions: Sequence[Row],
    districts: Sequence[Row],
    towns: Sequence[Row],
    units: Sequence[Admin1Unit],
) -> None:
    """Fill in areas, points, sizes and populations of divisions, in place."""
    unit_of_town = _units_of_towns(towns, units)
    by_region: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_district: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, town in enumerate(towns):
        by_region[town.country_code, town.admin1_code].append(index)
        by_district[town.country_code, town.admin1_code, town.admin2_code].append(index)
    by_geonameid: dict[int, list[Admin1Unit]] = defaultdict(list)
    for unit in units:
        if unit.gn_id:
            by_geonameid[unit.gn_id].append(unit)
    units_of_region = _units_of_regions(towns, units, unit_of_town)
    for row in regions:
        key = (row.country_code, row.admin1_code)
        members = by_region.get(key, [])
        matched = _matched(members, units_of_region.get(key, []), unit_of_town)
        own = by_geonameid.get(row.geonameid or 0, [])
        if not matched and len(own) == 1 and not members:
            matched = [units.index(own[0])]
        _place(row, [units[i] for i in matched], own, [towns[i] for i in members])
    for row in districts:
        members = by_district.get((row.country_code, row.admin1_code, row.admin2_code), [])
        own = by_geonameid.get(row.geonameid or 0, [])
        is_own = len(own) == 1 and _holds(members, {units.index(own[0])}, unit_of_town)
        _place(row, own if is_own else [], own, [towns[i] for i in members])


def _units_of_towns(towns: Sequence[Row], units: Sequence[Admin1Unit]) -> list[int]:
    """The index of the area each town lies in, or in whose immediate reach it lies; -1 if none."""
    tree = shapely.STRtree([unit.geometry for unit in units])
    points = shapely.points([(town.lon, town.lat) for town in towns])
    found = [-1] * len(towns)
    inside, area = tree.query(points, predicate="intersects")
    for town, unit in zip(inside.tolist(), area.tolist(), strict=True):
        found[town] = unit
    # Coastal towns often lie just off a generalised coast.
    outside = [index for index, unit in enumerate(found) if unit < 0]
    near, area = tree.query_nearest(points[outside], max_distance=0.1, all_matches=False)
    for town, unit in zip(near.tolist(), area.tolist(), strict=True):
        found[outside[town]] = unit
    return found


def _units_of_regions(
    towns: Sequence[Row], units: Sequence[Admin1Unit], unit_of_town: Sequence[int]
) -> dict[tuple[str, str], list[int]]:
    votes: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    for town, unit in zip(towns, unit_of_town, strict=True):
        if unit >= 0:
            votes[unit][town.country_code, town.admin1_code] += 1
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for unit, counter in votes.items():
        region, count = counter.most_common(1)[0]
        # In the world's view "iso" an area lies in one country: that of its towns must agree.
        if count >= _SURELY * counter.total() and units[unit].country_code == region[0]:
            found[region].append(unit)
    return found


def _matched(
    members: Sequence[int], candidates: Sequence[int], unit_of_town: Sequence[int]
) -> list[int]:
    return sorted(candidates) if _holds(members, set(candidates), unit_of_town) else []


def _holds(members: Sequence[int], areas: set[int], unit_of_town: Sequence[int]) -> bool:
    inside = sum(unit_of_town[index] in areas for index in members)
    return bool(members) and inside >= _SURELY * len(members)


def _place(
    row: Row, matched: Sequence[Admin1Unit], own: Sequence[Admin1Unit], towns: Sequence[Row]
) -> None:
    row.population = sum(town.population for town in towns if town.kind == "town")
    if matched:
        row.area_ids = tuple(sorted(unit.area_id for unit in matched))
        row.radius_km = radius_km(sum(area_km2(unit.geometry) for unit in matched))
        row.lon, row.lat = _point(matched)
        if len(matched) == 1:
            row.wikidata = matched[0].wikidata or None
    elif len(own) == 1:
        row.lon, row.lat = own[0].label_lon, own[0].label_lat
        row.radius_km = radius_km(area_km2(own[0].geometry))
    elif towns:
        row.lon, row.lat, row.radius_km = _spread(towns)


def _point(units: Sequence[Admin1Unit]) -> tuple[float, float]:
    if len(units) == 1:
        return round(units[0].label_lon, 5), round(units[0].label_lat, 5)
    centre = shapely.union_all([unit.geometry for unit in units]).centroid
    return round(centre.x, 5), round(centre.y, 5)


def _spread(towns: Iterable[Row]) -> tuple[float, float, float]:
    """Centre of the box of the towns, without the outermost tenth, and its half diagonal in km."""
    lons, lats = (
        np.array([value for town in towns if (value := getattr(town, axis)) is not None])
        for axis in ("lon", "lat")
    )
    west, east = np.quantile(lons, (0.05, 0.95))
    south, north = np.quantile(lats, (0.05, 0.95))
    lon, lat = (west + east) / 2, (south + north) / 2
    half_width = (east - west) / 2 * 111.2 * math.cos(math.radians(lat))
    half_height = (north - south) / 2 * 111.2
    size = math.hypot(half_width, half_height)
    return round(float(lon), 5), round(float(lat), 5), round(max(5.0, float(size)), 1)
