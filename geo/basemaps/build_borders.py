"""Borders for the basemap, each cut once from the shared arcs of the areas' coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.area_index import Item, area_index
from geo.gazetteer.coverage import OUTSIDE, Coverage
from geo.gazetteer.sources.natural_earth import admin1_units
from geo.gazetteer.sources.natural_earth_packages import attributed_source, read_shapefile
from geo.gazetteer.worldviews import DEFAULT, is_disputed, owner_of, worldviews
from geo.resources import data_path

# What Natural Earth calls lines that are not settled.
_UNSETTLED = ("Disputed", "Line of control", "Indeterminant frontier", "Indefinite")
_ON_LINE_DEGREES = 0.02
# Unit size in km² from which its borders are drawn, by display zoom.
_UNIT_SIZES = ((60_000.0, 4), (15_000.0, 5), (4_000.0, 6), (1_500.0, 7), (600.0, 8))
_SMALL_UNIT_ZOOM = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A line between countries in at least one worldview."""

    left: str  # owners in the worldview "iso"; order without meaning once lines are joined
    right: str
    views: tuple[str, ...] | None  # worldviews in which it is a border; None: in all
    disputed: bool
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBorder:
    """A line between first-order areas of one country."""

    zoom: int  # display zoom from which it is drawn
    geometry: BaseGeometry


def borders_and_unit_borders() -> tuple[list[Border], list[UnitBorder]]:
    """All land borders: between countries, and between areas within them."""
    coverage = Coverage.load(data_path("areas", "fine.npz"))
    items = area_index().items
    countries: dict[tuple[str, str, tuple[str, ...] | None, bool], list[LineString]]
    countries = defaultdict(list)
    units: dict[int, list[LineString]] = defaultdict(list)
    for number, (left, right) in enumerate(coverage.sides().tolist()):
        if OUTSIDE in (left, right):
            continue
        line = LineString(coverage.arc(number))
        if _on_antimeridian(line):
            continue
        a, b = items[left], items[right]
        views = _border_views(a, b)
        if views is None or views:
            disputed = _is_unsettled(line) or (
                views is not None and (is_disputed(a) or is_disputed(b))
            )
            owners = sorted((owner_of(a, DEFAULT), owner_of(b, DEFAULT)))
            countries[owners[0], owners[1], views, disputed].append(line)
        elif a.area_id != b.area_id:
            units[_unit_zoom(a, b)].append(line)
    borders = [
        Border(left=left, right=right, views=views, disputed=disputed, geometry=_joined(lines))
        for (left, right, views, disputed), lines in sorted(countries.items(), key=_order)
    ]
    unit_borders = [
        UnitBorder(zoom=zoom, geometry=_joined(lines)) for zoom, lines in sorted(units.items())
    ]
    return borders, unit_borders


def land() -> Iterator[BaseGeometry]:
    """All land, one polygon for each island or mainland, with holes only for seas."""
    coverage = Coverage.load(data_path("areas", "fine.npz"))
    polygons = [coverage.polygons(item.number) for item in area_index().items]
    yield from shapely.get_parts(shapely.coverage_union_all(polygons))


def _order(entry: tuple[tuple[str, str, tuple[str, ...] | None, bool], object]) -> str:
    return repr(entry[0])


def _joined(lines: list[LineString]) -> BaseGeometry:
    return shapely.line_merge(shapely.MultiLineString(lines))


def _on_antimeridian(line: LineString) -> bool:
    return bool(np.all(np.abs(shapely.get_coordinates(line)[:, 0]) > 179.999))


def _border_views(a: Item, b: Item) -> tuple[str, ...] | None:
    """Worldviews in which the line between two items is a border; None for all of them."""
    ids = [view.id for view in worldviews()]
    views = tuple(view for view in ids if owner_of(a, view) != owner_of(b, view))
    return None if len(views) == len(ids) else views


@cache
def _unsettled_lines() -> shapely.STRtree:
    lines = []
    for row, geometry in read_shapefile(
        attributed_source("cultural/ne_10m_admin_0_boundary_lines_land")
    ):
        if str(row["FEATURECLA"]).startswith(_UNSETTLED) and row["TYPE"] != "Water Indicator":
            lines += list(shapely.get_parts(geometry))
    return shapely.STRtree(lines)


def _is_unsettled(line: LineString) -> bool:
    """Whether most of a line lies along one that Natural Earth calls unsettled."""
    tree = _unsettled_lines()
    near = tree.geometries[tree.query(line, "dwithin", distance=_ON_LINE_DEGREES)]
    if not len(near):
        return False
    along = line.intersection(shapely.union_all(near).buffer(_ON_LINE_DEGREES))
    return bool(along.length > 0.6 * line.length)


def _unit_zoom(a: Item, b: Item) -> int:
    """From which display zoom the border between two units is drawn."""
    sizes = _group_sizes()
    # Where the data has only small units, their larger ones are what a reader knows.
    group_a, group_b = _group_of().get(a.area_id, ""), _group_of().get(b.area_id, "")
    if group_a != group_b and group_a and group_b:
        return _zoom_of_size(min(sizes[group_a], sizes[group_b]))
    zoom = _zoom_of_size(min(a.area_km2, b.area_km2))
    return max(zoom, 8) if group_a else zoom


def _zoom_of_size(area_km2: float) -> int:
    for size, zoom in _UNIT_SIZES:
        if area_km2 >= size:
            return zoom
    return _SMALL_UNIT_ZOOM


@cache
def _group_of() -> dict[str, str]:
    """Unit -> its larger unit, for groups that are more than units of one shared code."""
    shared = {unit.iso_3166_2 for unit in admin1_units()}
    return {
        unit: group
        for group, units in area_index().groups.items()
        if group not in shared
        for unit in units
    }


@cache
def _group_sizes() -> dict[str, float]:
    index = area_index()
    return {group: sum(item.area_km2 for item in index.items_of(group)) for group in index.groups}
