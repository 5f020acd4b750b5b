"""An article map made by hand, with one of each: an area, a town, an actor, a demonym, a doubt."""

from __future__ import annotations

from datetime import date

from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.articles import document_from_text
from geo.model import (
    Annotation,
    ArticleMap,
    BlockKind,
    Candidate,
    Dispute,
    Entry,
    Focus,
    Kind,
    Mention,
    NameMatch,
    Overlay,
    OverlayPart,
    Place,
    Review,
    Role,
    Span,
    Status,
    Worldview,
)

TEXT = (
    "Troops left Marsk in Zalia on Monday, Norburg said.\n\n"
    "The Zalian army held Marsk. Nobody had seen Lostville."
)

MARSK = Entry(
    id="geonames:1",
    name="Marsk",
    kind=Kind.TOWN,
    lon=30.123456789,
    lat=50.0,
    country_code="UA",
    population=1200,
    geonameid=1,
    wikidata="Q1",
    radius_km=3.25,
    source="geonames",
)
ZALIA = Entry(
    id="dateline:zalia",
    name="Zalia",
    kind=Kind.REGION,
    lon=31.0,
    lat=50.5,
    country_code="UA",
    source="curated",
)
NORBURG = Entry(
    id="geonames:3", name="Norburg", kind=Kind.TOWN, lon=9.0, lat=55.0, country_code="DK"
)
UKRAINE = Entry(id="geonames:4", name="Ukraine", kind=Kind.COUNTRY, lon=32.0, lat=49.0)


def candidate(entry: Entry, probability: float) -> Candidate:
    return Candidate(entry=entry, match=NameMatch.MAIN, probability=probability)


def mention(
    text: str, word: str, nth: int, entry: Entry | None, role: Role, confidence: float
) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    end = start + len(word)
    begin = max(text.rfind(".", 0, start), text.rfind("\n", 0, start)) + 1
    while text[begin] == " ":
        begin += 1
    return Mention(
        id=f"m{start}-{end}",
        start=start,
        end=end,
        text=word,
        role=role,
        block=BlockKind.PARAGRAPH,
        sentence=Span(start=begin, end=text.index(".", end) + 1),
        probability=0.99,
        candidates=(candidate(entry, confidence),) if entry else (),
        entry=entry,
        confidence=confidence,
        review=None if entry else Review.NONE,
    )


def place(
    entry: Entry,
    mentions: tuple[Mention, ...],
    geometry: BaseGeometry | None,
    role: Role,
    *,
    names: dict[str, str] | None = None,
    dispute: Dispute | None = None,
    reason: str = "The text names no other place of that name.",
) -> Place:
    return Place(
        id=entry.id,
        entry=entry,
        name=entry.name,
        kind=entry.kind,
        role=role,
        mention_ids=tuple(m.id for m in mentions),
        lon=entry.lon,
        lat=entry.lat,
        geometry=geometry,
        precision_m=None,
        bbox=None,
        parents=(UKRAINE,) if entry.country_code == "UA" else (),
        confidence=max(m.confidence for m in mentions),
        reason=reason,
        dispute=dispute,
        names=names or {},
    )


DISPUTE = Dispute(
    id="zalia",
    sentence="Administered by one, claimed by the other.",
    source="A resolution",
    url="https://example.org/resolution",
)


def sample_map(text: str = TEXT, *, reason: str = "It is the only one.") -> ArticleMap:
    """The map of `TEXT`; another text must hold the same names in the same order."""
    marsk = tuple(mention(text, "Marsk", n, MARSK, Role.LITERAL, 0.95) for n in (0, 1))
    zalia = mention(text, "Zalia", 0, ZALIA, Role.LITERAL, 0.7)
    norburg = mention(text, "Norburg", 0, NORBURG, Role.ASSOCIATIVE, 0.5)
    zalian = mention(text, "Zalian", 0, UKRAINE, Role.DEMONYM, 0.9)
    lost = mention(text, "Lostville", 0, None, Role.LITERAL, 0.0)
    clockwise = Polygon([(30, 50), (30, 51), (32, 51), (32, 50)])
    return ArticleMap(
        document=document_from_text(text, title="Troops leave Marsk"),
        mentions=(marsk[0], zalia, norburg, zalian, marsk[1], lost),
        places=(
            place(
                MARSK,
                marsk,
                Point(30.123456789, 50.0),
                Role.LITERAL,
                names={"uk": "Марськ"},
                reason=reason,
            ),
            place(ZALIA, (zalia,), clockwise, Role.LITERAL, dispute=DISPUTE, reason=reason),
            place(NORBURG, (norburg,), box(8, 54, 10, 56), Role.ASSOCIATIVE, reason=reason),
            place(UKRAINE, (zalian,), Point(32.0, 49.0), Role.DEMONYM, reason=reason),
        ),
        focus=Focus(bbox=(30.0, 50.0, 32.0, 51.0), outside=()),
        worldview=Worldview(id="iso", name="ISO 3166, near UN usage", description=""),
        overlays=(
            Overlay(
                id="o1",
                title="Control",
                as_of=date(2025, 3, 14),
                source="Institute",
                url=None,
                parts=(
                    OverlayPart(name="North", geometry=box(30, 50, 31, 51)),
                    OverlayPart(name="Contact", geometry=LineString([(30, 50), (31, 50)])),
                ),
                created="2025-03-15T10:00:00Z",
            ),
        ),
        annotations=(
            Annotation(
                id="a1",
                version=2,
                title="Bridge",
                note="Seen *here*",
                geometry=Point(30.2, 50.1),
                start=None,
                end=None,
                text=None,
                created="2025-03-14T10:00:00Z",
                modified="2025-03-14T11:00:00Z",
            ),
        ),
    )


def rejected(article_map: ArticleMap, mention_id: str) -> tuple[Mention, ...]:
    """The mentions with one of them called "not a place" by a person."""
    from dataclasses import replace

    return tuple(
        replace(m, status=Status.REJECTED) if m.id == mention_id else m
        for m in article_map.mentions
    )
