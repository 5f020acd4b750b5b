"""The gazetteer's worth, measured by names that world news uses (`data/curated/news_names.csv`)."""

from __future__ import annotations

import pytest

from geo.articles.document import document_from_text
from geo.gazetteer import Gazetteer
from geo.gazetteer.sources.curated import NewsName, read_news_names
from geo.geodesy import distance_m
from geo.model import Entry
from geo.pipeline import locate_mentions
from geo.settings import Settings

AT_LEAST = 0.97


def faults(expected: NewsName, entry: Entry) -> list[str]:
    """What is wrong with an entry, given what the name must mean; empty if it is right."""
    found = []
    if entry.kind not in expected.kinds:
        found.append(f"it is a {entry.kind.value}")
    if expected.country_code and entry.country_code != expected.country_code:
        found.append(f"it is in {entry.country_code or 'no country'}")
    if expected.lon is not None and expected.lat is not None and expected.tolerance_km is not None:
        if entry.lon is None or entry.lat is None:
            found.append("it has no point")
        else:
            apart_km = distance_m(expected.lon, expected.lat, entry.lon, entry.lat) / 1000
            if apart_km > expected.tolerance_km:
                found.append(f"it is {apart_km:,.0f} km away")
    return found


def test_names_in_world_news_are_found_and_right(gazetteer: Gazetteer) -> None:
    names = read_news_names()
    assert len(names) >= 300
    wrong = []
    for expected in names:
        named = gazetteer.named(expected.name)
        if not named:
            wrong.append(f"{expected.name}: not found")
        elif problems := faults(expected, named[0].entry):
            entry = named[0].entry
            wrong.append(f"{expected.name}: {entry.id} {entry.name}: {', '.join(problems)}")
    share = 1 - len(wrong) / len(names)
    assert share >= AT_LEAST, f"{share:.1%} of {len(names)}; wrong:\n" + "\n".join(wrong)


def test_a_wrong_answer_is_noticed() -> None:
    kyiv = next(name for name in read_news_names() if name.name == "Kyiv")
    right = Entry(
        id="geonames:703448",
        name="Kyiv",
        kind=kyiv.kinds[0],
        lon=30.5238,
        lat=50.45466,
        country_code="UA",
    )
    other = Entry(
        id="geonames:0", name="Kyiv", kind=kyiv.kinds[0], lon=-97.0, lat=38.6, country_code="US"
    )
    assert faults(kyiv, right) == []
    assert faults(kyiv, other) == ["it is in US", "it is 8,868 km away"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Police in Berkshire and Kent arrested two men.",
            {"Berkshire": "dateline:berkshire", "Kent": "geonames:3333158"},
        ),
        (
            "The man from Newcastle had lived in Sunderland and London.",
            {
                "Newcastle": "geonames:2641673",
                "Sunderland": "geonames:2636531",
                "London": "geonames:2643743",
            },
        ),
        (
            "Flights from Tunis to Paris were cancelled.",
            {"Tunis": "geonames:2464470", "Paris": "geonames:2988507"},
        ),
        ("China accused the West of hypocrisy.", {"China": "geonames:1814991"}),
        ("The conflict in central Gaza went on.", {"Gaza": "geonames:281132"}),
    ],
)
def test_a_name_in_a_sentence_means_what_news_means(
    gazetteer: Gazetteer, text: str, wanted: dict[str, str]
) -> None:
    document = document_from_text(text)
    found = locate_mentions(document, gazetteer, settings=Settings())
    assert {item.text: item.entry and item.entry.id for item in found} == wanted
