"""The colours of the ground; the same as in static/js/map/basemap.js (tests compare them)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundColours:
    """Names as in basemap.js, in Python's spelling."""

    water: str
    land: str
    urban: str
    river: str
    border: str
    area: str
    ink: str
    muted: str
    country: str
    water_name: str


LIGHT_GROUND = GroundColours(
    water="#d6e4ea",
    land="#f1eee6",
    urban="#e5dfd2",
    river="#bcd5e2",
    border="#8a8194",
    area="#cfc9c4",
    ink="#34352f",
    muted="#5e6158",
    country="#7b7288",
    water_name="#54788c",
)
DARK_GROUND = GroundColours(
    water="#14202a",
    land="#22262b",
    urban="#2d3238",
    river="#1b3444",
    border="#837c90",
    area="#383e45",
    ink="#d6d6cf",
    muted="#a7a9a1",
    country="#9a93a8",
    water_name="#6f93a8",
)
