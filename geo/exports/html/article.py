"""The article's text and its list of places, cut for the template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.layers import certainty, counted_mentions, label, layer_of
from geo.model import SYMBOLS, ArticleMap, Block, Mention, Place, Role, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text; `place` is the id of the place it names, "" for plain text."""

    text: str
    place: str = ""
    mention: str = ""
    symbol: str = ""  # how the name is underlined: a symbol, "actor" or "demonym"
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    kind: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the list of places."""

    place: Place
    name: str  # as the map writes it
    layer: str
    symbol: str
    certainty: str | None
    mentions: int


def paragraphs(article_map: ArticleMap) -> tuple[Paragraph, ...]:
    """The blocks of the text, each cut into stretches with and without a place."""
    places = {each: place for place in article_map.places for each in place.mention_ids}
    return tuple(
        Paragraph(kind=block.kind.value, segments=tuple(_segments(article_map, block, places)))
        for block in article_map.document.blocks
    )


def rows(article_map: ArticleMap) -> tuple[Row, ...]:
    """The places that the map draws, those in doubt first, else in text order."""
    found = [
        Row(
            place=place,
            name=label(article_map, place),
            layer=layer.value,
            symbol=SYMBOLS[place.kind].value,
            certainty=certainty(place.confidence),
            mentions=len(counted_mentions(article_map, place)),
        )
        for place in article_map.places
        if (layer := layer_of(place)) is not None
    ]
    return tuple(sorted(found, key=lambda row: row.certainty != "doubtful"))


def _segments(article_map: ArticleMap, block: Block, places: dict[str, Place]) -> Iterator[Segment]:
    text, at = article_map.document.text, block.start
    for mention in article_map.mentions:
        place = places.get(mention.id)
        inside = at <= mention.start and mention.end <= block.end
        if place is None or not inside or mention.status is Status.REJECTED:
            continue
        if mention.start > at:
            yield Segment(text=text[at : mention.start])
        yield Segment(
            text=text[mention.start : mention.end],
            place=place.id,
            mention=mention.id,
            symbol=_symbol(mention, place),
            doubtful=certainty(mention.confidence) == "doubtful",
        )
        at = mention.end
    if at < block.end:
        yield Segment(text=text[at : block.end])


def _symbol(mention: Mention, place: Place) -> str:
    if mention.role is Role.DEMONYM:
        return "demonym"
    if mention.role is Role.ASSOCIATIVE:
        return "actor"
    return SYMBOLS[place.kind].value
