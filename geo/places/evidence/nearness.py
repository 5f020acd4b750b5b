"""Evidence in what the text says to lie near what: "Kingston, south of Brisbane"."""

from __future__ import annotations

import numpy as np

from geo.model import Kind
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row
from geo.places.table import Floats
from geo.places.wording import Sort

_NEARNESS = ("near_as_said", "nearer_than_it", "near_in_no_candidate")


def _nearness_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    values = np.zeros((len(table), len(_NEARNESS)))
    wide = table.is_sort(Sort.COUNTRY) | table.is_sort(Sort.GROUP)
    land = wide | table.is_sort(Sort.REGION)
    region = table.is_kind(Kind.REGION, Kind.DISTRICT)
    for sense, other, bordering, near, near_enough in table.said_near:
        mine, theirs = table.rows_of(sense), table.rows_of(other)
        # Only of a border can one tell how far the middle of a region is.
        site = region[theirs] if bordering else ~land[theirs]
        own = ~wide[mine] if bordering else ~land[mine]
        believed = beliefs.probability[theirs] * site
        likely = (near * believed[None, :]).max(axis=1) * ~wide[mine]
        best = float(likely.max(initial=0.0))
        possible = near_enough * (beliefs.possibility[theirs] * site)[None, :]
        missed = float(believed.sum()) * (1.0 - float(possible.max(initial=0.0))) * own
        values[mine, 0] = np.maximum(values[mine, 0], likely)
        values[mine, 1] = np.maximum(values[mine, 1], best - likely)
        values[mine, 2] = np.maximum(values[mine, 2], missed)
        back = (near * (beliefs.probability[mine] * own)[:, None]).max(axis=0) * site
        values[theirs, 0] = np.maximum(values[theirs, 0], back)
    return values


def _nearness_sentence(row: Row) -> str:
    table, sense = row.table, int(row.table.sense[row.index])
    if row.favours is (row.values["near_as_said"] < row.values["nearer_than_it"]):
        return ""
    for mention in table.senses[sense].mentions:
        for said in table.nearness:
            if mention in (said.mention, said.other):
                other = said.other if said.mention == mention else said.mention
                text = table.mentions[other].text
                if row.favours:
                    return row.say(
                        "The text places it near “{text}”, and it lies there.", text=text
                    )
                return row.say(
                    "The text places it near “{text}”, but it lies far from there.", text=text
                )
    return ""


NEARNESS = EvidenceKind(
    name="nearness",
    features=_NEARNESS,
    values=_nearness_values,
    sentence=_nearness_sentence,
    prior={"near_as_said": 2.0, "nearer_than_it": -2.5, "near_in_no_candidate": -5.5},
    # What a writer says outright; corpora hold few namesakes that it tells apart.
    firm=frozenset(_NEARNESS),
)
