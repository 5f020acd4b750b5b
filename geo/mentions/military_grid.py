"""Positions in the Military Grid Reference System: "37U DB 12345 67890".

After NGA.STND.0037: a zone of six degrees, a band of eight, a square of 100 km, and metres within
it, cut to as many digits as are known.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Transformer

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")  # by zone
_SQUARE_M = 100_000
_CYCLE_M = 2_000_000  # after which the letters of rows begin anew
_FALSE_NORTHING_M = 10_000_000  # of the southern hemisphere
_SLACK_DEG = 1.0  # squares reach a little over the edge of their band
GRID = re.compile(
    rf"(?<![\w.])(?P<zone>[1-9]|[1-5]\d|60)\s?(?P<band>[{_BANDS}])\s?(?P<square>[A-HJ-NP-Z]{{2}})\s?"
    r"(?P<digits>\d{5}\s\d{5}|\d{4}\s\d{4}|\d{3}\s\d{3}|\d{2}\s\d{2}|\d{10}|\d{8}|\d{6}|\d{4})"
    r"(?![\w])"
)
# Every reference has this; most texts have none, and are seen through at once.
PERHAPS_GRID = re.compile(rf"\d\s?[{_BANDS}]\s?[A-HJ-NP-Z]{{2}}\s?\d")


def position(match: re.Match[str]) -> tuple[float, float] | None:
    """Longitude and latitude of the middle of the square, or None where there is no such square."""
    zone, band = int(match["zone"]), match["band"]
    column = _COLUMNS[(zone - 1) % 3].find(match["square"][0])
    row = _ROWS.find(match["square"][1])
    if column < 0 or row < 0:
        return None
    row = (row - (0 if zone % 2 else 5)) % len(_ROWS)
    digits = re.sub(r"\s", "", match["digits"])
    half = len(digits) // 2
    side_m = _SQUARE_M / 10**half
    easting = (column + 1) * _SQUARE_M + (int(digits[:half]) + 0.5) * side_m
    northing = row * _SQUARE_M + (int(digits[half:]) + 0.5) * side_m
    south = band < "N"
    lowest = _BANDS.index(band) * 8.0 - 80.0
    highest = lowest + (12.0 if band == "X" else 8.0)
    while northing < _FALSE_NORTHING_M:
        lon, lat = _transformer(zone, south).transform(easting, northing)
        if lowest - _SLACK_DEG <= lat <= highest + _SLACK_DEG:
            return round(float(lon), 7), round(float(lat), 7)
        northing += _CYCLE_M
    return None


@lru_cache(maxsize=8)
def _transformer(zone: int, south: bool) -> Transformer:
    from pyproj import Transformer  # slow to import, and hardly ever needed

    return Transformer.from_crs((32700 if south else 32600) + zone, 4326, always_xy=True)
