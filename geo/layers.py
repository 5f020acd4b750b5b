"""Step 4: an article map becomes layers of features, with the table of how they are drawn.

`features()` is the one source of every export, light enough for a cold command line; `layers()`
hands the same features on as GeoDataFrames. Six layers (docs/decisions/0002): `overlays` hold who
holds which ground by a source that a reader imported, `areas` and `places` what is literally
located, `actors` what only stands for somebody, `mentions` one point for each mention,
`annotations` what readers add. A place that is both location and actor is
a location.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.languages.countries import main_language
from geo.languages.interface import Interface
from geo.model import (
    SYMBOLS,
    Annotation,
    ArticleMap,
    Entry,
    Kind,
    Mention,
    Overlay,
    Place,
    Role,
    Status,
    Symbol,
)

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

ATTRIBUTION = "Places: GeoNames (CC BY 4.0). Areas: Natural Earth."
CERTAIN = 0.9
LIKELY = 0.6

Properties: TypeAlias = dict[str, Any]


class Layer(StrEnum):
    """A layer's id, in the order they are drawn: the last lies on top."""

    OVERLAYS = "overlays"
    AREAS = "areas"
    PLACES = "places"
    ACTORS = "actors"
    MENTIONS = "mentions"
    ANNOTATIONS = "annotations"


LAYER_TITLES: Mapping[Layer, str] = {
    Layer.OVERLAYS: "Who holds which ground",
    Layer.AREAS: "Areas",
    Layer.PLACES: "Places",
    Layer.ACTORS: "Actors",
    Layer.MENTIONS: "Mentions",
    Layer.ANNOTATIONS: "Annotations",
}


KIND_TITLES: Mapping[Kind, str] = {
    Kind.COUNTRY: "Country",
    Kind.REGION: "Region",
    Kind.DISTRICT: "District",
    Kind.AREA: "Area",
    Kind.GROUP: "Group of states",
    Kind.TOWN: "Town",
    Kind.SUBURB: "Part of a town",
    Kind.WATER: "Water",
    Kind.LANDFORM: "Landform",
    Kind.FACILITY: "Facility",
}
CERTAINTY_TITLES: Mapping[str | None, str] = {
    "certain": "Certain",
    "likely": "Likely",
    "doubtful": "Doubtful",
    None: "Not placed",
}


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_PLACE_COLUMNS = _columns(
    "layer article name local_name names kind symbol role roles confidence certainty reason "
    "precision_m mentions candidates entry geonameid wikidata country_code parents dispute "
    "worldview attribution"
)
COLUMNS: Mapping[Layer, Sequence[str]] = {
    Layer.OVERLAYS: _columns("layer article overlay title as_of source url name"),
    Layer.AREAS: _PLACE_COLUMNS,
    Layer.PLACES: _PLACE_COLUMNS,
    Layer.ACTORS: _PLACE_COLUMNS,
    Layer.MENTIONS: _columns(
        "layer article start end text role sentence place entry name country_code confidence "
        "certainty review status candidates worldview attribution"
    ),
    Layer.ANNOTATIONS: _columns("layer article title note start end text version created modified"),
}
"""The properties of each layer's features, in order (docs/api.md, GeoJSON)."""

