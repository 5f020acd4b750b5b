"""Fit the weights of roles on marked corpora, a light model, and those of the encoder.

    python -m geo.mentions.fit_roles CORPORA

CORPORA is a folder with `relocar_roles.jsonl`, `gwn_dev.jsonl` and more `*_dev.jsonl`, from which
the encoder learns what a place's name is. Printed: accuracy of literal against associative on half
of each corpus, fitted on all else, and on a corpus left out, with the encoder's weights rounded as
they are shipped. What is written to `data/models/` is fitted on everything. Needs the dependency
group `fit`; each of the five encoders takes eight to fifteen minutes on one core.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import lightgbm
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from geo.gazetteer import Gazetteer
from geo.languages.lexicons import english
from geo.mentions.context import BUCKETS
from geo.mentions.encoder import ASSOCIATIVE, Encoder
from geo.mentions.fit import example, own_examples, to_arrays, unseen_scores
from geo.mentions.gold import read_corpus
from geo.mentions.lessons import Lesson, place_lessons
from geo.mentions.proposals import Proposer
from geo.mentions.role_examples import RoleExample, examples, passages_of, role_lessons
from geo.mentions.role_sentences import Pools, pools
from geo.mentions.roles import ACTOR_FROM, Blend, RoleClassifier
from geo.mentions.trees import Floats
from geo.resources import data_path
from geo.settings import Settings

CORPORA = ("relocar_roles", "gwn_dev")
_FOLDS = 5
_REGULARISATION = 0.1
_ROUNDS = 150
# As a logistic regression on the log-odds for unseen halves has it (`Judged.fitted_blend`).
_BLEND = Blend(encoder=0.70, light=0.50, bias=0.10)
_SURELY_LITERAL = -2.2  # nine to one
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
class Judged:
    """Log-odds of examples by models that have not seen them."""

    associative: npt.NDArray[np.bool_]
    light: Floats
    encoder: Floats

    def shipped(self) -> Floats:
        """As `read_roles` decides, above zero for actors."""
        both = _BLEND.log_odds(self.encoder, self.light)
        decided = np.where(self.light < _SURELY_LITERAL, self.light, both)
        return np.asarray(decided - np.log(ACTOR_FROM / (1 - ACTOR_FROM)), dtype=np.float64)

    def accuracy(self, log_odds: Floats) -> float:
        """Share of examples whose role is right."""
        return float(((log_odds >= 0) == self.associative).mean())

    def fitted_blend(self) -> Blend:
        """What each model should count."""
        read = np.where(np.isnan(self.encoder), self.light, self.encoder)
        model = LogisticRegression(C=100.0)
        model.fit(np.column_stack([read, self.light]), self.associative)
        encoder, light = map(float, model.coef_[0])
        return Blend(encoder=encoder, light=light, bias=float(model.intercept_[0]))


def fit(
    items: Sequence[RoleExample], names: Pools, places: Sequence[Lesson]
) -> tuple[RoleClassifier, Encoder]:
    """Fit both models. `names` are what an example's name may be replaced by."""
    # torch is only needed from here on.
    from geo.mentions.fit_encoder import fine_tune

    def lessons(rng: Random) -> list[Lesson]:
        return [*places, *role_lessons(rng, items, names)]

    encoder = fine_tune(lessons)
    return replace(fit_light(items), encoder=lambda: encoder), encoder


def fit_light(items: Sequence[RoleExample]) -> RoleClassifier:
    """Fit the linear model, then trees on its judgement of unseen examples; no encoder."""
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
    return RoleClassifier(
        words=weights,
        words_bias=bias,
        trees=trees,
        blend=_BLEND,
        surely_literal=_SURELY_LITERAL,
        encoder=None,
    )


def _fit_linear(items: Sequence[RoleExample]) -> tuple[npt.NDArray[np.float32], float]:
    indptr = np.cumsum([0] + [len(item.words) for item in items])
    indices = np.array([word for item in items for word in item.words], dtype=np.int64)
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(items), BUCKETS))
    model = LogisticRegression(C=_REGULARISATION, solver="liblinear", random_state=1)
    model.fit(matrix, [item.associative for item in items])
    weights = model.coef_[0].astype(np.float16).astype(np.float32)
    return weights, float(model.intercept_[0])


