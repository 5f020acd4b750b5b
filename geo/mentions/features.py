"""Figures on a stretch of text: its names in the gazetteer, its writing, its surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.languages.english_names import (
    CALENDAR,
    DIRECTIONS,
    FACILITY_NOUNS,
    LOCATIVE_PREPOSITIONS,
    ORGANISATION_NOUNS,
    OTHER_PREPOSITIONS,
    PERSON_WORDS,
    PLACE_NOUNS_AFTER,
    PLACE_NOUNS_BEFORE,
    PLACE_WORDS,
    SPEECH_VERBS,
    STREET_NOUNS,
    TITLES,
)
from geo.languages.english_namesakes import (
    BRANDS,
    EVENT_NOUNS,
    NAMED_AFTER,
    NEWSPAPER_NOUNS,
    PERSON_VERBS,
    SAINTS,
    TEAM_NOUNS,
    TEAM_WORDS_BEFORE,
)
from geo.languages.lexicons import Lexicon
from geo.mentions.context import NOTHING, Window
from geo.mentions.facts import NameFacts
from geo.mentions.proposals import Proposal
from geo.mentions.tokens import Reading
from geo.model import BlockKind, Kind

_COUNTRY, _REGION = tuple(Kind).index(Kind.COUNTRY), tuple(Kind).index(Kind.REGION)
_RARE = 6  # class of words that the word list lacks
_UNKNOWN_NAME = 4
# The figures of a stretch by family, in their order, and how many there are of each.
FAMILIES = {
    "gazetteer": 11 + len(Kind),
    "writing": 22,
    "neighbours": 42,
    "run": 18,
    "document": 8,
    "namesakes": 12,
}
_SPEAKERS = SPEECH_VERBS | PERSON_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Counts over the whole document that many stretches share."""

    surfaces: Counter[str]
    after_locative: Counter[str]
    beside_person: Counter[str]
    qualifies: frozenset[int]  # first tokens of stretches that are countries, regions, states
    longest_at: dict[int, int]  # of each token: words in the longest gazetteer name over it


def survey(reading: Reading, proposals: Sequence[Proposal], lexicon: Lexicon) -> Surroundings:
    """Look over all stretches of a document once."""
    surfaces: Counter[str] = Counter()
    after_locative: Counter[str] = Counter()
    beside_person: Counter[str] = Counter()
    qualifies: set[int] = set()
    longest: dict[int, int] = {}
    tokens = reading.tokens
    for proposal in proposals:
        surfaces[proposal.text] += 1
        before = tokens[proposal.first - 1] if proposal.first else NOTHING
        if before.lower == "the" and proposal.first > 1:
            before = tokens[proposal.first - 2]
        if before.lower in LOCATIVE_PREPOSITIONS and before.lower != "on":
            after_locative[proposal.text] += 1
        following = tokens[proposal.after] if proposal.after < len(tokens) else NOTHING
        if (
            (before.capital and before.lower in lexicon.given_names)
            or before.lower in TITLES
            or following.lower in SPEECH_VERBS
            or reading.in_person[proposal.first]
        ):
            beside_person[proposal.text] += 1
        kinds = proposal.facts.kinds
        if kinds[_COUNTRY] or kinds[_REGION]:
            qualifies.add(proposal.first)
        if proposal.facts.entries:
            for index in range(proposal.first, proposal.after):
                length = proposal.after - proposal.first
                longest[index] = max(longest.get(index, 0), length)
    return Surroundings(
        surfaces=surfaces,
        after_locative=after_locative,
        beside_person=beside_person,
        qualifies=frozenset(qualifies),
        longest_at=longest,
    )


def features(
    reading: Reading,
    proposal: Proposal,
    around: Surroundings,
    beside: Window,
    lexicon: Lexicon,
) -> list[float]:
    """The figures of one stretch, in a fixed order; see `FAMILIES`."""
    return [
        *_gazetteer(proposal.facts),
        *_writing(reading, proposal, lexicon),
        *_neighbours(proposal, around, beside, lexicon),
        *_run(reading, proposal, around, lexicon),
        *_document(reading, proposal, around),
        *_namesakes(reading, proposal, around),
    ]


@lru_cache(maxsize=4_000)
def _gazetteer(facts: NameFacts) -> Sequence[float]:
    return (
        float(min(facts.entries, 20)),
        facts.log_population,
        facts.log_population_trusted,
        facts.log_population_us,
        float(facts.best_match),
        float(facts.best_kind),
        float(facts.demonym),
        float(facts.abbreviation),
        float(facts.capital),
        float(facts.curated),
        facts.prominence,
        *map(float, facts.kinds),
    )


