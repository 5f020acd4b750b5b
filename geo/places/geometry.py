"""Where a place is: its area in a worldview when that is surely its area, else a point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.gazetteer.worldviews import country_of
from geo.geodesy import bbox_around, bbox_of, sector
from geo.model import BBox, Entry, Kind, Relation

# Radius in metres of what a point of each kind stands for, where the entry does not say.
_USUAL_RADIUS_M = {
    Kind.COUNTRY: 300_000.0,
    Kind.REGION: 80_000.0,
    Kind.DISTRICT: 20_000.0,
    Kind.AREA: 150_000.0,
    Kind.SUBURB: 1_500.0,
    Kind.WATER: 50_000.0,
    Kind.LANDFORM: 30_000.0,
    Kind.FACILITY: 500.0,
}
_WITH_AREA = (Kind.COUNTRY, Kind.REGION, Kind.DISTRICT, Kind.AREA, Kind.LANDFORM)
# A distance in a text is rounded, from somewhere in the place; a compass word spans 45°.
_DISTANCE_SLACK = 0.2
_LEAST_SLACK_M = 2_000.0
_COMPASS_DEG = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Geometry (lon, lat in degrees) and what is known about it."""

    geometry: BaseGeometry | None
    precision_m: float | None
    bbox: BBox | None


def locate(entry: Entry, areas: Areas, worldview: str) -> Located:
    """The entry's area in the worldview, else its point with a precision, else nothing."""
    if entry.kind is Kind.GROUP:
        return Located(geometry=None, precision_m=None, bbox=None)
    if entry.area_ids and entry.kind in _WITH_AREA:
        area = _area(areas, entry.area_ids, worldview)
        if area is not None:
            return area
    if entry.lon is None or entry.lat is None:
        return Located(geometry=None, precision_m=None, bbox=entry.bbox)
    precision = precision_m(entry)
    around = bbox_around(entry.lon, entry.lat, precision)
    return Located(
        geometry=Point(entry.lon, entry.lat), precision_m=precision, bbox=entry.bbox or around
    )


@lru_cache(maxsize=512)
def _area(areas: Areas, area_ids: tuple[str, ...], worldview: str) -> Located | None:
    area = areas.geometry(area_ids, worldview=worldview, detail="screen")
    if area is None or area.is_empty:
        return None
    return Located(geometry=area, precision_m=None, bbox=bbox_of(area))


def precision_m(entry: Entry) -> float:
    """Radius in metres of what the entry's point stands for."""
    if entry.radius_km:
        return round(entry.radius_km * 1000, 0)
    if entry.kind is Kind.TOWN:
        # Towns of 10,000 are about 2 km in radius, of a million about 20.
        return float(round(min(25_000.0, max(1_000.0, 20 * math.sqrt(entry.population))), -2))
    return _USUAL_RADIUS_M[entry.kind]


def locate_offset(offset: Relation, anchor: Entry) -> BaseGeometry | None:
    """Where "30 km north of X" may be: part of a ring around X. None when X has no position."""
    if anchor.lon is None or anchor.lat is None or offset.distance_m is None:
        return None
    slack = max(_LEAST_SLACK_M, offset.distance_m * _DISTANCE_SLACK)
    return sector(
        anchor.lon,
        anchor.lat,
        inner_m=max(0.0, offset.distance_m - slack),
        outer_m=offset.distance_m + slack,
        bearing=offset.bearing_deg or 0.0,
        width_deg=360.0 if offset.bearing_deg is None else _COMPASS_DEG,
    )


def parents_in(
    entry: Entry, gazetteer: Gazetteer, areas: Areas, worldview: str
) -> tuple[Entry, ...]:
    """What the entry lies in, smallest first; the country is that of the worldview."""
    parents = gazetteer.parents(entry)
    unit = _unit(entry, areas)
    if unit is None:
        return parents
    code = country_of(unit, worldview)
    if not code or code == entry.country_code:
        return parents
    owner = gazetteer.country(code)
    below = tuple(parent for parent in parents if parent.kind is not Kind.COUNTRY)
    return (*below, owner) if owner is not None else parents


def _unit(entry: Entry, areas: Areas) -> str | None:
    """The admin-1 unit of the entry; countries and what spans several units have none."""
    if entry.kind in (Kind.COUNTRY, Kind.GROUP, Kind.WATER):
        return None
    if entry.area_ids:
        return entry.area_ids[0]
    if entry.kind is Kind.AREA or entry.lon is None or entry.lat is None:
        return None
    return next(iter(areas.containing(entry.lon, entry.lat)), None)
