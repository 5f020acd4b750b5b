"""Marked corpora as cases for fitting: tables of candidates with the right ones known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.articles.sentences import sentences
from geo.gazetteer import Gazetteer
from geo.geodesy import distance_m
from geo.mentions import find
from geo.mentions.gold import GoldDocument, GoldToponym
from geo.model import BlockKind, Entry, Mention, NameMatch, Role, Span
from geo.places.senses import find_senses
from geo.places.table import Floats, Table
from geo.places.wording import read_cues

_RIGHT_KM = 161.0  # 100 miles, the literature's measure
_NO_COUNTERPART = "other"  # gold role of names of languages and the like


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document: its table, and which rows are right."""

    id: str
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
    mentions = _mentions(marked, toponyms, gazetteer)
    cues = read_cues(marked.document, mentions)
    table = Table(marked.document, mentions, cues, find_senses(mentions, cues, {}))
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
        table=table,
        right=right,
        none_right=none_right,
        weight=weight,
        gold=tuple(enumerate(toponyms)),
    )


def _mentions(
    marked: GoldDocument, toponyms: Sequence[GoldToponym], gazetteer: Gazetteer
) -> list[Mention]:
    """The corpus's own spans as mentions; role and block are what `find` says there."""
    document = marked.document
    spans = sentences(document.text, document.blocks)
    found = {(m.start, m.end): m for m in find(document, gazetteer)}
    mentions = []
    for toponym in toponyms:
        start, end = toponym.start, toponym.end
        known = found.get((start, end))
        if known is not None:
            mentions.append(replace(known, probability=1.0))
            continue
        text = document.text[start:end]
        named = gazetteer.named(text)
        demonym = bool(named) and all(n.match is NameMatch.DEMONYM for n in named)
        mentions.append(
            Mention(
                id=f"m{start}-{end}",
                start=start,
                end=end,
                text=text,
                role=Role.DEMONYM if demonym else Role.LITERAL,
                block=BlockKind.PARAGRAPH,
                sentence=next(
                    (s for s in spans if s.start <= start < s.end), Span(start=start, end=end)
                ),
                probability=1.0,
                named=named,
            )
        )
    return mentions
