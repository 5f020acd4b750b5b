"""The words around names, as an encoder reads them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from geo.mentions.tokens import Reading
from geo.mentions.word_pieces import WordPieces, word_pieces
from geo.model import Span

# In pieces. English says before a name what it does there more often than behind it.
_BEFORE = 24
_AFTER = 16
_LONGEST_NAME = 24
LONGEST = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence, or the part of a long one around some names."""

    pieces: tuple[int, ...]  # lines of the vocabulary, at most LONGEST
    names: tuple[tuple[int, int], ...]  # half-open, indices of `pieces`
    numbers: tuple[int, ...]  # which of the names asked about each of them is


def passages(
    text: str, sentences: Sequence[Span], names: Sequence[tuple[int, int]], vocabulary: WordPieces
) -> list[Passage]:
    """Cut passages for names, given as offsets and with the sentence that each begins in.

    Names of one sentence share a passage where they fit into one. A name without pieces, of control
    characters alone, is in none.
    """
    of_sentence: dict[tuple[int, int], list[int]] = {}
    for number, sentence in enumerate(sentences):
        of_sentence.setdefault((sentence.start, sentence.end), []).append(number)
    found = []
    for (start, end), numbers in of_sentence.items():
        pieces: list[int] = []
        offsets: list[tuple[int, int]] = []
        for word in vocabulary.words(text, start, end):
            pieces += word.pieces
            offsets += [(word.start, word.end)] * len(word.pieces)
        ranges = []
        for number in sorted(numbers, key=lambda number: names[number]):
            first, after = _range(offsets, *names[number])
            if first < after:
                ranges.append((number, first, after))
        found += _grouped(pieces, ranges, vocabulary)
    return found


def passages_in(reading: Reading, names: Sequence[tuple[int, int]]) -> list[Passage]:
    """Cut passages for names of a document, given as offsets: each begins with a word."""
    return passages(
        reading.document.text,
        [reading.sentences[reading.sentence_of[reading.index_at(start)]] for start, _ in names],
        names,
        word_pieces(),
    )


def _range(offsets: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The pieces that share a character with a name."""
    first = bisect_right(offsets, start, key=itemgetter(1))
    after = first
    while after < len(offsets) and offsets[after][0] < end and after - first < _LONGEST_NAME:
        after += 1
    return first, after


def _grouped(
    pieces: Sequence[int], ranges: Sequence[tuple[int, int, int]], vocabulary: WordPieces
) -> list[Passage]:
    groups: list[tuple[int, int, list[tuple[int, int, int]]]] = []
    for number, first, after in ranges:
        low, high = max(0, first - _BEFORE), min(len(pieces), after + _AFTER)
        if groups and high - groups[-1][0] <= LONGEST - 2:
            low, _, members = groups.pop()
        else:
            members = []
        groups.append((low, high, [*members, (number, first, after)]))
    return [
        Passage(
            pieces=(vocabulary.begin, *pieces[low:high], vocabulary.end),
            names=tuple((first - low + 1, after - low + 1) for _, first, after in members),
            numbers=tuple(number for number, _, _ in members),
        )
        for low, high, members in groups
    ]
