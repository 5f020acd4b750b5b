"""Geometry of countries and first-order areas, in any worldview, from `data/areas/`.

Two coverages: `fine` (borders within about 0.003°, for downloads and computing) and `screen`
(about 0.02°; up to 0.05° for areas wider than 30°). All geometries are longitude, latitude in
degrees, EPSG:4326; those that cross the antimeridian are cut there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import DataMissing
from geo.gazetteer.area_index import AreaIndex, Item, area_index, joined_bbox
from geo.gazetteer.coverage import Coverage
from geo.gazetteer.worldviews import DEFAULT, home_of, owner_of
from geo.gazetteer.worldviews import worldview as known_worldview
from geo.model import BBox
from geo.resources import data_path

Detail = Literal["screen", "fine"]

# Narrower areas are drawn finely on the screen too: 0.02° would round them off.
_FINE_BELOW_DEGREES = 3.0
# Wider areas are seen from afar: Canada's 27,000 vertices would be most of a page's bytes.
_THIN_ABOVE_DEGREES = 30.0
_SCREEN_STEPS = 1500
_COARSEST_DEGREES = 0.05
# How far from land a point may lie and still count to it: harbours, and coasts made simpler.
_COAST_DEGREES = 0.05


class Areas:
    """Reads geometry on first use. Safe to share between threads: it only caches."""

    def __init__(self, index: AreaIndex) -> None:
        self._index = index

    @staticmethod
    @cache
    def open() -> Areas:
        """The areas of this installation. Raises `DataMissing` when a file is not there."""
        return Areas(area_index())

    def items(self, area_ids: Sequence[str], worldview: str = DEFAULT) -> tuple[Item, ...]:
        """The items that areas consist of in a worldview, each once, in the order of the data.

        A country's code stands for the units that it owns in the worldview; if it owns none there,
        for its own. Unknown ids stand for nothing.
        """
        known_worldview(worldview)
        found: dict[int, Item] = {}
        for area_id in area_ids:
            for item in self._of(area_id, worldview):
                found[item.number] = item
        return tuple(found[number] for number in sorted(found))

    def geometry(
        self, area_ids: Sequence[str], *, worldview: str = DEFAULT, detail: Detail = "screen"
    ) -> BaseGeometry | None:
        """Union of areas in a worldview, a valid polygon or multipolygon; None if there is none.

        Raises `UnknownName` for an unknown worldview.
        """
        items = self.items(area_ids, worldview)
        if not items:
            return None
        boxes = np.array([item.bbox for item in items])
        size = max(boxes[:, 2].max() - boxes[:, 0].min(), boxes[:, 3].max() - boxes[:, 1].min())
        if size < _FINE_BELOW_DEGREES:
            detail = "fine"
        coverage = _coverage(detail)
        polygons = [coverage.polygons(item.number) for item in items]
        union = polygons[0] if len(polygons) == 1 else shapely.coverage_union_all(polygons)
        return _thinned(union, size) if detail == "screen" else union

    def bbox(self, area_ids: Sequence[str], worldview: str = DEFAULT) -> BBox | None:
        """(west, south, east, north); west > east when it crosses the antimeridian."""
        items = self.items(area_ids, worldview)
        boxes: list[BBox] = []
        for item in items:
            if item.bbox[2] - item.bbox[0] < 180:
                boxes.append(item.bbox)
            else:
                parts = shapely.get_parts(_coverage("screen").polygons(item.number))
                boxes += [(b[0], b[1], b[2], b[3]) for b in shapely.bounds(parts).tolist()]
        return joined_bbox(boxes)

    def area_km2(self, area_ids: Sequence[str], worldview: str = DEFAULT) -> float:
        """Land area on the sphere; 0 if there is none."""
        return sum(item.area_km2 for item in self.items(area_ids, worldview))

    def radius_km(self, area_ids: Sequence[str], worldview: str = DEFAULT) -> float | None:
        """Radius of the circle with the areas' land; None if there is none."""
        area_km2 = self.area_km2(area_ids, worldview)
        return math.sqrt(area_km2 / math.pi) if area_km2 else None

    def containing(self, lon: float, lat: float) -> tuple[str, ...]:
        """Ids of the areas around a point, smallest first: unit, larger units, country (`iso`).

        A point at sea within about 5 km of a coast counts to it. Longitude, latitude in degrees.
        """
        item = self.item_at(lon, lat)
        if item is None:
            return ()
        owner = owner_of(item, DEFAULT)
        ids = {home_of(item, owner)} | ({item.part} if item.part else set())
        if not item.part or owner == item.country_code:
            ids.add(item.area_id)
        ids |= {name for name, units in self._index.groups.items() if item.area_id in units}
        sizes = {name: self.area_km2([name]) for name in ids}
        ordered = sorted(ids, key=lambda name: (sizes[name], name))
        return (*ordered, owner) if owner else tuple(ordered)

    def item_at(self, lon: float, lat: float) -> Item | None:
        """The item at a point, or the nearest within about 5 km; None at sea."""
        boxes = _boxes()
        near = np.flatnonzero(
            (boxes[:, 0] - _COAST_DEGREES <= lon)
            & (boxes[:, 1] - _COAST_DEGREES <= lat)
            & (boxes[:, 2] + _COAST_DEGREES >= lon)
            & (boxes[:, 3] + _COAST_DEGREES >= lat)
        )
        if not len(near):
            return None
        polygons = [_polygons(int(number)) for number in near]
        distances = shapely.distance(polygons, shapely.Point(lon, lat))
        best = int(np.argmin(distances))
        return self._index.items[int(near[best])] if distances[best] <= _COAST_DEGREES else None

    def _of(self, area_id: str, worldview: str) -> tuple[Item, ...]:
        index = self._index
        if area_id in index.groups or area_id in index.by_area:
            units = index.groups.get(area_id, (area_id,))
            return tuple(item for unit in units for item in self._of_unit(unit, worldview))
        return _owned(worldview).get(area_id) or index.by_country.get(area_id, ())

    def _of_unit(self, unit: str, worldview: str) -> tuple[Item, ...]:
        """A unit's items, less the disputed parts that count to another country's unit."""
        own = self._index.by_area[unit]
        if own[0].part == unit:
            return own
        country = own[0].country_code
        kept = [item for item in own if not item.part or owner_of(item, worldview) == country]
        joined = [item for item in _joining().get(unit, ()) if self._joins(item, unit, worldview)]
        return (*kept, *joined)

    @staticmethod
    def _joins(item: Item, unit: str, worldview: str) -> bool:
        return home_of(item, owner_of(item, worldview)) == unit


