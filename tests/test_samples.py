"""The sample articles: each name means the place that a reader takes it for, and nothing is missed.

The first one has a file of its own, `test_kursk.py`.
"""

from __future__ import annotations

import tomllib

import pytest

from geo.articles import sample, samples
from geo.articles.samples import SAMPLES
from geo.errors import UnknownName
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.geodesy import bbox_contains, lon_span
from geo.layers import layer_of
from geo.model import ArticleMap, Role, Status
from geo.pipeline import make_map
from geo.resources import data_path
from geo.settings import Settings

OURS = [name for name in SAMPLES if name != "kursk-ceasefire"]

CORDOBA = {
    # what stands in the text: (what it is, how often, layer)
    "Córdoba": ("town in Andalusia, Spain", 3, "places"),
    "Spain": ("country", 2, "areas"),
    "Andalusia": ("region of Spain", 1, "areas"),
    "Seville": ("town in Andalusia, Spain", 2, "places"),
    "Huelva": ("town in Andalusia, Spain", 1, "places"),
    "Cádiz": ("town in Andalusia, Spain", 1, "places"),
    "Mérida": ("town in Extremadura, Spain", 2, "places"),
    "Extremadura": ("region of Spain", 1, "areas"),
    "Guadalquivir": ("river in Spain", 1, "places"),
    "Jaén": ("town in Andalusia, Spain", 1, "places"),
    "Portugal": ("country", 1, "actors"),
    "Évora": ("town in Évora District, Portugal", 1, "places"),
    "Madrid": ("capital of Spain", 2, "places"),
    "European Union": ("group of states", 1, "actors"),
    "Málaga": ("town in Andalusia, Spain", 2, "places"),
    "Antequera": ("town in Andalusia, Spain", 1, "places"),
    "Ronda": ("town in Andalusia, Spain", 1, "places"),
    "Granada": ("town in Andalusia, Spain", 1, "places"),
}
PACIFIC = {
    "Fiji": ("country", 3, "areas"),
    "Samoa": ("country", 3, "areas"),
    "Tonga": ("country", 2, "areas"),
    "Suva": ("capital of Fiji", 3, "places"),
    "Labasa": ("town in Northern Division, Fiji", 3, "places"),
    "Savusavu": ("town in Northern Division, Fiji", 2, "places"),
    "Nadi": ("town in Western Division, Fiji", 2, "places"),
    "Apia": ("capital of Samoa", 3, "places"),
    "Pago Pago": ("capital of American Samoa", 2, "places"),
    "American Samoa": ("territory", 1, "areas"),
    "Wallis and Futuna": ("territory", 1, "areas"),
    "Mata-Utu": ("capital of Wallis and Futuna", 2, "places"),
    "Vava'u": ("region of Tonga", 1, "areas"),
    "Nuku'alofa": ("capital of Tonga", 2, "places"),
    "New Zealand": ("country", 1, "actors"),
    "Australia": ("country", 1, "actors"),
}


@pytest.fixture(scope="module")
def maps(
    gazetteer: Gazetteer, areas: Areas, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, ArticleMap]:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    return {
        each.id: make_map(each.document, gazetteer, areas, settings=settings) for each in samples()
    }


@pytest.mark.parametrize(
    ("name", "expected"), [("cordoba-heatwave", CORDOBA), ("pacific-cyclone", PACIFIC)]
)
def test_each_name_of_a_sample_means_what_a_reader_takes_it_for(
    maps: dict[str, ArticleMap],
    gazetteer: Gazetteer,
    name: str,
    expected: dict[str, tuple[str, int, str]],
) -> None:
    made = maps[name]
    mentions = {mention.id: mention for mention in made.mentions}
    found = {}
    for place in made.places:
        if place.role is Role.RELATIVE:
            continue
        assert place.entry is not None
        layer = layer_of(place)
        texts = [mentions[each].text for each in place.mention_ids]
        text = next((each for each in texts if not each.isupper()), texts[0])
        found[text] = (gazetteer.describe(place.entry), len(texts), layer and layer.value)
    assert found == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kursk-ceasefire", []),
        ("cordoba-heatwave", ["between Córdoba and Málaga"]),
        ("pacific-cyclone", ["between Apia and Pago Pago"]),
    ],
)
def test_what_a_sample_says_by_names_is_a_place_of_its_own(
    maps: dict[str, ArticleMap], name: str, expected: list[str]
) -> None:
    found = [place.name for place in maps[name].places if place.role is Role.RELATIVE]
    assert found == expected


@pytest.mark.parametrize("name", SAMPLES)
def test_no_name_of_a_sample_is_left_without_a_place_or_needs_checking(
    maps: dict[str, ArticleMap], name: str
) -> None:
    made = maps[name]
    placed = {each for place in made.places for each in place.mention_ids}
    assert [each.text for each in made.mentions if each.id not in placed] == []
    assert [each.text for each in made.mentions if each.review is not None] == []
    assert {each.status for each in made.mentions} == {Status.AUTOMATIC}


def test_the_ambiguous_names_of_the_spanish_sample_exist_in_other_countries(
    maps: dict[str, ArticleMap],
) -> None:
    named = {
        mention.text: {each.entry.country_code for each in mention.named}
        for mention in maps["cordoba-heatwave"].mentions
    }
    assert {"AR", "MX"} <= named["Córdoba"]
    assert {"MX", "VE"} <= named["Mérida"]
    assert "NI" in named["Granada"]


def test_the_map_of_the_cyclone_opens_on_the_pacific_across_the_antimeridian(
    maps: dict[str, ArticleMap],
) -> None:
    box = maps["pacific-cyclone"].focus.bbox
    assert box is not None
    assert box[0] > box[2]
    assert lon_span(box) < 20
    assert bbox_contains(box, 178.4, -18.1)  # Suva
    assert bbox_contains(box, -170.7, -14.3)  # Pago Pago


def test_the_map_of_the_heatwave_opens_on_the_peninsula(maps: dict[str, ArticleMap]) -> None:
    box = maps["cordoba-heatwave"].focus.bbox
    assert box is not None
    assert lon_span(box) < 20
    assert maps["cordoba-heatwave"].focus.outside == ()


@pytest.mark.parametrize("name", OURS)
def test_a_sample_of_ours_says_that_it_is_not_real_news(name: str) -> None:
    document = sample(name).document
    metadata = tomllib.loads(data_path("samples", f"{name}.toml").read_text(encoding="utf-8"))
    assert 350 <= len(document.text.split()) <= 500
    assert document.title
    assert document.published is not None
    assert document.source is not None
    assert "not real news" in document.source
    assert "Written for Dateline" in metadata["rights"]
    assert "invented" in metadata["rights"]


def test_every_sample_says_what_it_shows() -> None:
    assert [each.id for each in samples()] == list(SAMPLES)
    assert all(each.about.endswith(".") for each in samples())


def test_an_unknown_sample_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="no sample article 'paris'") as caught:
        sample("paris")
    assert "pacific-cyclone" in caught.value.hint
