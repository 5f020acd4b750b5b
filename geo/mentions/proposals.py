"""Stretches of text that may be mentions: gazetteer names, and nouns that make a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from geo.gazetteer import Gazetteer, Skip
from geo.languages.english_names import (
    CALENDAR,
    DIRECTIONS,
    FACILITY_NOUNS,
    NAME_CONNECTORS,
    NUMBERED_ROADS,
    PLACE_NOUNS_AFTER,
    PLACE_NOUNS_BEFORE,
    PLACE_WORDS,
    STREET_NOUNS,
    TITLES,
)
from geo.languages.english_tongues import BELIEFS, LANGUAGES
from geo.languages.lexicons import Lexicon
from geo.mentions.facts import NO_FACTS, NameFacts, facts_of
from geo.mentions.patterns import says_where_it_lies
from geo.mentions.tokens import Reading
from geo.model import Named

_MOST_WORDS_BEFORE_NOUN = 4
_MOST_WORDS_AFTER_NOUN = 4
_SHORTEST_NOUN = 2
_ABBREVIATED_NOUNS = frozenset({"st", "rd", "ave", "blvd", "dr", "ln", "hwy", "co", "twp", "mt"})
_MOST_WORDS_UNKNOWN = 3
_COMMONEST_CLASS = 4
_INITIALS = re.compile(r"[^\W\d_]\.[^\W\d_]{1,2}\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+\Z")
_NOUNS_AFTER = PLACE_NOUNS_AFTER | FACILITY_NOUNS | STREET_NOUNS
_BELIEF_ENDINGS = ("ianity", "ism")
_PART = re.compile(r"[\s\-–]+")
_MOST_CAPITALS = 0.6
_BEFORE_UNKNOWN = frozenset({"in", "near", "outside", "from", "to", "at", "into", "around"})
_NOUNS_BEHIND_UNKNOWN = frozenset(
    {"village", "town", "city", "district", "county", "province", "region", "neighbourhood"}
)
# Names whose entries are kept: those of a few hundred articles. More would cost memory, of which
# tens of thousands of names take more than all else, and hardly save time.
_MOST_KNOWN = 4_000
_Known: TypeAlias = tuple[tuple[Named, ...], NameFacts]
_LEADING_THE = re.compile(r"[Tt]he\s+")
_TRAILING = re.compile(r"(?:['’]s?|[\s,;:\"“”‘]+)\Z")
_POSSESSIVE = frozenset({"'s", "’s"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One stretch of text that may be a mention, with what the gazetteer has under it."""

    start: int
    end: int
    first: int  # token indices, half-open
    after: int
    text: str
    named: tuple[Named, ...]
    facts: NameFacts


