"""Fit the weights of roles on marked corpora.

    python -m geo.mentions.fit_roles CORPORA

CORPORA is a folder with `relocar_roles.jsonl` and `gwn_dev.jsonl`. Printed: accuracy of literal
against associative on half of each corpus, fitted on all else; what is written to `data/models/` is
fitted on everything. Needs scikit-learn and lightgbm (dependency group `data`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from geo.gazetteer import Gazetteer
from geo.languages.lexicons import english
from geo.mentions.context import BUCKETS, buckets
from geo.mentions.facts import facts_of
from geo.mentions.fit import to_arrays
from geo.mentions.gold import GoldDocument, read_corpus
from geo.mentions.role_features import Stretch, frame, role_figures, role_words
from geo.mentions.roles import RoleClassifier, is_demonym
from geo.mentions.tokens import read
from geo.resources import data_path
from geo.settings import Settings

_FOLDS = 5
_REGULARISATION = 0.1
_ROUNDS = 150
_TREES = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 12,
    "max_depth": 6,
    "min_data_in_leaf": 15,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbosity": -1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleExample:
    figures: list[float]
    words: list[int]
    associative: bool
    document: str


def examples(documents: Sequence[GoldDocument], gazetteer: Gazetteer) -> list[RoleExample]:
    """All marked toponyms that are literal or associative."""
    found = []
    for gold in documents:
        reading = read(gold.document, english())
        stretches = []
        for toponym in gold.toponyms:
            first = reading.index_at(toponym.start)
            after = reading.index_at(toponym.end - 1) + 1
            facts = facts_of(gazetteer.named(toponym.text))
            stretches.append(Stretch(first=first, after=max(after, first + 1), facts=facts))
        places = frozenset(i for item in stretches for i in range(item.first, item.after))
        for toponym, stretch in zip(gold.toponyms, stretches, strict=True):
            if toponym.role not in {"literal", "associative"} or is_demonym(stretch.facts):
                continue
            seen = frame(reading, stretch, places)
            found.append(
                RoleExample(
                    figures=role_figures(reading, stretch, seen),
                    words=buckets(role_words(reading, stretch, seen)),
                    associative=toponym.role == "associative",
                    document=gold.id,
                )
            )
    return found


def fit(items: Sequence[RoleExample]) -> RoleClassifier:
    """Fit the linear model, then trees on its judgement of unseen examples."""
    labels = np.array([item.associative for item in items], dtype=np.float64)
    linear = np.zeros(len(items))
    names = sorted({item.document for item in items})
    fold_of = {name: number % _FOLDS for number, name in enumerate(names)}
    folds = np.array([fold_of[item.document] for item in items])
    for fold in range(_FOLDS):
        weights, bias = _fit_linear([i for i, f in zip(items, folds, strict=True) if f != fold])
        for index in (i for i, f in enumerate(folds) if f == fold):
            linear[index] = float(weights[items[index].words].sum()) + bias
    matrix = np.column_stack([np.array([item.figures for item in items]), linear])
    data = lightgbm.Dataset(matrix.astype(np.float32), labels)
    trees = to_arrays(lightgbm.train(_TREES, data, _ROUNDS).dump_model())
    weights, bias = _fit_linear(items)
    return RoleClassifier(words=weights, words_bias=bias, trees=trees)


def _fit_linear(items: Sequence[RoleExample]) -> tuple[npt.NDArray[np.float32], float]:
    indptr = np.cumsum([0] + [len(item.words) for item in items])
    indices = np.array([word for item in items for word in item.words], dtype=np.int64)
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(items), BUCKETS))
    model = LogisticRegression(C=_REGULARISATION, solver="liblinear", random_state=1)
    model.fit(matrix, [item.associative for item in items])
    weights = model.coef_[0].astype(np.float16).astype(np.float32)
    return weights, float(model.intercept_[0])


def accuracy(items: Sequence[RoleExample], classifier: RoleClassifier) -> float:
    """Share of examples whose role is right."""
    scores = classifier.probabilities([i.figures for i in items], [i.words for i in items])
    decided = [bool(score >= 0.5) for score in scores]
    right = sum(d == item.associative for d, item in zip(decided, items, strict=True))
    return right / len(items)


def halves(corpora: Mapping[str, Sequence[RoleExample]]) -> dict[str, tuple[float, float]]:
    """For each corpus the accuracy on its halves, each fitted on all else; and with it left out."""
    result = {}
    for name, items in corpora.items():
        others = [item for other, rest in corpora.items() if other != name for item in rest]
        names = sorted({item.document for item in items})
        shares = []
        for half in (0, 1):
            chosen = set(names[half::2])
            seen = [item for item in items if item.document not in chosen]
            held = [item for item in items if item.document in chosen]
            shares.append(accuracy(held, fit([*others, *seen])))
        result[name] = sum(shares) / 2, accuracy(items, fit(others))
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=None)
    options = parser.parse_args(arguments)
    gazetteer = Gazetteer.open(Settings.from_environment().cache)
    paths = [options.corpora / "relocar_roles.jsonl", options.corpora / "gwn_dev.jsonl"]
    corpora = {path.stem: examples(read_corpus(path), gazetteer) for path in paths}
    for name, (by_halves, left_out) in halves(corpora).items():
        sys.stdout.write(
            f"{name:16} halves {by_halves:.3f}   corpus left out {left_out:.3f}"
            f"   ({len(corpora[name])})\n"
        )
    classifier = fit([item for items in corpora.values() for item in items])
    out = options.out or data_path("models") / "roles.npz"
    classifier.save(out, ", ".join(corpora))


if __name__ == "__main__":
    main()
