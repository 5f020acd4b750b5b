"""An article's representation cut into what the page prints: blocks of text with links, and tables.

Works on the dict that `GET /api/articles/{id}` answers with (docs/api.md), so that the page without
script shows exactly what the interface says. Offsets are in Unicode code points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from geo.layers import CERTAINTY_TITLES, KIND_TITLES
from geo.model import Kind

Json: TypeAlias = Mapping[str, Any]

WORDS_PER_MINUTE = 220
"""Silent reading speed of adults in English (Brysbaert 2019 gives 238; long words slow it down)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text inside one block; `mention` is None for plain text.

    `look` names the classes of its line: the kind's symbol, and whether it is doubtful.
    """

    text: str
    mention: Json | None = None
    look: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One block. `start` is where its first character stands in the article's text."""

    kind: str
    start: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table of places; `place` is None where none was found."""

    id: str
    place: Json | None
    mention: str
    name: str
    local_name: str | None
    kind: str
    symbol: str
    description: str
    count: int
    certainty: str
    check: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the page's text pane prints."""

    minutes: int
    blocks: tuple[Paragraph, ...]
    places: tuple[Row, ...]
    actors: tuple[Row, ...]
    others: tuple[Row, ...]
    unplaced: tuple[Row, ...]
    numbers: Mapping[str, int]  # place id -> its number in pictures and on paper

    @property
    def numbered(self) -> tuple[tuple[int, Row], ...]:
        """The numbered places in the order of their numbers."""
        rows = {row.place["id"]: row for row in self.places + self.actors if row.place}
        return tuple((number, rows[each]) for each, number in self.numbers.items())

    @property
    def places_to_check(self) -> int:
        """How many places, and names without a place, a person should look at."""
        return _to_check(self.places + self.unplaced)

    @property
    def actors_to_check(self) -> int:
        """How many actors a person should look at."""
        return _to_check(self.actors + self.others)


def reading(article: Json) -> Reading:
    """Cut an article into blocks and tables. Rejected mentions become plain text."""
    shown = [mention for mention in article["mentions"] if mention["status"] != "rejected"]
    rows = [_row(place) for place in article["places"]]
    # What needs a person's eye comes first; otherwise the order of the text.
    rows.sort(key=lambda row: row.check is None)
    looks = {place["id"]: _look(place) for place in article["places"]}
    layers = {place["id"]: place["layer"] for place in article["places"]}

    def of(*names: str | None) -> tuple[Row, ...]:
        return tuple(row for row in rows if row.place and layers[row.place["id"]] in names)

    return Reading(
        minutes=max(1, round(article["words"] / WORDS_PER_MINUTE)),
        blocks=_blocks(article["text"], article["blocks"], shown, looks),
        places=of("areas", "places"),
        actors=of("actors"),
        others=of(None),
        unplaced=_unplaced(shown),
        numbers=_numbers(article["places"]),
    )


def _numbers(places: Sequence[Json]) -> dict[str, int]:
    """As `geo.layers.numbered_places` counts: the locations, or where there is none the actors."""
    located = [place["id"] for place in places if place["layer"] in {"areas", "places"}]
    chosen = located or [place["id"] for place in places if place["layer"] == "actors"]
    return {each: number for number, each in enumerate(chosen, start=1)}


def _to_check(rows: tuple[Row, ...]) -> int:
    return sum(row.check is not None for row in rows)


def _blocks(
    text: str, blocks: Sequence[Json], mentions: Sequence[Json], looks: Mapping[str, str]
) -> tuple[Paragraph, ...]:
    result: list[Paragraph] = []
    position = 0
    for block in blocks:
        start, end = block["start"], block["end"]
        segments: list[Segment] = []
        cursor = start
        while position < len(mentions) and mentions[position]["start"] < end:
            mention = mentions[position]
            position += 1
            # Nested names: the outer one is the link, since links may not lie in links.
            if mention["start"] < cursor or mention["end"] > end:
                continue
            if mention["start"] > cursor:
                segments.append(Segment(text=text[cursor : mention["start"]]))
            segments.append(
                Segment(
                    text=text[mention["start"] : mention["end"]],
                    mention=mention,
                    look=looks.get(mention["place"] or "", "unplaced"),
                )
            )
            cursor = mention["end"]
        if cursor < end:
            segments.append(Segment(text=text[cursor:end]))
        result.append(Paragraph(kind=block["kind"], start=start, segments=tuple(segments)))
    return tuple(result)


def _look(place: Json) -> str:
    doubtful = place["certainty"] == "doubtful" or place.get("review")
    return f"symbol-{place['symbol']}" + (" doubtful" if doubtful else "")


def _row(place: Json) -> Row:
    kind = KIND_TITLES[Kind(place["kind"])]
    parents = ", ".join(parent["name"] for parent in place["parents"])
    return Row(
        id=f"place-{place['id']}",
        place=place,
        mention=place["mentions"][0] if place["mentions"] else "",
        name=place["name"],
        local_name=place.get("local_name"),
        kind=kind,
        symbol=place["symbol"],
        description=parents or _besides(place.get("description") or "", kind),
        count=len(place["mentions"]),
        certainty=CERTAINTY_TITLES[place["certainty"]],
        check=_check(place.get("review"), place["certainty"]),
    )


def _besides(description: str, kind: str) -> str:
    # "Country, country" says nothing twice.
    return "" if description.lower() == kind.lower() else description


def _unplaced(mentions: Sequence[Json]) -> tuple[Row, ...]:
    first: dict[str, Json] = {}
    counts: dict[str, int] = {}
    for mention in mentions:
        if mention["place"] is None:
            first.setdefault(mention["text"], mention)
            counts[mention["text"]] = counts.get(mention["text"], 0) + 1
    return tuple(
        Row(
            id=f"place-{mention['id']}",
            place=None,
            mention=mention["id"],
            name=text,
            local_name=None,
            kind="Name",
            symbol="none",
            description="",
            count=counts[text],
            certainty=CERTAINTY_TITLES[None],
            check="No place was found for it.",
        )
        for text, mention in first.items()
    )


def _check(review: str | None, certainty: str | None) -> str | None:
    if review == "close":
        return "Two places fit about equally well."
    if review == "none":
        return "Probably none of the places found."
    if certainty == "doubtful":
        return "Little in the text speaks for it."
    return None
