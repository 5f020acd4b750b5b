"""Rivers that share a name with a state, a town or a country. Own sentences."""

from __future__ import annotations

import pytest

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.mentions import find
from geo.model import Role
from geo.places import choose_entries


def meanings(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    document = document_from_text(text, language="en")
    mentions = choose_entries(document, find(document, gazetteer), gazetteer).mentions
    return [(m.text, m.entry.name if m.entry else "") for m in mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Barges on the Mississippi ran aground near Memphis, Tennessee.",
            [
                ("Mississippi", "Mississippi River"),
                ("Memphis", "Memphis"),
                ("Tennessee", "Tennessee"),
            ],
        ),
        (
            "The Mississippi flooded Vicksburg, Mississippi, and Natchez.",
            [
                ("Mississippi", "Mississippi River"),
                ("Vicksburg", "Vicksburg"),
                ("Mississippi", "Mississippi"),
                ("Natchez", "Natchez"),
            ],
        ),
        (
            "Fishing villages along the Niger and the Senegal were flooded.",
            [("Niger", "Niger River"), ("Senegal", "Senegal River")],
        ),
        (
            "Ferries crossed the Jordan near Jericho.",
            [("Jordan", "Jordan River"), ("Jericho", "Jericho")],
        ),
        (
            "Rafters on the Colorado drowned in Arizona.",
            [("Colorado", "Colorado River"), ("Arizona", "Arizona")],
        ),
        (
            "Guba lies on the Blue Nile; the front is in Blue Nile state in Sudan.",
            [("Blue Nile", "Blue Nile"), ("Blue Nile", "Blue Nile"), ("Sudan", "Sudan")],
        ),
    ],
)
def test_a_name_with_the_article_is_a_river(
    text: str, found: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    assert [pair for pair in meanings(text, gazetteer) if pair[0] != "Guba"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Ohio legislature met in Columbus.", [("Ohio", "Ohio"), ("Columbus", "Columbus")]),
        (
            "The Missouri and Kansas governors disagreed.",
            [("Missouri", "Missouri"), ("Kansas", "Kansas")],
        ),
        ("The Gambia protested on Monday.", [("Gambia", "Gambia")]),
        ("Ohio votes in March.", [("Ohio", "Ohio")]),
    ],
)
def test_a_state_or_a_country_stays_one(
    text: str, found: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    assert meanings(text, gazetteer) == found


def test_a_river_is_where_something_happens_and_never_who_acts(gazetteer: Gazetteer) -> None:
    document = document_from_text("The Missouri rose two feet overnight.", language="en")
    (river,) = find(document, gazetteer)
    assert (river.text, river.role) == ("Missouri", Role.LITERAL)
