"""Finds every gazetteer name in a text that starts and ends at word boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from geo.gazetteer.folding import fold_with_offsets

_LONGEST = 80

# Words start after anything that is no letter or digit; in these scripts they start anywhere.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD_START = re.compile(rf"(?<![^\W_])[^\W_]|[{_UNSPACED}]")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_EXACT_START = re.compile(r"(?<![^\W_])[A-Z]")
_AFTER_COMMA = re.compile(r"[^\W_],\s$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A gazetteer name in a text: `[start, end)` in code points, and the key of its entries."""

    start: int
    end: int
    key: int


class Trie(Protocol):
    """What is used of `marisa_trie.Trie`."""

    def prefixes(self, text: str, /) -> list[str]: ...
    def key_id(self, key: str, /) -> int: ...
    def __len__(self) -> int: ...


def folded_hits(text: str, trie: Trie) -> Iterator[Hit]:
    """Names compared in folded form, in text order, shorter before longer."""
    folded = fold_with_offsets(text)
    line, origins = folded.text, folded.origins
    prefixes, key_id = trie.prefixes, trie.key_id
    for match in _WORD_START.finditer(line):
        at = match.start()
        for name in prefixes(line[at : at + _LONGEST]):
            end = at + len(name)
            if _ends_word(line, end):
                yield Hit(start=origins[at], end=origins[end - 1] + 1, key=key_id(name))


def exact_hits(text: str, trie: Trie, first_key: int) -> Iterator[Hit]:
    """Abbreviations and acronyms in their very spelling."""
    for match in _EXACT_START.finditer(text):
        at = match.start()
        for name in trie.prefixes(text[at : at + _LONGEST]):
            end = at + len(name)
            if _ends_word(text, end):
                yield Hit(start=at, end=end, key=first_key + trie.key_id(name))


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
