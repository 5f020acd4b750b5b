"""The OpenAPI 3.1 document: every path, what it takes, what it answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from geo.exports import FORMATS
from geo.exports.picture import LARGEST_PX, LARGEST_SCALE, SMALLEST_PX, Form, Shade
from geo.layers import Layer
from geo.web.exports import Names
from geo.web.openapi_schemas import (
    COUNT,
    DATE,
    ID,
    STRING,
    Schema,
    members,
    nullable,
    ref,
    schemas,
    several,
)
from geo.web.release import release

_JSON = "application/json"
_GEOJSON = "application/geo+json"
_PROBLEM = "application/problem+json"

_STATUS_TEXTS = {
    400: "The request cannot be used",
    403: "Another site asked for the change",
    404: "There is no such thing",
    412: "The version is stale; `current` is the row as it stands",
    413: "The text is too long",
    415: "The body has another media type",
    422: "The idempotency key was used for something else",
    428: "If-Match is missing",
    503: "Not ready, or the data or the store cannot be used",
}


@cache
def document() -> dict[str, Any]:
    """The document; it describes all of `/api`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": release(),
            "description": "News articles as maps. Coordinates are longitude, latitude in degrees; "
            "text offsets are half-open and count Unicode code points.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            **_articles(),
            **_corrections(),
            **_annotations(),
            **_overlays(),
            **_collection(),
            **_others(),
        },
        "components": {"schemas": schemas()},
    }


def _articles() -> dict[str, Any]:
    article = {200: (_JSON, ref("Article"))}
    features = {200: (_GEOJSON, ref("FeatureCollection"))}
    layer = _in_path("layer", {"type": "string", "enum": [each.value for each in Layer]})
    return {
        "/api/articles": {
            "get": _operation(
                "listArticles",
                "The articles, the newest first; with `q` those whose title or places match it",
                {200: (_JSON, ref("ArticleList"))},
                parameters=[_in_query("q", {"type": "string", "maxLength": 200})],
            ),
            "post": _operation(
                "addArticle",
                "Add an article; the same text is stored once",
                {
                    **article,
                    201: (_JSON, ref("Article")),
                    202: (_JSON, ref("ArticleSummary")),
                },
                problems=(400, 403, 413, 415),
                parameters=[_in_header("Prefer", {"type": "string", "enum": ["respond-async"]})],
                body={
                    _JSON: {"anyOf": [ref("NewArticle"), ref("ChosenSample")]},
                    "text/plain": STRING,
                },
            ),
        },
        "/api/articles/{article_id}": {
            "get": _operation(
                "getArticle",
                "Text, mentions, places with candidates",
                article,
                problems=(400, 404),
                parameters=_VIEW,
            ),
            "put": _operation(
                "restoreArticle",
                "With `If-None-Match: *` bring a deleted article back with all that was its",
                {200: (_JSON, ref("ArticleSummary"))},
                problems=(403, 404, 428),
                parameters=[_in_header("If-None-Match", {"type": "string", "enum": ["*"]})],
            ),
            "delete": _operation(
                "deleteArticle",
                "Delete the article with its corrections and annotations",
                {204: None},
                problems=(403, 404),
            ),
            "parameters": [_ARTICLE],
        },
        "/api/deleted-articles": {
            "get": _operation(
                "listDeletedArticles",
                "The articles that can be brought back, the one deleted last first",
                {200: (_JSON, members({"articles": several(ref("DeletedArticle"))}))},
            )
        },
        "/api/deleted-articles/{article_id}": {
            "delete": _operation(
                "eraseArticle",
                "Remove a deleted article for good now",
                {204: None},
                problems=(403, 404),
            ),
            "parameters": [_ARTICLE],
        },
        "/api/samples": {
            "get": _operation(
                "listSamples",
                "The articles that come with Dateline",
                {200: (_JSON, members({"samples": several(ref("Sample"))}))},
            )
        },
        "/api/articles/{article_id}/progress": {
            "get": _operation(
                "getProgress",
                "How many passages are read, while another request waits for the map",
                {200: (_JSON, members({"done": nullable(COUNT), "all": nullable(COUNT)}))},
                problems=(404,),
            ),
            "parameters": [_ARTICLE],
        },
        "/api/articles/{article_id}/map.geojson": {
            "get": _operation(
                "getMap", "All layers in one", features, problems=(400, 404), parameters=_VIEW
            ),
            "parameters": [_ARTICLE],
        },
        "/api/articles/{article_id}/layers": {
            "get": _operation(
                "listLayers",
                "The layers with their counts",
                {200: (_JSON, members({"layers": several(ref("Layer"))}))},
                problems=(400, 404),
                parameters=_VIEW,
            ),
            "parameters": [_ARTICLE],
        },
        "/api/articles/{article_id}/layers/{layer}.geojson": {
            "get": _operation(
                "getLayer", "One layer", features, problems=(400, 404), parameters=_VIEW
            ),
            "parameters": [_ARTICLE, layer],
        },
        "/api/articles/{article_id}/exports/{format}": {
            "get": _operation(
                "export",
                "The article's map as a file",
                {200: ("*/*", {})},
                problems=(400, 404),
                parameters=[
                    *_VIEW,
                    _in_query("layer", {"type": "string", "enum": [each.value for each in Layer]}),
                    *_PICTURE,
                    _NAMES,
                ],
            ),
            "parameters": [
                _ARTICLE,
                _in_path("format", {"type": "string", "enum": list(FORMATS)}),
            ],
        },
    }


