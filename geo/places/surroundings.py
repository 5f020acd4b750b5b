"""Names that the gazetteer lacks: a street, a clinic, a hamlet lie near the place named with them.

Of the marked names that no entry fits, three in four lie within 161 km of the town that the text
names nearest to them (`benchmarks/accuracy.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.model import BlockKind, Entry, Kind, Mention, Role
from geo.places.geometry import precision_m
from geo.places.wording import says_where

# How surely a name lies near what is named beside it.
LIKELY = 0.85
_LEAST_SPREAD_M = 10_000.0
# Where the text only names both in turn.
_LOOSE_SPREAD_M = 161_000.0
_NEXT_TO_EACH_OTHER = 40  # characters
_MOST_RADIUS_M = 150_000.0
_MOST_RADIUS_SAID_M = 400_000.0
_MOST_COMPARED = 40  # mentions on either side
_ROLES = (Role.LITERAL, Role.ASSOCIATIVE)
# Distances in characters that weigh like these flaws of a neighbour.
_KINDS = {
    Kind.TOWN: 0,
    Kind.SUBURB: 0,
    Kind.FACILITY: 60,
    Kind.DISTRICT: 60,
    Kind.LANDFORM: 200,
    Kind.WATER: 400,
    Kind.AREA: 400,
    Kind.REGION: 400,
}
_ANOTHER_PARAGRAPH = 150
_ACTOR = 80
_HEADING = 100
_DOUBTFUL = 300
_LEAST_CONFIDENCE = 0.4
# "in", a comma or a bracket between the name and what follows it: "Mill Road, Cambridge".
_RIGHT_BEHIND = frozenset({",", "in", "(", ", in", "near", "of", "at"})
_BOUND = 120
_SAID = 500
_NOUNS = {
    Kind.WATER: frozenset({"river", "creek", "lake", "bay", "sea", "canal", "reservoir", "brook"}),
    Kind.LANDFORM: frozenset(
        {"mountain", "mountains", "mount", "hill", "hills", "valley", "island", "desert", "forest"}
    ),
    Kind.DISTRICT: frozenset({"county", "district", "township", "twp", "borough", "province"}),
    Kind.TOWN: frozenset({"village", "town", "city"}),
}


def neighbour(index: int, mentions: Sequence[Mention], text: str) -> Mention | None:
    """The resolved mention that tells best where a name without an entry is, if any does."""
    own = mentions[index]
    best: tuple[float, Mention] | None = None
    low, high = max(0, index - _MOST_COMPARED), index + _MOST_COMPARED + 1
    for other in mentions[low:high]:
        if other is own or other.entry is None or other.role not in _ROLES:
            continue
        cost = _cost(own, other, other.entry, text)
        if cost is not None and (best is None or cost < best[0]):
            best = cost, other
    return None if best is None else best[1]


def _cost(own: Mention, other: Mention, entry: Entry, text: str) -> float | None:
    if entry.kind not in _KINDS or entry.lon is None:
        return None
    said = False
    if other.start >= own.end:
        between = text[own.end : other.start]
        said = len(between) < _NEXT_TO_EACH_OTHER and says_where(between)
        bound = between.strip().lower() in _RIGHT_BEHIND
    else:
        between = text[other.end : own.start]
        bound = between.strip() in {"’s", "'s", ""}
    if precision_m(entry) > (_MOST_RADIUS_SAID_M if said else _MOST_RADIUS_M):
        return None
    return (
        len(between)
        + _KINDS[entry.kind]
        + _ANOTHER_PARAGRAPH * ("\n" in between)
        + _ACTOR * (other.role is Role.ASSOCIATIVE)
        + _HEADING * (other.block is not BlockKind.PARAGRAPH)
        + _DOUBTFUL * (other.confidence < _LEAST_CONFIDENCE)
        - _BOUND * bound
        - _SAID * said
    )


def kind_of_name(name: str) -> Kind:
    """What a name says about itself: "Mill Road" is a site, "Dry Fork River" a water."""
    words = name.lower().replace(".", "").split()
    for kind, nouns in _NOUNS.items():
        if nouns.intersection((words[0], words[-1])):
            return kind
    return Kind.FACILITY if len(words) > 1 else Kind.TOWN


def is_next_to(own: Mention, anchor: Mention) -> bool:
    """Whether both stand together in one sentence: "Mill Road, Cambridge"."""
    gap = max(own.start, anchor.start) - min(own.end, anchor.end)
    return own.sentence == anchor.sentence and gap <= _NEXT_TO_EACH_OTHER


def spread_m(own: Mention, anchor: Mention) -> float:
    """Radius in metres of where a name may be that is placed by another."""
    least = _LEAST_SPREAD_M if is_next_to(own, anchor) else _LOOSE_SPREAD_M
    return least if anchor.entry is None else max(least, 2 * precision_m(anchor.entry))
