"""Labels for the basemap: countries, seas, lakes and towns, each with the zoom it appears at.

A town appears where its people, its rank and its distance to larger towns earn it a place: a
region's only town comes before the tenth suburb of a capital.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from geo.gazetteer.folding import fold
from geo.gazetteer.prominence import mark_suburbs
from geo.gazetteer.rows import Row
from geo.gazetteer.sources.cyrillic_names import LANGUAGES as UKRAINES_LANGUAGES
from geo.gazetteer.sources.cyrillic_names import RENAMED_IN, current_name
from geo.gazetteer.sources.natural_earth import Admin0Unit, admin0_units
from geo.gazetteer.sources.natural_earth_packages import debian_package, npm_package
from geo.gazetteer.sources.towns import town_rows
from geo.gazetteer.sources.translations import NOT_NAMES, VERSION, catalogue
from geo.model import Kind

# Languages of the labels, BCP 47. The English name is `name`, the others are `name:xx`.
LANGUAGES = (
    "ar", "de", "es", "fa", "fr", "he", "hi", "it", "ja", "ko", "pl", "pt", "ru", "tr", "uk", "zh",
)  # fmt: skip

DEEPEST_ZOOM = 10  # at which the smallest of the labelled towns appear
_SMALLEST_TOWN = 1_000
_SMALL_TOWN = 6_000  # the smallest labelled at the deepest zoom, where no town is alone

# People from which a town appears, by display zoom.
_TOWN_SIZES = (
    (5_000_000, 4),
    (1_500_000, 5),
    (450_000, 6),
    (100_000, 7),
    (40_000, 8),
    (12_000, 9),
)
# Large towns whose main name in the source is not the one that English news uses.
_ENGLISH: Mapping[int, str] = {
    79415: "Hodeidah",
    96994: "Duhok",
    99532: "Basra",
    99608: "Amarah",
    104515: "Mecca",
    109223: "Medina",
    163345: "Tartus",
    170017: "Hama",
    172955: "Raqqa",
    515012: "Oryol",
    520555: "Nizhny Novgorod",
    581049: "Arkhangelsk",
    625665: "Mogilev",
    627907: "Gomel",
    687700: "Zaporizhzhia",
    689558: "Vinnytsia",
    700569: "Mykolaiv",
    703845: "Kryvyi Rih",
    1281019: "Hotan",
    2028462: "Ulaanbaatar",
    2510911: "Seville",
    2692969: "Malmö",
    2886242: "Cologne",
    3991164: "Querétaro",
    3998655: "León",
    5128581: "New York",
}
_ENGLISH_COUNTRIES: Mapping[str, str] = {
    "AE": "United Arab Emirates",
    "BA": "Bosnia and Herzegovina",
    "CD": "DR Congo",
    "CG": "Congo",
    "GB": "United Kingdom",
    "PS": "Palestine",
    "US": "United States",
}
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH", "PPLX"})
# A town may come this many zooms before its size earns it where no larger one is near.
_HEAD_START = {"PPLC": 3, "PPLA": 1}
_ALONE_PIXELS = 110
_CLEAR_PIXELS = {"PPLC": 45, "PPLA": 60}
_CROWDED_PIXELS = 34
# An entry without a feature code this near to a town of a tenth of its size is a district of it.
_TWIN_KM = 12.0
_SMALL_COUNTRY_DEGREES2 = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A point with names; `zoom` is the display zoom from which it is drawn."""

    kind: str  # "country", "capital", "city", "town", "sea", "lake"
    lon: float
    lat: float
    zoom: int
    rank: float  # smaller goes first where two collide
    names: Mapping[str, str]  # "name" and "name:xx"


def country_labels() -> Iterator[Label]:
    """Countries and territories with a code, named in all languages of the data."""
    for country in admin0_units():
        names = {"name": _country_name(country, "en")}
        names |= {f"name:{language}": _country_name(country, language) for language in LANGUAGES}
        yield Label(
            kind="country",
            lon=country.label_lon,
            lat=country.label_lat,
            zoom=_country_zoom(country),
            rank=country.label_zoom,
            names=_distinct(names),
        )


def _country_name(country: Admin0Unit, language: str) -> str:
    """The shorter of Natural Earth's and CLDR's: "China", not "People's Republic of China"."""
    if language == "en" and country.area_id in _ENGLISH_COUNTRIES:
        return _ENGLISH_COUNTRIES[country.area_id]
    known = country.names.get(language, "")
    territories = _territories(language)
    for code in (country.area_id, f"{country.area_id}-alt-short"):
        other = territories.get(code, "")
        if other and "." not in other and (not known or len(other) < len(known)):
            known = other
    return known or country.name


@cache
def _territories(language: str) -> dict[str, str]:
    folder = npm_package("cldr-localenames-full", VERSION) / "main" / language
    content = json.loads((folder / "territories.json").read_bytes())["main"][language]
    territories: dict[str, str] = content["localeDisplayNames"]["territories"]
    return territories


def _country_zoom(country: Admin0Unit) -> int:
    """Natural Earth's advice, later for countries that a label would cover."""
    zoom = max(2, math.ceil(country.label_zoom))
    if country.geometry.area < _SMALL_COUNTRY_DEGREES2:
        return max(zoom, 7)
    return zoom


def town_labels() -> Iterator[Label]:
    """Towns, largest first. Districts of cities are left out."""
    towns = _labelled_towns()
    zooms = _zooms(towns)
    for town, zoom in zip(towns, zooms, strict=True):
        if zoom < DEEPEST_ZOOM or (zoom == DEEPEST_ZOOM and town.population >= _SMALL_TOWN):
            yield Label(
                kind=_town_kind(town),
                lon=town.lon or 0.0,
                lat=town.lat or 0.0,
                zoom=zoom,
                rank=round(30 - 2 * _weight(town), 2),
                names=_names_of(town),
            )


