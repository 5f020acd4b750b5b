"""The focus box: what the map opens on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPolygon

from geo.geodesy import (
    bbox_around,
    bbox_centre,
    bbox_contains,
    bbox_padded,
    bbox_union,
    lon_span,
)
from geo.model import BBox, BlockKind, Focus, Kind, Mention, Place, Role, Status

_LITERAL = (Role.LITERAL, Role.RELATIVE, Role.COORDINATES)
_PADDING = 0.08  # share of the box on each side
_LEAST_DEG = 1.0  # height of the smallest box
# A place whose own box is larger than this (degrees of latitude, or of longitude) frames nothing.
_LARGE_DEG = 25.0
# One that is larger than this is framed by its main part: Portugal without the Azores.
_SCATTERED_DEG = 10.0
# A place is far off when the box without it is this many times smaller in its larger side …
_SHRINKS = 1.8
# … or the gap between them is this share of the rest's size …
_GAP = 0.6
# … it is at least this far from the rest …
_FAR_DEG = 4.0
# … and it holds less than this share of the weight.
_MINOR = 0.25
# Parts of a country this large (share of its largest), or this near to them, make its main part.
_MAIN_PART = 0.3
_NEAR_MAIN_DEG = 4.0
_LARGE_RELATIVE_DEG = 5.0
_MOST_FROM_ACTORS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    bbox: BBox
    weight: int


def focus(places: Sequence[Place], mentions: Sequence[Mention]) -> Focus:
    """The box around the literal places that carry the article.

    Literal places count by their mentions in running text, and a little more when the article also
    speaks of their country as an actor; headings and links weigh nothing.
    Far-off places with few mentions, and countries too large to frame, are left out and named in
    `outside`. Without literal places the actors make the box; without any position it is None.
    """
    by_id = {mention.id: mention for mention in mentions}
    items = _items([p for p in places if p.role in _LITERAL], by_id, _LITERAL)
    if not items:
        items = _items([p for p in places if p.kind is not Kind.GROUP], by_id, tuple(Role))
    bbox, outside = frame([(bbox, weight) for _, bbox, weight in items])
    return Focus(bbox=bbox, outside=tuple(items[number][0].id for number in outside))


def frame(boxes: Sequence[tuple[BBox, int]]) -> tuple[BBox | None, tuple[int, ...]]:
    """The padded box around boxes with their weights, and the numbers of those left out.

    Left out is what lies far off with little weight, and what is too large to frame.
    """
    if not boxes:
        return None, ()
    items = [_Item(bbox=bbox, weight=weight) for bbox, weight in boxes]
    inside = _without_far(_without_large(items))
    box = bbox_union(item.bbox for item in inside)
    kept = {id(item) for item in inside}
    outside = tuple(
        number
        for number, item in enumerate(items)
        if id(item) not in kept and (box is None or _gap_deg(item.bbox, box) > 0)
    )
    padded = None if box is None else bbox_padded(box, share=_PADDING, least_deg=_LEAST_DEG)
    return padded, outside


def _items(
    places: Sequence[Place], mentions: Mapping[str, Mention], roles: Sequence[Role]
) -> list[tuple[Place, BBox, int]]:
    actors = _actors(mentions.values())
    items = []
    for place in places:
        box = main_bbox(place)
        if box is None and place.lon is not None and place.lat is not None:
            box = bbox_around(place.lon, place.lat, place.precision_m or 1_000.0)
        if box is None:
            continue
        weight = sum(
            mention.role in roles
            and mention.status is not Status.REJECTED
            and mention.block not in (BlockKind.HEADING, BlockKind.LINK)
            for mention in (mentions[mention_id] for mention_id in place.mention_ids)
        )
        if place.role is Role.RELATIVE and _size_deg(box) > _LARGE_RELATIVE_DEG:
            continue  # "900 km from there" is no place to look at
        items.append((place, box, weight + actors.get(_country(place), 0)))
    return items


def _actors(mentions: Iterable[Mention]) -> dict[str, int]:
    """What a country's places gain when the article speaks of its people or government."""
    counts = Counter(
        mention.entry.country_code
        for mention in mentions
        if mention.entry is not None
        and mention.role in (Role.ASSOCIATIVE, Role.DEMONYM)
        and mention.block not in (BlockKind.HEADING, BlockKind.LINK)
    )
    del counts[""]
    return {code: min(_MOST_FROM_ACTORS, count) for code, count in counts.items()}


