"""What is known about an article beside its text: a `.toml` file of the same name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict

from geo.errors import BadRecord


class Metadata(TypedDict, total=False):
    """The members of a metadata file that a document carries. Others are ignored."""

    title: str
    published: date
    published_inferred: bool
    source: str
    url: str
    language: str


_TEXTS = ("title", "source", "url", "language")


def read_metadata(path: Path) -> Metadata:
    """Read the metadata that lie beside an article's file; empty when there are none.

    Raises `BadRecord` when the file is not TOML or a member has the wrong type.
    """
    beside = path.with_suffix(".toml")
    if beside == path or not beside.is_file():
        return {}
    try:
        values = tomllib.loads(beside.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRecord(
            f"{beside.name} is not valid TOML: {error}.",
            value=beside.name,
            hint="Correct it, or move it away: it is read as the article's metadata.",
        ) from None
    return _metadata(values, beside.name)


def _metadata(values: Mapping[str, object], name: str) -> Metadata:
    metadata: Metadata = {}
    for key in _TEXTS:
        value = values.get(key)
        if isinstance(value, str):
            metadata[key] = value  # type: ignore[literal-required]
        elif value is not None:
            raise _wrong(name, key, value, "a text in quotes")
    published = values.get("published")
    if isinstance(published, datetime):
        published = published.date()
    if isinstance(published, date):
        metadata["published"] = published
    elif published is not None:
        raise _wrong(name, "published", published, "a date such as 2025-03-14, without quotes")
    inferred = values.get("published_inferred")
    if isinstance(inferred, bool):
        metadata["published_inferred"] = inferred
    elif inferred is not None:
        raise _wrong(name, "published_inferred", inferred, "true or false")
    return metadata


def _wrong(name: str, key: str, value: object, wanted: str) -> BadRecord:
    return BadRecord(
        f"{key} in {name} is {value!r}.", value=str(value), hint=f"It has to be {wanted}."
    )
