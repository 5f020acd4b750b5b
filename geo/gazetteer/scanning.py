"""Finds every gazetteer name in a text that starts and ends at word boundaries."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, Protocol

from geo.gazetteer.folding import Folded, fold_with_offsets
from geo.remembering import Remembered

_LONGEST = 80

# Words start after anything that is no letter or digit; in these scripts they start anywhere.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD_START = re.compile(rf"(?<![^\W_])[^\W_]|[{_UNSPACED}]")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_EXACT_START = re.compile(r"[A-Z](?<![^\W_][A-Z])")
_PART = re.compile(r"([^\s\-‐‑–]+)")
_MARKS = '.,;:!?"”’)'
_AFTER_COMMA = re.compile(r"[^\W_],\s$|(?<![^\W_])[DRI]-$")


class Hit(NamedTuple):
    """A gazetteer name in a text: `[start, end)` in code points, and the key of its entries."""

    start: int
    end: int
    key: int


class Skip(NamedTuple):
    """No name is looked for that begins with a word in small letters, but for some."""

    kept: frozenset[str]  # words that may begin one, unless a word that may not follows


class Trie(Protocol):
    """What is used of `marisa_trie.Trie`."""

    def prefixes(self, text: str, /) -> list[str]: ...
    def key_id(self, key: str, /) -> int: ...
    def __len__(self) -> int: ...


def folded_hits(text: str, trie: Trie, skip: Skip | None = None) -> Iterator[Hit]:
    """Names compared in folded form, in text order, shorter before longer."""
    folded = fold_with_offsets(text)
    line, origins = folded.text, folded.origins
    prefixes, key_id = trie.prefixes, trie.key_id
    starts = (
        (match.start() for match in _WORD_START.finditer(line))
        if skip is None
        else _starts_kept(text, folded, skip)
    )
    for at in starts:
        for name in prefixes(line[at : at + _LONGEST]):
            end = at + len(name)
            if not line[end : end + 1].isalnum() or _ends_word(line, end):
                yield Hit(origins[at], origins[end - 1] + 1, key_id(name))


def _starts_kept(text: str, folded: Folded, skip: Skip) -> Iterator[int]:
    """Where words begin in the folded text, without those that are skipped."""
    origins, kept = folded.origins, skip.kept
    # What stands between the parts and the parts themselves, in turn.
    pieces = _PART.split(text)
    offsets = list(accumulate(map(len, pieces)))
    known = _part_kinds(kept)
    kinds = [known[part] for part in pieces[1::2]]
    kinds.append(_SKIPPED)
    after = 0
    for index in [index for index, kind in enumerate(kinds) if kind != _SKIPPED]:
        start, part = offsets[2 * index], pieces[2 * index + 1]
        if kinds[index + 1] == _SKIPPED and part in kept:
            continue
        first = bisect_left(origins, start, after)
        if kinds[index] == _WORD:
            yield first
        else:
            after = bisect_left(origins, start + len(part), first)
            for match in _WORD_START.finditer(folded.text, first, after):
                yield match.start()


_SKIPPED, _WORD, _MIXED = range(3)


@lru_cache(maxsize=4)
def _part_kinds(kept: frozenset[str]) -> Remembered[int]:
    return Remembered(lambda part: _part_kind(part, kept), most=16_000)


def _part_kind(part: str, kept: frozenset[str]) -> int:
    """Is what stands between spaces skipped, a word that begins with it, or something else?"""
    # Marks behind a word do not matter; what else is mixed with it is looked at.
    word = part.rstrip(_MARKS)
    if word.islower() and word.isalpha() and word not in kept:
        return _SKIPPED
    return _WORD if word.isascii() and word.isalnum() else _MIXED


def exact_hits(text: str, trie: Trie, first_key: int) -> Iterator[Hit]:
    """Abbreviations and acronyms in their very spelling."""
    for match in _EXACT_START.finditer(text):
        at = match.start()
        for name in trie.prefixes(text[at : at + _LONGEST]):
            end = at + len(name)
            if _ends_word(text, end):
                yield Hit(at, end, first_key + trie.key_id(name))


def is_after_comma(text: str, start: int) -> bool:
    """Whether a word and a comma come right before, or a party: "Salem, OR", "D-Calif"."""
    return bool(_AFTER_COMMA.search(text[max(0, start - 3) : start]))


def _ends_word(line: str, end: int) -> bool:
    if end >= len(line):
        return True
    following, last = line[end], line[end - 1]
    return (
        not following.isalnum()
        or not last.isalnum()
        or bool(_IS_UNSPACED.match(following) and _IS_UNSPACED.match(last))
    )
