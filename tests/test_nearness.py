"""What the text says outright to lie near what, and what follows for namesakes."""

from __future__ import annotations

import pytest

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.mentions import find
from geo.model import Kind, Mention
from geo.places import choose_entries
from geo.places.nearness import read_nearness


def read(text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    document = document_from_text(text, language="en")
    return choose_entries(document, find(document, gazetteer), gazetteer).mentions


def said(text: str, gazetteer: Gazetteer) -> list[tuple[str, str, float]]:
    """Pairs of names said to be near each other, and beyond which the words do not fit."""
    document = document_from_text(text, language="en")
    mentions = [mention for mention in find(document, gazetteer) if mention.relation is None]
    return [
        (mentions[each.mention].text, mentions[each.other].text, each.farthest_km)
        for each in read_nearness(document, mentions)
    ]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("A boy was hit in Kingston, south of Brisbane.", ("Kingston", "Brisbane", 300.0)),
        ("Fires burned in Bucha, near Kyiv.", ("Bucha", "Kyiv", 80.0)),
        ("They met in Sidon, just outside the city of Tyre.", ("Sidon", "Tyre", 80.0)),
        ("Sudzha, a town near Kursk, was quiet.", ("Sudzha", "Kursk", 80.0)),
        ("He lives in Irpin, a suburb of Kyiv.", ("Irpin", "Kyiv", 60.0)),
        ("He lives in Irpin, a leafy Kyiv suburb.", ("Irpin", "Kyiv", 60.0)),
        ("Police searched the Paris suburb of Drancy.", ("Drancy", "Paris", 60.0)),
        ("Shops closed in Seoul's Gangnam district.", ("Gangnam", "Seoul", 60.0)),
        ("Rain fell on Lyman, a village east of Izium.", ("Lyman", "Izium", 100.0)),
        ("Troops held Lyman, 20 km north of Sloviansk.", ("Lyman", "Sloviansk", 30.0)),
        ("A base in Engels, 730 km from Moscow, was hit.", ("Engels", "Moscow", 1095.0)),
        ("A base in Engels, 500 miles from Moscow, was hit.", ("Engels", "Moscow", 1207.008)),
        ("Shops in Calais, on the border with Quebec, shut.", ("Calais", "Quebec", 1000.0)),
    ],
)
def test_what_is_said_to_be_near(
    text: str, pair: tuple[str, str, float], gazetteer: Gazetteer
) -> None:
    assert said(text, gazetteer) == [pair]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv's Kursk offensive went on.",
        "They flew from Brisbane to Kingston.",
        "Brisbane and Kingston signed the deal.",
        "The ambassador of Georgia in Washington spoke.",
        "Shells hit Lyman. North of Sloviansk it was quiet.",
        "Melilla, on the border with Morocco, was quiet.",
    ],
)
def test_what_says_nothing_of_the_kind(text: str, gazetteer: Gazetteer) -> None:
    assert said(text, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "name", "country", "region"),
    [
        ("A boy was hit in Kingston, south of Brisbane.", "Kingston", "AU", "04"),
        ("He was born in Lebanon, east of Nashville.", "Lebanon", "US", "TN"),
        ("The fire began in Moscow, near Pullman in Washington state.", "Moscow", "US", "ID"),
        ("Shops were shut in Delft, a suburb of Cape Town.", "Delft", "ZA", "11"),
        ("Calais, on the border with New Brunswick, took seven.", "Calais", "US", "ME"),
        ("Calais, on the border with New Brunswick, took seven.", "New Brunswick", "CA", "04"),
        ("Moscow, near the border with Washington, has a university.", "Moscow", "US", "ID"),
        ("Moscow, near the border with Washington, has a university.", "Washington", "US", "WA"),
        ("Farmers in Juliaca, on the border with La Paz, lost cattle.", "La Paz", "BO", "04"),
        ("The army closed the border with Georgia.", "Georgia", "GE", ""),
        ("Clashes in the region of\u00a0Kursk went on.", "Kursk", "RU", "41"),
    ],
)
def test_a_namesake_near_what_the_text_says_is_meant(
    text: str, name: str, country: str, region: str, gazetteer: Gazetteer
) -> None:
    entry = next(mention.entry for mention in read(text, gazetteer) if mention.text == name)
    assert entry is not None
    assert (entry.country_code, entry.admin1_code) == (country, region)


def test_a_town_that_the_gazetteer_has_elsewhere_is_placed_where_the_text_says(
    gazetteer: Gazetteer,
) -> None:
    """The only West Chester that it has is Philadelphia's."""
    found = read("He comes from the Cincinnati suburb of West Chester.", gazetteer)
    cincinnati, suburb = found
    assert (suburb.text, suburb.entry, suburb.beside) == ("West Chester", None, cincinnati.id)
    assert suburb.review is not None


def test_what_no_entry_fits_is_placed_by_what_it_is_said_to_be_near(gazetteer: Gazetteer) -> None:
    found = read("A fire broke out at Torkula, just outside Bergen.", gazetteer)
    bergen = next(mention for mention in found if mention.text == "Bergen")
    torkula = next(mention for mention in found if mention.text == "Torkula")
    assert torkula.beside == bergen.id


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops held Lyman, 20 km north of Sloviansk.", ["Lyman", "Sloviansk"]),
        ("Rebels took Sake, just outside Goma.", ["Sake", "Goma"]),
        ("Water cut off Rosenort, a village northwest of Morris.", ["Rosenort", "Morris"]),
        ("It buried part of Torkula, in the north of Sikkim.", ["Torkula", "Sikkim"]),
        ("He praised John Lyman, north of the border.", []),
        ("Mrs Clinton, near tears, left.", []),
        ("We met Lyman, an actor from Sloviansk.", ["Sloviansk"]),
    ],
)
def test_what_lies_somewhere_is_a_place(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    assert [m.text for m in read(text, gazetteer) if m.relation is None] == names


def test_a_small_town_far_from_all_else_is_doubted(gazetteer: Gazetteer) -> None:
    """There is a Lenk in Switzerland alone; the article is about Bhutan."""
    found = read(
        "Rain closed roads in Thimphu, Paro, Punakha and Phuentsholing in Bhutan, and in "
        "Kalimpong and Darjeeling in India. A bridge in Lenk was cut off, an officer said.",
        gazetteer,
    )
    lenk = next(mention for mention in found if mention.text == "Lenk")
    assert lenk.review is not None


def test_a_town_at_the_border_of_a_region_is_no_district_inside_it(gazetteer: Gazetteer) -> None:
    for text in (
        "Lloydminster, on the border with Alberta, held a vote.",
        "LLOYDMINSTER, Saskatchewan — Water rose near Lloydminster, on the border with Alberta.",
    ):
        named = [m.entry for m in read(text, gazetteer) if m.text.title() == "Lloydminster"]
        assert named
        assert all(entry is not None and entry.kind is Kind.TOWN for entry in named)
