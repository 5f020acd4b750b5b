"""A person's decisions about mentions: `/api/articles/{id}/corrections`."""

from __future__ import annotations

from flask import Blueprint, Response

from geo.errors import BadRecord
from geo.web import bodies
from geo.web.answers import json_answer
from geo.web.current import body_of, requested_map, workspace
from geo.web.representations import correction_member

blueprint = Blueprint("corrections", __name__, url_prefix="/api/articles/<article_id>/corrections")


@blueprint.get("")
def list_corrections(article_id: str) -> Response:
    corrections = workspace().corrections.of(article_id)
    language = bodies.text_parameter("language") or workspace().settings.language
    names = workspace().corrections.names(corrections, language)
    return json_answer({"corrections": [correction_member(each, names) for each in corrections]})


@blueprint.post("")
def add_correction(article_id: str) -> Response:
    body = bodies.json_object()
    if "entry" not in body:
        raise BadRecord(
            "The member “entry” is missing.",
            value="entry",
            hint="Give the id of a gazetteer entry, or null for “not a place”.",
        )
    correction = workspace().corrections.add(
        article_id,
        bodies.required_offset(body, "start"),
        bodies.required_offset(body, "end"),
        None if body["entry"] is None else bodies.required_text(body, "entry"),
        everywhere=bodies.flag_member(body, "everywhere"),
    )
    article = body_of(requested_map(article_id))
    made = next(each for each in article["corrections"] if each["id"] == correction.id)
    return json_answer(
        {"correction": made, "article": article},
        status=201,
        headers={"Location": f"/api/articles/{article_id}/corrections/{correction.id}"},
    )


@blueprint.delete("/<correction_id>")
def delete_correction(article_id: str, correction_id: str) -> Response:
    workspace().corrections.withdraw(article_id, correction_id)
    return json_answer({"article": body_of(requested_map(article_id))})
