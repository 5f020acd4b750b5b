"""Several articles' places on one map: what each article says of a place, gathered by place.

`article_places` takes from an article map what a collection needs, small enough to be stored;
`collect` gathers the places of many articles. A place that is a location in one article and an
actor in another counts as a location, with the mentions of the articles in which it is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shapely.geometry.base import BaseGeometry

from geo.geodesy import bbox_around, bbox_of
from geo.layers import Layer, counted_mentions, layer_of, local_name
from geo.model import ArticleMap, BBox, Dispute, Focus, Kind, Place, Review, Worldview
from geo.places import frame, main_bbox

_LOCATED = (Layer.AREAS, Layer.PLACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One mention with its sentence; `start` and `end` are offsets in the article's text."""

    mention: str  # the mention's id
    start: int
    end: int
    sentence: str
    sentence_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePlace:
    """One place as one article has it."""

    id: str  # the entry's; the article's and the mention's for what has no entry
    entry: str | None
    layer: Layer
    name: str
    local_name: str | None
    within: str  # what it lies in: "Donetsk Oblast, Ukraine"
    kind: Kind
    lon: float | None
    lat: float | None
    bbox: BBox | None
    precision_m: float | None
    geometry: BaseGeometry | None  # only of what has no entry
    confidence: float
    review: Review | None
    dispute: Dispute | None
    quotes: tuple[Quote, ...]  # in text order, at least one


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionArticle:
    """One article of a collection."""

    id: str
    heading: str
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from `first` to `last`, both included; None: without an end on that side."""

    first: date | None = None
    last: date | None = None
    undated: bool = True  # whether articles without a date belong to it

    def holds(self, article: CollectionArticle) -> bool:
        day = article.published
        if day is None:
            return self.undated
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A place in one article of a collection."""

    article: str  # its id
    layer: Layer
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPlace:
    """A place of a collection. What is said of it comes from the article surest of it."""

    place: ArticlePlace
    layer: Layer
    appearances: tuple[Appearance, ...]  # in the order of the articles

    @property
    def mentions(self) -> int:
        """How often the articles name it, where it is what its layer says."""
        return sum(len(each.quotes) for each in self.counted)

    @property
    def counted(self) -> tuple[Appearance, ...]:
        """The appearances that count: for a location, those as a location."""
        if self.layer is Layer.ACTORS:
            return self.appearances
        return tuple(each for each in self.appearances if each.layer in _LOCATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionMap:
    """The places of several articles, in one worldview."""

    articles: tuple[CollectionArticle, ...]
    places: tuple[CollectionPlace, ...]  # most mentions first
    focus: Focus
    worldview: Worldview
    language: str
    pending: tuple[str, ...] = ()  # ids of articles that are still to be read


def article_places(article_map: ArticleMap) -> tuple[ArticlePlace, ...]:
    """The places of an article map that a collection shows; adjectives are no places."""
    made = []
    for place in article_map.places:
        layer = layer_of(place)
        if layer is not None:
            found = _article_place(article_map, place, layer)
            if found.quotes:
                made.append(found)
    return tuple(made)


def collect(
    articles: Sequence[CollectionArticle],
    places: Mapping[str, Sequence[ArticlePlace]],
    *,
    worldview: Worldview,
    language: str,
) -> CollectionMap:
    """Gather the places of articles, given by article id; an article without them is pending."""
    seen: dict[str, list[tuple[str, ArticlePlace]]] = {}
    for article in articles:
        for place in places.get(article.id, ()):
            seen.setdefault(place.id, []).append((article.id, place))
    gathered = [_collection_place(found) for found in seen.values()]
    gathered.sort(key=lambda each: (-each.mentions, each.place.name, each.place.id))
    return CollectionMap(
        articles=tuple(articles),
        places=tuple(gathered),
        focus=_focus(gathered),
        worldview=worldview,
        language=language,
        pending=tuple(each.id for each in articles if each.id not in places),
    )


def _article_place(article_map: ArticleMap, place: Place, layer: Layer) -> ArticlePlace:
    document = article_map.document
    mentions = counted_mentions(article_map, place)
    reviews = {mention.review for mention in mentions}
    review = next((each for each in (Review.NONE, Review.CLOSE) if each in reviews), None)
    entry = place.entry
    return ArticlePlace(
        id=entry.id if entry else f"{document.id}:{place.id}",
        entry=entry.id if entry else None,
        layer=layer,
        name=place.name,
        local_name=local_name(place),
        within=", ".join(parent.name for parent in place.parents),
        kind=place.kind,
        lon=place.lon,
        lat=place.lat,
        bbox=main_bbox(place) or (None if place.geometry is None else bbox_of(place.geometry)),
        precision_m=place.precision_m,
        geometry=None if entry else place.geometry,
        confidence=round(place.confidence, 4),
        review=review,
        dispute=place.dispute,
        quotes=tuple(
            Quote(
                mention=mention.id,
                start=mention.start,
                end=mention.end,
                sentence=document.text[mention.sentence.start : mention.sentence.end],
                sentence_start=mention.sentence.start,
            )
            for mention in mentions
        ),
    )


def _collection_place(found: Sequence[tuple[str, ArticlePlace]]) -> CollectionPlace:
    located = [place for _, place in found if place.layer in _LOCATED]
    # The first of the surest: the same articles always give the same words.
    best = max(located or [place for _, place in found], key=lambda place: place.confidence)
    return CollectionPlace(
        place=best,
        layer=best.layer,
        appearances=tuple(
            Appearance(article=article, layer=place.layer, quotes=place.quotes)
            for article, place in found
        ),
    )


def _focus(places: Sequence[CollectionPlace]) -> Focus:
    """The box around the locations that carry the collection; the far-off ones are named."""
    located = [each for each in places if each.layer in _LOCATED] or list(places)
    framed = [(each, box, each.mentions) for each in located if (box := _bbox(each.place))]
    bbox, outside = frame([(box, weight) for _, box, weight in framed])
    return Focus(bbox=bbox, outside=tuple(framed[number][0].place.id for number in outside))


def _bbox(place: ArticlePlace) -> BBox | None:
    if place.bbox is not None or place.lon is None or place.lat is None:
        return place.bbox
    return bbox_around(place.lon, place.lat, place.precision_m or 1_000.0)
