"""The articles that come with Dateline: `/api/samples`."""

from __future__ import annotations

from flask import Blueprint, Response

from geo.web.answers import json_answer
from geo.web.current import workspace
from geo.web.representations import sample_member

blueprint = Blueprint("samples", __name__, url_prefix="/api/samples")


@blueprint.get("")
def list_samples() -> Response:
    members = [sample_member(each, stored=stored) for each, stored in workspace().samples()]
    return json_answer({"samples": members})
