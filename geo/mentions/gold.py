"""Marked corpora: reading them, and pairing what was found with what was marked."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.articles import document_from_text
from geo.errors import BadRecord
from geo.model import Document

_OF_NEWSPAPERS = "lgl"
_MOST_BYTES = 10_000_000
_BRACKETED = re.compile(r"(\[[^\]]+\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldToponym:
    start: int
    end: int
    text: str
    lon: float | None
    lat: float | None
    geonameid: int | None
    role: str | None  # "literal", "associative", "demonym", "other", or None: unmarked


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    id: str
    document: Document
    toponyms: tuple[GoldToponym, ...]


def read_corpus(path: Path) -> tuple[GoldDocument, ...]:
    """Read a corpus of one JSON object a line: id, text, toponyms. Raises `BadRecord`.

    The Local-Global Lexicon ("corpus": "lgl") lists one newspaper after another, ids ascending
    within each: where an id is lower than the one before, another newspaper begins.
    """
    documents: list[GoldDocument] = []
    newspaper = 0
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                toponyms = tuple(_toponym(item) for item in record["toponyms"])
                source = None
                if record.get("corpus") == _OF_NEWSPAPERS:
                    newspaper += bool(documents) and int(record["id"]) < int(documents[-1].id)
                    source = f"newspaper {newspaper}"
                document = document_from_text(
                    record["text"], source=source, language="en", max_bytes=_MOST_BYTES
                )
                documents.append(
                    GoldDocument(id=str(record["id"]), document=document, toponyms=toponyms)
                )
            except (KeyError, TypeError, ValueError) as error:
                raise BadRecord(
                    f"Line {number} of {path.name} is no marked document: {error!r}.",
                    value=number,
                    hint='Each line needs "id", "text" and "toponyms".',
                ) from None
    return tuple(documents)


def read_sentences(path: Path) -> tuple[GoldDocument, ...]:
    """Read one sentence a line, its places in brackets; lines that begin with # are left out."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        toponyms = []
        text = ""
        for part in _BRACKETED.split(line):
            if part.startswith("["):
                name = part[1:-1]
                end = len(text) + len(name)
                toponyms.append(_unplaced(len(text), end, name))
                text += name
            else:
                text += part
        document = document_from_text(text, language="en")
        documents.append(GoldDocument(id=document.id, document=document, toponyms=tuple(toponyms)))
    return tuple(documents)


def _unplaced(start: int, end: int, text: str) -> GoldToponym:
    return GoldToponym(
        start=start, end=end, text=text, lon=None, lat=None, geonameid=None, role=None
    )


def _toponym(item: dict[str, object]) -> GoldToponym:
    def number(key: str) -> float | None:
        value = item.get(key)
        return float(value) if isinstance(value, int | float) else None

    identifier, role = item.get("geonameid"), item.get("role")
    return GoldToponym(
        start=int(str(item["start"])),
        end=int(str(item["end"])),
        text=str(item["text"]),
        lon=number("lon"),
        lat=number("lat"),
        geonameid=int(str(identifier)) if identifier else None,
        role=str(role) if role else None,
    )


def pair_spans(
    gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pair overlapping spans one to one, best share of common characters first.

    Returns indices (gold, found). Ties go to the pair that stands first.
    """
    overlaps = []
    for i, (gold_start, gold_end) in enumerate(gold):
        for j, (start, end) in enumerate(found):
            common = min(gold_end, end) - max(gold_start, start)
            if common > 0:
                whole = max(gold_end, end) - min(gold_start, start)
                overlaps.append((-common / whole, gold_start, start, i, j))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for *_, i, j in sorted(overlaps):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs
