"""Larger units made of Natural Earth's admin-1 units: Lombardy, Scotland, Darfur, …

For some countries Natural Earth has only the second order (provinces of Italy, districts of the
United Kingdom). Their first-order units, which the news names, are unions of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from geo.gazetteer.sources.natural_earth import Admin1Unit, admin1_units

# Countries whose `region_code` in the data is the ISO 3166-2 code of the first-order unit.
_BY_REGION_CODE = frozenset({"BW", "ES", "FR", "GN", "GW", "IT", "LK", "PH"})

# The data's code of a nation or entity -> (ISO 3166-2, English name).
_BY_NATION: Mapping[str, tuple[str, str]] = {
    "ENG": ("GB-ENG", "England"),
    "SCT": ("GB-SCT", "Scotland"),
    "WLS": ("GB-WLS", "Wales"),
    "NIR": ("GB-NIR", "Northern Ireland"),
    "BFR": ("BE-VLG", "Flanders"),
    "BWR": ("BE-WAL", "Wallonia"),
    "BHF": ("BA-BIH", "Federation of Bosnia and Herzegovina"),
    "BIS": ("BA-SRP", "Republika Srpska"),
    "SRV": ("RS-VO", "Vojvodina"),
    "IRK": ("IQ-KR", "Kurdistan Region"),
    "SOP": ("puntland", "Puntland"),
    "TZZ": ("zanzibar", "Zanzibar"),
}

# (country, the data's name of a region) -> (ISO 3166-2 or our own id, English name).
_BY_REGION: Mapping[tuple[str, str], tuple[str, str]] = {
    ("GB", "Greater London"): ("greater-london", "Greater London"),
    ("SD", "Darfur"): ("darfur", "Darfur"),
    ("SD", "Kordofan"): ("kordofan", "Kordofan"),
    ("AZ", "Naxçıvan Autonomous Republic"): ("AZ-NX", "Nakhchivan"),
    ("MW", "Northern"): ("MW-N", "Northern Region"),
    ("MW", "Central"): ("MW-C", "Central Region"),
    ("MW", "Southern"): ("MW-S", "Southern Region"),
    ("UG", "Northern"): ("UG-N", "Northern Region"),
    ("UG", "Central"): ("UG-C", "Central Region"),
    ("UG", "Eastern"): ("UG-E", "Eastern Region"),
    ("UG", "Western"): ("UG-W", "Western Region"),
    ("BF", "Boucle du Mouhoun"): ("BF-01", "Boucle du Mouhoun"),
    ("BF", "Cascades"): ("BF-02", "Cascades"),
    ("BF", "Centre"): ("BF-03", "Centre"),
    ("BF", "Centre-Est"): ("BF-04", "Centre-Est"),
    ("BF", "Centre-Nord"): ("BF-05", "Centre-Nord"),
    ("BF", "Centre-Ouest"): ("BF-06", "Centre-Ouest"),
    ("BF", "Centre-Sud"): ("BF-07", "Centre-Sud"),
    ("BF", "Est"): ("BF-08", "Est"),
    ("BF", "Hauts-Bassins"): ("BF-09", "Hauts-Bassins"),
    ("BF", "Nord"): ("BF-10", "Nord"),
    ("BF", "Plateau-Central"): ("BF-11", "Plateau-Central"),
    ("BF", "Sahel"): ("BF-12", "Sahel"),
    ("BF", "Sud-Ouest"): ("BF-13", "Sud-Ouest"),
    ("ES", "Melilla"): ("ES-ML", "Melilla"),
}

# The data splits Transnistria over units, and files Rîbnița under Rezina across the river.
_TRANSNISTRIA = frozenset({"MD-CAM", "MDA-1645", "MDA-1628", "MDA-1638", "MD-GRI", "MD-BD"})

# English names where the data has the local one.
_ENGLISH: Mapping[str, str] = {
    "FR-BRE": "Brittany",
    "FR-COR": "Corsica",
    "FR-NOR": "Normandy",
    "IT-21": "Piedmont",
    "IT-25": "Lombardy",
    "IT-32": "Trentino-South Tyrol",
    "IT-52": "Tuscany",
    "IT-88": "Sardinia",
    "ES-AN": "Andalusia",
    "ES-CT": "Catalonia",
    "ES-NA": "Navarre",
    "ES-PV": "Basque Country",
    "ES-CN": "Canary Islands",
    "ES-PM": "Balearic Islands",
    "ES-VC": "Valencia",
    "LK-1": "Western Province",
    "LK-2": "Central Province",
    "LK-3": "Southern Province",
    "LK-4": "Northern Province",
    "LK-5": "Eastern Province",
    "LK-6": "North Western Province",
    "LK-7": "North Central Province",
    "LK-8": "Uva Province",
    "LK-9": "Sabaragamuwa Province",
    "PH-MNL": "Metro Manila",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin1Group:
    """A larger unit, or several units that share one ISO 3166-2 code."""

    area_id: str  # ISO 3166-2 where there is one, else a slug
    name: str  # English where known
    country_code: str  # ISO 3166-1 alpha-2, worldview "iso"
    members: tuple[str, ...]  # area_ids of admin-1 units


@cache
def admin1_groups() -> tuple[Admin1Group, ...]:
    """All groups, ordered by id. A group of one unit of the same id is left out."""
    groups: dict[str, tuple[str, str, list[str]]] = {}
    for unit in admin1_units():
        for area_id, name in _groups_of(unit):
            entry = groups.setdefault(area_id, (name, unit.country_code, []))
            if unit.area_id not in entry[2]:
                entry[2].append(unit.area_id)
    return tuple(
        Admin1Group(area_id=area_id, name=name, country_code=country, members=tuple(members))
        for area_id, (name, country, members) in sorted(groups.items())
        if members != [area_id]
    )


def _groups_of(unit: Admin1Unit) -> Iterator[tuple[str, str]]:
    region = (unit.country_code, unit.region)
    if region in _BY_REGION:
        yield _BY_REGION[region]
    elif unit.country_code in _BY_REGION_CODE and unit.region_code and unit.region:
        yield unit.region_code, _ENGLISH.get(unit.region_code, unit.region)
    if unit.nation in _BY_NATION:
        yield _BY_NATION[unit.nation]
    if unit.area_id in _TRANSNISTRIA:
        yield "MD-SN", "Transnistria"
    elif unit.iso_3166_2 and unit.iso_3166_2 != unit.area_id:
        yield unit.iso_3166_2, _ENGLISH.get(unit.iso_3166_2, unit.name)
