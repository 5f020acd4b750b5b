"""Senses: mentions of one name that mean one place.

One sense per article is the rule ("Springfield" means the same town throughout), unless the text
says otherwise: different qualifiers ("Springfield, Ill." and "Springfield, Mass."), or a region and
a town of one name told apart by the words around them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.model import Entry, Mention, Named, NameMatch
from geo.places.wording import SORTS, Cues, Sort

MOST_CANDIDATES = 40
_BONUS = {
    NameMatch.MAIN: 3.0,
    NameMatch.ENGLISH: 3.0,
    NameMatch.DEMONYM: 3.0,
    NameMatch.LOCAL: 1.5,
    NameMatch.ABBREVIATION: 1.5,
    NameMatch.ALIAS: 0.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """Mentions of one name taken to mean one place, and what the gazetteer has under the name."""

    name: str  # folded, with what tells it from others that fold alike
    mentions: tuple[int, ...]  # indices, in text order
    named: tuple[Named, ...]
    forced: str | None = None  # the entry that a person chose

    @property
    def spelling(self) -> str:
        """The folded name alone."""
        return self.name.partition("|")[0]


# Forms of qualifiers that may tell two places of one name apart.
_TELLING = ("comma", "in", "of", "possessive")


@lru_cache(maxsize=8_000)
def fold_name(name: str) -> str:
    """The name without case, accents, stops and apostrophes; "Saint" as "st", "Mount" as "mt"."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in ".'’‘ʼʻ`")
    words = kept.casefold().replace("-", " ").split()
    return " ".join({"saint": "st", "mount": "mt"}.get(word, word) for word in words)


def find_senses(
    mentions: Sequence[Mention], cues: Sequence[Cues], forced: dict[int, Entry]
) -> list[Sense]:
    """Group the mentions that have a name in the gazetteer, in order of their first mention.

    `forced` gives the entry that a person chose for a mention, by index.
    """
    by_name: dict[tuple[str, str], list[int]] = {}
    for index, mention in enumerate(mentions):
        if mention.named or index in forced:
            entry = forced.get(index)
            key = (_key(mention), entry.id if entry else "")
            by_name.setdefault(key, []).append(index)
    senses: list[Sense] = []
    for (name, entry_id), indices in by_name.items():
        if entry_id:
            named = _with_entry(mentions[indices[0]], forced[indices[0]])
            senses.append(Sense(name=name, mentions=tuple(indices), named=named, forced=entry_id))
            continue
        for by_qualifier in _split_by_qualifier(indices, mentions, cues):
            for by_country in _split_by_country(by_qualifier, mentions, cues):
                for group in _split_by_sort(by_country, mentions, cues):
                    named = _most_likely(mentions[group[0]].named)
                    senses.append(Sense(name=name, mentions=tuple(group), named=named))
    return sorted(senses, key=lambda sense: sense.mentions[0])


def _key(mention: Mention) -> str:
    """Mentions share a sense only if the gazetteer gives them the same entries."""
    # "US" and "Us", "Polish" and "polish": a folded name may stand for different lists of entries.
    ids = ",".join(sorted({named.entry.id for named in mention.named[:6]}))
    return f"{fold_name(mention.text)}|{ids}"


def _most_likely(named: Sequence[Named]) -> tuple[Named, ...]:
    """One record an entry (its best match), the likeliest `MOST_CANDIDATES` of them."""
    best: dict[str, Named] = {}
    order = list(NameMatch)
    for item in named:
        known = best.get(item.entry.id)
        if known is None or order.index(item.match) < order.index(known.match):
            best[item.entry.id] = item
    if len(best) <= MOST_CANDIDATES:
        return tuple(best.values())
    ranked = sorted(best.values(), key=lambda item: (-_prior(item), item.entry.id))
    return tuple(ranked[:MOST_CANDIDATES])


def _prior(named: Named) -> float:
    size = float(max(1, named.entry.population).bit_length())
    sort = SORTS[named.entry.kind]
    return _BONUS[named.match] + size / 3 + (3.0 if sort is not Sort.TOWN else 0.0)


def _with_entry(mention: Mention, entry: Entry) -> tuple[Named, ...]:
    named = _most_likely(mention.named)
    if any(item.entry.id == entry.id for item in named):
        return named
    return (Named(entry=entry, match=NameMatch.ALIAS, name=mention.text), *named)


