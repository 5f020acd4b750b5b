"""Places that a text gives by names: at the edge of a town, between two, at a border."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from shapely.geometry import Point

from geo.articles import document_from_text
from geo.exports.toponyms import explained_record, record
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.mentions.relations import relations
from geo.model import ArticleMap, Place, RelationKind, Role
from geo.pipeline import locate_mentions, make_map
from geo.settings import Settings

Read = Callable[[str], ArticleMap]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def read(gazetteer: Gazetteer, areas: Areas, settings: Settings) -> Read:
    def made(text: str) -> ArticleMap:
        return make_map(document_from_text(text), gazetteer, areas, settings=settings)

    return made


def relative(article_map: ArticleMap) -> list[Place]:
    return [place for place in article_map.places if place.role is Role.RELATIVE]


def holds(place: Place, lon: float, lat: float) -> bool:
    assert place.geometry is not None
    return bool(place.geometry.covers(Point(lon, lat)))


@pytest.mark.parametrize(
    ("text", "name", "reason", "inside", "outside"),
    [
        (
            "Shells fell on the outskirts of Donetsk in Ukraine.",
            "outskirts of Donetsk",
            "The text says that it is at the edge of that town.",
            (37.80, 48.19),
            (37.80, 48.02),  # the middle of the town
        ),
        (
            "Fires burned in the eastern suburbs of Lyon in France.",
            "eastern suburbs of Lyon",
            "The text says that it is at the edge of that town.",
            (5.02, 45.75),
            (4.71, 45.75),  # in the west
        ),
        (
            "A convoy was hit between Kursk and Sudzha on Monday, officials in Russia said.",
            "between Kursk and Sudzha",
            "The text says that it is between these two places.",
            (35.73, 51.46),
            (35.27, 51.73),
        ),
        (
            "The train stopped halfway between Leeds and York in England.",
            "halfway between Leeds and York",
            "The text says that it is halfway between these two places.",
            (-1.31, 53.88),
            (-1.54, 53.80),  # Leeds
        ),
        (
            "Troops dug trenches near the border with Sumy, officials in Kursk region said.",
            "border with Sumy Oblast",
            "The text says that it is at this border.",
            (35.1, 51.2),
            (33.4, 50.4),  # Sumy's border with Poltava
        ),
        (
            "Two villages near the border between Kursk Oblast and Sumy Oblast were emptied.",
            "border between Kursk Oblast and Sumy Oblast",
            "The text says that it is at this border.",
            (35.1, 51.2),
            (36.3, 50.3),
        ),
        (
            "Drones were seen along the Russia–Ukraine border on Monday.",
            "Russia–Ukraine border",
            "The text says that it is at this border.",
            (36.3, 50.3),
            (24.0, 50.8),  # Ukraine's border with Poland
        ),
        (
            "Drones were seen near the Ukrainian border in Belgorod region.",
            "Ukraine border",
            "The text says that it is at this border.",
            (36.3, 50.3),
            (34.1, 51.7),  # of Kursk region
        ),
    ],
)
def test_words_and_names_give_an_area(
    read: Read,
    text: str,
    name: str,
    reason: str,
    inside: tuple[float, float],
    outside: tuple[float, float],
) -> None:
    (place,) = relative(read(text))
    assert (place.name, place.reason) == (name, reason)
    assert holds(place, *inside)
    assert not holds(place, *outside)
    assert place.precision_m is not None


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Kursk and Sudzha officials lasted all day.",
        "The match between Leeds and Derby was lost.",
        "Relations between Russia and Ukraine are bad.",
        "The Ukrainian border guards in Kharkiv said so.",
        "A bridge near Kupiansk in Ukraine was destroyed.",  # the pin of Kupiansk says as much
        "The Cairns suburbs of Edmonton and Manunda were dark.",
        "The sheriff waited near the border of the field.",
        "Between Monday and Friday nobody came to Lyon.",
    ],
)
def test_other_words_give_none(read: Read, text: str) -> None:
    assert relative(read(text)) == []


def test_the_names_inside_are_found_and_placed_as_ever(read: Read) -> None:
    article_map = read("A convoy was hit between Kursk and Sudzha, officials in Russia said.")
    assert [(m.text, m.role, m.entry and m.entry.name) for m in article_map.mentions] == [
        ("between", Role.RELATIVE, None),
        ("Kursk", Role.LITERAL, "Kursk"),
        ("Sudzha", Role.LITERAL, "Sudzha"),
        ("Russia", Role.LITERAL, "Russia"),
    ]
    assert [place.name for place in article_map.places] == [
        "between Kursk and Sudzha",
        "Kursk",
        "Sudzha",
        "Russia",
    ]


def test_what_is_between_two_places_ends_in_both_and_is_widest_in_the_middle(read: Read) -> None:
    (place,) = relative(read("The road between Poltava and Kharkiv in Ukraine was closed."))
    assert place.bbox == pytest.approx((34.55, 49.57, 36.25, 50.0), abs=0.02)
    assert holds(place, 35.4, 49.79)


def test_records_keep_relative_places_apart_from_names(
    gazetteer: Gazetteer, settings: Settings, read: Read
) -> None:
    text = "A convoy was hit between Kursk and Sudzha, 30 km north of Sumy in Ukraine."
    document = document_from_text(text)
    made = record(document, locate_mentions(document, gazetteer, settings=settings))
    assert [each["text"] for each in made["toponyms"]] == ["Kursk", "Sudzha", "Sumy", "Ukraine"]
    assert made["relative"] == [
        {
            "start": 17,
            "end": 24,
            "text": "between",
            "relation": "between",
            "anchors": [{"start": 25, "end": 30}, {"start": 35, "end": 41}],
            "lat": pytest.approx(51.46, abs=0.05),
            "lon": pytest.approx(35.73, abs=0.05),
            "radius_km": pytest.approx(21.4, abs=0.1),
        },
        {
            "start": 43,
            "end": 57,
            "text": "30 km north of",
            "relation": "offset",
            "anchors": [{"start": 58, "end": 62}],
            "lat": pytest.approx(51.19, abs=0.02),
            "lon": pytest.approx(34.8, abs=0.05),
            "radius_km": pytest.approx(9.5, abs=0.1),
        },
    ]
    explained = explained_record(read(text))
    assert json.loads(json.dumps(explained))["relative"][0]["name"] == "between Kursk and Sudzha"


@pytest.mark.parametrize(
    ("text", "names", "phrase", "kind"),
    [
        (
            "midway between Leeds and the city of York",
            ["Leeds", "York"],
            "midway between",
            "halfway",
        ),
        (
            "on the south-western outskirts of Lyon",
            ["Lyon"],
            "south-western outskirts of",
            "outskirts",
        ),
        ("at the border with Sumy", ["Sumy"], "border with", "border"),
        ("close to Mexico's border", ["Mexico"], "border", "border"),
    ],
)
def test_phrases_are_read_around_names(text: str, names: list[str], phrase: str, kind: str) -> None:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    (found,) = relations(text, spans)
    assert text[found.start : found.end] == phrase
    assert (found.kind, found.names) == (RelationKind(kind), tuple(range(len(names))))
