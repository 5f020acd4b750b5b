"""What a kind of evidence is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.gazetteer.descriptions import Naming
from geo.languages.interface import Interface
from geo.model import Entry
from geo.places.beliefs import Beliefs
from geo.places.table import Bools, Floats, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One candidate, for the sentence about it."""

    table: Table
    beliefs: Beliefs
    index: int
    values: Mapping[str, float]  # of this kind's features
    favours: bool  # whether this kind speaks for the candidate, compared with the others
    naming: Naming  # in the reader's language

    @property
    def entry(self) -> Entry:
        return self.table.rows[self.index].entry

    @property
    def say(self) -> Interface:
        """The sentences of the reader's language, by their English ones."""
        return self.naming.say

    @property
    def name(self) -> str:
        """What the candidate is called in the reader's language."""
        return self.naming.name(self.entry)

    @property
    def words(self) -> str:
        """The words of the text that speak about the kind of place, "" if none."""
        sense = self.table.senses[int(self.table.sense[self.index])]
        for mention in sense.mentions:
            if self.table.cues[mention].words:
                return self.table.cues[mention].words
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """One kind of clue: its features, their values for all rows, and a sentence about one row.

    `values` gives an array [N, features]; `sentence` returns "" when there is nothing to say, and
    never begins with a name, so that its first letter can become a small one. A
    feature's weight is fitted; `prior` is the weight it is drawn to when the corpora say little.
    Those in `firm` are drawn strongly: clues that marked corpora hardly test. `fixed` says that the
    values depend on the table alone, so that one computation serves all passes.
    """

    name: str
    features: tuple[str, ...]
    values: Callable[[Beliefs], Floats]
    sentence: Callable[[Row], str]
    prior: Mapping[str, float]
    firm: frozenset[str] = frozenset()
    fixed: bool = False


def stacked(parts: Sequence[Floats | Bools]) -> Floats:
    """[N, features] from one array [N] a feature."""
    return np.array(parts, dtype=float).T
