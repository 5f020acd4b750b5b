"""The map itself: ground, areas, symbols, names, scale bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.basemaps.colours import DARK_GROUND, LIGHT_GROUND, GroundColours
from geo.exports.picture.ground import Borders, Ground, GroundName, read_ground
from geo.exports.picture.labels import Box, Side, Space
from geo.exports.picture.overlays import draw_overlays
from geo.exports.picture.paper import Paper
from geo.exports.picture.places import Numbered, PlacePainter, Spot, spots
from geo.exports.picture.view import View, scale_bars, view_of
from geo.exports.picture.writing import Face, can_write, first_legible, width_px
from geo.gazetteer.folding import fold
from geo.layers import DARK, LIGHT
from geo.model import ArticleMap

_RIVER_WIDTHS = ((6.0, 0.8), (8.0, 1.2), (99.0, 1.6))
_BORDER_WIDTHS = ((4.0, 0.7), (6.0, 1.0), (99.0, 1.3))
_CLAIM_DASH, _DISPUTED_DASH = (3.0, 3.0), (5.0, 3.0)
_NARROWEST_WITH_NAMES = 240.0  # pixels; in less a name would be all that is seen
_DOTS = {"capital": 2.4, "city": 2.2, "town": 1.8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What became of the places."""

    view: View
    shown: frozenset[int]  # numbers of the places in the map
    named: frozenset[int]  # of those whose name stands beside them
    grounded: bool  # False: the basemap is missing
    disputed_line: bool  # whether a border is drawn as disputed


def draw_map(
    paper: Paper,
    window: Box,
    article_map: ArticleMap,
    places: Sequence[Numbered],
    *,
    dark: bool,
    small: bool,
    disputed: str,
    kilometres: str,
    keep_free: Sequence[Box] = (),
) -> Drawn:
    """Draw the map into a window of the sheet.

    `small` leaves out numbers, most names (all of them in a narrow window) and the scale bar.
    `disputed` and `kilometres` are words; `keep_free` are boxes, in pixels of the window, that no
    name may stand in.
    """
    theme = DARK if dark else LIGHT
    colours = DARK_GROUND if dark else LIGHT_GROUND
    width, height = window.right - window.left, window.top - window.bottom
    view = view_of(
        article_map.focus.bbox, width=width, height=height, margin=0.07 * min(width, height) + 14
    )
    ground = read_ground(
        view,
        worldview=article_map.worldview.id,
        languages=_languages(article_map.language),
        detailed=not small,
    )
    paper.open_window(window, colours.water if ground else colours.land)
    if ground is not None:
        _draw_ground(paper, ground, colours, view.zoom)
    space = Space(width=width, height=height)
    for box in keep_free:
        space.take(box)
    painter = PlacePainter(paper, space, theme, dark=dark, small=small, disputed=disputed)
    drawn = tuple(spots(view, places))
    if not small:
        draw_overlays(paper, view, article_map.overlays, dark=dark)
    painter.areas(drawn)
    if ground is not None:
        _draw_borders(paper, ground.borders, colours, view.zoom)
    if not small:
        _draw_scale(paper, space, view, colours, kilometres)
    boxes = painter.symbols(drawn)
    wide_enough = not small or width >= _NARROWEST_WITH_NAMES
    named = painter.names(drawn, boxes) if wide_enough else ()
    if ground is not None and wide_enough:
        _draw_names(paper, space, ground.names, colours, drawn)
    paper.close_window()
    return Drawn(
        view=view,
        shown=frozenset(each.numbered.number for each in drawn),
        named=frozenset(named),
        grounded=ground is not None,
        disputed_line=ground is not None and not ground.borders.disputed.is_empty,
    )


def _languages(language: str) -> tuple[str, ...]:
    base = language.split("-", maxsplit=1)[0]
    found = dict.fromkeys((language, base))
    return tuple(each for each in found if each != "en")


def _draw_ground(paper: Paper, ground: Ground, colours: GroundColours, zoom: float) -> None:
    paper.area(ground.land, fill=colours.land)
    paper.area(ground.urban, fill=colours.urban)
    width = _by_zoom(_RIVER_WIDTHS, zoom)
    for rank, lines in ground.rivers:
        paper.line(lines, colours.river, width * (1.25 if rank <= 4 else 1.0))
    paper.area(ground.lakes, fill=colours.water)
    paper.line(ground.borders.regions, colours.area, 0.7)


