"""The form in which names are compared: case, accents, apostrophes and hyphens do not count.

The same function folds the names of the gazetteer and the text that is scanned, so that both sides
agree by construction.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_APOSTROPHES = "'’‘ʼʻʹ`´′ʾʿ‛"
_HYPHENS = "-‐‑"

# Letters that Unicode does not decompose but that readers type without their mark.
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "ß": "ss", "ŧ": "t", "ŋ": "n", "ə": "e", "ـ": "",
}  # fmt: skip

# A full stop belongs to a name only inside an abbreviation ("D.C.") or after one of these words;
# elsewhere it ends a sentence, and no name goes across it.
_SHORTENED = frozenset({"st", "ste", "sta", "sto", "mt", "ft", "pt", "dr", "gen"})
_SHORTENED_ENDS = tuple(_SHORTENED)
_LONGEST_SHORTENED = max(map(len, _SHORTENED))

# Several spaces in a row, or one character that is neither plain nor a single space. It begins with
# a set of characters, which passes over plain text fastest.
_SPECIAL = re.compile(
    rf"[\s{_APOSTROPHES}{re.escape(_HYPHENS)}.\x80-\U0010ffff](?:(?<=\s)\s+|(?<! ))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text; `origins[i]` is the offset in the original of its character i."""

    text: str
    origins: list[int]


def fold(name: str) -> str:
    """The key of a name: "Saint-Étienne" and "saint etienne" give the same."""
    if name.isascii() and not _SPECIAL.search(name):
        return name.lower().strip()
    return fold_with_offsets(name).text.strip(" \n.")


def fold_with_offsets(text: str) -> Folded:
    """Fold a text and keep where each folded character comes from, in code points."""
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    noted = 0  # up to where `origins` goes
    for match in _SPECIAL.finditer(text):
        start, end = match.span()
        pieces.append(text[done:start].lower())
        folded = _fold_special(text, start, match.group())
        pieces.append(folded)
        if len(folded) != end - start:
            origins.extend(range(noted, start))
            origins.extend([start] * len(folded))
            noted = end
        done = end
    pieces.append(text[done:].lower())
    origins.extend(range(noted, len(text)))
    return Folded(text="".join(pieces), origins=origins)


def _fold_special(text: str, at: int, special: str) -> str:
    if special.isspace():
        # A line may break inside a name, a paragraph may not.
        return "\n" if special.count("\n") > 1 else " "
    if special in _APOSTROPHES:
        return _fold_apostrophe(text, at)
    if special in _HYPHENS:
        return " " if _is_word(text, at - 1) and _is_word(text, at + 1) else "-"
    if special == ".":
        return _fold_stop(text, at)
    return _fold_character(special)


def _fold_apostrophe(text: str, at: int) -> str:
    is_possessive = text[at + 1 : at + 2] in {"s", "S"} and not _is_word(text, at + 2)
    is_elision = (
        text[max(0, at - 1) : at].lower() in {"d", "l"}
        and not _is_word(text, at - 2)
        and _is_word(text, at + 1)
    )
    return " " if is_possessive or is_elision else ""


def _fold_stop(text: str, at: int) -> str:
    following = text[at + 1 : at + 3]
    # Most full stops end a sentence: seen at once.
    before = text[max(0, at - _LONGEST_SHORTENED) : at].lower()
    if not following[:1].isalnum() and not before.endswith(_SHORTENED_ENDS):
        return "."
    start = at
    while start > 0 and at - start < 5 and text[start - 1].isalnum():
        start -= 1
    word = text[start:at].lower()
    is_initial = len(word) == 1 and following[:1].isalnum()
    is_shortened = word in _SHORTENED and following.lstrip(" ")[:1].isalpha()
    return "" if is_initial or is_shortened else "."


_CHARACTERS: dict[str, str] = {}


def _fold_character(character: str) -> str:
    known = _CHARACTERS.get(character)
    if known is None:
        decomposed = unicodedata.normalize("NFKD", character.lower())
        kept = (c for c in decomposed if not "\u0300" <= c <= "\u036f")
        known = "".join(_LETTERS.get(c, c) for c in kept).lower()
        _CHARACTERS[character] = known
    return known


def _is_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()