@cache
def _owned(worldview: str) -> Mapping[str, tuple[Item, ...]]:
    """Country -> the items that it owns."""
    owned: dict[str, list[Item]] = {}
    for item in area_index().items:
        owned.setdefault(owner_of(item, worldview), []).append(item)
    return {owner: tuple(items) for owner, items in owned.items()}


@cache
def _joining() -> dict[str, tuple[Item, ...]]:
    """Unit -> items of other units that join it in some worldview."""
    from geo.gazetteer.worldviews import disputed_areas

    index = area_index()
    found: dict[str, tuple[Item, ...]] = {}
    for area in disputed_areas():
        items = tuple(item for name in area.areas for item in index.items_of(name))
        for unit in area.joins.values():
            found[unit] = (*found.get(unit, ()), *items)
    return found


def _thinned(area: BaseGeometry, size: float) -> BaseGeometry:
    """A very large area with the detail that a screen can show of it, specks of land left out."""
    tolerance = min(_COARSEST_DEGREES, size / _SCREEN_STEPS)
    if size < _THIN_ABOVE_DEGREES:
        return area
    parts = shapely.get_parts(area)
    seen = parts[shapely.area(parts) > 2 * tolerance**2]
    return shapely.simplify(shapely.multipolygons(seen) if len(seen) else area, tolerance)


@cache
def _coverage(detail: Detail) -> Coverage:
    path = data_path("areas", f"{detail}.npz")
    try:
        return Coverage.load(path)
    except (OSError, ValueError, KeyError) as error:
        raise DataMissing(
            "{name} is damaged.",
            value=str(path),
            hint="Install again: pip install --force-reinstall dateline-map",
            name=path.name,
        ) from error


@cache
def _boxes() -> npt.NDArray[np.float64]:
    return np.array([item.bbox for item in area_index().items])


@cache
def _polygons(number: int) -> BaseGeometry:
    polygons = _coverage("fine").polygons(number)
    shapely.prepare(polygons)
    return polygons