def _draw_borders(paper: Paper, borders: Borders, colours: GroundColours, zoom: float) -> None:
    """Over the areas' fills: a border has to stay readable under them."""
    width = _by_zoom(_BORDER_WIDTHS, zoom)
    paper.line(borders.claimed, colours.border, 0.75 * width, dash=_CLAIM_DASH, opacity=0.85)
    paper.line(borders.disputed, colours.border, width, dash=_DISPUTED_DASH)
    paper.line(borders.countries, colours.border, width)


def _by_zoom(table: Sequence[tuple[float, float]], zoom: float) -> float:
    return next(width for deepest, width in table if zoom < deepest)


def _draw_names(
    paper: Paper,
    space: Space,
    names: Sequence[GroundName],
    colours: GroundColours,
    drawn: Sequence[Spot],
) -> None:
    omitted = {
        fold(text)
        for each in drawn
        for text in (
            each.numbered.name,
            each.numbered.place.name,
            each.numbered.place.entry.name if each.numbered.place.entry else "",
        )
    }
    for each in names:
        if fold(each.text) in omitted or fold(each.english) in omitted:
            continue
        text = first_legible((each.text, each.english))
        if text:
            _draw_name(paper, space, each, text, colours)


def _draw_name(
    paper: Paper, space: Space, name: GroundName, text: str, colours: GroundColours
) -> None:
    if name.kind in _DOTS:
        strong = name.kind != "town"
        face, size = (
            (Face.STRONG if strong else Face.TEXT),
            (12.0 if name.kind == "capital" else 11.0),
        )
        face = face if can_write(text, face) else Face.TEXT
        dot = _DOTS[name.kind]
        symbol = Box.around(name.x, name.y, 2 * dot + 2, 2 * dot + 2)
        if not space.is_free(symbol):
            return
        box = space.beside(
            symbol, width_px(text, face, size) + 2, size + 3, gap=1.5,
            sides=(Side.EAST, Side.WEST, Side.NORTH, Side.SOUTH),
        )  # fmt: skip
        if box is None:
            return
        space.take(symbol)
        colour = colours.ink if strong else colours.muted
        paper.dot(name.x, name.y, dot, colour, colours.land)
        paper.text(
            text, box.left + 1, (box.bottom + box.top) / 2,
            face=face, size=size, colour=colour, halo=colours.land,
        )  # fmt: skip
        return
    water = name.kind in {"sea", "lake"}
    face = Face.SLANTED if water else Face.STRONG
    face = face if can_write(text, face) else Face.TEXT
    size = 12.0
    lines = _in_two(text)
    width = max(width_px(line, face, size) for line in lines)
    height = len(lines) * (size + 2.5)
    shifts = (0, -18, 18, -34, 34)
    found = space.within(((name.x, name.y + shift) for shift in shifts), width + 4, height)
    if found is None:
        return
    for number, line in enumerate(lines):
        paper.text(
            line, name.x, found.top - (number + 0.5) * (size + 2.5), face=face, size=size,
            colour=colours.water_name if water else colours.country,
            halo=colours.water if water else colours.land, align="center",
        )  # fmt: skip


def _in_two(name: str) -> list[str]:
    """A long name broken at the space nearest to its middle."""
    spaces = [at for at, each in enumerate(name) if each == " "]
    if len(name) < 16 or not spaces:
        return [name]
    at = min(spaces, key=lambda space: abs(space - len(name) / 2))
    return [name[:at], name[at + 1 :]]


def _draw_scale(
    paper: Paper, space: Space, view: View, colours: GroundColours, kilometres: str
) -> None:
    """A bar of a round length, right for the middle of the map."""
    a_pixel = view.ground_metres_a_pixel()
    length = next(iter(scale_bars(a_pixel * min(140.0, view.width / 4))))
    width = length / a_pixel
    km = length / 1000
    text = f"{km:,.0f} {kilometres}" if km >= 1 else f"{km:g} {kilometres}"
    right, low = view.width - 14.0, 12.0
    size = 11.0
    box = Box(
        left=right - max(width, width_px(text, Face.TEXT, size)) - 6, bottom=low - 6,
        right=right + 6, top=low + size + 12,
    )  # fmt: skip
    space.take(box)
    paper.bar(right - width, right, low, colours.ink, colours.land)
    paper.text(
        text, right - width / 2, low + 13, face=Face.TEXT, size=size,
        colour=colours.ink, halo=colours.land, align="center",
    )  # fmt: skip
