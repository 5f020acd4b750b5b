"""Finds every gazetteer name in a text that starts and ends at word boundaries."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from geo.gazetteer.folding import fold_with_offsets

_LONGEST = 80

# Words start after anything that is no letter or digit; in these scripts they start anywhere.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD_START = re.compile(rf"(?<![^\W_])[^\W_]|[{_UNSPACED}]")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_EXACT_START = re.compile(r"(?<![^\W_])[A-Z]")
_PART = re.compile(r"[^\s\-‐‑–]+")
_MARKS = '.,;:!?"”’)'
_AFTER_COMMA = re.compile(r"[^\W_],\s$")


class Hit(NamedTuple):
    """A gazetteer name in a text: `[start, end)` in code points, and the key of its entries."""

    start: int
    end: int
    key: int


Skip: TypeAlias = Callable[[str], bool]
"""Says of a word of letters alone whether no name may begin with it."""


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
    for first, after in [(0, len(line))] if skip is None else _kept(text, origins, skip):
        for match in _WORD_START.finditer(line, first, after):
            at = match.start()
            for name in prefixes(line[at : at + _LONGEST]):
                end = at + len(name)
                if _ends_word(line, end):
                    yield Hit(origins[at], origins[end - 1] + 1, key_id(name))


def _kept(text: str, origins: Sequence[int], skip: Skip) -> Iterator[tuple[int, int]]:
    """Stretches of the folded text that begin with a word that is not skipped."""
    for match in _PART.finditer(text):
        # Marks behind a word do not matter; what else is mixed with it is looked at.
        word = match.group().rstrip(_MARKS)
        if not (word.isalpha() and skip(word)):
            yield bisect_left(origins, match.start()), bisect_left(origins, match.end())


def exact_hits(text: str, trie: Trie, first_key: int) -> Iterator[Hit]:
    """Abbreviations and acronyms in their very spelling."""
    for match in _EXACT_START.finditer(text):
        at = match.start()
        for name in trie.prefixes(text[at : at + _LONGEST]):
            end = at + len(name)
            if _ends_word(text, end):
                yield Hit(at, end, first_key + trie.key_id(name))


def is_after_comma(text: str, start: int) -> bool:
    """Whether a word, a comma and a space come right before: "Salem, OR"."""
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