def _corrections() -> dict[str, Any]:
    made = members({"correction": ref("Correction"), "article": ref("Article")})
    return {
        "/api/articles/{article_id}/corrections": {
            "get": _operation(
                "listCorrections",
                "A person's decisions, oldest first",
                {200: (_JSON, members({"corrections": several(ref("Correction"))}))},
                problems=(404,),
            ),
            "post": _operation(
                "addCorrection",
                "Decide which place a stretch of text means, or that it is none",
                {201: (_JSON, made)},
                problems=(400, 403, 404, 413, 415),
                parameters=_VIEW,
                body={_JSON: ref("NewCorrection")},
            ),
            "parameters": [_ARTICLE],
        },
        "/api/articles/{article_id}/corrections/{correction_id}": {
            "delete": _operation(
                "deleteCorrection",
                "Take a decision back",
                {200: (_JSON, members({"article": ref("Article")}))},
                problems=(400, 403, 404),
                parameters=_VIEW,
            ),
            "parameters": [_ARTICLE, _in_path("correction_id", ID)],
        },
    }


def _annotations() -> dict[str, Any]:
    one = {200: (_GEOJSON, ref("Annotation"))}
    if_match = _in_header("If-Match", STRING, "the ETag of the version the change is based on")
    written = {_GEOJSON: ref("NewAnnotation"), _JSON: ref("NewAnnotation")}
    patch = ref("AnnotationPatch")
    item = [_ARTICLE, _in_path("annotation_id", ID)]
    return {
        "/api/articles/{article_id}/annotations": {
            "get": _operation(
                "listAnnotations",
                "The annotations, oldest first",
                {200: (_GEOJSON, ref("AnnotationCollection"))},
                problems=(404,),
            ),
            "post": _operation(
                "addAnnotation",
                "Add an annotation",
                {201: (_GEOJSON, ref("Annotation"))},
                problems=(400, 403, 404, 413, 415, 422),
                parameters=[
                    _in_header("Idempotency-Key", {"type": "string", "pattern": "^[!-~]{1,255}$"})
                ],
                body=written,
            ),
            "parameters": [_ARTICLE],
        },
        "/api/articles/{article_id}/annotations/{annotation_id}": {
            "get": _operation("getAnnotation", "One annotation", one, problems=(404,)),
            "put": _operation(
                "replaceAnnotation",
                "Replace it; with `If-None-Match: *` bring a deleted one back",
                one,
                problems=(400, 403, 404, 412, 413, 415, 428),
                parameters=[
                    if_match,
                    _in_header("If-None-Match", {"type": "string", "enum": ["*"]}),
                ],
                body=written,
            ),
            "patch": _operation(
                "changeAnnotation",
                "Change the members given (RFC 7396)",
                one,
                problems=(400, 403, 404, 412, 413, 415, 428),
                parameters=[if_match],
                body={"application/merge-patch+json": patch, _GEOJSON: patch, _JSON: patch},
            ),
            "delete": _operation(
                "deleteAnnotation",
                "Remove it; its history stays",
                {204: None},
                problems=(403, 404, 412, 428),
                parameters=[if_match],
            ),
            "parameters": item,
        },
        "/api/articles/{article_id}/annotations/{annotation_id}/history": {
            "get": _operation(
                "getAnnotationHistory",
                "Its versions, oldest first",
                {200: (_JSON, members({"versions": several(ref("AnnotationVersion"))}))},
                problems=(404,),
            ),
            "parameters": item,
        },
    }


def _overlays() -> dict[str, Any]:
    path = "/api/articles/{article_id}/overlays"
    return {
        path: {
            "get": _operation(
                "listOverlays",
                "Who holds which ground, by the reader's sources; the first imported first",
                {200: (_JSON, members({"overlays": several(ref("Overlay"))}))},
                problems=(404,),
            ),
            "post": _operation(
                "addOverlay",
                "Import areas and lines with their day and source",
                {201: (_JSON, ref("Overlay"))},
                problems=(400, 403, 404, 413, 415),
                body={_JSON: ref("NewOverlay")},
            ),
            "parameters": [_ARTICLE],
        },
        f"{path}/{{overlay_id}}": {
            "put": _operation(
                "restoreOverlay",
                "With `If-None-Match: *` bring a removed overlay back",
                {200: (_JSON, ref("Overlay"))},
                problems=(403, 404, 428),
                parameters=[_in_header("If-None-Match", {"type": "string", "enum": ["*"]})],
            ),
            "delete": _operation(
                "removeOverlay",
                "Remove it; it can be brought back for a while",
                {204: None},
                problems=(403, 404),
            ),
            "parameters": [_ARTICLE, _in_path("overlay_id", ID)],
        },
    }


