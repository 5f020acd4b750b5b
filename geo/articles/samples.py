"""The sample articles that come with Dateline: `data/samples`, one text and its metadata each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from geo.articles.opening import open_article
from geo.errors import UnknownName
from geo.model import Document
from geo.resources import data_path

SAMPLES = ("kursk-ceasefire", "cordoba-heatwave", "pacific-cyclone")
"""Their ids, in the order they are offered. A new sample is two files and one name here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An article to start with. `about` says in a sentence or two what it shows."""

    id: str
    document: Document
    about: str


@cache
def samples() -> tuple[Sample, ...]:
    """All samples, in the order they are offered."""
    return tuple(_read(name) for name in SAMPLES)


def sample(sample_id: str) -> Sample:
    """Raises `UnknownName`."""
    for each in samples():
        if each.id == sample_id:
            return each
    raise UnknownName(
        "There is no sample article {id}.",
        value=sample_id[:50],
        hint="Samples are: {ids}.",
        id=repr(sample_id[:50]),
        ids=", ".join(SAMPLES),
    )


def _read(name: str) -> Sample:
    metadata = tomllib.loads(data_path("samples", f"{name}.toml").read_text(encoding="utf-8"))
    return Sample(
        id=name,
        document=open_article(data_path("samples", f"{name}.txt")),
        about=str(metadata["about"]),
    )