class Proposer:
    """Proposes stretches with one gazetteer, remembering what it looked up."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._look_up = lru_cache(maxsize=_MOST_KNOWN)(self._known)

    def propose(self, reading: Reading) -> list[Proposal]:
        """All stretches that may be mentions, nested ones included, by start, longest first."""
        text = reading.document.text
        keys: dict[tuple[int, int], list[int]] = {}
        for hit in self._gazetteer.scan(text, skip=WITHOUT_CAPITALS):
            span = hit.start, hit.end
            if written_as_name(text[hit.start : hit.end]):
                keys.setdefault(span, []).append(hit.key)
        found: dict[tuple[int, int], _Known] = {}
        for span in [span for span in keys if _ends_in_initials(text, *span)]:
            # "Washington, D.C.": its last full stop belongs to it.
            keys.setdefault((span[0], span[1] + 1), keys.pop(span))
        bares = {span: trimmed(text, *span) for span in keys}
        whole = {span for span, bare in bares.items() if _article_belongs(reading, span, bare)}
        inside = {bares[span] for span in whole}
        for span, hit_keys in keys.items():
            bare = bares[span]
            if span in inside:
                continue
            if bare == span or span in whole:
                found[span] = self._look_up(tuple(hit_keys), text[slice(*span)])
            elif bare not in keys and bare[0] < bare[1]:
                start = span[0] if text[span[0]].isupper() else bare[0]
                found[start, bare[1]] = self._look_up(tuple(hit_keys), text[slice(*span)])
        for span in _place_noun_spans(reading):
            if span not in found:
                named = self._gazetteer.named(text[span[0] : span[1]])
                found[span] = (named, facts_of(named)) if named else ((), NO_FACTS)
        for span, known in _with_direction(reading, found):
            found.setdefault(span, known)
        for span in _unknown_spans(reading, found, self._lexicon):
            found.setdefault(span, ((), NO_FACTS))
        proposals = []
        for (start, end), (named, facts) in sorted(
            found.items(), key=lambda i: (i[0][0], -i[0][1])
        ):
            first, last = reading.index_at(start), reading.index_at(end - 1)
            # "Va." begins inside the word "W.Va.", and is no name there.
            within = (
                first < len(reading.tokens)
                and reading.tokens[first].start < start
                and _DOTTED.match(text, reading.tokens[first].start, start)
            )
            if (
                reading.starts
                and not within
                and reading.sentence_of[first] == reading.sentence_of[last]
            ):
                proposals.append(
                    Proposal(
                        start=start,
                        end=end,
                        first=first,
                        after=last + 1,
                        text=text[start:end],
                        named=named,
                        facts=facts,
                    )
                )
        return proposals

    def _known(self, keys: tuple[int, ...], surface: str) -> _Known:
        """What the gazetteer has under the keys of what the text writes."""
        best = max(self._gazetteer.prominence(key) for key in keys)
        # Two keys: an abbreviation in its very spelling, and the same letters as a word.
        named = (
            self._gazetteer.named(surface)
            if len(keys) > 1
            else self._gazetteer.named_by_key(keys[0])
        )
        return named, facts_of(named, prominence=best)


def _ends_in_initials(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] == "." and bool(_INITIALS.search(text, start, end))


def _article_belongs(reading: Reading, span: tuple[int, int], bare: tuple[int, int]) -> bool:
    """Is "The" written large in mid-sentence, as in "flew to The Hague"?"""
    if bare[0] - span[0] <= len("The"):
        return False
    index = reading.index_at(span[0])
    return (
        reading.tokens[index].text == "The"
        and not reading.tokens[index].opens
        and reading.capital_share[reading.sentence_of[index]] < _MOST_CAPITALS
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a leading "the", a trailing possessive, quotes and space around."""
    while start < end and not text[start].isalnum():
        start += 1
    if text[start : start + 1] in {"T", "t"} and (match := _LEADING_THE.match(text, start, end)):
        start = match.end()
    # Next to no name ends so: it is seen by the last two characters.
    while (not text[end - 1 : end].isalnum() or text[end - 2 : end] in _POSSESSIVE) and (
        match := _TRAILING.search(text, start, end)
    ):
        end = match.start()
    return start, end


# In a text that has capitals, no name begins with these words.
WITHOUT_CAPITALS = Skip(kept=NAME_CONNECTORS)


@lru_cache(maxsize=8_000)
def written_as_name(surface: str) -> bool:
    """Is it written as names are: capitals but for small words inside?"""
    parts = [part for part in _PART.split(surface) if part]
    if not parts or not any(character.isupper() for character in surface):
        return False
    capitals = [any(character.isupper() for character in part) for part in parts]
    return (capitals[-1] or parts[-1][0].isdigit()) and all(
        capital or part.lower() in NAME_CONNECTORS or part[0].isdigit() or not part[0].isalnum()
        for part, capital in zip(parts, capitals, strict=True)
    )


def _with_direction(
    reading: Reading, found: Mapping[tuple[int, int], _Known]
) -> list[tuple[tuple[int, int], _Known]]:
    """ "Southern California": a part of a place that the gazetteer knows is placed as the whole."""
    tokens = reading.tokens
    wider = []
    for (start, end), known in found.items():
        first = reading.index_at(start)
        before = tokens[first - 1] if first else None
        if (
            before is not None
            and before.capital
            and before.lower in DIRECTIONS
            and reading.run_start[first] < first
            and known[0]
            and not known[1].demonym
        ):
            wider.append(((before.start, end), known))
    return wider


