"""Reader of the curated table, `data/curated/*.csv`: what news names and the packages lack.

Written by hand; each row says where it comes from. Longitude, latitude in degrees, EPSG:4326.

A *target* is what a name in one of the smaller tables stands for: an ISO 3166-1 alpha-2 code
("UA"), an ISO 3166-2 code ("US-WV"), an entry of the curated table ("dateline:donbas") or of
GeoNames ("geonames:703448").

A curated place that has a `geonameid` is the same place as that GeoNames entry: its names, area and
kind enrich the entry, they do not make a second one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from geo.errors import DataMissing
from geo.model import BBox, Kind
from geo.resources import data_path

THEMES = ("regions", "waters", "landforms", "facilities", "groups", "towns")
"""The files that hold places, in `data/curated/`, without ".csv"."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TARGET = re.compile(
    r"[A-Z]{2}|[A-Z]{2}-[A-Z0-9]{1,3}|dateline:[a-z0-9]+(?:-[a-z0-9]+)*|geonames:[1-9][0-9]*"
)
# An ISO code, Natural Earth's own code, or the slug of a disputed part.
_AREA_ID = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?|[A-Z]{3}(?:-[0-9]+)?|[a-z]+(?:-[a-z]+)*")
_COUNTRY_CODE = re.compile(r"[A-Z]{2}")
_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedName:
    """Another name of a curated place, in a language that is known."""

    language: str  # BCP 47
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedPlace:
    """One row of a theme's file."""

    slug: str
    name: str  # English
    kind: Kind
    feature_code: str  # GeoNames feature code; "" if none fits
    lon: float | None  # both None for groups of states and for places without a location
    lat: float | None
    country_code: str  # ISO 3166-1 alpha-2 in worldview "iso"; "" if none or several
    admin1: str  # ISO 3166-2; "" if unknown
    bbox: BBox | None
    radius_km: float | None  # radius of the circle with the place's area
    area_ids: tuple[str, ...]  # what makes up the place, or the members of a group
    names: tuple[CuratedName, ...]
    aliases: tuple[str, ...]  # names that often mean something else
    wikidata: str | None
    geonameid: int | None
    prominence: float  # how likely news means this place by its name, like ln(population)
    precision_km: float | None  # how far the point may be from the middle of the place
    source: str  # how the row was made

    @property
    def entry_id(self) -> str:
        """ "geonames:706483" where the place is one of GeoNames', else "dateline:donbas"."""
        return f"geonames:{self.geonameid}" if self.geonameid else f"dateline:{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short form that counts only in this very spelling."""

    surface: str  # "W.Va.", "UK"
    target: str
    after_comma_only: bool  # "Salem, OR", but not "OR" by itself
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonym:
    """An adjective or a noun for the people and things of a place."""

    surface: str  # "Ukrainian", "Danes"
    target: str
    preference: int  # 1 for what it most often means, 2 for the next, …
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another spelling or name of an entry that the packages have under other names."""

    alias: str
    target: str
    language: str  # BCP 47
    source: str


class Treatment(StrEnum):
    """What to do with a name that misleads."""

    DROP = "drop"  # never offer the target under this name
    LAST = "last"  # offer it after all others under this name


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseFriend:
    """A name that a package gives to an entry although text hardly ever means it."""

    surface: str
    target: str  # "" for every entry under the name
    treatment: Treatment
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsName:
    """A name that world news uses, with what it must mean."""

    name: str
    kinds: tuple[Kind, ...]  # any of them is right
    country_code: str  # "" if it does not matter
    lon: float | None
    lat: float | None
    tolerance_km: float | None


class _Line:
    """One line of a table, which knows where it stands."""

    def __init__(self, path: Path, number: int, fields: Mapping[str, str]) -> None:
        self.path = path
        self.number = number
        self.fields = fields

    def error(self, column: str, problem: str) -> DataMissing:
        return DataMissing(
            f"{self.path.name}, line {self.number}, column {column}: {problem}.",
            value=self.fields.get(column),
            hint="Correct the line in data/curated/.",
        )

    def text(self, column: str, pattern: re.Pattern[str] | None = None) -> str:
        """The field, without spaces around it; if it must match a pattern, it may not be empty."""
        value = self.fields[column].strip()
        if pattern is not None and not pattern.fullmatch(value):
            raise self.error(column, f"{value!r} is not well-formed")
        return value

    def optional(self, column: str, pattern: re.Pattern[str]) -> str:
        return self.text(column, pattern) if self.fields[column].strip() else ""

    def required(self, column: str) -> str:
        value = self.text(column)
        if not value:
            raise self.error(column, "it is empty")
        return value

    def number_in(self, column: str, low: float, high: float) -> float | None:
        value = self.text(column)
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            raise self.error(column, f"{value!r} is not a number") from None
        if not low <= number <= high:
            raise self.error(column, f"{number} is not between {low} and {high}")
        return number

    def parts(self, column: str, separator: str | None = None) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.fields[column].split(separator) if part.strip())

    def target(self, column: str) -> str:
        return self.text(column, _TARGET)

    def kind(self, column: str, value: str) -> Kind:
        try:
            return Kind(value)
        except ValueError:
            raise self.error(column, f"there is no kind {value!r}") from None


_Record = TypeVar("_Record")

_PLACE_COLUMNS = (
    "id", "name", "kind", "feature_code", "lon", "lat", "country_code", "admin1", "bbox",
    "radius_km", "area_ids", "names", "aliases", "wikidata", "geonameid", "prominence",
    "precision_km", "source",
)  # fmt: skip


def read_places(folder: Path | None = None) -> tuple[CuratedPlace, ...]:
    """All curated places, theme by theme, in the order of the files.

    Raises `DataMissing`, with file and line, for a row that is not valid or an id used twice.
    """
    places: list[CuratedPlace] = []
    for theme in THEMES:
        places += _read(folder, theme, _PLACE_COLUMNS, _place)
    seen: set[str] = set()
    for place in places:
        if place.slug in seen:
            raise DataMissing(
                f"The curated table has two rows of the id {place.slug}.",
                value=place.slug,
                hint="Give one of them another id in data/curated/.",
            )
        seen.add(place.slug)
    return tuple(places)


def read_abbreviations(folder: Path | None = None) -> tuple[Abbreviation, ...]:
    """Short forms of countries, states, provinces. Raises `DataMissing` as `read_places` does."""
    columns = ("surface", "target", "after_comma_only", "source")
    return _read(folder, "abbreviations", columns, _abbreviation)


def read_demonyms(folder: Path | None = None) -> tuple[Demonym, ...]:
    """Adjectives and nouns of places. Raises `DataMissing` as `read_places` does."""
    columns = ("surface", "target", "preference", "source")
    return _read(folder, "demonyms", columns, _demonym)


def read_aliases(folder: Path | None = None) -> tuple[Alias, ...]:
    """Further spellings. Raises `DataMissing` as `read_places` does."""
    return _read(folder, "aliases", ("alias", "target", "language", "source"), _alias)


def read_false_friends(folder: Path | None = None) -> tuple[FalseFriend, ...]:
    """Names that mislead. Raises `DataMissing` as `read_places` does."""
    columns = ("surface", "target", "treatment", "reason")
    return _read(folder, "false_friends", columns, _false_friend)


def read_news_names(folder: Path | None = None) -> tuple[NewsName, ...]:
    """The list that the gazetteer is measured by. Raises `DataMissing` as `read_places` does."""
    columns = ("name", "kind", "country_code", "lon", "lat", "tolerance_km")
    return _read(folder, "news_names", columns, _news_name)


def _read(
    folder: Path | None, stem: str, columns: Sequence[str], make: Callable[[_Line], _Record]
) -> tuple[_Record, ...]:
    path = data_path("curated", f"{stem}.csv") if folder is None else folder / f"{stem}.csv"
    return tuple(make(line) for line in _lines(path, columns))


def _lines(path: Path, columns: Sequence[str]) -> Iterator[_Line]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != tuple(columns):
            raise DataMissing(
                f"{path.name}, line 1: the columns are not {', '.join(columns)}.",
                value=reader.fieldnames,
                hint="Correct the line in data/curated/.",
            )
        for fields in reader:
            line = _Line(path, reader.line_num, fields)
            if None in fields or None in fields.values():
                raise DataMissing(
                    f"{path.name}, line {line.number}: it does not have {len(columns)} fields.",
                    value=fields,
                    hint="Correct the line in data/curated/.",
                )
            yield line


def _place(line: _Line) -> CuratedPlace:
    kind = line.kind("kind", line.text("kind"))
    lon = line.number_in("lon", -180, 180)
    lat = line.number_in("lat", -90, 90)
    if (lon is None) != (lat is None):
        raise line.error("lon", "a point needs both lon and lat")
    if lon is None and kind is not Kind.GROUP:
        raise line.error("lon", "only a group of states may have no point")
    bbox = _bbox(line)
    if bbox is not None and lon is not None and lat is not None and not _inside(lon, lat, bbox):
        raise line.error("bbox", f"the point {lon}, {lat} is outside it")
    geonameid = line.number_in("geonameid", 1, 1e9)
    prominence = line.number_in("prominence", 0, 25)
    if prominence is None:
        raise line.error("prominence", "it is empty")
    return CuratedPlace(
        slug=line.text("id", _SLUG),
        name=line.required("name"),
        kind=kind,
        feature_code=line.text("feature_code"),
        lon=lon,
        lat=lat,
        country_code=line.optional("country_code", _COUNTRY_CODE),
        admin1=line.optional("admin1", _SUBDIVISION),
        bbox=bbox,
        radius_km=line.number_in("radius_km", 0, 20_000),
        area_ids=_area_ids(line),
        names=tuple(_names(line, line.parts("names", "|"))),
        aliases=line.parts("aliases", "|"),
        wikidata=line.optional("wikidata", _WIKIDATA) or None,
        geonameid=None if geonameid is None else int(geonameid),
        prominence=prominence,
        precision_km=line.number_in("precision_km", 0, 20_000),
        source=line.required("source"),
    )


def _names(line: _Line, parts: Iterable[str]) -> Iterator[CuratedName]:
    for part in parts:
        language, colon, text = part.partition(":")
        if not colon or not text or not _LANGUAGE.fullmatch(language):
            raise line.error("names", f"{part!r} is not a language and a name")
        yield CuratedName(language=language, text=text)


def _area_ids(line: _Line) -> tuple[str, ...]:
    ids = line.parts("area_ids")
    for area_id in ids:
        if not _AREA_ID.fullmatch(area_id):
            raise line.error("area_ids", f"{area_id!r} is not well-formed")
    if len(set(ids)) < len(ids):
        raise line.error("area_ids", "one stands there twice")
    return ids


def _bbox(line: _Line) -> BBox | None:
    parts = line.parts("bbox")
    if not parts:
        return None
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError:
        raise line.error("bbox", "it is not four numbers: west, south, east, north") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90):
        raise line.error("bbox", "it is not on the globe")
    return west, south, east, north


def _inside(lon: float, lat: float, bbox: BBox) -> bool:
    west, south, east, north = bbox
    across = west > east  # the antimeridian, RFC 7946 section 5.2
    return south <= lat <= north and (
        (lon >= west or lon <= east) if across else west <= lon <= east
    )


def _abbreviation(line: _Line) -> Abbreviation:
    flag = line.text("after_comma_only")
    if flag not in {"0", "1"}:
        raise line.error("after_comma_only", f"{flag!r} is neither 0 nor 1")
    return Abbreviation(
        surface=line.required("surface"),
        target=line.target("target"),
        after_comma_only=flag == "1",
        source=line.required("source"),
    )


def _demonym(line: _Line) -> Demonym:
    preference = line.number_in("preference", 1, 9)
    if preference is None or preference != int(preference):
        raise line.error("preference", "it is not a whole number")
    return Demonym(
        surface=line.required("surface"),
        target=line.target("target"),
        preference=int(preference),
        source=line.required("source"),
    )


def _alias(line: _Line) -> Alias:
    return Alias(
        alias=line.required("alias"),
        target=line.target("target"),
        language=line.text("language", _LANGUAGE),
        source=line.required("source"),
    )


def _false_friend(line: _Line) -> FalseFriend:
    value = line.text("treatment")
    try:
        treatment = Treatment(value)
    except ValueError:
        raise line.error("treatment", f"{value!r} is neither drop nor last") from None
    return FalseFriend(
        surface=line.required("surface"),
        target=line.optional("target", _TARGET),
        treatment=treatment,
        reason=line.required("reason"),
    )


def _news_name(line: _Line) -> NewsName:
    kinds = tuple(line.kind("kind", value) for value in line.parts("kind", "|"))
    lon = line.number_in("lon", -180, 180)
    lat = line.number_in("lat", -90, 90)
    tolerance = line.number_in("tolerance_km", 0, 20_000)
    if not kinds:
        raise line.error("kind", "it is empty")
    if len({lon is None, lat is None, tolerance is None}) != 1:
        raise line.error("lon", "lon, lat and tolerance_km go together")
    return NewsName(
        name=line.required("name"),
        kinds=kinds,
        country_code=line.optional("country_code", _COUNTRY_CODE),
        lon=lon,
        lat=lat,
        tolerance_km=tolerance,
    )
