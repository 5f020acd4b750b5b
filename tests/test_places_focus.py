"""What the map opens on: the places that carry the article, not the whole world."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, box
from shapely.geometry.base import BaseGeometry

from geo.geodesy import bbox_contains, bbox_of, lon_span
from geo.model import BlockKind, Focus, Kind, Mention, Place, Role, Span
from geo.places import focus


def frame(*places: tuple[str, BaseGeometry | None, int], role: Role = Role.LITERAL) -> Focus:
    """The focus of places given as (id, geometry, number of mentions)."""
    return _frame([(name, geometry, count, role, BlockKind.PARAGRAPH)
                   for name, geometry, count in places])  # fmt: skip


def _frame(
    given_places: Sequence[tuple[str, BaseGeometry | None, int, Role, BlockKind]],
) -> Focus:
    places, mentions, position = [], [], 0
    for name, geometry, count, role, block in given_places:
        ids = []
        for _ in range(count):
            ids.append(f"m{position}-{position + 1}")
            mentions.append(
                Mention(
                    id=ids[-1],
                    start=position,
                    end=position + 1,
                    text="X",
                    role=role,
                    block=block,
                    sentence=Span(start=position, end=position + 1),
                    probability=1.0,
                )
            )
            position += 2
        middle = None if geometry is None else geometry.representative_point()
        places.append(
            Place(
                id=name,
                entry=None,
                name=name,
                kind=Kind.TOWN,
                role=role,
                mention_ids=tuple(ids),
                lon=None if middle is None else middle.x,
                lat=None if middle is None else middle.y,
                geometry=geometry,
                precision_m=None,
                bbox=None if geometry is None else bbox_of(geometry),
                parents=(),
                confidence=1.0,
                reason="",
            )
        )
    return focus(places, mentions)


def test_a_far_country_with_one_mention_is_left_out_and_named() -> None:
    seen = frame(
        ("kursk", box(34, 51, 38.5, 52.4), 6),
        ("pokrovsk", Point(37.2, 48.3), 1),
        ("crimea", box(32.5, 44.4, 36.6, 46.2), 1),
        ("canada", box(-141, 41.7, -52.6, 83), 1),
    )
    assert seen.outside == ("canada",)
    assert seen.bbox is not None
    west, south, east, north = seen.bbox
    assert west < 32.5
    assert east > 38.5
    assert south < 44.4
    assert north > 52.4
    assert lon_span(seen.bbox) < 10


def test_a_far_town_with_one_mention_is_left_out_and_named() -> None:
    seen = frame(
        ("lyon", Point(4.8, 45.8), 3),
        ("grenoble", Point(5.7, 45.2), 2),
        ("tokyo", Point(139.7, 35.7), 1),
    )
    assert seen.outside == ("tokyo",)


def test_two_far_towns_that_count_the_same_are_both_in_view() -> None:
    seen = frame(("paris", Point(2.35, 48.85), 2), ("new york", Point(-74, 40.7), 2))
    assert seen.outside == ()
    assert seen.bbox is not None
    assert bbox_contains(seen.bbox, 2.35, 48.85)
    assert bbox_contains(seen.bbox, -74, 40.7)


def test_one_town_opens_at_a_useful_size() -> None:
    seen = frame(("pokrovsk", Point(37.2, 48.3), 1))
    assert seen.bbox is not None
    assert 0.5 < seen.bbox[3] - seen.bbox[1] < 2


def test_actors_do_not_frame_the_map_when_there_are_locations() -> None:
    seen = _frame(
        [
            ("kursk", box(34, 51, 38.5, 52.4), 1, Role.LITERAL, BlockKind.PARAGRAPH),
            ("washington", Point(-77, 38.9), 9, Role.ASSOCIATIVE, BlockKind.PARAGRAPH),
        ]
    )
    assert seen.bbox is not None
    assert lon_span(seen.bbox) < 10
    assert seen.outside == ()


def test_actors_frame_the_map_when_nothing_else_does() -> None:
    seen = frame(("london", Point(-0.1, 51.5), 2), role=Role.ASSOCIATIVE)
    assert seen.bbox is not None
    assert bbox_contains(seen.bbox, -0.1, 51.5)


def test_headings_weigh_nothing() -> None:
    seen = _frame(
        [
            ("lima", Point(-77, -12), 4, Role.LITERAL, BlockKind.HEADING),
            ("oslo", Point(10.7, 59.9), 2, Role.LITERAL, BlockKind.PARAGRAPH),
        ]
    )
    assert seen.outside == ("lima",)


def test_fiji_and_samoa_are_framed_across_the_antimeridian() -> None:
    fiji = MultiPolygon([box(177, -19, 180, -16), box(-180, -17, -179, -16)])
    seen = frame(("fiji", fiji, 2), ("samoa", Point(-171.8, -13.8), 1))
    assert seen.bbox is not None
    west, _, east, _ = seen.bbox
    assert west > 170
    assert east < -165
    assert lon_span(seen.bbox) < 20


def test_a_country_is_framed_without_its_overseas_parts() -> None:
    france = MultiPolygon([box(-5, 42, 8, 51), box(8.5, 41.3, 9.6, 43), box(-54, 2, -51, 6)])
    seen = frame(("france", france, 3))
    assert seen.bbox is not None
    west, south, east, _ = seen.bbox
    assert west > -10
    assert south > 38
    assert east > 9.6


def test_places_without_a_position_have_no_box() -> None:
    assert frame(("eu", None, 3)) == Focus(bbox=None, outside=())
    assert frame() == Focus(bbox=None, outside=())


points = st.tuples(st.floats(-179, 179), st.floats(-80, 80), st.integers(1, 9))


@given(st.lists(points, min_size=1, max_size=7))
def test_each_location_is_in_view_or_named_outside(
    given_points: list[tuple[float, float, int]],
) -> None:
    seen = frame(*((f"p{i}", Point(x, y), n) for i, (x, y, n) in enumerate(given_points)))
    assert seen.bbox is not None
    for index, (x, y, _) in enumerate(given_points):
        assert f"p{index}" in seen.outside or bbox_contains(seen.bbox, x, y)
