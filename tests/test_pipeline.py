"""From a document to its map: worldviews, languages, settings, the publisher's home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.model import Annotation, ArticleMap, Role
from geo.pipeline import make_map
from geo.settings import Settings

CRIMEA = "A storm cut the power across Crimea on Monday, and ferries stayed in Sevastopol.\n"


def crimea(article_map: ArticleMap) -> str:
    place = next(place for place in article_map.places if place.name == "Crimea")
    return place.parents[-1].country_code


def test_a_disputed_place_lies_in_the_country_of_the_worldview(
    gazetteer: Gazetteer, areas: Areas, settings: Settings
) -> None:
    document = document_from_text(CRIMEA)
    usual = make_map(document, gazetteer, areas, settings=settings)
    de_facto = make_map(document, gazetteer, areas, settings=settings, worldview="de_facto")
    assert usual.worldview.id == "iso"
    assert de_facto.worldview.id == "de_facto"
    assert crimea(usual) == "UA"
    assert crimea(de_facto) == "RU"


def test_a_dispute_is_said_in_every_worldview(
    gazetteer: Gazetteer, areas: Areas, settings: Settings
) -> None:
    document = document_from_text(CRIMEA)
    sentences = set()
    for worldview in ("iso", "de_facto"):
        article_map = make_map(document, gazetteer, areas, settings=settings, worldview=worldview)
        for place in article_map.places:
            assert place.dispute is not None
            sentences.add(place.dispute.sentence)
    assert len(sentences) == 1


def test_a_country_has_the_units_of_the_worldview(
    gazetteer: Gazetteer, areas: Areas, settings: Settings
) -> None:
    document = document_from_text("Ukraine’s harvest was good this year, the ministry said.\n")
    shapes = {}
    for worldview in ("iso", "de_facto"):
        article_map = make_map(document, gazetteer, areas, settings=settings, worldview=worldview)
        geometry = article_map.places[0].geometry
        assert geometry is not None
        shapes[worldview] = geometry
    assert shapes["iso"].area > shapes["de_facto"].area + 2.5  # Crimea, in square degrees


def test_places_have_names_in_the_language_asked_for(
    gazetteer: Gazetteer, areas: Areas, settings: Settings
) -> None:
    document = document_from_text("The talks in Geneva went on. Germany sent a minister.\n")
    names = {
        language: {
            place.name
            for place in make_map(
                document, gazetteer, areas, settings=settings, language=language
            ).places
        }
        for language in ("en", "de", "uk")
    }
    assert names["en"] == {"Geneva", "Germany"}
    assert names["de"] == {"Genf", "Deutschland"}
    assert "Німеччина" in names["uk"]


def test_demonyms_can_be_left_out(gazetteer: Gazetteer, areas: Areas, settings: Settings) -> None:
    document = document_from_text("The Turkish army left Aleppo in Syria on Monday.\n")
    everything = make_map(document, gazetteer, areas, settings=settings)
    without = make_map(document, gazetteer, areas, settings=replace(settings, demonyms=False))
    assert [m.text for m in everything.mentions] == ["Turkish", "Aleppo", "Syria"]
    assert [m.text for m in without.mentions] == ["Aleppo", "Syria"]


@pytest.mark.parametrize(
    ("source", "country_code"),
    [("The Ottawa Citizen", "CA"), ("The New Zealand Herald", "NZ"), (None, "GB")],
)
def test_a_name_alone_is_looked_for_at_the_home_of_the_publisher(
    gazetteer: Gazetteer,
    areas: Areas,
    settings: Settings,
    source: str | None,
    country_code: str,
) -> None:
    text = "Three people were hurt when a bus left the road near Hamilton on Friday.\n"
    url = None if source else "https://www.example.co.uk/news/1"
    document = document_from_text(text, source=source, url=url)
    article_map = make_map(document, gazetteer, areas, settings=settings)
    assert [m.entry.country_code for m in article_map.mentions if m.entry] == [country_code]


def test_annotations_and_corrections_go_along(
    gazetteer: Gazetteer, areas: Areas, settings: Settings
) -> None:
    note = Annotation(
        id="a1", version=1, title="Note", note="", geometry=None, start=0, end=1, text="A",
        created="2025-01-01T00:00:00Z", modified="2025-01-01T00:00:00Z",
    )  # fmt: skip
    document = document_from_text(CRIMEA)
    article_map = make_map(document, gazetteer, areas, settings=settings, annotations=[note])
    assert article_map.annotations == (note,)
    assert article_map.corrections == ()
    assert article_map.document is document


def test_every_mention_with_a_place_is_listed_by_it_once(
    gazetteer: Gazetteer, areas: Areas, settings: Settings
) -> None:
    text = "Paris, Berlin and Rome agreed. The French minister left Paris for Rome.\n"
    article_map = make_map(document_from_text(text), gazetteer, areas, settings=settings)
    listed = [name for place in article_map.places for name in place.mention_ids]
    assert sorted(listed) == sorted(m.id for m in article_map.mentions if m.entry is not None)
    roles = {place.name: place.role for place in article_map.places}
    assert roles["France"] is Role.DEMONYM
