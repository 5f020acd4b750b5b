"""What entries are called, and what they are in a few words, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.languages.interface import Interface, interface
from geo.model import Entry, Kind

if TYPE_CHECKING:
    from geo.gazetteer.gazetteer import Gazetteer

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
# Where other languages tell apart what English calls a state.
_DIVISION_CONTEXTS: Mapping[str, str] = {"AT": "Land", "DE": "Land"}

_WITH_ARTICLE = re.compile(
    r"^(United|Netherlands|Philippines|Bahamas|Maldives|Gambia|Comoros|Seychelles|Palestinian|"
    r"Czech Republic|Dominican Republic|Central African|Democratic Republic|Republic of|"
    r".* Islands$)"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Names and descriptions of a gazetteer's entries in one language (BCP 47)."""

    gazetteer: Gazetteer
    language: str

    @property
    def say(self) -> Interface:
        """The sentences of the language, English where the interface lacks it."""
        return interface(self.language)

    def name(self, entry: Entry) -> str:
        """The entry's name in the language; English where the gazetteer has none."""
        base = self.language.split("-", maxsplit=1)[0].lower()
        if base == "en":
            return entry.name
        names = self.gazetteer.names(entry.id)
        return names.get(self.language) or names.get(base) or entry.name

    def describe(self, entry: Entry) -> str:
        """The entry's kind and what it lies in: "town in Donetsk Oblast, Ukraine", "sea"."""
        what = self.say(_WORDS.get(entry.feature_code) or _KINDS[entry.kind])
        if entry.kind is Kind.COUNTRY:
            return what
        parents = self.gazetteer.parents(entry)
        region = next((parent for parent in parents if parent.kind is Kind.REGION), None)
        country = next((parent for parent in parents if parent.kind is Kind.COUNTRY), None)
        if country is not None:
            if entry.feature_code == "ADM1" and entry.kind is Kind.REGION:
                if word := _DIVISION_WORDS.get(entry.country_code):
                    what = self.say(word, context=_DIVISION_CONTEXTS.get(entry.country_code))
                return self.say("{what} of {country}", what=what, country=self._land(country))
            if entry.feature_code == "PPLC" and entry.name != country.name:
                return self.say("capital of {country}", country=self._land(country))
            if country.name == entry.name:
                country = None
        if region is None or region.name == entry.name:
            if country is None:
                return what
            return self.say("{what} in {country}", what=what, country=self._land(country))
        if country is None:
            return self.say("{what} in {region}", what=what, region=self.name(region))
        return self.say(
            "{what} in {region}, {country}",
            what=what,
            region=self.name(region),
            country=self.name(country),
        )

    def _land(self, country: Entry) -> str:
        """The country's name, in English with its article."""
        name = self.name(country)
        return _with_article(name) if self.say.language == "en" else name


def _with_article(name: str) -> str:
    return f"the {name}" if _WITH_ARTICLE.match(name) else name
