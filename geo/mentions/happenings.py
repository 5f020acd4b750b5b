"""What happens to land: "Perm was hit by drones", "Siversk was quiet".

Corpora of peaceful years hold hardly any of it, so that no model learns it from them.
"""

from __future__ import annotations

from geo.languages.english_happenings import BEINGS, BY, EVENTS, LANDED, NIGHTLY, SUFFERED, WITHOUT
from geo.mentions.tokens import Reading

_WINDOW = 8  # words
_MOST_ADVERBS = 2
_ADVERBS = frozenset(
    {"again", "also", "not", "still", "twice", "once", "then", "now", "been", "all"}
)


def happens_to(reading: Reading, after: int) -> bool:
    """Whether something that only happens to land is said of the name that ends at a token."""
    tokens = reading.tokens
    sentence = reading.sentence_of[after - 1]
    words = [
        token.lower
        for index, token in enumerate(tokens[after : after + _WINDOW], after)
        if reading.sentence_of[index] == sentence
    ]
    if words[:2] == ["came", "under"]:
        return bool(EVENTS.intersection(words[2:5]))
    if not words or words[0] not in BEINGS:
        return False
    rest = words[1:]
    for _ in range(_MOST_ADVERBS):
        if rest and (rest[0] in _ADVERBS or rest[0].endswith("ly")):
            rest = rest[1:]
    if not rest:
        return False
    if rest[0] in LANDED:
        return True
    if rest[0] in SUFFERED:
        by = rest[1:2] == ["by"] and not BY.isdisjoint(rest[2:5])
        # "Was hit for the first time", "was struck again overnight".
        return by or rest[1:3] == ["for", "the"] or not NIGHTLY.isdisjoint(rest[1:4])
    return rest[0] in {"without", "under"} and bool(WITHOUT.intersection(rest[1:3]))
