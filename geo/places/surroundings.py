"""Names that the gazetteer lacks: a street, a clinic, a hamlet lie near the place named with them.

Of the marked names that no entry fits, three in four lie within 161 km of the town that the text
names nearest to them (`benchmarks/accuracy.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from geo.model import BlockKind, Entry, Kind, Mention, Role
from geo.places.geometry import precision_m
from geo.places.nearness import says_near
from geo.places.senses import lies_in
from geo.places.wording import SORTS, Sort, says_where, says_whose

# How surely a name lies near what is named beside it, by where that stands: of the marked names
# that no entry fits, found or given, 103 of 118, 34 of 43, 97 of 132, and 21 of 34 do.
_LIKELY_SAID = 0.87
_LIKELY_IN_SENTENCE = 0.79
_LIKELY_IN_PARAGRAPH = 0.73
_LIKELY = 0.62
_LEAST_SPREAD_M = 10_000.0
# Where the text only names both in turn.
_LOOSE_SPREAD_M = 161_000.0
_NEXT_TO_EACH_OTHER = 40  # characters
_MOST_RADIUS_M = 150_000.0
_MOST_RADIUS_SAID_M = 400_000.0
_MOST_COMPARED = 40  # mentions on either side
_AROUND = (Sort.COUNTRY, Sort.REGION)
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
_ANOTHER_SENTENCE = 60
_ABROAD = 200
_CAPITAL = "PPLC"
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


def neighbours(
    indices: Sequence[int], mentions: Sequence[Mention], text: str
) -> dict[int, Mention]:
    """For names without an entry, the resolved mention that tells best where each of them is.

    A name is in one place, wherever it stands: what is said of it once holds throughout.
    """
    home = _main_country(mentions)
    best: dict[str, tuple[float, Mention]] = {}
    for index in indices:
        name = mentions[index].text.casefold()
        for cost, other in _neighbours(index, mentions, text, home):
            if name not in best or cost < best[name][0]:
                best[name] = cost, other
    return {
        index: best[name][1]
        for index in indices
        if (name := mentions[index].text.casefold()) in best
    }


def _neighbours(
    index: int, mentions: Sequence[Mention], text: str, home: str
) -> Iterator[tuple[float, Mention]]:
    own = mentions[index]
    around = _said_around(index, mentions, text)
    low, high = max(0, index - _MOST_COMPARED), index + _MOST_COMPARED + 1
    for other in mentions[low:high]:
        if other is own or other.entry is None or other.role not in _ROLES:
            continue
        # "In Alaska" says too little by itself, and that it is nowhere else.
        if around is not None and other.entry != around and not lies_in(other.entry, around):
            continue
        cost = _cost(own, other, other.entry, text)
        if cost is not None:
            abroad = own.sentence != other.sentence and other.entry.country_code != home
            yield cost + _ABROAD * abroad, other


def _main_country(mentions: Sequence[Mention]) -> str:
    """The country that most of the located names lie in."""
    counts = Counter(
        mention.entry.country_code
        for mention in mentions
        if mention.entry is not None and mention.role is Role.LITERAL
    )
    return max(counts, key=lambda code: (counts[code], code), default="")


def _said_around(index: int, mentions: Sequence[Mention], text: str) -> Entry | None:
    """The country or region that the text says a name lies in: "Shemya, Alaska"."""
    own = mentions[index]
    behind = mentions[index + 1] if index + 1 < len(mentions) else None
    if (
        behind is not None
        and behind.role is Role.LITERAL
        and says_where(text[own.end : behind.start])
    ):
        around = behind.entry
    elif index and says_whose(text[mentions[index - 1].end : own.start]):
        around = mentions[index - 1].entry
    else:
        return None
    return around if around is not None and SORTS[around.kind] in _AROUND else None


def _cost(own: Mention, other: Mention, entry: Entry, text: str) -> float | None:
    if entry.kind not in _KINDS or entry.lon is None:
        return None
    if other.role is Role.ASSOCIATIVE and entry.feature_code == _CAPITAL:
        return None  # "Beijing has withdrawn from Depsang": a government may act anywhere
    if other.start >= own.end:
        between = text[own.end : other.start]
        # "Beyond Madinaty, Liverpool have …" says nothing of where Madinaty is.
        said = (
            len(between) < _NEXT_TO_EACH_OTHER
            and other.role is Role.LITERAL
            and (says_where(between) or says_near(between))
        )
        bound = between.strip().lower() in _RIGHT_BEHIND
    else:
        between = text[other.end : own.start]
        said = len(between) < _NEXT_TO_EACH_OTHER and says_whose(between)
        bound = between.strip() in {"’s", "'s", ""}
    if precision_m(entry) > (_MOST_RADIUS_SAID_M if said else _MOST_RADIUS_M):
        return None
    return (
        len(between)
        + _KINDS[entry.kind]
        + _ANOTHER_PARAGRAPH * ("\n" in between)
        + _ANOTHER_SENTENCE * (own.sentence != other.sentence)
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


def likelihood(own: Mention, anchor: Mention, text: str) -> float:
    """How surely a name lies near another that it is placed by."""
    if is_next_to(own, anchor):
        return _LIKELY_SAID
    if own.sentence == anchor.sentence:
        return _LIKELY_IN_SENTENCE
    between = text[min(own.end, anchor.end) : max(own.start, anchor.start)]
    return _LIKELY if "\n" in between else _LIKELY_IN_PARAGRAPH


def is_next_to(own: Mention, anchor: Mention) -> bool:
    """Whether both stand together in one sentence: "Mill Road, Cambridge"."""
    gap = max(own.start, anchor.start) - min(own.end, anchor.end)
    return own.sentence == anchor.sentence and gap <= _NEXT_TO_EACH_OTHER


def spread_m(own: Mention, anchor: Mention) -> float:
    """Radius in metres of where a name may be that is placed by another."""
    least = _LEAST_SPREAD_M if is_next_to(own, anchor) else _LOOSE_SPREAD_M
    return least if anchor.entry is None else max(least, 2 * precision_m(anchor.entry))
