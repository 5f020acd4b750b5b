"""Names that share a word, "Kursk and Belgorod regions", or lack it: "the Centre department".

What such a name means is looked up whole ("Belgorod Region", "North Korea"), while the mention is
only what the text writes of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.gazetteer import Gazetteer
from geo.languages.english_names import (
    COMPOUND_DIRECTIONS,
    DIVISION_NOUNS,
    PLURAL_NOUNS_AFTER,
    PLURAL_NOUNS_BEFORE,
)
from geo.mentions.facts import facts_of
from geo.mentions.proposals import Proposal, trimmed
from geo.mentions.tokens import Reading
from geo.model import NameMatch

# The text says outright what kind of place each name is.
PROBABILITY = 0.9
_JOINTS = frozenset({"and", "or", "&", ","})
_LAST_JOINTS = frozenset({"and", "or", "&"})
_LIST_WORDS = (
    frozenset(PLURAL_NOUNS_AFTER) | frozenset(PLURAL_NOUNS_BEFORE) | frozenset(COMPOUND_DIRECTIONS)
)
_MOST_ITEMS = 8
_TRUSTED = frozenset({NameMatch.MAIN, NameMatch.ENGLISH})

Span = tuple[int, int]  # tokens, half-open


def compounds(reading: Reading, gazetteer: Gazetteer) -> list[Proposal]:
    """The parts of such names that the gazetteer knows by their whole name, in text order."""
    found: dict[Span, Proposal] = {}
    for spans, before, after in _lists(reading):
        for span in spans:
            proposal = _proposal(reading, span, before, after, gazetteer)
            if proposal is not None:
                found.setdefault(span, proposal)
    for span, noun in _divisions(reading):
        proposal = _proposal(reading, span, "", noun, gazetteer)
        if proposal is not None and not _is_known_division(proposal, gazetteer):
            found.setdefault(span, proposal)
    return sorted(found.values(), key=lambda proposal: proposal.start)


def _lists(reading: Reading) -> Iterator[tuple[list[Span], str, str]]:
    """Names in one breath, and the words before and after that belong to each of them."""
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        if token.lower not in _LIST_WORDS:
            continue
        if token.lower in PLURAL_NOUNS_AFTER and index:
            names = _names_before(reading, index)
            if len(names) > 1:
                yield names, "", PLURAL_NOUNS_AFTER[token.lower]
        if token.lower in PLURAL_NOUNS_BEFORE and token.capital:
            names = _names_after(reading, index + 1)
            if len(names) > 1:
                yield names, PLURAL_NOUNS_BEFORE[token.lower], ""
        if token.capital and token.lower in COMPOUND_DIRECTIONS:
            joint, other = index + 1, index + 2
            if (
                other + 1 < len(tokens)
                and tokens[joint].lower in _LAST_JOINTS
                and tokens[other].capital
                and tokens[other].lower in COMPOUND_DIRECTIONS
                and reading.sentence_of[other] == reading.sentence_of[index]
                and reading.run_end[other] > other + 1
            ):
                text = reading.document.text
                end = tokens[reading.run_end[other] - 1].end
                yield [(index, index + 1)], "", text[tokens[other + 1].start : end]


def _divisions(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Names with the noun of a division written small behind them, and that noun as in names."""
    tokens = reading.tokens
    for index, token in enumerate(tokens[1:], 1):
        if token.text in DIVISION_NOUNS and tokens[index - 1].capital:
            start = reading.run_start[index - 1]
            if reading.sentence_of[start] == reading.sentence_of[index]:
                yield (start, index), token.text.title()


def _is_known_division(proposal: Proposal, gazetteer: Gazetteer) -> bool:
    """Does the gazetteer have the divisions without their noun too: "Kursk region"?"""
    known = {item.entry.id for item in gazetteer.named(proposal.text)}
    return all(item.entry.id in known for item in proposal.named)


def _names_before(reading: Reading, index: int) -> list[Span]:
    """The names of "A, B and C" that end right before a token, first one first."""
    tokens, names = reading.tokens, list[Span]()
    end = index
    while end > 0 and tokens[end - 1].capital and len(names) < _MOST_ITEMS:
        start = reading.run_start[end - 1]
        if reading.sentence_of[start] != reading.sentence_of[index]:
            break
        names.append((start, end))
        joint = start
        while joint > 0 and tokens[joint - 1].lower in _JOINTS:
            joint -= 1
        joints = {token.lower for token in tokens[joint:start]}
        # The last joint is a word: "Tver, Moscow regions" is no list.
        if not joints or (len(names) == 1 and not joints & _LAST_JOINTS):
            break
        end = joint
    return names[::-1]


def _names_after(reading: Reading, index: int) -> list[Span]:
    """The names of "A, B and C" that begin at a token."""
    tokens, names = reading.tokens, list[Span]()
    start, ended = index, False
    while start < len(tokens) and tokens[start].capital and not ended:
        if reading.sentence_of[start] != reading.sentence_of[index] or len(names) == _MOST_ITEMS:
            break
        end = reading.run_end[start]
        names.append((start, end))
        joint = end
        while joint < len(tokens) and tokens[joint].lower in _JOINTS:
            ended |= tokens[joint].lower in _LAST_JOINTS
            joint += 1
        if joint == end:
            return names
        start = joint
        if ended and start < len(tokens) and tokens[start].capital:
            names.append((start, reading.run_end[start]))
    return names if ended else []


def _proposal(
    reading: Reading, span: Span, before: str, after: str, gazetteer: Gazetteer
) -> Proposal | None:
    tokens = reading.tokens
    start, end = trimmed(reading.document.text, tokens[span[0]].start, tokens[span[1] - 1].end)
    if start >= end:
        return None
    text = reading.document.text[start:end]
    whole = " ".join(part for part in (before, text, after) if part)
    named = tuple(item for item in gazetteer.named(whole) if item.match in _TRUSTED)
    if not named:
        return None
    return Proposal(
        start=start,
        end=end,
        first=reading.index_at(start),
        after=reading.index_at(end - 1) + 1,
        text=text,
        named=named,
        facts=facts_of(named),
    )
