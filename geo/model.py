"""The types that flow through Dateline: article, document, mentions, places, layers, exports.

All are frozen, slotted, keyword-only dataclasses. Text offsets are half-open `[start, end)` in
Unicode code points of `Document.text`. Coordinates are longitude, latitude in degrees, EPSG:4326.
Distances are metres (`_m`) or kilometres (`_km`). A place without geometry is legal; (0, 0) is
never invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from shapely.geometry.base import BaseGeometry

BBox: TypeAlias = tuple[float, float, float, float]
"""(west, south, east, north) in degrees; west > east across the antimeridian (RFC 7946, 5.2)."""


class Term(StrEnum):
    """A word out of a few. Hashed as text is: Enum's own hash, in Python, is slower many times."""

    __hash__ = str.__hash__


class Kind(Term):
    """What sort of place an entry is."""

    COUNTRY = "country"
    REGION = "region"  # first-order administrative area, British or Irish county
    DISTRICT = "district"  # second-order administrative area
    AREA = "area"  # anything larger than a town without a government: Donbas, Sahel, Middle East
    GROUP = "group"  # organisation of states: EU, G7, NATO
    TOWN = "town"
    SUBURB = "suburb"  # part of a town
    WATER = "water"  # sea, lake, river, strait, canal
    LANDFORM = "landform"  # mountains, desert, island, peninsula
    FACILITY = "facility"  # building, plant, base, airport, bridge


class Symbol(StrEnum):
    """How a kind is drawn; four shapes, four colours."""

    AREA = "area"
    TOWN = "town"
    NATURAL = "natural"
    FACILITY = "facility"


SYMBOLS: Mapping[Kind, Symbol] = {
    Kind.COUNTRY: Symbol.AREA,
    Kind.REGION: Symbol.AREA,
    Kind.DISTRICT: Symbol.AREA,
    Kind.AREA: Symbol.AREA,
    Kind.GROUP: Symbol.AREA,
    Kind.TOWN: Symbol.TOWN,
    Kind.SUBURB: Symbol.TOWN,
    Kind.WATER: Symbol.NATURAL,
    Kind.LANDFORM: Symbol.NATURAL,
    Kind.FACILITY: Symbol.FACILITY,
}


class Role(Term):
    """What a mention does in its sentence."""

    LITERAL = "literal"  # a location
    ASSOCIATIVE = "associative"  # stands for a government, a people, an organisation of states
    DEMONYM = "demonym"  # "Russian", "Ukrainians"
    RELATIVE = "relative"  # "30 km north of Pokrovsk"
    COORDINATES = "coordinates"  # "48.28 N, 37.18 E"


class BlockKind(Term):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LINK = "link"  # "Read more: …"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text, half-open, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One marked stretch of the text, without its line break. Blocks are ordered and disjoint."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The article's text exactly as given, with marked blocks and metadata."""

    id: str  # first 12 hex digits of the SHA-256 of the text in UTF-8
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: date | None = None
    published_inferred: bool = False
    source: str | None = None  # publisher, as a person would write it
    url: str | None = None
    language: str = "en"  # BCP 47


class NameMatch(Term):
    """How a name in the text relates to an entry's names, best first."""

    MAIN = "main"  # the entry's own main name
    ENGLISH = "english"  # tagged as an English name
    LOCAL = "local"  # tagged as a name in another language
    ABBREVIATION = "abbreviation"  # "W.Va.", "U.S."
    ALIAS = "alias"  # an untagged other name: the least trusted
    DEMONYM = "demonym"  # "Ukrainian": refers to people or things of the entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of the gazetteer."""

    id: str  # "geonames:706483", "dcw:black-sea", "dateline:donbas"
    name: str  # English where there is one
    kind: Kind
    lon: float | None
    lat: float | None
    feature_code: str = ""  # GeoNames feature code: PPLA, ADM1, PCLI, SEA, …; "" if unknown
    country_code: str = ""  # ISO 3166-1 alpha-2, as in worldview "iso"; "" for seas and groups
    admin1_code: str = ""  # GeoNames admin-1 code within the country
    admin2_code: str = ""
    population: int = 0  # 0 if unknown
    bbox: BBox | None = None
    radius_km: float | None = None  # radius of the circle with the place's area
    area_ids: tuple[str, ...] = ()  # areas that make up the place, e.g. ("UA-43", "UA-40")
    geonameid: int | None = None
    wikidata: str | None = None
    source: str = ""  # a key of data/sources.toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entry found under a name."""

    entry: Entry
    match: NameMatch
    name: str  # the name as the gazetteer writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One clue for or against a candidate."""

    kind: str  # "population", "containment", "qualifier", …: a key of geo.places.evidence
    weight: float  # log-odds; positive speaks for the candidate
    sentence: str  # plain English, for readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry proposed for a mention."""

    entry: Entry
    match: NameMatch
    probability: float  # the candidates' probabilities and that of "none of these" sum to 1
    evidence: tuple[Evidence, ...] = ()


