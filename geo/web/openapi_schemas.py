"""The JSON shapes of docs/api.md as JSON Schema (2020-12), by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from geo.articles.samples import SAMPLES
from geo.layers import Layer
from geo.model import BlockKind, Kind, NameMatch, Review, Role, Status, Symbol
from geo.web.geometries import MAX_POSITIONS
from geo.workspace.checking import MAX_TITLE
from geo.workspace.drafts import MAX_NOTE

Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
BOOLEAN: Schema = {"type": "boolean"}
OFFSET: Schema = {"type": "integer", "minimum": 0, "description": "Unicode code points"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
ID: Schema = {"type": "string", "minLength": 1}
ADDRESS: Schema = {"type": "string", "format": "uri"}
DATE: Schema = {"type": "string", "format": "date"}
TIME: Schema = {"type": "string", "format": "date-time"}
LON: Schema = {"type": "number", "minimum": -180, "maximum": 180}
LAT: Schema = {"type": "number", "minimum": -90, "maximum": 90}
BBOX: Schema = {
    "type": "array",
    "items": {"type": "number"},
    "minItems": 4,
    "maxItems": 4,
    "description": "west, south, east, north in degrees; west > east across the antimeridian",
}
NAMES: Schema = {"type": "object", "additionalProperties": STRING}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def several(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(names: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [each.value for each in names]}


def members(values: Mapping[str, Schema], *, optional: Sequence[str] = ()) -> Schema:
    """An object whose members are all there, but for the optional ones."""
    return {
        "type": "object",
        "properties": dict(values),
        "required": [name for name in values if name not in optional],
    }


CERTAINTY: Schema = nullable({"type": "string", "enum": ["certain", "likely", "doubtful"]})
_PLACE_LAYERS = (Layer.AREAS, Layer.PLACES, Layer.ACTORS)
REVIEW: Schema = nullable(one_of(Review))


def _article_schemas() -> dict[str, Schema]:
    candidate = members(
        {
            "entry": ID,
            "name": STRING,
            "kind": one_of(Kind),
            "symbol": one_of(Symbol),
            "description": STRING,
            "lon": nullable(LON),
            "lat": nullable(LAT),
            "population": COUNT,
            "probability": SHARE,
            "match": one_of(NameMatch),
            "evidence": several(
                members({"kind": STRING, "weight": {"type": "number"}, "sentence": STRING})
            ),
        }
    )
    mention = members(
        {
            "id": ID,
            "start": OFFSET,
            "end": OFFSET,
            "text": STRING,
            "role": one_of(Role),
            "block": one_of(BlockKind),
            "sentence": members({"start": OFFSET, "end": OFFSET, "text": STRING}),
            "place": nullable(ID),
            "confidence": SHARE,
            "certainty": CERTAINTY,
            "review": REVIEW,
            "status": one_of(Status),
            "candidates": several(ref("Candidate")),
        }
    )
    place = members(
        {
            "id": ID,
            "name": STRING,
            "local_name": nullable(STRING),
            "kind": one_of(Kind),
            "symbol": one_of(Symbol),
            "layer": nullable(
                {
                    "type": "string",
                    "enum": [each.value for each in _PLACE_LAYERS],
                }
            ),
            "role": one_of(Role),
            "roles": {"type": "object", "additionalProperties": COUNT},
            "description": STRING,
            "lon": nullable(LON),
            "lat": nullable(LAT),
            "bbox": nullable(BBOX),
            "precision_m": nullable({"type": "number", "minimum": 0}),
            "mentions": several(ID),
            "confidence": SHARE,
            "certainty": CERTAINTY,
            "reason": STRING,
            "parents": several(members({"id": ID, "name": STRING, "kind": one_of(Kind)})),
            "names": NAMES,
            "dispute": nullable(
                members({"id": ID, "sentence": STRING, "source": STRING, "url": STRING})
            ),
            "geonameid": nullable({"type": "integer"}),
            "wikidata": nullable(STRING),
            "status": one_of(Status),
            "review": REVIEW,
        }
    )
    article = members(
        {
            "id": ID,
            "title": nullable(STRING),
            "heading": STRING,
            "published": nullable(DATE),
            "published_inferred": BOOLEAN,
            "source": nullable(STRING),
            "url": nullable(STRING),
            "language": STRING,
            "notice": nullable(STRING),
            "words": COUNT,
            "text": STRING,
            "blocks": several(members({"start": OFFSET, "end": OFFSET, "kind": one_of(BlockKind)})),
            "worldview": STRING,
            "worldviews": several(members({"id": ID, "name": STRING, "description": STRING})),
            "view_language": STRING,
            "focus": members({"bbox": nullable(BBOX), "outside": several(ID)}),
            "mentions": several(ref("Mention")),
            "places": several(ref("Place")),
            "corrections": several(ref("Correction")),
            "layers": several(ref("Layer")),
            "overlays": several(ref("Overlay")),
        }
    )
    summary_members = {
        "id": ID,
        "title": nullable(STRING),
        "heading": STRING,
        "published": nullable(DATE),
        "created": TIME,
        "words": COUNT,
        "places": nullable(COUNT),
        "needs_checking": nullable(COUNT),
    }
    return {
        "Candidate": candidate,
        "Mention": mention,
        "Place": place,
        "Article": article,
        "ArticleSummary": members(summary_members),
        "ArticleList": members(
            {
                "articles": several(
                    members({**summary_members, "found": several(STRING)}, optional=("found",))
                ),
                "pending": COUNT,
            },
            optional=("pending",),
        ),
        "DeletedArticle": members({**summary_members, "deleted": TIME}),
        "Sample": members(
            {
                "id": ID,
                "heading": STRING,
                "about": STRING,
                "published": nullable(DATE),
                "source": nullable(STRING),
                "words": COUNT,
                "article": nullable(ID),
            }
        ),
        "ChosenSample": members({"sample": {"type": "string", "enum": list(SAMPLES)}}),
        "Layer": members({"id": one_of(Layer), "title": STRING, "count": COUNT}),
        "NewArticle": members(
            {
                "text": {"type": "string", "minLength": 1},
                "title": nullable({"type": "string", "maxLength": MAX_TITLE}),
                "published": nullable({"type": "string", "format": "date"}),
                "source": nullable({"type": "string", "maxLength": MAX_TITLE}),
                "url": nullable({"type": "string", "format": "uri", "pattern": "^https?://"}),
                "language": nullable({"type": "string", "pattern": "^[A-Za-z]{2,3}$"}),
            },
            optional=("title", "published", "source", "url", "language"),
        ),
    }


def _collection_schemas() -> dict[str, Schema]:
    layer = {"type": "string", "enum": [each.value for each in _PLACE_LAYERS]}
    article = {"id": ID, "heading": STRING, "published": nullable(DATE)}
    place = {
        "id": ID,
        "name": STRING,
        "local_name": nullable(STRING),
        "kind": one_of(Kind),
        "symbol": one_of(Symbol),
        "layer": layer,
        "within": STRING,
        "lon": nullable(LON),
        "lat": nullable(LAT),
        "bbox": nullable(BBOX),
        "precision_m": nullable({"type": "number", "minimum": 0}),
        "mentions": COUNT,
        "confidence": SHARE,
        "certainty": CERTAINTY,
        "review": REVIEW,
        "dispute": nullable(
            members({"id": ID, "sentence": STRING, "source": STRING, "url": STRING})
        ),
        "appearances": several(members({"article": ID, "layer": layer, "mentions": COUNT})),
    }
    quote = members(
        {
            "id": ID,
            "start": OFFSET,
            "end": OFFSET,
            "sentence": members({"start": OFFSET, "text": STRING}),
        }
    )
    return {
        "Collection": members(
            {
                "articles": several(members(article)),
                "places": several(members(place)),
                "focus": members({"bbox": nullable(BBOX), "outside": several(ID)}),
                "worldview": members({"id": ID, "name": STRING, "description": STRING}),
                "worldviews": several(members({"id": ID, "name": STRING, "description": STRING})),
                "view_language": STRING,
                "pending": COUNT,
            }
        ),
        "QuotedPlace": members(
            {**place, "articles": several(members({**article, "mentions": several(quote)}))}
        ),
    }


def _geojson_schemas() -> dict[str, Schema]:
    position: Schema = {
        "type": "array",
        "prefixItems": [LON, LAT, {"type": "number"}],
        "items": False,
        "minItems": 2,
    }
    line: Schema = {"type": "array", "items": position, "minItems": 2, "maxItems": MAX_POSITIONS}
    rings = several({"type": "array", "items": position, "minItems": 4})
    shapes = {
        "Point": position,
        "LineString": line,
        "Polygon": rings,
        "MultiPoint": several(position),
        "MultiLineString": several(line),
        "MultiPolygon": several(rings),
    }
    geometry: Schema = {
        "oneOf": [
            members({"type": {"const": kind}, "coordinates": coordinates})
            for kind, coordinates in shapes.items()
        ]
    }
    feature = members(
        {
            "type": {"const": "Feature"},
            "id": ID,
            "geometry": nullable(
                {"type": "object", "properties": {"type": STRING}, "required": ["type"]}
            ),
            "properties": {"type": "object"},
        }
    )
    annotation_properties = members(
        {
            "title": STRING,
            "note": STRING,
            "note_html": STRING,
            "start": nullable(OFFSET),
            "end": nullable(OFFSET),
            "text": nullable(STRING),
            "version": {"type": "integer", "minimum": 1},
            "created": TIME,
            "modified": TIME,
        }
    )
    annotation = members(
        {
            "type": {"const": "Feature"},
            "id": ID,
            "geometry": nullable(ref("Geometry")),
            "properties": annotation_properties,
        }
    )
    written = members(
        {
            "title": nullable({"type": "string", "maxLength": MAX_TITLE}),
            "note": nullable({"type": "string", "maxLength": MAX_NOTE}),
            "start": nullable(OFFSET),
            "end": nullable(OFFSET),
        },
        optional=("title", "note", "start", "end"),
    )
    return {
        "Geometry": geometry,
        "Feature": feature,
        "FeatureCollection": _collection(ref("Feature")),
        "Annotation": annotation,
        "AnnotationCollection": _collection(ref("Annotation")),
        "NewAnnotation": members(
            {
                "type": {"const": "Feature"},
                "geometry": nullable(ref("Geometry")),
                "properties": nullable(written),
            },
            optional=("geometry", "properties"),
        ),
        "AnnotationPatch": members(
            {"geometry": nullable(ref("Geometry")), "properties": nullable(written)},
            optional=("geometry", "properties"),
        ),
        "AnnotationVersion": members(
            {
                "version": {"type": "integer", "minimum": 1},
                "action": {"type": "string", "enum": ["create", "update", "delete", "restore"]},
                "who": STRING,
                "at": TIME,
                "before": nullable(ref("Annotation")),
                "after": nullable(ref("Annotation")),
            }
        ),
    }


def _collection(feature: Schema) -> Schema:
    return members(
        {"type": {"const": "FeatureCollection"}, "bbox": BBOX, "features": several(feature)},
        optional=("bbox",),
    )


def schemas() -> dict[str, Schema]:
    """All named shapes."""
    return {
        **_article_schemas(),
        **_geojson_schemas(),
        **_collection_schemas(),
        "Correction": members(
            {
                "id": ID,
                "start": OFFSET,
                "end": OFFSET,
                "text": STRING,
                "entry": nullable(ID),
                "name": nullable(STRING),
                "everywhere": BOOLEAN,
                "created": TIME,
            }
        ),
        "NewCorrection": members(
            {"start": OFFSET, "end": OFFSET, "entry": nullable(ID), "everywhere": BOOLEAN},
            optional=("everywhere",),
        ),
        "Overlay": members(
            {
                "id": ID,
                "title": STRING,
                "as_of": DATE,
                "source": STRING,
                "url": nullable(STRING),
                "parts": COUNT,
                "names": several(STRING),
                "created": TIME,
            }
        ),
        "NewOverlay": members(
            {
                "geojson": {"type": "object"},
                "title": nullable({"type": "string", "maxLength": MAX_TITLE}),
                "as_of": nullable(DATE),
                "source": nullable({"type": "string", "maxLength": MAX_TITLE}),
                "url": nullable(STRING),
            },
            optional=("title", "as_of", "source", "url"),
        ),
        "Entry": members(
            {
                "id": ID,
                "name": STRING,
                "kind": one_of(Kind),
                "symbol": one_of(Symbol),
                "description": STRING,
                "lon": nullable(LON),
                "lat": nullable(LAT),
                "population": COUNT,
                "country_code": nullable(STRING),
                "geonameid": nullable({"type": "integer"}),
            }
        ),
        "Health": members(
            {
                "status": {"type": "string", "enum": ["starting", "ready", "failed"]},
                "version": STRING,
                "files": several(members({"name": STRING, "article": ID})),
                "problem": nullable(ref("Problem")),
            }
        ),
        "Problem": members(
            {
                "type": STRING,
                "title": STRING,
                "status": {"type": "integer"},
                "detail": STRING,
                "hint": STRING,
                "value": {},
                "current": nullable(ref("Annotation")),
            },
            optional=("current",),
        ),
    }
