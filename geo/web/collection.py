"""Several articles on one map: `/api/collection`.

Which articles: `?article=` (any number; none means all), `?from=` and `?to=` (dates, both included)
and `?undated=false` to leave out those without a date.
"""

from __future__ import annotations

from typing import Any, TypedDict

from flask import Blueprint, Response, request
from shapely.geometry.base import BaseGeometry

from geo.collection import (
    ArticlePlace,
    CollectionMap,
    CollectionPlace,
    GeometryOf,
    Period,
    collection_features,
)
from geo.errors import UnknownPlace
from geo.exports.geojson import dumps, feature_collection
from geo.web.answers import GEOJSON, conditional, json_answer
from geo.web.bodies import date_parameter, switch_parameter, text_parameter
from geo.web.current import workspace
from geo.web.representations import collection_body, collection_place_body

blueprint = Blueprint("collection", __name__, url_prefix="/api/collection")


def requested_collection() -> CollectionMap:
    """The collection that the request asks for."""
    ids, view = _requested()
    return workspace().collection(ids, **view)


def body_of_collection(collection: CollectionMap) -> dict[str, Any]:
    """The collection's JSON."""
    from geo.gazetteer.worldviews import worldviews

    return collection_body(collection, worldviews())


class _View(TypedDict):
    period: Period
    worldview: str | None
    language: str | None


def _requested() -> tuple[list[str], _View]:
    period = Period(
        first=date_parameter("from"),
        last=date_parameter("to"),
        undated=switch_parameter("undated", default=True),
    )
    return request.args.getlist("article"), {
        "period": period,
        "worldview": text_parameter("worldview"),
        "language": text_parameter("language"),
    }


def place_of(collection: CollectionMap, place_id: str) -> CollectionPlace:
    """One place of a collection. Raises `UnknownPlace`."""
    for each in collection.places:
        if each.place.id == place_id:
            return each
    raise UnknownPlace(
        "No article of this collection names the place {id}.",
        value=place_id[:100],
        hint="GET /api/collection lists its places.",
        id=repr(place_id[:100]),
    )


@blueprint.get("")
def get_collection() -> Response:
    return conditional(json_answer(body_of_collection(requested_collection())))


@blueprint.get("/places/<place_id>")
def get_place(place_id: str) -> Response:
    collection = requested_collection()
    place = place_of(collection, place_id)
    return conditional(json_answer(collection_place_body(collection, place)))


@blueprint.get("/map.geojson")
def get_map() -> Response:
    collection = requested_collection()
    features = collection_features(collection, _geometry_in(collection))
    response = Response(dumps(feature_collection(features)), mimetype=GEOJSON)
    response.headers["Content-Disposition"] = 'inline; filename="dateline-collection.geojson"'
    return conditional(response)


@blueprint.get("/outlines.geojson")
def get_outlines() -> Response:
    ids, view = _requested()
    return conditional(Response(workspace().collection_outlines(ids, **view), mimetype=GEOJSON))


def _geometry_in(collection: CollectionMap) -> GeometryOf:
    def geometry_of(place: ArticlePlace) -> BaseGeometry | None:
        return workspace().collected_geometry(place, collection.worldview.id)

    return geometry_of
