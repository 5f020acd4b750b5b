"""Words that are said in one country or few regions tell namesakes apart."""

from __future__ import annotations

import csv

import pytest

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.languages.telltales import telltales
from geo.mentions import find
from geo.model import Kind
from geo.places import choose_entries
from geo.places.explaining import reason
from geo.resources import data_path


def areas(text: str) -> dict[str, set[str]]:
    """The telling words of a text and their areas."""
    return {
        each.words: {f"{c}.{r}" for c, r in each.regions} or set(each.countries)
        for each in telltales(text)
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He is due in General Sessions Court.", {"General Sessions Court": {"US.TN"}}),
        ("The MPPs voted, an MPP said.", {"MPPs": {"CA.08"}, "MPP": {"CA.08"}}),
        ("They denied it at the crown court.", {"crown court": {"GB"}}),
        ("It cost 30 lakh.", {"lakh": {"IN", "PK", "BD"}}),
        ("A crash closed Interstate 79.", {"Interstate 79": {"US.WV", "US.PA"}}),
        ("A crash closed I-79.", {"I-79": {"US.WV", "US.PA"}}),
        ("A crash closed I-790.", {}),
        ("Bart is a barter.", {}),
    ],
)
def test_what_a_text_betrays(text: str, found: dict[str, set[str]]) -> None:
    assert areas(text) == found


def test_words_of_fewer_areas_weigh_more() -> None:
    one, two, four = telltales("PennDOT said Interstate 79 is shut, and so is Interstate 24.")
    assert one.weight == 1.0
    assert one.weight > two.weight > four.weight > 0.5


def test_all_areas_are_in_the_gazetteer(gazetteer: Gazetteer) -> None:
    regions = {f"{e.country_code}.{e.admin1_code}" for e in gazetteer.entries(Kind.REGION)}
    with data_path("languages", "en", "telltales.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["words"] for row in rows}) == len(rows)
    for code in {code for row in rows for code in row["areas"].split()}:
        assert code in regions or gazetteer.country(code) is not None, code


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("A Paris man is due in General Sessions Court on Monday, police said.", "TN"),
        ("Palestine Independent School District parents met in Palestine on Monday.", "TX"),
        ("Police in Richmond closed Interstate 64 and Interstate 75 on Monday.", "KY"),
    ],
)
def test_namesakes_are_where_the_words_are_said(
    text: str, region: str, gazetteer: Gazetteer
) -> None:
    document = document_from_text(text, language="en")
    mentions = choose_entries(document, find(document, gazetteer), gazetteer).mentions
    assert {m.entry.admin1_code for m in mentions if m.entry is not None} == {region}


def test_a_state_stays_a_state(gazetteer: Gazetteer) -> None:
    text = "The House of Delegates discussed what California and West Virginia do."
    document = document_from_text(text, language="en")
    mentions = choose_entries(document, find(document, gazetteer), gazetteer).mentions
    assert [m.entry.name for m in mentions if m.entry is not None] == [
        "California",
        "West Virginia",
    ]


def test_the_reason_names_the_word(gazetteer: Gazetteer) -> None:
    document = document_from_text(
        "A Paris man is due in General Sessions Court on Monday.", language="en"
    )
    resolved = choose_entries(document, find(document, gazetteer), gazetteer)
    assert resolved.ranking is not None
    said = reason(resolved.ranking, resolved.decisions[0], gazetteer.naming("en"))
    assert "The text has “General Sessions Court”, as texts about its region do" in said
