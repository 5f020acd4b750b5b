"""The words around a stretch of text, hashed for a linear model."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from geo.mentions.proposals import Proposal
from geo.mentions.tokens import BOUNDARY, Reading, Token

BUCKETS = 1 << 16
_WINDOW = 6


def context_words(reading: Reading, proposal: Proposal) -> list[str]:
    """Words at their place around the stretch; never the stretch's own words.

    A classifier that saw the name itself would learn names by heart instead of their use.
    """
    tokens, sentence_of = reading.tokens, reading.sentence_of
    first, after = proposal.first, proposal.after
    sentence = sentence_of[first]
    before = _around(reading, range(first - 1, first - 1 - _WINDOW, -1), sentence)
    behind = _around(reading, range(after, after + _WINDOW), sentence)

    def at(index: int) -> str:
        if 0 <= index < len(tokens) and sentence_of[index] == sentence:
            return tokens[index].lower
        return BOUNDARY

    b1, b2, b3 = (token.lower for token in before[:3])
    a1, a2, a3 = (token.lower for token in behind[:3])
    shapes = " ".join(_shape(token) for token in (before[1], before[0], behind[0], behind[1]))
    run_end, run_start = reading.run_end[after - 1], reading.run_start[first]
    words = [
        f"b1={b1}",
        f"b2={b2}",
        f"b21={b2} {b1}",
        f"b321={b3} {b2} {b1}",
        f"a1={a1}",
        f"a2={a2}",
        f"a12={a1} {a2}",
        f"a123={a1} {a2} {a3}",
        f"ba={b1} {a1}",
        f"s={shapes}",
        f"sb={_shape(before[0])} {b1 if len(b1) < 4 else ''}",
        f"head={at(run_end - 1) if run_end > after else BOUNDARY}",
        f"after_run={at(run_end)}",
        f"before_run={at(run_start - 1)}",
    ]
    words += [f"w={token.lower}" for token in reversed(before)]
    words += [f"w={token.lower}" for token in behind]
    return words


_OUTSIDE = Token(start=0, end=0, text="", lower=BOUNDARY, capital=False, word=False, opens=False)


def _around(reading: Reading, indices: range, sentence: int) -> list[Token]:
    """The tokens at these places, nothing for those outside of the sentence."""
    tokens, sentence_of = reading.tokens, reading.sentence_of
    size = len(tokens)
    return [
        tokens[index] if 0 <= index < size and sentence_of[index] == sentence else _OUTSIDE
        for index in indices
    ]


def _shape(token: Token) -> str:
    if token is _OUTSIDE:
        return "|"
    if not token.word:
        return token.text
    if token.capital:
        return "XX" if len(token.text) > 1 and token.text.isupper() else "X"
    return "0" if token.text[0].isdigit() else "x"


def buckets(words: list[str]) -> list[int]:
    """Bucket numbers of words, the same on every machine."""
    return [_bucket(word) for word in words]


@lru_cache(maxsize=50_000)
def _bucket(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % BUCKETS
