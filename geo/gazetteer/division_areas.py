"""Where divisions are: which Natural Earth areas make them up, their points, sizes and populations.

GeoNames and Natural Earth cut some countries at different levels. A Natural Earth area belongs to
the GeoNames division in which most of its towns lie; a division gets its areas only when most of
its towns lie in them, so that an area is drawn only when it is surely that place's. Where Natural
Earth itself names the GeoNames division, a smaller majority is enough: its lines are generalised.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import shapely

from geo.gazetteer.rows import Row
from geo.gazetteer.sources.natural_earth import Admin1Unit
from geo.geodesy import area_km2

# Share of towns.
_SURELY = 0.8
_WITH_ID = 0.55


def _radius_km(units: Iterable[Admin1Unit]) -> float:
    return round(math.sqrt(sum(area_km2(unit.geometry) for unit in units) / math.pi), 1)


def place_divisions(
    regions: Sequence[Row],
    districts: Sequence[Row],
    towns: Sequence[Row],
    units: Sequence[Admin1Unit],
    points: Mapping[str, tuple[float, float]],
) -> None:
    """Fill in areas, points, sizes and populations of divisions, in place.

    `points` are better ones than the sources', by ISO 3166-2 code.
    """
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
    index_of = {unit.adm1_code: index for index, unit in enumerate(units)}
    ids = {(row.country_code, row.admin1_code): row.geonameid for row in regions}
    units_of_region = _units_of_regions(towns, units, unit_of_town, ids)
    for row in regions:
        key = (row.country_code, row.admin1_code)
        members = by_region.get(key, [])
        own = by_geonameid.get(row.geonameid or 0, [])
        candidates = units_of_region.get(key, set())
        least = _WITH_ID if any(index_of[unit.adm1_code] in candidates for unit in own) else _SURELY
        matched = sorted(candidates) if _holds(members, candidates, unit_of_town, least) else []
        if not matched and len(own) == 1 and not members:
            matched = [index_of[own[0].adm1_code]]
        _place(row, [units[i] for i in matched], own, [towns[i] for i in members])
        row.lon, row.lat = points.get(row.iso_code, (row.lon, row.lat))
    for row in districts:
        members = by_district.get((row.country_code, row.admin1_code, row.admin2_code), [])
        own = by_geonameid.get(row.geonameid or 0, [])
        is_own = len(own) == 1 and _holds(
            members, {index_of[own[0].adm1_code]}, unit_of_town, _WITH_ID
        )
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
    towns: Sequence[Row],
    units: Sequence[Admin1Unit],
    unit_of_town: Sequence[int],
    ids: Mapping[tuple[str, str], int | None],
) -> dict[tuple[str, str], set[int]]:
    votes: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    for town, unit in zip(towns, unit_of_town, strict=True):
        if unit >= 0:
            votes[unit][town.country_code, town.admin1_code] += 1
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for unit, counter in votes.items():
        region, count = counter.most_common(1)[0]
        is_named = units[unit].gn_id is not None and ids.get(region) == units[unit].gn_id
        least = _WITH_ID if is_named else _SURELY
        # In the view "iso" an area lies in one country: that of its towns must agree.
        if count >= least * counter.total() and units[unit].country_code == region[0]:
            found[region].add(unit)
    return found


def _holds(
    members: Sequence[int], areas: set[int], unit_of_town: Sequence[int], least: float
) -> bool:
    inside = sum(unit_of_town[index] in areas for index in members)
    return bool(members) and bool(areas) and inside >= least * len(members)


def _place(
    row: Row, matched: Sequence[Admin1Unit], own: Sequence[Admin1Unit], towns: Sequence[Row]
) -> None:
    row.population = sum(town.population for town in towns if town.kind == "town")
    if matched:
        row.area_ids = tuple(sorted(unit.area_id for unit in matched))
        row.radius_km = _radius_km(matched)
        row.lon, row.lat = _point(matched)
        if len(matched) == 1:
            row.wikidata = matched[0].wikidata or None
    elif len(own) == 1:
        row.lon, row.lat = own[0].label_lon, own[0].label_lat
        row.radius_km = _radius_km(own)
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
