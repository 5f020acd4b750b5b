"""What each ingredient is worth: the figures without it, each corpus left out in turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from held_out import Fitting, Fold, folds

from geo.languages.english_names import DIRECTIONS
from geo.mentions.choice import choose
from geo.mentions.classifier import Classifier, Observations
from geo.mentions.features import FAMILIES
from geo.mentions.fit import Example
from geo.mentions.fit import fit as fit_finding
from geo.mentions.gold import GoldDocument, pair_spans
from geo.mentions.proposals import Proposal
from geo.mentions.trees import Floats
from geo.places.evidence import EVIDENCE
from geo.places.evidence.publisher import FEED, HOME
from geo.places.fit import fit_weights
from geo.places.held_out import score_cases

Row = dict[str, object]
Rule = Callable[[Proposal], bool]

# Rules that propose names. Their stretches are taken away from weights that were fitted with them.
NAME_RULES: Mapping[str, Rule] = {
    "names that the gazetteer lacks": lambda item: not item.facts.entries,
    "abbreviations": lambda item: item.facts.abbreviation,
    "demonyms": lambda item: item.facts.demonym,
    "parts of places (Southern X)": lambda item: item.text.split()[0].lower() in DIRECTIONS,
    "names of several words": lambda item: " " in item.text,
}


def ablation(
    corpora: Mapping[str, tuple[GoldDocument, ...]], fitting: Fitting, say: Callable[[str], None]
) -> list[Row]:
    """Say and return a row for each ingredient of finding and of placing."""
    left_out = [fold for name, parts in folds(corpora).items() if name in corpora for fold in parts]
    return [*_finding(left_out, fitting, say), *_placing(left_out, fitting, say)]


def _line(row: Row, columns: Sequence[str]) -> str:
    cells = "  ".join(f"{float(str(row[name])):.3f}".lstrip("0") for name in columns)
    return f"{row['without']!s:44}  {row['how']!s:14}  {cells}\n"


def _finding(left_out: Sequence[Fold], fitting: Fitting, say: Callable[[str], None]) -> list[Row]:
    """Overlap F1 of spans."""
    names = [fold.name for fold in left_out]
    say(f"Finding without …: overlap F1 of {', '.join(names)}; the encoder is not asked\n")
    seen = [fitting.examples(fold) for fold in left_out]
    held = [[fitting.example(gold) for gold in fold.held] for fold in left_out]
    full = [fit_finding(items) for items in seen]
    rows: list[Row] = []

    def add(without: str, how: str, scores: Sequence[float]) -> None:
        figures = dict(zip(names, (round(score, 4) for score in scores), strict=True))
        rows.append({"without": without, "how": how, **figures})
        say(_line(rows[-1], names))

    add("(nothing)", "", [_f1(h, c) for h, c in zip(held, full, strict=True)])
    add(
        "the classifier: all gazetteer names, longest",
        "replaced",
        [_f1(items, None) for items in held],
    )
    add(
        "the second look",
        "as fitted",
        [_f1(h, replace(c, second=c.first)) for h, c in zip(held, full, strict=True)],
    )
    changes: dict[str, Callable[[Example], Example]] = {
        "the linear model on words": _without_words,
        **{f"figures on {name}": _without_figures(name) for name in FAMILIES},
    }
    for without, change in changes.items():
        fitted = [fit_finding([change(item) for item in items]) for items in seen]
        scores = [_f1([change(item) for item in h], c) for h, c in zip(held, fitted, strict=True)]
        add(without, "fitted again", scores)
    for without, rule in NAME_RULES.items():
        scores = [_f1(h, c, rule) for h, c in zip(held, full, strict=True)]
        add(without, "as fitted", scores)
    return rows


def _without_words(item: Example) -> Example:
    seen = item.observations
    blank = Observations(matrix=seen.matrix, context=np.zeros_like(seen.context[:, :1]))
    return replace(item, observations=blank)


def _without_figures(family: str) -> Callable[[Example], Example]:
    start = 0
    for name, size in FAMILIES.items():
        if name == family:
            break
        start += size
    columns = slice(start, start + FAMILIES[family])

    def change(item: Example) -> Example:
        matrix = item.observations.matrix.copy()
        if matrix.size:
            matrix[:, columns] = 0.0
        return replace(
            item, observations=Observations(matrix=matrix, context=item.observations.context)
        )

    return change


def _f1(
    items: Sequence[Example], classifier: Classifier | None, without: Rule | None = None
) -> float:
    marked = found = overlap = 0
    for item in items:
        proposals = item.proposals
        if classifier is None:
            scores: Floats = np.array([float(bool(one.facts.entries)) for one in proposals])
            scores *= [1 - 1 / (1 + one.end - one.start) for one in proposals]
        else:
            scores = classifier.probabilities(proposals, item.observations)
        kept = [i for i, one in enumerate(proposals) if without is None or not without(one)]
        chosen = choose([proposals[i] for i in kept], scores[kept])
        spans = [(proposals[kept[i]].start, proposals[kept[i]].end) for i in chosen]
        gold = [(toponym.start, toponym.end) for toponym in item.gold.toponyms]
        marked += len(gold)
        found += len(spans)
        overlap += len(pair_spans(gold, spans))
    return 2 * overlap / (marked + found) if marked + found else 0.0


def _placing(left_out: Sequence[Fold], fitting: Fitting, say: Callable[[str], None]) -> list[Row]:
    """Right place, given the gold spans."""
    names = [fold.name for fold in left_out]
    say(f"\nPlacing without …: right place given gold spans, {', '.join(names)}\n")
    rows: list[Row] = []
    # No corpus says who published: those kinds have no value there (but rows “in its feed”).
    for kind in (None, *(kind for kind in EVIDENCE if kind not in (FEED, HOME))):
        figures = {}
        for fold in left_out:
            cases = [
                case for part in fold.seen.values() for gold in part for case in fitting.cases(gold)
            ]
            held = [case for gold in fold.held for case in fitting.cases(gold)]
            weights = fit_weights(cases, [], without=kind.features if kind else ())
            figures[fold.name] = round(float(score_cases(held, weights)["right_place"]), 4)
        without = f"evidence: {kind.name}" if kind else "(nothing)"
        how = "fitted again" if kind else ""
        rows.append({"without": without, "how": how, **figures})
        say(_line(rows[-1], names))
    return rows