# Nullable whole numbers: pandas would make 706483.0 of an id in a column with gaps.
_DTYPES: Mapping[str, str] = {
    "confidence": "float64",
    "precision_m": "float64",
    "geonameid": "Int64",
    "start": "Int64",
    "end": "Int64",
    "version": "Int64",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing on the map. `id` is unique over all layers of an article."""

    id: str
    layer: Layer
    geometry: BaseGeometry | None
    properties: Properties


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The layers as GeoDataFrames: EPSG:4326 (lon, lat in degrees), indexed by feature id."""

    overlays: GeoDataFrame
    areas: GeoDataFrame
    places: GeoDataFrame
    actors: GeoDataFrame
    mentions: GeoDataFrame
    annotations: GeoDataFrame


# How things are drawn ----------------------------------------------------------------------------


class Shape(StrEnum):
    """A marker's outline; areas are drawn as themselves, their point stand-ins as hexagons."""

    HEXAGON = "hexagon"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Shape and colour of a symbol. Colours are legible on land and on water, in light and dark."""

    title: str
    shape: Shape
    light: str
    dark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours around the symbols."""

    ink: str
    muted: str
    paper: str
    land: str
    water: str


STYLES: Mapping[Symbol, Style] = {
    Symbol.TOWN: Style(title="Town", shape=Shape.CIRCLE, light="#0B6B66", dark="#4FC3B8"),
    Symbol.AREA: Style(title="Area", shape=Shape.HEXAGON, light="#6A4C93", dark="#B79AE0"),
    Symbol.NATURAL: Style(title="Nature", shape=Shape.DIAMOND, light="#2F6B2A", dark="#86C67C"),
    Symbol.FACILITY: Style(title="Facility", shape=Shape.SQUARE, light="#8A5A00", dark="#E0B050"),
}
LIGHT = Theme(ink="#1E1F1C", muted="#5E6158", paper="#FBFAF7", land="#F1EEE6", water="#D6E4EA")
DARK = Theme(ink="#ECEBE4", muted="#A7A9A1", paper="#15171A", land="#22262B", water="#14202A")
OVERLAY_COLOURS: Sequence[tuple[str, str]] = (
    ("#0A5FA3", "#6BB5F0"),
    ("#A8480B", "#F09A5B"),
    ("#5F6A00", "#C6CC4E"),
    ("#8A2F6B", "#E491C6"),
)
"""(light, dark) of the parts of an overlay, by the order of their names; told apart by their names
and lines too, not by colour alone."""
OVERLAY_FILL = 0.15
OVERLAY_DASHES: Sequence[tuple[float, float] | None] = (None, (8.0, 4.0), (2.0, 3.0), (12.0, 3.0))
AREA_FILL = 0.13
AREA_FILL_CHOSEN = 0.22
_SMALLEST_PX, _LARGEST_PX = 6.0, 13.0


def marker_radius_px(mentions: int) -> float:
    """Radius of a marker: its area grows with the number of mentions."""
    return min(_LARGEST_PX, _SMALLEST_PX * math.sqrt(max(1, mentions)))


# Words that every view uses ----------------------------------------------------------------------


def certainty(confidence: float, *, placed: bool = True) -> str | None:
    """The confidence as a word: certain, likely, doubtful; None where nothing was placed."""
    if not placed:
        return None
    if confidence >= CERTAIN:
        return "certain"
    return "likely" if confidence >= LIKELY else "doubtful"


def layer_of(place: Place) -> Layer | None:
    """The layer that draws a place; None for a place that only demonyms refer to."""
    if place.role is Role.DEMONYM:
        return None
    # A river or a lake may "say" or "want" something in a sentence, but it does not act.
    if place.role is Role.ASSOCIATIVE and place.kind not in (Kind.WATER, Kind.LANDFORM):
        return Layer.ACTORS
    if place.geometry is None or place.geometry.is_empty or place.geometry.geom_type == "Point":
        return Layer.PLACES
    return Layer.AREAS


def numbered_places(article_map: ArticleMap) -> tuple[tuple[int, Place], ...]:
    """The places that a picture or a printed page numbers, from 1, in text order.

    They are the locations; where an article has none, the actors.
    """
    located = [p for p in article_map.places if layer_of(p) in {Layer.AREAS, Layer.PLACES}]
    chosen = located or [p for p in article_map.places if layer_of(p) is Layer.ACTORS]
    return tuple(enumerate(chosen, start=1))


def overlay_style(overlay: Overlay, name: str) -> int:
    """Which of the styles the parts of a name have: an index of `OVERLAY_COLOURS`."""
    return (overlay.names.index(name) if name else 0) % len(OVERLAY_COLOURS)


def overlay_sentence(overlay: Overlay, say: Interface) -> str:
    """An overlay with its day and source, as legends write it. `say` is of the map's language."""
    told = say("as of {date}", date=say.date(overlay.as_of))
    title = overlay.title or say("Who holds which ground")
    return f"{title}, {told}. {say('Source:')} {overlay.source}."


def local_name(place: Place) -> str | None:
    """The name in the main language of the place's country, where it differs from its name."""
    language = main_language(place.entry.country_code) if place.entry else None
    name = place.names.get(language) if language else None
    return name if name != place.name else None


def label(article_map: ArticleMap, place: Place) -> str:
    """The name as a map writes it, with the local one where both are asked for: "Kursk · Курск"."""
    local = local_name(place) if article_map.both_names else None
    return place.name if local is None else f"{place.name} · {local}"


def counted_mentions(article_map: ArticleMap, place: Place) -> tuple[Mention, ...]:
    """The place's mentions in text order, without the rejected ones."""
    chosen = set(place.mention_ids)
    return tuple(
        m for m in article_map.mentions if m.id in chosen and m.status is not Status.REJECTED
    )


# Features ----------------------------------------------------------------------------------------


def features(article_map: ArticleMap, *, layer: Layer | None = None) -> tuple[Feature, ...]:
    """All features of an article map, or those of one layer; layer by layer, in text order."""
    wanted = tuple(Layer) if layer is None else (layer,)
    made: list[Feature] = []
    if Layer.OVERLAYS in wanted:
        made += [each for one in article_map.overlays for each in _of_overlay(article_map, one)]
    if not {Layer.AREAS, Layer.PLACES, Layer.ACTORS}.isdisjoint(wanted):
        drawn = [(layer_of(place), place) for place in article_map.places]
        made += [
            _of_place(article_map, place, on)
            for each in wanted
            for on, place in drawn
            if on is each
        ]
    if Layer.MENTIONS in wanted:
        made += _of_mentions(article_map)
    if Layer.ANNOTATIONS in wanted:
        made += [_of_annotation(article_map, each) for each in article_map.annotations]
    return tuple(made)


def layers(article_map: ArticleMap) -> Layers:
    """The features as one GeoDataFrame for each layer; empty layers keep their columns."""
    # geopandas takes half a second to import: not in the way of a cold `dateline parse`.
    from geopandas import GeoDataFrame
    from pandas import Index, Series

    frames = {}
    for layer in Layer:
        found = features(article_map, layer=layer)
        index = Index([f.id for f in found], dtype="object", name="id")
        frames[layer.value] = GeoDataFrame(
            {
                name: Series(
                    [f.properties[name] for f in found], index, _DTYPES.get(name, "object")
                )
                for name in COLUMNS[layer]
            },
            geometry=[f.geometry for f in found],
            crs="EPSG:4326",
        )
    return Layers(**frames)


def _point(lon: float | None, lat: float | None) -> Point | None:
    return None if lon is None or lat is None else Point(lon, lat)


def _of_place(article_map: ArticleMap, place: Place, layer: Layer) -> Feature:
    mentions = counted_mentions(article_map, place)
    entry = place.entry
    # An actor is not where its country's border runs: it gets a point.
    shape = place.geometry if layer is not Layer.ACTORS else None
    values: Properties = {
        "layer": layer.value,
        "article": article_map.document.id,
        "name": place.name,
        "local_name": local_name(place),
        "names": dict(place.names),
        "kind": place.kind.value,
        "symbol": SYMBOLS[place.kind].value,
        "role": place.role.value,
        "roles": dict(Counter(m.role.value for m in mentions)),
        "confidence": round(place.confidence, 4),
        "certainty": certainty(place.confidence),
        "reason": place.reason,
        "precision_m": place.precision_m,
        "mentions": [_brief(article_map, m) for m in mentions],
        "candidates": list(dict.fromkeys(c.entry.id for m in mentions for c in m.candidates)),
        "entry": entry.id if entry else None,
        "geonameid": entry.geonameid if entry else None,
        "wikidata": entry.wikidata if entry else None,
        "country_code": (entry.country_code if entry else "") or None,
        "parents": [{"id": p.id, "name": p.name, "kind": p.kind.value} for p in place.parents],
        "dispute": None,
        "worldview": article_map.worldview.id,
        "attribution": ATTRIBUTION,
    }
    if place.dispute is not None:
        dispute = place.dispute
        values["dispute"] = {
            "id": dispute.id,
            "sentence": dispute.sentence,
            "source": dispute.source,
            "url": dispute.url,
        }
    return Feature(
        id=f"{layer.value}:{place.id}",
        layer=layer,
        geometry=shape if shape is not None else _point(place.lon, place.lat),
        properties=values,
    )


def _brief(article_map: ArticleMap, mention: Mention) -> Properties:
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role.value,
        "sentence": _sentence(article_map, mention),
    }