def _country(place: Place) -> str:
    if place.entry is not None:
        return place.entry.country_code
    return place.parents[0].country_code if place.parents else ""


def main_bbox(place: Place) -> BBox | None:
    """The box of the place's main part: France without its overseas departments."""
    geometry = place.geometry
    if not isinstance(geometry, MultiPolygon) or place.bbox is None:
        return place.bbox
    if _size_deg(place.bbox) <= _SCATTERED_DEG:
        return place.bbox
    bounds = shapely.bounds(shapely.get_parts(geometry))
    # Degrees of longitude shrink towards the poles; that is near enough to compare sizes.
    shrink = np.cos(np.radians((bounds[:, 1] + bounds[:, 3]) / 2))
    sizes = shapely.area(shapely.get_parts(geometry)) * shrink
    boxes: list[BBox] = [(west, south, east, north) for west, south, east, north in bounds.tolist()]
    large = sizes >= _MAIN_PART * sizes.max()
    main = bbox_union(box for box, is_large in zip(boxes, large, strict=True) if is_large)
    if main is None:
        return place.bbox
    around = bbox_padded(main, share=0.0, least_deg=main[3] - main[1] + 2 * _NEAR_MAIN_DEG)
    near = [box for box in boxes if bbox_contains(around, *bbox_centre(box))]
    return bbox_union([main, *near])


def _size_deg(box: BBox) -> float:
    """The larger side; longitude counts half, since maps are wide."""
    return max(box[3] - box[1], lon_span(box) / 2)


def _without_large(items: Sequence[_Item]) -> list[_Item]:
    """Leave out very large places when smaller ones remain to frame the article."""
    small = [item for item in items if _size_deg(item.bbox) <= _LARGE_DEG and item.weight]
    return small or sorted(items, key=lambda item: _size_deg(item.bbox))


def _without_far(items: list[_Item]) -> list[_Item]:
    """Drop minor places one by one while the box is much tighter without them."""
    inside = list(items)
    while len(inside) > 1:
        box = bbox_union(item.bbox for item in inside)
        total = sum(max(1, item.weight) for item in inside)
        best: tuple[float, int] | None = None
        for index, item in enumerate(inside):
            if box is not None and not _at_edge(item.bbox, box):
                continue  # leaving it out would not change the box
            if max(1, item.weight) >= _MINOR * total and len(inside) > 2:
                continue
            rest = bbox_union(other.bbox for other in inside if other is not item)
            if box is None or rest is None:
                continue
            gap = _gap_deg(item.bbox, rest)
            if gap < _FAR_DEG:
                continue
            size = max(_size_deg(rest), 2.0)
            ratio = max(_size_deg(box) / size, _SHRINKS * gap / (_GAP * size))
            if len(inside) == 2:
                other = inside[1 - index]
                ratio = ratio if _is_minor(item, other) else 0.0
            if ratio >= _SHRINKS and (best is None or ratio > best[0]):
                best = (ratio, index)
        if best is None:
            return inside
        del inside[best[1]]
    return inside


def _at_edge(inner: BBox, box: BBox) -> bool:
    return any(one == other for one, other in zip(inner, box, strict=True))


def _is_minor(item: _Item, other: _Item) -> bool:
    return 3 * max(1, item.weight) <= other.weight


def _gap_deg(one: BBox, other: BBox) -> float:
    """How far apart two boxes are; 0 when they touch. Longitude counts half, as in `_size_deg`."""
    lat = max(0.0, one[1] - other[3], other[1] - one[3])
    together = bbox_union([one, other])
    spare = 0.0 if together is None else lon_span(together) - lon_span(one) - lon_span(other)
    return max(lat, spare / 2, 0.0)
