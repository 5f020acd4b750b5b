"""Natural Earth's administrative units at 1:10m, as the packages give them (public domain).

Geometries are longitude, latitude in degrees, EPSG:4326. Polygons that the data cuts at the
antimeridian stay cut.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.sources.natural_earth_packages import admin0_source, admin1_source

_ISO_3166_2 = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")

# Natural Earth's code of a unit -> ISO 3166-1 alpha-2, where its own `iso_a2` is missing or it has
# an alpha-2 code of its own while the data files it under the country it belongs to.
_COUNTRY_OF_UNIT: Mapping[str, str] = {
    "CYN": "CY",  # Northern Cyprus
    "SOL": "SO",  # Somaliland
    "ESB": "GB",  # Dhekelia
    "WSB": "GB",  # Akrotiri
    "USG": "CU",  # Guantanamo Bay, leased
    "KAB": "KZ",  # Baikonur, leased
    "CSI": "AU",  # Coral Sea Islands
    "ATC": "AU",  # Ashmore and Cartier Islands
    "CLP": "FR",  # Clipperton
    "KAS": "IN",  # Siachen Glacier: within the area of India's Ladakh, ISO IN-LA
    "KOS": "XK",
    "SAH": "EH",
    "PGA": "",  # Spratly Islands: claimed by several, assigned to none
    "GLP": "GP",
    "MTQ": "MQ",
    "GUF": "GF",
    "REU": "RE",
    "MYT": "YT",
    "NSV": "SJ",
    "NJM": "SJ",
    "BVT": "BV",
    "BES": "BQ",
    "NLY": "BQ",
    "TKL": "TK",
    "CCK": "CC",
    "CXR": "CX",
    "TWN": "TW",
}
_COUNTRY_OF_CODE: Mapping[str, str] = {
    "IOA-1928": "CC",
    "IOA-2652": "CX",
    "NLD-5147": "BQ",
    "NLD-5148": "BQ",
    "NLD-5149": "BQ",
    "MAR-3469": "EH",  # Morocco's region of Dakhla lies wholly in Western Sahara
}

# Names that the data gives in English for another thing of the same name.
_WRONG_ENGLISH = frozenset({"KOS-5908", "KOS-5902", "KOS-5907"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin1Unit:
    """A first-order administrative unit, or a smaller one where Natural Earth has only those."""

    area_id: str  # ISO 3166-2 where unique and well formed, else Natural Earth's adm1_code
    name: str  # English where there is one
    country_code: str  # ISO 3166-1 alpha-2 in the worldview "iso"; "" if none
    iso_3166_2: str  # "" if the data has no well-formed one; may be shared by several units
    adm1_code: str  # Natural Earth's own
    adm0_a3: str  # Natural Earth's de facto country
    gn_id: int | None  # GeoNames
    gn_admin1: str  # GeoNames' code with country: "RU.41"; often of a second-order unit; "" if none
    wikidata: str  # "" if none
    unit_type: str  # "Oblast", "Province"
    nation: str  # within a country of countries: "SCT", "ENG"; else the country's code
    region: str  # the larger unit it belongs to, where the country has one: "Toscana"; "" if none
    region_code: str  # ISO 3166-2 of that one where the data has it: "IT-52"; "" if none
    label_lon: float
    label_lat: float
    names: Mapping[str, str]  # BCP 47 -> name
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin0Unit:
    """A country or territory with a code in ISO 3166-1, and Kosovo."""

    area_id: str  # ISO 3166-1 alpha-2; Kosovo "XK"
    name: str
    adm0_a3: str
    wikidata: str
    continent: str
    label_lon: float
    label_lat: float
    label_zoom: float  # Natural Earth's advice from which zoom to label it
    population: int
    names: Mapping[str, str]
    viewpoints: Mapping[str, str]  # ISO alpha-2 of the viewer, lower case -> adm0_a3 of the owner
    geometry: BaseGeometry  # German viewpoint


@cache
def admin1_units() -> tuple[Admin1Unit, ...]:
    """All admin-1 units in the order of the data. Raises `DataMissing` without the package."""
    features = json.loads(admin1_source().path.read_bytes())["features"]
    properties = [feature["properties"] for feature in features]
    shared = Counter(_iso_3166_2(row) for row in properties)
    return tuple(_admin1(feature, shared) for feature in features)


@cache
def admin0_units() -> tuple[Admin0Unit, ...]:
    """Countries and territories with an ISO 3166-1 code, and Kosovo, in the order of the data."""
    import shapefile  # pyshp

    source = admin0_source()
    stem = source.path.stem
    units: dict[str, Admin0Unit] = {}
    with zipfile.ZipFile(source.path) as archive:
        reader = shapefile.Reader(
            shp=archive.open(f"{stem}.shp"),
            dbf=archive.open(f"{stem}.dbf"),
            shx=archive.open(f"{stem}.shx"),
            encoding="utf-8",
        )
        for item in reader.iterShapeRecords():
            row = item.record.as_dict()
            code = _country_code(row)
            # The first of a code is the country; later ones are slivers filed under it.
            if code and code not in units:
                units[code] = _admin0(code, row, item.shape)
    return tuple(units.values())


@cache
def alpha2_of_a3() -> Mapping[str, str]:
    """Natural Earth's three-letter country code -> ISO 3166-1 alpha-2."""
    codes = {unit.adm0_a3: unit.area_id for unit in admin0_units()}
    return codes | {key: value for key, value in _COUNTRY_OF_UNIT.items() if key not in codes}


