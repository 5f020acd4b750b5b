"""Finding the mentions of a text: what is one, what is none, and exactly where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.articles import document_from_text, open_article
from geo.errors import DatelineError
from geo.gazetteer import Gazetteer
from geo.mentions import find, mark
from geo.mentions.roles import ACTOR_FROM
from geo.model import BlockKind, Document, Role


@pytest.fixture(scope="module")
def kursk(kursk_file: Path) -> Document:
    return open_article(kursk_file)


def names(text: str, gazetteer: Gazetteer) -> list[str]:
    return [mention.text for mention in find(document_from_text(text), gazetteer)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two ships left Rotterdam for Lagos on Friday.", ["Rotterdam", "Lagos"]),
        ("The train from Kharkiv reached Lviv at dawn.", ["Kharkiv", "Lviv"]),
        ("Fires burned across the Netherlands and in Belgium.", ["Netherlands", "Belgium"]),
        ("The ministers flew to The Hague.", ["The Hague"]),
        ("Shops in Springfield, Ill., stayed shut.", ["Springfield", "Ill."]),
        ("He was born in Salem, OR, in 1950.", ["Salem", "OR"]),
        ("Nairobi’s mayor spoke in Kenya's capital.", ["Nairobi", "Kenya"]),
        ("Protesters marched in São Paulo and in Kraków.", ["São Paulo", "Kraków"]),
        ("Fishermen on Lake Victoria saw the boat.", ["Lake Victoria"]),
        ("The river burst its banks in Cass County.", ["Cass County"]),
        ("Aid reached Donetsk Oblast from Dnipro.", ["Donetsk Oblast", "Dnipro"]),
        ("U.S. and EU diplomats met in Vienna.", ["U.S.", "EU", "Vienna"]),
        ("The Norwegian ship sank off Greece.", ["Norwegian", "Greece"]),
        ("A Wuhan virus reached Marburg.", ["Wuhan", "Marburg"]),
        ("Rain flooded the coast around Dar es Salaam.", ["Dar es Salaam"]),
        (
            "Trains from Bergen op Zoom and Ústí nad Labem ran.",
            ["Bergen op Zoom", "Ústí nad Labem"],
        ),
        ("He left Boulogne-sur-Mer for Rio de Janeiro.", ["Boulogne-sur-Mer", "Rio de Janeiro"]),
    ],
)
def test_places_are_found(text: str, found: list[str], gazetteer: Gazetteer) -> None:
    assert names(text, gazetteer) == found


@pytest.mark.parametrize(
    "text",
    [
        "She read the report in March and again in August.",
        "“That is what I saw,” Mr. London said.",
        "Victoria Adams and her brother run the shop.",
        "He posted it on X, and Fox News took it up.",
        "The company, Apple, sells phones.",
        "It was the worst week since World War II.",
        "Over time, more people will read it. Most did.",
        "The Democrats and the Labour Party lost votes.",
        "Cases of West Nile virus, Marburg virus, Lassa fever and Rift Valley fever rose.",
        "We had nice weather, and the reading group met on Sunday.",
    ],
)
def test_people_parties_months_and_companies_are_no_places(text: str, gazetteer: Gazetteer) -> None:
    assert names(text, gazetteer) == []


def test_a_person_named_elsewhere_is_no_place(gazetteer: Gazetteer) -> None:
    text = (
        "President Abraham Houston signed the law on Monday. Houston said that he would not wait."
        " Critics called Houston’s haste a mistake."
    )
    assert names(text, gazetteer) == []


def test_a_person_whose_first_name_is_a_state_is_no_place(gazetteer: Gazetteer) -> None:
    text = (
        "Nine-year-old Georgia Stevens moved from Oslo to Bergen. To Georgia's credit, she trains "
        "daily. Georgia began skating at four, said her mother."
    )
    found = find(document_from_text(text), gazetteer)
    assert [mention.text for mention in found] == ["Oslo", "Bergen"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Snow fell across Dumfries and Galloway on Monday.", ["Dumfries and Galloway"]),
        ("Police in Brighton and Hove closed the pier.", ["Brighton and Hove"]),
        (
            "In Stranraer, Dumfries and Galloway Council opened a rest centre.",
            ["Stranraer", "Dumfries and Galloway"],
        ),
        ("Trains left Cordoba and Seville on time.", ["Cordoba", "Seville"]),
    ],
)
def test_a_name_with_and_is_one_name(text: str, found: list[str], gazetteer: Gazetteer) -> None:
    assert names(text, gazetteer) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Monday Leeds Council opened a centre.", ["Leeds"]),
        ("Last Friday Moscow said no.", ["Moscow"]),
        ("Since January Kharkiv has been hit.", ["Kharkiv"]),
        ("On Sunday Lake Geneva froze.", ["Lake Geneva"]),
        ("In May Mexico voted.", ["Mexico"]),
        ("She met April Jones in Rome.", ["Rome"]),
        ("He sailed to Friday Harbor.", ["Friday Harbor"]),
    ],
)
def test_a_day_before_a_name_is_no_part_of_it(
    text: str, found: list[str], gazetteer: Gazetteer
) -> None:
    assert names(text, gazetteer) == found


@pytest.mark.parametrize("name", ["Juba", "Ufa", "Suva", "Fes", "Perm", "Malé", "Zibo", "Gao"])
def test_towns_that_the_corpora_never_name_are_found(name: str, gazetteer: Gazetteer) -> None:
    assert names(f"Officials in {name} said on Monday that talks would go on.", gazetteer) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bucharest and Sofia said that mines had been found.", ["Bucharest", "Sofia"]),
        ("Anna and Sofia said that they were tired.", []),
        ("Paris and Sofia said that they were tired, their mother wrote.", []),
    ],
)
def test_a_capital_speaks_beside_another(text: str, found: list[str], gazetteer: Gazetteer) -> None:
    """Sofia is a woman's name, but not behind a capital that can be nothing else."""
    assert names(text, gazetteer) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The army retook Lyman last week.", ["Lyman"]),
        ("The siege of Lyman went on, and guns shelled Bor.", ["Lyman", "Bor"]),
        ("Police arrested Lyman last week.", []),
        ("The army shelled March and left.", []),
        ("Whitney Houston sang. Soldiers retook Houston from the fans.", []),
        ("Reporters bombarded Clinton with questions about the emails.", []),
        ("The siege of Lyman Hall ended.", []),
    ],
)
def test_what_is_fought_over_is_a_place(text: str, found: list[str], gazetteer: Gazetteer) -> None:
    assert names(text, gazetteer) == found


