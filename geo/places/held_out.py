"""How good the ranker is on a corpus that its weights have not seen, and how sure it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from geo.places.gold import Case, is_right
from geo.places.ranker import Weights, rank

Fit = Callable[[Sequence[Case], Sequence[str]], Weights]
_STEPS = 20  # of the calibration curve


def held_out(
    by_corpus: Mapping[str, Sequence[Case]], fit: Fit
) -> tuple[dict[str, dict[str, float]], tuple[tuple[float, float], ...]]:
    """Score each corpus with weights fitted on the others; the second value is the calibration."""
    report: dict[str, dict[str, float]] = {}
    raw: list[float] = []
    right: list[float] = []
    for name, cases in by_corpus.items():
        others = [case for other, part in by_corpus.items() if other != name for case in part]
        names = [other for other in by_corpus if other != name]
        weights = fit(others if others else cases, names if others else [name])
        scores = _score(cases, weights)
        report[name] = _report(scores)
        raw.extend(s[0] for s in scores if s[4])
        right.extend(s[1] for s in scores if s[4])
    return report, _calibration(np.array(raw), np.array(right))


def score_cases(cases: Sequence[Case], weights: Weights) -> dict[str, float]:
    """Shares of the located gold mentions: at the right place, the same entry, reachable."""
    return _report(_score(cases, weights))


def _report(scores: Sequence[tuple[float, float, float, float, bool]]) -> dict[str, float]:
    return {
        "mentions": len(scores),
        "right_place": round(sum(s[1] for s in scores) / max(1, len(scores)), 4),
        "same_entry": round(sum(s[2] for s in scores) / max(1, len(scores)), 4),
        "reachable": round(sum(s[3] for s in scores) / max(1, len(scores)), 4),
    }


def _score(
    cases: Sequence[Case], weights: Weights
) -> list[tuple[float, float, float, float, bool]]:
    """A gold mention each: raw confidence, right place, same entry, reachable, placed."""
    scores = []
    for case in cases:
        ranking = rank(case.table, weights)
        for mention, gold in case.gold:
            if gold.lat is None:
                continue
            sense = case.table.sense_of_mention.get(mention)
            if sense is None:
                scores.append((0.0, 0.0, 0.0, 0.0, False))
                continue
            part = case.table.rows_of(sense)
            best = int(np.argmax(ranking.probability[part])) + part.start
            entry = case.table.rows[best].entry
            same = gold.geonameid is not None and entry.geonameid == gold.geonameid
            reachable = any(is_right(gold, n.entry) for n in case.table.rows[part])
            confidence = float(ranking.probability[best])
            scores.append(
                (confidence, float(is_right(gold, entry)), float(same), float(reachable), True)
            )
    return scores


def _calibration(
    raw: np.ndarray[tuple[int], np.dtype[np.float64]],
    right: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> tuple[tuple[float, float], ...]:
    """A monotone curve through equal-count bins (isotonic regression, then thinned)."""
    from sklearn.isotonic import IsotonicRegression

    if len(raw) < _STEPS:
        return ((0.0, 0.0), (1.0, 1.0))
    fitted = IsotonicRegression(y_min=0.0, y_max=0.99, out_of_bounds="clip").fit(raw, right)
    edges = np.quantile(raw, np.linspace(0, 1, _STEPS + 1))
    xs = np.unique(np.round((edges[1:] + edges[:-1]) / 2, 4))
    ys = np.maximum.accumulate(fitted.predict(xs))
    points = [(0.0, 0.0), *zip(xs.tolist(), ys.tolist(), strict=True)]
    if points[-1][0] < 1.0:
        points.append((1.0, float(ys[-1])))
    return tuple((float(a), float(b)) for a, b in points)
