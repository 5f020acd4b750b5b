"""Where the files that belong to the installation are: `data/` and `static/`.

In a wheel they lie inside the package (`geo/_data`, `geo/_static`); in a checkout at its top.
"""

from __future__ import annotations

from pathlib import Path

from geo.errors import DataMissing

_PACKAGE = Path(__file__).resolve().parent


def _folder(inside: str, beside: str) -> Path:
    for folder in (_PACKAGE / inside, _PACKAGE.parent / beside):
        if folder.is_dir():
            return folder
    raise DataMissing(
        f"The folder {beside}/ of this installation is missing.",
        value=beside,
        hint="Install again: pip install --force-reinstall dateline-map",
    )


def data_path(*parts: str) -> Path:
    """A file under `data/`. Raises `DataMissing` when it is not there."""
    return _existing(_folder("_data", "data").joinpath(*parts))


def static_path(*parts: str) -> Path:
    """A file under `static/`. Raises `DataMissing` when it is not there."""
    return _existing(_folder("_static", "static").joinpath(*parts))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise DataMissing(
            f"{path.name} is missing from this installation.",
            value=str(path),
            hint="Install again: pip install --force-reinstall dateline-map",
        )
    return path
