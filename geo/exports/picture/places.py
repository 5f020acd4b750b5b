"""The places on the ground: areas, symbols and their numbers, with names that do not collide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geo.exports.picture.labels import Box, Space
from geo.exports.picture.paper import Dash, Paper
from geo.exports.picture.view import View
from geo.exports.picture.writing import Face, first_legible, width_px
from geo.layers import AREA_FILL_CHOSEN, STYLES, Theme, certainty, label, marker_radius_px
from geo.model import SYMBOLS, ArticleMap, Place, Symbol

DISPUTED_DASH: Dash = (6.0, 4.0)
DOUBTFUL_DASH: Dash = (2.5, 2.5)
_NUMBERED_RADIUS_PX = 9.0
_BADGE_PX = 17.0
_SMALLEST_AREA_PX2 = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A place with the number it has in picture, text and table."""

    number: int
    place: Place
    name: str  # as it is written in the picture
    mentions: int
    actor: bool = False

    @property
    def doubtful(self) -> bool:
        return certainty(self.place.confidence) == "doubtful"

    @property
    def symbol(self) -> Symbol:
        return SYMBOLS[self.place.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as it lies in the map, in pixels."""

    numbered: Numbered
    shape: BaseGeometry | None  # polygons; None: a point
    x: float
    y: float


def spots(view: View, places: Sequence[Numbered]) -> Iterator[Spot]:
    """The places that the map shows, areas by their part within it."""
    for each in places:
        place = each.place
        shape = place.geometry
        if shape is not None and not each.actor and shapely.get_dimensions(shape) == 2:
            seen = shapely.clip_by_rect(view.shape(shape), 0, 0, view.width, view.height)
            if seen.area >= _SMALLEST_AREA_PX2:
                x, y = _inner_point(seen)
                yield Spot(numbered=each, shape=view.shape(shape), x=x, y=y)
                continue
        if place.lon is None or place.lat is None:
            continue
        x, y = view.point(place.lon, place.lat)
        if view.contains(x, y):
            yield Spot(numbered=each, shape=None, x=x, y=y)


def written_name(article_map: ArticleMap, place: Place) -> str:
    """The place's name in a script that can be drawn; its English one where there is another.

    The local name is left out where it cannot be drawn beside it.
    """
    both = label(article_map, place)
    # Letters that run from right to left and change with their neighbours are not shaped here.
    shaped = any(unicodedata.bidirectional(each) in {"R", "AL"} for each in both)
    return first_legible(
        (
            None if shaped else both,
            place.name,
            place.entry.name if place.entry else None,
            *place.names.values(),
        ),
        Face.STRONG,
    )


class PlacePainter:
    """Draws spots on a sheet whose window is the map."""

    def __init__(
        self, paper: Paper, space: Space, theme: Theme, *, dark: bool, small: bool, disputed: str
    ) -> None:
        self._paper, self._space, self._theme = paper, space, theme
        self._dark, self._small = dark, small
        self._disputed = disputed  # the word under a disputed area's name
        self._size = 11.0 if small else 13.0

    def areas(self, drawn: Sequence[Spot]) -> None:
        """The areas' fills and outlines, the largest first."""
        with_shape = [(each.shape, each) for each in drawn if each.shape is not None]
        for shape, each in sorted(with_shape, key=lambda pair: -pair[0].area):
            colour = self._colour(each)
            dash = self._dash(each)
            self._paper.area(
                shape,
                fill=colour,
                opacity=AREA_FILL_CHOSEN if self._dark else 0.18,
                line=colour,
                width=1.4 if self._small else 2.0,
                dash=dash,
            )

    def symbols(self, drawn: Sequence[Spot]) -> dict[int, Box]:
        """The points' symbols with their numbers; where each stands, by number."""
        boxes: dict[int, Box] = {}
        points = [each for each in drawn if each.shape is None]
        # Small ones lie on top, that none is hidden.
        for each in sorted(
            points, key=lambda spot: (-spot.numbered.mentions, spot.numbered.number)
        ):
            radius = self._radius(each.numbered)
            box = Box.around(each.x, each.y, 2 * radius + 2, 2 * radius + 2)
            self._space.take(box)
            boxes[each.numbered.number] = box
            colour = self._colour(each)
            actor = each.numbered.actor
            self._paper.symbol(
                STYLES[each.numbered.symbol].shape,
                each.x,
                each.y,
                radius,
                fill=self._theme.paper if actor or each.numbered.doubtful else colour,
                line=colour if actor or each.numbered.doubtful else self._theme.paper,
                width=1.5,
                dash=DOUBTFUL_DASH if each.numbered.doubtful else None,
            )
            if not self._small:
                hollow = actor or each.numbered.doubtful
                self._number(each, each.x, colour if hollow else self._theme.paper)
        return boxes

    def names(self, drawn: Sequence[Spot], boxes: dict[int, Box]) -> set[int]:
        """The names, those of areas first, then by mentions; the numbers of those written."""
        written: set[int] = set()
        areas = [each for each in drawn if each.shape is not None]
        for each in sorted(areas, key=lambda spot: -spot.numbered.mentions):
            if self._area_name(each):
                written.add(each.numbered.number)
        points = [each for each in drawn if each.shape is None]
        for each in sorted(
            points, key=lambda spot: (-spot.numbered.mentions, spot.numbered.number)
        ):
            if self._point_name(each, boxes[each.numbered.number]):
                written.add(each.numbered.number)
        return written

    def _area_name(self, each: Spot) -> bool:
        numbered = each.numbered
        text = self._text(numbered)
        badge = 0.0 if self._small else _BADGE_PX + 4
        width = badge + width_px(text, Face.STRONG, self._size)
        second = self._disputed if numbered.place.dispute and not self._small else ""
        height = self._size + 5 + (self._size if second else 0)
        box = self._space.within(_around(each), width + 4, height) if text else None
        if box is None:
            if self._small:
                return False
            box = Box.around(each.x, each.y, _BADGE_PX + 2, _BADGE_PX + 2)
            self._space.take(box)
            self._badge(each, each.x, each.y)
            return False
        colour = self._colour(each)
        line = box.top - (self._size + 5) / 2
        if not self._small:
            self._badge(each, box.left + 2 + _BADGE_PX / 2, line)
        self._write(text, box.left + 2 + badge, line, colour)
        if second:
            size = self._size - 2
            self._paper.text(
                second, box.left + 2 + badge, line - self._size - 0.5,
                face=Face.TEXT, size=size, colour=colour, halo=self._theme.land,
            )  # fmt: skip
        return True

    def _point_name(self, each: Spot, symbol: Box) -> bool:
        text = self._text(each.numbered)
        if not text:
            return False
        width = width_px(text, Face.STRONG, self._size)
        box = self._space.beside(symbol, width + 2, self._size + 4)
        if box is None:
            return False
        self._write(text, box.left + 1, (box.bottom + box.top) / 2, self._theme.ink)
        return True

    def _write(self, text: str, x: float, y: float, colour: str) -> None:
        self._paper.text(
            text, x, y, face=Face.STRONG, size=self._size, colour=colour, halo=self._theme.land
        )

    def _badge(self, each: Spot, x: float, y: float) -> None:
        colour = self._colour(each)
        box = Box.around(x, y, _BADGE_PX, _BADGE_PX)
        self._paper.box(box, fill=colour, radius=4.5)
        self._paper.text(
            str(each.numbered.number), x, y, face=Face.STRONG, size=_number_size(each),
            colour=self._theme.paper, align="center",
        )  # fmt: skip

    def _number(self, each: Spot, x: float, colour: str) -> None:
        self._paper.text(
            str(each.numbered.number), x, each.y, face=Face.STRONG, size=_number_size(each),
            colour=colour, align="center",
        )  # fmt: skip

    def _text(self, numbered: Numbered) -> str:
        return f"{numbered.name}?" if numbered.doubtful and numbered.name else numbered.name

    def _radius(self, numbered: Numbered) -> float:
        radius = marker_radius_px(numbered.mentions)
        return 0.6 * radius + 1.5 if self._small else max(_NUMBERED_RADIUS_PX, radius)

    def _colour(self, each: Spot) -> str:
        if each.numbered.actor:
            return self._theme.muted
        style = STYLES[each.numbered.symbol]
        return style.dark if self._dark else style.light

    def _dash(self, each: Spot) -> Dash | None:
        if each.numbered.place.dispute:
            return DISPUTED_DASH
        return DOUBTFUL_DASH if each.numbered.doubtful else None


def _number_size(each: Spot) -> float:
    return 10.5 if each.numbered.number < 100 else 8.5


def _inner_point(shape: BaseGeometry) -> tuple[float, float]:
    """The middle of the largest circle inside: the best place for a name."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    tolerance = max(1.0, largest.length / 400)
    middle = shapely.maximum_inscribed_circle(largest, tolerance).coords[0]
    return float(middle[0]), float(middle[1])


def _around(each: Spot) -> Iterator[tuple[float, float]]:
    """The spot itself, then others near it, while they lie in its area."""
    yield each.x, each.y
    for step in (14, 24, 36, 50):
        for right, up in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1)):
            x, y = each.x + right * step, each.y + up * step
            if each.shape is not None and shapely.intersects_xy(each.shape, x, y):
                yield x, y
