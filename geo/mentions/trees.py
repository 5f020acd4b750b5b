"""Boosted decision trees as plain arrays, evaluated with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
# Few enough that what is computed on the way stays near the processor.
_ROWS_AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """All nodes of all trees in one row. A leaf's children are itself. At most 64 leaves a tree."""

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float32]
    below: npt.NDArray[np.int32]  # child when the feature is at most the threshold
    above: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    depth: int
    _masks: Masks = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_masks", Masks(self))

    def logits(self, matrix: Floats) -> Floats:
        """Sum of the trees' leaves for each row of a matrix of shape (rows, features)."""
        values = matrix.astype(np.float32)
        parts = [
            self._masks.sums(values[start : start + _ROWS_AT_ONCE])
            for start in range(0, len(values), _ROWS_AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

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


class Masks:
    """All trees at once, without walking them (QuickScorer; Lucchese and others, SIGIR 2015).

    The leaves of a tree are numbered from left to right, one bit each. A node whose feature is
    above its threshold rules out the leaves on its left; the lowest bit that no node rules out is
    the leaf that a walk would reach. What a feature's value rules out depends only on how many of
    the feature's thresholds lie below it, so that one row of bits for each such number (a *step*)
    says it for all trees.
    """

    def __init__(self, trees: Trees) -> None:
        inner, tree, first, leaves = _shape(trees)
        most = int(leaves.max(initial=1))
        widths = (np.uint16, np.uint32, np.uint64)
        fitting = [width for width in widths if np.iinfo(width).bits >= most]
        if not fitting:
            raise ValueError(f"a tree has {most} leaves, more than 64")
        bits = np.dtype(fitting[0])
        ends = np.flatnonzero(trees.below == np.arange(len(trees.below)))
        self._count = len(trees.roots)
        self._leaf = np.zeros(self._count * most, dtype=np.float32)  # values by tree and number
        self._leaf[tree[ends] * most + first[ends]] = trees.value[ends]
        self._leaf_start = (np.arange(self._count) * most).astype(np.int32)

        left = trees.below[inner]
        ruled_out = ((np.uint64(1) << leaves[left].astype(np.uint64)) - np.uint64(1)) << first[
            left
        ].astype(np.uint64)
        feature, threshold = trees.feature[inner], trees.threshold[inner]
        rows = [np.full((1, self._count), ~bits.type(0))]
        features: list[tuple[int, npt.NDArray[np.float32], int]] = []
        steps = 1
        for number in sorted(set(feature.tolist())):
            here = np.flatnonzero(feature == number)
            edges = np.array(sorted(set(threshold[here].tolist())), dtype=np.float32)
            place = edges.searchsorted(threshold[here])
            part = np.full((len(edges), self._count), ~bits.type(0))
            np.bitwise_and.at(part, (place, tree[inner[here]]), ~ruled_out[here].astype(bits))
            rows.append(np.bitwise_and.accumulate(part, axis=0))
            # Step 0, no threshold below, rules out nothing: row 0 stands for it everywhere.
            features.append((number, edges, steps - 1))
            steps += len(edges)
        self._rows = np.concatenate(rows)
        single = [item for item in features if len(item[1]) == 1]
        self._several = [item for item in features if len(item[1]) > 1]
        self._single = np.array([item[0] for item in single], dtype=np.int64)
        self._single_edge = np.array([item[1] for item in single], dtype=np.float32).reshape(-1, 1)
        self._single_row = np.array([item[2] + 1 for item in single]).reshape(-1, 1)
        self._several_row = np.array([item[2] for item in self._several]).reshape(-1, 1)

    def sums(self, values: npt.NDArray[np.float32]) -> Floats:
        """The sum of the leaves that each row of features reaches."""
        left = np.bitwise_and.reduce(self._rows[self._applied(values)], axis=0)
        lowest = left & (~left + left.dtype.type(1))
        # The exponent of a power of two, read from its bits as a floating-point number.
        number = (lowest.astype(np.float32).view(np.int32) >> 23) - 127
        reached = self._leaf.take(number + self._leaf_start)
        return np.asarray(reached.sum(axis=1), dtype=np.float64)

    def _applied(self, values: npt.NDArray[np.float32]) -> Ints:
        """[most features that rule something out, rows]: rows of bits; row 0 fills up."""
        steps = np.zeros((1 + len(self._single) + len(self._several), len(values)), dtype=np.int64)
        columns = values.T
        at = 1 + len(self._single)
        steps[1:at] = (columns[self._single] > self._single_edge) * self._single_row
        for place, (number, edges, _) in enumerate(self._several, at):
            steps[place] = edges.searchsorted(columns[number])
        steps[at:] += self._several_row * (steps[at:] > 0)
        # What rules out nothing goes to the top, where it need not be looked at.
        steps.sort(axis=0)
        most = max(1, int(np.count_nonzero(steps.any(axis=1))))
        return steps[-most:]


def _shape(trees: Trees) -> tuple[Ints, Ints, Ints, Ints]:
    """Nodes that are no leaves; of each node its tree, its first leaf's number, its leaves."""
    size = len(trees.below)
    tree, first = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    leaves = np.ones(size, dtype=np.int64)
    tree[trees.roots] = np.arange(len(trees.roots))
    levels = []
    nodes = trees.roots.astype(np.int64)
    while len(nodes := nodes[trees.below[nodes] != nodes]):
        levels.append(nodes)
        below, above = trees.below[nodes], trees.above[nodes]
        tree[below] = tree[above] = tree[nodes]
        nodes = np.concatenate([below, above]).astype(np.int64)
    for nodes in reversed(levels):
        leaves[nodes] = leaves[trees.below[nodes]] + leaves[trees.above[nodes]]
    for nodes in levels:
        first[trees.below[nodes]] = first[nodes]
        first[trees.above[nodes]] = first[nodes] + leaves[trees.below[nodes]]
    inner = np.concatenate(levels) if levels else np.zeros(0, dtype=np.int64)
    return inner, tree, first, leaves


def probabilities(logits: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float64)
