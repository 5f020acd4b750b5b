"""Which of the overlapping stretches become mentions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.mentions.proposals import Proposal
from geo.mentions.trees import Floats
from geo.model import Kind

THRESHOLD = 0.35
# Organisations of states are mentions by definition; the corpora mark some and not others, so that
# the classifier cannot learn it.
_GROUP_SCORE = 0.6
_GROUP = tuple(Kind).index(Kind.GROUP)


def choose(proposals: Sequence[Proposal], scores: Floats) -> list[int]:
    """Indices of the stretches to keep, in text order: surest first, none overlapping another."""
    scores = np.array(
        [
            max(score, _GROUP_SCORE) if proposal.facts.best_kind == _GROUP else score
            for proposal, score in zip(proposals, scores, strict=True)
        ]
    )
    order = sorted(range(len(proposals)), key=lambda i: (-scores[i], proposals[i].start, i))
    taken = bytearray(max((proposal.end for proposal in proposals), default=0))
    kept: list[int] = []
    for index in order:
        if scores[index] < THRESHOLD:
            break
        start, end = proposals[index].start, proposals[index].end
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            kept.append(index)
    return sorted(kept)
