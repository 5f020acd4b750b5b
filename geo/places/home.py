"""Where the publisher is at home: from its name ("The Kyiv Independent") and its address (.ca)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from geo.gazetteer import Gazetteer
from geo.model import Document, Kind, NameMatch
from geo.places.table import Home
from geo.places.wording import SORTS, Sort

# Top-level domains that say nothing about a country although they are one's.
_GENERIC = frozenset({"ai", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "tv", "ws"})
_GOOD = (NameMatch.MAIN, NameMatch.ENGLISH, NameMatch.DEMONYM, NameMatch.LOCAL)


def find_home(document: Document, gazetteer: Gazetteer) -> Home | None:
    """The publisher's home, None when neither its name nor its address says."""
    if document.source:
        home = _by_name(document.source, gazetteer)
        if home is not None:
            return home
    if document.url:
        host = urlsplit(document.url).hostname or ""
        code = host.rsplit(".", 1)[-1]
        if len(code) == 2 and code not in _GENERIC:
            country = gazetteer.country("GB" if code == "uk" else code.upper())
            if country is not None:
                return Home(country_code=country.country_code, lon=None, lat=None, words=f".{code}")
    return None


def _by_name(source: str, gazetteer: Gazetteer) -> Home | None:
    """The longest run of capitalised words of the publisher's name that is a place's name."""
    words = re.findall(r"[\w'’.-]+", source)
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if not name[0].isupper() or len(name) < 4:
                continue
            for named in gazetteer.named(name)[:1]:
                entry = named.entry
                if named.match not in _GOOD or entry.kind is Kind.GROUP:
                    continue
                sort = SORTS[entry.kind]
                # A hamlet called Guardian or Post is no home; a publisher's town has some size.
                if sort is Sort.TOWN and entry.population < 5_000:
                    continue
                point = (entry.lon, entry.lat) if sort is Sort.TOWN else (None, None)
                return Home(
                    country_code=entry.country_code, lon=point[0], lat=point[1], words=source
                )
    return None
