"""Evidence in words that are used in few places: "selectmen" in New England."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.languages.telltales import Telltale
from geo.model import Entry, Kind
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row
from geo.places.table import Floats

# What is left of the weight where a country or state bears the name too: the state of California
# is meant in West Virginia as well, not the village there.
_BELOW_ITS_NAME = 0.3
_TELLTALE = ("telltale_region", "telltale_country")


def _values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    values = np.zeros((len(table), len(_TELLTALE)))
    if table.telltales:
        for index, row in enumerate(table.rows):
            values[index] = (
                min(1.0, sum(t.weight for t in _of_region(row.entry, table.telltales))),
                max((t.weight for t in _of_country(row.entry, table.telltales)), default=0.0),
            )
        values[table.below_its_name] *= _BELOW_ITS_NAME
    return values


def _of_region(entry: Entry, telltales: Sequence[Telltale]) -> list[Telltale]:
    place = (entry.country_code, entry.admin1_code)
    return [telltale for telltale in telltales if place in telltale.regions]


def _of_country(entry: Entry, telltales: Sequence[Telltale]) -> list[Telltale]:
    if entry.kind in (Kind.COUNTRY, Kind.GROUP):
        return []
    return [telltale for telltale in telltales if entry.country_code in telltale.countries]


def _sentence(row: Row) -> str:
    telltales = row.table.telltales
    if not row.favours or not telltales:
        return ""
    if own := _of_region(row.entry, telltales):
        return row.say("The text has “{words}”, as texts about its region do.", words=own[0].words)
    if own := _of_country(row.entry, telltales):
        return row.say("The text has “{words}”, as texts about its country do.", words=own[0].words)
    return ""


TELLTALE = EvidenceKind(
    name="telltale",
    features=_TELLTALE,
    values=_values,
    sentence=_sentence,
    fixed=True,
    prior={"telltale_region": 4.0, "telltale_country": 1.0},
    firm=frozenset({"telltale_region"}),
)
