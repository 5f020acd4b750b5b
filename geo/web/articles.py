"""Articles, their maps and layers: `/api/articles`."""

from __future__ import annotations

from flask import Blueprint, Response, request

from geo.errors import NotText, VersionMissing
from geo.model import Document
from geo.web import bodies
from geo.web.answers import GEOJSON, conditional, json_answer
from geo.web.bodies import text_parameter
from geo.web.current import body_of, requested_map, requested_switches, workspace
from geo.web.representations import found_member, layer_members, summary_member

_LONGEST_QUERY = 200

blueprint = Blueprint("articles", __name__, url_prefix="/api/articles")


@blueprint.get("")
def list_articles() -> Response:
    query = text_parameter("q")
    if query is not None:
        found, pending = workspace().find_articles(query[:_LONGEST_QUERY])
        members = [found_member(summary, names) for summary, names in found]
        return json_answer({"articles": members, "pending": pending})
    return json_answer({"articles": [summary_member(each) for each in workspace().articles()]})


@blueprint.post("")
def add_article() -> Response:
    document = _document()
    wait = "respond-async" not in request.headers.get("Prefer", "")
    added = workspace().add_article(document, with_map=wait)
    headers = {"Location": f"/api/articles/{added.article_id}"}
    if not wait and added.new:
        headers["Preference-Applied"] = "respond-async"
        summary = workspace().article(added.article_id)
        return json_answer(summary_member(summary), status=202, headers=headers)
    return json_answer(
        body_of(requested_map(added.article_id)),
        status=201 if added.new else 200,
        headers=headers,
    )


@blueprint.get("/<article_id>")
def get_article(article_id: str) -> Response:
    return conditional(json_answer(body_of(requested_map(article_id))))


@blueprint.put("/<article_id>")
def restore_article(article_id: str) -> Response:
    """Bring a deleted article back."""
    if request.headers.get("If-None-Match", "").strip() != "*":
        raise VersionMissing(
            "An article's text is never changed; a deleted one can be brought back.",
            hint="Send If-None-Match: * to bring it back.",
        )
    return json_answer(summary_member(workspace().restore_article(article_id)))


@blueprint.delete("/<article_id>")
def delete_article(article_id: str) -> Response:
    workspace().delete_article(article_id)
    return Response(status=204)


@blueprint.get("/<article_id>/progress")
def get_progress(article_id: str) -> Response:
    """How far the map is, while another request waits for it."""
    found = workspace().progress(article_id)
    done, every = found or (None, None)
    return json_answer({"done": done, "all": every})


@blueprint.get("/<article_id>/map.geojson")
def get_map(article_id: str) -> Response:
    return _geojson(article_id, None)


@blueprint.get("/<article_id>/layers")
def list_layers(article_id: str) -> Response:
    return json_answer({"layers": layer_members(requested_map(article_id))})


@blueprint.get("/<article_id>/layers/<layer>.geojson")
def get_layer(article_id: str, layer: str) -> Response:
    return _geojson(article_id, layer)


def _geojson(article_id: str, layer: str | None) -> Response:
    export = workspace().export(
        article_id,
        "geojson",
        layer=layer,
        worldview=text_parameter("worldview"),
        language=text_parameter("language"),
        switches=requested_switches(),
    )
    return conditional(Response(export.content, mimetype=GEOJSON))


def _document() -> Document:
    """The article in the request's body, as JSON or as plain text."""
    if request.mimetype == "text/plain":
        charset = request.mimetype_params.get("charset", "utf-8").lower()
        if charset not in ("utf-8", "utf8", "us-ascii", "utf-16"):
            raise NotText(
                "The text's encoding is {charset}.",
                value=charset[:50],
                hint="Send UTF-8 (or UTF-16 with a byte order mark).",
                charset=charset[:50],
            )
        return workspace().read_article(request.get_data())
    bodies.require_type({"application/json", "text/plain"})
    body = bodies.json_object()
    if "sample" in body:
        return workspace().sample(bodies.required_text(body, "sample"))
    return workspace().read_article(
        bodies.required_text(body, "text"),
        title=bodies.text_member(body, "title"),
        published=bodies.date_member(body, "published"),
        publisher=bodies.text_member(body, "source"),
        url=bodies.text_member(body, "url"),
        language=bodies.text_member(body, "language"),
    )
