"""Distances, boxes and areas: known values, and what must hold everywhere on Earth."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geo import geodesy

lons = st.floats(-180, 180, allow_nan=False)
lats = st.floats(-85, 85, allow_nan=False)


def test_the_distance_between_kyiv_and_moscow_is_756_km() -> None:
    assert geodesy.distance_m(30.5238, 50.4547, 37.6156, 55.7522) == pytest.approx(
        755_800, abs=1500
    )


def test_one_degree_of_the_equator_is_111_195_m() -> None:
    assert geodesy.distance_m(0, 0, 1, 0) == pytest.approx(111_195, abs=1)


def test_the_distance_across_the_antimeridian_is_the_short_way() -> None:
    assert geodesy.distance_m(179.5, 0, -179.5, 0) == pytest.approx(111_195, abs=1)


@pytest.mark.parametrize(
    ("to", "bearing"), [((0, 1), 0), ((1, 0), 90), ((0, -1), 180), ((-1, 0), 270)]
)
def test_bearings_are_clockwise_from_north(to: tuple[float, float], bearing: float) -> None:
    assert geodesy.bearing_deg(0, 0, *to) == pytest.approx(bearing)


@given(lons, lats, st.floats(0, 360, exclude_max=True), st.floats(1, 1_000_000))
def test_a_destination_is_as_far_away_as_asked(
    lon: float, lat: float, bearing: float, distance: float
) -> None:
    there = geodesy.destination(lon, lat, bearing, distance)
    assert geodesy.distance_m(lon, lat, *there) == pytest.approx(distance, rel=1e-4, abs=0.5)


@given(lons, lats, lons, lats)
def test_going_along_the_bearing_arrives(
    lon1: float, lat1: float, lon2: float, lat2: float
) -> None:
    distance = geodesy.distance_m(lon1, lat1, lon2, lat2)
    there = geodesy.destination(lon1, lat1, geodesy.bearing_deg(lon1, lat1, lon2, lat2), distance)
    assert geodesy.distance_m(*there, lon2, lat2) < 1.0


def test_a_union_of_boxes_around_fiji_crosses_the_antimeridian() -> None:
    union = geodesy.bbox_union([(177.0, -19.0, 178.7, -16.0), (-180.0, -17.0, -179.0, -16.0)])
    assert union == (177.0, -19.0, -179.0, -16.0)


def test_a_union_of_boxes_in_europe_does_not_wrap() -> None:
    union = geodesy.bbox_union([(-9.0, 36.0, 3.0, 43.0), (30.0, 50.0, 30.0, 50.0)])
    assert union == (-9.0, 36.0, 30.0, 50.0)


def test_no_boxes_have_no_union() -> None:
    assert geodesy.bbox_union([]) is None


def test_boxes_all_round_make_the_world() -> None:
    boxes = [(-180.0, -10.0, -50.0, 10.0), (-60.0, 0.0, 70.0, 5.0), (60.0, 0.0, 180.0, 20.0)]
    assert geodesy.bbox_union(boxes) == (-180.0, -10.0, 180.0, 20.0)


def test_a_geometry_cut_at_the_antimeridian_has_a_narrow_box() -> None:
    chukotka = MultiPolygon([box(170, 62, 180, 70), box(-180, 63, -170, 69)])
    assert geodesy.bbox_of(chukotka) == (170.0, 62.0, -170.0, 70.0)


def test_an_empty_geometry_has_no_box() -> None:
    assert geodesy.bbox_of(Polygon()) is None


@given(st.lists(st.tuples(lons, lats), min_size=1, max_size=8))
def test_a_union_contains_each_point(points: list[tuple[float, float]]) -> None:
    union = geodesy.bbox_union((lon, lat, lon, lat) for lon, lat in points)
    assert union is not None
    assert -180 <= union[0] <= 180
    assert -180 <= union[2] <= 180
    tolerance = 1e-9
    wide = (union[0] - tolerance, union[1], union[2] + tolerance, union[3])
    for lon, lat in points:
        shown = geodesy.wrap_lon(lon)
        assert any(geodesy.bbox_contains(wide, x, lat) for x in (shown, shown + 360, lon))


@given(st.lists(st.tuples(lons, lats), min_size=1, max_size=6), st.integers(0, 5))
def test_a_union_does_not_depend_on_order(points: list[tuple[float, float]], turn: int) -> None:
    boxes = [(lon, lat, lon, lat) for lon, lat in points]
    turn %= len(boxes)
    assert geodesy.bbox_union(boxes) == geodesy.bbox_union(boxes[turn:] + boxes[:turn])


@given(lons, lats, st.floats(1, 2_000_000))
def test_a_box_around_a_point_contains_the_circle(lon: float, lat: float, radius: float) -> None:
    around = geodesy.bbox_around(lon, lat, radius)
    for bearing in range(0, 360, 30):
        x, y = geodesy.destination(lon, lat, bearing, radius * 0.999)
        if abs(lat) + math.degrees(radius / geodesy.EARTH_RADIUS_M) < 89:
            assert geodesy.bbox_contains(around, x, y)


def test_a_point_is_padded_to_the_least_height() -> None:
    west, south, east, north = geodesy.bbox_padded((37.2, 48.3, 37.2, 48.3), share=0.1, least_deg=1)
    assert (south, north) == (pytest.approx(47.8), pytest.approx(48.8))
    assert east - west == pytest.approx(1 / math.cos(math.radians(48.3)))


def test_a_box_at_the_antimeridian_is_padded_across_it() -> None:
    west, _, east, _ = geodesy.bbox_padded((178.0, -18.0, 180.0, -16.0), share=0.5, least_deg=0)
    assert (west, east) == (177.0, -179.0)


def test_the_area_of_a_hemisphere_octant_is_an_eighth_of_the_sphere() -> None:
    octant = Polygon([(0, 0), (90, 0), (90, 90), (0, 90)])
    sphere = 4 * math.pi * (geodesy.EARTH_RADIUS_M / 1000) ** 2
    assert geodesy.area_km2(octant) == pytest.approx(sphere / 8, rel=1e-9)


def test_holes_do_not_count_as_area() -> None:
    outer = box(10, 40, 12, 42)
    holed = Polygon(outer.exterior.coords, [list(box(10.5, 40.5, 11.5, 41.5).exterior.coords)])
    assert geodesy.area_km2(holed) == pytest.approx(
        geodesy.area_km2(outer) - geodesy.area_km2(box(10.5, 40.5, 11.5, 41.5))
    )


def test_points_have_no_area() -> None:
    assert geodesy.area_km2(Point(1, 2)) == 0
    assert geodesy.radius_km(Point(1, 2)) == 0


def test_a_disc_has_the_area_of_a_circle() -> None:
    disc = geodesy.sector(37.2, 48.3, inner_m=0, outer_m=30_000)
    assert geodesy.area_km2(disc) == pytest.approx(math.pi * 30**2, rel=0.01)
    assert geodesy.radius_km(disc) == pytest.approx(30, rel=0.01)


def test_a_sector_to_the_north_lies_to_the_north() -> None:
    shape = geodesy.sector(37.2, 48.3, inner_m=25_000, outer_m=35_000, bearing=0, width_deg=45)
    assert shape.contains(Point(*geodesy.destination(37.2, 48.3, 0, 30_000)))
    assert shape.bounds[1] > 48.3


def test_a_disc_at_the_antimeridian_is_cut_in_two() -> None:
    disc = geodesy.sector(179.9, -17.0, inner_m=0, outer_m=50_000)
    assert disc.geom_type == "MultiPolygon"
    west, _, east, _ = geodesy.bbox_of(disc) or (0, 0, 0, 0)
    assert west > 179
    assert east < -179
