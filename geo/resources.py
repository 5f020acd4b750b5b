"""Where the files that belong to the installation are: `data/` and `static/`.

In a wheel they lie inside the package (`geo/_data`, `geo/_static`); in a checkout at its top.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from geo.errors import DataMissing

_PACKAGE = Path(__file__).resolve().parent


def _folder(inside: str, beside: str) -> Path:
    for folder in (_PACKAGE / inside, _PACKAGE.parent / beside):
        if folder.is_dir():
            return folder
    raise DataMissing(
        "The folder {name}/ of this installation is missing.",
        value=beside,
        hint="Install again: pip install --force-reinstall dateline-map",
        name=beside,
    )


def data_path(*parts: str) -> Path:
    """A file under `data/`. Raises `DataMissing` when it is not there."""
    return _existing(_folder("_data", "data").joinpath(*parts))


def static_path(*parts: str) -> Path:
    """A file under `static/`. Raises `DataMissing` when it is not there."""
    return _existing(_folder("_static", "static").joinpath(*parts))


@cache
def installation_stamp() -> str:
    """Changes whenever the program or its data do: a hash of the names, sizes and times of files.

    Static files are left out: nothing that is stored depends on them.
    """
    stamp = hashlib.sha256()
    for folder in (_PACKAGE, _folder("_data", "data")):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in {".pyc", ".pyi"} and path.is_file():
                told = path.stat()
                stamp.update(f"{path.name} {told.st_size} {told.st_mtime_ns}\n".encode())
    return stamp.hexdigest()


def _existing(path: Path) -> Path:
    if not path.exists():
        raise DataMissing(
            "{name} is missing from this installation.",
            value=str(path),
            hint="Install again: pip install --force-reinstall dateline-map",
            name=path.name,
        )
    return path
