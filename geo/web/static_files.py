"""Files of the page. Ours are asked for again each time; those of others are kept for a year.

A kept file has its version in its address (`?v=`), which `url_for` adds, so that none is stale.
"""

from __future__ import annotations

import mimetypes
from typing import Any

from flask import Flask, Response, request

from geo.resources import static_path

_KEPT_FOLDER = "vendor/"
_YEAR_S = 31_536_000

# The system's table may lack these or say otherwise.
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2"}


def register(app: Flask) -> None:
    """Set how long browsers keep static files."""
    for suffix, media_type in _TYPES.items():
        mimetypes.add_type(media_type, suffix)

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        filename = values.get("filename")
        if endpoint == "static" and filename and filename.startswith(_KEPT_FOLDER):
            values["v"] = _version(filename)

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in (200, 206, 304):
            filename = (request.view_args or {}).get("filename", "")
            if request.args.get("v") and request.args["v"] == _version(filename):
                response.headers["Cache-Control"] = f"public, max-age={_YEAR_S}, immutable"
            else:
                response.headers["Cache-Control"] = "no-cache"
        return response


def _version(filename: str) -> str:
    try:
        found = static_path(*filename.split("/")).stat()
    except OSError:
        return "0"
    return f"{found.st_mtime_ns:x}{found.st_size:x}"
