"""Words cut into pieces of a fixed vocabulary (WordPiece, as in BERT without case)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from geo.resources import data_path

_CHUNK = re.compile(r"\S+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]")
_LONGEST_WORD = 100
# Planes of ideographs: each is a word of its own.
_IDEOGRAPHS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecedWord:
    """One word: its offsets in the text, half-open, and its pieces as lines of the vocabulary."""

    start: int
    end: int
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WordPieces:
    """A vocabulary, one piece a line; pieces inside a word begin with `##`."""

    vocabulary: dict[str, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> WordPieces:
        """Read a vocabulary file."""
        with path.open(encoding="utf-8") as lines:
            return cls({line.rstrip("\n"): number for number, line in enumerate(lines)})

    @property
    def begin(self) -> int:
        """The piece that begins a text."""
        return self.vocabulary["[CLS]"]

    @property
    def end(self) -> int:
        """The piece that ends a text."""
        return self.vocabulary["[SEP]"]

    def words(self, text: str, start: int, end: int) -> list[PiecedWord]:
        """The words of `text[start:end]`, punctuation marks being words; offsets of `text`."""
        found = []
        for chunk in _CHUNK.finditer(text, start, end):
            for first, after in _split(chunk.group()):
                pieces = self._pieces(chunk.group()[first:after])
                if pieces:
                    at = chunk.start()
                    found.append(PiecedWord(start=at + first, end=at + after, pieces=pieces))
        return found

    def _pieces(self, word: str) -> tuple[int, ...]:
        pieces = self._known.get(word)
        if pieces is None:
            pieces = tuple(self._cut(_folded(word)))
            if len(self._known) < _MOST_KNOWN:
                self._known[word] = pieces
        return pieces

    def _cut(self, word: str) -> Sequence[int]:
        if not word:
            return []
        unknown = [self.vocabulary["[UNK]"]]
        if len(word) > _LONGEST_WORD:
            return unknown
        pieces = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                piece = self.vocabulary.get(prefix + word[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return unknown
        return pieces


# Bounds the memory of a server that reads for months.
_MOST_KNOWN = 30_000


def _split(chunk: str) -> list[tuple[int, int]]:
    """Cut a stretch without spaces at its punctuation marks."""
    if chunk.isascii():
        return [match.span() for match in _ASCII_WORD.finditer(chunk)]
    parts = []
    start = 0
    for index, character in enumerate(chunk):
        if _stands_alone(character):
            if index > start:
                parts.append((start, index))
            parts.append((index, index + 1))
            start = index + 1
    if start < len(chunk):
        parts.append((start, len(chunk)))
    return parts


def _stands_alone(character: str) -> bool:
    code = ord(character)
    if code < 0x80:
        return not character.isalnum()
    if unicodedata.category(character).startswith("P"):
        return True
    return code >= 0x3400 and any(first <= code <= last for first, last in _IDEOGRAPHS)


def _folded(word: str) -> str:
    """Lower case, without accents and control characters."""
    if word.isascii() and word.isalnum():
        return word.lower()
    return "".join(
        character
        for character in unicodedata.normalize("NFD", word.lower())
        if unicodedata.category(character) not in {"Mn", "Cc", "Cf", "Co", "Cs"}
        and character != "\ufffd"
    )


@cache
def word_pieces() -> WordPieces:
    """The vocabulary of this installation. Raises `DataMissing`."""
    return WordPieces.load(data_path("models", "pieces.txt"))
