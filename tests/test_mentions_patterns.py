"""Positions that a text gives without naming them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.mentions import find
from geo.mentions.patterns import coordinates, relative_phrases
from geo.model import Mention, Relation, RelationKind, Role


def named(mentions: tuple[Mention, ...], text: str) -> Mention:
    return next(mention for mention in mentions if mention.text == text)


@pytest.mark.parametrize(
    ("text", "found", "lon", "lat"),
    [
        ("at 48.2823, 37.1758 on Monday", "48.2823, 37.1758", 37.1758, 48.2823),
        ("at -33.8568, 151.2153.", "-33.8568, 151.2153", 151.2153, -33.8568),
        ("at 48.28° N, 37.18° E,", "48.28° N, 37.18° E", 37.18, 48.28),
        ("at 12.5°S 77.1°W,", "12.5°S 77.1°W", -77.1, -12.5),
        ("at 48°17′N 37°10′E,", "48°17′N 37°10′E", 37.1666667, 48.2833333),
        ("at 48° 17' 30\" N, 37° 10' 12\" E,", "48° 17' 30\" N, 37° 10' 12\" E", 37.17, 48.2916667),
    ],
)
def test_coordinates_are_read(text: str, found: str, lon: float, lat: float) -> None:
    (position,) = coordinates(text)
    assert text[position.start : position.end] == found
    assert (position.lon, position.lat) == (lon, lat)


@pytest.mark.parametrize(
    "text",
    [
        "scores of 3.5, 4.5 and 5.5",
        "48.2823, 237.1758",
        "98.2823, 37.1758",
        "from 10.50 to 12.75 euros",
        "between 1.234,567 and 2.345,678",
        "48°71′N 37°10′E",
        "5 S, 6 W",
        "1.2.3.4, 5.6.7.8",
        "in 2019, 2020",
        "it was 20° C and 30° C",
    ],
)
def test_other_numbers_are_no_coordinates(text: str) -> None:
    assert coordinates(text) == []


@pytest.mark.parametrize(
    ("text", "phrase", "distance_m", "bearing_deg"),
    [
        ("30 km north of Lyon", "30 km north of", 30_000.0, 0.0),
        (
            "some 12.5 kilometres south-west of Lyon",
            "12.5 kilometres south-west of",
            12_500.0,
            225.0,
        ),
        ("40 miles (65 km) northeast of Lyon", "40 miles (65 km) northeast of", 64_373.8, 45.0),
        ("ten miles to the west of Lyon", "ten miles to the west of", 16_093.4, 270.0),
        ("1,200 km from Lyon", "1,200 km from", 1_200_000.0, None),
        ("five kilometers outside Lyon", "five kilometers outside", 5_000.0, None),
    ],
)
def test_distance_and_direction_are_read(
    text: str, phrase: str, distance_m: float, bearing_deg: float | None
) -> None:
    (found,) = relative_phrases(text)
    assert text[found.start : found.end] == phrase
    assert (found.distance_m, found.bearing_deg) == (distance_m, bearing_deg)


def test_a_relative_mention_stands_before_its_anchor(gazetteer: Gazetteer) -> None:
    text = "The train stopped 30 km north of the city of Marseille on Monday night."
    mentions = find(document_from_text(text), gazetteer)
    relative, anchor = mentions
    assert (relative.text, relative.role) == ("30 km north of", Role.RELATIVE)
    assert (anchor.text, anchor.role) == ("Marseille", Role.LITERAL)
    assert relative.relation == Relation(
        kind=RelationKind.OFFSET, anchors=(anchor.id,), distance_m=30_000.0, bearing_deg=0.0
    )


def test_a_distance_from_no_place_is_no_mention(gazetteer: Gazetteer) -> None:
    text = "They live 30 km north of their parents and 5 miles from the nearest shop."
    assert find(document_from_text(text), gazetteer) == ()


def test_coordinates_in_a_text_are_a_mention_with_a_point(gazetteer: Gazetteer) -> None:
    text = "The wreck lies at 54.4521, 10.3312 and will stay there."
    (mention,) = find(document_from_text(text), gazetteer)
    assert (mention.text, mention.role) == ("54.4521, 10.3312", Role.COORDINATES)
    assert mention.geometry is not None
    assert mention.geometry.wkt == "POINT (10.3312 54.4521)"


@given(
    st.floats(-90, 90).map(lambda value: round(value, 5)),
    st.floats(-180, 180).map(lambda value: round(value, 5)),
)
def test_decimal_coordinates_are_read_as_written(lat: float, lon: float) -> None:
    (found,) = coordinates(f"It is at {lat:.5f}, {lon:.5f} now.")
    assert (found.lat, found.lon) == (lat, lon)


@given(st.text(alphabet="0123456789.,-°'′″NSEW kmnorthsuefi()ﬁ"))
def test_patterns_stay_inside_any_text(text: str) -> None:
    for position in coordinates(text):
        assert 0 <= position.start < position.end <= len(text)
        assert -90 <= position.lat <= 90
        assert -180 <= position.lon <= 180
    for phrase in relative_phrases(text):
        assert 0 <= phrase.start < phrase.end <= len(text)
        assert phrase.distance_m >= 0


def _one_of_each(*choices: str) -> st.SearchStrategy[str]:
    """One word of each choice, where "-" stands for none, with or without space between."""
    words = st.tuples(*(st.sampled_from(choice.split("|")) for choice in choices))
    joined = st.tuples(words, st.sampled_from([" ", "", "  "]))
    return joined.map(lambda it: it[1].join(word for word in it[0] if word != "-"))


_ANGLE = ("48|48.2|−7.2823", "°|º|-", "-|17′|17.5'", "-|30″", "-|N|s|E|w")


@given(
    _one_of_each(*_ANGLE, "-|,|/", *_ANGLE)
    | _one_of_each("48.2821|-7.1234", "-|N|s", "-|,|/|;", "37.1756|−7.1234", "-|E|w")
    | _one_of_each("7|37|60|61", "U|I", "DB|D", "1234|12345 67890|123")
)
def test_coordinates_do_not_depend_on_the_rest_of_the_text(text: str) -> None:
    """Texts that can hold none are seen through at once: that must never hide one."""
    assert coordinates(text) == coordinates(f"{text}\nx° x1CAA1x")


@given(
    _one_of_each(
        "30|1,200|1.5|ten|a",
        "km|Miles|m|nautical mile",
        "-|(20 mi)",
        "north of|away from|from|outside|outside of|to the due South-west of|northern",
        "Kursk",
    )
)
def test_distances_do_not_depend_on_the_rest_of_the_text(text: str) -> None:
    """Texts that can hold none are seen through at once: that must never hide one."""
    assert relative_phrases(text) == relative_phrases(f"{text}\nx km from x")


def test_a_unit_in_odd_letters_is_no_distance() -> None:
    """Without regard to case "ı" is an "i" to patterns, but not to a table of units."""
    text = (
        "The base lies 30 mıles north of Kursk, fıve km north of Lgov, 9 km ſouth of Rylsk "
        "and 20 km from Sumy."
    )
    assert [found.distance_m for found in relative_phrases(text)] == [20_000.0]
