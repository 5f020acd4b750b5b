"""Where names stand so that none covers another or a symbol. Pure; pixels, right and up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

_GAP = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> Box:
        """A box by its middle."""
        return cls(
            left=x - width / 2, bottom=y - height / 2, right=x + width / 2, top=y + height / 2
        )

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right + _GAP
            and other.left < self.right + _GAP
            and self.bottom < other.top + _GAP
            and other.bottom < self.top + _GAP
        )


class Side(Enum):
    """On which side of its symbol a name stands: steps right and up, best first."""

    EAST = (1.0, 0.0)
    WEST = (-1.0, 0.0)
    NORTH = (0.0, 1.0)
    SOUTH = (0.0, -1.0)
    NORTH_EAST = (0.72, 0.72)
    SOUTH_EAST = (0.72, -0.72)
    NORTH_WEST = (-0.72, 0.72)
    SOUTH_WEST = (-0.72, -0.72)


@dataclass(slots=True)
class Space:
    """The map's room for names: what was put down stays."""

    width: float
    height: float
    rim: float = 4.0
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def is_free(self, box: Box, *, but: Iterable[Box] = ()) -> bool:
        """Whether a box lies in the map and meets nothing, or only boxes of `but`."""
        inside = (
            box.left >= self.rim
            and box.bottom >= self.rim
            and box.right <= self.width - self.rim
            and box.top <= self.height - self.rim
        )
        spared = tuple(but)
        return inside and not any(
            box.meets(other) for other in self.taken if not any(other is each for each in spared)
        )

    def beside(
        self,
        symbol: Box,
        width: float,
        height: float,
        *,
        gap: float = 3.0,
        sides: Sequence[Side] = tuple(Side),
    ) -> Box | None:
        """Take the first free side of a symbol for a name; None where there is no room."""
        x, y = (symbol.left + symbol.right) / 2, (symbol.bottom + symbol.top) / 2
        reach_x = (symbol.right - symbol.left + width) / 2 + gap
        reach_y = (symbol.top - symbol.bottom + height) / 2 + gap - 2
        for side in sides:
            right, up = side.value
            if right and up:  # a corner: the name ends over the symbol's middle, or begins there
                box = Box.around(
                    x + right * reach_x, y + up * (symbol.top - symbol.bottom + height) / 2,
                    width, height,
                )  # fmt: skip
            else:
                box = Box.around(x + right * reach_x, y + up * reach_y, width, height)
            if self.is_free(box, but=(symbol,)):
                self.take(box)
                return box
        return None

    def within(
        self, spots: Iterable[tuple[float, float]], width: float, height: float
    ) -> Box | None:
        """Take the first free spot for a name centred on it; None where there is no room."""
        for x, y in spots:
            box = Box.around(x, y, width, height)
            if self.is_free(box):
                self.take(box)
                return box
        return None
