"""Scores of found places against marked ones. All figures are micro-averages.

Spans are paired one to one, best share of common characters first. A pair is exact when both ends
agree. A place is right when it is the same GeoNames entry, or lies within 161 km of the marked
point or within the found place's own radius. End to end counts pairs at the right place; marked
names without coordinates, and what was paired with them, are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from geo.geodesy import distance_m
from geo.mentions.gold import GoldToponym, pair_spans

NEAR_KM = 161.0
BINS = 10
RESAMPLES = 1000
_ROLES = frozenset({"literal", "associative", "demonym"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One toponym as Dateline gives it."""

    start: int
    end: int
    lon: float | None
    lat: float | None
    geonameid: int | None
    radius_km: float | None
    role: str
    confidence: float


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts over documents."""

    documents: int = 0
    marked: int = 0
    found: int = 0
    exact: int = 0
    overlap: int = 0
    marked_located: int = 0
    found_counted: int = 0  # found, without what was paired with a marked name that has no position
    pairs_located: int = 0
    same_entry: int = 0
    right: int = 0
    role_pairs: int = 0
    role_right: int = 0
    judged: list[tuple[float, bool]] = field(default_factory=list)  # (confidence, right)
    # Placed where the corpus marks nothing: wrong, if the corpus marks all.
    unmarked: list[tuple[float, bool]] = field(default_factory=list)

    def add(
        self,
        gold: Sequence[GoldToponym],
        found: Sequence[Found],
        left_out: Callable[[GoldToponym], bool] = lambda _: False,
    ) -> None:
        """Count one document. What is left out, and what is paired with it, counts neither way."""
        indices = pair_spans(
            [(item.start, item.end) for item in gold], [(item.start, item.end) for item in found]
        )
        pairs = [(gold[i], found[j]) for i, j in indices]
        paired = {j for _, j in indices}
        self.unmarked += [
            (item.confidence, False)
            for j, item in enumerate(found)
            if j not in paired and item.lon is not None
        ]
        skipped = sum(left_out(marked) for marked, _ in pairs)
        pairs = [(marked, given) for marked, given in pairs if not left_out(marked)]
        gold = [marked for marked in gold if not left_out(marked)]
        located = [(marked, given) for marked, given in pairs if is_located(marked)]
        self.documents += 1
        self.marked += len(gold)
        self.found += len(found) - skipped
        self.overlap += len(pairs)
        self.exact += sum(
            marked.start == given.start and marked.end == given.end for marked, given in pairs
        )
        self.marked_located += sum(map(is_located, gold))
        self.found_counted += len(found) - skipped - (len(pairs) - len(located))
        self.pairs_located += len(located)
        for marked, given in located:
            right = is_right(marked, given)
            self.right += right
            self.same_entry += marked.geonameid is not None and (
                marked.geonameid == given.geonameid
            )
            if given.lon is not None:
                self.judged.append((given.confidence, right))
        for marked, given in pairs:
            if marked.role in _ROLES:
                self.role_pairs += 1
                self.role_right += marked.role == given.role

    def figures(self) -> dict[str, float | int | None]:
        """All figures by name, shares rounded to four digits."""
        shares = {
            **_prf("exact", self.exact, self.found, self.marked),
            **_prf("overlap", self.overlap, self.found, self.marked),
            "right_place": _share(self.right, self.pairs_located),
            "same_entry": _share(self.same_entry, self.pairs_located),
            **_prf("end_to_end", self.right, self.found_counted, self.marked_located),
            "roles": _share(self.role_right, self.role_pairs),
            "calibration_error": calibration_error(self.judged),
            "calibration_error_all": calibration_error(self.judged + self.unmarked),
        }
        counts = {"documents": self.documents, "marked": self.marked, "found": self.found}
        return counts | {
            name: None if value is None else round(value, 4) for name, value in shares.items()
        }


def is_located(gold: GoldToponym) -> bool:
    """Does the corpus say where the place is?"""
    return gold.lon is not None and gold.lat is not None


def is_right(gold: GoldToponym, found: Found) -> bool:
    """Is the found place the marked one, or near enough?"""
    if gold.geonameid is not None and gold.geonameid == found.geonameid:
        return True
    if gold.lon is None or gold.lat is None or found.lon is None or found.lat is None:
        return False
    away_km = distance_m(gold.lon, gold.lat, found.lon, found.lat) / 1000
    return away_km <= max(NEAR_KM, found.radius_km or 0.0)


_COUNTS = tuple(item.name for item in fields(Tally) if item.type != "list[tuple[float, bool]]")


def summed(tallies: Iterable[Tally]) -> Tally:
    """All counts together."""
    total = Tally()
    for tally in tallies:
        for name in _COUNTS:
            setattr(total, name, getattr(total, name) + getattr(tally, name))
        total.judged += tally.judged
        total.unmarked += tally.unmarked
    return total


def intervals(tallies: Sequence[Tally]) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of all figures, resampling documents; seeded, so repeatable."""
    chance = np.random.default_rng(1)
    counts = np.array([[getattr(tally, name) for name in _COUNTS] for tally in tallies])
    picks = chance.multinomial(len(tallies), np.full(len(tallies), 1 / len(tallies)), RESAMPLES)
    runs: dict[str, list[float]] = {}
    for row in (picks @ counts).tolist():
        resampled = Tally(**dict(zip(_COUNTS, row, strict=True)))
        for name, value in resampled.figures().items():
            if isinstance(value, float):
                runs.setdefault(name, []).append(value)
    return {
        name: (round(float(low), 4), round(float(high), 4))
        for name, values in runs.items()
        for low, high in [np.quantile(values, [0.025, 0.975])]
    }


