"""The stretch of the world that a picture shows: Web Mercator, as on the page.

Pixels run right and up from the map's lower left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from geo.basemaps.tiles import WORLD_M
from geo.geodesy import EARTH_RADIUS_M, lon_span
from geo.model import BBox

_RADIUS_M = 6_378_137.0  # of EPSG:3857
_NORTHERNMOST = 85.05
_TILE_PX = 256
_DEEPEST_ZOOM = 9.6  # finer than this the basemap has nothing to show
_ALL_PLACES: BBox = (-168.0, -56.0, 190.0, 76.0)
_CLIP_PX = 24  # what lies further out is cut off


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`west` and `south` are metres of EPSG:3857; `west` may lie beyond the world's edge."""

    west: float
    south: float
    metres_a_pixel: float  # of the projection
    width: float
    height: float

    @property
    def zoom(self) -> float:
        """As web maps count it: the world is 256 * 2^zoom pixels wide."""
        return math.log2(WORLD_M / self.metres_a_pixel / _TILE_PX)

    @property
    def east(self) -> float:
        return self.west + self.width * self.metres_a_pixel

    @property
    def north(self) -> float:
        return self.south + self.height * self.metres_a_pixel

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a position lies, in the copy of the world nearest to the middle; in pixels."""
        x, y = mercator(np.array([lon]), np.array([lat]))
        middle = (self.west + self.east) / 2
        shifted = float(x[0]) + WORLD_M * round((middle - float(x[0])) / WORLD_M)
        return self.pixels(shifted, float(y[0]))

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """Metres of EPSG:3857 to pixels."""
        return (x - self.west) / self.metres_a_pixel, (y - self.south) / self.metres_a_pixel

    def shape(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in degrees, in all copies of the world that the view touches; in pixels."""
        flat = shapely.transform(geometry, _mercator_rows)
        moved = [translate(flat, xoff=turn * WORLD_M) if turn else flat for turn in self.turns()]
        return self.cut(moved[0] if len(moved) == 1 else shapely.union_all(moved))

    def cut(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry of EPSG:3857, already in its place, cut at the map's rim; in pixels."""
        rim = _CLIP_PX * self.metres_a_pixel
        part = shapely.clip_by_rect(
            geometry, self.west - rim, self.south - rim, self.east + rim, self.north + rim
        )
        return shapely.simplify(shapely.transform(part, self._pixel_rows), 0.3)

    def turns(self) -> range:
        """The copies of the world that the view touches; 0 is the one from -180 to 180 degrees."""
        return range(
            math.floor((self.west + WORLD_M / 2) / WORLD_M),
            math.ceil((self.east - WORLD_M / 2) / WORLD_M) + 1,
        )

    def contains(self, x: float, y: float, *, rim: float = 0.0) -> bool:
        """Whether a point lies in the map, at least `rim` pixels from its edge."""
        return rim <= x <= self.width - rim and rim <= y <= self.height - rim

    def ground_metres_a_pixel(self) -> float:
        """On the ground, in the middle of the map."""
        y = (self.south + self.north) / 2
        return self.metres_a_pixel / math.cosh(y / _RADIUS_M) * EARTH_RADIUS_M / _RADIUS_M

    def _pixel_rows(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        moved: npt.NDArray[np.float64] = (rows - [self.west, self.south]) / self.metres_a_pixel
        return moved


def mercator(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Degrees to metres of EPSG:3857; latitudes end at 85.05 degrees."""
    kept = np.clip(lat, -_NORTHERNMOST, _NORTHERNMOST)
    return np.radians(lon) * _RADIUS_M, np.arcsinh(np.tan(np.radians(kept))) * _RADIUS_M


def view_of(bbox: BBox | None, *, width: float, height: float, margin: float) -> View:
    """The closest view with a box of degrees and `margin` pixels around it; None: the whole world.

    West > east crosses the antimeridian.
    """
    west, south, _, north = bbox or _ALL_PLACES
    span = 358.0 if bbox is None else lon_span(bbox)
    x, y = mercator(np.array([west, west + span]), np.array([south, north]))
    room = (max(width - 2 * margin, width / 2), max(height - 2 * margin, height / 2))
    needed = max(float(x[1] - x[0]) / room[0], float(y[1] - y[0]) / room[1])
    finest = WORLD_M / (_TILE_PX * 2**_DEEPEST_ZOOM)
    # Nor wider than the world: it would be seen twice.
    unit = min(max(needed, finest), WORLD_M / width)
    middle_x, middle_y = float(x.mean()), float(y.mean())
    top = WORLD_M / 2
    low = middle_y - height * unit / 2
    # Beyond the poles there is nothing to see.
    low = min(max(low, -top), max(top - height * unit, -top))
    return View(
        west=middle_x - width * unit / 2,
        south=low,
        metres_a_pixel=unit,
        width=width,
        height=height,
    )


def scale_bars(longest_m: float) -> Iterator[float]:
    """Round lengths that fit, the longest first, in metres."""
    power = 10.0 ** math.floor(math.log10(longest_m))
    for step in (5, 2, 1):
        if step * power <= longest_m:
            yield step * power
    yield power / 2


def _mercator_rows(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    x, y = mercator(rows[:, 0], rows[:, 1])
    return np.column_stack([x, y])
