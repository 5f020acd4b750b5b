"""Polygons that share borders, kept as arcs: each border once, with what lies left and right of it.

`arcs_of` cuts a coverage (polygons without gaps or overlaps whose shared borders have the same
vertices) into arcs; `Coverage` puts polygons together again from arcs. Coordinates are stored as
whole micro-degrees, longitude first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

MICRO = 1_000_000
OUTSIDE = -1

_Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Polygons as rings of arcs. Item i of the coverage has the rings whose `ring_item` is i."""

    xy: _Ints  # (vertices, 2), micro-degrees, longitude first
    arc_start: _Ints  # (arcs + 1): vertices of arc a are xy[arc_start[a]:arc_start[a + 1]]
    ring_arcs: _Ints  # arc a as a + 1, backwards as -(a + 1)
    ring_start: _Ints  # (rings + 1), into ring_arcs
    ring_item: _Ints  # (rings), ascending
    ring_shell: _Ints  # (rings): 1 where a polygon's shell starts, 0 for a hole of the one before

    @classmethod
    def load(cls, path: Path) -> Coverage:
        """Read what `save` wrote. Raises `OSError` when the file is not there or damaged."""
        with np.load(path, allow_pickle=False) as file:
            return cls(**{name: file[name] for name in cls.__slots__})

    def save(self, path: Path) -> None:
        """Write one uncompressed NPZ: it opens fast, and git and wheels compress it themselves."""
        with path.open("wb") as file:
            np.savez(file, **{name: getattr(self, name) for name in self.__slots__})

    def polygons(self, item: int) -> BaseGeometry:
        """The polygon or multipolygon of one item, degrees."""
        first, last = np.searchsorted(self.ring_item, [item, item + 1])
        polygons = []
        rings: list[npt.NDArray[np.float64]] = []
        for ring in range(int(first), int(last)):
            if self.ring_shell[ring] and rings:
                polygons.append(shapely.Polygon(rings[0], rings[1:]))
                rings = []
            rings.append(self._ring(ring))
        if rings:
            polygons.append(shapely.Polygon(rings[0], rings[1:]))
        return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)

    def arc(self, arc: int) -> npt.NDArray[np.float64]:
        """The vertices of one arc, (n, 2), degrees."""
        vertices: npt.NDArray[np.float64] = (
            self.xy[self.arc_start[arc] : self.arc_start[arc + 1]] / MICRO
        )
        return vertices

    def sides(self) -> npt.NDArray[np.int32]:
        """(arcs, 2): the items left and right of each arc, `OUTSIDE` where there is none.

        Rings run with their inside on the left.
        """
        sides = np.full((len(self.arc_start) - 1, 2), OUTSIDE, dtype=np.int32)
        items = np.repeat(self.ring_item, np.diff(self.ring_start))
        forwards = self.ring_arcs > 0
        arcs = np.abs(self.ring_arcs) - 1
        sides[arcs[forwards], 0] = items[forwards]
        sides[arcs[~forwards], 1] = items[~forwards]
        return sides

    def _ring(self, ring: int) -> npt.NDArray[np.float64]:
        parts = []
        for signed in self.ring_arcs[self.ring_start[ring] : self.ring_start[ring + 1]].tolist():
            arc = abs(signed) - 1
            part = self.xy[self.arc_start[arc] : self.arc_start[arc + 1]]
            parts.append(part[:-1] if signed > 0 else part[:0:-1])
        parts.append(parts[0][:1])
        vertices: npt.NDArray[np.float64] = np.concatenate(parts) / MICRO
        return vertices