def judge(items: Sequence[RoleExample], classifier: RoleClassifier, encoder: Encoder) -> Judged:
    """Ask both models."""
    read = [encoder.log_odds(passages_of(i.sentence, [i.name]), 1)[0, ASSOCIATIVE] for i in items]
    return Judged(
        associative=np.array([item.associative for item in items], dtype=np.bool_),
        light=classifier.light([i.figures for i in items], [i.words for i in items]),
        encoder=np.array(read, dtype=np.float64),
    )


def by_halves(
    corpora: Mapping[str, Sequence[RoleExample]], names: Pools, places: Sequence[Lesson]
) -> dict[str, Judged]:
    """Judgements of each corpus by models fitted on one half of each, for the other half."""
    half_of = {
        document: number % 2
        for items in corpora.values()
        for number, document in enumerate(sorted({item.document for item in items}))
    }
    models = [
        fit(
            [i for items in corpora.values() for i in items if half_of[i.document] != half],
            names,
            places,
        )
        for half in (0, 1)
    ]
    return {
        name: _joined(
            [
                judge([item for item in items if half_of[item.document] == half], *models[half])
                for half in (0, 1)
            ]
        )
        for name, items in corpora.items()
    }


def by_corpus(
    corpora: Mapping[str, Sequence[RoleExample]], names: Pools, places: Sequence[Lesson]
) -> dict[str, Judged]:
    """Judgements of each corpus by models fitted on the others."""
    return {
        name: judge(
            items,
            *fit(
                [i for other, part in corpora.items() if other != name for i in part],
                names,
                places,
            ),
        )
        for name, items in corpora.items()
    }


def _joined(parts: Sequence[Judged]) -> Judged:
    return Judged(
        associative=np.concatenate([part.associative for part in parts]),
        light=np.concatenate([part.light for part in parts]),
        encoder=np.concatenate([part.encoder for part in parts]),
    )


def report(title: str, judged: Mapping[str, Judged]) -> None:
    """A line for each corpus."""
    for name, part in judged.items():
        sys.stdout.write(
            f"{title:12} {name:14} light model {part.accuracy(part.light):.3f}"
            f"   encoder {part.accuracy(part.encoder):.3f}"
            f"   as shipped {part.accuracy(part.shipped()):.3f}   ({len(part.light)})\n"
        )
    blend = _joined(list(judged.values())).fitted_blend()
    sys.stdout.write(
        f"{title:12} best blend: encoder {blend.encoder:.2f}, light {blend.light:.2f},"
        f" bias {blend.bias:+.2f}\n"
    )
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--only-report", action="store_true", help="write nothing")
    parser.add_argument("--only-write", action="store_true", help="fit on everything, no report")
    options = parser.parse_args(arguments)
    gazetteer = Gazetteer.open(Settings.from_environment().cache)
    names = pools(gazetteer)
    corpora = {
        name: examples(read_corpus(options.corpora / f"{name}.jsonl"), gazetteer)
        for name in CORPORA
    }
    paths = sorted(options.corpora.glob("*_dev.jsonl"))
    proposer = Proposer(gazetteer, english())
    marked = [example(gold, proposer) for path in paths for gold in read_corpus(path)]
    marked += own_examples(proposer)
    places = place_lessons(marked, unseen_scores(marked))
    if not options.only_write:
        report("halves", by_halves(corpora, names, places))
        report("left out", by_corpus(corpora, names, places))
    if not options.only_report:
        items = [item for part in corpora.values() for item in part]
        classifier, encoder = fit(items, names, places)
        fitted_on = ", ".join((*CORPORA, "role_sentences.txt"))
        classifier.save(data_path("models") / "roles.npz", fitted_on)
        seen = dict.fromkeys((*CORPORA, *(path.stem for path in paths)))
        sentences = ("role_sentences.txt", "name_sentences.txt")
        encoder.save(data_path("models") / "encoder.npz", ", ".join((*seen, *sentences)))


if __name__ == "__main__":
    main()
