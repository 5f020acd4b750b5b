"""The pages for people: `/` and `/articles/{id}`. Both work without script."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from geo.errors import InputError
from geo.layers import ATTRIBUTION
from geo.web.bodies import text_parameter
from geo.web.current import body_of, requested_map, text_to_wait_with, workspace
from geo.web.features import annotation_collection
from geo.web.interface import linked, spoken
from geo.web.problems import problem_kinds, problem_of, status_of_kind
from geo.web.reading import reading
from geo.web.representations import (
    deleted_member,
    sample_member,
    summary_member,
)
from geo.web.security import may_be_framed
from geo.web.sharing import names_query, preview, view_query

blueprint = Blueprint("pages", __name__)


@blueprint.after_request
def ask_again(response: Response) -> Response:
    """What a page shows changes with each correction: a kept one would be wrong."""
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


@blueprint.get("/")
def home() -> ResponseReturnValue:
    return _home()


@blueprint.get("/articles")
def articles() -> ResponseReturnValue:
    return redirect(linked("/"))


@blueprint.post("/articles")
def add_article() -> ResponseReturnValue:
    """The form of the home page, for browsers without script, and its samples."""
    sample = request.form.get("sample")
    if sample:
        added = workspace().add_article(workspace().sample(sample))
        return redirect(linked(f"/articles/{added.article_id}"), code=303)
    # A browser sends the line ends of a form as CR LF, whatever was pasted.
    text = request.form.get("text", "").replace("\r\n", "\n")
    try:
        document = workspace().read_article(text, title=request.form.get("title"))
        added = workspace().add_article(document)
    except InputError as error:
        problem = problem_of(error)
        return _home(problem=problem, text=text), int(problem["status"])
    return redirect(linked(f"/articles/{added.article_id}"), code=303)


@blueprint.get("/articles/<article_id>")
def article(article_id: str) -> ResponseReturnValue:
    # A browser with script reads the text meanwhile and asks for the rest itself.
    alone = None if "whole" in request.args else text_to_wait_with(article_id)
    article_map = alone or requested_map(article_id)
    body = body_of(article_map)
    return _page(
        "article.html",
        waiting=alone is not None,
        article=body,
        reading=reading(body),
        annotations=_shown(annotation_collection(article_map.annotations)),
        preview=preview(article_map, body),
        attribution=ATTRIBUTION,
        query=_query(),
        picture_query=_query(names_query()),
    )


@blueprint.get("/articles/<article_id>/embed")
def embed(article_id: str) -> ResponseReturnValue:
    """The map alone, for a frame in another page; nothing can be changed there."""
    article_map = requested_map(article_id)
    body = body_of(article_map)
    page = _page(
        "embed.html",
        article=body,
        reading=reading(body),
        query=_query(),
        picture_query=_query(names_query()),
    )
    return may_be_framed(current_app.make_response(page))


def _query(more: Mapping[str, str] = MappingProxyType({})) -> str:
    view = {**view_query(), **more}
    return f"?{urlencode(view)}" if view else ""


@blueprint.get("/problems/<code>")
def problem(code: str) -> ResponseReturnValue:
    """What the `type` of a problem leads to."""
    kind = problem_kinds().get(code)
    if kind is None:
        raise NotFound
    say = spoken()
    explained = {
        "title": kind.title,
        "detail": say("This is what “{code}” means.", code=code),
        "hint": say(
            "Dateline answers with it and the status {status}; "
            "its members detail and hint say what happened and what to do.",
            status=status_of_kind(kind).value,
        ),
    }
    return _page("error.html", problem=explained)


@blueprint.post("/deleted-articles")
def delete_article() -> ResponseReturnValue:
    """Delete an article, without script."""
    workspace().delete_article(_named_article())
    return redirect(linked("/#articles"), code=303)


@blueprint.post("/restored-articles")
def restore_article() -> ResponseReturnValue:
    """Bring a deleted article back, without script."""
    workspace().restore_article(_named_article())
    return redirect(linked("/#articles"), code=303)


@blueprint.post("/erased-articles")
def erase_article() -> ResponseReturnValue:
    """Remove a deleted article for good, without script."""
    workspace().erase_article(_named_article())
    return redirect(linked("/#articles"), code=303)


def _shown(annotations: dict[str, Any]) -> dict[str, Any]:
    """Annotations whose notes are printed as the HTML that they were cleaned to."""
    for feature in annotations["features"]:
        properties = feature["properties"]
        properties["note_html"] = Markup(properties["note_html"])  # noqa: S704 - cleaned by nh3
    return annotations


def _named_article() -> str:
    return request.form.get("article", "")


def _home(*, problem: object = None, text: str = "") -> str:
    query = text_parameter("q")
    found = None
    if query is not None:
        found = {each.id: names for each, names in workspace().find_articles(query)[0]}
    samples = [
        sample_member(each, stored=stored) for each, stored in workspace().samples() if not stored
    ]
    return _page(
        "home.html",
        articles=[summary_member(each) for each in workspace().articles()],
        query=query,
        found=found,
        deleted=[deleted_member(each) for each in workspace().deleted_articles()],
        undo_minutes=workspace().settings.undo_minutes,
        samples=samples,
        problem=problem,
        text=text,
        max_text_bytes=workspace().settings.max_text_bytes,
    )


def _page(template: str, **context: object) -> str:
    return render_template(template, **context)
