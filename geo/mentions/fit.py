"""Fit the weights of finding on marked corpora.

    python -m geo.mentions.fit CORPORA [--gazetteer CACHE]

CORPORA is a folder of `*_dev.jsonl` files; to them come our own sentences, in
`data/languages/en/name_sentences.txt`. For each corpus the figures of weights fitted on the
others are printed; what is written to `data/models/` is fitted on all. Needs scikit-learn and
lightgbm (dependency group `data`).
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
from geo.mentions.choice import choose
from geo.mentions.classifier import Classifier, Observations, observe, second_look
from geo.mentions.context import BUCKETS
from geo.mentions.gold import GoldDocument, pair_spans, read_corpus, read_sentences
from geo.mentions.proposals import Proposal, Proposer
from geo.mentions.tokens import read
from geo.mentions.trees import Floats, Trees, probabilities
from geo.resources import data_path
from geo.settings import Settings

_FOLDS = 5
_TREES = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 16,
    "max_depth": 8,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "verbosity": -1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}
_ROUNDS = 400
_REGULARISATION = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One document with what is known and what is right."""

    gold: GoldDocument
    proposals: tuple[Proposal, ...]
    observations: Observations
    labels: npt.NDArray[np.float64]  # nan: neither right nor wrong


def example(gold: GoldDocument, proposer: Proposer) -> Example:
    """Propose and observe the stretches of one document."""
    lexicon = english()
    reading = read(gold.document, lexicon)
    proposals = tuple(proposer.propose(reading))
    return Example(
        gold=gold,
        proposals=proposals,
        observations=observe(reading, proposals, lexicon),
        labels=_labels(gold, proposals),
    )


def own_examples(proposer: Proposer) -> list[Example]:
    """Dateline's own sentences: what else bears the names of places, which corpora hardly hold."""
    path = data_path("languages", "en", "name_sentences.txt")
    return [example(gold, proposer) for gold in read_sentences(path)]


def _labels(gold: GoldDocument, proposals: Sequence[Proposal]) -> npt.NDArray[np.float64]:
    labels = np.zeros(len(proposals))
    spans = {(proposal.start, proposal.end): i for i, proposal in enumerate(proposals)}
    missed = []
    for toponym in gold.toponyms:
        index = spans.get((toponym.start, toponym.end))
        if index is None:
            missed.append((toponym.start, toponym.end))
        else:
            labels[index] = np.nan if toponym.role == "other" else 1.0
    # Where no stretch fits exactly, the one that fits best is right enough.
    free = [i for i in range(len(proposals)) if labels[i] == 0]
    found = [(proposals[i].start, proposals[i].end) for i in free]
    for _, j in pair_spans(missed, found):
        labels[free[j]] = 1.0
    return labels


def fit(examples: Sequence[Example]) -> Classifier:
    """Fit all three models, each on figures that the ones before gave to unseen documents."""
    first_matrices, first_scores = _first_look(examples)
    second_matrices = [
        np.column_stack([matrix, second_look(item.proposals, score)]) if len(score) else matrix
        for item, matrix, score in zip(examples, first_matrices, first_scores, strict=True)
    ]
    weights, bias = _fit_linear(examples)
    everything = list(range(len(examples)))
    return Classifier(
        context=weights,
        context_bias=bias,
        first=_fit_trees(examples, first_matrices, everything),
        second=_fit_trees(examples, second_matrices, everything),
        features=max(item.observations.matrix.shape[1] for item in examples),
    )


def unseen_scores(examples: Sequence[Example]) -> list[Floats]:
    """How likely each stretch is a name to models fitted on other documents, at first look."""
    return _first_look(examples)[1]


def _first_look(examples: Sequence[Example]) -> tuple[list[Floats], list[Floats]]:
    """The figures of each document for the first trees, and what those say of it unseen."""
    folds = [list(range(number, len(examples), _FOLDS)) for number in range(_FOLDS)]
    linear_scores: list[Floats] = [np.zeros(0)] * len(examples)
    for held in folds:
        rest = [item for i, item in enumerate(examples) if i not in set(held)]
        weights, bias = _fit_linear(rest)
        for i in held:
            linear_scores[i] = _linear(weights, bias, examples[i].observations)
    matrices = [
        np.column_stack([item.observations.matrix, score]) if len(score) else np.zeros((0, 0))
        for item, score in zip(examples, linear_scores, strict=True)
    ]
    scores: list[Floats] = [np.zeros(0)] * len(examples)
    for held in folds:
        rest_indices = [i for i in range(len(examples)) if i not in set(held)]
        trees = _fit_trees(examples, matrices, rest_indices)
        for i in held:
            if len(matrices[i]):
                scores[i] = probabilities(trees.logits(matrices[i]))
    return matrices, scores


