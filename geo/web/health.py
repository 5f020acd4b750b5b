"""Whether the server is ready: `/api/health`."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from geo.web.answers import json_answer
from geo.web.current import startup
from geo.web.problems import problem_of
from geo.web.release import release

blueprint = Blueprint("health", __name__, url_prefix="/api/health")


@blueprint.get("")
def health() -> Response:
    """200 when the files named at start are stored and their maps are made, else 503."""
    state = startup()
    status = "starting" if not state.done else "failed" if state.error else "ready"
    body: dict[str, Any] = {
        "status": status,
        "version": release(),
        "files": [{"name": name, "article": article_id} for name, article_id in state.files],
        "problem": None if state.error is None else problem_of(state.error),
    }
    response = json_answer(body, status=200 if status == "ready" else 503)
    if status == "starting":
        response.headers["Retry-After"] = "1"
    response.headers["Cache-Control"] = "no-store"
    return response