def _sentence(article_map: ArticleMap, mention: Mention) -> str:
    return article_map.document.text[mention.sentence.start : mention.sentence.end]


def _of_mentions(article_map: ArticleMap) -> list[Feature]:
    places = {mention_id: place for place in article_map.places for mention_id in place.mention_ids}
    return [
        _of_mention(article_map, mention, places.get(mention.id))
        for mention in article_map.mentions
    ]


def _of_mention(article_map: ArticleMap, mention: Mention, place: Place | None) -> Feature:
    entry: Entry | None = mention.entry
    placed = entry is not None or place is not None
    return Feature(
        id=f"mentions:{mention.id}",
        layer=Layer.MENTIONS,
        geometry=_mention_point(mention, place),
        properties={
            "layer": Layer.MENTIONS.value,
            "article": article_map.document.id,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "role": mention.role.value,
            "sentence": _sentence(article_map, mention),
            "place": place.id if place else None,
            "entry": entry.id if entry else None,
            "name": place.name if place else entry.name if entry else None,
            "country_code": (entry.country_code if entry else "") or None,
            "confidence": round(mention.confidence, 4),
            "certainty": certainty(mention.confidence, placed=placed),
            "review": mention.review.value if mention.review else None,
            "status": mention.status.value,
            "candidates": [c.entry.id for c in mention.candidates],
            "worldview": article_map.worldview.id,
            "attribution": ATTRIBUTION,
        },
    )


