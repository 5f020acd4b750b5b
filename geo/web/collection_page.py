"""The page of several articles on one map: `/collection`. Works without script."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from geo.layers import KIND_TITLES, Layer
from geo.web.bodies import date_parameter, text_parameter
from geo.web.collection import body_of_collection, place_of, requested_collection
from geo.web.interface import spoken
from geo.web.pages import ask_again
from geo.web.representations import collection_place_body

blueprint = Blueprint("collection_page", __name__)
_FILTERS = ("from", "to", "undated")
_VIEW = ("worldview", "language")


@blueprint.after_request
def _ask_again(response: Response) -> Response:
    return ask_again(response)


@blueprint.get("/collection")
def collection() -> ResponseReturnValue:
    found = requested_collection()
    chosen = request.args.getlist("article")
    body = body_of_collection(found)
    rows = [{**place, "articles": _articles(place)} for place in body["places"]]
    place = text_parameter("place")
    return render_template(
        "collection.html",
        title=_title(len(found.articles), chosen=bool(chosen)),
        collection=body,
        located=[row for row in rows if row["layer"] != Layer.ACTORS],
        actors=[row for row in rows if row["layer"] == Layer.ACTORS],
        place=None if place is None else collection_place_body(found, place_of(found, place)),
        kinds=KIND_TITLES,
        chosen=chosen,
        # The script asks for all days and filters them itself.
        chosen_query=_query("article", *_VIEW),
        query=_query("article", *_FILTERS, *_VIEW),
        first=date_parameter("from"),
        last=date_parameter("to"),
    )


def _title(count: int, *, chosen: bool) -> str:
    say = spoken()
    if count == 1:
        return say("One article on the map")
    if chosen:
        return say.count("{n} chosen article on one map|{n} chosen articles on one map", count)
    return say.count("{n} article on one map|{n} articles on one map", count)


def _articles(place: dict[str, Any]) -> int:
    """How many articles count for the place: for a location, those in which it is one."""
    acting = place["layer"] == Layer.ACTORS
    return sum(acting or each["layer"] != Layer.ACTORS for each in place["appearances"])


def _query(*names: str) -> str:
    return urlencode(
        [(name, value) for name in names for value in request.args.getlist(name) if value]
    )
