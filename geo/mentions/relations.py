"""Positions that a text gives by names: "between Kursk and Sudzha", outskirts, a border."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.mentions.patterns import BEARINGS, COMPASS
from geo.model import RelationKind

_WINDOW = 60
# What may stand between the phrase and the name.
_TO_NAME = (
    r"\s+(?:the\s+)?(?:(?:[a-z]+\s+){0,2}(?:city|town|village|capital|port|hub)(?:\s+of)?\s+)?\Z"
)
# "The Cairns suburbs of Edmonton" are these towns, not at their edge.
_EDGE = r"(?:outskirts|(?<=the )suburbs|(?<=ern )suburbs)"
# What the words before a name say, and whether of two names; the more special first.
_BEFORE: tuple[tuple[RelationKind, bool, re.Pattern[str]], ...] = tuple(
    (kind, of_two, re.compile(rf"(?P<phrase>{pattern}){_TO_NAME}", re.IGNORECASE))
    for kind, of_two, pattern in (
        (RelationKind.BORDER, True, r"\bborder\s+between"),
        (RelationKind.BORDER, False, r"\bborder\s+with"),
        (RelationKind.HALFWAY, True, r"\b(?:half|mid)[\s-]?way\s+between"),
        (RelationKind.BETWEEN, True, r"\bbetween"),
        (
            RelationKind.OUTSKIRTS,
            False,
            rf"(?:\b(?P<direction>{COMPASS})(?:ern)?\s+)?\b{_EDGE}\s+of",
        ),
    )
)
# Every such phrase has one of these, in small letters.
_PERHAPS = ("between", "border", "outskirts", "suburbs")
_AND = re.compile(r"\s+and\s+(?:the\s+)?(?:(?:city|town|village)\s+of\s+)?")
# What is between two towns as well, and not on the way from one to the other.
_DEALINGS = re.compile(
    r"\b(?:agreements?|alliance|ceasefire|choice|choose|comparisons?|competition|conflict|contacts?"
    r"|contest|cooperation|deals?|dialogue|differences?|disputes?|exchanges?|feud|final|friendship"
    r"|games?|gap|match|matches|meetings?|negotiations?|partnership|peace|relations|relationship"
    r"|rivalry|series|split|summit|talks?|tensions?|ties|trade|treaty|truce|wars?)\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?[-–—/]\s?")
# "Along the Russia–Ukraine border", "near the Ukrainian border"; but not "border guards".
_AT = re.compile(
    r"\b(?:across|along|at|by|close\s+to|from|near|on|over|to|towards?)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_BORDER_BEHIND = re.compile(
    r"(?:['’]s)?\s+(?P<phrase>border)\b(?!\s+(?:agents?|agreement|controls?|dispute|forces?|guards?"
    r"|officials?|patrol|police|policy|security|service|talks|troops|wall|with)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFound:
    """A phrase without the names that it counts from."""

    start: int
    end: int
    kind: RelationKind
    names: tuple[int, ...]  # which of the names, by index
    bearing_deg: float | None = None  # of outskirts: on which side


def relations(text: str, names: Sequence[tuple[int, int]]) -> list[RelationFound]:
    """Phrases that say where something is by names, which are given as offsets in text order.

    No phrase overlaps a name or another phrase.
    """
    found: list[RelationFound] = []
    for index, (start, _) in enumerate(names):
        least = names[index - 1][1] if index else 0
        low = max(least, start - _WINDOW, text.rfind("\n", 0, start) + 1)
        before = text[low:start]
        each = _behind(text, before, index, names) or _before(text, before, low, index, names)
        if each is not None and (not found or found[-1].end <= each.start):
            found.append(each)
    return found


def _before(
    text: str, before: str, low: int, index: int, names: Sequence[tuple[int, int]]
) -> RelationFound | None:
    """ "Between Kursk and Sudzha": the phrase stands before the first name."""
    small = before.lower()
    if not any(word in small for word in _PERHAPS):
        return None
    for kind, of_two, pattern in _BEFORE:
        match = pattern.search(before)
        if match is None:
            continue
        if of_two and not (
            index + 1 < len(names) and _AND.fullmatch(text, names[index][1], names[index + 1][0])
        ):
            return None
        if kind is RelationKind.BETWEEN and _DEALINGS.search(before[: match.start()]):
            return None
        side = match.groupdict().get("direction")
        return RelationFound(
            start=low + match.start("phrase"),
            end=low + match.end("phrase"),
            kind=kind,
            names=(index, index + 1) if of_two else (index,),
            bearing_deg=BEARINGS[re.sub(r"[\s-]", "", side.lower())] if side else None,
        )
    return None


def _behind(
    text: str, before: str, index: int, names: Sequence[tuple[int, int]]
) -> RelationFound | None:
    """ "Along the Russia–Ukraine border": the word stands behind the last name."""
    last = index
    if index + 1 < len(names) and _JOINT.fullmatch(text, names[index][1], names[index + 1][0]):
        last = index + 1
    match = _BORDER_BEHIND.match(text, names[last][1])
    if match is None or not _AT.search(before):
        return None
    return RelationFound(
        start=match.start("phrase"),
        end=match.end("phrase"),
        kind=RelationKind.BORDER,
        names=tuple(range(index, last + 1)),
    )
