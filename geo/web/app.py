"""Puts the application together: one blueprint for each noun."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from geo.resources import static_path
from geo.settings import Settings
from geo.web import (
    articles,
    basemap,
    bundles,
    collection,
    collection_page,
    compression,
    corrections,
    deleted_articles,
    exports,
    gazetteer,
    health,
    interface,
    openapi,
    overlays,
    pages,
    problems,
    samples,
    security,
    static_files,
)
from geo.web.annotations import blueprint as annotations_blueprint
from geo.web.startup import Startup
from geo.workspace import Workspace

# A text in a JSON body may be written with \uXXXX for each character: six bytes for one.
_JSON_ESCAPE_FACTOR = 6
_ROOM_FOR_MEMBERS_BYTES = 100_000


class _Json(DefaultJSONProvider):
    ensure_ascii = False
    sort_keys = False
    compact = True

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        kwargs.setdefault("separators", (",", ":"))
        return super().dumps(obj, **kwargs)


def create_app(
    settings: Settings, *, files: Sequence[Path] = (), workspace: Workspace | None = None
) -> Flask:
    """Make the WSGI application.

    `files` are stored before this returns, all of them or none; their maps are made in the
    background, and `/api/health` answers 200 once they are. Raises `StoreUnusable`, and what
    `Workspace.read_article` raises for a file that cannot be used.
    """
    app = Flask(__name__, static_folder=static_path(), static_url_path="/static")
    app.json = _Json(app)
    app.url_map.strict_slashes = False
    app.jinja_env.trim_blocks = False
    limit = _JSON_ESCAPE_FACTOR * settings.max_text_bytes + _ROOM_FOR_MEMBERS_BYTES
    app.config.update(MAX_CONTENT_LENGTH=limit, MAX_FORM_MEMORY_SIZE=limit)

    startup = Startup(workspace or Workspace(settings), files)
    app.extensions["dateline"] = startup

    # after_request functions run in reverse: what is compressed has all its headers.
    interface.register(app)
    compression.register(app)
    security.register(app, settings)
    problems.register(app)
    static_files.register(app)
    bundles.register(app)
    for blueprint in (
        pages.blueprint,
        collection_page.blueprint,
        articles.blueprint,
        deleted_articles.blueprint,
        samples.blueprint,
        collection.blueprint,
        annotations_blueprint,
        corrections.blueprint,
        overlays.blueprint,
        exports.blueprint,
        gazetteer.blueprint,
        basemap.blueprint,
        health.blueprint,
        openapi.blueprint,
    ):
        app.register_blueprint(blueprint)
    if files:
        startup.begin()
    return app