def _town_kind(town: Row) -> str:
    if town.feature_code == "PPLC":
        return "capital"
    return "city" if town.population >= 300_000 else "town"


def _labelled_towns() -> list[Row]:
    rows = list(town_rows())
    mark_suburbs(rows)
    towns = [
        row
        for row in rows
        if row.kind is Kind.TOWN
        and row.feature_code not in _GONE
        and row.lon is not None
        and (row.population >= _SMALLEST_TOWN or row.feature_code in _HEAD_START)
    ]
    towns.sort(key=lambda row: (-_weight(row), row.id))
    return _without_twins(towns)


def _weight(town: Row) -> float:
    """What a town counts for on a map, on the scale of ln(people)."""
    bonus = {"PPLC": 2.0, "PPLA": 0.7}.get(town.feature_code, 0.0)
    # Entries without a feature code are the source's newer ones, often districts of a city.
    return math.log(town.population + 100) + bonus - (0.0 if town.feature_code else 2.0)


def _without_twins(towns: Sequence[Row]) -> list[Row]:
    """Drop entries without a feature code next to a town that has one."""
    places = _positions(towns)
    known = np.array([bool(town.feature_code) for town in towns])
    people = np.array([town.population for town in towns])
    numbers = np.flatnonzero(known)
    tree = cKDTree(places[numbers])
    kept = []
    for number, town in enumerate(towns):
        if not town.feature_code:
            near = numbers[tree.query_ball_point(places[number], _TWIN_KM / 6371.0)]
            if bool(np.any(people[near] > town.population / 10)):
                continue
        kept.append(town)
    return kept


def _positions(towns: Sequence[Row]) -> npt.NDArray[np.float64]:
    """On the unit sphere, (n, 3)."""
    lon = np.radians([town.lon or 0.0 for town in towns])
    lat = np.radians([town.lat or 0.0 for town in towns])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _zooms(towns: Sequence[Row]) -> list[int]:
    """The display zoom of each town; towns are sorted by weight, heaviest first."""
    lonlat = np.array([[town.lon or 0.0, town.lat or 0.0] for town in towns])
    north = np.degrees(np.arcsinh(np.tan(np.radians(lonlat[:, 1].clip(-85, 85)))))
    alone = _distances_to_heavier(np.column_stack([lonlat[:, 0], north]))
    zooms = []
    for town, distance in zip(towns, alone.tolist(), strict=True):
        earned = _zoom_of_size(town)
        # The zooms at which the distance spans so many pixels of a world of 256 * 2^zoom.
        crowded = _zoom_of_distance(distance, _CROWDED_PIXELS)
        clear = _zoom_of_distance(distance, _CLEAR_PIXELS.get(town.feature_code, _ALONE_PIXELS))
        start = _HEAD_START.get(town.feature_code, 2 if clear <= earned - 2 else 1)
        zooms.append(max(3, earned - start, min(clear, earned), crowded))
    return zooms


def _zoom_of_size(town: Row) -> int:
    people = town.population if town.feature_code else town.population / 5
    for size, zoom in _TOWN_SIZES:
        if people >= size:
            return zoom
    return DEEPEST_ZOOM


def _zoom_of_distance(degrees: float, pixels: float) -> int:
    return math.ceil(math.log2(pixels * 360 / 256 / degrees))


def _distances_to_heavier(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Distance from each point to the nearest one before it in the list; 360 if there is none."""
    found = np.full(len(points), np.nan)
    tree = cKDTree(points)
    for count in (8, 64, 512, 4096):
        open_ones = np.flatnonzero(np.isnan(found))
        if not len(open_ones):
            break
        distances, numbers = tree.query(points[open_ones], k=min(count, len(points)))
        distances[numbers >= open_ones[:, None]] = np.inf
        nearest = distances.min(axis=1)
        found[open_ones[np.isfinite(nearest)]] = nearest[np.isfinite(nearest)]
    for number in np.flatnonzero(np.isnan(found)).tolist():
        before = points[:number] - points[number]
        found[number] = np.hypot(*before.T).min() if number else 360.0
    found[found < 1e-4] = 1e-4
    return found


def _distinct(names: Mapping[str, str]) -> dict[str, str]:
    """Without translations that are the English name again."""
    return {key: text for key, text in names.items() if key == "name" or text != names["name"]}


def _names_of(town: Row) -> dict[str, str]:
    names = dict(_town_names().get(town.geonameid or 0, {}))
    english = names.pop("name", "")
    # The list of English names is older than the towns' own: it only spells those more plainly.
    same = fold(english) == fold(town.name)
    name = _ENGLISH.get(town.geonameid or 0) or (english if same else town.name)
    if town.country_code == RENAMED_IN:
        aliases = [alias.text for alias in town.names]
        for language in UKRAINES_LANGUAGES:
            tagged = names.pop(f"name:{language}", "")
            current = current_name(tagged, town.name, language, aliases) if tagged else None
            if current:
                names[f"name:{language}"] = current
    return _distinct({"name": name, **names})


@cache
def _town_names() -> dict[int, dict[str, str]]:
    """GeoNames id -> {"name": English name, "name:xx": name}."""
    folder = debian_package("libgeonames-common")[0] / "usr/share/locale"
    names: dict[int, dict[str, str]] = {}
    for language in ("en", *LANGUAGES):
        path = folder / language / "LC_MESSAGES" / "geonames.mo"
        if path.exists():
            key = "name" if language == "en" else f"name:{language}"
            for geonameid, text in catalogue(path).items():
                if text not in NOT_NAMES:
                    names.setdefault(int(geonameid), {})[key] = text
    return names
