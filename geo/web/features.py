"""Annotations as GeoJSON Features, and Features as drafts of annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.errors import BadGeometry, BadRecord
from geo.exports.geojson import feature_collection, feature_member
from geo.layers import Feature, Layer
from geo.model import Annotation
from geo.store import AnnotationVersion
from geo.web.bodies import offset_member
from geo.web.geometries import read_geometry
from geo.web.notes import note_html
from geo.workspace import Draft

_WGS84 = ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "EPSG:4326")


def annotation_feature(annotation: Annotation) -> dict[str, Any]:
    """One annotation as docs/api.md has it; its id is the annotation's own."""
    return feature_member(annotation.id, annotation.geometry, _properties(annotation))


def annotation_collection(annotations: Sequence[Annotation]) -> dict[str, Any]:
    """Annotations as a FeatureCollection with its bounding box."""
    return feature_collection(
        Feature(
            id=annotation.id,
            layer=Layer.ANNOTATIONS,
            geometry=annotation.geometry,
            properties=_properties(annotation),
        )
        for annotation in annotations
    )


def version_member(version: AnnotationVersion) -> dict[str, Any]:
    """One step of an annotation's history."""
    return {
        "version": version.version,
        "action": version.action,
        "who": version.who,
        "at": version.at,
        "before": None if version.before is None else annotation_feature(version.before),
        "after": None if version.after is None else annotation_feature(version.after),
    }


def entity_tag(annotation: Annotation) -> str:
    """The strong ETag of an annotation's version."""
    return f'"{annotation.version}"'


def draft_from_feature(body: Mapping[str, Any], *, annotation_id: str | None = None) -> Draft:
    """A whole Feature as a draft. Members that are read only, and unknown ones, are ignored.

    Raises `BadRecord` and `BadGeometry`.
    """
    check_frame(body, annotation_id)
    if body.get("type") != "Feature":
        raise BadRecord(
            f"The body's type is {str(body.get('type'))[:50]!r}.",
            value=str(body.get("type"))[:50],
            hint='Send one GeoJSON object of the type "Feature".',
        )
    properties = body.get("properties")
    return Draft(
        title=_text(_object(properties), "title"),
        note=_text(_object(properties), "note"),
        geometry=read_geometry(body.get("geometry")),
        start=offset_member(_object(properties), "start"),
        end=offset_member(_object(properties), "end"),
    )


def draft_from_patch(
    body: Mapping[str, Any], annotation: Annotation, *, annotation_id: str
) -> Draft:
    """An annotation changed by a merge patch (RFC 7396) of its Feature.

    A member that is null is removed: a title becomes empty, geometry and offsets become none.
    Raises `BadRecord` and `BadGeometry`.
    """
    check_frame(body, annotation_id)
    current = Draft.of(annotation)
    properties = _object(body.get("properties"))
    return Draft(
        title=_text(properties, "title") if "title" in properties else current.title,
        note=_text(properties, "note") if "note" in properties else current.note,
        geometry=read_geometry(body["geometry"]) if "geometry" in body else current.geometry,
        start=offset_member(properties, "start") if "start" in properties else current.start,
        end=offset_member(properties, "end") if "end" in properties else current.end,
    )


def check_frame(body: Mapping[str, Any], annotation_id: str | None = None) -> None:
    """Raises `BadGeometry` for coordinates other than longitude and latitude on WGS 84, and
    `BadRecord` for an id that is not the one of the address.
    """
    crs = body.get("crs")
    if crs is not None and not any(name in str(crs) for name in _WGS84):
        raise BadGeometry(
            f"The {body.get('type') or 'object'} names a coordinate reference system of its own.",
            value=str(crs)[:100],
            hint="RFC 7946 knows longitude and latitude on WGS 84 only; transform the coordinates.",
        )
    given = body.get("id")
    if annotation_id is not None and given is not None and given != annotation_id:
        raise BadRecord(
            "The Feature's id is not the one of the address.",
            value=str(given)[:50],
            hint="Leave the id out, or send the address's own.",
        )


def _properties(annotation: Annotation) -> dict[str, Any]:
    return {
        "title": annotation.title,
        "note": annotation.note,
        "note_html": note_html(annotation.note),
        "start": annotation.start,
        "end": annotation.end,
        "text": annotation.text,
        "version": annotation.version,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def _object(value: object) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise BadRecord(
            "The Feature's properties are no object.",
            value=str(value)[:50],
            hint="Give an object with title, note, start and end, or null.",
        )
    return value


def _text(properties: Mapping[str, Any], name: str) -> str:
    value = properties.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadRecord(
            f"The property “{name}” is no string.", value=name, hint="It has to be a string."
        )
    return value
