"""What pages and pictures say, in the reader's language.

The key of a sentence is its English text, with its variable parts in braces; the tables of the
other languages are `data/languages/<language>/interface.json`. A sentence with a number has the key
"{n} place|{n} places" and as many forms as the language has.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from geo.resources import data_path

INTERFACE_LANGUAGES: Mapping[str, str] = {"en": "English", "uk": "Українська"}
"""The languages of the interface, each by its own name."""

_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """The sentences of one language."""

    language: str
    sentences: Mapping[str, str | Sequence[str]]

    def __call__(self, english: str, *, context: str | None = None, **parts: object) -> str:
        """The sentence; English where the language lacks it.

        With a `context` that the language tells apart ("Land: state") it has another one there.
        """
        found = self.sentences.get(english, english)
        if context is not None:
            found = self.sentences.get(f"{context}: {english}", found)
        text = found if isinstance(found, str) else found[-1]
        return text.format(**parts) if parts else text

    def count(self, english: str, n: int, **parts: object) -> str:
        """The form of "one|many" for a number, with the number as `{n}`."""
        found = self.sentences.get(english)
        if isinstance(found, str) or found is None:
            one, many = english.split("|")
            text = one if n == 1 else many
        else:
            text = found[_ukrainian_form(n)]
        return text.format(n=self.number(n), **parts)

    def number(self, n: int) -> str:
        """Digits in groups of three."""
        return self._as_written(f"{n:,}")

    def decimal(self, x: float) -> str:
        """A number with one digit after the point, or after the comma."""
        return self._as_written(f"{x:,.1f}")

    def _as_written(self, english: str) -> str:
        if self.language == "en":
            return english
        return english.replace(",", "\u00a0").replace(".", ",")

    def date(self, day: date | str) -> str:
        """A day in words: "14 March 2025"."""
        if isinstance(day, str):
            day = date.fromisoformat(day[:10])
        month = self(f"of {_ENGLISH_MONTHS[day.month - 1]}").removeprefix("of ")
        return self("{day} {month} {year}", day=day.day, month=month, year=day.year)


def interface(language: str | None) -> Interface:
    """The interface for a language tag: its own, or English."""
    base = (language or "en").split("-", maxsplit=1)[0].lower()
    return _interface(base if base in INTERFACE_LANGUAGES else "en")


@cache
def _interface(language: str) -> Interface:
    if language == "en":
        return Interface(language="en", sentences={})
    path = data_path("languages", language, "interface.json")
    return Interface(language=language, sentences=json.loads(path.read_text(encoding="utf-8")))


def _ukrainian_form(n: int) -> int:
    """Which of one, few, many (Unicode CLDR, plural rules, uk, whole numbers)."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
