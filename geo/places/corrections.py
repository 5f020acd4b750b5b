"""A person's decisions, applied to the mentions before anything is resolved.

A correction of one span wins over one that holds everywhere; among equals the later one wins. One
whose text no longer stands at its span, or whose entry is not in the gazetteer, is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.articles.sentences import sentences
from geo.errors import UnknownEntry
from geo.gazetteer import Gazetteer
from geo.model import BlockKind, Correction, Document, Entry, Mention, Role, Span, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Mentions in text order with the decisions about them."""

    mentions: tuple[Mention, ...]
    chosen: dict[str, Entry]  # mention id -> the entry that a person chose
    rejected: frozenset[str]  # ids of mentions that are no places


def apply_corrections(
    document: Document,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    corrections: Sequence[Correction],
) -> Decided:
    """Mark what a person decided; a correction without a mention makes one."""
    if not corrections:
        in_order = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
        return Decided(mentions=in_order, chosen={}, rejected=frozenset())
    by_span = {(m.start, m.end): m for m in mentions}
    decisions: dict[tuple[int, int], Entry | None] = {}
    usable = [
        (correction, entry)
        for correction in corrections
        if document.text[correction.start : correction.end] == correction.text
        and (entry := _entry(gazetteer, correction)) is not _UNKNOWN
    ]
    for correction, entry in usable:
        if correction.everywhere:
            for span in _everywhere(document, mentions, correction):
                decisions[span] = _chosen(entry)
    for correction, entry in usable:
        if not correction.everywhere:
            decisions[(correction.start, correction.end)] = _chosen(entry)
    made = [
        _make_mention(document, gazetteer, span)
        for span, entry in decisions.items()
        if span not in by_span and entry is not None
    ]
    kept = [m for m in mentions if not any(_overlap(m, new) for new in made)]
    everything = tuple(sorted((*kept, *made), key=lambda m: (m.start, m.end)))
    spans = {(m.start, m.end): m.id for m in everything}
    return Decided(
        mentions=everything,
        chosen={
            spans[span]: entry
            for span, entry in decisions.items()
            if entry is not None and span in spans
        },
        rejected=frozenset(
            spans[span] for span, entry in decisions.items() if entry is None and span in spans
        ),
    )


class _Unknown:
    pass


_UNKNOWN = _Unknown()


def _entry(gazetteer: Gazetteer, correction: Correction) -> Entry | _Unknown | None:
    if correction.entry_id is None:
        return None
    try:
        return gazetteer.entry(correction.entry_id)
    except UnknownEntry:
        return _UNKNOWN


def _chosen(entry: Entry | _Unknown | None) -> Entry | None:
    return entry if isinstance(entry, Entry) else None


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _everywhere(
    document: Document, mentions: Sequence[Mention], correction: Correction
) -> list[tuple[int, int]]:
    """The correction's span, all mentions of its text, and (for an entry) its other occurrences."""
    spans = {(correction.start, correction.end)}
    spans.update((m.start, m.end) for m in mentions if m.text == correction.text)
    if correction.entry_id is not None and correction.text:
        for match in re.finditer(rf"(?<!\w){re.escape(correction.text)}(?!\w)", document.text):
            free = not any(m.start < match.end() and match.start() < m.end for m in mentions)
            if free:
                spans.add(match.span())
    return sorted(spans)


def _make_mention(document: Document, gazetteer: Gazetteer, span: tuple[int, int]) -> Mention:
    start, end = span
    text = document.text[start:end]
    block = next((b.kind for b in document.blocks if b.start <= start < b.end), BlockKind.PARAGRAPH)
    sentence = next(
        (s for s in sentences(document.text, document.blocks) if s.start <= start < s.end),
        Span(start=start, end=end),
    )
    return Mention(
        id=f"m{start}-{end}",
        start=start,
        end=end,
        text=text,
        role=Role.LITERAL,
        block=block,
        sentence=sentence,
        probability=1.0,
        named=gazetteer.named(text),
        status=Status.CORRECTED,
    )


def rejected(mention: Mention) -> Mention:
    """The mention as no place."""
    return replace(
        mention,
        status=Status.REJECTED,
        entry=None,
        candidates=(),
        confidence=1.0,
        review=None,
        geometry=None,
    )
