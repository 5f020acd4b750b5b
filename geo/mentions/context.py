"""The words around a stretch of text, hashed for a linear model."""

from __future__ import annotations

from zlib import crc32

from geo.mentions.proposals import Proposal
from geo.mentions.tokens import BOUNDARY, Reading

BUCKETS = 1 << 16
_WINDOW = 6


def context_words(reading: Reading, proposal: Proposal) -> list[str]:
    """Words at their place around the stretch; never the stretch's own words.

    A classifier that saw the name itself would learn names by heart instead of their use.
    """
    tokens, sentence_of = reading.tokens, reading.sentence_of
    sentence = sentence_of[proposal.first]

    def at(index: int) -> str:
        if 0 <= index < len(tokens) and sentence_of[index] == sentence:
            return tokens[index].lower
        return BOUNDARY

    def shape(index: int) -> str:
        if not (0 <= index < len(tokens) and sentence_of[index] == sentence):
            return "|"
        token = tokens[index]
        if not token.word:
            return token.text
        if token.capital:
            return "XX" if len(token.text) > 1 and token.text.isupper() else "X"
        return "0" if token.text[0].isdigit() else "x"

    first, after = proposal.first, proposal.after
    b1, b2, b3 = at(first - 1), at(first - 2), at(first - 3)
    a1, a2, a3 = at(after), at(after + 1), at(after + 2)
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
        f"s={shape(first - 2)} {shape(first - 1)} {shape(after)} {shape(after + 1)}",
        f"sb={shape(first - 1)} {b1 if len(b1) < 4 else ''}",
        f"head={at(run_end - 1) if run_end > after else BOUNDARY}",
        f"after_run={at(run_end)}",
        f"before_run={at(run_start - 1)}",
    ]
    words += [f"w={at(index)}" for index in range(first - _WINDOW, first)]
    words += [f"w={at(index)}" for index in range(after, after + _WINDOW)]
    return words


def buckets(words: list[str]) -> list[int]:
    """Bucket numbers of words, the same on every machine."""
    return [crc32(word.encode("utf-8", "surrogatepass")) % BUCKETS for word in words]