def _split_by_qualifier(
    indices: Sequence[int], mentions: Sequence[Mention], cues: Sequence[Cues]
) -> list[list[int]]:
    """Apart what qualifiers tell apart: "Springfield, Ill." and "Springfield, Mass.".

    A name is told by the one that qualifies it, and by the one that it qualifies: "Atlanta,
    Georgia" and "Tbilisi, Georgia". A mention without either means what the first of them does,
    unless its paragraph has just named another.
    """
    groups: list[tuple[frozenset[str], list[int]]] = []
    placed: dict[int, list[int]] = {}
    for index in indices:
        ids = _told_readings(index, mentions, cues)
        if not ids:
            continue
        group = next((group for known, group in groups if known & ids), None)
        if group is None:
            group = []
            groups.append((ids, group))
        group.append(index)
        placed[index] = group
    if len(groups) < 2:
        return [list(indices)]
    first = groups[0][1]
    last = indices[0]
    for index in indices:
        if index in placed:
            last = index
        elif last in placed and cues[last].paragraph == cues[index].paragraph:
            placed[last].append(index)
        else:
            first.append(index)
    return [sorted(group) for _, group in groups]


def _told_readings(index: int, mentions: Sequence[Mention], cues: Sequence[Cues]) -> frozenset[str]:
    """The entries of a name that a qualifier leaves: those in it, or around what it qualifies."""
    if index > 0 and cues[index - 1].qualifier == index and _tells(cues[index - 1]):
        around = _nestings(mentions[index], mentions[index - 1])
        if around:
            return frozenset(outer for outer, _ in around)
    qualifier = cues[index].qualifier
    if qualifier is None or not _tells(cues[index]):
        return frozenset()
    return frozenset(inner for _, inner in _nestings(mentions[qualifier], mentions[index]))


def _tells(cues: Cues) -> bool:
    return cues.qualifier_form in _TELLING


def _nestings(around: Mention, within: Mention) -> list[tuple[str, str]]:
    """Pairs of entries, the first of a country or region in which the second lies."""
    return [
        (outer.entry.id, inner.entry.id)
        for outer in around.named
        for inner in within.named
        if lies_in(inner.entry, outer.entry)
    ]


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether the first lies in the second, a country or a region, as their codes say."""
    if inner.country_code != outer.country_code or inner.id == outer.id:
        return False
    sort = SORTS[outer.kind]
    return sort is Sort.COUNTRY or (
        sort is Sort.REGION and inner.admin1_code == outer.admin1_code != ""
    )


def _split_by_country(
    indices: Sequence[int], mentions: Sequence[Mention], cues: Sequence[Cues]
) -> list[list[int]]:
    """Apart what the text calls a country and what it calls a smaller place of that name."""
    groups: dict[bool, list[int]] = {}
    called: bool | None = None
    waiting: list[int] = []
    for index in indices:
        explicit = cues[index].explicit
        if explicit in (Sort.COUNTRY, Sort.REGION, Sort.TOWN):
            called = explicit is Sort.COUNTRY
        if called is None:
            waiting.append(index)
        else:
            groups.setdefault(called, []).append(index)
    sorts = {SORTS[item.entry.kind] for item in mentions[indices[0]].named}
    if len(groups) < 2 or Sort.COUNTRY not in sorts or not sorts & {Sort.REGION, Sort.TOWN}:
        return [list(indices)]
    first, second = groups.values()
    return [sorted([*waiting, *first]), second]


def _split_by_sort(
    indices: Sequence[int], mentions: Sequence[Mention], cues: Sequence[Cues]
) -> list[list[int]]:
    """Region and town of one name apart, if the text calls some mentions one and some the other."""
    named = mentions[indices[0]].named
    sorts = {SORTS[item.entry.kind] for item in named}
    if len(indices) < 2 or not {Sort.TOWN, Sort.REGION} <= sorts or not _nested(named):
        return [list(indices)]
    explicit = {index: cues[index].explicit for index in indices}
    spoken = {sort for sort in explicit.values() if sort in (Sort.TOWN, Sort.REGION)}
    if not spoken:
        return [list(indices)]
    calls = {i: explicit[i] or cues[i].leaning or cues[i].referred for i in indices}
    towns = [i for i in indices if calls[i] is Sort.TOWN]
    regions = [i for i in indices if calls[i] is Sort.REGION]
    if not towns or not regions:
        return [list(indices)]
    # What says nothing goes with the more frequent reading.
    more = towns if len(towns) > len(regions) else regions
    more.extend(i for i in indices if i not in towns and i not in regions)
    return [sorted(towns), sorted(regions)]


def _nested(named: Sequence[Named]) -> bool:
    """Whether a town of the name lies in a region of the same name."""
    regions = {
        (item.entry.country_code, item.entry.admin1_code)
        for item in named
        if SORTS[item.entry.kind] is Sort.REGION
    }
    return any(
        (item.entry.country_code, item.entry.admin1_code) in regions
        for item in named
        if SORTS[item.entry.kind] is Sort.TOWN
    )