def _writing(reading: Reading, proposal: Proposal, lexicon: Lexicon) -> list[float]:
    tokens = [token for token in reading.tokens[proposal.first : proposal.after] if token.word]
    words = tuple([token.lower for token in tokens])
    lengths, kinds = _spelling(proposal.text, words, lexicon)
    return [
        *lengths,
        float(not reading.lower_words.isdisjoint(words)),
        *kinds[:3],
        float(bool(tokens) and tokens[0].opens),
        *kinds[3:],
    ]


@lru_cache(maxsize=4_000)
def _spelling(
    text: str, words: tuple[str, ...], lexicon: Lexicon
) -> tuple[Sequence[float], Sequence[float]]:
    """What the stretch's own letters say, and its words."""
    classes = [lexicon.words.get(word, _RARE) for word in words] or [_RARE]
    first, last = (words[0], words[-1]) if words else ("", "")
    return (
        float(len(words)),
        float(min(len(text), 30)),
        float(text.isupper()),
        float("." in text),
        float("-" in text),
        float(any(character.isdigit() for character in text)),
        float(min(classes)),
        float(max(classes)),
    ), (
        float(lexicon.given_names.get(first, _UNKNOWN_NAME)),
        float(lexicon.given_names.get(last, _UNKNOWN_NAME)),
        float(lexicon.surnames.get(last, _UNKNOWN_NAME)),
        float(first in DIRECTIONS),
        float(last in PLACE_NOUNS_AFTER),
        float(first in PLACE_NOUNS_BEFORE),
        float(last in ORGANISATION_NOUNS),
        float(last in STREET_NOUNS),
        float(last in FACILITY_NOUNS),
        float(first in FACILITY_NOUNS),
        float(not CALENDAR.isdisjoint(words)),
        float(first in TITLES),
    )


def _neighbours(
    proposal: Proposal, around: Surroundings, beside: Window, lexicon: Lexicon
) -> list[float]:
    first, after = proposal.first, proposal.after
    b1, b2, b3 = beside.before[:3]
    a1, a2, a3 = beside.behind[:3]
    governor = b2 if b1.lower == "the" else b1
    if governor.lower in DIRECTIONS:
        governor = b3 if b1.lower == "the" else b2
    possessive = a1.lower in {"'s", "’s", "'", "’"}
    noun = a2 if possessive else a1
    return [
        float(governor.lower in {"in", "near", "outside", "across", "throughout", "inside"}),
        float(governor.lower in {"at", "from", "to", "into", "toward", "towards"}),
        float(governor.lower in LOCATIVE_PREPOSITIONS),
        float(governor.lower == "of"),
        float(governor.lower in OTHER_PREPOSITIONS),
        float(governor.lower in {"and", "or"}),
        float(b1.lower == "the"),
        float(b1.lower in {"a", "an"}),
        float(b1.text == ","),
        float(b1.text in {"(", "[", "/", "–", "—"}),
        float(b1.text == "-"),
        float(b1.lower in TITLES or (b1.text == "." and b2.lower in TITLES)),
        float(b1.lower in PLACE_WORDS or (b1.lower == "of" and b2.lower in PLACE_WORDS)),
        float(b1.lower in DIRECTIONS),
        float(b1.lower in lexicon.given_names and b1.capital),
        float(b1.lower in PERSON_WORDS),
        float(b1.text.isdigit()),
        float(a1.text == ","),
        float(a1.text in {".", ")", ";", ":"} or not a1.text),
        float(a1.text == "-"),
        float(a1.text == "("),
        float(possessive),
        float(a1.lower in {"and", "or"}),
        float(a1.lower in SPEECH_VERBS),
        float(a1.text == "," and a2.lower in _SPEAKERS),
        float(a1.text == "," and a2.text.isdigit()),
        float(noun.lower in ORGANISATION_NOUNS),
        float(noun.lower in PLACE_NOUNS_AFTER),
        float(noun.lower in STREET_NOUNS),
        float(noun.lower in TITLES),
        float(noun.lower in PERSON_WORDS),
        float(a1.capital),
        float(a1.capital and lexicon.surnames.get(a1.lower, _UNKNOWN_NAME) < _UNKNOWN_NAME),
        float(a1.word and not a1.capital and lexicon.words.get(a1.lower, _RARE)),
        # "Springfield, Ill.", "Paris (Texas)"; and the state itself after its town.
        float(a1.text in {",", "("} and after + 1 in around.qualifies),
        float(b1.text in {",", "("} and b2.capital and first in around.qualifies),
        float(b1.text in {",", "("} and first - 2 in around.longest_at),
        float(a1.text in {",", "and", "&"} and after + 1 in around.longest_at and a2.capital),
        float(b1.text in {",", "and", "&"} and first - 2 in around.longest_at and b2.capital),
        float(a1.text in {"(", "—", "–", "-"} and (a2.text.isupper() or a2.lower == "reuters")),
        float(a1.lower in {"-based", "based"} or (a1.text == "-" and a2.lower == "based")),
        float(a3.lower in SPEECH_VERBS),
    ]


