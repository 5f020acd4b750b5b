"""Marked corpora as cases for fitting: tables of candidates with the right ones known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.gazetteer import Gazetteer
from geo.geodesy import distance_m
from geo.mentions import mark
from geo.mentions.gold import GoldDocument, GoldToponym
from geo.model import Entry
from geo.places.feed import publisher_of
from geo.places.namegivers import find_namegivers
from geo.places.senses import find_senses
from geo.places.table import Floats, Table
from geo.places.wording import read_cues

_RIGHT_KM = 161.0  # 100 miles, the literature's measure
_NO_COUNTERPART = "other"  # gold role of names of languages and the like


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document: its table, and which rows are right."""

    id: str
    publisher: str  # "" if unknown
    table: Table
    right: Floats  # [rows]
    none_right: Floats  # [senses]
    weight: Floats  # [senses]; 0 where nothing is known
    gold: tuple[tuple[int, GoldToponym], ...]  # (mention, gold toponym)


def is_right(gold: GoldToponym, entry: Entry) -> bool:
    """The same GeoNames entry, or within 161 km or the entry's own radius."""
    if gold.geonameid is not None and entry.geonameid == gold.geonameid:
        return True
    if gold.lon is None or gold.lat is None or entry.lon is None or entry.lat is None:
        return False
    km = distance_m(gold.lon, gold.lat, entry.lon, entry.lat) / 1000
    return km <= max(_RIGHT_KM, entry.radius_km or 0.0)


def read_cases(documents: Sequence[GoldDocument], gazetteer: Gazetteer) -> list[Case]:
    """The documents on their own marked spans; those without candidates are left out."""
    cases = (_case(document, gazetteer) for document in documents)
    return [case for case in cases if case is not None]


def _case(marked: GoldDocument, gazetteer: Gazetteer) -> Case | None:
    toponyms = sorted(
        (toponym for toponym in marked.toponyms if toponym.role != _NO_COUNTERPART),
        key=lambda toponym: (toponym.start, toponym.end),
    )
    spans = [(toponym.start, toponym.end) for toponym in toponyms]
    mentions = mark(marked.document, spans, gazetteer)
    if len(mentions) < len(toponyms):  # a stretch without a word is no mention
        kept = {(mention.start, mention.end) for mention in mentions}
        toponyms = [t for t in toponyms if (t.start, t.end) in kept]
    cues = read_cues(marked.document, mentions)
    senses = find_senses(mentions, cues, {})
    namegivers = find_namegivers(marked.document, mentions, gazetteer)
    table = Table(marked.document, mentions, cues, senses, namegivers=namegivers)
    if not table.senses:
        return None
    right, none_right = np.zeros(len(table)), np.zeros(len(table.senses))
    weight = np.zeros(len(table.senses))
    for index, sense in enumerate(table.senses):
        located = [toponyms[m] for m in sense.mentions if toponyms[m].lat is not None]
        if not located:
            continue
        weight[index] = np.sqrt(len(located))
        part = table.rows_of(index)
        entries = [named.entry for named in table.rows[part]]
        ids = {toponym.geonameid for toponym in located if toponym.geonameid is not None}
        good = np.array([entry.geonameid in ids for entry in entries], dtype=float)
        if not good.any():
            good = np.array([is_right(located[0], entry) for entry in entries], dtype=float)
        right[part] = good
        none_right[index] = float(not good.any())
    return Case(
        id=marked.id,
        publisher=publisher_of(marked.document),
        table=table,
        right=right,
        none_right=none_right,
        weight=weight,
        gold=tuple(enumerate(toponyms)),
    )
