"""What the encoder learns from: passages with answers about the names in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from geo.languages.lexicons import english
from geo.mentions.fit import Example
from geo.mentions.passages import Passage, passages_in
from geo.mentions.tokens import read
from geo.mentions.trees import Floats

UNKNOWN = nan
# Stretches that the light model takes for a name less often than this are learned from no further.
_LEAST_LIKELY = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A passage with the answers for each of its names."""

    passage: Passage
    answers: tuple[tuple[float, float], ...]  # to `QUESTIONS`: 1, 0 or `UNKNOWN`


def place_lessons(examples: Sequence[Example], scores: Sequence[Floats]) -> list[Lesson]:
    """Which stretches are names of places: marked documents, and what the light model says."""
    found = []
    for item, likely in zip(examples, scores, strict=True):
        reading = read(item.gold.document, english())
        asked = [i for i, score in enumerate(likely) if score > _LEAST_LIKELY]
        stretches = [item.proposals[i] for i in asked]
        cut = passages_in(reading, [(stretch.start, stretch.end) for stretch in stretches])
        found += [
            Lesson(
                passage=passage,
                answers=tuple((float(item.labels[asked[i]]), UNKNOWN) for i in passage.numbers),
            )
            for passage in cut
        ]
    return found