def test_a_famous_street_is_not_found_in_an_address(gazetteer: Gazetteer) -> None:
    text = "Shelves fell in a shop at 900 West Fifth Avenue in Anchorage."
    found = find(document_from_text(text), gazetteer)
    assert "Fifth Avenue" not in {mention.text for mention in found}
    found = find(document_from_text("Crowds lined Fifth Avenue in New York."), gazetteer)
    assert [mention.text for mention in found] == ["Fifth Avenue", "New York"]


def test_a_state_stays_one_beside_a_person_of_its_name(gazetteer: Gazetteer) -> None:
    text = "Georgia Stevens flew from Oslo. She trains in Georgia, her father said."
    found = find(document_from_text(text), gazetteer)
    assert [(mention.text, mention.start) for mention in found] == [
        ("Oslo", 26),
        ("Georgia", 46),
    ]


@pytest.mark.parametrize(
    ("text", "institutions", "places"),
    [
        ("NATO said it would send aid to Norway.", ["NATO"], ["Norway"]),
        ("The White House said nothing about Peru.", ["White House"], ["Peru"]),
        ("Ships of the Royal Navy left Plymouth.", [], ["Plymouth"]),
        ("Norway signed a treaty with the EU and the UN.", ["UN"], ["Norway", "EU"]),
        (
            "Crowds gathered outside the White House in Washington. The White House said nothing.",
            [],
            ["White House", "Washington", "White House"],
        ),
    ],
)
def test_institutions_are_kept_apart_from_places(
    text: str, institutions: list[str], places: list[str], gazetteer: Gazetteer
) -> None:
    found = find(document_from_text(text), gazetteer)
    assert [mention.text for mention in found if mention.institution] == institutions
    assert [mention.text for mention in found if not mention.institution] == places


def test_mentions_carry_what_the_gazetteer_has(gazetteer: Gazetteer) -> None:
    document = document_from_text("The road to Kursk was closed.")
    (mention,) = find(document, gazetteer)
    assert mention.id == "m12-17"
    assert mention.named == gazetteer.named("Kursk")
    assert mention.candidates == ()
    assert mention.entry is None
    assert 0.35 <= mention.probability <= 1


def test_mentions_carry_their_sentence_and_block(gazetteer: Gazetteer) -> None:
    text = (
        "Bridge Opens in Mombasa\n"
        "Crowds came early to see it. The first car crossed from Mombasa at noon on Saturday.\n"
        "Read more: What Nairobi plans next\n"
    )
    document = document_from_text(text)
    mentions = find(document, gazetteer)
    assert [(mention.text, mention.block) for mention in mentions] == [
        ("Mombasa", BlockKind.HEADING),
        ("Mombasa", BlockKind.PARAGRAPH),
        ("Nairobi", BlockKind.LINK),
    ]
    sentence = mentions[1].sentence
    assert text[sentence.start : sentence.end] == (
        "The first car crossed from Mombasa at noon on Saturday."
    )


