"""The first article, end to end: every name, what it is, and what the map opens on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from geo.articles import open_article
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.geodesy import bbox_contains, lon_span
from geo.model import ArticleMap, BlockKind, Kind, Place, Role
from geo.pipeline import make_map
from geo.settings import Settings


@pytest.fixture(scope="module")
def kursk(
    kursk_file: Path,
    gazetteer: Gazetteer,
    areas: Areas,
    tmp_path_factory: pytest.TempPathFactory,
) -> ArticleMap:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    return make_map(open_article(kursk_file), gazetteer, areas, settings=settings)


def place(article_map: ArticleMap, name: str) -> Place:
    found = [place for place in article_map.places if place.name == name]
    assert len(found) == 1, [place.name for place in article_map.places]
    return found[0]


def texts(article_map: ArticleMap, role: Role) -> Counter[str]:
    return Counter(mention.text for mention in article_map.mentions if mention.role is role)


def test_the_locations_are_kursk_pokrovsk_crimea_and_canada(kursk: ArticleMap) -> None:
    assert texts(kursk, Role.LITERAL) == {"Kursk": 6, "Pokrovsk": 1, "Crimea": 1, "Canada": 1}


def test_the_actors_are_the_governments_and_their_groups(kursk: ArticleMap) -> None:
    assert texts(kursk, Role.ASSOCIATIVE) == {
        "Moscow": 1,
        "Kyiv": 1,
        "Kremlin": 2,
        "Russia": 6,
        "Ukraine": 8,
        "U.S.": 3,
        "France": 1,
        "Germany": 1,
        "EU": 1,
        "G7": 2,
    }


def test_the_demonyms_are_russian_ukrainian_and_european(kursk: ArticleMap) -> None:
    assert texts(kursk, Role.DEMONYM) == {"Russian": 3, "Ukrainian": 6, "European": 1}


def test_every_name_means_the_place_that_a_reader_takes_it_for(kursk: ArticleMap) -> None:
    meant = {
        (mention.text, None if mention.entry is None else mention.entry.geonameid)
        for mention in kursk.mentions
        if mention.entry is None or mention.entry.kind is not Kind.GROUP
    }
    assert meant >= {
        ("Kursk", 538555),
        ("Pokrovsk", 704422),
        ("Canada", 6251999),
        ("Moscow", 524901),
        ("Kyiv", 703448),
        ("Russia", 2017370),
        ("Russian", 2017370),
        ("Ukraine", 690791),
        ("Ukrainian", 690791),
        ("U.S.", 6252001),
        ("France", 3017382),
        ("Germany", 2921044),
    }
    assert all(mention.entry is not None for mention in kursk.mentions)


def test_kursk_is_the_region_drawn_as_an_area(kursk: ArticleMap) -> None:
    region = place(kursk, "Kursk Oblast")
    assert region.kind is Kind.REGION
    assert region.role is Role.LITERAL
    assert region.entry is not None
    assert region.entry.area_ids == ("RU-KRS",)
    assert region.geometry is not None
    assert region.geometry.geom_type in ("Polygon", "MultiPolygon")
    assert region.precision_m is None
    assert len(region.mention_ids) == 6
    assert [parent.name for parent in region.parents] == ["Russia"]


def test_the_reason_for_kursk_says_what_the_text_says(kursk: ArticleMap) -> None:
    assert place(kursk, "Kursk Oblast").reason == (
        "The text speaks of control and troops in Kursk; the town of the same name lies inside it."
    )


def test_pokrovsk_is_the_town_in_donetsk_oblast(kursk: ArticleMap) -> None:
    town = place(kursk, "Pokrovsk")
    assert town.kind is Kind.TOWN
    assert (town.lon, town.lat) == (pytest.approx(37.18, abs=0.05), pytest.approx(48.28, abs=0.05))
    assert [parent.country_code for parent in town.parents][-1] == "UA"
    mention = next(m for m in kursk.mentions if m.text == "Pokrovsk")
    others = [candidate.entry.country_code for candidate in mention.candidates[1:]]
    assert "RU" in others


def test_crimea_is_its_two_units_with_its_occupation_said(kursk: ArticleMap) -> None:
    crimea = place(kursk, "Crimea")
    assert crimea.entry is not None
    assert set(crimea.entry.area_ids) == {"UA-43", "UA-40"}
    assert crimea.geometry is not None
    assert crimea.geometry.area > 2.5  # square degrees: the peninsula, not a point
    assert crimea.dispute is not None
    assert "2014" in crimea.dispute.sentence
    assert crimea.dispute.source
    assert crimea.parents[-1].country_code == "UA"


def test_groups_have_members_and_no_position(kursk: ArticleMap) -> None:
    groups = [place for place in kursk.places if place.kind is Kind.GROUP]
    assert len(groups) >= 2
    assert all(place.geometry is None and place.role is Role.ASSOCIATIVE for place in groups)


def test_the_map_opens_on_kursk_pokrovsk_and_crimea(kursk: ArticleMap) -> None:
    box = kursk.focus.bbox
    assert box is not None
    assert bbox_contains(box, 37.18, 48.28)
    assert bbox_contains(box, 34.0, 44.5)
    assert bbox_contains(box, 36.2, 52.0)
    assert lon_span(box) < 12
    assert kursk.focus.outside == (place(kursk, "Canada").id,)


def test_names_in_headings_and_links_are_marked_as_such(kursk: ArticleMap) -> None:
    blocks = {
        (mention.text, mention.block)
        for mention in kursk.mentions
        if mention.block is not BlockKind.PARAGRAPH
    }
    assert blocks == {("Russian", BlockKind.LINK), ("Ukraine", BlockKind.HEADING)}


def test_nothing_in_it_needs_checking(kursk: ArticleMap) -> None:
    unsure = [m.text for m in kursk.mentions if m.review is not None]
    assert unsure == []


def test_the_map_is_the_same_each_time(
    kursk: ArticleMap, gazetteer: Gazetteer, areas: Areas, settings: Settings
) -> None:
    again = make_map(kursk.document, gazetteer, areas, settings=settings)
    assert again.mentions == kursk.mentions
    assert again.focus == kursk.focus
    assert [p.id for p in again.places] == [p.id for p in kursk.places]
