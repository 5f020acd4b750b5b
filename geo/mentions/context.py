"""The words around a stretch of text, hashed for a linear model."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple
from zlib import crc32

from geo.mentions.proposals import Proposal
from geo.mentions.tokens import BOUNDARY, Reading, Token, is_date
from geo.remembering import Remembered

BUCKETS = 1 << 16
_WINDOW = 6


class Window(NamedTuple):
    """The tokens around a stretch within its sentence, nearest first; `NOTHING` outside of it."""

    before: tuple[Token, ...]
    behind: tuple[Token, ...]


def window(reading: Reading, proposal: Proposal) -> Window:
    """The six tokens on either side."""
    tokens, sentence_of = reading.tokens, reading.sentence_of
    first, after = proposal.first, proposal.after
    sentence = sentence_of[first]
    low = bisect_left(sentence_of, sentence, max(0, first - _WINDOW), first)
    high = bisect_right(sentence_of, sentence, after, min(len(tokens), after + _WINDOW))
    before, behind = tokens[low:first][::-1], tokens[after:high]
    if low < first and is_date(tokens, first - 1):
        # "On Monday Leeds" reads as "On Monday, Leeds" does.
        before = (_PAUSE, *before[: _WINDOW - 1])
    return Window(before + _PADDING[len(before) :], behind + _PADDING[len(behind) :])


def context_words(reading: Reading, proposal: Proposal, around: Window) -> list[int]:
    """Buckets of the words at their place around the stretch; never of the stretch's own words.

    A classifier that saw the name itself would learn names by heart instead of their use.
    """
    tokens, sentence_of = reading.tokens, reading.sentence_of
    first, after = proposal.first, proposal.after
    sentence = sentence_of[first]
    before, behind = around.before, around.behind

    def at(index: int) -> str:
        if 0 <= index < len(tokens) and sentence_of[index] == sentence:
            return tokens[index].lower
        return BOUNDARY

    b1, b2, b3 = before[0].lower, before[1].lower, before[2].lower
    a1, a2, a3 = behind[0].lower, behind[1].lower, behind[2].lower
    shape = _shape(before[0])
    run_end, run_start = reading.run_end[after - 1], reading.run_start[first]
    return [
        _AT_B1[b1],
        _AT_B2[b2],
        _bucket(f"b21={b2} {b1}"),
        _bucket(f"b321={b3} {b2} {b1}"),
        _AT_A1[a1],
        _AT_A2[a2],
        _bucket(f"a12={a1} {a2}"),
        _bucket(f"a123={a1} {a2} {a3}"),
        _bucket(f"ba={b1} {a1}"),
        _bucket(f"s={_shape(before[1])} {shape} {_shape(behind[0])} {_shape(behind[1])}"),
        _bucket(f"sb={shape} {b1 if len(b1) < 4 else ''}"),
        _AT_HEAD[at(run_end - 1) if run_end > after else BOUNDARY],
        _BEHIND_RUN[at(run_end)],
        _BEFORE_RUN[at(run_start - 1)],
        *[_NEAR[token.lower] for token in before[::-1] + behind],
    ]


NOTHING = Token(start=0, end=0, text="", lower=BOUNDARY, capital=False, word=False, opens=False)
_PAUSE = Token(start=0, end=0, text=",", lower=",", capital=False, word=False, opens=False)
_PADDING = (NOTHING,) * _WINDOW


def _shape(token: Token) -> str:
    if token is NOTHING:
        return "|"
    if not token.word:
        return token.text
    if token.capital:
        return "XX" if len(token.text) > 1 and token.text.isupper() else "X"
    return "0" if token.text[0].isdigit() else "x"


def buckets(words: list[str]) -> list[int]:
    """Bucket numbers of words, the same on every machine."""
    return [_bucket(word) for word in words]


def _bucket(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % BUCKETS


def _remembered(place: str, *, most: int = 4_000) -> Remembered[int]:
    """Buckets of single words at a place: few enough to be remembered."""
    return Remembered(lambda word: _bucket(f"{place}={word}"), most=most)


_AT_B1, _AT_B2, _AT_A1, _AT_A2 = (_remembered(place) for place in ("b1", "b2", "a1", "a2"))
_AT_HEAD, _BEHIND_RUN, _BEFORE_RUN = (
    _remembered(place) for place in ("head", "after_run", "before_run")
)
_NEAR = _remembered("w", most=12_000)
