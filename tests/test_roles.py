"""What a name does in its sentence: a location, an actor, people."""

from __future__ import annotations

import pytest

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.mentions import find

LITERAL = [
    ("Heavy rain fell in Brazil on Sunday.", "Brazil"),
    ("She was born near Nairobi in 1970.", "Nairobi"),
    ("Thousands fled from Sudan to Chad.", "Chad"),
    ("The convoy reached Aleppo before dark.", "Aleppo"),
    ("A bus fell into a ravine in northern Peru, killing nine.", "Peru"),
    ("Rebels seized Goma after a week of fighting.", "Goma"),
    ("He lives in the city of Turin.", "Turin"),
    ("The pope visited Cuba in spring.", "Cuba"),
    ("Fishing boats left Iceland at dawn.", "Iceland"),
    ("The border between them runs south of Basra, Iraq.", "Basra"),
]
ASSOCIATIVE = [
    ("Japan said on Monday that it would send aid.", "Japan"),
    ("Talks with Iran collapsed after two days.", "Iran"),
    ("New sanctions against Venezuela were announced.", "Venezuela"),
    ("France accused Italy of delaying the vote.", "France"),
    ("France accused Italy of delaying the vote.", "Italy"),
    ("Norway and Sweden agreed to share the cost.", "Norway"),
    ("Norway and Sweden agreed to share the cost.", "Sweden"),
    ("Beijing warned that it would respond.", "Beijing"),
    ("India’s government rejected the plan.", "India"),
    ("Germany beat Portugal 2-1 in the final.", "Germany"),
    ("The White House declined to comment, but the Pentagon denied the report.", "Pentagon"),
    ("The EU hopes to sign the deal in June.", "EU"),
    ("U.S. Secretary of State Anna Miller spoke first.", "U.S."),
    ("At a NATO summit, leaders agreed on a budget.", "NATO"),
]
DEMONYMS = [
    ("The French team left early.", "French"),
    ("Two Nigerians won prizes.", "Nigerians"),
    ("She writes about European law.", "European"),
]


def role(text: str, name: str, gazetteer: Gazetteer) -> str:
    mentions = find(document_from_text(text), gazetteer)
    return next((mention.role.value for mention in mentions if mention.text == name), "not found")


@pytest.mark.parametrize(("text", "name"), LITERAL)
def test_locations_are_literal(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert role(text, name, gazetteer) == "literal"


@pytest.mark.parametrize(("text", "name"), ASSOCIATIVE)
def test_actors_are_associative(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert role(text, name, gazetteer) == "associative"


@pytest.mark.parametrize(("text", "name"), DEMONYMS)
def test_names_of_peoples_are_demonyms(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert role(text, name, gazetteer) == "demonym"


def test_what_happens_inside_a_group_of_states_is_located(gazetteer: Gazetteer) -> None:
    assert role("Prices rose across the EU.", "EU", gazetteer) == "literal"