def _fit_linear(examples: Sequence[Example]) -> tuple[npt.NDArray[np.float32], float]:
    rows = [words for item in examples for words in item.observations.context]
    labels = np.concatenate([item.labels for item in examples])
    known = ~np.isnan(labels)
    indptr = np.cumsum([0] + [len(words) for words in rows])
    indices = np.array([word for words in rows for word in words], dtype=np.int64)
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), BUCKETS))
    model = LogisticRegression(C=_REGULARISATION, solver="liblinear", dual=True, random_state=1)
    model.fit(matrix[known], labels[known])
    # Half precision is what is saved: fit what follows on the same weights.
    weights = model.coef_[0].astype(np.float16).astype(np.float32)
    return weights, float(model.intercept_[0])


def _linear(weights: npt.NDArray[np.float32], bias: float, observations: Observations) -> Floats:
    return np.array([float(weights[list(words)].sum()) + bias for words in observations.context])


def _fit_trees(
    examples: Sequence[Example], matrices: Sequence[Floats], indices: Sequence[int]
) -> Trees:
    chosen = [i for i in indices if len(matrices[i])]
    matrix = np.concatenate([matrices[i] for i in chosen])
    labels = np.concatenate([examples[i].labels for i in chosen])
    known = ~np.isnan(labels)
    data = lightgbm.Dataset(matrix[known].astype(np.float32), labels[known])
    return to_arrays(lightgbm.train(_TREES, data, _ROUNDS).dump_model())


def to_arrays(model: Mapping[str, object]) -> Trees:
    """LightGBM's own description of its trees as arrays."""
    roots: list[int] = []
    feature: list[int] = []
    threshold: list[float] = []
    below: list[int] = []
    above: list[int] = []
    value: list[float] = []

    def add(node: Mapping[str, object]) -> tuple[int, int]:
        index = len(feature)
        for column in (feature, below, above):
            column.append(0)
        threshold.append(0.0)
        value.append(0.0)
        if "leaf_value" in node:
            below[index] = above[index] = index
            value[index] = float(str(node["leaf_value"]))
            return index, 0
        feature[index] = int(str(node["split_feature"]))
        # Rounding down keeps "at most the threshold" true for the same float32 values.
        threshold[index] = float(np.float32(float(str(node["threshold"]))))
        left, right = node["left_child"], node["right_child"]
        if not isinstance(left, Mapping) or not isinstance(right, Mapping):
            raise TypeError("a split without children")
        below[index], left_depth = add(left)
        above[index], right_depth = add(right)
        return index, 1 + max(left_depth, right_depth)

    depth = 0
    trees = model["tree_info"]
    if not isinstance(trees, list):
        raise TypeError("no trees")
    for tree in trees:
        root, deep = add(tree["tree_structure"])
        roots.append(root)
        depth = max(depth, deep)
    return Trees(
        roots=np.array(roots, dtype=np.int32),
        feature=np.array(feature, dtype=np.int16),
        threshold=np.array(threshold, dtype=np.float32),
        below=np.array(below, dtype=np.int32),
        above=np.array(above, dtype=np.int32),
        value=np.array(value, dtype=np.float32),
        depth=depth,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """Precision, recall and F1 of spans."""

    exact: tuple[float, float, float]
    overlap: tuple[float, float, float]


def detection(examples: Sequence[Example], classifier: Classifier) -> Detection:
    """How well spans are found."""
    marked = found = exact = overlap = 0
    for item in examples:
        scores = classifier.probabilities(item.proposals, item.observations)
        chosen = [item.proposals[i] for i in choose(item.proposals, scores)]
        spans = [(proposal.start, proposal.end) for proposal in chosen]
        gold = [(toponym.start, toponym.end) for toponym in item.gold.toponyms]
        pairs = pair_spans(gold, spans)
        marked += len(gold)
        found += len(spans)
        overlap += len(pairs)
        exact += sum(gold[i] == spans[j] for i, j in pairs)
    return Detection(exact=_prf(exact, found, marked), overlap=_prf(overlap, found, marked))


def _prf(right: int, found: int, marked: int) -> tuple[float, float, float]:
    precision = right / found if found else 0.0
    recall = right / marked if marked else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _figures(label: str, result: Detection) -> str:
    exact, overlap = (
        "/".join(f"{value:.3f}" for value in triple) for triple in (result.exact, result.overlap)
    )
    return f"{label:24} exact {exact}   overlap {overlap}\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--no-report", action="store_true")
    options = parser.parse_args(arguments)
    proposer = Proposer(Gazetteer.open(Settings.from_environment().cache), english())
    paths = sorted(options.corpora.glob("*_dev.jsonl"))
    corpora = {path.stem: [example(gold, proposer) for gold in read_corpus(path)] for path in paths}
    own = own_examples(proposer)
    if not options.no_report:
        for name, held in corpora.items():
            others = [item for other, items in corpora.items() if other != name for item in items]
            rest = [*others, *own]
            sys.stdout.write(_figures(f"{name} (left out)", detection(held, fit(rest))))
            sys.stdout.flush()
    classifier = fit([*(item for items in corpora.values() for item in items), *own])
    out = options.out or data_path("models") / "finding.npz"
    classifier.save(out, ", ".join([*corpora, "name_sentences"]))
    for name, items in corpora.items():
        sys.stdout.write(_figures(f"{name} (fitted on)", detection(items, classifier)))


if __name__ == "__main__":
    main()
