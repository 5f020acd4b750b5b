"""Names that the light classifier is in doubt about, read once more by the encoder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.mentions.choice import THRESHOLD
from geo.mentions.encoder import ASSOCIATIVE, PLACE, Encoder
from geo.mentions.happenings import happens_to
from geo.mentions.passages import passages_in
from geo.mentions.proposals import Proposal
from geo.mentions.tokens import Reading
from geo.mentions.trees import Floats, probabilities
from geo.model import Progress

# Outside these scores the encoder changes hardly anything.
LEAST, MOST = 0.15, 0.85
# How the log-odds of the two are added up.
_ENCODER, _LIGHT = 0.45, 0.55
# The encoder alone makes a name of a stretch only when this sure.
_LIFTED = 0.4
# The encoder knows few of the world's names: it doubts "in Juba". What the light classifier takes
# for a name there, from the first figure on, is as likely as the second at least.
_LOCATED_FROM, _LOCATED = 0.5, 0.5
# The same of "Perm was hit by drones", from where on.
_HAPPENED_FROM = 0.3
_LOCATING = frozenset(
    {"in", "near", "outside", "across", "throughout", "inside", "from", "to", "into"}
)
# Overlapping stretches stand near each other in text order.
_NEIGHBOURS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What is known after the encoder has read the sentences with names in doubt."""

    scores: Floats  # how likely each stretch is a name
    associative: Mapping[tuple[int, int], float]  # log-odds of names read on the way, by span


def read_again(
    reading: Reading,
    proposals: Sequence[Proposal],
    scores: Floats,
    encoder: Callable[[], Encoder],
    *,
    progress: Progress | None = None,
) -> Reread:
    """Settle doubts. Other likely names of the same sentences are read along, for their roles."""
    doubtful = (scores >= LEAST) & (scores <= MOST)
    if not doubtful.any():
        return Reread(scores=scores, associative={})
    sentence_of = [reading.sentence_of[proposal.first] for proposal in proposals]
    read = {sentence_of[i] for i in np.flatnonzero(doubtful)}
    asked = [
        i
        for i in range(len(proposals))
        if doubtful[i] or (scores[i] >= THRESHOLD and sentence_of[i] in read)
    ]
    stretches = [proposals[i] for i in asked]
    reader = encoder()
    cut = passages_in(reading, [(stretch.start, stretch.end) for stretch in stretches])
    answers = reader.log_odds(cut, len(asked), progress=progress)
    settled = scores.copy()
    for i, answer in zip(asked, answers[:, PLACE], strict=True):
        if doubtful[i] and not np.isnan(answer):
            settled[i] = blended(answer, scores[i])
            # Dumfries is a place too, but not in "Dumfries and Galloway".
            if _is_part(i, proposals, scores):
                settled[i] = min(settled[i], scores[i])
            if _is_said_to_be_land(reading, proposals[i], float(scores[i])):
                settled[i] = max(settled[i], _LOCATED)
    return Reread(
        scores=settled,
        associative={
            (stretch.start, stretch.end): float(answer)
            for stretch, answer in zip(stretches, answers[:, ASSOCIATIVE], strict=True)
            if not np.isnan(answer)
        },
    )


def _is_said_to_be_land(reading: Reading, proposal: Proposal, score: float) -> bool:
    if not proposal.facts.entries:
        return False
    return (score >= _LOCATED_FROM and _is_located(reading, proposal)) or (
        score >= _HAPPENED_FROM and happens_to(reading, proposal.after)
    )


def _is_located(reading: Reading, proposal: Proposal) -> bool:
    """ "In Juba": a name of the gazetteer behind "in", "to" or the like."""
    before = reading.tokens[proposal.first - 1].lower if proposal.first else ""
    return before in _LOCATING


def _is_part(index: int, proposals: Sequence[Proposal], scores: Floats) -> bool:
    """Is it part of a longer name that the gazetteer has, and that is as likely by itself?"""
    own = proposals[index]
    low, high = max(0, index - _NEIGHBOURS), index + _NEIGHBOURS + 1
    return any(
        other.start <= own.start
        and own.end <= other.end
        and len(other.text) > len(own.text)
        and bool(other.facts.entries)
        and scores[low + number] >= scores[index]
        for number, other in enumerate(proposals[low:high])
    )


def blended(encoder: float, light: float) -> float:
    """The probability, from the encoder's log-odds and the light classifier's probability."""
    odds = _ENCODER * encoder + _LIGHT * np.log(light / (1.0 - light))
    both = float(probabilities(np.array([odds]))[0])
    return min(both, light) if light < THRESHOLD and both < _LIFTED else both
