"""Scores of found places against marked ones. All figures are micro-averages.

Spans are paired one to one, best share of common characters first. A pair is exact when both ends
agree. A place is right when it is the same GeoNames entry, or lies within 161 km of the marked
point or within the found place's own radius. End to end counts pairs at the right place; marked
names without coordinates, and what was paired with them, are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geo.geodesy import distance_m
from geo.mentions.gold import GoldToponym, pair_spans

NEAR_KM = 161.0
_BINS = 10
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
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, gold: Sequence[GoldToponym], found: Sequence[Found]) -> None:
        """Count one document."""
        pairs = [
            (gold[i], found[j])
            for i, j in pair_spans(
                [(item.start, item.end) for item in gold],
                [(item.start, item.end) for item in found],
            )
        ]
        located = [(marked, given) for marked, given in pairs if is_located(marked)]
        self.documents += 1
        self.marked += len(gold)
        self.found += len(found)
        self.overlap += len(pairs)
        self.exact += sum(
            marked.start == given.start and marked.end == given.end for marked, given in pairs
        )
        self.marked_located += sum(map(is_located, gold))
        self.found_counted += len(found) - (len(pairs) - len(located))
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


def calibration_error(judged: Iterable[tuple[float, bool]]) -> float | None:
    """Mean distance of confidence from the share that is right, in ten bins of equal count."""
    ordered = sorted(judged)
    if not ordered:
        return None
    error = 0.0
    for number in range(_BINS):
        part = ordered[number * len(ordered) // _BINS : (number + 1) * len(ordered) // _BINS]
        if part:
            confidence = sum(value for value, _ in part) / len(part)
            right = sum(right for _, right in part) / len(part)
            error += abs(confidence - right) * len(part) / len(ordered)
    return error


def _share(count: int, whole: int) -> float | None:
    return count / whole if whole else None


def _prf(name: str, right: int, found: int, marked: int) -> dict[str, float | None]:
    precision, recall = _share(right, found), _share(right, marked)
    f1 = 2 * right / (found + marked) if found + marked else None
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1}
