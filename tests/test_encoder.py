"""The encoder: its arithmetic, its file, and when it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import document_from_text
from geo.errors import DataMissing
from geo.gazetteer import Gazetteer
from geo.mentions import find
from geo.mentions.encoder import HEADS, QUESTIONS, Encoder, Layer, fitted_encoder
from geo.mentions.passages import Passage
from geo.model import Role

WIDTH, PIECES, LONGEST = 2 * HEADS, 40, 30
Array = npt.NDArray[np.float64]


def small_encoder(seed: int = 1) -> Encoder:
    rng = np.random.default_rng(seed)

    def drawn(*shape: int) -> npt.NDArray[np.float32]:
        return rng.normal(scale=0.3, size=shape).astype(np.float32)

    layers = tuple(
        Layer(
            attention=drawn(WIDTH, 3 * WIDTH),
            attention_bias=drawn(3 * WIDTH),
            mixed=drawn(WIDTH, WIDTH),
            mixed_bias=drawn(WIDTH),
            mixed_norm=drawn(2, WIDTH) + 1,
            inner=drawn(WIDTH, 4 * WIDTH),
            inner_bias=drawn(4 * WIDTH),
            outer=drawn(4 * WIDTH, WIDTH),
            outer_bias=drawn(WIDTH),
            outer_norm=drawn(2, WIDTH) + 1,
        )
        for _ in range(3)
    )
    return Encoder(
        pieces=rng.integers(-127, 128, (PIECES, WIDTH)).astype(np.int8),
        piece_scales=np.full(PIECES, 0.01, dtype=np.float32),
        positions=drawn(LONGEST, WIDTH),
        norm=drawn(2, WIDTH) + 1,
        layers=layers,
        head=drawn(WIDTH, len(QUESTIONS)),
        bias=drawn(len(QUESTIONS)),
    )


def by_the_book(encoder: Encoder, passage: Passage) -> list[Array]:
    """The published formulas, one row and one head at a time, in double precision."""

    def norm(row: Array, scale_shift: npt.NDArray[np.float32]) -> Array:
        plain = (row - row.mean()) / np.sqrt(row.var() + 1e-12)
        return np.asarray(plain * scale_shift[0] + scale_shift[1], dtype=np.float64)

    def gelu(x: Array) -> Array:
        bent = np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))
        return np.asarray(0.5 * x * (1 + bent), dtype=np.float64)

    rows = [
        norm(
            encoder.pieces[piece].astype(np.float64) * encoder.piece_scales[piece]
            + encoder.positions[place],
            encoder.norm,
        )
        for place, piece in enumerate(passage.pieces)
    ]
    size = WIDTH // HEADS
    for layer in encoder.layers:
        joint = [row @ layer.attention + layer.attention_bias for row in rows]
        following = []
        for row, own in zip(rows, joint, strict=True):
            seen = []
            for head in range(HEADS):
                part = slice(head * size, (head + 1) * size)
                likeness = np.array(
                    [own[:WIDTH][part] @ other[WIDTH : 2 * WIDTH][part] for other in joint]
                ) / np.sqrt(size)
                weights = np.exp(likeness) / np.exp(likeness).sum()
                values = [other[2 * WIDTH :][part] for other in joint]
                seen.append(sum(w * v for w, v in zip(weights, values, strict=True)))
            mixed = np.concatenate(seen) @ layer.mixed + layer.mixed_bias
            middle = norm(row + mixed, layer.mixed_norm)
            outer = gelu(middle @ layer.inner + layer.inner_bias) @ layer.outer + layer.outer_bias
            following.append(norm(middle + outer, layer.outer_norm))
        rows = following
    return [
        np.mean(rows[first:after], axis=0) @ encoder.head + encoder.bias
        for first, after in passage.names
    ]


@st.composite
def passages(draw: st.DrawFn) -> list[Passage]:
    found = []
    number = 0
    for _ in range(draw(st.integers(1, 4))):
        pieces = draw(st.lists(st.integers(0, PIECES - 1), min_size=3, max_size=LONGEST))
        names = []
        for _ in range(draw(st.integers(1, 3))):
            first = draw(st.integers(0, len(pieces) - 1))
            names.append((first, draw(st.integers(first + 1, len(pieces)))))
        numbers = tuple(range(number, number + len(names)))
        number += len(names)
        found.append(Passage(pieces=tuple(pieces), names=tuple(names), numbers=numbers))
    return found


@given(passages())
def test_log_odds_are_those_of_the_formulas(asked: list[Passage]) -> None:
    encoder = small_encoder()
    expected = [value for passage in asked for value in by_the_book(encoder, passage)]
    found = encoder.log_odds(asked, len(expected))
    assert found == pytest.approx(np.array(expected), abs=2e-3)


def test_a_name_in_no_passage_has_no_log_odds() -> None:
    passage = Passage(pieces=(1, 2, 3), names=((1, 2),), numbers=(1,))
    found = small_encoder().log_odds([passage], 3)
    assert np.isnan(found).tolist() == [[True, True], [False, False], [True, True]]


def test_the_file_gives_back_nearly_the_same_weights(tmp_path: Path) -> None:
    encoder = small_encoder()
    encoder.save(tmp_path / "encoder.npz", "no corpus")
    again = Encoder.load(tmp_path / "encoder.npz")
    assert np.array_equal(again.pieces, encoder.pieces)
    for one, two in zip(again.layers, encoder.layers, strict=True):
        widest = np.abs(two.inner).max(axis=0)
        assert (np.abs(one.inner - two.inner) <= widest / 127 / 2 * 1.001).all()
        assert np.array_equal(one.outer_norm, two.outer_norm)
    again.save(tmp_path / "again.npz", "no corpus")
    once_more = Encoder.load(tmp_path / "again.npz")
    assert np.array_equal(once_more.layers[0].attention, again.layers[0].attention)


def test_peoples_need_no_encoder(no_encoder: None, gazetteer: Gazetteer) -> None:
    found = find(document_from_text("Norwegian and Swedish officials met."), gazetteer)
    assert [mention.role for mention in found] == [Role.DEMONYM, Role.DEMONYM]


def test_other_languages_need_no_encoder(no_encoder: None, gazetteer: Gazetteer) -> None:
    text = "W poniedziałek w Krakowie spadł ulewny deszcz, a Warszawa została bez prądu."
    found = find(document_from_text(text, language="pl"), gazetteer)
    assert "Warszawa" in {mention.text for mention in found}


def test_a_missing_encoder_is_said(no_encoder: None, gazetteer: Gazetteer) -> None:
    with pytest.raises(DataMissing) as error:
        find(document_from_text("Aid for Norway was late."), gazetteer)
    assert "encoder.npz is missing" in error.value.detail


def test_the_same_text_has_the_same_roles_and_probabilities(gazetteer: Gazetteer) -> None:
    text = "Oslo said it would help. Ships left Bergen for Iceland, and Norway thanked Denmark."
    first = find(document_from_text(text), gazetteer)
    find(document_from_text("Peru accused Chile. It rained in Lima."), gazetteer)
    assert find(document_from_text(text), gazetteer) == first


@pytest.fixture
def no_encoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer
) -> Iterator[None]:
    """An installation without the encoder's file."""
    import geo.resources

    find(document_from_text("Rain fell in Norway."), gazetteer)  # all else is read by now
    models = tmp_path / "data" / "models"
    models.mkdir(parents=True)
    monkeypatch.setattr(geo.resources, "_PACKAGE", tmp_path / "geo")
    fitted_encoder.cache_clear()
    yield
    fitted_encoder.cache_clear()


def test_progress_counts_the_passages_that_are_read() -> None:
    passage = Passage(pieces=tuple(range(1, 9)), names=((1, 2),), numbers=(0,))
    told: list[tuple[int, int]] = []
    small_encoder().log_odds([passage] * 500, 1, progress=lambda *counts: told.append(counts))
    assert told[0] == (0, 500)
    assert len(told) > 1
    done = [count for count, _ in told]
    assert done == sorted(set(done))
    assert {every for _, every in told} == {500}
