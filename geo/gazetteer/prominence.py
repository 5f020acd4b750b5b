"""How likely a name means a place when nothing else is known, on the scale of ln(population).

It orders the entries of one name for people and tests; the ranker of `geo.places` weighs evidence
of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from geo.gazetteer.folding import fold
from geo.gazetteer.rows import Row
from geo.model import Kind, NameMatch

# What a name is worth less than the entry's own main name.
MATCH_PENALTIES: Mapping[NameMatch, float] = {
    NameMatch.MAIN: 0.0,
    NameMatch.ENGLISH: 0.3,
    NameMatch.ABBREVIATION: 0.3,
    NameMatch.LOCAL: 1.5,
    NameMatch.ALIAS: 5.0,
    NameMatch.DEMONYM: 0.5,
}

CURATED = "curated"  # the key of the curated table among the sources

# What one step of demotion costs.
DEMOTION = 4.0

# A hamlet that happens to bear the name of its state is not the seat that the name means.
_LEAST_SEAT = 4.0

# A division of this radius is a city: Moscow, Berlin, Sevastopol.
_CITY_KM = 35.0

_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
_SEATS = frozenset({"PPLC", "PPLA", "PPLA2", "PPLG"})

# A town's built-up area at this density says how far its districts reach.
_PEOPLE_PER_KM2 = 2500.0
_REACH = 1.6


def mark_suburbs(towns: Sequence[Row]) -> None:
    """Make a suburb of each town without a feature code that lies within a larger town, in place.

    The source's newer entries are often districts of a city, counted with more people than the city
    itself has in its older entry: Pravyi Bereh (352,088) in Dnipro and Mariupol (230,000).
    """
    cities = [
        town
        for town in towns
        if town.feature_code in {"PPL", *_SEATS} and town.population >= 50_000
    ]
    lons = np.radians([city.lon or 0.0 for city in cities])
    lats = np.radians([city.lat or 0.0 for city in cities])
    reach_km = _REACH * np.sqrt(np.array([c.population for c in cities]) / _PEOPLE_PER_KM2 / np.pi)
    codes = np.array([city.country_code for city in cities])
    for town in towns:
        if town.feature_code or town.lon is None or town.lat is None:
            continue
        lon, lat = math.radians(town.lon), math.radians(town.lat)
        x = (lons - lon) * np.cos((lats + lat) / 2)
        distance_km = np.hypot(x, lats - lat) * 6371.0
        if bool(np.any((distance_km <= reach_km) & (codes == town.country_code))):
            town.kind = Kind.SUBURB


def rank(rows: Iterable[Row]) -> None:
    """Set the prominence of every row, in place."""
    rows = list(rows)
    towns: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        row.prominence = round(max(_prominence(row), row.least_prominence), 2)
        if row.kind is Kind.TOWN:
            for key in _trusted_names(row):
                towns[row.country_code, key].append(row)
    for row in rows:
        if row.kind in {Kind.REGION, Kind.DISTRICT} and row.source != CURATED:
            _yield_to_seat(row, towns)


def _trusted_names(row: Row) -> set[str]:
    return {
        fold(name.text)
        for name in row.names
        if name.match in {NameMatch.MAIN, NameMatch.ENGLISH} and not name.exact
    }


def _prominence(row: Row) -> float:
    people = math.log(row.population + 100)
    if row.source == CURATED:
        return row.prominence  # a person wrote it down
    match row.kind:
        case Kind.COUNTRY:
            return people + (3.0 if row.feature_code == "PCLI" else 1.5)
        case Kind.REGION:
            return people - 1.5
        case Kind.DISTRICT:
            return people - 3.0
        case Kind.SUBURB:
            return people - 4.0
        case Kind.TOWN:
            return people + _town_bonus(row)
        case Kind.AREA | Kind.WATER | Kind.LANDFORM | Kind.GROUP:
            return 12.5
        case Kind.FACILITY:
            return 8.0


def _town_bonus(row: Row) -> float:
    if row.feature_code == "PPLC":
        return 1.5
    if row.feature_code in _GONE:
        return -3.0
    if not row.feature_code:
        return -1.0
    return 0.3 if row.feature_code in _SEATS else 0.0


def _yield_to_seat(row: Row, towns: Mapping[tuple[str, str], list[Row]]) -> None:
    """Rank a division below the town that its short name means: "Kherson" alone is the town.

    A state that is known by that very name ("New York") stays above; a division that is little more
    than the town itself does not.
    """
    own = fold(row.name)
    is_city = row.radius_km is not None and row.radius_km < _CITY_KM
    for key in {fold(name.text) for name in row.names if name.match is not NameMatch.ALIAS}:
        if key == own and not is_city:
            continue
        seats = [
            town.prominence
            for town in towns.get((row.country_code, key), ())
            if town.prominence > row.prominence - _LEAST_SEAT and _lies_in(town, row)
        ]
        if seats:
            row.prominence = min(row.prominence, round(max(seats) - 0.5, 2))


def _lies_in(town: Row, division: Row) -> bool:
    if division.admin1_code and town.admin1_code == division.admin1_code:
        return True
    if None in {town.lon, town.lat, division.lon, division.lat}:
        return False
    reach_km = max(30.0, 1.5 * (division.radius_km or 0.0))
    return _distance_km(town, division) <= reach_km


def _distance_km(one: Row, other: Row) -> float:
    lon = (((one.lon or 0.0) - (other.lon or 0.0) + 180) % 360) - 180
    lat = (one.lat or 0.0) - (other.lat or 0.0)
    return math.hypot(lon * math.cos(math.radians(one.lat or 0.0)), lat) * 111.2
