"""What a name does in its sentence: a location, an actor, people."""

from __future__ import annotations

import pytest

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.mentions import find
from geo.model import Role

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
# What a reader of maps expects of wars, disasters, local news and diplomacy: the roles of all names
# but demonyms, in their order; L is a location, A an actor.
NEWS = [
    ("Israeli strikes hit Khan Younis and Rafah.", "LL"),
    ("Belgorod was shelled twice, while Siversk was quiet.", "LL"),
    ("Perm was hit by drones for the first time, its governor said.", "L"),
    ("By late morning Saratov was without water.", "L"),
    ("Odesa has been bombed again, and Izmail came under drone attack.", "LL"),
    ("Juba came under mortar fire on Sunday.", "L"),
    ("Juba said it would not sign, and Suva denied the report.", "AA"),
    ("Bucharest and Sofia said that mines were found off Constanta.", "AAL"),
    ("The road between Mombasa and Malindi was cut.", "LL"),
    ("Lake Victoria has risen by a metre since March.", "L"),
    ("The Tana River burst its banks on Friday.", "L"),
    ("The Golan Heights came under drone attack.", "L"),
    ("Burundi, where the harbour is under water, appealed for help.", "A"),
    ("Springfield council approves new library.", "L"),
    ("The Enguri dam supplies Abkhazia.", "LL"),
    ("Kyiv warns of a long winter.", "A"),
    ("Poland has promised new tanks for Ukraine.", "AA"),
    ("A land swap with Russia is out of the question.", "A"),
    ("Moscow said the talks would go on.", "A"),
    ("France and Germany accused each other.", "AA"),
    ("Washington condemned the coup.", "A"),
    ("Heavy fighting went on in Bakhmut and around Avdiivka.", "LL"),
    ("Russia shelled Kharkiv again overnight.", "AL"),
    ("Aid trucks crossed from Egypt into Gaza.", "LL"),
    ("Turkey sent rescue teams to Morocco after the quake.", "AL"),
    ("A ferry between Zanzibar and Dar es Salaam capsized.", "LL"),
    ("Mount Etna erupted on Sunday.", "L"),
    ("The Danube flooded parts of Budapest.", "LL"),
    ("Ethiopia and Eritrea signed a peace deal in Jeddah.", "AAL"),
    ("Talks between Serbia and Kosovo resumed in Brussels.", "AAL"),
    ("Sanctions on Iran were lifted.", "A"),
    ("The mayor of Hiroshima spoke first.", "L"),
    ("Power was cut in Odesa, Mykolaiv and Kherson.", "LLL"),
    ("Floods cut off Sylhet.", "L"),
    ("The port of Hodeidah was bombed.", "L"),
    ("Hundreds protested in Tbilisi against Russia.", "LA"),
    ("The war in Yemen has killed thousands.", "L"),
    ("The siege of Mariupol lasted three months.", "L"),
    ("Wildfires swept through Maui.", "L"),
    ("Mozambique asked South Africa for help.", "AA"),
    ("Nagorno-Karabakh was shelled for weeks.", "L"),
    ("Seoul and Tokyo agreed to share data.", "AA"),
    ("The Rhine is at its lowest level in years.", "L"),
    ("Rebels advanced on Aleppo.", "L"),
    ("Nairobi is under water.", "L"),
    ("Greece has had its hottest summer on record.", "L"),
    ("Argentina won the World Cup in Qatar.", "AL"),
    ("Germany's weapons for Ukraine were delayed.", "AA"),
    ("Ukraine lost Crimea in 2014.", "AL"),
    ("Australia's east coast was flooded.", "L"),
    ("Dozens of migrants drowned off Libya.", "L"),
    ("The Kakhovka dam supplied Crimea with water.", "LL"),
    ("Hungary blocked the plan.", "A"),
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


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_news_reads_as_a_reader_of_maps_expects(
    text: str, expected: str, gazetteer: Gazetteer
) -> None:
    letters = {Role.LITERAL: "L", Role.ASSOCIATIVE: "A", Role.DEMONYM: "", Role.RELATIVE: ""}
    mentions = find(document_from_text(text), gazetteer)
    assert "".join(letters[mention.role] for mention in mentions) == expected


@pytest.mark.parametrize(("text", "name"), DEMONYMS)
def test_names_of_peoples_are_demonyms(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert role(text, name, gazetteer) == "demonym"


def test_what_happens_inside_a_group_of_states_is_located(gazetteer: Gazetteer) -> None:
    assert role("Prices rose across the EU.", "EU", gazetteer) == "literal"
