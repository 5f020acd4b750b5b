"""What institutions and roads of a text are named after: "Licking Memorial Hospital".

Such names are no mentions: nothing happens in Licking County because its hospital is named. But
they tell where a text is at home, and so which Newark it means.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer import Gazetteer
from geo.gazetteer.folding import fold
from geo.languages.english_namegivers import INSTITUTION_NOUNS, SET_BEFORE
from geo.languages.lexicons import english
from geo.model import Document, Entry, Kind, Mention, NameMatch
from geo.places.feed import Spot

_WORD = r"[A-Z](?:[\w’'-]*|(?<=[SMF])t\.)"
_RUN = re.compile(rf"{_WORD}(?:[ \t]+(?:(?:of|the|for|and|at)[ \t]+)*{_WORD})+")
_PART = re.compile(r"[\w’'.-]+")
_GOOD = (NameMatch.MAIN, NameMatch.ENGLISH, NameMatch.LOCAL, NameMatch.ALIAS)
_KINDS = (Kind.TOWN, Kind.DISTRICT, Kind.REGION)
_LONGEST = 4  # words of a place's name
_SHORTEST = 4  # letters
# A name of more readings than this says nothing: Jefferson.
_MOST_READINGS = 25
# Readings kept of one text, the first ones: bounds the time that very long texts take.
_MOST = 200
_RARE = 3  # class of words from which on they may be names: Story and Mercy are none
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Namegiver:
    """One reading of what an institution is named after."""

    spot: Spot
    kind: Kind
    words: str  # the institution's name
    weight: float  # those of one institution sum to 1


def find_namegivers(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> list[Namegiver]:
    """The readings of all names in institutions' names that are no mentions, in text order.

    Of English texts: the nouns are English.
    """
    if document.language != "en":
        return []
    text = document.text
    taken = bytearray(len(text))
    for mention in mentions:
        if mention.named:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    found: dict[str, list[Namegiver]] = {}
    for run in _RUN.finditer(text):
        stretch = _before_noun(run)
        if stretch is None or taken.find(1, *stretch) >= 0:
            continue
        name = _bare(text[slice(*stretch)])
        key = fold(name)
        if key not in found:
            found[key] = _readings(name, key, run[0], gazetteer)
    return [reading for readings in found.values() for reading in readings][:_MOST]


def _before_noun(run: re.Match[str]) -> tuple[int, int] | None:
    """Where the words lie that stand before an institution's noun, if they may be a name."""
    lower = [_bare(word) for word in run[0].casefold().split()]
    noun = next((i for i, word in enumerate(lower) if word in INSTITUTION_NOUNS), 0)
    if not noun:  # as of most runs
        return None
    words = list(_PART.finditer(run[0]))
    first = next((i for i, word in enumerate(lower) if word not in SET_BEFORE), noun)
    if not 0 < noun - first <= _LONGEST:
        return None
    start, end = words[first].start(), words[noun - 1].end()
    name = _bare(run[0][start:end])
    if len(name) < _SHORTEST or english().words.get(name.casefold(), _RARE) < _RARE:
        return None
    return run.start() + start, run.start() + end


def _bare(word: str) -> str:
    return (word[:-2] if word.endswith(_POSSESSIVE) else word).strip(".-’'")


def _readings(name: str, key: str, words: str, gazetteer: Gazetteer) -> list[Namegiver]:
    good = [n for n in gazetteer.named(name) if n.match in _GOOD and n.entry.kind in _KINDS]
    spots = [(Spot.of(key, each.entry), each.entry) for each in good[: _MOST_READINGS + 1]]
    if len(spots) > _MOST_READINGS:
        return []
    total = sum(_power(entry) for _, entry in spots)
    return [
        Namegiver(spot=spot, kind=entry.kind, words=words, weight=_power(entry) / total)
        for spot, entry in spots
        if spot is not None
    ]


def _power(entry: Entry) -> float:
    """How likely a name means an entry, as in the table's first belief."""
    return math.exp(0.45 * math.log(max(1, entry.population)) + (entry.kind is Kind.REGION))
