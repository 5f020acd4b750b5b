"""English word lists: ordinary words by how common they are, given names, surnames.

Read from `data/languages/en/`, made by `python -m geo.languages.build`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geo.resources import data_path

_RAREST = 3  # class of given names
_FOLDER = ("languages", "en")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Ranks from 1 (commonest) upwards; words in lower case. What is missing is rare."""

    words: Mapping[str, int]  # SCOWL's size classes, 1 to 5
    given_names: Mapping[str, int]  # 1: borne by most, 3: by few
    surnames: Mapping[str, int]


@cache
def english() -> Lexicon:
    """Read the English lists once. Raises `DataMissing`."""
    return Lexicon(
        words=_ranked("words.txt"),
        # What the census of one country lacks is as rare as its rarest.
        given_names=dict.fromkeys(_words_of("given_names_world.txt"), _RAREST)
        | dict(_ranked("given_names.txt")),
        surnames=_ranked("surnames.txt"),
    )


def _words_of(name: str) -> list[str]:
    return data_path(*_FOLDER, name).read_text(encoding="utf-8").split()


def _ranked(name: str) -> Mapping[str, int]:
    """One class of words a line, commonest class first."""
    lines = data_path(*_FOLDER, name).read_text(encoding="utf-8").splitlines()
    ranks: dict[str, int] = {}
    for rank, line in reversed(list(enumerate(lines, 1))):
        ranks.update(dict.fromkeys(line.split(), rank))
    return ranks
