"""Words that are used in one country or in few regions: "selectmen", "Crown Court", "lakh"."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from geo.resources import data_path

# How little a word of many regions says falls to nothing at some fifty of them.
_SCALE = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Telltale:
    """A word of the text that tells where it is at home."""

    words: str
    regions: frozenset[tuple[str, str]]  # country and admin-1 code; none for whole countries
    countries: frozenset[str]

    @property
    def weight(self) -> float:
        """1 for a word of one area, less for one of several."""
        return 1.0 - math.log(len(self.regions) or len(self.countries)) / _SCALE


def telltales(text: str) -> tuple[Telltale, ...]:
    """The telling words of a text, each once, in text order."""
    pattern, areas = _known()
    found: dict[str, Telltale] = {}
    for match in pattern.finditer(text):
        words = match[0]
        if words not in found:
            codes = [code.partition(".") for code in areas[words].split()]
            found[words] = Telltale(
                words=words,
                regions=frozenset((country, region) for country, _, region in codes if region),
                countries=frozenset(country for country, _, _ in codes),
            )
    return tuple(found.values())


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """All words as one pattern, and the areas of each."""
    with data_path("languages", "en", "telltales.csv").open(encoding="utf-8", newline="") as file:
        areas = {row["words"]: row["areas"] for row in csv.DictReader(file)}
    # By first letters, so that most words of a text are passed over at once; longest first.
    longest = sorted(areas, key=lambda words: (words[0], -len(words)))
    groups = [
        f"{re.escape(first)}(?:{'|'.join(re.escape(words[1:]) for words in group)})"
        for first, group in groupby(longest, key=itemgetter(0))
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])"), areas
