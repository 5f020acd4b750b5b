"""Reads the geometry of a GeoJSON object that a client sent, by the rules of RFC 7946."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.errors import BadGeometry

MAX_POSITIONS = 20_000
"""Most positions of one geometry: beyond it a page can neither draw nor edit it."""

_Check: TypeAlias = Callable[[object, str], int]


def read_geometry(
    value: object, *, limit: int = MAX_POSITIONS, repair: bool = False
) -> BaseGeometry | None:
    """A Point, LineString, Polygon or Multi* from JSON; None from null.

    Positions are longitude, latitude in degrees on WGS 84; a third number, the altitude, may be
    there and is not kept. Exterior rings come back counterclockwise, holes clockwise. With
    `repair` an area whose rings cross is mended instead of refused. Raises `BadGeometry` saying
    what is wrong where.
    """
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise _bad("The geometry is no JSON object.", value, "Give an object, or null for none.")
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in _CHECKS:
        raise _bad(
            f"The geometry's type is {_shown(kind)}.", kind, f"Types are: {', '.join(_CHECKS)}."
        )
    if "coordinates" not in value:
        raise _bad(f"The {kind} has no coordinates.", kind, "Give the member “coordinates”.")
    coordinates = value["coordinates"]
    positions = _CHECKS[kind](coordinates, "coordinates")
    if positions > limit:
        raise _bad(
            f"The {kind} has {positions:,} positions; the limit is {limit:,}.",
            positions,
            "Simplify it.",
        )
    geometry = shape({"type": kind, "coordinates": _flat(coordinates)})
    if repair and not geometry.is_valid and shapely.get_dimensions(geometry) == 2:
        geometry = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    return _checked(geometry, kind)


def _checked(geometry: BaseGeometry, kind: str) -> BaseGeometry:
    if shapely.get_dimensions(geometry) == 2:
        reason = shapely.is_valid_reason(geometry)
        if reason != "Valid Geometry":
            raise _bad(
                f"The {kind} is not a valid area: {reason}.",
                reason,
                "Its rings must not cross themselves or each other, and holes lie inside.",
            )
        return shapely.orient_polygons(geometry, exterior_cw=False)
    return geometry


def _position(value: object, where: str) -> int:
    if not isinstance(value, list) or len(value) not in (2, 3):
        raise _bad(
            f"{where} is no position: {_shown(value)}.",
            value,
            "A position is [longitude, latitude] or [longitude, latitude, altitude].",
        )
    for number in value:
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise _bad(
                f"{where} holds {_shown(number)}, which is no number.", number, "Give degrees."
            )
        if not _finite(number):
            raise _bad(f"{where} holds a number that is not finite.", number, "Give degrees.")
    lon, lat = value[0], value[1]
    if not -180 <= lon <= 180:
        raise _bad(
            f"{where} has the longitude {lon:g}, which is not between -180 and 180.",
            value,
            "Beyond the antimeridian longitudes go on from the other side: 190 is -170.",
        )
    if not -90 <= lat <= 90:
        raise _bad(
            f"{where} has the latitude {lat:g}, which is not between -90 and 90.",
            value,
            "GeoJSON puts the longitude first.",
        )
    return 1


def _flat(coordinates: list[Any]) -> list[Any]:
    """Coordinates without altitudes, which only some of a line's positions may have."""
    if isinstance(coordinates[0], list):
        return [_flat(each) for each in coordinates]
    return coordinates[:2]


def _finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # a whole number beyond the range of floats
        return False


def _line(value: object, where: str) -> int:
    positions = _several(_position)(value, where)
    if positions < 2 or all(position == _items(value)[0] for position in _items(value)):
        raise _bad(
            f"{where} has fewer than two different positions.", value, "A line joins at least two."
        )
    return positions


def _ring(value: object, where: str) -> int:
    positions = _several(_position)(value, where)
    items = _items(value)
    if items[0] != items[-1]:
        raise _bad(
            f"{where} is not closed: it begins at {_shown(items[0])} and ends at "
            f"{_shown(items[-1])}.",
            value,
            "Repeat the first position at the end.",
        )
    if positions < 4:
        raise _bad(f"{where} has {positions} positions.", value, "A closed ring has at least four.")
    return positions


def _several(check: _Check) -> _Check:
    def checked(value: object, where: str) -> int:
        if not isinstance(value, list):
            raise _bad(f"{where} is no array: {_shown(value)}.", value, "Give an array.")
        if not value:
            raise _bad(f"{where} is empty.", value, "Give at least one member, or geometry: null.")
        return sum(check(member, f"{where}[{index}]") for index, member in enumerate(value))

    return checked


_CHECKS: Mapping[str, _Check] = {
    "Point": _position,
    "LineString": _line,
    "Polygon": _several(_ring),
    "MultiPoint": _several(_position),
    "MultiLineString": _several(_line),
    "MultiPolygon": _several(_several(_ring)),
}


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _bad(detail: str, value: object, hint: str) -> BadGeometry:
    return BadGeometry(detail, value=_shown(value), hint=hint)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"
