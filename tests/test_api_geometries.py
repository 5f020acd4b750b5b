"""Geometry that a client sends: whatever it is, it is either stored as meant or refused."""

from __future__ import annotations

import json
from typing import Any

import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPoint, Point, mapping

from geo.errors import BadGeometry
from geo.web.geometries import read_geometry

LON = st.floats(-180, 180, allow_nan=False)
LAT = st.floats(-90, 90, allow_nan=False)
POSITION = (st.tuples(LON, LAT) | st.tuples(LON, LAT, st.floats(-1e4, 1e4))).map(list)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=20,
)
TYPES = ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"]


def hull_of(positions: list[list[float]]) -> shapely.geometry.base.BaseGeometry:
    return MultiPoint([position[:2] for position in positions]).convex_hull


def as_sent(geometry: shapely.geometry.base.BaseGeometry) -> Any:
    return json.loads(json.dumps(mapping(geometry)))


@given(POSITION)
def test_a_point_keeps_its_exact_position(position: list[float]) -> None:
    assert read_geometry({"type": "Point", "coordinates": position}) == Point(position[:2])


@given(st.lists(POSITION, min_size=1, max_size=10))
def test_points_keep_their_number_and_order(positions: list[list[float]]) -> None:
    read = read_geometry({"type": "MultiPoint", "coordinates": positions})
    assert read == MultiPoint([position[:2] for position in positions])


def test_altitudes_are_taken_and_not_kept() -> None:
    read = read_geometry({"type": "LineString", "coordinates": [[1, 2, 300], [3, 4], [5, 6, -1]]})
    assert read == LineString([(1, 2), (3, 4), (5, 6)])


@given(st.lists(POSITION, min_size=3, max_size=10).map(hull_of))
def test_an_area_stays_the_same_area_with_its_ring_counterclockwise(
    hull: shapely.geometry.base.BaseGeometry,
) -> None:
    if hull.geom_type != "Polygon" or not hull.is_valid:
        return
    read = read_geometry(as_sent(hull))
    assert read is not None
    assert read.equals(hull)
    assert read.exterior.is_ccw


@given(st.fixed_dictionaries({"type": st.sampled_from(TYPES) | JSON, "coordinates": JSON}) | JSON)
def test_any_json_is_a_valid_geometry_or_is_refused_with_a_hint(value: Any) -> None:
    try:
        geometry = read_geometry(value)
    except BadGeometry as error:
        refused = error
    else:
        assert geometry is None or geometry.is_valid
        return
    assert refused.detail
    assert refused.hint


def nested(depth: int) -> st.SearchStrategy[Any]:
    return LON if depth == 0 else st.lists(nested(depth - 1), max_size=5)


@given(st.sampled_from(TYPES), nested(4))
def test_any_nesting_of_numbers_is_valid_or_refused(kind: str, coordinates: Any) -> None:
    for value in (coordinates, coordinates[:1], coordinates[0] if coordinates else None):
        try:
            geometry = read_geometry({"type": kind, "coordinates": value})
        except BadGeometry:
            continue
        assert geometry is not None
        assert geometry.geom_type == kind
        assert geometry.is_valid