def _admin1(feature: dict[str, Any], shared: Mapping[str, int]) -> Admin1Unit:
    row = feature["properties"]
    iso = _iso_3166_2(row)
    own_code = _own_code(row)
    names = _names(row, "name_")
    english = "" if own_code in _WRONG_ENGLISH else names.get("en", "")
    if english:
        names["en"] = english
    else:
        names.pop("en", None)
    return Admin1Unit(
        area_id=iso if iso and shared[iso] == 1 else own_code,
        name=english or row["name"] or row["name_local"] or own_code,
        country_code=_admin1_country(row, iso),
        iso_3166_2=iso,
        adm1_code=own_code,
        adm0_a3=row["adm0_a3"],
        gn_id=row["gn_id"] if (row["gn_id"] or 0) > 0 else None,
        gn_admin1=_geonames_code(row["gn_a1_code"]),
        wikidata=row["wikidataid"] or "",
        unit_type=row["type_en"] or "",
        nation=row["gu_a3"] or row["adm0_a3"],
        region=(row["region"] or "").strip(),
        region_code=_region_code(row),
        label_lon=float(row["longitude"]),
        label_lat=float(row["latitude"]),
        names=names,
        geometry=_valid(shape(feature["geometry"])),
    )


def _own_code(row: Mapping[str, Any]) -> str:
    """`adm1_code` without its placeholders: "SOL+00?" is "SOL", "ATA+99?" is "ATA-99"."""
    return str(row["adm1_code"]).removesuffix("+00?").replace("+99?", "-99")


def _iso_3166_2(row: Mapping[str, Any]) -> str:
    """The unit's ISO 3166-2 code, "" where the data has a stand-in such as "XK-X01~"."""
    code = str(row["iso_3166_2"] or "").strip()
    return code if _ISO_3166_2.fullmatch(code) else ""


def _admin1_country(row: Mapping[str, Any], iso: str) -> str:
    own_code = _own_code(row)
    for table, key in (
        (_COUNTRY_OF_CODE, own_code),
        (_COUNTRY_OF_UNIT, row["gu_a3"]),
        (_COUNTRY_OF_UNIT, row["adm0_a3"]),
    ):
        if key in table:
            return table[key]
    code = str(row["iso_a2"] or "")
    # A unit whose ISO 3166-2 code names another country is that country's in ISO's view (UA-43);
    # a territory with an alpha-2 code of its own keeps it (Puerto Rico, US-PR).
    if iso and iso[:2] != code and iso[3:] != code:
        return iso[:2]
    return code if re.fullmatch("[A-Z]{2}", code) else ""


def _region_code(row: Mapping[str, Any]) -> str:
    code = str(row["region_cod"] or "").strip().replace(".", "-")
    return code if _ISO_3166_2.fullmatch(code) else ""


def _geonames_code(code: str | None) -> str:
    return code if code and re.fullmatch(r"[A-Z]{2}\.[A-Z0-9]+", code) else ""


def _names(row: Mapping[str, Any], prefix: str) -> dict[str, str]:
    names = {}
    for key, value in row.items():
        language = key.lower().removeprefix(prefix)
        if key.lower().startswith(prefix) and re.fullmatch("[a-z]{2}|zht", language) and value:
            names[{"zht": "zh-Hant"}.get(language, language)] = str(value).strip()
    return names


def _country_code(row: Mapping[str, Any]) -> str:
    if row["ADM0_A3"] == "KOS":
        return "XK"
    if row["ADM0_A3"] in _COUNTRY_OF_UNIT and row["ADM0_A3"] not in {"SAH", "TWN"}:
        return ""
    code = str(row["ISO_A2_EH"])
    # Territories without a code of their own carry their owner's: the owner alone is the country.
    is_part = row["TYPE"] == "Dependency" and row["ISO_A2"] == "-99"
    return code if re.fullmatch("[A-Z]{2}", code) and not is_part else ""


def _admin0(code: str, row: Mapping[str, Any], outline: Any) -> Admin0Unit:
    return Admin0Unit(
        area_id=code,
        name=row["NAME_EN"] or row["NAME"],
        adm0_a3=row["ADM0_A3"],
        wikidata=row["WIKIDATAID"] if str(row["WIKIDATAID"]).startswith("Q") else "",
        continent=row["CONTINENT"],
        label_lon=float(row["LABEL_X"]),
        label_lat=float(row["LABEL_Y"]),
        label_zoom=float(row["MIN_LABEL"]),
        population=max(0, int(row["POP_EST"])),
        names=_names(row, "name_"),
        viewpoints={
            {"ko": "kr"}.get(key[8:].lower(), key[8:].lower()): str(value)
            for key, value in row.items()
            if re.fullmatch("ADM0_A3_[A-Z]{2}", key) and str(value) != "-99"
        },
        geometry=_valid(shape(outline.__geo_interface__)),
    )


def _valid(geometry: BaseGeometry) -> BaseGeometry:
    return geometry if geometry.is_valid else shapely.make_valid(geometry)
