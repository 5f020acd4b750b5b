"""Downloads: `/api/articles/{id}/exports/{format}`."""

from __future__ import annotations

from flask import Blueprint, Response

from geo.web.answers import conditional
from geo.web.bodies import text_parameter
from geo.web.current import workspace

blueprint = Blueprint("exports", __name__, url_prefix="/api/articles/<article_id>/exports")


@blueprint.get("/<name>")
def download(article_id: str, name: str) -> Response:
    export = workspace().export(
        article_id,
        name,
        layer=text_parameter("layer"),
        worldview=text_parameter("worldview"),
        language=text_parameter("language"),
    )
    response = Response(export.content, content_type=export.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    return conditional(response)
