"""Fit the ranker's weights on marked corpora.

    python -m geo.places.fit CORPORA [--out FILE]

CORPORA is a folder of `*_dev.jsonl` files, one JSON object a line: {"id", "text", "toponyms":
[{"start", "end", "lat", "lon", "geonameid"}]}. The weights maximise the probability of the right
candidates (the same GeoNames entry; without one, those at the right place), drawn to the priors
that the evidence kinds state. For each corpus the figures of weights fitted on the others are
printed; those held-out probabilities give the calibration. What is written is fitted on all. Needs
scipy and scikit-learn (dependency group `data`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from geo.gazetteer import Gazetteer
from geo.mentions.gold import read_corpus
from geo.places.beliefs import Beliefs
from geo.places.evidence import EVIDENCE, FEATURES
from geo.places.evidence.publisher import FEED
from geo.places.feed import Feeds
from geo.places.gold import Case, read_cases
from geo.places.held_out import held_out
from geo.places.ranker import NONE_FEATURES, Weights, features_of, none_features_of, rank
from geo.places.table import Floats
from geo.resources import data_path
from geo.settings import Settings

_PASSES_FITTED = 2
_DRAW = 0.25  # strength of the draw to the prior weights
_FIRM_DRAW = 40.0
_NONE_PRIOR = {"bias": -1.0, "largest_population": -1.0, "name_probability": -0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """All senses of many documents, stacked for fitting."""

    values: Floats  # [rows, features]
    none_values: Floats  # [senses, none features]
    sense: np.ndarray[tuple[int], np.dtype[np.int64]]  # [rows]
    right: Floats  # [rows] 1 where the candidate is right
    none_right: Floats  # [senses] 1 where no candidate is
    weight: Floats  # [senses]


def _design(cases: Sequence[Case], beliefs: Sequence[Beliefs]) -> Design:
    values, none_values, sense, right, weight, labelled = [], [], [], [], [], []
    offset = 0
    for case, belief in zip(cases, beliefs, strict=True):
        values.append(features_of(belief))
        none_values.append(none_features_of(case.table))
        sense.append(case.table.sense + offset)
        right.append(case.right)
        weight.append(case.weight)
        labelled.append(case.none_right)
        offset += len(case.table.senses)
    return Design(
        values=np.concatenate(values),
        none_values=np.concatenate(none_values),
        sense=np.concatenate(sense),
        right=np.concatenate(right),
        none_right=np.concatenate(labelled),
        weight=np.concatenate(weight),
    )


def _fit(design: Design, without: Collection[str]) -> tuple[Floats, Floats]:
    from scipy.optimize import minimize

    priors = {name: value for kind in EVIDENCE for name, value in kind.prior.items()}
    start = np.array(
        [priors.get(name, 0.0) for name in FEATURES]
        + [_NONE_PRIOR.get(name, 0.0) for name in NONE_FEATURES]
    )
    absent = np.array([name in without for name in (*FEATURES, *NONE_FEATURES)])
    start[absent] = 0.0
    firm = {name for kind in EVIDENCE for name in kind.firm}
    draw = np.array([_FIRM_DRAW if name in firm else _DRAW for name in (*FEATURES, *NONE_FEATURES)])
    features, senses = len(FEATURES), len(design.none_values)

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = design.values @ weights[:features]
        none = design.none_values @ weights[features:]
        top = none.copy()
        np.maximum.at(top, design.sense, score)
        powers, none_powers = np.exp(score - top[design.sense]), np.exp(none - top)
        total = none_powers + np.bincount(design.sense, weights=powers, minlength=senses)
        good = none_powers * design.none_right + np.bincount(
            design.sense, weights=powers * design.right, minlength=senses
        )
        good = np.maximum(good, 1e-300)
        value = -float(design.weight @ np.log(good / total))
        pull = (
            powers / total[design.sense] - powers * design.right / good[design.sense]
        ) * design.weight[design.sense]
        none_pull = (none_powers / total - none_powers * design.none_right / good) * design.weight
        gradient = np.concatenate([design.values.T @ pull, design.none_values.T @ none_pull])
        drawn = weights - start
        return value + float(draw @ drawn**2), gradient + 2 * draw * drawn

    # A clue stated to speak for a place must not end up speaking against it, nor the reverse.
    bounds = [
        (0.0, 0.0) if left_out else (0.0 if value > 0 else None, 0.0 if value < 0 else None)
        for value, left_out in zip(
            (*start[:features], *np.zeros(len(NONE_FEATURES))), absent, strict=True
        )
    ]
    result = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 600}
    )
    return result.x[:features], result.x[features:]


def fit_weights(
    cases: Sequence[Case], corpora: Sequence[str], *, without: Collection[str] = ()
) -> Weights:
    """Fit all passes in turn, each on what the one before believes.

    Those for articles in the feed of their publisher are fitted on such articles both with and
    without it, so that they lean on it no more than it is worth. Features named in `without` get
    no weight, which tells what they are worth.
    """
    alone = _fit_passes(cases, {*FEED.features, *without})
    weights = Weights(
        passes=alone, in_feed=(), calibration=((0.0, 0.0), (1.0, 1.0)), corpora=tuple(corpora)
    )
    around = in_feeds(cases, weights)
    fed = {case.id for case in around if case.table.feed is not None}
    both = [
        replace(case, weight=case.weight / 2) if case.id in fed else case for case in around
    ] + [replace(case, weight=case.weight / 2) for case in cases if case.id in fed]
    return replace(weights, in_feed=_fit_passes(both, without))


def in_feeds(cases: Sequence[Case], weights: Weights) -> list[Case]:
    """The cases, each with what the others of its publisher name, as the weights read them."""
    feeds = Feeds()
    contributions = [
        rank(case.table, weights).contribution() if case.publisher else {} for case in cases
    ]
    for case, named in zip(cases, contributions, strict=True):
        feeds.add(case.publisher, named)
    return [
        replace(case, table=case.table.in_feed(feeds.others(case.publisher, named)))
        for case, named in zip(cases, contributions, strict=True)
    ]


def _fit_passes(
    cases: Sequence[Case], without: Collection[str]
) -> tuple[tuple[Floats, Floats], ...]:
    beliefs = [Beliefs(case.table, case.table.prior) for case in cases]
    passes: list[tuple[Floats, Floats]] = []
    for _ in range(_PASSES_FITTED):
        design = _design(cases, beliefs)
        passes.append(_fit(design, without))
        beliefs = _believe(cases, beliefs, passes[-1])
    return tuple(passes)


def _believe(
    cases: Sequence[Case], beliefs: Sequence[Beliefs], weights: tuple[Floats, Floats]
) -> list[Beliefs]:
    candidate_weights, none_weights = weights
    result = []
    for case, belief in zip(cases, beliefs, strict=True):
        score = features_of(belief) @ candidate_weights
        none = none_features_of(case.table) @ none_weights
        result.append(Beliefs(case.table, case.table.softmax(score, none)))
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=None)
    options = parser.parse_args(arguments)
    gazetteer = Gazetteer.open(Settings.from_environment().cache)
    by_corpus = {
        path.stem: read_cases(read_corpus(path), gazetteer)
        for path in sorted(options.corpora.glob("*_dev.jsonl"))
    }
    report, calibration = held_out(by_corpus, fit_weights)
    for name, figures in report.items():
        line = " ".join(f"{key} {value}" for key, value in figures.items())
        sys.stdout.write(f"{name} (left out): {line}\n")
    weights = fit_weights([case for cases in by_corpus.values() for case in cases], list(by_corpus))
    shipped = replace(weights, calibration=calibration)
    text = json.dumps(shipped.to_json(), indent=1, sort_keys=True)
    out = options.out or data_path("models") / "places.json"
    out.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
