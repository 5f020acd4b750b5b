"""What the words around a name say: town or region, and which name qualifies it."""

from __future__ import annotations

import pytest

from geo.articles import document_from_text
from geo.articles.sentences import sentences
from geo.model import Entry, Kind, Mention, Named, NameMatch, Role
from geo.places.wording import Cues, Sort, read_cues


def _named(kind: Kind) -> Named:
    entry = Entry(id=f"test:{kind}", name="X", kind=kind, lon=1.0, lat=1.0, country_code="XX")
    return Named(entry=entry, match=NameMatch.MAIN, name="X")


def cues_of(text: str, *names: str) -> list[Cues]:
    """The cues of the names, each given in the order in which it stands in the text."""
    document = document_from_text(text)
    spans = sentences(document.text, document.blocks)
    mentions, position = [], 0
    for name in names:
        start = document.text.index(name, position)
        position = start + len(name)
        mentions.append(
            Mention(
                id=f"m{start}-{position}",
                start=start,
                end=position,
                text=name,
                role=Role.LITERAL,
                block=document.blocks[0].kind,
                sentence=next(s for s in spans if s.start <= start < s.end),
                probability=1.0,
                named=(_named(Kind.TOWN), _named(Kind.REGION)),
            )
        )
    return read_cues(document, mentions)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("They met in the city of Kursk on Monday.", Sort.TOWN),
        ("Shops in downtown Kursk were closed.", Sort.TOWN),
        ("The mayor of Kursk resigned.", Sort.TOWN),
        ("The streets of Kursk were empty.", Sort.TOWN),
        ("Shells hit the outskirts of Kursk.", Sort.TOWN),
        ("Floods hit the province of Kursk again.", Sort.REGION),
        ("Floods hit Kursk province again.", Sort.REGION),
        ("The governor of Kursk resigned.", Sort.REGION),
        ("The Kursk governor resigned.", Sort.REGION),
        ("They fished in the river Kursk.", Sort.NATURAL),
        ("They landed at Kursk airport.", Sort.FACILITY),
    ],
)
def test_words_that_call_a_name_a_kind_of_place(text: str, sort: Sort) -> None:
    assert cues_of(text, "Kursk")[0].explicit is sort


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("They sent more troops in Kursk to the front.", Sort.REGION),
        ("They lost control of Kursk.", Sort.REGION),
        ("It rained across Kursk.", Sort.REGION),
        ("It rained in the east of Kursk.", Sort.REGION),
        ("They stopped 30 km east of Kursk.", Sort.TOWN),
        ("They stopped ten miles from Kursk.", Sort.TOWN),
        ("She works at a hospital in Kursk.", Sort.TOWN),
        ("A Kursk woman won the prize.", Sort.TOWN),
    ],
)
def test_words_that_lean_to_a_kind_of_place(text: str, sort: Sort) -> None:
    cues = cues_of(text, "Kursk")[0]
    assert cues.explicit is None
    assert cues.leaning is sort


def test_plain_words_say_nothing() -> None:
    cues = cues_of("She liked Kursk.", "Kursk")[0]
    assert (cues.explicit, cues.leaning, cues.referred, cues.qualifier) == (None, None, None, None)


def test_the_region_speaks_of_the_last_name_before_it() -> None:
    cues = cues_of("They left Kursk. The general said that the region was safe.", "Kursk")[0]
    assert cues.referred is Sort.REGION


def test_the_city_in_another_paragraph_speaks_of_nothing_here() -> None:
    cues = cues_of("They left Kursk.\nLater the city was quiet.", "Kursk")[0]
    assert cues.referred is None


@pytest.mark.parametrize(
    ("text", "names", "which", "form"),
    [
        ("A fire in Springfield, Ill., was put out.", ("Springfield", "Ill."), 0, "comma"),
        ("A fire in Pokrovsk in Donetsk was put out.", ("Pokrovsk", "Donetsk"), 0, "in"),
        ("A fire in Paris (Texas) was put out.", ("Paris", "Texas"), 0, "comma"),
        ("A fire in the Russian city of Kursk.", ("Russian", "Kursk"), 1, "of"),
        ("A fire in Spain’s capital Madrid.", ("Spain", "Madrid"), 1, "of"),
        ("A fire in Ohio’s Dublin was put out.", ("Ohio", "Dublin"), 1, "possessive"),
    ],
)
def test_a_name_that_says_where_another_is(
    text: str, names: tuple[str, ...], which: int, form: str
) -> None:
    cues = cues_of(text, *names)
    assert cues[which].qualifier == 1 - which
    assert cues[which].qualifier_form == form


def test_names_in_different_sentences_do_not_qualify_each_other() -> None:
    cues = cues_of("They left Paris. Texas was hot.", "Paris", "Texas")
    assert [cue.qualifier for cue in cues] == [None, None]
