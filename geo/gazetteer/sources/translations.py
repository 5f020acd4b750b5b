"""Names that a source tags with a language: deb libgeonames-common (towns), npm
cldr-localenames-full (countries), npm cldr-subdivisions-full and Natural Earth (regions)."""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.gazetteer.sources.cyrillic_names import LANGUAGES as UKRAINES_LANGUAGES
from geo.gazetteer.sources.cyrillic_names import RENAMED_IN, current_name
from geo.gazetteer.sources.natural_earth import admin0_units, admin1_units
from geo.gazetteer.sources.natural_earth_packages import debian_package, npm_package
from geo.gazetteer.sources.towns import town_rows

TOWNS_KEY = "libgeonames-common"
COUNTRIES_KEY = "cldr-localenames-full"
REGIONS_KEY = "cldr-subdivisions-full"
VERSION = "48.2.0"

LANGUAGES = frozenset(
    [
        "ar",
        "az",
        "be",
        "bg",
        "bn",
        "bs",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "eu",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "hy",
        "id",
        "is",
        "it",
        "ja",
        "ka",
        "kk",
        "ko",
        "lt",
        "lv",
        "mk",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "th",
        "tr",
        "uk",
        "ur",
        "uz",
        "vi",
        "zh",
        "zh-Hant",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A name in a language of the thing that `key` stands for."""

    key: str  # "geonames:706483", an ISO 3166-1 code, an ISO 3166-2 code
    language: str  # BCP 47
    text: str
    is_main: bool = True  # False: a short or other form that the source also gives


def translations() -> Iterator[Translation]:
    """All of them, the most trusted source of each kind first."""
    yield from _countries()
    yield from _regions()
    yield from _natural_earth()
    yield from _towns()


def _countries() -> Iterator[Translation]:
    folder = npm_package("cldr-localenames-full", VERSION) / "main"
    for language in sorted(LANGUAGES):
        path = folder / language / "territories.json"
        content = json.loads(path.read_bytes())["main"][language]["localeDisplayNames"]
        for key, text in content["territories"].items():
            code, _, form = key.partition("-alt-")
            if len(code) == 2:
                yield Translation(key=code, language=language, text=text, is_main=not form)


def _regions() -> Iterator[Translation]:
    folder = npm_package("cldr-subdivisions-full", VERSION) / "subdivisions"
    for language in sorted(LANGUAGES):
        path = folder / language / f"{language}.json"
        if not path.exists():
            continue
        content = json.loads(path.read_bytes())["subdivisions"]["localeDisplayNames"]
        for key, text in content["subdivisions"].items():
            code = f"{key[:2]}-{key[2:]}".upper()
            yield Translation(key=code, language=language, text=text)


def _natural_earth() -> Iterator[Translation]:
    for unit in admin1_units():
        key = f"geonames:{unit.gn_id}" if unit.gn_id else unit.iso_3166_2
        if key:
            for language, text in unit.names.items():
                yield Translation(key=key, language=language, text=text)
    for country in admin0_units():
        for language, text in country.names.items():
            yield Translation(key=country.area_id, language=language, text=text)


def _towns() -> Iterator[Translation]:
    folder = debian_package("libgeonames-common")[0] / "usr/share/locale"
    for path in sorted(folder.glob("*/LC_MESSAGES/geonames.mo")):
        locale = path.parent.parent.name
        language = _LOCALES.get(locale, locale)
        if language not in LANGUAGES:
            continue
        for key, text in catalogue(path).items():
            name = text
            if language in UKRAINES_LANGUAGES and key in _ukraines_towns():
                main, aliases = _ukraines_towns()[key]
                name = current_name(text, main, language, aliases) or ""
            if name and name not in NOT_NAMES:
                yield Translation(key=f"geonames:{key}", language=language, text=name)


@cache
def _ukraines_towns() -> dict[str, tuple[str, tuple[str, ...]]]:
    """GeoNames id -> main name and other names: many were renamed after the source was made."""
    return {
        str(town.geonameid): (town.name, tuple(name.text for name in town.names))
        for town in town_rows()
        if town.country_code == RENAMED_IN
    }


# Some names in the source are that of their language.
NOT_NAMES = frozenset({"हिन्दी", "日本語"})
_LOCALES = {"nn": "", "zh_CN": "zh", "zh_TW": "zh-Hant"}


def catalogue(path: Path) -> dict[str, str]:
    """GeoNames id -> name of one compiled message catalogue."""
    with path.open("rb") as file:
        messages: dict[str, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    return {key: text for key, text in messages.items() if key.isdigit() and text}