class Review(StrEnum):
    """Why a person should check a mention."""

    CLOSE = "close"  # two candidates are too close to tell
    NONE = "none"  # probably none of the candidates


class Status(StrEnum):
    AUTOMATIC = "automatic"
    CORRECTED = "corrected"  # a person chose the entry
    REJECTED = "rejected"  # a person said that it is not a place


Progress: TypeAlias = Callable[[int, int], None]
"""Told how many passages of how many are read, while names are being found."""


class RelationKind(Term):
    """How a relative mention says where it is."""

    OFFSET = "offset"  # "30 km north of Pokrovsk", "20 km from Sudzha"
    OUTSKIRTS = "outskirts"  # "the outskirts of Donetsk", "the eastern suburbs of"
    BETWEEN = "between"  # "between Kursk and Sudzha"
    HALFWAY = "halfway"  # "halfway between Kursk and Sudzha"
    BORDER = "border"  # "the border with Sumy", "the Russia–Ukraine border"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Where a relative mention lies: by one place that the text names beside it, or by two."""

    kind: RelationKind
    anchors: tuple[str, ...]  # ids of the mentions of those places, in text order
    distance_m: float | None = None  # of an offset
    bearing_deg: float | None = None  # clockwise from north; None: in any direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One stretch of text that refers to a place. `candidates` is empty until it is resolved."""

    id: str  # "m12-17"
    start: int
    end: int
    text: str
    role: Role
    block: BlockKind
    sentence: Span
    probability: float  # that this is a place name at all
    role_probability: float = 1.0
    named: tuple[Named, ...] = ()  # what the gazetteer has under this name
    candidates: tuple[Candidate, ...] = ()  # best first
    entry: Entry | None = None  # what it was resolved to; None: "none of these"
    confidence: float = 0.0  # calibrated probability that entry is right
    review: Review | None = None
    status: Status = Status.AUTOMATIC
    geometry: BaseGeometry | None = None  # own geometry of relative and coordinate mentions, or …
    beside: str | None = None  # … that of the mention, by id, which tells where this name lies
    relation: Relation | None = None  # of a relative mention; its span overlaps no anchor's
    institution: bool = False  # an alliance or a seat of power that acts, not named as a place


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What a reader must know about a disputed area: one neutral sentence and its source."""

    id: str  # "crimea"
    sentence: str
    source: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worldview:
    """Whose view of disputed borders is drawn."""

    id: str  # "iso", "de_facto", or an ISO 3166-1 alpha-2 code in lower case
    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one or more mentions were resolved to."""

    id: str  # the entry's id; the mention's id for relative places and coordinates
    entry: Entry | None
    name: str
    kind: Kind
    role: Role  # the most literal role among its mentions
    mention_ids: tuple[str, ...]  # in text order
    lon: float | None
    lat: float | None
    geometry: BaseGeometry | None  # area in the chosen worldview, else point; None if unknown
    precision_m: float | None  # of a point that stands for an area
    bbox: BBox | None
    parents: tuple[Entry, ...]  # smallest first: region, country; named in the map's language
    confidence: float  # of its surest mention
    reason: str  # one sentence: why this place
    dispute: Dispute | None = None
    names: Mapping[str, str] = field(default_factory=dict)  # BCP 47 -> name


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's decision about a stretch of text: a fact about it, never an edit of results."""

    id: str
    start: int
    end: int
    text: str  # what stands there, to notice a shifted span
    entry_id: str | None  # None: "not a place"
    everywhere: bool = False  # for each mention of the same text
    created: str = ""  # RFC 3339, UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What a person adds to an article: geometry and/or text span, title, note."""

    id: str
    version: int
    title: str
    note: str  # Markdown
    geometry: BaseGeometry | None
    start: int | None
    end: int | None
    text: str | None  # what stands at [start, end)
    created: str  # RFC 3339, UTC
    modified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayPart:
    """One line or area of an overlay, longitude, latitude in degrees."""

    name: str  # such as "held by the army"; "" where the file has none
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """Who holds which ground, as a dated source says that a reader imported.

    Dateline itself does not know it and never guesses it.
    """

    id: str
    title: str  # "" for none
    as_of: date  # the day whose state it shows
    source: str  # who says so
    url: str | None  # where
    parts: tuple[OverlayPart, ...]  # at least one, in the file's order
    created: str  # RFC 3339, UTC

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, each once, in order."""
        return tuple(dict.fromkeys(part.name for part in self.parts if part.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What the map opens on."""

    bbox: BBox | None
    outside: tuple[str, ...]  # ids of literal places left out of the box


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMap:
    """One document with its mentions, places and annotations, in one worldview."""

    document: Document
    mentions: tuple[Mention, ...]  # in text order, rejected ones included
    places: tuple[Place, ...]  # in order of first mention
    focus: Focus
    worldview: Worldview
    language: str = "en"  # of names and sentences
    both_names: bool = False  # whether maps write a place's local name behind the reader's
    corrections: tuple[Correction, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    overlays: tuple[Overlay, ...] = ()
