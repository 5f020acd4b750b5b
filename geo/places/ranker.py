"""The ranker: a conditional log-linear model over the evidence, in several passes.

A candidate's score is the sum of its evidence (feature times weight, in log-odds); "none of
these" has a score of its own. Probabilities are the softmax within a sense. Each pass computes the
evidence anew from what the last one believes about the other names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from geo.errors import DataMissing
from geo.model import NameMatch
from geo.places.beliefs import Beliefs
from geo.places.evidence import EVIDENCE, FEATURES
from geo.places.feed import UNIT, Contribution, Spot
from geo.places.table import ALL_SORTS, MATCHES, Floats, Table
from geo.places.wording import Sort
from geo.resources import data_path

PASSES = 3
NONE_FEATURES = (
    "bias",
    "largest_population",
    "no_country_or_region",
    "only_aliases",
    "name_probability",
    "many_candidates",
    "named_once",
    "several_words",
)
_IS_LARGE = np.array([sort in (Sort.COUNTRY, Sort.REGION, Sort.GROUP) for sort in ALL_SORTS])
_LEAST_REPORTED = 0.05
_FORCED = 1e3  # log-odds that no evidence outweighs


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Fitted weights: two vectors a pass (`FEATURES`, `NONE_FEATURES`), and a calibration."""

    passes: tuple[tuple[Floats, Floats], ...]  # (candidates, none); the last one is used again
    in_feed: tuple[tuple[Floats, Floats], ...]  # the same, with the publisher's other articles
    calibration: tuple[tuple[float, float], ...]  # (raw, calibrated), ascending; linear between
    corpora: tuple[str, ...]
    _curve: tuple[Floats, Floats] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        raw, calibrated = np.array(self.calibration, dtype=float).reshape(-1, 2).T
        object.__setattr__(self, "_curve", (raw, calibrated))

    def of_pass(self, number: int, *, in_feed: bool) -> tuple[Floats, Floats]:
        passes = self.in_feed if in_feed else self.passes
        return passes[min(number, len(passes) - 1)]

    def calibrated(self, raw: float) -> float:
        return float(np.interp(raw, *self._curve))

    def to_json(self) -> dict[str, object]:
        return {
            "corpora": list(self.corpora),
            "passes": [_named(weights) for weights in self.passes],
            "in_feed": [_named(weights) for weights in self.in_feed],
            "calibration": [[round(a, 4), round(b, 4)] for a, b in self.calibration],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Weights:
        """Raises `DataMissing` when a feature of this version has no weight."""
        return cls(
            passes=_passes(stored, "passes"),
            in_feed=_passes(stored, "in_feed"),
            calibration=tuple((float(a), float(b)) for a, b in stored["calibration"]),
            corpora=tuple(stored["corpora"]),
        )


def _named(weights: tuple[Floats, Floats]) -> dict[str, dict[str, float]]:
    candidates, none = ([round(float(weight), 4) for weight in part] for part in weights)
    return {
        "candidates": dict(zip(FEATURES, candidates, strict=True)),
        "none": dict(zip(NONE_FEATURES, none, strict=True)),
    }


def _passes(stored: Mapping[str, Any], name: str) -> tuple[tuple[Floats, Floats], ...]:
    return tuple(
        (_vector(part["candidates"], FEATURES), _vector(part["none"], NONE_FEATURES))
        for part in stored.get(name, ())
    )


def _vector(stored: Mapping[str, float], names: Sequence[str]) -> Floats:
    missing = [name for name in names if name not in stored]
    if missing:
        raise DataMissing(
            "The weights for resolving places do not fit this version.",
            value=missing[0],
            hint="Fit them again: python -m geo.places.fit CORPORA",
        )
    return np.array([stored[name] for name in names], dtype=float)


@cache
def shipped_weights() -> Weights:
    """The weights that belong to the installation."""
    path = data_path("models", "places.json")
    return Weights.from_json(json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The outcome: per row its probability and evidence, per sense the probability of none."""

    table: Table
    beliefs: Beliefs  # that the evidence of the last pass was computed from
    probability: Floats  # [N]
    none: Floats  # [senses]
    values: Floats  # [N, features]
    weights: Floats  # [features]

    def contribution(self) -> Contribution:
        """What the article names, for the feed of its publisher: every likely reading."""
        table = self.table
        found: dict[Spot, int] = {}
        for row in np.flatnonzero(self.probability >= _LEAST_REPORTED).tolist():
            sense = table.senses[int(table.sense[row])]
            spot = Spot.of(sense.spelling, table.rows[row].entry)
            if spot is not None:
                is_name = max(table.mentions[mention].probability for mention in sense.mentions)
                count = round(UNIT * is_name * float(self.probability[row]))
                found[spot] = max(found.get(spot, 0), count)
        return found


def features_of(beliefs: Beliefs, known: Mapping[str, Floats] | None = None) -> Floats:
    """[N, features] in the order of `FEATURES`. `known` holds values of kinds of evidence."""
    known = known or {}
    return np.concatenate(
        [known[kind.name] if kind.name in known else kind.values(beliefs) for kind in EVIDENCE],
        axis=1,
    )


def none_features_of(table: Table) -> Floats:
    """[senses, none features]."""
    rows = []
    alias = table.match == MATCHES.index(NameMatch.ALIAS)
    large = _IS_LARGE[table.sort]
    for index, sense in enumerate(table.senses):
        part = table.rows_of(index)
        first = table.mentions[sense.mentions[0]]
        probability = max(table.mentions[m].probability for m in sense.mentions)
        rows.append(
            [
                1.0,
                float(table.log_population[part].max(initial=0.0)) / 10,
                float(not large[part].any()),
                float(alias[part].all()),
                _logit(probability) / 3,
                min(len(sense.named), 20) / 20,
                float(len(sense.mentions) == 1),
                float(" " in first.text),
            ]
        )
    return np.array(rows, dtype=float).reshape(len(table.senses), len(NONE_FEATURES))


def _logit(probability: float) -> float:
    bounded = min(0.99, max(0.01, probability))
    return float(np.log(bounded / (1 - bounded)))


def rank(table: Table, weights: Weights) -> Ranking:
    """Rank the candidates of all senses of a document."""
    none_values = none_features_of(table)
    beliefs = Beliefs(table, table.prior)
    fixed = {kind.name: kind.values(beliefs) for kind in EVIDENCE if kind.fixed}
    forced, no_none = _forced(table)
    for number in range(PASSES):
        candidate_weights, none_weights = weights.of_pass(number, in_feed=table.feed is not None)
        values = features_of(beliefs, fixed)
        score = values @ candidate_weights + forced
        none = np.where(no_none, -2 * _FORCED, none_values @ none_weights)
        probability = table.softmax(score, none)
        if number < PASSES - 1:
            beliefs = Beliefs(table, probability)
    rest = np.ones(len(table.senses))
    np.subtract.at(rest, table.sense, probability)
    return Ranking(
        table=table,
        beliefs=beliefs,
        probability=probability,
        none=np.clip(rest, 0.0, 1.0),
        values=values,
        weights=candidate_weights,
    )


def _forced(table: Table) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Scores that make a person's choice certain."""
    scores = np.zeros(len(table))
    no_none = np.zeros(len(table.senses), dtype=bool)
    for index, sense in enumerate(table.senses):
        if sense.forced is None:
            continue
        part = table.rows_of(index)
        no_none[index] = True
        for row in range(part.start, part.stop):
            if table.rows[row].entry.id != sense.forced:
                scores[row] = -_FORCED
    return scores, no_none
