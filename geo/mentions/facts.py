"""What the gazetteer knows about a name, as figures for the classifier."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geo.model import Kind, Named, NameMatch

_KINDS = tuple(Kind)
_MATCHES = tuple(NameMatch)
_TRUSTED = (NameMatch.MAIN, NameMatch.ENGLISH, NameMatch.ABBREVIATION)
CURATED = "curated"
_CAPITAL = "PPLC"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFacts:
    """Figures on all entries of a name. Populations are natural logarithms in steps of a half:
    exact ones would let the classifier learn single places by heart."""

    entries: int
    log_population: float  # of the largest entry
    log_population_trusted: float  # of the largest entry under a main or English name
    log_population_us: float
    best_match: int  # index into NameMatch; its length when there is no entry
    kinds: tuple[bool, ...]  # in the order of Kind, trusted names only
    best_kind: int  # index into Kind of the first entry
    demonym: bool
    abbreviation: bool
    capital: bool  # of a country
    curated: bool  # in Dateline's own table of what news names
    prominence: float  # how likely the best entry is meant, on the scale of ln(population)


NO_FACTS = NameFacts(
    entries=0,
    log_population=0.0,
    log_population_trusted=0.0,
    log_population_us=0.0,
    best_match=len(_MATCHES),
    kinds=(False,) * len(_KINDS),
    best_kind=len(_KINDS),
    demonym=False,
    abbreviation=False,
    capital=False,
    curated=False,
    prominence=0.0,
)


def facts_of(named: Sequence[Named], *, prominence: float = 0.0) -> NameFacts:
    """Sum up the entries of one name, best first. `prominence` is the gazetteer's own figure."""
    if not named:
        return NO_FACTS
    trusted = [item for item in named if item.match in _TRUSTED]
    matches = {item.match for item in named}
    kinds = {item.entry.kind for item in trusted or named}
    return NameFacts(
        entries=len(named),
        log_population=_log(max(item.entry.population for item in named)),
        log_population_trusted=_log(max((item.entry.population for item in trusted), default=0)),
        log_population_us=_log(
            max((n.entry.population for n in named if n.entry.country_code == "US"), default=0)
        ),
        best_match=min(_MATCHES.index(match) for match in matches),
        kinds=tuple(kind in kinds for kind in _KINDS),
        best_kind=_KINDS.index(named[0].entry.kind),
        demonym=NameMatch.DEMONYM in matches,
        abbreviation=NameMatch.ABBREVIATION in matches,
        capital=any(item.entry.feature_code == _CAPITAL for item in trusted),
        curated=any(item.entry.source == CURATED for item in trusted),
        prominence=round(2 * prominence) / 2,
    )


def _log(population: int) -> float:
    return round(2 * math.log(population)) / 2 if population > 1 else 0.0
