"""Countries and regions as areas: their shape, size, neighbours and what lies around a point."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPoint, Point

from geo.errors import UnknownName
from geo.gazetteer.area_index import area_index, joined_bbox
from geo.gazetteer.areas import Areas
from geo.gazetteer.coverage import Coverage, arcs_of
from geo.gazetteer.worldviews import worldviews
from geo.model import BBox
from geo.resources import data_path

COUNTRIES = sorted(area_index().by_country)
UNITS = sorted(area_index().by_area)
VIEWS = [view.id for view in worldviews()]


def shape(areas: Areas, *area_ids: str, worldview: str = "iso") -> shapely.Geometry:
    geometry = areas.geometry(area_ids, worldview=worldview, detail="fine")
    assert geometry is not None, area_ids
    return geometry


def test_crimea_is_drawn_as_one_peninsula(areas: Areas) -> None:
    crimea = shape(areas, "UA-43", "UA-40")
    peninsula = max(shapely.get_parts(crimea), key=lambda part: part.area)
    assert peninsula.area > 0.99 * crimea.area
    assert peninsula.contains(Point(34.1, 44.95))  # Simferopol
    assert peninsula.contains(Point(33.55, 44.6))  # Sevastopol
    assert not crimea.contains(Point(32.6, 46.64))  # Kherson
    assert areas.bbox(["UA-43", "UA-40"]) == pytest.approx((32.48, 44.38, 36.64, 46.23), abs=0.05)


def test_kursk_is_the_oblast_with_its_neighbours_outside(areas: Areas) -> None:
    kursk = shape(areas, "RU-KRS")
    for lon, lat in (
        (36.19, 51.73),
        (35.27, 51.19),
        (35.35, 52.33),
    ):  # Kursk, Sudzha, Zheleznogorsk
        assert kursk.contains(Point(lon, lat))
    for lon, lat in ((36.59, 50.6), (34.8, 50.91), (36.07, 52.97)):  # Belgorod, Sumy, Oryol
        assert not kursk.contains(Point(lon, lat))


@pytest.mark.parametrize(
    ("area_ids", "km2"),
    [
        (["DE"], 357_600),
        (["UA"], 603_600),
        (["UA-43", "UA-40"], 27_000),
        (["RU-KRS"], 30_000),
        (["FR"], 549_000),
        (["IT-25"], 23_860),
        (["GB-SCT"], 78_800),
        (["LU"], 2_586),
        (["MT"], 316),
        (["EH"], 266_000),
        (["XK"], 10_900),
        (["TW"], 36_200),
    ],
)
def test_areas_are_as_large_as_they_are_said_to_be(
    areas: Areas, area_ids: list[str], km2: float
) -> None:
    assert areas.area_km2(area_ids) == pytest.approx(km2, rel=0.04)
    radius = areas.radius_km(area_ids)
    assert radius is not None
    assert np.pi * radius**2 == pytest.approx(areas.area_km2(area_ids))


@pytest.mark.parametrize("area_id", ["MT", "PS-GZZ", "LU", "SG", "UA-40", "VA", "MC", "HK"])
def test_small_areas_keep_their_shape_on_the_screen(areas: Areas, area_id: str) -> None:
    screen = areas.geometry([area_id], detail="screen")
    fine = shape(areas, area_id)
    assert screen is not None
    assert screen.symmetric_difference(fine).area < 0.001 * fine.area


def test_large_areas_are_lighter_on_the_screen(areas: Areas) -> None:
    screen, fine = areas.geometry(["CA"], detail="screen"), shape(areas, "CA")
    assert screen is not None
    assert shapely.get_num_coordinates(screen) < 0.2 * shapely.get_num_coordinates(fine)
    assert screen.symmetric_difference(fine).area < 0.02 * fine.area


@pytest.mark.parametrize(
    ("place", "lon", "lat", "expected"),
    [
        ("Pokrovsk", 37.18, 48.28, ("UA-14", "UA")),
        ("Sudzha", 35.27, 51.19, ("RU-KRS", "RU")),
        ("Milan", 9.19, 45.46, ("IT-MI", "IT-25", "IT")),
        ("Edinburgh", -3.2, 55.95, ("GB-EDH", "GB-SCT", "GB")),
        ("Simferopol", 34.1, 44.95, ("UA-43", "UA")),
        ("Majdal Shams", 35.77, 33.27, ("SY-QU", "golan-heights", "SY")),
        ("Tskhinvali", 43.97, 42.22, ("south-ossetia", "GE-SK", "GE")),
        ("Odesa’s harbour", 30.75, 46.49, ("UA-51", "UA")),
        ("the Atlantic", -30.0, 30.0, ()),
        ("null island", 0.0, 0.0, ()),
    ],
)
def test_the_areas_around_a_point_come_smallest_first(
    areas: Areas, place: str, lon: float, lat: float, expected: tuple[str, ...]
) -> None:
    found = areas.containing(lon, lat)
    assert sorted(found) == sorted(expected), place
    assert found[-1:] == expected[-1:]
    sizes = [areas.area_km2([area_id]) for area_id in found[:-1]]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("code", ["RU", "US", "FJ", "NZ", "KI"])
def test_a_box_across_the_antimeridian_has_its_west_east_of_its_east(
    areas: Areas, code: str
) -> None:
    box = areas.bbox([code])
    assert box is not None
    west, south, east, north = box
    assert west > east
    assert south < north
    assert (east + 360) - west < 200


def test_a_country_across_the_antimeridian_is_cut_there(areas: Areas) -> None:
    west, _, east, _ = shape(areas, "RU").bounds
    assert (west, east) == (-180, 180)


def test_one_iso_code_may_stand_for_several_units(areas: Areas) -> None:
    assert len(areas.items(["MD-SN"])) == 6
    assert shape(areas, "MD-SN").geom_type == "Polygon"
    assert len(areas.items(["GB-NIR"])) == 26
    assert len(areas.items(["GB-NIR", "GB-NIR", "GB-ANT"])) == 26


def test_an_unknown_area_has_no_geometry(areas: Areas) -> None:
    assert areas.geometry(["XX-999"]) is None
    assert areas.geometry([]) is None
    assert areas.bbox(["XX-999"]) is None
    assert areas.radius_km(["XX-999"]) is None


def test_an_unknown_worldview_is_refused_with_the_valid_ones(areas: Areas) -> None:
    with pytest.raises(UnknownName) as caught:
        areas.geometry(["UA"], worldview="mars")
    assert "iso, de_facto, ar" in caught.value.hint


@pytest.mark.parametrize("detail", ["fine", "screen"])
def test_all_areas_share_their_borders(detail: str) -> None:
    coverage = Coverage.load(data_path("areas", f"{detail}.npz"))
    items = area_index().items
    assert coverage.ring_item.max() == len(items) - 1
    polygons = np.array([coverage.polygons(item.number) for item in items])
    assert shapely.is_valid(polygons).all()
    assert not shapely.is_empty(polygons).any()
    assert shapely.coverage_is_valid(polygons)


def test_every_arc_has_land_on_a_side() -> None:
    coverage = Coverage.load(data_path("areas", "screen.npz"))
    sides = coverage.sides()
    assert (sides.max(axis=1) >= 0).all()
    assert (sides[:, 0] != sides[:, 1]).all()


@given(st.sampled_from(VIEWS))
def test_countries_divide_all_land_between_them_in_every_worldview(worldview: str) -> None:
    from geo.gazetteer.worldviews import owner_of

    areas = Areas.open()
    items = area_index().items
    owners = {owner_of(item, worldview) for item in items}
    owned = [item for owner in owners - {""} for item in areas.items([owner], worldview)]
    ownerless = [item for item in items if owner_of(item, worldview) == ""]
    assert len(owned) + len(ownerless) == len(items)
    assert len({item.number for item in owned}) == len(owned)


@given(st.lists(st.sampled_from(UNITS + COUNTRIES), min_size=1, max_size=4), st.sampled_from(VIEWS))
def test_a_union_of_areas_is_valid_and_within_its_box(ids: list[str], worldview: str) -> None:
    areas = Areas.open()
    geometry = areas.geometry(ids, worldview=worldview, detail="screen")
    box = areas.bbox(ids, worldview)
    assert geometry is not None
    assert box is not None
    assert geometry.is_valid
    assert geometry.geom_type in {"Polygon", "MultiPolygon"}
    # The box is of the finest data: the screen's geometry may lack a cape or a rock.
    assert box[1] - 0.1 <= geometry.bounds[1]
    assert geometry.bounds[3] <= box[3] + 0.1


@given(st.sampled_from([item for item in area_index().items if item.area_km2 > 50]))
def test_a_point_within_an_area_is_found_in_it(item: object) -> None:
    from geo.gazetteer.area_index import Item

    assert isinstance(item, Item)
    areas = Areas.open()
    coverage = Coverage.load(data_path("areas", "fine.npz"))
    inside = coverage.polygons(item.number).representative_point()
    assert areas.item_at(inside.x, inside.y) == item


boxes = st.tuples(st.floats(-180, 180), st.floats(-90, 0), st.floats(0, 60), st.floats(0, 90)).map(
    lambda b: (b[0], b[1], b[0] + b[2] if b[0] + b[2] <= 180 else b[0] + b[2] - 360, b[3])
)


@given(st.lists(boxes, min_size=1, max_size=5))
def test_a_joined_box_holds_all_its_boxes(parts: list[BBox]) -> None:
    joined = joined_bbox(parts)
    assert joined is not None
    west, south, east, north = joined
    width = (east - west) % 360 or 360
    for part_west, part_south, part_east, part_north in parts:
        assert south <= part_south
        assert part_north <= north
        offset = (part_west - west) % 360
        part_width = (part_east - part_west) % 360
        if width < 359.999:
            assert offset + part_width <= width + 1e-6 or offset > 359.999


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=3, max_size=25, unique=True
    )
)
def test_a_coverage_comes_back_from_its_arcs_as_it_was(sites: list[tuple[int, int]]) -> None:
    points = MultiPoint([(x / 10, y / 10) for x, y in sites])
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=points.buffer(5)))
    cells = shapely.set_precision(cells, 1e-6)
    if not shapely.coverage_is_valid(cells):
        cells = shapely.coverage_simplify(cells, 0)
    coverage = arcs_of(list(cells))
    back = [coverage.polygons(number) for number in range(len(cells))]
    assert shapely.equals(back, cells).all()
    # Each stretch of a border is stored once, whatever lies on its sides.
    stretches = [
        frozenset(map(tuple, pair))
        for number in range(len(coverage.arc_start) - 1)
        for pair in pairwise(coverage.arc(number).tolist())
    ]
    assert len(stretches) == len(set(stretches))


def test_reading_areas_loads_nothing_heavy() -> None:
    code = (
        "import sys; from geo.gazetteer.areas import Areas;"
        "Areas.open().geometry(['UA-43']);"
        "print([m for m in ('geopandas', 'pandas', 'pyarrow', 'folium') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
