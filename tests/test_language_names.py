"""Languages, breeds, time zones and faiths are named like places, and no place is meant."""

from __future__ import annotations

import pytest

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.mentions import find


def names(text: str, gazetteer: Gazetteer) -> list[str]:
    document = document_from_text(text, language="en")
    return [mention.text for mention in find(document, gazetteer)]


@pytest.mark.parametrize(
    "text",
    [
        "She speaks fluent French, which helped her at the firm.",
        "The man shouted in Turkish, and also in English.",
        "He teaches Spanish and Portuguese to grown-ups.",
        "The poem was translated into Ukrainian.",
        "The letter, written in Russian, was unsigned.",
        "They asked for room for their French bulldog.",
        "The clocks follow Central European Time.",
        "He called the idea un-American.",
        "He won the Ballon d'Or again.",
        "Such pictures are forbidden in Islamic Sharia.",
        "They are trained in Coptic Christianity.",
    ],
)
def test_no_place_is_meant(text: str, gazetteer: Gazetteer) -> None:
    assert names(text, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They rose in Turkish and Greek cities.", ["Turkish", "Greek"]),
        ("She taught French students in Lyon.", ["French", "Lyon"]),
        ("He wrote to Polish officials in Warsaw.", ["Polish", "Warsaw"]),
        ("The talks were held in Russian Karelia.", ["Russian", "Karelia"]),
        ("Rates rose in German, French and Spanish banks.", ["German", "French", "Spanish"]),
    ],
)
def test_a_people_stays_one(text: str, found: list[str], gazetteer: Gazetteer) -> None:
    assert names(text, gazetteer) == found