def _mention_point(mention: Mention, place: Place | None) -> Point | None:
    if mention.status is Status.REJECTED:
        return None
    if place is not None and place.lon is not None:
        return _point(place.lon, place.lat)
    if mention.geometry is not None and not mention.geometry.is_empty:
        return mention.geometry.representative_point()
    return _point(mention.entry.lon, mention.entry.lat) if mention.entry else None


def _of_overlay(article_map: ArticleMap, overlay: Overlay) -> list[Feature]:
    return [
        Feature(
            id=f"overlays:{overlay.id}:{number}",
            layer=Layer.OVERLAYS,
            geometry=part.geometry,
            properties={
                "layer": Layer.OVERLAYS.value,
                "article": article_map.document.id,
                "overlay": overlay.id,
                "title": overlay.title,
                "as_of": overlay.as_of.isoformat(),
                "source": overlay.source,
                "url": overlay.url,
                "name": part.name,
            },
        )
        for number, part in enumerate(overlay.parts, start=1)
    ]


def _of_annotation(article_map: ArticleMap, annotation: Annotation) -> Feature:
    return Feature(
        id=f"annotations:{annotation.id}",
        layer=Layer.ANNOTATIONS,
        geometry=annotation.geometry,
        properties={
            "layer": Layer.ANNOTATIONS.value,
            "article": article_map.document.id,
            "title": annotation.title,
            "note": annotation.note,
            "start": annotation.start,
            "end": annotation.end,
            "text": annotation.text,
            "version": annotation.version,
            "created": annotation.created,
            "modified": annotation.modified,
        },
    )
