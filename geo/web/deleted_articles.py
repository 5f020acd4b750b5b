"""Deleted articles, as long as they can be brought back: `/api/deleted-articles`."""

from __future__ import annotations

from flask import Blueprint, Response

from geo.web.answers import json_answer
from geo.web.current import workspace
from geo.web.representations import deleted_member

blueprint = Blueprint("deleted_articles", __name__, url_prefix="/api/deleted-articles")


@blueprint.get("")
def list_deleted() -> Response:
    members = [deleted_member(each) for each in workspace().deleted_articles()]
    return json_answer({"articles": members})


@blueprint.delete("/<article_id>")
def erase(article_id: str) -> Response:
    """Remove it for good now."""
    workspace().erase_article(article_id)
    return Response(status=204)
