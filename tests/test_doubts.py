"""Names that the light classifier is in doubt about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.languages.lexicons import english
from geo.mentions import find
from geo.mentions.doubts import blended, read_again
from geo.mentions.encoder import Encoder, fitted_encoder
from geo.mentions.passages import Passage
from geo.mentions.proposals import Proposer
from geo.mentions.tokens import read

TEXT = "Rain fell in Oslo and in Bergen. Nobody was hurt in Molde."


class Listening:
    """An encoder that answers the same of every name, and remembers what it was asked."""

    def __init__(self, place: float, associative: float) -> None:
        self.answer = (place, associative)
        self.asked: list[Sequence[Passage]] = []

    def __call__(self) -> Encoder:
        return self  # type: ignore[return-value]

    def log_odds(
        self,
        passages: Sequence[Passage],
        names: int,
        *,
        progress: object = None,  # noqa: ARG002
    ) -> npt.NDArray[np.float64]:
        self.asked.append(passages)
        return np.tile(np.array(self.answer), (names, 1))


def scores_of(
    gazetteer: Gazetteer, encoder: Listening, scores: dict[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Scores and log-odds of roles by name, after the encoder has read what is in doubt."""
    document = document_from_text(TEXT)
    reading = read(document, english())
    proposals = Proposer(gazetteer, english()).propose(reading)
    given_scores = np.array([scores.get(proposal.text, 0.01) for proposal in proposals])
    again = read_again(reading, proposals, given_scores, encoder)
    named = {
        proposal.text: round(float(score), 3)
        for proposal, score in zip(proposals, again.scores, strict=True)
        if proposal.text in scores
    }
    return named, {TEXT[start:end]: odds for (start, end), odds in again.associative.items()}


def test_names_in_no_doubt_are_not_read(gazetteer: Gazetteer) -> None:
    encoder = Listening(-9.0, 0.0)
    sure = {"Oslo": 0.99, "Bergen": 0.9, "Molde": 0.1}
    assert scores_of(gazetteer, encoder, sure) == (sure, {})
    assert encoder.asked == []


def test_a_name_in_doubt_is_read_with_the_likely_names_of_its_sentence(
    gazetteer: Gazetteer,
) -> None:
    encoder = Listening(3.0, -2.5)
    scores, roles = scores_of(gazetteer, encoder, {"Oslo": 0.99, "Bergen": 0.5, "Molde": 0.99})
    assert scores == {"Oslo": 0.99, "Bergen": 0.794, "Molde": 0.99}
    assert roles == {"Oslo": -2.5, "Bergen": -2.5}
    assert [len(passages) for passages in encoder.asked] == [1]


@pytest.mark.parametrize(
    ("encoder", "light", "both"),
    [
        (0.0, 0.5, 0.5),
        (4.0, 0.2, 0.738),
        (-4.0, 0.8, 0.262),
        (0.7, 0.2, 0.2),  # .390 is too little to make a name of it
    ],
)
def test_both_are_averaged_in_log_odds(encoder: float, light: float, both: float) -> None:
    assert blended(encoder, light) == pytest.approx(both, abs=0.001)


@given(st.floats(-12, 12), st.floats(0.15, 0.85))
def test_a_blend_lies_between_its_parts(encoder: float, light: float) -> None:
    alone = 1 / (1 + np.exp(-encoder))
    low, high = sorted((alone, light))
    assert low - 1e-9 <= blended(encoder, light) <= high + 1e-9


def test_roles_and_doubts_are_read_by_the_same_encoder(gazetteer: Gazetteer) -> None:
    assert fitted_encoder().head.shape == (384, 2)
    found = find(
        document_from_text("Roads to Logan were closed, and Augusta asked for help."), gazetteer
    )
    assert [mention.text for mention in found] == ["Logan", "Augusta"]