def share_interval(right: Sequence[bool]) -> tuple[float, float]:
    """95 % bootstrap interval of the share that is right, resampling names; seeded."""
    chance = np.random.default_rng(1)
    shares = chance.binomial(len(right), float(np.mean(right)), RESAMPLES) / len(right)
    low, high = np.quantile(shares, [0.025, 0.975])
    return round(float(low), 4), round(float(high), 4)


def reliability(judged: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """(mean confidence, share that is right, count) of ten bins of equal count."""
    ordered = sorted(judged)
    bins = []
    for number in range(BINS):
        part = ordered[number * len(ordered) // BINS : (number + 1) * len(ordered) // BINS]
        if part:
            confidence = sum(value for value, _ in part) / len(part)
            bins.append((confidence, sum(right for _, right in part) / len(part), len(part)))
    return bins


def calibration_error(judged: Iterable[tuple[float, bool]]) -> float | None:
    """Mean distance of confidence from the share that is right, over the bins."""
    bins = reliability(judged)
    whole = sum(count for _, _, count in bins)
    if not whole:
        return None
    return sum(abs(confidence - right) * count for confidence, right, count in bins) / whole


def _share(count: int, whole: int) -> float | None:
    return count / whole if whole else None


def _prf(name: str, right: int, found: int, marked: int) -> dict[str, float | None]:
    precision, recall = _share(right, found), _share(right, marked)
    f1 = 2 * right / (found + marked) if found + marked else None
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1}


def errors(
    gold: Sequence[GoldToponym], found: Sequence[Found], text: str
) -> Iterator[tuple[str, str]]:
    """The kind and the name of each error of a document."""
    indices = pair_spans(
        [(item.start, item.end) for item in gold], [(item.start, item.end) for item in found]
    )
    marked, given = {i for i, _ in indices}, {j for _, j in indices}
    for j, item in enumerate(found):
        if j not in given:
            yield "found, not marked", text[item.start : item.end]
    for i, toponym in enumerate(gold):
        if i not in marked:
            yield "marked, not found", toponym.text
    for i, j in indices:
        if is_located(gold[i]) and not is_right(gold[i], found[j]):
            yield "at a wrong place", gold[i].text
        role = gold[i].role
        if role in _ROLES and role != found[j].role:
            yield "in a wrong role", f"{gold[i].text}: {role} as {found[j].role}"
