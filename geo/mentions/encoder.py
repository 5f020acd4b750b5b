"""A small transformer (BERT), evaluated with numpy alone: what a sentence does with a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.mentions.passages import Passage
from geo.mentions.trees import Floats
from geo.model import Progress
from geo.resources import data_path

Matrix = npt.NDArray[np.float32]

HEADS = 12
# What is asked of a name, in the order of the answers: is it a place's name, and not a person's or
# a word; does it stand for a government or people there, and not for the location?
QUESTIONS = ("place", "associative")
PLACE, ASSOCIATIVE = range(len(QUESTIONS))
_EPSILON = 1e-12
# Bounds memory, and keeps the widest matrix near the processor.
_PIECES_AT_ONCE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Weights of one layer; matrices map rows from left to right."""

    attention: Matrix  # [width, 3 * width]: queries, keys, values
    attention_bias: Matrix
    mixed: Matrix  # [width, width]
    mixed_bias: Matrix
    mixed_norm: Matrix  # [2, width]: scale, shift
    inner: Matrix  # [width, 4 * width]
    inner_bias: Matrix
    outer: Matrix  # [4 * width, width]
    outer_bias: Matrix
    outer_norm: Matrix


MATRICES = ("attention", "mixed", "inner", "outer")
VECTORS = (
    "attention_bias",
    "mixed_bias",
    "mixed_norm",
    "inner_bias",
    "outer_bias",
    "outer_norm",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """Reads passages; answers the `QUESTIONS` about each name in them."""

    pieces: npt.NDArray[np.int8]  # [vocabulary, width]
    piece_scales: Matrix  # [vocabulary]
    positions: Matrix  # [longest passage, width]
    norm: Matrix  # [2, width]
    layers: tuple[Layer, ...]
    head: Matrix  # [width, questions]
    bias: Matrix  # [questions]

    def log_odds(
        self, passages: Sequence[Passage], names: int, *, progress: Progress | None = None
    ) -> Floats:
        """Log-odds that the answer is yes, [names, questions]; nan for names in no passage."""
        result = np.full((names, len(QUESTIONS)), np.nan)
        done = 0
        for batch in _batches(passages):
            if progress is not None:
                progress(done, len(passages))
            done += len(batch)
            numbers = [number for passage in batch for number in passage.numbers]
            result[numbers] = self._read(batch)
        return result

    def _read(self, batch: Sequence[Passage]) -> Matrix:
        """The log-odds of all names of a few passages, in their order: [names, questions]."""
        lengths = [len(passage.pieces) for passage in batch]
        ends = np.cumsum(lengths)
        bounds = [(int(end) - length, int(end)) for end, length in zip(ends, lengths, strict=True)]
        rows = np.concatenate([np.array(passage.pieces) for passage in batch])
        places = np.concatenate([np.arange(length) for length in lengths])
        x = self.pieces[rows] * self.piece_scales[rows, None] + self.positions[places]
        x = _normalised(x, self.norm)
        for layer in self.layers[:-1]:
            x = _layer(layer, x, bounds)
        # Only the names' own rows of the last layer are looked at.
        names = [
            (start + first, start + after)
            for passage, (start, _) in zip(batch, bounds, strict=True)
            for first, after in passage.names
        ]
        wanted = np.unique(np.concatenate([np.arange(first, after) for first, after in names]))
        x = _layer(self.layers[-1], x, bounds, wanted)
        scores = x @ self.head
        parts = [np.searchsorted(wanted, (first, after)) for first, after in names]
        means = [scores[first:after].mean(axis=0) for first, after in parts]
        return np.array(means, dtype=np.float32) + self.bias

    def save(self, path: Path, corpora: str) -> None:
        """Write the weights, matrices as whole numbers of eight bits with a scale a column."""
        arrays: dict[str, Any] = {
            "corpora": np.array(corpora),
            "pieces": self.pieces,
            "piece_scales": self.piece_scales.astype(np.float16),
            "positions": self.positions.astype(np.float16),
            "norm": self.norm,
            "head": self.head,
            "bias": self.bias,
            "layers": np.array(len(self.layers)),
        }
        for number, layer in enumerate(self.layers):
            for name in MATRICES:
                whole, scales = quantised(getattr(layer, name), axis=0)
                arrays[f"{number}_{name}"] = whole
                arrays[f"{number}_{name}_scales"] = scales
            for name in VECTORS:
                arrays[f"{number}_{name}"] = getattr(layer, name)
        np.savez(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Encoder:
        """The reverse of `save`."""
        with np.load(path, allow_pickle=False) as file:
            layers = []
            for number in range(int(file["layers"])):
                parts = {name: file[f"{number}_{name}"] for name in VECTORS}
                for name in MATRICES:
                    whole, scales = file[f"{number}_{name}"], file[f"{number}_{name}_scales"]
                    parts[name] = whole * scales.astype(np.float32)
                layers.append(Layer(**parts))
            return cls(
                pieces=file["pieces"],
                piece_scales=file["piece_scales"].astype(np.float32),
                positions=file["positions"].astype(np.float32),
                norm=file["norm"],
                layers=tuple(layers),
                head=file["head"],
                bias=file["bias"],
            )


def quantised(matrix: Matrix, *, axis: int) -> tuple[npt.NDArray[np.int8], Matrix]:
    """Whole numbers from -127 to 127 and the scale along the other axis."""
    scales = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-8) / 127.0
    whole = np.rint(matrix / scales).astype(np.int8)
    return whole, np.asarray(scales.squeeze(axis), dtype=np.float32)


def _batches(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    batch: list[Passage] = []
    pieces = 0
    for passage in passages:
        if batch and pieces + len(passage.pieces) > _PIECES_AT_ONCE:
            yield batch
            batch, pieces = [], 0
        batch.append(passage)
        pieces += len(passage.pieces)
    if batch:
        yield batch


def _layer(
    layer: Layer,
    x: Matrix,
    bounds: Sequence[tuple[int, int]],
    wanted: npt.NDArray[np.int64] | None = None,
) -> Matrix:
    """One layer over the rows of all passages; `bounds` says which rows are one passage.

    With `wanted`, only those rows are computed; all of them are looked at.
    """
    width = x.shape[1]
    size = width // HEADS
    if wanted is None:
        asked = x
        joint = x @ layer.attention + layer.attention_bias
        queries, keyed = joint[:, :width], joint[:, width:]
        asked_bounds = bounds
    else:
        asked = x[wanted]
        queries = asked @ layer.attention[:, :width] + layer.attention_bias[:width]
        keyed = x @ layer.attention[:, width:] + layer.attention_bias[width:]
        edges = np.searchsorted(wanted, bounds)
        asked_bounds = [(int(start), int(end)) for start, end in edges]
    seen = np.empty_like(asked)
    for (start, end), (first, after) in zip(bounds, asked_bounds, strict=True):
        query = queries[first:after].reshape(-1, HEADS, size).transpose(1, 0, 2)
        both = keyed[start:end].reshape(-1, 2, HEADS, size).transpose(1, 2, 0, 3)
        weights = np.matmul(query, both[0].transpose(0, 2, 1))
        weights *= np.float32(size**-0.5)
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed = np.matmul(weights, both[1])
        seen[first:after] = mixed.transpose(1, 0, 2).reshape(-1, width)
    seen = seen @ layer.mixed
    seen += layer.mixed_bias
    seen += asked
    seen = _normalised(seen, layer.mixed_norm)
    inner = seen @ layer.inner
    inner += layer.inner_bias
    outer = _gelu(inner) @ layer.outer
    outer += layer.outer_bias
    outer += seen
    return _normalised(outer, layer.outer_norm)


def _gelu(x: Matrix) -> Matrix:
    """The tanh form of the Gaussian error linear unit, written as a logistic function."""
    inner = x * x
    inner *= np.float32(-0.044715 * 1.5957691216)
    inner -= np.float32(1.5957691216)
    inner *= x
    with np.errstate(over="ignore"):  # far below zero the result is zero
        np.exp(inner, out=inner)
    inner += np.float32(1.0)
    np.divide(x, inner, out=inner)
    return inner


def _normalised(x: Matrix, norm: Matrix) -> Matrix:
    """Each row to mean 0 and variance 1, then scaled and shifted; in place."""
    x -= x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1])
    x *= (1.0 / np.sqrt(variance + np.float32(_EPSILON)))[:, None]
    x *= norm[0]
    x += norm[1]
    return x


@cache
def fitted_encoder() -> Encoder:
    """The weights of this installation. Raises `DataMissing`."""
    return Encoder.load(data_path("models", "encoder.npz"))
