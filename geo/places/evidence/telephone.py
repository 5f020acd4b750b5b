"""Evidence in telephone numbers: "call 519-555-0144" is written in Ontario."""

from __future__ import annotations

import numpy as np

from geo.gazetteer.telephone import TelephoneArea, telephone_areas
from geo.model import Entry, Kind
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row
from geo.places.table import Floats

_TELEPHONE = ("telephone_region", "telephone_country")


def _telephone_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    values = np.zeros((len(table), len(_TELEPHONE)))
    areas = telephone_areas(table.document.text)
    if areas:
        for index, row in enumerate(table.rows):
            values[index] = (
                _of_region(row.entry, areas) is not None,
                _of_country(row.entry, areas) is not None,
            )
    return values


def _of_region(entry: Entry, areas: tuple[TelephoneArea, ...]) -> TelephoneArea | None:
    """The number of the entry's region, if the text has one."""
    place = (entry.country_code, entry.admin1_code)
    return next(
        (
            area
            for area in areas
            if area.admin1_code and (area.country_code, area.admin1_code) == place
        ),
        None,
    )


def _of_country(entry: Entry, areas: tuple[TelephoneArea, ...]) -> TelephoneArea | None:
    """A number of the country that an entry lies in."""
    if entry.kind in (Kind.COUNTRY, Kind.GROUP):
        return None
    return next((area for area in areas if area.country_code == entry.country_code), None)


def _telephone_sentence(row: Row) -> str:
    areas = telephone_areas(row.table.document.text)
    if not row.favours or not areas:
        return ""
    if area := _of_region(row.entry, areas):
        return row.say("The telephone number {number} is of its region.", number=area.number)
    if area := _of_country(row.entry, areas):
        return row.say("The telephone number {number} is of its country.", number=area.number)
    return ""


TELEPHONE = EvidenceKind(
    name="telephone",
    features=_TELEPHONE,
    values=_telephone_values,
    sentence=_telephone_sentence,
    fixed=True,
    prior={"telephone_region": 4.0, "telephone_country": 1.0},
    firm=frozenset({"telephone_region"}),
)
