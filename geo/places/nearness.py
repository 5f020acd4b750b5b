"""What the text says outright to lie near what: "Kingston, south of Brisbane", a suburb of a town.

All rules are about English wording; none names a place. Distances are in kilometres.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.mentions.patterns import COMPASS, METRES, UNIT
from geo.model import Document, Mention, Role
from geo.places.wording import SORTS, Sort, may_be_country

_WINDOW = 90
_PARTS = "suburb|exurb|neighbou?rhood|quarter|borough"
_PLACES = (
    f"{_PARTS}|city|town|village|hamlet|township|settlement|community|area|port|resort|airport"
    "|base|camp|crossing|district"
)
_SIDE = rf"(?:to\s+the\s+)?(?:just\s+|due\s+)?(?:{COMPASS})(?:ern)?\s+of"
_TO_NAME = (
    r"\s+(?:the\s+)?(?:(?:[a-z]+\s+){0,2}(?:city|town|village|capital|port|hub)(?:\s+of)?\s+)?"
)
_VILLAGE = re.compile(r"\b(?:village|hamlet|community|settlement|township)\b")
# ", a village", ", which lies": what may come before the words that tell.
_LEAD = (
    rf"(?:,?\s+(?:which\s+)?(?:is|lies|lying|located|situated|sits)|,?\s+an?\s+(?:[a-z-]+\s+){{0,3}}"
    rf"(?:{_PLACES}))?"
)
_NUMBER = rf"(?P<number>\d{{1,4}}(?:\.\d+)?)[\s-]?(?P<unit>{UNIT})\b(?:\s*\([^()]{{1,30}}\))?"
_ABOUT = r"(?:(?:some|about|around|roughly|nearly|almost|just|only|barely|over|less\s+than)\s+)?"
_MEASURED = re.compile(
    rf"^{_LEAD},?\s+{_ABOUT}{_NUMBER}\s+(?:{_SIDE}|(?:away\s+)?(?:from|outside(?:\s+of)?)){_TO_NAME}$"
)
_SIDEWAYS = re.compile(rf"^{_LEAD},?\s+{_ABOUT}{_SIDE}{_TO_NAME}$")
_BESIDE = re.compile(
    rf"^{_LEAD},?\s+{_ABOUT}(?:near|nearby|outside(?:\s+of)?|close\s+to|not\s+far\s+from|next\s+to"
    rf"|on\s+the\s+(?:\w+\s+)?(?:outskirts|edge)\s+of){_TO_NAME}$"
)
_PART_OF = re.compile(rf"^,\s+an?\s+(?:[a-z-]+\s+){{0,3}}(?:{_PARTS})\s+(?:of|in){_TO_NAME}$")
# "Calais, on the border with New Brunswick".
_BORDERS = re.compile(
    r"^,?\s+(?:(?:which\s+)?(?:is|lies|lying)\s+)?(?:along|at|near|on)\s+(?:the|its)\s+border\s+with"
    r"\s+(?:the\s+)?$"
)
_IN = re.compile(
    rf"^(?:,\s+an?\s+(?:[a-z-]+\s+){{0,3}}(?:{_PLACES}),?)?\s+in(?:\s+(?:down|mid)town)?{_TO_NAME}$"
)
_ARTICLE = re.compile(r"^,\s+an?\s+(?:[a-z-]+\s+){0,2}$")
_PART_BEHIND = re.compile(rf"^(?:-area)?\s+(?:{_PARTS})\b(?!\s+of\b)")
_ITS_PART = re.compile(
    rf"^(?:['’]s?)?\s+(?:[a-z-]+\s+){{0,3}}(?:{_PARTS})s?\s+(?:of|called|named)\s+$"
)
# "Giza's Haram district", but not "Kyiv's Kursk offensive".
_OWN = re.compile(r"^['’]s\s+$")
_QUARTER_BEHIND = re.compile(r"^\s+(?:district|neighbou?rhood|suburb|quarter|borough|square)\b")
# Within what they are likely to lie, by the words, and beyond what the words do not fit.
_OF_PART_KM = 30.0, 60.0
_OF_NEIGHBOUR_KM = 40.0, 80.0
_OF_SIDE_KM = 60.0, 300.0
_VILLAGE_OF_SIDE_KM = 40.0, 100.0
_OF_BORDER_KM = 300.0, 1000.0  # from the middle of a region
_LAND = (Sort.COUNTRY, Sort.REGION, Sort.GROUP)
_SLACK = 1.5
_LEAST_KM = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """One mention is said to lie near another, both by index."""

    mention: int
    other: int
    reach_km: float  # within which they are likely
    farthest_km: float  # beyond which the words do not fit
    bordering: bool = False  # the first is at the border of the other, which is taken for a region


def read_nearness(document: Document, mentions: Sequence[Mention]) -> list[Nearness]:
    """What the text says of neighbouring mentions, in order."""
    found = []
    for index, (first, second) in enumerate(pairwise(mentions)):
        gap = document.text[first.end : second.start]
        if not gap or len(gap) > _WINDOW or "\n" in gap:
            continue
        if Role.DEMONYM in (first.role, second.role):
            continue
        behind = document.text[second.end : second.end + _WINDOW]
        if _ITS_PART.match(gap) or (_OWN.match(gap) and _QUARTER_BEHIND.match(behind)):
            found.append(_nearness(index + 1, index, _OF_PART_KM))
            continue
        reach = _reach_km(gap, behind)
        if reach is None and _is_site(first) and _IN.match(gap):
            reach = _OF_PART_KM
        if reach is not None:
            found.append(_nearness(index, index + 1, reach))
        elif _BORDERS.match(gap) and not may_be_country(second):
            # The middle of a country may be far from its border.
            found.append(_nearness(index, index + 1, _OF_BORDER_KM, bordering=True))
    return found


def _nearness(
    mention: int, other: int, reach_km: tuple[float, float], *, bordering: bool = False
) -> Nearness:
    likely, farthest = reach_km
    return Nearness(
        mention=mention, other=other, reach_km=likely, farthest_km=farthest, bordering=bordering
    )


def _is_site(mention: Mention) -> bool:
    """ "The ambassador of Georgia in Washington" says nothing of where Georgia is."""
    return not any(SORTS[named.entry.kind] in _LAND for named in mention.named)


def says_near(gap: str) -> bool:
    """Whether what stands between two names says that the first lies near the second."""
    return _reach_km(gap, "") is not None


def _reach_km(gap: str, behind: str) -> tuple[float, float] | None:
    if measured := _MEASURED.match(gap):
        metres = float(measured["number"]) * METRES[measured["unit"].lower()]
        reach = max(_LEAST_KM, _SLACK * metres / 1000)
        return reach, reach
    if _PART_OF.match(gap) or (_ARTICLE.match(gap) and _PART_BEHIND.match(behind)):
        return _OF_PART_KM
    if _BESIDE.match(gap):
        return _OF_NEIGHBOUR_KM
    if _SIDEWAYS.match(gap):
        return _VILLAGE_OF_SIDE_KM if _VILLAGE.search(gap) else _OF_SIDE_KM
    return None