def test_demonyms_can_be_left_out(gazetteer: Gazetteer) -> None:
    document = document_from_text("The Kenyan team flew from Nairobi to meet the Ugandans.")
    assert [m.text for m in find(document, gazetteer)] == ["Kenyan", "Nairobi", "Ugandans"]
    assert [m.text for m in find(document, gazetteer, demonyms=False)] == ["Nairobi"]


def test_places_inside_other_names_can_be_left_out(gazetteer: Gazetteer) -> None:
    document = document_from_text("Doctors at Aleppo University fled to Damascus last week.")
    within = find(document, gazetteer)
    assert [m.text for m in within][-1] == "Damascus"
    assert within[0].text.startswith("Aleppo")
    assert [m.text for m in find(document, gazetteer, inside_names=False)] == ["Damascus"]


def test_without_roles_all_but_demonyms_are_literal(gazetteer: Gazetteer) -> None:
    document = document_from_text("The Kenyan team and NATO were in Nairobi. London said no.")
    assert {m.text: m.role.value for m in find(document, gazetteer, roles=False)} == {
        "Kenyan": "demonym",
        "NATO": "literal",
        "Nairobi": "literal",
        "London": "literal",
    }


def test_a_person_can_mark_any_stretch(gazetteer: Gazetteer) -> None:
    document = document_from_text("They met at the old mill near Kursk.")
    mill, kursk = mark(document, [(30, 35), (12, 24)], gazetteer)
    assert (mill.text, mill.named) == ("the old mill", ())
    assert (kursk.text, kursk.role) == ("Kursk", Role.LITERAL)
    assert kursk.named == gazetteer.named("Kursk")


def test_a_text_without_places_has_no_mentions(gazetteer: Gazetteer) -> None:
    assert names("nothing here but small words.", gazetteer) == []
    assert names("12345 — 67!", gazetteer) == []


def test_the_first_article_has_what_a_careful_reader_marks(
    kursk: Document, gazetteer: Gazetteer
) -> None:
    mentions = find(kursk, gazetteer)
    marked: dict[str, dict[str, int]] = {}
    for mention in mentions:
        counts = marked.setdefault(mention.role.value, {})
        counts[mention.text] = counts.get(mention.text, 0) + 1
    assert marked == {
        "literal": {"Kursk": 6, "Pokrovsk": 1, "Canada": 1, "Crimea": 1},
        "associative": {
            "Moscow": 1,
            "Kyiv": 1,
            "Kremlin": 2,
            "U.S.": 3,
            "Russia": 6,
            "Ukraine": 8,
            "G7": 2,
            "France": 1,
            "Germany": 1,
            "EU": 1,
        },
        "demonym": {"Russian": 3, "Ukrainian": 6, "European": 1},
    }


WORDS = st.sampled_from(
    [
        "Kursk", "the", "The", "Hague", "New", "York", "U.S.", "Paris,", "Texas", "’s", "'s", "in",
        "near", "Lake", "County", "30", "km", "north", "of", "“", "”", "—", "\n", "(", ")", ".",
        "🌍", "Cafe\u0301", "القدس", "ירושלים", "東京", "São", "Paulo", "\u200d", "\u202e", "and",
        "48.2823,", "37.1758", "Мосты", "St.", "Washington", "University", "said", "-", "ß", "İ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=120),
)


@given(text=TEXTS)
@example(text="İstanbul and İzmir, the Hague’s twin, 30 km north of Kursk")
@example(text="30 km North of North Korea")
def test_mentions_of_any_text_are_exact_ordered_and_disjoint(
    text: str, gazetteer: Gazetteer
) -> None:
    try:
        document = document_from_text(text, language="en")
    except DatelineError:
        return
    mentions = find(document, gazetteer)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.text == mention.text.strip()
        assert mention.id == f"m{mention.start}-{mention.end}"
        assert mention.sentence.start <= mention.start
        assert mention.end <= mention.sentence.end
        assert 1 - ACTOR_FROM <= mention.role_probability <= 1  # in doubt, a location
        end = mention.end
    ids = {mention.id for mention in mentions}
    assert all(ids.issuperset(mention.relation.anchors) for mention in mentions if mention.relation)
    assert find(document, gazetteer) == mentions
