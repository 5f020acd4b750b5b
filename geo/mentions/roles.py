"""Which role a mention has: by list for demonyms and groups, else by a model of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geo.mentions.context import buckets
from geo.mentions.facts import NameFacts
from geo.mentions.role_features import Frame, Stretch, frame, role_figures, role_words
from geo.mentions.tokens import Reading
from geo.mentions.trees import Floats, Trees, probabilities
from geo.model import Kind, Role
from geo.resources import data_path

_GROUP = tuple(Kind).index(Kind.GROUP)
# A place this large keeps its own name, even when the word also is a demonym.
_LARGE_LOG_POPULATION = 12.5
_SURE = 0.98
_INSIDE_GROUP = frozenset({"in", "across", "throughout", "within", "outside", "inside", "into"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClassifier:
    """Fitted weights: the probability that a mention is associative and not literal."""

    words: npt.NDArray[np.float32]  # one weight a bucket
    words_bias: float
    trees: Trees

    def probabilities(self, figures: Sequence[list[float]], words: Sequence[list[int]]) -> Floats:
        """One probability for each mention."""
        if not figures:
            return np.zeros(0)
        linear = self.linear(words)
        return probabilities(self.trees.logits(np.column_stack([np.array(figures), linear])))

    def linear(self, words: Sequence[list[int]]) -> Floats:
        """The linear model's log-odds."""
        return np.array([float(self.words[row].sum()) + self.words_bias for row in words])

    def save(self, path: Path, corpora: str) -> None:
        """Write the weights; `corpora` says what they were fitted on."""
        np.savez_compressed(
            path,
            corpora=np.array(corpora),
            words=self.words.astype(np.float16),
            words_bias=np.array(self.words_bias),
            **self.trees.arrays("trees"),
        )

    @classmethod
    def load(cls, path: Path) -> RoleClassifier:
        """The reverse of `save`."""
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return cls(
            words=arrays["words"].astype(np.float32),
            words_bias=float(arrays["words_bias"]),
            trees=Trees.from_arrays(arrays, "trees"),
        )


def read_roles(
    reading: Reading, stretches: Sequence[Stretch], classifier: RoleClassifier
) -> list[tuple[Role, float]]:
    """The role of each mention and its probability."""
    places = frozenset(
        index for stretch in stretches for index in range(stretch.first, stretch.after)
    )
    frames = [frame(reading, stretch, places) for stretch in stretches]
    pairs = list(zip(stretches, frames, strict=True))
    associative = classifier.probabilities(
        [role_figures(reading, stretch, seen) for stretch, seen in pairs],
        [buckets(role_words(reading, stretch, seen)) for stretch, seen in pairs],
    )
    return [
        _role(stretch.facts, seen, float(probability))
        for (stretch, seen), probability in zip(pairs, associative, strict=True)
    ]


def listed_role(facts: NameFacts) -> tuple[Role, float]:
    """The role by the list of demonyms alone, and its probability."""
    return (Role.DEMONYM, _SURE) if is_demonym(facts) else (Role.LITERAL, 1.0)


def is_demonym(facts: NameFacts) -> bool:
    """Does the name stand for people or things of a place, more than for a place itself?"""
    return facts.demonym and facts.log_population_trusted < _LARGE_LOG_POPULATION


def _role(facts: NameFacts, seen: Frame, associative: float) -> tuple[Role, float]:
    if is_demonym(facts):
        return Role.DEMONYM, _SURE
    if facts.best_kind == _GROUP:
        # An organisation acts, unless something happens inside its members' land.
        inside = seen.governor.lower in _INSIDE_GROUP and not seen.noun.word
        return (Role.LITERAL if inside else Role.ASSOCIATIVE), _SURE
    if associative >= 0.5:
        return Role.ASSOCIATIVE, round(associative, 4)
    return Role.LITERAL, round(1.0 - associative, 4)


@cache
def fitted_roles() -> RoleClassifier:
    """The weights of this installation. Raises `DataMissing`."""
    return RoleClassifier.load(data_path("models", "roles.npz"))
