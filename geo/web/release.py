"""Which release of Dateline answers."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    """The version of the installed distribution; "0" in a checkout that is not installed."""
    try:
        return version("dateline-map")
    except PackageNotFoundError:
        return "0"
