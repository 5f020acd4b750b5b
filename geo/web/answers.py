"""Answers with JSON and files that a client may keep and ask for again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import Response, current_app, request

GEOJSON = "application/geo+json"


def json_answer(
    body: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    media_type: str = "application/json",
) -> Response:
    """A JSON object."""
    response = current_app.response_class(
        current_app.json.dumps(body) + "\n", status=status, mimetype=media_type
    )
    response.headers["Cache-Control"] = "no-cache"
    response.headers.update(headers or {})
    return response


def conditional(response: Response) -> Response:
    """The answer with an ETag of its bytes; 304 for a client that has them already."""
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response
