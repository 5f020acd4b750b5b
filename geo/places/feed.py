"""What the other articles of a publisher name: a weak clue to what this one names.

A local newspaper hardly ever says in which Springfield it is printed; its articles together do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from geo.model import Document, Entry, Kind

UNIT = 1000
"""Contributions are whole numbers of thousandths: their sums are the same in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One reading of a name, as far as a feed keeps it."""

    name: str  # folded
    id: str  # of the entry
    region: str  # country and admin-1 code, "" if unknown
    district: str  # country, admin-1 and admin-2 code, "" if unknown
    is_country: bool
    lon: float
    lat: float

    @classmethod
    def of(cls, name: str, entry: Entry) -> Spot | None:
        """None for what lies nowhere, and for groups of states."""
        if entry.lon is None or entry.lat is None or entry.kind is Kind.GROUP:
            return None
        region = f"{entry.country_code}.{entry.admin1_code}" if entry.admin1_code else ""
        return cls(
            name=name,
            id=entry.id,
            region=region,
            district=f"{region}.{entry.admin2_code}" if region and entry.admin2_code else "",
            is_country=entry.kind is Kind.COUNTRY,
            lon=entry.lon,
            lat=entry.lat,
        )


Contribution: TypeAlias = Mapping[Spot, int]
"""What one article names, each reading with its probability in thousandths."""


# Of a feed, the readings of other names that count most: bounds the time that one article takes.
_MOST_SPOTS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What the other articles of a publisher name, as far as it matters to one article."""

    articles: int
    spots: Contribution  # summed over the articles


class Feeds:
    """The feeds of many articles, gathered one article after the other."""

    def __init__(self) -> None:
        self._articles: Counter[str] = Counter()
        self._spots: dict[str, Counter[Spot]] = {}
        self._indices: dict[str, _Index] = {}  # of what has been asked for

    def add(self, publisher: str, contribution: Contribution) -> None:
        """Add what an article names; nothing of a publisher without a name."""
        if publisher:
            self._articles[publisher] += 1
            self._spots.setdefault(publisher, Counter()).update(contribution)
            self._indices.pop(publisher, None)

    def others(self, publisher: str, contribution: Contribution) -> Feed | None:
        """The feed around an article that was added, which is no clue to itself.

        It has the commonest readings and all of the article's own names. None when the article
        stands alone.
        """
        if self._articles[publisher] < 2:
            return None
        index = self._indices.get(publisher)
        if index is None:
            index = self._indices[publisher] = _Index.of(self._spots[publisher])
        names = dict.fromkeys(spot.name for spot in contribution)
        own = (spot for name in names for spot in index.by_name.get(name, ()))
        rest = {
            spot: self._spots[publisher][spot] - contribution.get(spot, 0)
            for spot in dict.fromkeys((*index.commonest, *own))
        }
        return Feed(
            articles=self._articles[publisher] - 1,
            spots={spot: count for spot, count in rest.items() if count > 0},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    commonest: tuple[Spot, ...]
    by_name: Mapping[str, Sequence[Spot]]

    @classmethod
    def of(cls, spots: Contribution) -> _Index:
        order = sorted(spots, key=lambda spot: (-spots[spot], spot.name, spot.id))
        by_name: dict[str, list[Spot]] = {}
        for spot in order:
            by_name.setdefault(spot.name, []).append(spot)
        return cls(commonest=tuple(order[:_MOST_SPOTS]), by_name=by_name)


def publisher_of(document: Document) -> str:
    """What tells a publisher's articles: its name, else the host of its address; "" for neither."""
    if document.source and (name := " ".join(document.source.casefold().split())):
        return name
    host = urlsplit(document.url).hostname if document.url else None
    return (host or "").removeprefix("www.")
