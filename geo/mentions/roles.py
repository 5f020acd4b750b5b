"""Which role a mention has: by list, else by a light model, else by an encoder of its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geo.mentions.context import buckets
from geo.mentions.encoder import ASSOCIATIVE, Encoder, fitted_encoder
from geo.mentions.facts import NameFacts
from geo.mentions.happenings import happens_to
from geo.mentions.passages import passages_in
from geo.mentions.role_features import Frame, Stretch, frame, role_figures, role_words
from geo.mentions.tokens import Reading
from geo.mentions.trees import Floats, Trees, probabilities
from geo.model import Kind, Progress, Role
from geo.resources import data_path

_GROUP = tuple(Kind).index(Kind.GROUP)
# A place this large keeps its own name, even when the word also is a demonym.
_LARGE_LOG_POPULATION = 12.5
_SURE = 0.98
# A location taken for an actor is missing from the map; the reverse only adds a marker.
ACTOR_FROM = 0.55
# The light model's log-odds over which the encoder is not asked: on documents that it was not
# fitted on, 94 in 100 of those are actors.
_SURELY_ACTOR = 2.2
_INSIDE_GROUP = frozenset({"in", "across", "throughout", "within", "outside", "inside", "into"})


@dataclass(frozen=True, slots=True)
class Blend:
    """How the log-odds of the two models are added up."""

    encoder: float
    light: float
    bias: float

    def log_odds(self, encoder: Floats, light: Floats) -> Floats:
        """Log-odds of `associative`; those of the light model alone where the encoder has none."""
        return np.where(
            np.isnan(encoder), light, self.encoder * encoder + self.light * light + self.bias
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClassifier:
    """Fitted weights: is a mention associative, and not literal?"""

    words: npt.NDArray[np.float32]  # one weight a bucket
    words_bias: float
    trees: Trees
    blend: Blend
    surely_literal: float  # the light model's log-odds under which the encoder is not asked
    encoder: Callable[[], Encoder] | None  # reads its weights when first called; None: not asked

    def encoder_for(self, reading: Reading) -> Callable[[], Encoder] | None:
        """What gives the encoder where it can read the text: it knows English alone."""
        language = reading.document.language.partition("-")[0].lower()
        return self.encoder if language == "en" else None

    def light(self, figures: Sequence[list[float]], words: Sequence[list[int]]) -> Floats:
        """The light model's log-odds, one number for each mention."""
        if not figures:
            return np.zeros(0)
        linear = self.linear(words)
        return self.trees.logits(np.column_stack([np.array(figures), linear]))

    def linear(self, words: Sequence[list[int]]) -> Floats:
        """The linear model's log-odds."""
        return np.array([float(self.words[row].sum()) + self.words_bias for row in words])

    def save(self, path: Path, corpora: str) -> None:
        """Write the weights without the encoder's; `corpora` says what they were fitted on."""
        np.savez_compressed(
            path,
            corpora=np.array(corpora),
            words=self.words.astype(np.float16),
            words_bias=np.array(self.words_bias),
            blend=np.array([self.blend.encoder, self.blend.light, self.blend.bias]),
            surely_literal=np.array(self.surely_literal),
            **self.trees.arrays("trees"),
        )

    @classmethod
    def load(cls, path: Path, encoder: Callable[[], Encoder]) -> RoleClassifier:
        """The reverse of `save`."""
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return cls(
            words=arrays["words"].astype(np.float32),
            words_bias=float(arrays["words_bias"]),
            trees=Trees.from_arrays(arrays, "trees"),
            blend=Blend(*map(float, arrays["blend"])),
            surely_literal=float(arrays["surely_literal"]),
            encoder=encoder,
        )


def read_roles(
    reading: Reading,
    stretches: Sequence[Stretch],
    classifier: RoleClassifier,
    known: Mapping[tuple[int, int], float] | None = None,
    *,
    progress: Progress | None = None,
) -> list[tuple[Role, float]]:
    """The role of each mention and its probability.

    The encoder is called only when there is a mention that the light model is not sure of, and
    whose log-odds are not `known`, by offsets, from an earlier reading.
    """
    places = frozenset(
        index for stretch in stretches for index in range(stretch.first, stretch.after)
    )
    decided: list[tuple[Role, float] | None] = []
    frames = []
    for stretch in stretches:
        seen = None if is_demonym(stretch.facts) else frame(reading, stretch, places)
        listed = _listed(stretch.facts, seen)
        if listed is None and happens_to(reading, stretch.after):
            listed = Role.LITERAL, _SURE
        decided.append(listed)
        frames.append(seen)
    open_questions = [
        (number, stretches[number], seen)
        for number, seen in enumerate(frames)
        if seen is not None and decided[number] is None
    ]
    light = classifier.light(
        [role_figures(reading, stretch, seen) for _, stretch, seen in open_questions],
        [buckets(role_words(reading, stretch, seen)) for _, stretch, seen in open_questions],
    )
    unsure = (light >= classifier.surely_literal) & (light <= _SURELY_ACTOR)
    asked = np.flatnonzero(unsure)
    if asked.size and (encoder := classifier.encoder_for(reading)):
        read = _read(reading, [open_questions[i][1] for i in asked], encoder, known or {}, progress)
        light[asked] = classifier.blend.log_odds(read, light[asked])
    for (number, _, _), probability in zip(open_questions, probabilities(light), strict=True):
        decided[number] = (
            (Role.ASSOCIATIVE, round(float(probability), 4))
            if probability >= ACTOR_FROM
            else (Role.LITERAL, round(1.0 - float(probability), 4))
        )
    return [answer for answer in decided if answer is not None]


def _read(
    reading: Reading,
    stretches: Sequence[Stretch],
    encoder: Callable[[], Encoder],
    known: Mapping[tuple[int, int], float],
    progress: Progress | None,
) -> Floats:
    """The encoder's log-odds of `associative`, one for each mention."""
    tokens = reading.tokens
    spans = [(tokens[item.first].start, tokens[item.after - 1].end) for item in stretches]
    read = np.array([known.get(span, np.nan) for span in spans])
    missing = np.flatnonzero(np.isnan(read)).tolist()
    if missing:
        reader = encoder()
        found = passages_in(reading, [spans[i] for i in missing])
        answers = reader.log_odds(found, len(missing), progress=progress)
        read[missing] = answers[:, ASSOCIATIVE]
    return read


def listed_role(facts: NameFacts) -> tuple[Role, float]:
    """The role by the list of demonyms alone, and its probability."""
    return (Role.DEMONYM, _SURE) if is_demonym(facts) else (Role.LITERAL, 1.0)


def is_demonym(facts: NameFacts) -> bool:
    """Does the name stand for people or things of a place, more than for a place itself?"""
    return facts.demonym and facts.log_population_trusted < _LARGE_LOG_POPULATION


def _listed(facts: NameFacts, seen: Frame | None) -> tuple[Role, float] | None:
    """The role of peoples (`seen` is None) and of groups of states."""
    if seen is None:
        return Role.DEMONYM, _SURE
    if facts.best_kind == _GROUP:
        # An organisation acts, unless something happens inside its members' land.
        inside = seen.governor.lower in _INSIDE_GROUP and not seen.noun.word
        return (Role.LITERAL if inside else Role.ASSOCIATIVE), _SURE
    return None


@cache
def fitted_roles() -> RoleClassifier:
    """The weights of this installation. Raises `DataMissing`; for the encoder's, when called."""
    return RoleClassifier.load(data_path("models", "roles.npz"), fitted_encoder)
