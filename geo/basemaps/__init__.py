"""The background of every map: one PMTiles archive of the world, made from public-domain data."""

from __future__ import annotations

from geo.basemaps.archive import ATTRIBUTION, MAX_ZOOM, WORLD_ZOOM, archive, checksum, extract

__all__ = ["ATTRIBUTION", "MAX_ZOOM", "WORLD_ZOOM", "archive", "checksum", "extract"]
