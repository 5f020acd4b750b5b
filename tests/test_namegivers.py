"""What institutions are named after tells where a text is at home."""

from __future__ import annotations

import pytest

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.mentions import find, mark
from geo.places import choose_entries
from geo.places.namegivers import find_namegivers


def names(text: str, gazetteer: Gazetteer) -> dict[str, str]:
    """Institutions and roads, and what they are named after."""
    document = document_from_text(text, language="en")
    return {each.words: each.spot.name for each in find_namegivers(document, (), gazetteer)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He works at Licking Memorial Hospital.", {"Licking Memorial Hospital": "licking"}),
        ("Near the former Belchertown State School.", {"Belchertown State School": "belchertown"}),
        ("He walked up Morecambe Road.", {"Morecambe Road": "morecambe"}),
        ("She went to Foley Middle School’s hall.", {"Foley Middle School’s": "foley"}),
        ("He taught at Columbia University.", {}),
        ("The Washington Post said so.", {}),
        ("Judge Mary Green of the Superior Court agreed.", {}),
        ("The Story School is shut.", {}),
        ("At Jefferson High School all was calm.", {}),
        ("In Belchertown all was calm.", {}),
    ],
)
def test_what_is_named_after_what(text: str, found: dict[str, str], gazetteer: Gazetteer) -> None:
    assert names(text, gazetteer) == found


def test_a_mention_is_none(gazetteer: Gazetteer) -> None:
    document = document_from_text("Fire broke out on Morecambe Road.", language="en")
    start = document.text.index("Morecambe")
    mentions = mark(document, [(start, start + len("Morecambe"))], gazetteer)
    assert find_namegivers(document, (), gazetteer)
    assert find_namegivers(document, mentions, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        (
            "A doctor is back in Newark, at Licking Memorial Hospital.",
            "Newark",
            "OH",
        ),
        (
            "Officers in Lancaster seek a man who ran along a footpath towards Morecambe Road.",
            "Lancaster",
            "ENG",
        ),
    ],
)
def test_namesakes_are_near_them(text: str, name: str, region: str, gazetteer: Gazetteer) -> None:
    document = document_from_text(text, language="en")
    mentions = choose_entries(document, find(document, gazetteer), gazetteer).mentions
    found = {m.entry.admin1_code for m in mentions if m.entry is not None and m.text == name}
    assert found == {region}