def _run(
    reading: Reading, proposal: Proposal, around: Surroundings, lexicon: Lexicon
) -> list[float]:
    tokens = reading.tokens
    start, end = reading.run_start[proposal.first], reading.run_end[proposal.after - 1]
    before = [token.lower for token in tokens[start : proposal.first]]
    behind = [token.lower for token in tokens[proposal.after : end]]
    head = behind[-1] if behind else ""
    length = proposal.after - proposal.first
    longest = max([around.longest_at.get(i, 0) for i in range(proposal.first, proposal.after)])
    return [
        float(min(end - start, 12)),
        float(min(len(before), 6)),
        float(min(len(behind), 6)),
        float(not ORGANISATION_NOUNS.isdisjoint(behind)),
        float(head in ORGANISATION_NOUNS),
        float(head in PLACE_NOUNS_AFTER),
        float(head in STREET_NOUNS),
        float(not TITLES.isdisjoint(before)),
        float(bool(before) and any(word in lexicon.given_names for word in before)),
        float(
            bool(behind)
            and any(lexicon.surnames.get(word, _UNKNOWN_NAME) < _UNKNOWN_NAME for word in behind)
        ),
        float(bool(before) and before[-1] in ORGANISATION_NOUNS),
        float(reading.in_person[proposal.first]),
        float(tokens[proposal.after - 1].lower in reading.people),
        float(length == 1 and tokens[proposal.first].lower in reading.given),
        float(min(longest, 6)),
        float(longest > length),
        float(end < len(tokens) and tokens[end].lower == "of" and proposal.after == end),
        float(start > 0 and tokens[start - 1].lower == "of"),
    ]


def _document(reading: Reading, proposal: Proposal, around: Surroundings) -> list[float]:
    count = around.surfaces[proposal.text]
    located = around.after_locative[proposal.text]
    personal = around.beside_person[proposal.text]
    block = reading.block_of[proposal.first]
    return [
        float(min(count, 8)),
        located / count,
        float(min(located, 4)),
        personal / count,
        float(min(personal, 4)),
        round(reading.capital_share[reading.sentence_of[proposal.first]], 1),
        float(block is BlockKind.PARAGRAPH),
        float(proposal.start < 400),
    ]


def _namesakes(reading: Reading, proposal: Proposal, around: Surroundings) -> list[float]:
    """What else bears names of places: teams, newspapers, treaties, makes, saints, people."""
    tokens, first, after = reading.tokens, proposal.first, proposal.after
    start, end = reading.run_start[first], reading.run_end[after - 1]
    before = tokens[first - 1] if first else NOTHING
    further = tokens[first - 2] if first > 1 else NOTHING
    behind = tokens[after] if after < len(tokens) else NOTHING
    run_behind = [token.lower for token in tokens[after:end]]
    single = after - first == 1
    word = tokens[first].lower
    located = around.after_locative[proposal.text] > 0
    following = tokens[end] if end < len(tokens) else NOTHING
    return [
        float(single and word in BRANDS),
        float(not TEAM_NOUNS.isdisjoint(run_behind)),
        float(start < first and before.lower in TEAM_WORDS_BEFORE),
        float(behind.capital and behind.lower in NEWSPAPER_NOUNS),
        float(not EVENT_NOUNS.isdisjoint(run_behind)),
        float(following.lower in EVENT_NOUNS),
        float(following.lower in PERSON_VERBS),
        float(word in SAINTS),
        float(before.lower == "of" and further.capital and further.lower in NAMED_AFTER),
        float(single and word in reading.given and not located),
        float(tokens[after - 1].lower in reading.people and not located),
        float(single and word in DIRECTIONS and behind.capital),
    ]
