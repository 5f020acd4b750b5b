"""Which of the overlapping stretches become mentions."""

from __future__ import annotations

from collections.abc import Sequence

from geo.mentions.proposals import Proposal
from geo.mentions.trees import Floats
from geo.model import Kind

_LONGEST = 100
# A name that the gazetteer has, and one that it lacks: that is worth less to a reader of the map.
THRESHOLD = 0.35
UNKNOWN_THRESHOLD = 0.45
# Where several overlapping stretches share the probability that one of them is a mention.
_SHARED_THRESHOLD = 0.5
_LEAST_SHARE = 0.12
# "Leipzig University" is unknown, Leipzig is not: then the place inside is the mention.
_INNER_THRESHOLD = 0.1
_AND = " and "
# Organisations of states and seats of power are mentions by definition; the corpora mark some and
# not others, so that the classifier cannot learn it.
_ACTOR_SCORE = 0.6
_ACTOR_PROBABILITY = 0.9
_GROUP = tuple(Kind).index(Kind.GROUP)
_SEAT_OF_GOVERNMENT = "GOVL"
_FACILITY = tuple(Kind).index(Kind.FACILITY)


def choose(proposals: Sequence[Proposal], scores: Floats) -> dict[int, float]:
    """The stretches to keep, by index in text order, and how surely each is a mention.

    The surest come first, none overlaps another. One that is kept for what overlapping stretches
    share is as sure as they are together.
    """
    values = [
        max(float(score), _ACTOR_SCORE) if _is_actor(proposal) else float(score)
        for proposal, score in zip(proposals, scores, strict=True)
    ]
    order = sorted(range(len(proposals)), key=lambda i: (-values[i], proposals[i].start, i))
    taken = bytearray(max((proposal.end for proposal in proposals), default=0))
    kept: dict[int, float] = {}
    for index in order:
        if values[index] < _LEAST_SHARE:
            break
        start, end = proposals[index].start, proposals[index].end
        if taken.find(1, start, end) >= 0:
            continue
        overlapping = _overlapping(proposals, index)
        threshold = THRESHOLD if proposals[index].facts.entries else UNKNOWN_THRESHOLD
        shared = values[index] + sum(values[other] for other in overlapping)
        if values[index] < threshold and shared < _SHARED_THRESHOLD:
            continue
        best = index
        if not proposals[index].facts.entries:
            inner = [
                other
                for other in overlapping
                if start <= proposals[other].start
                and proposals[other].end <= end
                and proposals[other].facts.entries
                and values[other] >= _INNER_THRESHOLD
            ]
            best = max(inner, key=lambda i: (values[i], -i), default=index)
            if best == index and values[index] < UNKNOWN_THRESHOLD:
                continue
        best = _whole(proposals, best, overlapping, values, taken)
        start, end = proposals[best].start, proposals[best].end
        taken[start:end] = b"\1" * (end - start)
        score = float(scores[best])
        kept[best] = score if score >= THRESHOLD else max(score, min(shared, 1.0))
    return dict(sorted(kept.items()))


def _whole(
    proposals: Sequence[Proposal],
    index: int,
    overlapping: Sequence[int],
    values: Sequence[float],
    taken: bytearray,
) -> int:
    """ "Dumfries" in "Dumfries and Galloway": the whole name, where the gazetteer has it."""
    own = proposals[index]
    wholes = [
        other
        for other in overlapping
        if _AND in proposals[other].text
        and proposals[other].facts.entries
        and proposals[other].start <= own.start
        and own.end <= proposals[other].end
        and values[other] >= _INNER_THRESHOLD
        and taken.find(1, proposals[other].start, proposals[other].end) < 0
    ]
    return max(wholes, key=lambda i: (values[i], -i), default=index)


def probability_of(proposal: Proposal, score: float) -> float:
    """How surely a kept stretch is a mention: the score, but for those that are by definition."""
    return max(score, _ACTOR_PROBABILITY) if _is_actor(proposal) else score


def is_institution(proposal: Proposal, score: float) -> bool:
    """Is it kept as an alliance or a seat of power alone, and not named as a place: "NATO said"?

    A union with land of its own, such as the EU, is a place too.
    """
    if not _is_actor(proposal):
        return False
    for named in proposal.named[:1]:
        if named.entry.kind is Kind.GROUP:
            return named.entry.lon is None
        if named.entry.feature_code == _SEAT_OF_GOVERNMENT:
            return score < THRESHOLD
    return False


def _is_actor(proposal: Proposal) -> bool:
    facts = proposal.facts
    return facts.best_kind == _GROUP or (facts.best_kind == _FACILITY and facts.curated)


def _overlapping(proposals: Sequence[Proposal], index: int) -> list[int]:
    """Stretches that share a character with one. They are sorted by start, and short."""
    start, end = proposals[index].start, proposals[index].end
    found = []
    low = index - 1
    while low >= 0 and start - proposals[low].start < _LONGEST:
        if proposals[low].end > start:
            found.append(low)
        low -= 1
    high = index + 1
    while high < len(proposals) and proposals[high].start < end:
        found.append(high)
        high += 1
    return found
