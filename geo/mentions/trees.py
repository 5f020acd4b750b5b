"""Boosted decision trees as plain arrays, evaluated with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
# Bounds the memory of long texts.
_ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """All nodes of all trees in one row. A leaf's children are itself."""

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float32]
    below: npt.NDArray[np.int32]  # child when the feature is at most the threshold
    above: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    depth: int

    def logits(self, matrix: Floats) -> Floats:
        """Sum of the trees' leaves for each row of a matrix of shape (rows, features)."""
        values = matrix.astype(np.float32)
        parts = [
            self._sums(values[start : start + _ROWS_AT_ONCE])
            for start in range(0, len(values), _ROWS_AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _sums(self, values: npt.NDArray[np.float32]) -> Floats:
        row = np.arange(len(values))[:, None]
        node = np.broadcast_to(self.roots, (len(values), self.roots.size))
        for _ in range(self.depth):
            goes_below = values[row, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_below, self.below[node], self.above[node])
        return np.asarray(self.value[node].sum(axis=1), dtype=np.float64)

    def arrays(self, prefix: str) -> dict[str, Any]:
        """The arrays under names that begin with the prefix, for saving."""
        return {
            f"{prefix}_roots": self.roots,
            f"{prefix}_feature": self.feature,
            f"{prefix}_threshold": self.threshold,
            f"{prefix}_below": self.below,
            f"{prefix}_above": self.above,
            f"{prefix}_value": self.value,
            f"{prefix}_depth": np.array(self.depth, dtype=np.int32),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> Trees:
        """The reverse of `arrays`."""
        return cls(
            roots=np.asarray(arrays[f"{prefix}_roots"], dtype=np.int32),
            feature=np.asarray(arrays[f"{prefix}_feature"], dtype=np.int16),
            threshold=np.asarray(arrays[f"{prefix}_threshold"], dtype=np.float32),
            below=np.asarray(arrays[f"{prefix}_below"], dtype=np.int32),
            above=np.asarray(arrays[f"{prefix}_above"], dtype=np.int32),
            value=np.asarray(arrays[f"{prefix}_value"], dtype=np.float32),
            depth=int(arrays[f"{prefix}_depth"]),
        )


def probabilities(logits: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float64)
