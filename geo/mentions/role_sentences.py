"""Sentences written to teach roles, and other names in place of a sentence's own.

`data/languages/en/role_sentences.txt` has patterns: `[town]` is a location, `<country>` an actor,
`(hit|struck)` a choice. Used only when weights are fitted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from geo.errors import BadRecord
from geo.gazetteer import Gazetteer
from geo.mentions.facts import NameFacts
from geo.model import Entry, Kind
from geo.resources import data_path

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"([\[<])(\w+)[\]>]")
_SPACES = re.compile(r" {2,}")
_SPACE_BEFORE_MARK = re.compile(r" +([.,])")
_CAPITAL = "PPLC"
# The better known part of each kind: news names these more often.
_MOST = {Kind.COUNTRY: 210, Kind.REGION: 1200, Kind.TOWN: 20_000, Kind.WATER: 600}
_WELL_KNOWN_TOWNS = 300
_SHARE_WELL_KNOWN = 0.25
_SHARE_CAPITALS = 0.1


Pools = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedName:
    start: int
    end: int
    associative: bool
    pool: str = ""  # where another name for its place may be drawn from; "" for nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSentence:
    text: str
    names: tuple[MarkedName, ...]


def pools(gazetteer: Gazetteer) -> Pools:
    """Names to draw from, by word of the patterns, best known first."""
    found: dict[str, list[str]] = {}
    for kind in (Kind.COUNTRY, Kind.REGION, Kind.TOWN, Kind.WATER, Kind.LANDFORM):
        entries: list[Entry] = list(islice(gazetteer.entries(kind), _MOST.get(kind)))
        found[kind.value] = [entry.name for entry in entries]
        if kind is Kind.TOWN:
            found["capital"] = [e.name for e in entries if e.feature_code == _CAPITAL]
    return found


def patterns() -> tuple[str, ...]:
    """The lines of `role_sentences.txt`."""
    lines = data_path("languages", "en", "role_sentences.txt").read_text("utf-8").splitlines()
    return tuple(line.rstrip() for line in lines if line.strip() and not line.startswith("#"))


def written(rng: Random, lines: Sequence[str], count: int, names: Pools) -> list[MarkedSentence]:
    """So many sentences, from patterns as different as can be."""
    drawn: list[str] = []
    while len(drawn) < count:
        drawn += rng.sample(lines, min(len(lines), count - len(drawn)))
    return [fill(rng, line, names) for line in drawn]


def fill(rng: Random, pattern: str, names: Pools) -> MarkedSentence:
    """Make choices and put in names. Raises `BadRecord` for an unknown kind."""
    while choice := _CHOICE.search(pattern):
        taken = rng.choice(choice[1].split("|"))
        pattern = pattern[: choice.start()] + taken + pattern[choice.end() :]
    pattern = _SPACE_BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", pattern)).strip()
    text, at = "", 0
    marked = []
    for slot in _SLOT.finditer(pattern):
        text += pattern[at : slot.start()]
        name = _drawn(rng, slot[2], names)
        marked.append(
            MarkedName(start=len(text), end=len(text) + len(name), associative=slot[1] == "<")
        )
        text += name
        at = slot.end()
    return MarkedSentence(text=text + pattern[at:], names=tuple(marked))


def renamed(rng: Random, sentence: MarkedSentence, share: float, names: Pools) -> MarkedSentence:
    """Other names of the same sort in place of a share of the names, so that none is learned."""
    text, at = "", 0
    marked = []
    for name in sentence.names:
        own = sentence.text[name.start : name.end]
        text += sentence.text[at : name.start]
        drawn = rng.choice(names[name.pool]) if name.pool and rng.random() < share else own
        marked.append(replace(name, start=len(text), end=len(text) + len(drawn)))
        text += drawn
        at = name.end
    return MarkedSentence(text=text + sentence.text[at:], names=tuple(marked))


def pool_of(facts: NameFacts, name: str) -> str:
    """The pool of names that can stand where a name does."""
    country, group = (facts.kinds[tuple(Kind).index(kind)] for kind in (Kind.COUNTRY, Kind.GROUP))
    if country:
        return "" if facts.abbreviation or name.endswith(".") else Kind.COUNTRY.value
    if group or facts.demonym:
        return ""
    if facts.capital:
        return "capital"
    kind = tuple(Kind)[facts.best_kind] if facts.best_kind < len(Kind) else None
    return kind.value if kind in {Kind.REGION, Kind.TOWN} else ""


def _drawn(rng: Random, kind: str, names: Pools) -> str:
    if kind not in names:
        raise BadRecord(
            f"There are no names of kind {kind!r} to put into a sentence.",
            value=kind,
            hint=f"Use one of {', '.join(names)} in role_sentences.txt.",
        )
    pool = names[kind]
    if kind == Kind.TOWN.value:
        lot = rng.random()
        if lot < _SHARE_CAPITALS:
            pool = names["capital"]
        elif lot < _SHARE_CAPITALS + _SHARE_WELL_KNOWN:
            pool = pool[:_WELL_KNOWN_TOWNS]
    return rng.choice(pool)
