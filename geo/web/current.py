"""What every view needs: the workspace, and the map that the request asks for."""

from __future__ import annotations

from typing import Any

from flask import current_app

from geo.model import ArticleMap
from geo.settings import SWITCHES
from geo.web.bodies import switch_parameter, text_parameter
from geo.web.representations import article_body
from geo.web.startup import Startup
from geo.workspace import Workspace


def startup() -> Startup:
    """The files that the server was started with."""
    found = current_app.extensions["dateline"]
    assert isinstance(found, Startup)  # noqa: S101 - tells mypy what create_app put there
    return found


def workspace() -> Workspace:
    """The user's articles."""
    return startup().workspace


def requested_map(article_id: str) -> ArticleMap:
    """The article's map in `?worldview=` and `?language=`, with the switches of the query."""
    return workspace().open_map(
        article_id,
        worldview=text_parameter("worldview"),
        language=text_parameter("language"),
        switches=requested_switches(),
    )


def text_to_wait_with(article_id: str) -> ArticleMap | None:
    """The article's text alone, where the map that the request asks for will take some seconds."""
    return workspace().text_to_wait_with(
        article_id,
        worldview=text_parameter("worldview"),
        language=text_parameter("language"),
        switches=requested_switches(),
    )


def requested_switches() -> dict[str, bool]:
    """What to look for, by the query or the settings: `?roles=false`. Raises `BadRecord`."""
    settings = workspace().settings
    return {name: switch_parameter(name, default=getattr(settings, name)) for name in SWITCHES}


def body_of(article_map: ArticleMap) -> dict[str, Any]:
    """The article's JSON."""
    from geo.gazetteer.worldviews import worldviews

    return article_body(
        article_map,
        naming=workspace().gazetteer.naming(article_map.language),
        names=workspace().corrections.names(article_map.corrections, article_map.language),
        worldviews=worldviews(),
    )