def arcs_of(items: Sequence[BaseGeometry]) -> Coverage:
    """Cut a valid coverage of polygons (degrees) into arcs.

    A vertex ends an arc where the rings that run through it do not all run on to the same
    neighbours. Rings without such a vertex are one closed arc.
    """
    oriented = shapely.orient_polygons(np.asarray(items, dtype=object))
    parts, part_item = shapely.get_parts(oriented, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    shell = np.ones(len(rings), dtype=np.int32)
    shell[1:] = ring_part[1:] != ring_part[:-1]
    coordinates, coordinate_ring = shapely.get_coordinates(rings, return_index=True)
    micro = np.rint(coordinates * MICRO).astype(np.int64)
    vertex = np.unique(micro[:, 0] * (1 << 32) + micro[:, 1], return_inverse=True)[1]
    starts = np.searchsorted(coordinate_ring, np.arange(len(rings) + 1))
    chains = [_open(vertex[starts[r] : starts[r + 1]]) for r in range(len(rings))]
    is_node = _nodes(chains)
    return _assemble(chains, is_node, micro, vertex, part_item[ring_part], shell)


def _open(ring: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """A closed ring's vertex numbers without its last one and without repetitions."""
    ring = ring[:-1]
    distinct: npt.NDArray[np.int64] = ring[ring != np.roll(ring, 1)]
    return distinct


def _nodes(chains: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.bool_]:
    """For each vertex number whether arcs end there."""
    here = np.concatenate(chains)
    before = np.concatenate([np.roll(chain, 1) for chain in chains])
    after = np.concatenate([np.roll(chain, -1) for chain in chains])
    low, high = np.minimum(before, after), np.maximum(before, after)
    count = int(here.max()) + 1
    first_low = np.full(count, -1, dtype=np.int64)
    first_high = np.full(count, -1, dtype=np.int64)
    first_low[here], first_high[here] = low, high
    node = np.zeros(count, dtype=np.bool_)
    node[here[(low != first_low[here]) | (high != first_high[here])]] = True
    return node


def _assemble(
    chains: Sequence[npt.NDArray[np.int64]],
    is_node: npt.NDArray[np.bool_],
    micro: npt.NDArray[np.int64],
    vertex: npt.NDArray[np.int64],
    ring_item: npt.NDArray[np.int64],
    shell: _Ints,
) -> Coverage:
    position = np.zeros((int(vertex.max()) + 1, 2), dtype=np.int32)
    position[vertex] = micro
    known: dict[tuple[int, ...], int] = {}
    arcs: list[npt.NDArray[np.int64]] = []
    ring_arcs: list[int] = []
    ring_start = [0]
    for chain in chains:
        for piece in _pieces(chain, is_node):
            key = (int(piece[0]), int(piece[1]), int(piece[-2]), int(piece[-1]), len(piece))
            backwards = (key[3], key[2], key[1], key[0], key[4])
            if key in known:
                ring_arcs.append(known[key] + 1)
            elif backwards in known:
                ring_arcs.append(-(known[backwards] + 1))
            else:
                known[key] = len(arcs)
                arcs.append(piece)
                ring_arcs.append(len(arcs))
        ring_start.append(len(ring_arcs))
    lengths = np.array([0, *(len(arc) for arc in arcs)])
    return Coverage(
        xy=position[np.concatenate(arcs)],
        arc_start=np.cumsum(lengths).astype(np.int32),
        ring_arcs=np.array(ring_arcs, dtype=np.int32),
        ring_start=np.array(ring_start, dtype=np.int32),
        ring_item=ring_item.astype(np.int32),
        ring_shell=shell,
    )


def _pieces(
    chain: npt.NDArray[np.int64], is_node: npt.NDArray[np.bool_]
) -> list[npt.NDArray[np.int64]]:
    """A ring's arcs, each with both its end vertices."""
    nodes = np.flatnonzero(is_node[chain])
    if not len(nodes):
        # The same closed border starts at the same vertex from either side.
        chain = np.roll(chain, -int(np.argmin(chain)))
        return [np.append(chain, chain[0])]
    chain = np.roll(chain, -int(nodes[0]))
    ends = np.append(nodes - nodes[0], len(chain))
    chain = np.append(chain, chain[0])
    return [chain[a : b + 1] for a, b in pairwise(ends.tolist())]
