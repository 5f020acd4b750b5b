"""Whose view of disputed borders is drawn, and what is said about disputed places.

The tables are `data/worldviews.toml` and `data/disputes.toml`; their comments say how to read them.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geo.errors import UnknownName
from geo.gazetteer.area_index import Item, area_index
from geo.model import Dispute, Worldview
from geo.resources import data_path

DEFAULT = "iso"
_KM_PER_DEGREE = 111.195
# A place with less of its land in one dispute is spoken for by the dispute that covers all of them.
_MOST_LAND = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedArea:
    """A row of `data/disputes.toml`."""

    id: str
    name: str
    dispute: Dispute
    areas: tuple[str, ...]
    covers: tuple[str, ...]  # ids of the disputes that this one speaks for together
    circle: tuple[float, float, float] | None  # lon, lat, radius_km
    owner: str | None  # None: the country of the unit's ISO 3166-2 code
    owners: Mapping[str, str]  # worldview id -> ISO 3166-1 alpha-2
    joins: Mapping[str, str]  # owner -> the unit of its own that the area counts to


@cache
def worldviews() -> tuple[Worldview, ...]:
    """All worldviews: `iso` (the default), `de_facto`, then countries by name."""
    return tuple(
        Worldview(
            id=row["id"],
            name=row["name"],
            description=row.get("description")
            or f"Borders as {row['name']} recognises them, as far as it is known to us.",
        )
        for row in _worldview_rows()
    )


def worldview(worldview_id: str) -> Worldview:
    """The worldview of that id. Raises `UnknownName`, whose hint lists the valid ones."""
    for view in worldviews():
        if view.id == worldview_id:
            return view
    raise UnknownName(
        "There is no worldview {id}.",
        value=worldview_id,
        hint="Use one of: {ids}.",
        id=repr(worldview_id),
        ids=", ".join(view.id for view in worldviews()),
    )


@cache
def disputed_areas() -> tuple[DisputedArea, ...]:
    """All rows of `data/disputes.toml`, in its order."""
    rows = tomllib.loads(data_path("disputes.toml").read_text(encoding="utf-8"))["dispute"]
    return tuple(
        DisputedArea(
            id=row["id"],
            name=row["name"],
            dispute=Dispute(
                id=row["id"], sentence=row["sentence"], source=row["source"], url=row["url"]
            ),
            areas=tuple(row.get("areas", ())),
            covers=tuple(row.get("covers", ())),
            circle=tuple(row["circle"]) if "circle" in row else None,
            owner=row.get("owner"),
            owners=row.get("owners", {}),
            joins=row.get("joins", {}),
        )
        for row in rows
    )


def owner_of(item: Item, worldview_id: str) -> str:
    """ISO 3166-1 alpha-2 of who owns an item in a worldview; "" if nobody does."""
    code = item.country_code
    area = _dispute_of_item().get(item.number)
    if area is not None:
        code = area.owners.get(worldview_id, area.owner or code)
    return _country_owners(worldview_id).get(code, code)


def country_of(area_id: str, worldview_id: str = DEFAULT) -> str:
    """ISO 3166-1 alpha-2 of who owns an area in a worldview; "" if nobody does.

    Where owners share it, the one with the most land. Raises `UnknownName` for an unknown area id.
    States without an ISO code have the codes that `data/disputes.toml` lists.
    """
    worldview(worldview_id)
    items = area_index().items_of(area_id)
    if not items:
        raise UnknownName(
            f"There is no area {area_id!r}.",
            value=area_id,
            hint="Area ids are ISO 3166-2 codes such as UA-43, or ISO 3166-1 codes such as UA.",
        )
    land: dict[str, float] = {}
    for item in items:
        owner = owner_of(item, worldview_id)
        land[owner] = land.get(owner, 0.0) + item.area_km2
    return max(sorted(land), key=lambda owner: land[owner])


def home_of(item: Item, owner: str) -> str:
    """The area that an item counts to under an owner: its unit, or the unit that it joins."""
    area = _dispute_of_item().get(item.number)
    return (area.joins.get(owner) if area else None) or item.area_id


def is_disputed(item: Item) -> bool:
    """Whether an item lies in a disputed area."""
    return item.number in _dispute_of_item()


def dispute_of_items(items: Sequence[Item]) -> Dispute | None:
    """What to say about a place that is made of these items, None unless all are disputed."""
    by_item = _dispute_of_item()
    if not items or any(item.number not in by_item for item in items):
        return None
    land: dict[str, float] = {}
    for item in items:
        name = by_item[item.number].id
        land[name] = land.get(name, 0.0) + item.area_km2
    if max(land.values()) < _MOST_LAND * sum(land.values()):
        for area in disputed_areas():
            if land.keys() <= set(area.covers):
                return area.dispute
    largest = max(sorted(land), key=lambda name: land[name])
    return next(area.dispute for area in disputed_areas() if area.id == largest)


def dispute_for(area_ids: Sequence[str], lon: float | None, lat: float | None) -> Dispute | None:
    """What a reader must know about a place, given by its areas or, without areas, by its point.

    A place made of areas is disputed when all its land is: Crimea is, Ukraine is not. Longitude and
    latitude in degrees.
    """
    from geo.gazetteer.areas import Areas

    if area_ids:
        return dispute_of_items(Areas.open().items(area_ids))
    if lon is None or lat is None:
        return None
    for area in disputed_areas():
        if area.circle and _near(lon, lat, area.circle):
            return area.dispute
    item = Areas.open().item_at(lon, lat)
    return dispute_of_items([item]) if item else None


def _near(lon: float, lat: float, circle: tuple[float, float, float]) -> bool:
    x = (lon - circle[0]) * math.cos(math.radians(circle[1]))
    return math.hypot(x, lat - circle[1]) * _KM_PER_DEGREE <= circle[2]


@cache
def _worldview_rows() -> list[dict[str, str]]:
    text = data_path("worldviews.toml").read_text(encoding="utf-8")
    rows: list[dict[str, str]] = tomllib.loads(text)["worldview"]
    return rows


@cache
def _country_owners(worldview_id: str) -> Mapping[str, str]:
    text = data_path("worldviews.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(text)["worldview"]:
        if row["id"] == worldview_id:
            owners: dict[str, str] = row.get("owners", {})
            return owners
    return {}


@cache
def _dispute_of_item() -> Mapping[int, DisputedArea]:
    index = area_index()
    found: dict[int, DisputedArea] = {}
    for area in disputed_areas():
        for area_id in area.areas:
            for item in index.items_of(area_id):
                found[item.number] = area
    return found
