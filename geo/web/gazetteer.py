"""The lookup of names, for a search box: `/api/gazetteer`."""

from __future__ import annotations

from flask import Blueprint, Response

from geo.errors import BadRecord
from geo.web.answers import json_answer
from geo.web.bodies import number_parameter, text_parameter
from geo.web.current import workspace
from geo.web.representations import entry_member

blueprint = Blueprint("gazetteer", __name__, url_prefix="/api/gazetteer")

_LONGEST_QUERY = 200


@blueprint.get("")
def search() -> Response:
    query = text_parameter("q") or ""
    if len(query) > _LONGEST_QUERY:
        raise BadRecord(
            "The parameter q has {count} characters; the limit is {limit}.",
            value=len(query),
            hint="Give a name, or its beginning.",
            count=len(query),
            limit=_LONGEST_QUERY,
        )
    limit = number_parameter("limit", default=10, lowest=1, highest=50)
    language = text_parameter("language") or workspace().settings.language
    entries = workspace().search(query, limit=limit, language=language)
    naming = workspace().gazetteer.naming(language)
    return json_answer({"entries": [entry_member(entry, naming) for entry in entries]})
