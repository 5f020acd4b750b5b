"""The GeoJSON that leaves Dateline is what RFC 7946 says, whatever goes in."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
    shape,
)
from shapely.geometry.base import BaseGeometry

from geo.exports.geojson import dumps, feature_collection, feature_member
from geo.layers import Feature, Layer


def member(geometry: BaseGeometry | None) -> Any:
    """What is written, read again from its text."""
    return json.loads(dumps(feature_member("places:x", geometry, {})))["geometry"]


def collection(*geometries: BaseGeometry | None) -> Any:
    made = [
        Feature(id=f"places:{n}", layer=Layer.PLACES, geometry=each, properties={})
        for n, each in enumerate(geometries)
    ]
    return json.loads(dumps(feature_collection(made)))


def positions(value: Any) -> Iterator[tuple[float, float]]:
    if value and isinstance(value[0], (int, float)):
        yield value[0], value[1]
        return
    for each in value:
        yield from positions(each)


# Exact cases -------------------------------------------------------------------------------------


def test_a_point_is_longitude_then_latitude_with_six_decimals() -> None:
    assert member(Point(36.1234567891, 51.7)) == {
        "type": "Point",
        "coordinates": [36.123457, 51.7],
    }


def test_a_clockwise_ring_is_turned_and_its_hole_runs_the_other_way() -> None:
    clockwise = Polygon(
        [(0, 0), (0, 4), (4, 4), (4, 0), (0, 0)],
        [[(1, 1), (3, 1), (3, 3), (1, 3), (1, 1)]],
    )
    rings = member(clockwise)["coordinates"]
    assert shapely.LinearRing(rings[0]).is_ccw
    assert not shapely.LinearRing(rings[1]).is_ccw


def test_an_area_drawn_beyond_180_degrees_is_cut_there() -> None:
    fiji = member(box(177.0, -20.0, 182.0, -16.0))
    assert fiji["type"] == "MultiPolygon"
    assert sorted(part.bounds for part in shape(fiji).geoms) == [
        (-180.0, -20.0, -178.0, -16.0),
        (177.0, -20.0, 180.0, -16.0),
    ]


def test_an_area_whose_edge_jumps_across_180_degrees_is_the_same_area() -> None:
    jumping = Polygon([(177, -20), (-178, -20), (-178, -16), (177, -16)])
    assert shape(member(jumping)).equals(shape(member(box(177.0, -20.0, 182.0, -16.0))))


def test_a_line_across_180_degrees_is_cut_on_its_straight_course() -> None:
    line = member(LineString([(170, 10), (190, 20)]))
    assert line["type"] == "MultiLineString"
    assert sorted(line["coordinates"]) == [
        [[-180.0, 15.0], [-170.0, 20.0]],
        [[170.0, 10.0], [180.0, 15.0]],
    ]


def test_the_bounding_box_of_fiji_wraps() -> None:
    written = collection(box(177.0, -20.0, 182.0, -16.0))
    assert written["bbox"] == [177.0, -20.0, -178.0, -16.0]


def test_the_bounding_box_of_two_towns_is_the_one_around_both() -> None:
    assert collection(Point(36.19, 51.73), Point(37.18, 48.28))["bbox"] == [
        36.19,
        48.28,
        37.18,
        51.73,
    ]


def test_a_place_without_geometry_has_a_null_geometry_and_no_box() -> None:
    assert collection(None) == {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": "places:0", "geometry": None, "properties": {}},
        ],
    }


def test_an_empty_geometry_and_one_without_numbers_are_null() -> None:
    assert member(Polygon()) is None
    assert member(Point(math.nan, 1.0)) is None


def test_height_is_left_out() -> None:
    assert member(Point(1.0, 2.0, 300.0))["coordinates"] == [1.0, 2.0]


def test_a_longitude_beyond_180_degrees_comes_back_to_the_map() -> None:
    assert member(Point(190.0, 10.0))["coordinates"] == [-170.0, 10.0]
    assert member(MultiPoint([(190.0, 10.0), (10.0, 10.0)]))["coordinates"] == [
        [-170.0, 10.0],
        [10.0, 10.0],
    ]


def test_what_is_smaller_than_the_grid_stays_on_the_map_as_a_point() -> None:
    tiny = box(10.0, 20.0, 10.00000001, 20.00000001)
    assert member(tiny) == {"type": "Point", "coordinates": [10.0, 20.0]}


def test_a_ring_that_crosses_itself_becomes_a_valid_area() -> None:
    bow_tie = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert shape(member(bow_tie)).is_valid
    assert math.isclose(shape(member(bow_tie)).area, 2.0)


def test_a_collection_keeps_its_parts() -> None:
    mixed = GeometryCollection([Point(1, 2), LineString([(0, 0), (1, 1)])])
    assert [part["type"] for part in member(mixed)["geometries"]] == ["Point", "LineString"]


def test_numbers_that_json_lacks_become_null_and_those_of_numpy_plain() -> None:
    value = {"a": math.nan, "b": [math.inf, np.float64(0.5), np.int64(3)], "c": np.nan, "d": "NaN"}
    assert dumps(value) == '{"a":null,"b":[null,0.5,3],"c":null,"d":"NaN"}'


def test_there_is_no_crs_member_and_nothing_foreign() -> None:
    written = collection(Point(1, 2))
    assert set(written) == {"type", "bbox", "features"}
    assert set(written["features"][0]) == {"type", "id", "geometry", "properties"}


# Invariants --------------------------------------------------------------------------------------

longitudes = st.floats(-360.0, 360.0, allow_nan=False)
latitudes = st.floats(-85.0, 85.0, allow_nan=False)
sizes = st.floats(0.001, 80.0)


@st.composite
def areas(draw: st.DrawFn) -> Polygon | MultiPolygon:
    """Convex areas anywhere, wound either way, some of them drawn beyond 180 degrees."""

    def one() -> Polygon:
        lon, lat = draw(st.floats(-180.0, 180.0)), draw(latitudes)
        corners = draw(
            st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=9)
        )
        width, height = draw(sizes), draw(st.floats(0.001, 4.0))
        hull = MultiPoint([(lon + x * width, lat + y * height) for x, y in corners]).convex_hull
        if hull.geom_type != "Polygon":
            hull = box(lon, lat, lon + width, lat + height)
        return hull.reverse() if draw(st.booleans()) else hull

    parts = [one() for _ in range(draw(st.integers(1, 3)))]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


@given(areas())
def test_every_area_is_on_the_map_valid_and_wound_by_the_rule(area: BaseGeometry) -> None:
    written = member(area)
    assert written is not None
    for lon, lat in positions(written["coordinates"]):
        assert -180.0 <= lon <= 180.0
        assert -90.0 <= lat <= 90.0
        assert (lon, lat) == (round(lon, 6), round(lat, 6))
    geometry = shape(written)
    assert geometry.is_valid
    polygons = getattr(geometry, "geoms", [geometry])
    for polygon in polygons:
        if polygon.geom_type == "Polygon":
            assert polygon.exterior.is_ccw
            assert all(not hole.is_ccw for hole in polygon.interiors)


def test_a_line_that_jumps_and_one_that_runs_on_are_the_same() -> None:
    assert member(LineString([(170, 10), (-170, 20)])) == member(LineString([(170, 10), (190, 20)]))
    assert member(LineString([(350, 10), (360, 12)])) == {
        "type": "LineString",
        "coordinates": [[-10.0, 10.0], [0.0, 12.0]],
    }


def test_an_area_around_a_pole_reaches_the_pole() -> None:
    arctic = Polygon([(-170, 70), (-90, 70), (0, 70), (90, 70), (170, 70)])
    assert shape(member(arctic)).equals(box(-180.0, 70.0, 180.0, 90.0))
    antarctic = Polygon([(170, -60), (90, -60), (0, -60), (-90, -60), (-170, -60)])
    assert shape(member(antarctic)).equals(box(-180.0, -90.0, 180.0, -60.0))


def test_a_hole_is_cut_with_its_area() -> None:
    ring = Polygon(
        box(170.0, 0.0, 190.0, 10.0).exterior.coords,
        [box(-179.0, 4.0, -177.0, 6.0).exterior.coords],
    )
    assert math.isclose(shape(member(ring)).area, 200.0 - 4.0)


def test_the_rim_of_a_world_map_is_no_jump() -> None:
    world = box(-180.0, -90.0, 180.0, 90.0)
    assert shape(member(world)).equals(world)


@given(areas())
def test_no_edge_of_an_area_is_longer_than_half_the_globe(area: BaseGeometry) -> None:
    geometry = shape(member(area))
    for polygon in getattr(geometry, "geoms", [geometry]):
        if polygon.geom_type == "Polygon":
            ring = [lon for lon, _ in polygon.exterior.coords]
            assert max(ring) - min(ring) <= 180.0


@given(st.lists(st.tuples(longitudes, latitudes), min_size=1, max_size=8))
def test_the_box_contains_every_point(points: list[tuple[float, float]]) -> None:
    written = collection(*[Point(each) for each in points])
    west, south, east, north = written["bbox"]
    for feature in written["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert south <= lat <= north
        # 180 and -180 are the same meridian.
        width = east - west if west <= east else east - west + 360.0
        assert (lon - west) % 360.0 <= width


@given(areas())
def test_writing_what_was_written_changes_no_more_than_the_grid(area: BaseGeometry) -> None:
    once = shape(member(area))
    assert shape(member(once)).symmetric_difference(once).area < 1e-4


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_any_properties_become_strict_json(value: Any) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(dumps({"value": value}), parse_constant=refuse)
