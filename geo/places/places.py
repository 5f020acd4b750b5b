"""From resolved mentions to places: one an entry, and one a relative mention or coordinate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shapely.geometry.base import BaseGeometry

from geo.gazetteer.areas import Areas
from geo.gazetteer.descriptions import Naming
from geo.gazetteer.worldviews import dispute_for
from geo.geodesy import bbox_around, bbox_of, radius_km
from geo.model import Dispute, Entry, Kind, Mention, Place, RelationKind, Role, Status
from geo.places.geometry import locate, parents_in
from geo.places.senses import fold_name
from geo.places.surroundings import is_next_to, kind_of_name, spread_m

# Most literal first.
_ROLES = (Role.LITERAL, Role.RELATIVE, Role.COORDINATES, Role.ASSOCIATIVE, Role.DEMONYM)


def build_places(
    mentions: Sequence[Mention],
    reasons: Mapping[str, str],
    naming: Naming,
    areas: Areas,
    *,
    worldview: str,
) -> tuple[Place, ...]:
    """The places of the mentions, in order of first mention. `reasons` are by mention id."""
    by_entry: dict[str, list[Mention]] = {}
    own: list[Mention] = []
    beside: dict[tuple[str, BaseGeometry | None], list[Mention]] = {}
    for mention in mentions:
        if mention.status is Status.REJECTED:
            continue
        if mention.role in (Role.RELATIVE, Role.COORDINATES):
            if mention.geometry is not None:
                own.append(mention)
        elif mention.entry is not None:
            by_entry.setdefault(mention.entry.id, []).append(mention)
        elif mention.beside is not None:
            beside.setdefault((fold_name(mention.text), mention.geometry), []).append(mention)
    places = [
        (group[0].start, _of_entry(group, reasons, naming, areas, worldview))
        for group in by_entry.values()
    ]
    names = {mention.id: mention for mention in mentions}
    places += [(mention.start, _of_mention(mention, names, naming)) for mention in own]
    for group in beside.values():
        place = _of_unknown(group, names, naming, areas, worldview)
        if place is not None:
            places.append((group[0].start, place))
    return tuple(place for _, place in sorted(places, key=lambda item: (item[0], item[1].id)))


def _of_entry(
    group: Sequence[Mention],
    reasons: Mapping[str, str],
    naming: Naming,
    areas: Areas,
    worldview: str,
) -> Place:
    entry = group[0].entry
    assert entry is not None  # noqa: S101 (for the type checker; the caller grouped by entry)
    # The reason is that of the most literal mention, since that is what the map shows.
    speaking = min(group, key=lambda m: (_ROLES.index(m.role), -m.confidence, m.start))
    located = locate(entry, areas, worldview)
    return Place(
        id=entry.id,
        entry=entry,
        name=naming.name(entry),
        kind=entry.kind,
        role=speaking.role,
        mention_ids=tuple(mention.id for mention in group),
        lon=entry.lon,
        lat=entry.lat,
        geometry=located.geometry,
        precision_m=located.precision_m,
        bbox=located.bbox,
        parents=_named(parents_in(entry, naming.gazetteer, areas, worldview), naming),
        confidence=max(mention.confidence for mention in group),
        reason=reasons.get(speaking.id, ""),
        dispute=_dispute(entry, naming),
        names=naming.gazetteer.names(entry.id),
    )


def _named(parents: Sequence[Entry], naming: Naming) -> tuple[Entry, ...]:
    """Entries with the names that the reader's language has for them."""
    return tuple(replace(parent, name=naming.name(parent)) for parent in parents)


def _dispute(entry: Entry, naming: Naming) -> Dispute | None:
    if entry.kind in (Kind.COUNTRY, Kind.GROUP, Kind.WATER) and not entry.area_ids:
        return None
    dispute = dispute_for(entry.area_ids, entry.lon, entry.lat)
    if dispute is None:
        return None
    say = naming.say
    return replace(dispute, sentence=say(dispute.sentence), source=say(dispute.source))


