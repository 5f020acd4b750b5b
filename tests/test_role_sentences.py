"""The sentences that teach roles: every pattern can be filled, and marks what it says."""

from __future__ import annotations

from random import Random

import pytest

from geo.errors import BadRecord
from geo.gazetteer import Gazetteer
from geo.mentions.role_sentences import (
    MarkedName,
    MarkedSentence,
    Pools,
    fill,
    patterns,
    pools,
    renamed,
    written,
)


@pytest.fixture
def rng() -> Random:
    return Random(1)  # noqa: S311


@pytest.fixture(scope="module")
def names(gazetteer: Gazetteer) -> Pools:
    return pools(gazetteer)


def test_a_pattern_becomes_a_sentence_with_marked_names(rng: Random) -> None:
    names = {"country": ["Peru"], "town": ["Lima"], "capital": ["Lima"]}
    sentence = fill(rng, "<country> (bombed|shelled) [town] (again|) .", names)
    assert sentence.text in {
        f"Peru {verb} Lima{end}" for verb in ("bombed", "shelled") for end in (" again.", ".")
    }
    assert [(sentence.text[n.start : n.end], n.associative) for n in sentence.names] == [
        ("Peru", True),
        ("Lima", False),
    ]


def test_every_pattern_can_be_filled(rng: Random, names: Pools) -> None:
    lines = patterns()
    for sentence in written(rng, lines, len(lines), names):
        assert not set("[]<>|") & set(sentence.text)
        assert "  " not in sentence.text
        assert sentence.names
        for name in sentence.names:
            assert sentence.text[name.start : name.end].strip()


def test_patterns_are_used_evenly(rng: Random, names: Pools) -> None:
    lines = ("In [town].", "For <country>.")
    made = written(rng, lines, 5, names)
    actors = sum(sentence.names[0].associative for sentence in made)
    assert actors in {2, 3}


def test_an_unknown_kind_is_said(rng: Random) -> None:
    with pytest.raises(BadRecord, match="no names of kind 'planet'"):
        fill(rng, "Life on [planet].", {"town": ["Lima"]})


def test_names_are_replaced_and_stay_marked(rng: Random) -> None:
    sentence = MarkedSentence(
        text="Peru and the EU warned Chile.",
        names=(
            MarkedName(start=0, end=4, associative=True, pool="country"),
            MarkedName(start=13, end=15, associative=True),
            MarkedName(start=23, end=28, associative=True, pool="country"),
        ),
    )
    again = renamed(rng, sentence, 1.0, {"country": ["Burkina Faso"]})
    assert again.text == "Burkina Faso and the EU warned Burkina Faso."
    assert [again.text[n.start : n.end] for n in again.names] == [
        "Burkina Faso",
        "EU",
        "Burkina Faso",
    ]
    assert renamed(rng, sentence, 0.0, {}) == sentence
