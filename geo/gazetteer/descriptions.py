"""What an entry is, in a few words of English: "town in Donetsk Oblast, Ukraine"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.model import Entry, Kind

_WORDS: Mapping[str, str] = {
    "PPLX": "part of a town",
    "PPLH": "former town",
    "PPLQ": "abandoned town",
    "PPLW": "destroyed town",
    "PCLD": "territory",
    "CONT": "continent",
    "OCN": "ocean",
    "SEA": "sea",
    "GULF": "gulf",
    "BAY": "bay",
    "STRT": "strait",
    "CHN": "channel",
    "LK": "lake",
    "LKS": "lakes",
    "RSV": "reservoir",
    "STM": "river",
    "CNL": "canal",
    "ISL": "island",
    "ISLS": "islands",
    "MT": "mountain",
    "MTS": "mountains",
    "PK": "peak",
    "VLC": "volcano",
    "PASS": "pass",
    "DSRT": "desert",
    "PEN": "peninsula",
    "CAPE": "cape",
    "PLN": "plain",
    "PLAT": "plateau",
    "BSN": "basin",
    "VAL": "valley",
    "FRST": "forest",
    "AIRP": "airport",
    "AIRB": "air base",
    "MILB": "military base",
    "NVB": "naval base",
    "DAM": "dam",
    "BDG": "bridge",
    "PRN": "prison",
    "PORT": "port",
    "PSN": "nuclear power plant",
    "PS": "power plant",
    "AMUS": "landmark",
    "REF": "refinery",
    "OILR": "refinery",
    "UNIV": "university",
    "HSP": "hospital",
    "STDM": "stadium",
    "PAL": "palace",
    "GOVL": "seat of government",
}
_KINDS: Mapping[Kind, str] = {
    Kind.COUNTRY: "country",
    Kind.REGION: "region",
    Kind.DISTRICT: "district",
    Kind.AREA: "area",
    Kind.GROUP: "group of states",
    Kind.TOWN: "town",
    Kind.SUBURB: "part of a town",
    Kind.WATER: "water",
    Kind.LANDFORM: "landform",
    Kind.FACILITY: "facility",
}


def describe(entry: Entry, parents: Sequence[Entry]) -> str:
    """The entry's kind and what it lies in; parents smallest first."""
    word = _WORDS.get(entry.feature_code) or _KINDS[entry.kind]
    if entry.kind is Kind.COUNTRY and entry.feature_code == "PCLI":
        return "country"
    regions = [parent for parent in parents if parent.kind is Kind.REGION]
    countries = [parent for parent in parents if parent.kind is Kind.COUNTRY]
    if entry.kind is Kind.REGION and countries:
        return f"{word} of {countries[0].name}"
    if entry.feature_code == "PPLC" and countries:
        return f"capital of {countries[0].name}"
    where = [parent.name for parent in (*regions[:1], *countries[:1]) if parent.name != entry.name]
    return f"{word} in {', '.join(where)}" if where else word
