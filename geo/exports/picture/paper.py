"""The sheet of paper that a picture is drawn on: matplotlib with pixels for units.

Uses matplotlib's objects alone, never pyplot and its global figures. Fonts and settings of
matplotlib are shared by the whole process, so `drawing` lets one thread draw at a time.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Transform
from shapely.geometry.base import BaseGeometry

from geo.exports.picture.labels import Box
from geo.exports.picture.writing import Face, font
from geo.layers import Shape

_ONE_AT_A_TIME = threading.RLock()
_POINTS_AN_INCH = 72  # at so many pixels an inch a point is a pixel
# Everything that a person's own matplotlibrc could change.
_SETTINGS: dict[Any, object] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "dateline",
    "svg.image_inline": True,
    "path.simplify": False,
    "path.snap": False,
    "agg.path.chunksize": 0,
    "text.hinting": "no_hinting",  # letters stand where they were measured
    "text.usetex": False,
    "text.parse_math": False,
}

Dash = tuple[float, ...]


@contextmanager
def drawing() -> Iterator[None]:
    """While a picture is made."""
    with _ONE_AT_A_TIME, mpl.rc_context(_SETTINGS):
        yield


class Paper:
    """A white sheet; pixels run right and up from its lower left corner."""

    def __init__(self, width: float, height: float, colour: str) -> None:
        self.width, self.height = width, height
        self._figure = Figure(
            figsize=(width / _POINTS_AN_INCH, height / _POINTS_AN_INCH),
            dpi=_POINTS_AN_INCH,
            facecolor=colour,
            edgecolor="none",
        )
        self._canvas = FigureCanvasAgg(self._figure)
        axes = Axes(self._figure, (0.0, 0.0, 1.0, 1.0))
        self._figure.add_axes(axes)
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(0, height)
        axes.patch.set_visible(False)
        self._axes = axes
        self._order = 0
        self._window: PathPatch | None = None
        self._origin = (0.0, 0.0)

    def open_window(self, box: Box, colour: str) -> None:
        """From here on things are drawn into the box only, in pixels from its corner."""
        path = _rectangle(box)
        self._window = PathPatch(path, facecolor=colour, edgecolor="none", transform=self._data)
        self._add(self._window)
        self._origin = (box.left, box.bottom)

    def close_window(self) -> None:
        self._window, self._origin = None, (0.0, 0.0)

    def area(
        self,
        shape: BaseGeometry,
        *,
        fill: str | None = None,
        opacity: float = 1.0,
        line: str | None = None,
        width: float = 1.0,
        dash: Dash | None = None,
    ) -> None:
        """Polygons with their holes."""
        path = _path_of(shape, closed=True)
        if path is None:
            return
        if fill:
            self._patch(path, facecolor=fill, alpha=opacity, edgecolor="none")
        if line:
            self._stroke(path, line, width, dash, 1.0)

    def line(
        self,
        shape: BaseGeometry,
        colour: str,
        width: float,
        *,
        dash: Dash | None = None,
        opacity: float = 1.0,
    ) -> None:
        """Lines; `dash` is lengths of line and gap in pixels."""
        path = _path_of(shape, closed=False)
        if path is not None:
            self._stroke(path, colour, width, dash, opacity)

    def box(self, box: Box, *, fill: str, opacity: float = 1.0, radius: float = 0.0) -> None:
        """A filled rectangle with round corners."""
        inner = max(radius, 0.01)
        patch = FancyBboxPatch(
            (box.left + inner + self._origin[0], box.bottom + inner + self._origin[1]),
            box.right - box.left - 2 * inner,
            box.top - box.bottom - 2 * inner,
            boxstyle=f"round,pad={inner},rounding_size={inner}",
            facecolor=fill,
            edgecolor="none",
            alpha=opacity,
            mutation_aspect=1,
        )
        self._add(patch)

    def symbol(
        self,
        shape: Shape,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str,
        line: str,
        width: float = 1.5,
        dash: Dash | None = None,
    ) -> None:
        """A marker."""
        path = _moved(_OUTLINES[shape], x, y, radius)
        self._patch(path, facecolor=fill, edgecolor="none")
        self._stroke(path, line, width, dash, 1.0)

    def dot(self, x: float, y: float, radius: float, colour: str, rim: str) -> None:
        """The dot of a town of the ground."""
        self.symbol(Shape.CIRCLE, x, y, radius + 0.6, fill=colour, line=rim, width=1.2)

    def bar(self, left: float, right: float, y: float, colour: str, rim: str) -> None:
        """A bar with an upright at each end."""
        shape = shapely.LineString([(left, y + 5), (left, y), (right, y), (right, y + 5)])
        self.line(shape, rim, 4.0)
        self.line(shape, colour, 1.4)

    def stroke(self, left: float, right: float, y: float, colour: str, dash: Dash) -> None:
        """A short level line: a sample in a legend."""
        self.line(shapely.LineString([(left, y), (right, y)]), colour, 2.0, dash=dash)

    def frame(self, box: Box, colour: str, *, dash: Dash | None = None) -> None:
        """The outline of a rectangle."""
        self._stroke(_rectangle(box), colour, 1.5, dash, 1.0)

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        face: Face,
        size: float,
        colour: str,
        halo: str | None = None,
        align: Literal["left", "center", "right"] = "left",
        anchor: Literal["center", "baseline", "top"] = "center",
    ) -> None:
        """One line; `anchor` says which height of it stands at `y`: center, baseline, top."""
        artist = Text(
            x + self._origin[0],
            y + self._origin[1],
            text,
            color=colour,
            fontproperties=font(text, face),
            horizontalalignment=align,
            verticalalignment="center_baseline" if anchor == "center" else anchor,
            parse_math=False,
            usetex=False,
            transform=self._data,
        )
        artist.set_fontsize(size)
        if halo:
            artist.set_path_effects([withStroke(linewidth=3.2, foreground=halo)])
        self._add(artist)

    def png(self, scale: int, about: dict[str, str]) -> bytes:
        """The sheet as a PNG with `scale` times as many pixels each way."""
        output = io.BytesIO()
        self._figure.savefig(
            output,
            format="png",
            dpi=_POINTS_AN_INCH * scale,
            facecolor=self._figure.get_facecolor(),
            metadata={"Software": "Dateline", **about},
        )
        return output.getvalue()

    def svg(self, about: dict[str, str]) -> bytes:
        """The sheet as an SVG file; text is outlines, so that it looks the same everywhere."""
        output = io.BytesIO()
        self._figure.savefig(
            output,
            format="svg",
            dpi=_POINTS_AN_INCH,
            facecolor=self._figure.get_facecolor(),
            metadata={"Creator": "Dateline", "Date": None, **about},
        )
        return output.getvalue()

    @property
    def _data(self) -> Transform:
        return self._axes.transData

    def _patch(self, path: Path, **style: object) -> None:
        self._add(PathPatch(_moved(path, *self._origin), linewidth=0, antialiased=True, **style))

    def _stroke(
        self, path: Path, colour: str, width: float, dash: Dash | None, opacity: float
    ) -> None:
        style: object = (0, tuple(each / width for each in dash)) if dash else "solid"
        self._add(
            PathPatch(
                _moved(path, *self._origin),
                fill=False,
                edgecolor=colour,
                linewidth=width,
                linestyle=style,
                alpha=opacity,
                joinstyle="round",
                capstyle="butt" if dash else "round",
            )
        )

    def _add(self, artist: Artist) -> None:
        self._order += 1
        artist.set_zorder(self._order)
        self._axes.add_artist(artist)
        if self._window is not None and artist is not self._window:
            artist.set_clip_path(self._window)
        elif self._window is None:
            artist.set_clip_on(False)


def _moved(path: Path, x: float, y: float, size: float = 1.0) -> Path:
    return Path(np.asarray(path.vertices) * size + (x, y), path.codes)


def _path_of(shape: BaseGeometry, *, closed: bool) -> Path | None:
    """The rings, or lines, of a geometry as one path; None for nothing."""
    rings = [
        np.asarray(ring.coords)[:, :2]
        for part in shapely.get_parts(shape)
        for ring in _rings(part)
        if not ring.is_empty
    ]
    if not rings:
        return None
    codes: list[np.ndarray] = []
    for ring in rings:
        code = np.full(len(ring), Path.LINETO, dtype=Path.code_type)
        code[0] = Path.MOVETO
        if closed:
            code[-1] = Path.CLOSEPOLY
        codes.append(code)
    return Path(np.concatenate(rings), np.concatenate(codes))


def _rings(part: BaseGeometry) -> Sequence[BaseGeometry]:
    if part.geom_type == "Polygon":
        return (part.exterior, *part.interiors)
    return (part,) if part.geom_type in {"LineString", "LinearRing"} else ()


def _rectangle(box: Box) -> Path:
    return Path(
        [
            (box.left, box.bottom),
            (box.right, box.bottom),
            (box.right, box.top),
            (box.left, box.top),
            (box.left, box.bottom),
        ],
        closed=True,
    )


_OUTLINES = {
    Shape.CIRCLE: Path.unit_circle(),
    Shape.SQUARE: Path(np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) * 0.9, closed=True),
    Shape.DIAMOND: Path(np.array([(0, -1), (1, 0), (0, 1), (-1, 0), (0, -1)]) * 1.25, closed=True),
    Shape.HEXAGON: Path.unit_regular_polygon(6),
}
