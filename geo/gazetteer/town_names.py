"""What English calls towns: "Newcastle" is Newcastle upon Tyne, and "Tunis" is a town, no country.

The sources tag the short form of a town's name as that of another language, or not at all; and they
give countries names of other languages that in English are those of their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.gazetteer.folding import fold
from geo.gazetteer.rows import Name, Row
from geo.model import Kind, NameMatch

# "Newcastle upon Tyne", "Weston-super-Mare", "Frankfurt am Main". Not "le": Chester-le-Street is
# never called Chester.
_BY_A_RIVER = re.compile(
    r"^(?P<short>[A-Z][\w'’]+(?: [A-Z][\w'’]+)?)[ -]"
    r"(?:(?:upon|on|under|by|in|super)(?:[ -]the)?|am|an der|im)[ -][A-Z]"
)

# Local news says the short form where English is spoken, world news for large towns.
_LEAST_PEOPLE = 100_000
_LEAST_PEOPLE_LOCALLY = 20_000
_SPEAK_ENGLISH = frozenset({"AU", "CA", "GB", "IE", "NZ", "US", "ZA"})

_TRUSTED = frozenset({NameMatch.MAIN, NameMatch.ENGLISH})
_CAPITAL = "PPLC"


def name_shortly(towns: Iterable[Row]) -> None:
    """Give towns "X upon Y" the English name "X", in place.

    Within a country the largest town that is called X has it, so that Newcastle-under-Lyme has not.
    """
    largest: dict[tuple[str, str], Row] = {}
    for town in towns:
        if town.kind is not Kind.TOWN:
            continue
        texts = {name.text for name in town.names if name.match in _TRUSTED}
        for text in {*texts, _short_form(town)} - {""}:
            key = (town.country_code, fold(text))
            rival = largest.setdefault(key, town)
            if town.population > rival.population:
                largest[key] = town
    for (country_code, _), town in largest.items():
        is_local = country_code in _SPEAK_ENGLISH
        least = _LEAST_PEOPLE_LOCALLY if is_local else _LEAST_PEOPLE
        short = _short_form(town)
        if short and town.population >= least and largest[country_code, fold(short)] is town:
            name = Name(text=short, match=NameMatch.ENGLISH)
            if name not in town.names:
                town.names.append(name)


def drop_names_of_capitals(countries: Iterable[Row], towns: Iterable[Row]) -> None:
    """Take from countries the names in other languages that mean their capital in English.

    "Tunis" is Azerbaijani for Tunisia. Where English has one name for both, as in Luxembourg, both
    keep it.
    """
    capitals: dict[str, set[str]] = {}
    for town in towns:
        if town.feature_code == _CAPITAL:
            capitals.setdefault(town.country_code, set()).update(_trusted_names(town))
    for country in countries:
        theirs = capitals.get(country.country_code, set()) - _trusted_names(country)
        country.names = [name for name in country.names if fold(name.text) not in theirs]


def _short_form(town: Row) -> str:
    found = _BY_A_RIVER.match(town.name)
    return found["short"] if found else ""


def _trusted_names(row: Row) -> set[str]:
    return {fold(name.text) for name in row.names if name.match in _TRUSTED}
