"""Airports and air bases: PyPI airportsdata. Their codes are no names: "IEV" is not Kyiv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from geo.gazetteer.rows import Name, Row
from geo.model import Kind, NameMatch

KEY = "airportsdata"

_BASE = re.compile(r"\b(Air Base|Airbase|Air Force Base|AFB|Air Force Station|Naval Air)\b")
_IN_FULL = re.compile(r"\b(Airport|Aerodrome|Airfield|Base|Airbase|Station)\b")


def airport_rows() -> Iterator[Row]:
    """Airports with an IATA code, and military ones, whose names say what they are."""
    path = Path(str(resources.files("airportsdata").joinpath("airports.csv")))
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            name = re.sub(r"\bAFB\b", "Air Force Base", line["name"]).strip()
            is_base = bool(_BASE.search(line["name"]))
            if not (line["iata"] or is_base) or "/" in name or "(" in name:
                continue
            if not _IN_FULL.search(name):
                name = f"{name} Airport"
            yield Row(
                id=f"airport:{line['icao'].lower()}",
                name=name,
                kind=Kind.FACILITY,
                source=KEY,
                lon=float(line["lon"]),
                lat=float(line["lat"]),
                feature_code="AIRB" if is_base else "AIRP",
                country_code=line["country"],
                radius_km=2.0,
                names=list(_names(name, line["city"])),
            )


def _names(name: str, city: str) -> Iterator[Name]:
    yield Name(text=name, match=NameMatch.MAIN)
    variants: dict[str, None] = {}
    if city and name.startswith(f"{city} ") and name.count(" ") > 2:
        variants[name.removeprefix(f"{city} ")] = None  # "Heathrow Airport"
    variants[name.replace(" International", "")] = None
    for variant in variants:
        words = variant.split()
        if variant != name and len(words) > 1 and words[0] not in {"International", "Regional"}:
            yield Name(text=variant, match=NameMatch.ALIAS)
