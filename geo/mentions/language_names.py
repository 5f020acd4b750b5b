"""Names of languages, breeds and time zones: they look like peoples, and no place is meant.

"She speaks French", "shouted in Turkish, and", but "in French cities". Corpora mark some of them,
as what they are; a map of where things happen has none.
"""

from __future__ import annotations

from geo.languages.english_tongues import (
    AFTER_LANGUAGE,
    LANGUAGE_LEADS,
    LANGUAGE_VERBS,
    LANGUAGES,
    PLAIN_LANGUAGE_VERBS,
    TIME_NOUNS,
    WHAT_IS_NAMED_SO,
)
from geo.mentions.proposals import Proposal
from geo.mentions.tokens import Reading

_MOST_STEPS = 8
_MOST_LEADS = 3
_ENDS = frozenset('.;:!?)"”’…—–-')
_JOINTS = frozenset({",", "and", "or", "&", "/"})


def is_no_people(reading: Reading, proposal: Proposal) -> bool:
    """Is what looks like a people a language, a breed or a time zone?"""
    tokens, after = reading.tokens, proposal.after
    if after < len(tokens):
        behind = tokens[after]
        if behind.lower in WHAT_IS_NAMED_SO and proposal.facts.demonym:
            return True
        if behind.capital and behind.lower in TIME_NOUNS and _is_time(reading, after):
            return True
    if proposal.first and _is_denied(reading, proposal.first):
        return True
    return proposal.after == proposal.first + 1 and _is_language(reading, proposal.first)


def _is_time(reading: Reading, index: int) -> bool:
    tokens = reading.tokens
    last = index
    while last + 1 < len(tokens) and tokens[last].lower != "time" and tokens[last + 1].capital:
        last += 1
    return tokens[last].lower == "time" and reading.run_end[index] == last + 1


def _is_denied(reading: Reading, index: int) -> bool:
    """ "Un-American"."""
    tokens = reading.tokens
    return (
        index > 1
        and tokens[index - 1].text == "-"
        and tokens[index - 2].lower == "un"
        and tokens[index - 2].end == tokens[index - 1].start
    )


def _is_language(reading: Reading, index: int) -> bool:
    tokens = reading.tokens
    if tokens[index].lower not in LANGUAGES:
        return False
    return _is_spoken(reading, index) and _ends_there(reading, index)


def _is_spoken(reading: Reading, index: int) -> bool:
    """Does what comes before say that it is spoken, or that something is said in it?"""
    tokens, sentence = reading.tokens, reading.sentence_of[index]
    at = index - 1
    # "Speaks German, French and Turkish": what is listed before it is spoken too.
    while at > 0 and (tokens[at].lower in LANGUAGES or tokens[at].lower in _JOINTS):
        at -= 1
    within = False
    for _ in range(_MOST_LEADS):
        if at < 0 or tokens[at].lower not in LANGUAGE_LEADS:
            break
        within |= tokens[at].lower in {"in", "into", "from"}
        at -= 1
    if at < 0 or reading.sentence_of[at] != sentence:
        return False
    if within:
        # "In Turkish" may stand far from the verb.
        low = max(0, at - _MOST_STEPS)
        return any(
            tokens[i].lower in LANGUAGE_VERBS and reading.sentence_of[i] == sentence
            for i in range(low, at + 1)
        )
    before = tokens[at].lower
    return before in PLAIN_LANGUAGE_VERBS or (
        before in LANGUAGE_VERBS and before not in {"say", "says", "said"}
    )


def _ends_there(reading: Reading, index: int) -> bool:
    """Does the name, or the list that it stands in, end there? A noun behind makes it a people."""
    tokens, sentence = reading.tokens, reading.sentence_of[index]
    at = index + 1
    for _ in range(_MOST_STEPS):
        if at >= len(tokens) or reading.sentence_of[at] != sentence:
            return True
        word = tokens[at].lower
        if word in _JOINTS:
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if following is not None and following.lower in LANGUAGES:
                at += 2
                continue
            further = tokens[at + 2] if at + 2 < len(tokens) else None
            if word == "," and further is not None and further.lower in LANGUAGES:
                at += 3  # "Dutch, and German"
                continue
            # "In Turkish, and also", but not "in Turkish and foreign media".
            return word == "," or following is None or following.lower in AFTER_LANGUAGE
        return word in _ENDS or word in AFTER_LANGUAGE
    return False
