"""Texts without capitals: names that the gazetteer knows are given theirs, letter for letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from geo.gazetteer import Gazetteer
from geo.languages.english_names import (
    CALENDAR,
    NAME_CONNECTORS,
    PERSON_WORDS,
    PLACE_WORDS,
    SPEECH_VERBS,
    TITLES,
)
from geo.languages.lexicons import Lexicon
from geo.model import Document, Named, NameMatch

# A text counts as written small when fewer of its words than this begin with a capital.
_MOST_CAPITALS = 0.02
_WORD = re.compile(r"[^\W\d_]+")
_STARTS = re.compile(r"(?:\A|[.!?]\s+|\n\s*)[\"“‘'(]*([^\W\d_])")
_TRUSTED = frozenset({NameMatch.MAIN, NameMatch.ENGLISH, NameMatch.DEMONYM})
_ORDINARY = 4  # class of words up to which a word of the language is no name
# "turkey", "reading", "nice": a word of the language is taken for a place only if this many people
# live there and it is none of the commonest.
_LARGE = 1_000_000
_COMMON = 1
_LEAST_POPULATION = 5_000  # of a single word that no list of words has
_SMALL = NAME_CONNECTORS | PERSON_WORDS | PLACE_WORDS | TITLES | SPEECH_VERBS | CALENDAR


def recased(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> Document:
    """The document with capitals where names and sentences begin; itself when it has its own.

    Offsets stay as they are: a letter whose capital is longer keeps its form.
    """
    text = document.text
    # Words are at most as many as every other character: most texts are seen through at once.
    if _capitals(text.split()) > _MOST_CAPITALS * (len(text) + 1) / 2:
        return document
    words = _WORD.findall(text)
    if not words or _capitals(words) > _MOST_CAPITALS * len(words):
        return document
    letters = list(text)
    for match in _STARTS.finditer(text):
        _raise(letters, match.start(1))
    taken = 0
    hits = sorted(gazetteer.scan(text), key=lambda hit: (hit.start, -hit.end))
    for hit in hits:
        if hit.start < taken:
            continue
        surface = text[hit.start : hit.end]
        if _is_name(surface, gazetteer.named_by_key(hit.key), lexicon):
            taken = hit.end
            for word in _WORD.finditer(text, hit.start, hit.end):
                if word.group() not in NAME_CONNECTORS or word.start() == hit.start:
                    _raise(letters, word.start())
    return replace(document, text="".join(letters))


def _capitals(words: Sequence[str]) -> int:
    """How many words begin with a capital."""
    return sum(map(str.isupper, map(itemgetter(0), words)))


def _raise(letters: list[str], index: int) -> None:
    upper = letters[index].upper()
    if len(upper) == 1:
        letters[index] = upper


def _is_name(surface: str, named: tuple[Named, ...], lexicon: Lexicon) -> bool:
    trusted = [item for item in named if item.match in _TRUSTED]
    words = [word.lower() for word in _WORD.findall(surface)]
    if not trusted or not words or words[0] in _SMALL or words[-1] in _SMALL:
        return False
    people = max(item.entry.population for item in trusted)
    classes = [lexicon.words.get(word, _ORDINARY + 1) for word in words]
    if len(words) > 1:
        # "new york", but not "the end" or "on time".
        return min(classes) > _COMMON or people >= _LARGE
    if classes[0] <= _ORDINARY:
        return people >= _LARGE and classes[0] > _COMMON
    ordinary_name = words[0] in lexicon.given_names or words[0] in lexicon.surnames
    return people >= (_LARGE if ordinary_name else _LEAST_POPULATION) or any(
        item.match is NameMatch.DEMONYM for item in trusted
    )