def _of_mention(mention: Mention, mentions: Mapping[str, Mention], naming: Naming) -> Place:
    geometry = mention.geometry
    assert geometry is not None  # noqa: S101 (the caller chose mentions with one)
    anchors = _anchors(mention, mentions)
    middle = geometry.representative_point()
    return Place(
        id=mention.id,
        entry=None,
        name=_relative_name(mention, anchors),
        kind=Kind.AREA if mention.role is Role.RELATIVE else Kind.FACILITY,
        role=mention.role,
        mention_ids=(mention.id,),
        lon=float(middle.x),
        lat=float(middle.y),
        geometry=geometry,
        precision_m=_precision_m(geometry),
        bbox=bbox_of(geometry),
        parents=_named(tuple(anchor.entry for anchor in anchors[:1] if anchor.entry), naming),
        confidence=mention.confidence,
        reason=naming.say(_reason(mention)),
    )


def _relative_name(mention: Mention, anchors: Sequence[Mention]) -> str:
    """ "between Kursk and Sudzha", "Russia–Ukraine border"."""
    names = [anchor.entry.name for anchor in anchors if anchor.entry is not None]
    if not names:
        return mention.text
    if anchors[0].start > mention.start:
        return f"{mention.text} {' and '.join(names)}"
    return f"{'–'.join(names)} {mention.text}"


def _reason(mention: Mention) -> str:
    """The English sentence about a mention that has a geometry of its own."""
    relation = mention.relation
    if relation is None:
        return "The text gives its coordinates."
    if relation.kind is RelationKind.OFFSET and relation.bearing_deg is not None:
        return "The text says how far it is from there, and in which direction."
    return _REASONS[relation.kind]


_REASONS = {
    RelationKind.OFFSET: "The text says how far it is from there.",
    RelationKind.OUTSKIRTS: "The text says that it is at the edge of that town.",
    RelationKind.BETWEEN: "The text says that it is between these two places.",
    RelationKind.HALFWAY: "The text says that it is halfway between these two places.",
    RelationKind.BORDER: "The text says that it is at this border.",
}


def _of_unknown(
    group: Sequence[Mention],
    mentions: Mapping[str, Mention],
    naming: Naming,
    areas: Areas,
    worldview: str,
) -> Place | None:
    """A name that the gazetteer lacks, near the place that the text names beside it."""
    speaking = min(group, key=lambda m: (_ROLES.index(m.role), -m.confidence, m.start))
    beside = mentions[speaking.beside or ""]
    anchor = beside.entry
    if anchor is None or anchor.lon is None or anchor.lat is None:
        return None
    spread = spread_m(speaking, beside)
    parents = parents_in(anchor, naming.gazetteer, areas, worldview)
    # Only a name that stands right beside another surely lies in it.
    within = (anchor, *parents) if is_next_to(speaking, beside) else parents[-1:]
    reason = (
        "No entry of the gazetteer fits; the text names it beside {name}."
        if speaking.named
        else "The gazetteer lacks it; the text names it beside {name}."
    )
    return Place(
        id=speaking.id,
        entry=None,
        name=speaking.text,
        kind=kind_of_name(speaking.text),
        role=speaking.role,
        mention_ids=tuple(mention.id for mention in group),
        lon=anchor.lon,
        lat=anchor.lat,
        geometry=speaking.geometry,
        precision_m=spread,
        bbox=bbox_around(anchor.lon, anchor.lat, spread),
        parents=_named(within, naming),
        confidence=max(mention.confidence for mention in group),
        reason=naming.say(reason, name=naming.name(anchor)),
    )


def _anchors(mention: Mention, mentions: Mapping[str, Mention]) -> list[Mention]:
    ids = () if mention.relation is None else mention.relation.anchors
    return [mentions[each] for each in ids if each in mentions]


def _precision_m(geometry: BaseGeometry) -> float | None:
    if geometry.geom_type == "Point":
        return None
    return round(radius_km(geometry) * 1000, 0)
