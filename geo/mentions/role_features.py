"""What a sentence does with a name, as figures: its governor, its verb, its noun."""

from __future__ import annotations

from dataclasses import dataclass

from geo.languages.english_names import DIRECTIONS, ORGANISATION_NOUNS, PLACE_NOUNS_AFTER, TITLES
from geo.languages.english_roles import (
    ACTOR_VERBS,
    ADDRESS_VERBS,
    ADDRESSED_BY,
    AUXILIARIES,
    CLAUSE_OPENERS,
    FAR_FROM,
    GOVERNMENT_NOUNS,
    MOVEMENT_VERBS,
    PLACE_HEADS,
    PLACE_OF,
    STRONG_LOCATIVES,
    WEAK_LOCATIVES,
)
from geo.mentions.facts import NameFacts
from geo.mentions.tokens import Reading, Token
from geo.model import BlockKind, Kind

_NOTHING = Token(start=0, end=0, text="", lower="", capital=False, word=False, opens=False)
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_JOINTS = frozenset({"and", ",", "or", "&", "/"})
_ARTICLES = frozenset({"the", "a", "an", "all", "both", "its", "their", "his", "her", "our"})
_MOST_SKIPPED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One mention as token indices, half-open, with what the gazetteer knows about its name."""

    first: int
    after: int
    facts: NameFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The sentence around a mention. Lists such as "France and Germany" count as one."""

    governor: Token  # what stands before, without articles, directions and adjectives of place
    before_governor: Token
    following: Token
    after_following: Token
    verb: Token  # first word after auxiliaries and adverbs
    noun: Token  # the noun that the mention modifies or possesses, if any
    possessive: bool
    opens: bool  # begins its sentence or clause
    joined: bool


def frame(reading: Reading, stretch: Stretch, places: frozenset[int]) -> Frame:
    """Read the sentence around a mention. `places` holds the tokens of all mentions."""
    tokens, sentence_of = reading.tokens, reading.sentence_of
    sentence = sentence_of[stretch.first]

    def at(index: int) -> Token:
        inside = 0 <= index < len(tokens) and sentence_of[index] == sentence
        return tokens[index] if inside else _NOTHING

    left, right = stretch.first - 1, stretch.after
    possessive = at(right).text in _POSSESSIVES
    joined = False
    if not possessive:
        while at(right).text in _JOINTS:
            step = right + 1
            while at(step).lower in _JOINTS | _ARTICLES:
                step += 1
            if step not in places:
                break
            while step in places:
                step += 1
            right, joined = step, True
    # "in Canada, U.S. Secretary": after a mere comma, what modifies a noun is no part of a list.
    listed = not at(right).word or at(right).lower in AUXILIARIES | ACTOR_VERBS
    while at(left).lower in _JOINTS and (listed or at(left).text != ","):
        step = left - 1
        while at(step).lower in _JOINTS | _ARTICLES:
            step -= 1
        if step not in places:
            break
        while step in places:
            step -= 1
        left, joined = step, True
    while at(left).lower in _ARTICLES or at(left).lower in DIRECTIONS:
        left -= 1
    following = at(right)
    verb_index = right
    if following.text == "," and at(right + 1).lower in {"which", "who"}:
        verb_index = right + 2
    skipped = 0
    while (
        at(verb_index).lower in AUXILIARIES or at(verb_index).lower.endswith("ly")
    ) and skipped < _MOST_SKIPPED:
        verb_index += 1
        skipped += 1
    noun_index = right + 1 if at(right).text in _POSSESSIVES else right
    governor = at(left)
    return Frame(
        governor=governor,
        before_governor=at(left - 1),
        following=following,
        after_following=at(right + 1),
        verb=at(verb_index),
        noun=at(noun_index) if at(noun_index).word else _NOTHING,
        possessive=at(right).text in _POSSESSIVES,
        opens=not governor.word or governor.lower in CLAUSE_OPENERS,
        joined=joined,
    )


def role_words(reading: Reading, stretch: Stretch, seen: Frame) -> list[str]:
    """Words of the frame, to be hashed for a linear model."""
    tokens, sentence_of = reading.tokens, reading.sentence_of
    sentence = sentence_of[stretch.first]

    def at(index: int) -> str:
        inside = 0 <= index < len(tokens) and sentence_of[index] == sentence
        return tokens[index].lower if inside else ""

    first, after = stretch.first, stretch.after
    governor, following = seen.governor.lower, seen.following.lower
    size = _size(stretch.facts)
    words = [
        f"g={governor}",
        f"gg={seen.before_governor.lower} {governor}",
        f"f={following}",
        f"ff={following} {seen.after_following.lower}",
        f"v={seen.verb.lower}",
        f"ov={seen.opens} {seen.verb.lower}",
        f"n={seen.possessive} {seen.noun.lower}",
        f"gf={governor} {following}",
        f"gk={governor} {size}",
        f"fk={following} {size}",
        f"b1={at(first - 1)}",
        f"b21={at(first - 2)} {at(first - 1)}",
        f"a1={at(after)}",
        f"a12={at(after)} {at(after + 1)}",
        f"suffix={seen.verb.lower[-2:]} {seen.opens}",
    ]
    words += [f"wb={at(index)}" for index in range(first - 5, first)]
    words += [f"wa={at(index)}" for index in range(after, after + 5)]
    return words


