"""Who holds which ground, by a source of the reader's: `/api/articles/{id}/overlays`.

The body of a POST holds the reader's GeoJSON file as `geojson`; `title`, `as_of`, `source` and
`url` beside it say what the file does not say itself: in its `metadata` or `properties`, or in the
same words in each of its features.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response, request

from geo.errors import BadGeometry, BadRecord, VersionMissing
from geo.model import OverlayPart
from geo.web import bodies
from geo.web.answers import json_answer
from geo.web.current import workspace
from geo.web.features import check_frame
from geo.web.geometries import read_geometry
from geo.web.representations import overlay_member
from geo.workspace import OverlayDraft
from geo.workspace.overlays import MAX_PARTS, MAX_POSITIONS

blueprint = Blueprint("overlays", __name__, url_prefix="/api/articles/<article_id>/overlays")

_TITLES = ("title", "name")
_DAYS = ("as_of", "asOf", "date")
_SOURCES = ("source", "attribution")
_ADDRESSES = ("url", "source_url", "link")
_NAMES = ("name", "title", "label", "side", "status", "description")
_AREAS_AND_LINES = ("Polygon", "MultiPolygon", "LineString", "MultiLineString")


@blueprint.get("")
def list_overlays(article_id: str) -> Response:
    overlays = workspace().overlays.of(article_id)
    return json_answer({"overlays": [overlay_member(each) for each in overlays]})


@blueprint.post("")
def add_overlay(article_id: str) -> Response:
    overlay = workspace().overlays.add(article_id, _draft(bodies.json_object()))
    return json_answer(
        overlay_member(overlay),
        status=201,
        headers={"Location": f"/api/articles/{article_id}/overlays/{overlay.id}"},
    )


@blueprint.put("/<overlay_id>")
def restore_overlay(article_id: str, overlay_id: str) -> Response:
    if request.headers.get("If-None-Match", "").strip() != "*":
        raise VersionMissing(
            "An overlay is not changed; it is removed, and imported anew.",
            hint="Send If-None-Match: * to bring back one that was removed.",
        )
    return json_answer(overlay_member(workspace().overlays.restore(article_id, overlay_id)))


@blueprint.delete("/<overlay_id>")
def remove_overlay(article_id: str, overlay_id: str) -> Response:
    workspace().overlays.remove(article_id, overlay_id)
    return Response(status=204)


def _draft(body: Mapping[str, Any]) -> OverlayDraft:
    """Raises `BadRecord` and `BadGeometry`."""
    file = body.get("geojson")
    if not isinstance(file, Mapping):
        raise BadRecord(
            "The file is no GeoJSON object.",
            value="geojson",
            hint="Choose a GeoJSON file: a FeatureCollection with areas or lines.",
        )
    check_frame(file)
    features = _features(file)
    said = [*_said_by_file(file), *_said_by_all(features)]
    return OverlayDraft(
        title=bodies.text_member(body, "title") or _first(said, _TITLES),
        as_of=bodies.date_member(body, "as_of")
        or next((found for each in said if (found := _day(each))), None),
        source=bodies.text_member(body, "source") or _first(said, _SOURCES),
        url=bodies.text_member(body, "url") or _first(said, _ADDRESSES),
        parts=tuple(_parts(features)),
    )


def _features(file: Mapping[str, Any]) -> list[Any]:
    kind = file.get("type")
    if kind == "FeatureCollection":
        features = file.get("features")
        if not isinstance(features, list):
            raise BadRecord(
                "The FeatureCollection has no array of features.",
                value="features",
                hint="Choose a complete GeoJSON file.",
            )
        if len(features) > MAX_PARTS:
            raise BadRecord(
                "The file has {count} areas and lines; the limit is {limit}.",
                value=len(features),
                hint="Join those that belong together.",
                count=len(features),
                limit=MAX_PARTS,
            )
        return features
    if kind == "Feature":
        return [file]
    if kind in _AREAS_AND_LINES:
        return [{"type": "Feature", "geometry": file, "properties": None}]
    raise BadRecord(
        "The file's type is “{type}”.",
        value=str(kind)[:50],
        hint="Choose a GeoJSON file: a FeatureCollection with areas or lines.",
        type=str(kind)[:50],
    )


def _parts(features: list[Any]) -> Iterator[OverlayPart]:
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, Mapping) or feature.get("type") != "Feature":
            raise BadRecord(
                "Member {number} of the features is no Feature.",
                value=number,
                hint="Choose a complete GeoJSON file.",
                number=number,
            )
        geometry = feature.get("geometry")
        kind = geometry.get("type") if isinstance(geometry, Mapping) else None
        if geometry is not None and kind not in _AREAS_AND_LINES:
            raise BadGeometry(
                "Feature {number} is of the type “{type}”.",
                value=str(kind)[:50],
                hint="An overlay has areas and lines: remove the rest from the file.",
                number=number,
                type=str(kind)[:50],
            )
        try:
            shape = read_geometry(geometry, limit=MAX_POSITIONS, repair=True)
        except BadGeometry as error:
            raise BadGeometry(
                "Feature {number} cannot be drawn: {reason}",
                value=error.value,
                hint="Mend the file, or leave that feature out.",
                number=number,
                reason=str(error),
            ) from error
        if shape is not None and not shape.is_empty:
            yield OverlayPart(name=_first([_properties(feature)], _NAMES), geometry=shape)


def _said_by_file(file: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a file says of itself as a whole, where writers put it."""
    for name in ("metadata", "properties"):
        value = file.get(name)
        if isinstance(value, Mapping):
            yield value
    yield {name: value for name, value in file.items() if isinstance(value, str) and name != "type"}


def _said_by_all(features: list[Any]) -> Iterator[Mapping[str, Any]]:
    """What all features say alike; a name is of the part, not of the whole."""
    if not features:
        return
    every = [_properties(each) for each in features]
    alike = {
        name: value
        for name, value in every[0].items()
        if name not in _TITLES and all(each.get(name) == value for each in every)
    }
    yield alike


def _properties(feature: object) -> Mapping[str, Any]:
    found = feature.get("properties") if isinstance(feature, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _first(said: list[Mapping[str, Any]], names: tuple[str, ...]) -> str:
    found = (each.get(name) for each in said for name in names)
    return next(
        (" ".join(value.split()) for value in found if isinstance(value, str) and value), ""
    )


def _day(said: Mapping[str, Any]) -> Any:
    for name in _DAYS:
        try:
            found = bodies.date_member(said, name)
        except BadRecord as error:
            raise BadRecord(
                "The file gives the day as “{day}”.",
                value=str(said[name])[:50],
                hint="Give the day in the form; it counts instead.",
                day=str(said[name])[:50],
            ) from error
        if found is not None:
            return found
    return None
