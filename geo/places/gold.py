"""Corpora of marked texts as cases for fitting: tables with the right candidates known."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from geo.articles.document import document_from_text
from geo.articles.sentences import sentences
from geo.gazetteer import Gazetteer
from geo.geodesy import distance_m
from geo.mentions import find
from geo.model import BlockKind, Document, Entry, Mention, NameMatch, Role, Span
from geo.places.senses import find_senses
from geo.places.table import Floats, Table
from geo.places.wording import read_cues

_RIGHT_KM = 161.0  # 100 miles, the literature's measure
_PLACED = (Role.LITERAL, Role.ASSOCIATIVE, Role.DEMONYM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document: its table, and which rows are right."""

    id: str
    table: Table
    right: Floats  # [rows]
    none_right: Floats  # [senses]
    weight: Floats  # [senses]; 0 where nothing is known
    gold: tuple[tuple[int, dict[str, Any]], ...]  # (mention, gold toponym)


def is_right(gold: dict[str, Any], entry: Entry) -> bool:
    """The same GeoNames entry, or within 161 km or the entry's own radius."""
    if gold.get("geonameid") and str(entry.geonameid or "") == str(gold["geonameid"]):
        return True
    if entry.lon is None or entry.lat is None:
        return False
    km = distance_m(gold["lon"], gold["lat"], entry.lon, entry.lat) / 1000
    return km <= max(_RIGHT_KM, entry.radius_km or 0.0)


def read_cases(path: Path, gazetteer: Gazetteer, *, spans: Literal["gold", "found"]) -> list[Case]:
    """The corpus's documents, on its own spans or on those that `find` finds."""
    cases = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            case = _case(record, gazetteer, spans)
            if case is not None:
                cases.append(case)
    return cases


def _case(record: dict[str, Any], gazetteer: Gazetteer, spans: str) -> Case | None:
    document = document_from_text(record["text"])
    found = find(document, gazetteer)
    toponyms = [t for t in record["toponyms"] if t.get("role") != "other"]
    if spans == "gold":
        mentions = gold_mentions(document, toponyms, found, gazetteer)
    else:
        mentions = [m for m in found if m.role in _PLACED]
    pairs = _pairs(mentions, toponyms)
    cues = read_cues(document, mentions)
    table = Table(document, mentions, cues, find_senses(mentions, cues, {}))
    if not table.senses:
        return None
    right, none_right = np.zeros(len(table)), np.zeros(len(table.senses))
    weight = np.zeros(len(table.senses))
    for index, sense in enumerate(table.senses):
        marked = [pairs[m] for m in sense.mentions if m in pairs]
        located = [gold for gold in marked if gold.get("lat") is not None]
        part = table.rows_of(index)
        if not marked:
            none_right[index] = 1.0  # found, but no place in the corpus
            weight[index] = 0.5
            continue
        if not located:
            continue
        weight[index] = np.sqrt(len(located))
        entries = [named.entry for named in table.rows[part]]
        ids = {str(gold.get("geonameid") or "") for gold in located}
        good = np.array([str(e.geonameid or "-") in ids for e in entries], dtype=float)
        if not good.any():
            good = np.array([is_right(located[0], e) for e in entries], dtype=float)
        right[part] = good
        none_right[index] = float(not good.any())
    return Case(
        id=str(record["id"]),
        table=table,
        right=right,
        none_right=none_right,
        weight=weight,
        gold=tuple(sorted(pairs.items())),
    )


def _pairs(mentions: list[Mention], toponyms: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Mentions and gold toponyms that share characters, best overlap first, each used once."""
    overlaps = []
    for i, mention in enumerate(mentions):
        for j, gold in enumerate(toponyms):
            shared = min(mention.end, gold["end"]) - max(mention.start, gold["start"])
            if shared > 0:
                whole = max(mention.end, gold["end"]) - min(mention.start, gold["start"])
                overlaps.append((-shared / whole, gold["start"], mention.start, i, j))
    pairs: dict[int, dict[str, Any]] = {}
    used: set[int] = set()
    for *_, i, j in sorted(overlaps):
        if i not in pairs and j not in used:
            pairs[i] = toponyms[j]
            used.add(j)
    return pairs


def gold_mentions(
    document: Document,
    toponyms: list[dict[str, Any]],
    found: tuple[Mention, ...],
    gazetteer: Gazetteer,
) -> list[Mention]:
    """The corpus's own spans as mentions; role and block from what `find` says there."""
    spans = sentences(document.text, document.blocks)
    exact = {(m.start, m.end): m for m in found}
    mentions = []
    for gold in sorted(toponyms, key=lambda t: (t["start"], t["end"])):
        start, end = gold["start"], gold["end"]
        known = exact.get((start, end))
        if known is not None:
            mentions.append(replace(known, probability=1.0))
            continue
        text = document.text[start:end]
        named = gazetteer.named(text)
        demonym = bool(named) and all(n.match is NameMatch.DEMONYM for n in named)
        around = next((s for s in spans if s.start <= start < s.end), Span(start=start, end=end))
        mentions.append(
            Mention(
                id=f"m{start}-{end}",
                start=start,
                end=end,
                text=text,
                role=Role.DEMONYM if demonym else Role.LITERAL,
                block=BlockKind.PARAGRAPH,
                sentence=around,
                probability=1.0,
                named=named,
            )
        )
    return mentions
