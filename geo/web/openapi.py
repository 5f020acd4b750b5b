"""This interface as OpenAPI 3.1: `/api/openapi.json`."""

from __future__ import annotations

from flask import Blueprint, Response

from geo.web.answers import conditional, json_answer
from geo.web.openapi_document import document

blueprint = Blueprint("openapi", __name__, url_prefix="/api/openapi.json")


@blueprint.get("")
def openapi() -> Response:
    return conditional(json_answer(document()))
