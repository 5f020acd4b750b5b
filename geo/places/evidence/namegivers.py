"""Evidence in what institutions are named after: Licking Memorial Hospital is in Newark, Ohio."""

from __future__ import annotations

import numpy as np

from geo.gazetteer.folding import fold
from geo.geodesy import distances_km
from geo.model import Kind
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row, stacked
from geo.places.feed import Spot
from geo.places.table import Floats, Ints, Table, alike

_NAMEGIVERS = ("namegiver_region", "namegiver_district", "namegiver_near")
_SENTENCES = (
    "The text has “{words}”, which bears its region's name.",
    "The text has “{words}”, which bears its district's name.",
    "The text has “{words}”, which bears the name of a place near it.",
)
_SCALE_KM = 30.0


def _strengths(table: Table, rows: Ints) -> Floats:
    """[features, rows, namegivers]: how much each says for a row.

    A name is no clue to itself, and says nothing of countries.
    """
    givers = table.namegivers
    spots = [giver.spot for giver in givers]
    own = [Spot.of("", table.rows[row].entry) for row in rows.tolist()]
    region = alike([spot.region if spot else "" for spot in own], [s.region for s in spots])
    district = alike([spot.district if spot else "" for spot in own], [s.district for s in spots])
    there = np.array([spot.lon for spot in spots]), np.array([spot.lat for spot in spots])
    km = distances_km(table.lon[rows], table.lat[rows], *there)
    near = np.nan_to_num(np.exp(km / -_SCALE_KM))
    spellings = [fold(table.senses[sense].spelling) for sense in table.sense[rows].tolist()]
    itself = alike(spellings, [spot.name for spot in spots])
    below = np.array([spot is not None and not spot.is_country for spot in own])
    weight = np.array([giver.weight for giver in givers]) * ~itself * below[:, None]
    is_region = np.array([giver.kind is Kind.REGION for giver in givers])
    is_district = np.array([giver.kind is Kind.DISTRICT for giver in givers])
    smaller = ~table.is_kind(Kind.REGION)[rows]
    result: Floats = weight * np.stack(
        [region & is_region & smaller[:, None], district & is_district, near * ~is_region]
    )
    return result


def _values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    if not table.namegivers:
        return np.zeros((len(table), len(_NAMEGIVERS)))
    return stacked(list(_strengths(table, np.arange(len(table))).max(axis=2)))


def _sentence(row: Row) -> str:
    if not row.favours or not row.table.namegivers:
        return ""
    strengths = _strengths(row.table, np.array([row.index]))[:, 0]
    feature, number = divmod(int(strengths.argmax()), strengths.shape[1])
    return row.say(_SENTENCES[feature], words=row.table.namegivers[number].words)


NAMEGIVERS = EvidenceKind(
    name="namegivers",
    features=_NAMEGIVERS,
    values=_values,
    sentence=_sentence,
    fixed=True,
    prior={"namegiver_region": 4.0, "namegiver_district": 3.0, "namegiver_near": 4.0},
    firm=frozenset(_NAMEGIVERS),
)
