"""Downloads: `/api/articles/{id}/exports/{format}`."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, Response, request

from geo.errors import UnknownName
from geo.exports.picture import (
    LARGEST_PX,
    LARGEST_SCALE,
    SMALLEST_PX,
    THUMBNAIL,
    Form,
    Picture,
    Shade,
)
from geo.web.answers import conditional
from geo.web.bodies import number_parameter, text_parameter
from geo.web.current import requested_switches, workspace


class Names(StrEnum):
    """Which names of a place a map writes."""

    ONE = "one"  # the reader's
    BOTH = "both"  # and the local one


_PICTURE_PARAMETERS = ("width", "height", "scale", "theme", "form")
Choice = TypeVar("Choice", bound=StrEnum)

blueprint = Blueprint("exports", __name__, url_prefix="/api/articles/<article_id>/exports")


@blueprint.get("/<name>")
def download(article_id: str, name: str) -> Response:
    export = workspace().export(
        article_id,
        name,
        layer=text_parameter("layer"),
        worldview=text_parameter("worldview"),
        language=text_parameter("language"),
        switches=requested_switches(),
        picture=requested_picture(),
        both_names=_choice("names", Names, Names.ONE) is Names.BOTH,
    )
    response = Response(export.content, content_type=export.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    return conditional(response)


def requested_picture() -> Picture | None:
    """The picture that the query asks for; None where it says nothing of one.

    Raises `BadRecord` and `UnknownName`.
    """
    if not any(request.args.get(name) for name in _PICTURE_PARAMETERS):
        return None
    form = _choice("form", Form, Form.SHEET)
    usual = THUMBNAIL if form is Form.THUMBNAIL else Picture()
    return Picture(
        width=_pixels("width", usual.width),
        height=_pixels("height", usual.height),
        scale=number_parameter("scale", default=1, lowest=1, highest=LARGEST_SCALE),
        theme=_choice("theme", Shade, Shade.LIGHT),
        form=form,
    )


def _pixels(name: str, usual: int) -> int:
    return number_parameter(name, default=usual, lowest=SMALLEST_PX, highest=LARGEST_PX)


def _choice(name: str, choices: type[Choice], usual: Choice) -> Choice:
    text = text_parameter(name)
    if text is None:
        return usual
    if text not in set(choices):
        raise UnknownName(
            f"There is no {name} {text[:50]!r}.",
            value=text[:50],
            hint=f"It is one of {', '.join(choices)}.",
        )
    return choices(text)
