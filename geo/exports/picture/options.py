"""What can be asked of a picture, with its limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.errors import BadRecord


class Form(StrEnum):
    """How much stands around the map."""

    SHEET = "sheet"  # title, map, legend, worldview, sources: to print as it is
    MAP = "map"  # the map with its scale and sources: for a page that has the rest
    THUMBNAIL = "thumbnail"  # ground and places alone


class Shade(StrEnum):
    LIGHT = "light"
    DARK = "dark"


SMALLEST_PX, LARGEST_PX = 100, 3000
LARGEST_SCALE = 3
MOST_PIXELS = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Size in CSS pixels; a PNG has `scale` times as many each way. Raises `BadRecord`."""

    width: int = 1200
    height: int = 900
    scale: int = 1
    theme: Shade = Shade.LIGHT
    form: Form = Form.SHEET

    def __post_init__(self) -> None:
        for name in ("width", "height"):
            value = getattr(self, name)
            if not SMALLEST_PX <= value <= LARGEST_PX:
                raise BadRecord(
                    f"The picture's {name} is {value} pixels.",
                    value=value,
                    hint=f"Ask for {SMALLEST_PX} to {LARGEST_PX}.",
                )
        if not 1 <= self.scale <= LARGEST_SCALE:
            raise BadRecord(
                f"The picture's scale is {self.scale}.",
                value=self.scale,
                hint=f"Ask for 1 to {LARGEST_SCALE}.",
            )
        pixels = self.width * self.height * self.scale**2
        if pixels > MOST_PIXELS:
            raise BadRecord(
                f"The picture would have {pixels:,} pixels.",
                value=pixels,
                hint=f"At most {MOST_PIXELS:,} are drawn: ask for a smaller size or scale.",
            )


THUMBNAIL = Picture(width=320, height=200, form=Form.THUMBNAIL)