def _place_noun_spans(reading: Reading) -> list[tuple[int, int]]:
    """ "Cass County", "Lake Erie", "Mill Road": capitalised words with the noun of a place."""
    tokens = reading.tokens
    spans: list[tuple[int, int]] = []
    for index, token in enumerate(tokens):
        if not token.capital or len(token.text) < _SHORTEST_NOUN:
            continue
        run_start, run_end = reading.run_start[index], reading.run_end[index]
        if token.lower in _NOUNS_AFTER:
            # "St." belongs to its street.
            dotted = tokens[index + 1 : index + 2]
            abbreviated = (
                token.lower in _ABBREVIATED_NOUNS and bool(dotted) and dotted[0].text == "."
            )
            spans += [
                (before.start, dotted[0].end if abbreviated else token.end)
                for before in tokens[max(run_start, index - _MOST_WORDS_BEFORE_NOUN) : index]
                if before.word
            ]
            if reading.run_end[index] == index + 1:
                spans += _after_of(reading, index)
        if token.lower in PLACE_NOUNS_BEFORE:
            spans += [
                (token.start, behind.end)
                for behind in tokens[index + 1 : min(run_end, index + _MOST_WORDS_AFTER_NOUN)]
                if behind.word
            ]
        if token.lower in NUMBERED_ROADS and index + 1 < len(tokens):
            number = tokens[index + 1]
            if number.text[0].isdigit() and number.start == token.end + 1:
                spans += [
                    (before.start, number.end)
                    for before in tokens[max(run_start, index - 2) : index + 1]
                    if before.word
                ]
    return [
        span
        for span in (trimmed(reading.document.text, *span) for span in spans)
        if span[0] < span[1]
    ]


def _unknown_spans(
    reading: Reading, found: Mapping[tuple[int, int], _Known], lexicon: Lexicon
) -> list[tuple[int, int]]:
    """Names that the gazetteer lacks, where a place is likely: "in the village of Torkula".

    The same name elsewhere in the text is proposed with them.
    """
    tokens = reading.tokens
    taken = bytearray(len(tokens) + 1)
    for start, end in found:
        first, last = reading.index_at(start), reading.index_at(end - 1)
        taken[first : last + 1] = b"\1" * (last + 1 - first)
    runs: list[tuple[str, int, int]] = []
    likely: set[str] = set()
    index = 0
    while index < len(tokens):
        first, after = index, reading.run_end[index]
        index = after
        if not tokens[first].capital:
            continue
        words = [token for token in tokens[first:after] if token.word]
        if (
            len(words) > _MOST_WORDS_UNKNOWN
            or taken.find(1, first, after) >= 0
            or reading.in_person[first]
            or any(_is_ordinary(word.lower, lexicon) or _is_belief(word.lower) for word in words)
            or words[-1].lower in LANGUAGES
        ):
            continue
        name = reading.document.text[tokens[first].start : tokens[after - 1].end]
        runs.append((name, tokens[first].start, tokens[after - 1].end))
        before = tokens[first - 1].lower if first else ""
        further = tokens[first - 2].lower if first > 1 else ""
        behind = tokens[after].lower if after < len(tokens) else ""
        if (
            before in _BEFORE_UNKNOWN
            or (before == "of" and further in PLACE_WORDS)
            or behind in _NOUNS_BEHIND_UNKNOWN
            or says_where_it_lies(reading.document.text, tokens[after - 1].end)
        ):
            likely.add(name)
    return [(start, end) for name, start, end in runs if name in likely]


def _is_ordinary(word: str, lexicon: Lexicon) -> bool:
    return (
        lexicon.words.get(word, _COMMONEST_CLASS + 1) <= _COMMONEST_CLASS
        or word in TITLES
        or word in CALENDAR
        or len(word) < _SHORTEST_NOUN
    )


def _is_belief(word: str) -> bool:
    """ "The capital of Coptic Christianity", "forbidden in Islamic law"."""
    return word.endswith(_BELIEF_ENDINGS) or word in BELIEFS


def _after_of(reading: Reading, index: int) -> list[tuple[int, int]]:
    """ "Gulf of Aden", "University of Jena": the noun, "of", and the capitalised words behind."""
    tokens = reading.tokens
    place = index + 2
    if place < len(tokens) and tokens[index + 1].lower == "of":
        if tokens[place].lower == "the" and place + 1 < len(tokens):
            place += 1
        if tokens[place].capital:
            starts = {tokens[index].start, tokens[reading.run_start[index]].start}
            ends = {tokens[place].end, tokens[reading.run_end[place] - 1].end}
            return [(start, end) for start in sorted(starts) for end in sorted(ends)]
    return []
