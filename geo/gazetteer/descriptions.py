"""What an entry is, in a few words of English: "town in Donetsk Oblast, Ukraine"."""

from __future__ import annotations

import re
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
    "INSM": "military base",
    "PRT": "port",
    "PRTL": "border crossing",
    "SQR": "square",
    "ST": "street",
    "MNMT": "monument",
    "ANS": "ancient site",
    "SPCF": "spaceport",
    "PRK": "park",
    "MFG": "factory",
    "DLTA": "delta",
    "THTR": "theatre",
    "SHRN": "shrine",
    "TMPL": "temple",
    "MSQE": "mosque",
    "CH": "church",
    "MUS": "museum",
    "CSTL": "castle",
    "RF": "reef",
    "SHOL": "shoal",
    "ATOL": "atoll",
    "FLLS": "waterfall",
    "GASF": "gas field",
    "PIPL": "pipeline",
    "CMPRF": "refugee camp",
    "PCLH": "former country",
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


# What first-order divisions are called where English does not say "region".
_DIVISION_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("AT", "AU", "BR", "DE", "IN", "MX", "MY", "NG", "US", "VE"), "state"),
    **dict.fromkeys(
        ("AF", "AR", "CA", "CN", "CU", "IR", "KR", "KP", "NL", "PK", "TR", "VN", "ZA"), "province"
    ),
    **dict.fromkeys(("CH", "LU"), "canton"),
    **dict.fromkeys(("EG", "IQ", "JO", "LB", "SY", "YE"), "governorate"),
    "JP": "prefecture",
    "PL": "voivodeship",
}

_WITH_ARTICLE = re.compile(
    r"^(United|Netherlands|Philippines|Bahamas|Maldives|Gambia|Comoros|Seychelles|Palestinian|"
    r"Czech Republic|Dominican Republic|Central African|Democratic Republic|Republic of|"
    r".* Islands$)"
)


def describe(entry: Entry, parents: Sequence[Entry]) -> str:
    """The entry's kind and what it lies in; parents smallest first."""
    if entry.kind is Kind.COUNTRY:
        return _WORDS.get(entry.feature_code, "country")
    word = _WORDS.get(entry.feature_code) or _KINDS[entry.kind]
    regions = [parent for parent in parents if parent.kind is Kind.REGION]
    countries = [parent for parent in parents if parent.kind is Kind.COUNTRY]
    country = _with_article(countries[0].name) if countries else ""
    if entry.feature_code == "ADM1" and entry.kind is Kind.REGION and country:
        return f"{_DIVISION_WORDS.get(entry.country_code, word)} of {country}"
    if entry.feature_code == "PPLC" and country and entry.name != countries[0].name:
        return f"capital of {country}"
    where = [parent.name for parent in regions[:1] if parent.name != entry.name]
    if country and countries[0].name != entry.name:
        where.append(countries[0].name if where else country)
    return f"{word} in {', '.join(where)}" if where else word


def _with_article(name: str) -> str:
    return f"the {name}" if _WITH_ARTICLE.match(name) else name
