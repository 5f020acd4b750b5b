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
_WHOLE = (Kind.COUNTRY, Kind.GROUP)  # that a text is at home in a country says nothing of
_TELLTALE = ("telltale_region", "telltale_country")


def _values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    values = np.zeros((len(table), len(_TELLTALE)))
    if table.telltales:
        regions: dict[tuple[str, str], float] = {}
        countries: dict[str, float] = {}
        for telltale in table.telltales:
            for region in telltale.regions:
                regions[region] = regions.get(region, 0.0) + telltale.weight
            for country in telltale.countries:
                countries[country] = max(countries.get(country, 0.0), telltale.weight)
        entries = [row.entry for row in table.rows]
        values[:, 0] = [
            min(1.0, regions.get((e.country_code, e.admin1_code), 0.0)) for e in entries
        ]
        values[:, 1] = [countries.get(e.country_code, 0.0) for e in entries]
        values[table.is_kind(*_WHOLE), 1] = 0.0
        values[table.below_its_name] *= _BELOW_ITS_NAME
    return values


def _of_region(entry: Entry, telltales: Sequence[Telltale]) -> Telltale | None:
    place = (entry.country_code, entry.admin1_code)
    return next((telltale for telltale in telltales if place in telltale.regions), None)


def _of_country(entry: Entry, telltales: Sequence[Telltale]) -> Telltale | None:
    if entry.kind in _WHOLE:
        return None
    return next((each for each in telltales if entry.country_code in each.countries), None)


def _sentence(row: Row) -> str:
    telltales = row.table.telltales
    if not row.favours or not telltales:
        return ""
    if own := _of_region(row.entry, telltales):
        return row.say("The text has “{words}”, as texts about its region do.", words=own.words)
    if own := _of_country(row.entry, telltales):
        return row.say("The text has “{words}”, as texts about its country do.", words=own.words)
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
