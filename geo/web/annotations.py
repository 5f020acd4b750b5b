"""What people add to an article: `/api/articles/{id}/annotations`.

Writing needs `If-Match` with the version's ETag, so that nobody's change is lost unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from geo.errors import BadRecord
from geo.model import Annotation
from geo.store import IdempotencyKey
from geo.web import bodies
from geo.web.answers import GEOJSON, json_answer
from geo.web.current import workspace
from geo.web.features import (
    annotation_collection,
    annotation_feature,
    draft_from_feature,
    draft_from_patch,
    entity_tag,
    version_member,
)

blueprint = Blueprint("annotations", __name__, url_prefix="/api/articles/<article_id>/annotations")

_LONGEST_KEY = 255
_NO_VERSION = 0
"""Based on a version that no annotation has: always stale."""


@blueprint.get("")
def list_annotations(article_id: str) -> Response:
    return json_answer(
        annotation_collection(workspace().annotations.of(article_id)), media_type=GEOJSON
    )


@blueprint.post("")
def add_annotation(article_id: str) -> Response:
    body = bodies.json_object(bodies.GEOJSON_TYPES)
    annotation, _ = workspace().annotations.add(
        article_id, draft_from_feature(body), key=_idempotency_key(body)
    )
    location = f"/api/articles/{article_id}/annotations/{annotation.id}"
    return _answer(annotation, status=201, headers={"Location": location})


@blueprint.get("/<annotation_id>")
def get_annotation(article_id: str, annotation_id: str) -> Response:
    response = _answer(workspace().annotations.get(article_id, annotation_id))
    response.make_conditional(request)
    return response


@blueprint.put("/<annotation_id>")
def replace_annotation(article_id: str, annotation_id: str) -> Response:
    body = bodies.json_object(bodies.GEOJSON_TYPES)
    draft = draft_from_feature(body, annotation_id=annotation_id)
    if request.headers.get("If-None-Match", "").strip() == "*":
        return _answer(workspace().annotations.restore(article_id, annotation_id, draft))
    based_on = _based_on(article_id, annotation_id)
    return _answer(
        workspace().annotations.edit(article_id, annotation_id, draft, based_on=based_on)
    )


@blueprint.patch("/<annotation_id>")
def change_annotation(article_id: str, annotation_id: str) -> Response:
    body = bodies.json_object(bodies.MERGE_PATCH_TYPES)
    based_on = _based_on(article_id, annotation_id)
    newest = workspace().annotations.history(article_id, annotation_id)[-1]
    # Of a deleted annotation the last content is patched, and then refused as stale.
    current = newest.after or newest.before
    if current is None:
        raise RuntimeError("A version has neither a before nor an after.")
    draft = draft_from_patch(body, current, annotation_id=annotation_id)
    return _answer(
        workspace().annotations.edit(article_id, annotation_id, draft, based_on=based_on)
    )


@blueprint.delete("/<annotation_id>")
def delete_annotation(article_id: str, annotation_id: str) -> Response:
    based_on = _based_on(article_id, annotation_id)
    workspace().annotations.delete(article_id, annotation_id, based_on=based_on)
    return Response(status=204)


@blueprint.get("/<annotation_id>/history")
def get_history(article_id: str, annotation_id: str) -> Response:
    versions = workspace().annotations.history(article_id, annotation_id)
    return json_answer({"versions": [version_member(version) for version in versions]})


def _answer(
    annotation: Annotation, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    return json_answer(
        annotation_feature(annotation),
        status=status,
        headers={"ETag": entity_tag(annotation), **(headers or {})},
        media_type=GEOJSON,
    )


def _based_on(article_id: str, annotation_id: str) -> int | None:
    """The version that `If-Match` allows a change of; None without the header.

    `*` and lists of tags stand for the current version where they match it.
    """
    if "If-Match" not in request.headers:
        return None
    newest = workspace().annotations.history(article_id, annotation_id)[-1]
    if newest.after is not None and request.if_match.contains(entity_tag(newest.after).strip('"')):
        return newest.version
    return _NO_VERSION


def _idempotency_key(body: Mapping[str, Any]) -> IdempotencyKey | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not key.strip() or len(key) > _LONGEST_KEY or not key.isprintable():
        raise BadRecord(
            "The Idempotency-Key cannot be used.",
            value=key[:50],
            hint=f"Use 1 to {_LONGEST_KEY} printable characters, such as a UUID.",
        )
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return IdempotencyKey(key=key, fingerprint=hashlib.sha256(canonical.encode()).hexdigest())
