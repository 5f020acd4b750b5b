"""Is this stretch of text a place name? A linear model on the words around it feeds two passes of
boosted trees; the second pass knows what the first thought of the same name elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geo.errors import DataMissing
from geo.languages.lexicons import Lexicon
from geo.mentions.context import context_words, window
from geo.mentions.features import features, survey
from geo.mentions.proposals import Proposal
from geo.mentions.tokens import Reading
from geo.mentions.trees import Floats, Ints, Trees, probabilities
from geo.resources import data_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """All stretches of one document as figures."""

    matrix: Floats  # [stretches, features]
    context: Ints  # [stretches, words around]: the words' buckets


def observe(reading: Reading, proposals: Sequence[Proposal], lexicon: Lexicon) -> Observations:
    """Turn stretches into figures."""
    around = survey(reading, proposals, lexicon)
    rows, words = [], []
    for proposal in proposals:
        beside = window(reading, proposal)
        rows.append(features(reading, proposal, around, beside, lexicon))
        words.append(context_words(reading, proposal, beside))
    return Observations(
        matrix=np.array(rows, dtype=np.float64) if rows else np.zeros((0, 0)),
        context=np.array(words, dtype=np.int64) if words else np.zeros((0, 0), dtype=np.int64),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """Fitted weights."""

    context: npt.NDArray[np.float32]  # one weight a bucket
    context_bias: float
    first: Trees
    second: Trees
    features: int  # columns of the observations it was fitted on

    def probabilities(self, proposals: Sequence[Proposal], observations: Observations) -> Floats:
        """For each stretch, the probability that it is a mention on its own."""
        if not proposals:
            return np.zeros(0)
        if observations.matrix.shape[1] != self.features:
            raise DataMissing(
                "The weights for finding places do not fit this version.",
                value=self.features,
                hint="Fit them again: python -m geo.mentions.fit CORPORA",
            )
        linear = self.linear(observations)
        first_matrix = np.column_stack([observations.matrix, linear])
        scores = probabilities(self.first.logits(first_matrix))
        second_matrix = np.column_stack([first_matrix, second_look(proposals, scores)])
        return probabilities(self.second.logits(second_matrix))

    def linear(self, observations: Observations) -> Floats:
        """The linear model's log-odds."""
        sums: Floats = self.context[observations.context].sum(axis=1).astype(np.float64)
        return sums + self.context_bias

    def save(self, path: Path, corpora: str) -> None:
        """Write the weights; `corpora` says what they were fitted on."""
        np.savez_compressed(
            path,
            corpora=np.array(corpora),
            context=self.context.astype(np.float16),
            context_bias=np.array(self.context_bias),
            features=np.array(self.features),
            **self.first.arrays("first"),
            **self.second.arrays("second"),
        )

    @classmethod
    def load(cls, path: Path) -> Classifier:
        """The reverse of `save`."""
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return cls(
            context=arrays["context"].astype(np.float32),
            context_bias=float(arrays["context_bias"]),
            features=int(arrays["features"]),
            first=Trees.from_arrays(arrays, "first"),
            second=Trees.from_arrays(arrays, "second"),
        )


def second_look(proposals: Sequence[Proposal], scores: Floats) -> Floats:
    """What the first scores say beside a stretch: shape (stretches, 7).

    Its own score; best and mean score of the same name elsewhere; best score of longer and of
    shorter stretches that overlap; scores of the neighbours before and after.
    """
    same: dict[str, list[float]] = {}
    for proposal, score in zip(proposals, scores, strict=True):
        same.setdefault(proposal.text, []).append(float(score))
    ranked = {text: sorted(values, reverse=True) for text, values in same.items()}
    totals = {text: sum(values) for text, values in ranked.items()}
    table = np.zeros((len(proposals), 7))
    for index, proposal in enumerate(proposals):
        own = float(scores[index])
        values = ranked[proposal.text]
        others = len(values) - 1
        best = values[1] if others and values[0] == own else values[0]
        longer = shorter = 0.0
        before = after = 0.0
        low = index - 1
        # Sorted by start: overlapping stretches are near.
        while low >= 0 and proposal.start - proposals[low].start < 80:
            other = proposals[low]
            if other.end > proposal.start:
                longer, shorter = _overlap(proposal, other, scores[low], longer, shorter)
            else:
                before = max(before, scores[low]) if proposal.start - other.end < 6 else before
            low -= 1
        high = index + 1
        while high < len(proposals) and proposals[high].start < proposal.end + 6:
            other = proposals[high]
            if other.start < proposal.end:
                longer, shorter = _overlap(proposal, other, scores[high], longer, shorter)
            else:
                after = max(after, scores[high])
            high += 1
        table[index] = (
            own,
            best if others else -1.0,
            (totals[proposal.text] - own) / others if others else -1.0,
            longer,
            shorter,
            before,
            after,
        )
    return table


def _overlap(
    proposal: Proposal, other: Proposal, score: float, longer: float, shorter: float
) -> tuple[float, float]:
    if other.end - other.start > proposal.end - proposal.start:
        return max(longer, score), shorter
    return longer, max(shorter, score)


@cache
def fitted() -> Classifier:
    """The weights of this installation. Raises `DataMissing`."""
    return Classifier.load(data_path("models", "finding.npz"))
