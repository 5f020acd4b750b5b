"""Rivers by half their name: "the Ohio" is a river, "Ohio" a state, "the Ohio border" that state's.

English names rivers with the article, and towns, regions and most countries without it.
"""

from __future__ import annotations

from geo.gazetteer import Gazetteer
from geo.languages.english_rivers import LEADS, OF_LEADS, RIVER_FOLLOWERS
from geo.languages.lexicons import Lexicon
from geo.mentions.facts import facts_of
from geo.mentions.proposals import Proposal
from geo.mentions.tokens import Reading
from geo.model import Kind, Named, NameMatch

PROBABILITY = 0.9
_MOST_WORDS = 2
_COMMON = 3  # SCOWL's size class of words that everyone knows
_TRUSTED = frozenset({NameMatch.MAIN, NameMatch.ENGLISH, NameMatch.LOCAL})


def rivers(reading: Reading, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Proposal]:
    """The names behind "the" that mean a river of the gazetteer, in text order."""
    tokens, text = reading.tokens, reading.document.text
    found: list[Proposal] = []
    led = False
    for article, token in enumerate(tokens[:-1]):
        first = article + 1
        if token.lower != "the" or not tokens[first].capital:
            continue
        after = reading.run_end[first]
        if reading.run_start[first] not in (first, article) or after - first > _MOST_WORDS:
            continue
        # "Along the Niger and the Senegal".
        listed = bool(found) and led and found[-1].after == article - 1
        led = _is_led(reading, article) or (listed and tokens[article - 1].lower in {"and", ","})
        if not _stands_alone(reading, after, led=led):
            continue
        start, end = tokens[first].start, tokens[after - 1].end
        name = text[start:end]
        if not led and lexicon.words.get(name.lower(), _COMMON + 1) <= _COMMON:
            continue  # "Erik the Red"
        named = _named_rivers(name, gazetteer)
        # "The Congo" and "the Gambia" are countries too.
        if named and (led or not _is_country(gazetteer.named(name))):
            found.append(
                Proposal(
                    start=start,
                    end=end,
                    first=first,
                    after=after,
                    text=name,
                    named=named,
                    facts=facts_of(named),
                )
            )
    return found


def _named_rivers(name: str, gazetteer: Gazetteer) -> tuple[Named, ...]:
    """By its whole name, or by the half that the text has."""
    found: dict[str, Named] = {}
    for whole in (f"{name} River", f"River {name}", name):
        for named in gazetteer.named(whole):
            entry = named.entry
            if entry.feature_code == "STM" and named.match in _TRUSTED:
                found.setdefault(entry.id, named)
    return tuple(found.values())


def _is_country(named: tuple[Named, ...]) -> bool:
    return any(each.entry.kind is Kind.COUNTRY for each in named)


def _is_led(reading: Reading, article: int) -> bool:
    """ "Along the", "the banks of the": what comes behind is a river."""
    tokens = reading.tokens
    before = tokens[article - 1].lower if article else ""
    lead = tokens[article - 2].lower if article > 1 else ""
    return before in LEADS or (before == "of" and lead in OF_LEADS)


def _stands_alone(reading: Reading, after: int, *, led: bool) -> bool:
    """Whether the name is no part of a longer one: "the Ohio legislature"."""
    tokens = reading.tokens
    if after >= len(tokens) or reading.sentence_of[after] != reading.sentence_of[after - 1]:
        return True
    behind = tokens[after]
    listed = behind.lower in {"and", "or", ","}
    if listed and not led:
        # "The Ohio and Indiana legislatures".
        return after + 1 < len(tokens) and not tokens[after + 1].capital
    return (
        listed
        or not behind.word
        or behind.lower in RIVER_FOLLOWERS
        or (not behind.capital and behind.lower.endswith("ed"))
    )
