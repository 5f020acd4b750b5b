"""Names in texts that are not English: by the gazetteer's names in that language.

The classifier has learned how English writes and uses names. It has little to say about other
languages, and nothing about scripts without capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.gazetteer import Gazetteer
from geo.gazetteer.folding import fold
from geo.mentions.facts import facts_of
from geo.mentions.proposals import WITHOUT_CAPITALS, Proposal, written_as_name
from geo.mentions.tokens import Reading
from geo.model import Named, NameMatch

# How surely a name that is found so is one: words that only look like it are not told apart.
PROBABILITY = 0.7
_SHORTEST = 3  # with capitals; without, a character says more
_SHORTEST_CASELESS = 2
# On the scale of ln(population). Where nouns have capitals too, a small town is no likelier than
# the word that it is called: "Zug" is a train.
_LEAST_PROMINENCE = 11.0
_LEAST_PROMINENCE_CASELESS = 8.0
_APOSTROPHE = re.compile("['’]")
# Hebrew to the scripts of India, South-East Asia and Ethiopia; Chinese, Japanese, Korean.
_CASELESS = re.compile(
    "[\u0590-\u109f\u1100-\u139f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
)


def foreign_names(reading: Reading, gazetteer: Gazetteer) -> list[Proposal]:
    """The longest names of places of some size, in text order, none overlapping another."""
    text = reading.document.text
    language = reading.document.language.partition("-")[0].lower()
    found: list[Proposal] = []
    if language == "en" and not _CASELESS.search(text):
        return found
    # Turkish ends a name with an apostrophe before its case: "Ankara'da", in Ankara.
    scanned = _APOSTROPHE.sub(" ", text) if language == "tr" else text
    hits = gazetteer.scan(scanned, skip=WITHOUT_CAPITALS)
    taken = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.key)):
        surface = text[hit.start : hit.end]
        prominence = gazetteer.prominence(hit.key)
        if hit.start < taken:
            continue
        if _CASELESS.match(surface) and prominence >= _LEAST_PROMINENCE_CASELESS:
            named = gazetteer.named_by_key(hit.key) if len(surface) >= _SHORTEST_CASELESS else ()
        elif (
            language != "en"
            and prominence >= _LEAST_PROMINENCE
            and len(surface) >= _SHORTEST
            and written_as_name(surface)
        ):
            named = tuple(_in_language(gazetteer, gazetteer.named_by_key(hit.key), language))
        else:
            continue
        if not named:
            continue
        taken = hit.end
        found.append(
            Proposal(
                start=hit.start,
                end=hit.end,
                first=reading.index_at(hit.start),
                after=reading.index_at(hit.end - 1) + 1,
                text=surface,
                named=named,
                facts=facts_of(named, prominence=prominence),
            )
        )
    return found


def _in_language(gazetteer: Gazetteer, named: tuple[Named, ...], language: str) -> Iterator[Named]:
    """All of the entries if the first is called so in the language, else none."""
    first = named[0]
    if first.match is not NameMatch.DEMONYM and fold(first.name) == fold(
        gazetteer.names(first.entry.id).get(language, "")
    ):
        yield from named