def role_figures(reading: Reading, stretch: Stretch, seen: Frame) -> list[float]:
    """The figures of one mention, in a fixed order."""
    tokens = reading.tokens
    governor, before = seen.governor.lower, seen.before_governor.lower
    verb, noun, following = seen.verb.lower, seen.noun.lower, seen.following.lower
    run_end = reading.run_end[stretch.after - 1]
    run_start = reading.run_start[stretch.first]
    behind = tokens[stretch.after : run_end]
    # A noun may stand a word further: "foreign policy chief", "Secretary of State".
    nearby = [noun, seen.after_following.lower]
    sentence = reading.sentence_of[stretch.first]
    last_words = [
        tokens[index].lower
        for index in range(max(0, stretch.first - 6), stretch.first)
        if reading.sentence_of[index] == sentence
    ]
    return [
        float(governor in STRONG_LOCATIVES),
        float(governor in WEAK_LOCATIVES),
        float(governor == "of"),
        float(governor == "of" and before in PLACE_OF),
        float(governor == "of" and before in GOVERNMENT_NOUNS),
        float(governor in ADDRESSED_BY),
        float(governor in {"against", "between", "among"}),
        float(governor in {"for", "with"}),
        float(governor == "by"),
        float(governor in ADDRESS_VERBS),
        float(governor in MOVEMENT_VERBS),
        float(governor in ACTOR_VERBS),
        float(governor.endswith("ing")),
        float(governor in FAR_FROM),
        float(governor in TITLES),
        float(not governor),
        float(not seen.governor.word),
        float(seen.governor.capital),
        float(governor in CLAUSE_OPENERS),
        float(seen.opens and verb in ACTOR_VERBS),
        float(verb in ACTOR_VERBS),
        float(verb != following and bool(verb)),
        float(following in AUXILIARIES),
        float(verb.endswith("ed")),
        float(verb.endswith("s")),
        float(verb.endswith("ing")),
        float(seen.opens),
        float(seen.joined),
        float(seen.possessive),
        float(seen.possessive and noun in GOVERNMENT_NOUNS),
        float(seen.possessive and noun in PLACE_HEADS),
        float(any(word in GOVERNMENT_NOUNS for word in nearby)),
        float(noun in GOVERNMENT_NOUNS),
        float(noun in PLACE_HEADS),
        float(noun in TITLES),
        float(noun in PLACE_NOUNS_AFTER),
        float(noun in ORGANISATION_NOUNS),
        float(any(token.lower in ORGANISATION_NOUNS for token in behind)),
        float(any(token.lower in TITLES for token in behind)),
        float(len(behind)),
        float(stretch.first - run_start),
        float(following == "-"),
        float(following == "," or following == "("),
        float(following in {".", ";", ""}),
        float(following == "where" or seen.after_following.lower == "where"),
        float(following == "to"),
        float(seen.following.word and not seen.following.capital),
        float(any(word in STRONG_LOCATIVES | WEAK_LOCATIVES for word in last_words[-3:])),
        float(any(word in MOVEMENT_VERBS for word in last_words)),
        float(any(word in ADDRESS_VERBS for word in last_words)),
        float(reading.block_of[stretch.first] is BlockKind.PARAGRAPH),
        round(reading.capital_share[sentence], 1),
        float(stretch.first == 0),
        *_name(stretch.facts),
    ]


def _name(facts: NameFacts) -> list[float]:
    return [
        facts.log_population,
        facts.log_population_trusted,
        float(facts.best_kind),
        float(facts.abbreviation),
        float(facts.capital),
        *map(float, facts.kinds),
    ]


def _size(facts: NameFacts) -> str:
    if facts.kinds[tuple(Kind).index(Kind.COUNTRY)]:
        return "country"
    if facts.kinds[tuple(Kind).index(Kind.GROUP)]:
        return "group"
    if facts.capital:
        return "capital"
    return f"{facts.best_kind}{facts.log_population_trusted > 13}"
