"""A picture as a whole: title and date above the map, legend, worldview and sources under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geo import basemaps
from geo.articles import heading
from geo.exports.picture.labels import Box
from geo.exports.picture.map_painter import draw_map
from geo.exports.picture.options import Form, Picture, Shade
from geo.exports.picture.paper import Paper, drawing
from geo.exports.picture.places import DISPUTED_DASH, DOUBTFUL_DASH, Numbered, written_name
from geo.exports.picture.writing import Face, legible, width_px, wrapped
from geo.languages.interface import interface
from geo.layers import (
    ATTRIBUTION,
    DARK,
    LIGHT,
    OVERLAY_COLOURS,
    OVERLAY_DASHES,
    OVERLAY_FILL,
    STYLES,
    Shape,
    Theme,
    numbered_places,
    overlay_sentence,
    overlay_style,
)
from geo.model import ArticleMap, Role, Symbol


def png(article_map: ArticleMap, picture: Picture) -> bytes:
    with drawing():
        return _draw(article_map, picture).png(picture.scale, _about(article_map))


def svg(article_map: ArticleMap, picture: Picture) -> bytes:
    with drawing():
        return _draw(article_map, picture).svg(_about(article_map))


def _about(article_map: ArticleMap) -> dict[str, str]:
    return {"Title": legible(heading(article_map.document)), "Source": ATTRIBUTION}


def _draw(article_map: ArticleMap, picture: Picture) -> Paper:
    places = _numbered(article_map)
    if picture.form is not Form.SHEET:
        return _map_alone(article_map, picture, places)
    sheet = _Sheet(article_map, picture, places)
    unnamed = sheet.draw(key=())
    if unnamed:  # their names stand under the map instead
        sheet = _Sheet(article_map, picture, places)
        sheet.draw(key=unnamed)
    return sheet.paper


def _numbered(article_map: ArticleMap) -> tuple[Numbered, ...]:
    return tuple(
        Numbered(
            number=number,
            place=place,
            name=written_name(article_map, place),
            mentions=len(place.mention_ids),
            actor=place.role is Role.ASSOCIATIVE,
        )
        for number, place in numbered_places(article_map)
    )


def _map_alone(article_map: ArticleMap, picture: Picture, places: Sequence[Numbered]) -> Paper:
    dark = picture.theme is Shade.DARK
    theme = DARK if dark else LIGHT
    paper = Paper(picture.width, picture.height, theme.land)
    window = Box(left=0, bottom=0, right=picture.width, top=picture.height)
    small = picture.form is Form.THUMBNAIL
    size, room = 10.0, 8.0
    sources = legible(basemaps.ATTRIBUTION)
    corner = Box(
        left=0, bottom=0, right=room + 4 + width_px(sources, Face.TEXT, size), top=size + room
    )
    draw_map(
        paper,
        window,
        article_map,
        places,
        dark=dark,
        small=small,
        disputed=interface(article_map.language)("disputed"),
        kilometres=interface(article_map.language)("km"),
        keep_free=() if small else (corner,),
    )
    if not small:
        paper.text(
            sources, room, room / 2 + size / 2 + 2, face=Face.TEXT, size=size,
            colour=theme.muted, halo=theme.land,
        )  # fmt: skip
    return paper


_MOST_SENTENCES = 3
_MOST_IN_KEY = 60


class _Sheet:
    """Lays the parts out from the top and from the bottom; the map gets what is left."""

    def __init__(
        self, article_map: ArticleMap, picture: Picture, places: Sequence[Numbered]
    ) -> None:
        self._map, self._places = article_map, places
        self._say = interface(article_map.language)
        self._dark = picture.theme is Shade.DARK
        self._theme: Theme = DARK if self._dark else LIGHT
        self._width, self._height = float(picture.width), float(picture.height)
        self._pad = 28.0 if picture.width >= 700 else 14.0
        self.paper = Paper(picture.width, picture.height, self._theme.paper)

    def draw(self, *, key: Sequence[Numbered]) -> tuple[Numbered, ...]:
        """Draw all; returns the places in the map whose name found no room beside them."""
        top = self._head()
        low = self._foot(key)
        window = Box(left=self._pad, bottom=low, right=self._width - self._pad, top=top)
        drawn = draw_map(
            self.paper,
            window,
            self._map,
            self._places,
            dark=self._dark,
            small=False,
            disputed=self._say("disputed"),
            kilometres=self._say("km"),
        )
        return tuple(
            each
            for each in self._places
            if each.number in drawn.shown and each.number not in drawn.named and each.name
        )

    # Above the map ------------------------------------------------------------------------------

    def _head(self) -> float:
        inside = self._width - 2 * self._pad
        size = min(max(0.024 * self._width, 17.0), 30.0)
        y = self._height - self._pad
        lines = wrapped(heading(self._map.document), Face.TITLE, size=size, width=inside, lines=2)
        for line in lines:
            self.paper.text(
                line, self._pad, y - 0.8 * size, face=Face.TITLE, size=size,
                colour=self._theme.ink, anchor="baseline",
            )  # fmt: skip
            y -= 1.2 * size
        byline = _byline(self._map)
        if byline:
            y -= 4
            for line in wrapped(byline, Face.TEXT, size=13, width=inside, lines=1):
                self.paper.text(
                    line, self._pad, y - 11, face=Face.TEXT, size=13,
                    colour=self._theme.muted, anchor="baseline",
                )  # fmt: skip
            y -= 18
        return y - 10

    # Under the map ------------------------------------------------------------------------------

    def _foot(self, key: Sequence[Numbered]) -> float:
        inside = self._width - 2 * self._pad
        y = self._pad - 4
        sources = wrapped(
            f"{self._say(ATTRIBUTION)} {self._say('Map: Dateline.')}",
            Face.TEXT,
            size=10.5,
            width=inside,
        )
        y = self._lines_up(sources, y, 10.5)
        notes = wrapped(" ".join(self._notes()), Face.TEXT, size=11.5, width=inside, lines=6)
        y = self._lines_up(notes, y + 5, 11.5)
        if key:
            listed = [f"{each.number} {each.name}" for each in key[:_MOST_IN_KEY]]
            text = " · ".join(listed) + (" …" if len(key) > _MOST_IN_KEY else "")
            y = self._lines_up(
                wrapped(text, Face.TEXT, size=12, width=inside, lines=8), y + 6, 12.0, ink=True
            )
        return self._legend(y + 8) + 10

    def _lines_up(self, lines: Sequence[str], y: float, size: float, *, ink: bool = False) -> float:
        colour = self._theme.ink if ink else self._theme.muted
        for line in reversed(lines):
            self.paper.text(
                line, self._pad, y + 0.25 * size, face=Face.TEXT, size=size, colour=colour,
                anchor="baseline",
            )  # fmt: skip
            y += 1.4 * size
        return y

    def _notes(self) -> list[str]:
        sentences = [self._say(self._map.worldview.description)]
        sentences += [overlay_sentence(each, self._say) for each in self._map.overlays]
        disputes = dict.fromkeys(
            self._say(each.place.dispute.sentence) for each in self._places if each.place.dispute
        )
        sentences += list(disputes)[:_MOST_SENTENCES]
        names = {place.id: written_name(self._map, place) for place in self._map.places}
        outside = [name for each in self._map.focus.outside if (name := names.get(each))]
        if outside:
            sentences.append(self._say("Not on this map: {names}.", names=", ".join(outside)))
        return sentences

    def _legend(self, y: float) -> float:
        """The rows of the legend, from the bottom up; returns where they end."""
        size, gap = 12.0, 18.0
        rows: list[list[tuple[str, str, float]]] = [[]]
        used = 0.0
        for item, word in self._legend_items():
            width = 22 + width_px(word, Face.TEXT, size)
            if rows[-1] and used + width > self._width - 2 * self._pad:
                rows.append([])
                used = 0.0
            rows[-1].append((item, word, used))
            used += width + gap
        for row in reversed(rows):
            for item, word, x in row:
                self._sample(item, self._pad + x + 7, y + 6)
                self.paper.text(
                    word, self._pad + x + 20, y + 6, face=Face.TEXT, size=size,
                    colour=self._theme.ink,
                )  # fmt: skip
            y += 20
        return y

    def _legend_items(self) -> list[tuple[str, str]]:
        count = Counter("actor" if each.actor else each.symbol.value for each in self._places)
        items = [
            (symbol.value, self._say(style.title))
            for symbol, style in STYLES.items()
            if count[symbol.value]
        ]
        if count["actor"]:
            items.append(("actor", self._say("Actor")))
        for at, overlay in enumerate(self._map.overlays):
            items += [(f"overlay {at} {name}", legible(name)) for name in overlay.names]
        if any(each.place.dispute for each in self._places):
            items.append(("disputed", self._say("Disputed border")))
        if any(each.doubtful for each in self._places):
            items.append(("doubtful", self._say("Doubtful place")))
        return items

    def _sample(self, item: str, x: float, y: float) -> None:
        theme = self._theme
        if item == "disputed":
            style = STYLES[Symbol.AREA]
            self.paper.stroke(
                x - 8, x + 9, y, style.dark if self._dark else style.light, DISPUTED_DASH
            )
        elif item.startswith("overlay "):
            _, at, name = item.split(" ", 2)
            number = overlay_style(self._map.overlays[int(at)], name)
            colour = OVERLAY_COLOURS[number][self._dark]
            box = Box.around(x, y, 14, 12)
            self.paper.box(box, fill=colour, opacity=OVERLAY_FILL)
            self.paper.frame(box, colour, dash=OVERLAY_DASHES[number])
        elif item in {"actor", "doubtful"}:
            self.paper.symbol(
                Shape.CIRCLE, x, y, 6, fill=theme.paper, line=theme.muted,
                dash=DOUBTFUL_DASH if item == "doubtful" else None,
            )  # fmt: skip
            if item == "doubtful":
                self.paper.text(
                    "?", x, y, face=Face.STRONG, size=9, colour=theme.muted, align="center"
                )
        else:
            style = STYLES[Symbol(item)]
            colour = style.dark if self._dark else style.light
            if item == Symbol.AREA.value:
                self.paper.box(Box.around(x, y, 14, 12), fill=colour, opacity=0.22, radius=3)
                self.paper.frame(Box.around(x, y, 14, 12), colour)
            else:
                self.paper.symbol(style.shape, x, y, 6, fill=colour, line=theme.paper)


def _byline(article_map: ArticleMap) -> str:
    document = article_map.document
    parts = [document.source] if document.source else []
    if document.published:
        say = interface(article_map.language)
        date = say.date(document.published)
        parts.append(f"{date} {say('(inferred)')}" if document.published_inferred else date)
    return " · ".join(parts)
