"""Evidence in what institutions are named after: Licking Memorial Hospital is in Newark, Ohio."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.gazetteer.folding import fold
from geo.model import Kind
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row, stacked
from geo.places.feed import Spot
from geo.places.table import Bools, Floats, distances_km, numbered

_NAMEGIVERS = ("namegiver_region", "namegiver_district", "namegiver_near")
_SCALE_KM = 30.0


def _values(beliefs: Beliefs) -> Floats:
    """A name is no clue to itself, and says nothing of countries."""
    table = beliefs.table
    givers = table.namegivers
    if not givers:
        return np.zeros((len(table), len(_NAMEGIVERS)))
    own = [Spot.of("", row.entry) for row in table.rows]
    spots = [giver.spot for giver in givers]
    region = _alike([spot.region if spot else "" for spot in own], [s.region for s in spots])
    district = _alike([spot.district if spot else "" for spot in own], [s.district for s in spots])
    there = np.array([spot.lon for spot in spots]), np.array([spot.lat for spot in spots])
    near = np.nan_to_num(np.exp(distances_km(table.lon, table.lat, *there) / -_SCALE_KM))
    names = [fold(sense.spelling) for sense in table.senses]
    itself = _alike([names[sense] for sense in table.sense.tolist()], [s.name for s in spots])
    below = np.array([spot is not None and not spot.is_country for spot in own])
    weight = np.array([giver.weight for giver in givers]) * ~itself * below[:, None]
    is_region = np.array([giver.kind is Kind.REGION for giver in givers])
    is_district = np.array([giver.kind is Kind.DISTRICT for giver in givers])
    smaller = ~table.is_kind(Kind.REGION)
    return stacked(
        [
            (weight * (region & is_region)).max(axis=1) * smaller,
            (weight * (district & is_district)).max(axis=1),
            (weight * near * ~is_region).max(axis=1),
        ]
    )


def _alike(own: Sequence[str], others: Sequence[str]) -> Bools:
    """[own, others]: the same text, and not the empty one."""
    codes = numbered([*own, *others])
    here, there = codes[: len(own)], codes[len(own) :]
    result: Bools = (here[:, None] == there[None, :]) & (here >= 0)[:, None]
    return result


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