def _collection() -> dict[str, Any]:
    features = {200: (_GEOJSON, ref("FeatureCollection"))}
    asked: dict[str, Any] = {"problems": (400, 404), "parameters": _CHOSEN}
    return {
        "/api/collection": {
            "get": _operation(
                "getCollection",
                "The places of several articles",
                {200: (_JSON, ref("Collection"))},
                **asked,
            )
        },
        "/api/collection/places/{place_id}": {
            "get": _operation(
                "getCollectionPlace",
                "One place with the sentences of each article that names it",
                {200: (_JSON, ref("QuotedPlace"))},
                **asked,
            ),
            "parameters": [_in_path("place_id", ID)],
        },
        "/api/collection/map.geojson": {
            "get": _operation("getCollectionMap", "All places with sentences", features, **asked)
        },
        "/api/collection/outlines.geojson": {
            "get": _operation(
                "getCollectionOutlines", "The areas with their names", features, **asked
            )
        },
    }


def _others() -> dict[str, Any]:
    return {
        "/api/gazetteer": {
            "get": _operation(
                "searchGazetteer",
                "Entries by name, best first",
                {200: (_JSON, members({"entries": several(ref("Entry"))}))},
                problems=(400,),
                parameters=[
                    _in_query("q", {"type": "string", "maxLength": 200}),
                    _in_query("limit", {"type": "integer", "minimum": 1, "maximum": 50}),
                    _LANGUAGE,
                ],
            )
        },
        "/api/health": {
            "get": {
                "operationId": "getHealth",
                "summary": "Whether the files named at start are stored and mapped",
                "responses": {
                    "200": _response("Ready", _JSON, ref("Health")),
                    "503": _response("Not yet, or it failed", _JSON, ref("Health")),
                },
            }
        },
        "/api/openapi.json": {
            "get": _operation(
                "getOpenapi",
                "This document",
                {200: (_JSON, {"type": "object"})},
            )
        },
    }


def _operation(
    identifier: str,
    summary: str,
    answers: Mapping[int, tuple[str, Schema] | None],
    *,
    problems: Sequence[int] = (),
    parameters: Sequence[Schema] = (),
    body: Mapping[str, Schema] | None = None,
) -> dict[str, Any]:
    responses = {
        str(status): _response("Done", *answer) if answer else {"description": "Done"}
        for status, answer in answers.items()
    }
    # Every request can be refused for its Host, and find the store or the data unusable.
    for status in sorted({400, 503, *problems}):
        responses[str(status)] = _response(_STATUS_TEXTS[status], _PROBLEM, ref("Problem"))
    operation: dict[str, Any] = {"operationId": identifier, "summary": summary}
    if parameters:
        operation["parameters"] = list(parameters)
    if body is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {media_type: {"schema": schema} for media_type, schema in body.items()},
        }
    operation["responses"] = responses
    return operation


def _response(description: str, media_type: str, schema: Schema) -> dict[str, Any]:
    return {"description": description, "content": {media_type: {"schema": schema}}}


def _in_path(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(name: str, schema: Schema, description: str = "") -> Schema:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _in_header(name: str, schema: Schema, description: str = "") -> Schema:
    return {"name": name, "in": "header", "schema": schema, "description": description}


_ARTICLE = _in_path("article_id", ID)
_LANGUAGE = _in_query(
    "language",
    {"type": "string", "pattern": "^[A-Za-z]{2,3}$"},
    "of names and sentences; a BCP 47 tag",
)
_PIXELS = {"type": "integer", "minimum": SMALLEST_PX, "maximum": LARGEST_PX}
_PICTURE = (
    _in_query("width", _PIXELS, "of a picture, in CSS pixels"),
    _in_query("height", _PIXELS, "of a picture, in CSS pixels"),
    _in_query(
        "scale",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_SCALE},
        "a PNG has this many times as many pixels each way",
    ),
    _in_query("theme", {"type": "string", "enum": [each.value for each in Shade]}),
    _in_query("form", {"type": "string", "enum": [each.value for each in Form]}),
)
_NAMES = _in_query(
    "names",
    {"type": "string", "enum": [each.value for each in Names]},
    "both: maps write a place's local name behind the reader's (html, png, svg)",
)
_SWITCHES = tuple(
    _in_query(name, {"type": "boolean"}, what)
    for name, what in (
        ("demonyms", "whether to find “Russian” and “Ukrainians”"),
        ("inside_names", "whether to find places inside other names: “Aleppo University”"),
        ("roles", "whether to tell “Moscow said” from “in Moscow”; else all is literal"),
    )
)
_DRAWN = (_in_query("worldview", STRING, "whose view of disputed borders"), _LANGUAGE)
_VIEW = (*_DRAWN, *_SWITCHES)
_CHOSEN = (
    _in_query("article", several(ID), "ids of articles; none: all"),
    _in_query("from", DATE, "first day of publication"),
    _in_query("to", DATE, "last day of publication"),
    _in_query("undated", {"type": "boolean"}, "false: without the articles that have no date"),
    *_DRAWN,
)
