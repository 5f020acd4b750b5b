"""The background of the map: one PMTiles archive, read by Range requests."""

from __future__ import annotations

from flask import Blueprint, Response, send_file

from geo.resources import data_path

blueprint = Blueprint("basemap", __name__)

PMTILES = "application/vnd.pmtiles"


@blueprint.get("/basemap.pmtiles")
def archive() -> Response:
    response = send_file(data_path("basemap.pmtiles"), mimetype=PMTILES, conditional=True)
    # Always asked again, with its ETag: tiles of two archives must never be mixed.
    response.headers["Cache-Control"] = "no-cache"
    return response
