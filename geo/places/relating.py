"""Where relative mentions lie: areas that show how little the words say.

Towns are circles of the radius that their population makes likely; borders are those of the areas
in the data, and a border with one name alone is shared with the place that the text named last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.areas import Areas
from geo.geodesy import around_line, bearing_deg, destination, distance_m, lens, sector
from geo.model import Entry, Kind, Mention, Relation, RelationKind, Review
from geo.places.geometry import locate_offset, precision_m

_SITES = (Kind.TOWN, Kind.SUBURB, Kind.FACILITY)
_TOWNS = (Kind.TOWN, Kind.SUBURB)
# Shares of a town's radius.
_INNER_EDGE, _OUTER_EDGE = 0.7, 1.5
_SIDE_DEG = 90.0
# Half the width of what is between two places, and half of what is halfway, as a share of the way.
_HALF_WIDTH = 0.15
_HALFWAY_RADIUS = 0.125
_LEAST_RADIUS_M = 2_000.0
# Between places that are farther apart is no place.
_FARTHEST_M = 600_000.0
_AT_BORDER_M = 20_000.0
_MOST_NEIGHBOURS = 8


def related(
    mention: Mention, named: Sequence[Mention], areas: Areas | None, worldview: str
) -> Mention | None:
    """A relative mention with its area; None where its words turn out to say no position.

    `named` are the resolved mentions of the text, in its order. `areas` are the installation's
    own unless given; only borders need them. A distance keeps its mention without an area.
    """
    relation = mention.relation
    if relation is None:
        return mention
    by_id = {each.id: each for each in named}
    anchors = [by_id[each] for each in relation.anchors if each in by_id]
    entries = [anchor.entry for anchor in anchors if anchor.entry is not None]
    is_offset = relation.kind is RelationKind.OFFSET
    if len(entries) < len(relation.anchors):
        return replace(mention, review=Review.NONE) if is_offset else None
    neighbours = _neighbours(mention, named) if relation.kind is RelationKind.BORDER else []
    geometry = _geometry(relation, entries, neighbours, areas, worldview)
    if geometry is None and not is_offset:
        return None
    doubtful = min(anchors, key=lambda anchor: anchor.confidence)
    return replace(
        mention, geometry=geometry, confidence=doubtful.confidence, review=doubtful.review
    )


def _neighbours(mention: Mention, named: Sequence[Mention]) -> list[Entry]:
    """What else the text names, last before the mention first, then behind it in its sentence."""
    anchors = mention.relation.anchors if mention.relation is not None else ()
    others = [each for each in named if each.id not in anchors and each.entry is not None]
    before = [each for each in reversed(others) if each.start < mention.start]
    behind = [
        each for each in others if each.start > mention.start and each.sentence == mention.sentence
    ]
    near = [each for each in before if each.sentence == mention.sentence] + behind
    ordered = near + [each for each in before if each not in near]
    return [each.entry for each in ordered[:_MOST_NEIGHBOURS] if each.entry is not None]


def _geometry(
    relation: Relation,
    entries: Sequence[Entry],
    neighbours: Sequence[Entry],
    areas: Areas | None,
    worldview: str,
) -> BaseGeometry | None:
    first, last = entries[0], entries[-1]
    match relation.kind:
        case RelationKind.OFFSET:
            return locate_offset(relation, first)
        case RelationKind.OUTSKIRTS:
            return _outskirts(first, relation.bearing_deg)
        case RelationKind.BETWEEN | RelationKind.HALFWAY:
            return _between(first, last, halfway=relation.kind is RelationKind.HALFWAY)
        case RelationKind.BORDER:
            known = areas or Areas.open()
            return _border(entries, neighbours, known, worldview)


def _outskirts(entry: Entry, side: float | None) -> BaseGeometry | None:
    if entry.kind not in _TOWNS or entry.lon is None or entry.lat is None:
        return None
    radius = precision_m(entry)
    return sector(
        entry.lon,
        entry.lat,
        inner_m=_INNER_EDGE * radius,
        outer_m=_OUTER_EDGE * radius,
        bearing=side or 0.0,
        width_deg=360.0 if side is None else _SIDE_DEG,
    )


def _between(first: Entry, last: Entry, *, halfway: bool) -> BaseGeometry | None:
    if first.kind not in _SITES or last.kind not in _SITES or first.id == last.id:
        return None
    if first.lon is None or first.lat is None or last.lon is None or last.lat is None:
        return None
    way = distance_m(first.lon, first.lat, last.lon, last.lat)
    if not 0 < way <= _FARTHEST_M:
        return None
    if halfway:
        towards = bearing_deg(first.lon, first.lat, last.lon, last.lat)
        lon, lat = destination(first.lon, first.lat, towards, way / 2)
        return sector(lon, lat, inner_m=0.0, outer_m=max(_LEAST_RADIUS_M, _HALFWAY_RADIUS * way))
    return lens(
        (first.lon, first.lat),
        (last.lon, last.lat),
        half_width_m=max(_LEAST_RADIUS_M, _HALF_WIDTH * way),
    )


# Borders -----------------------------------------------------------------------------------------


def _border(
    entries: Sequence[Entry], neighbours: Sequence[Entry], areas: Areas, worldview: str
) -> BaseGeometry | None:
    """The strip along what two areas share; along all of one region's border, if it is alone."""
    own = _area_ids(entries[0], areas)
    if not own:
        return None
    for other in entries[1:] or neighbours:
        abroad = other.country_code != entries[0].country_code
        country = (other.country_code,) if abroad and len(entries) == 1 else ()
        for ids in (_area_ids(other, areas), country):
            line = _shared(own, ids, areas, worldview)
            if line is not None:
                return around_line(line, _AT_BORDER_M)
    area = areas.geometry(own, worldview=worldview, detail="fine")
    if len(entries) > 1 or area is None or entries[0].kind is Kind.COUNTRY:
        return None
    return around_line(area.boundary, _AT_BORDER_M)


def _area_ids(entry: Entry, areas: Areas) -> tuple[str, ...]:
    """The entry's own areas, or the unit that it lies in."""
    if entry.area_ids:
        return entry.area_ids
    if entry.kind in (Kind.GROUP, Kind.WATER, Kind.AREA) or entry.lon is None or entry.lat is None:
        return ()
    return areas.containing(entry.lon, entry.lat)[:1]


def _shared(
    own: tuple[str, ...], other: tuple[str, ...], areas: Areas, worldview: str
) -> BaseGeometry | None:
    """The border that two areas have in common, as lines."""
    here = areas.geometry(own, worldview=worldview, detail="fine")
    there = areas.geometry(other, worldview=worldview, detail="fine")
    if here is None or there is None or shapely.equals(here, there):
        return None
    # Areas of one coverage: what they share, they share vertex for vertex.
    line = shapely.intersection(here.boundary, there.boundary)
    return line if line.length > 0 else None
