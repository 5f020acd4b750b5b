"""A collection map as features: one for each place, with all that the articles say of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.collection.gathering import Appearance, ArticlePlace, CollectionMap, CollectionPlace
from geo.layers import ATTRIBUTION, Feature, Layer, Properties, certainty
from geo.model import SYMBOLS

GeometryOf: TypeAlias = Callable[[ArticlePlace], BaseGeometry | None]
"""Where a place is: its area, else its point; None if unknown. Longitude, latitude in degrees."""


def collection_features(collection: CollectionMap, geometry_of: GeometryOf) -> tuple[Feature, ...]:
    """All places of a collection; layer by layer, the most named first."""
    return tuple(
        Feature(
            id=_feature_id(each),
            layer=each.layer,
            geometry=_geometry(each, geometry_of),
            properties=_properties(collection, each),
        )
        for layer in (Layer.AREAS, Layer.PLACES, Layer.ACTORS)
        for each in collection.places
        if each.layer is layer
    )


def outline_features(collection: CollectionMap, geometry_of: GeometryOf) -> tuple[Feature, ...]:
    """The areas of a collection with their names alone, for a map that knows the rest."""
    return tuple(
        Feature(
            id=_feature_id(each),
            layer=each.layer,
            geometry=_geometry(each, geometry_of),
            properties={"name": each.place.name},
        )
        for each in collection.places
        if each.layer is Layer.AREAS
    )


def _feature_id(place: CollectionPlace) -> str:
    return f"{place.layer.value}:{place.place.id}"


def _geometry(each: CollectionPlace, geometry_of: GeometryOf) -> BaseGeometry | None:
    if each.layer is not Layer.ACTORS:
        return geometry_of(each.place)
    # An actor is not where its country's border runs: it gets a point.
    lon, lat = each.place.lon, each.place.lat
    return None if lon is None or lat is None else Point(lon, lat)


def _properties(collection: CollectionMap, each: CollectionPlace) -> Properties:
    place = each.place
    dispute = place.dispute
    return {
        "layer": each.layer.value,
        "name": place.name,
        "local_name": place.local_name,
        "kind": place.kind.value,
        "symbol": SYMBOLS[place.kind].value,
        "within": place.within,
        "mentions": each.mentions,
        "articles": len(each.counted),
        "confidence": place.confidence,
        "certainty": certainty(place.confidence),
        "precision_m": place.precision_m,
        "appearances": _appearances(collection, each.counted),
        "entry": place.entry,
        "dispute": None
        if dispute is None
        else {
            "id": dispute.id,
            "sentence": dispute.sentence,
            "source": dispute.source,
            "url": dispute.url,
        },
        "worldview": collection.worldview.id,
        "attribution": ATTRIBUTION,
    }


def _appearances(
    collection: CollectionMap, appearances: tuple[Appearance, ...]
) -> list[Properties]:
    articles = {each.id: each for each in collection.articles}
    made = []
    for each in appearances:
        article = articles[each.article]
        made.append(
            {
                "article": article.id,
                "heading": article.heading,
                "published": None if article.published is None else article.published.isoformat(),
                "mentions": [
                    {
                        "id": quote.mention,
                        "start": quote.start,
                        "end": quote.end,
                        "sentence": quote.sentence,
                    }
                    for quote in each.quotes
                ],
            }
        )
    return made
