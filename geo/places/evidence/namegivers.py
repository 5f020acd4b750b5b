"""Evidence in what institutions are named after: Licking Memorial Hospital is in Newark, Ohio."""

from __future__ import annotations

import numpy as np

from geo.gazetteer.folding import fold
from geo.model import Kind
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row
from geo.places.feed import Spot
from geo.places.table import Floats, distances_km

_NAMEGIVERS = ("namegiver_region", "namegiver_district", "namegiver_near")
_SCALE_KM = 30.0


def _values(beliefs: Beliefs) -> Floats:
    """A name is no clue to itself, and says nothing of countries."""
    table = beliefs.table
    values = np.zeros((len(table), len(_NAMEGIVERS)))
    givers = table.namegivers
    if not givers:
        return values
    there = np.array([g.spot.lon for g in givers]), np.array([g.spot.lat for g in givers])
    near = np.nan_to_num(np.exp(distances_km(table.lon, table.lat, *there) / -_SCALE_KM))
    for index, row in enumerate(table.rows):
        own = Spot.of(fold(table.senses[int(table.sense[index])].spelling), row.entry)
        if own is None or own.is_country:
            continue
        for number, giver in enumerate(givers):
            if giver.spot.name == own.name:
                continue
            region = giver.spot.region == own.region != ""
            district = giver.spot.district == own.district != ""
            says = (
                region and giver.kind is Kind.REGION and row.entry.kind is not Kind.REGION,
                district and giver.kind is Kind.DISTRICT,
                0.0 if giver.kind is Kind.REGION else near[index, number],
            )
            values[index] = np.maximum(values[index], giver.weight * np.array(says, dtype=float))
    return values


def _sentence(row: Row) -> str:
    if not row.favours:
        return ""
    own = Spot.of("", row.entry)
    for giver in row.table.namegivers:
        if own is None or giver.weight < max(row.values.values()) / 2:
            continue
        if giver.kind is Kind.REGION and giver.spot.region == own.region:
            return row.say(
                "The text has “{words}”, which bears its region's name.", words=giver.words
            )
        if giver.kind is Kind.DISTRICT and giver.spot.district == own.district:
            return row.say(
                "The text has “{words}”, which bears its district's name.", words=giver.words
            )
        if row.values["namegiver_near"] > 0.1 and giver.kind is Kind.TOWN:
            return row.say(
                "The text has “{words}”, which bears the name of a place near it.",
                words=giver.words,
            )
    return ""


NAMEGIVERS = EvidenceKind(
    name="namegivers",
    features=_NAMEGIVERS,
    values=_values,
    sentence=_sentence,
    fixed=True,
    prior={"namegiver_region": 4.0, "namegiver_district": 3.0, "namegiver_near": 4.0},
    firm=frozenset(_NAMEGIVERS),
)
