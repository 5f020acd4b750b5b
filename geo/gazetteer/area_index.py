"""What the areas are: an index of all units, cut-off parts and groups, without their geometry.

An *item* is the smallest piece: a unit of Natural Earth's admin-1, or the part of one that a
dispute cuts off. An area id names one or more items.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from geo.model import BBox
from geo.resources import data_path


class Item(NamedTuple):
    """The smallest piece of land that has one owner in each worldview. A tuple, of which there are
    thousands to be read."""

    number: int  # position in the coverages
    area_id: str  # the unit
    part: str  # the disputed area that this part of the unit is, "" for the rest of it
    country_code: str  # ISO 3166-1 alpha-2 by its ISO 3166-2 code; "" if none
    area_km2: float
    bbox: BBox  # west <= east: an item that crosses the antimeridian has -180 and 180


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaIndex:
    """Items in the order of the coverages, and what each id stands for."""

    items: tuple[Item, ...]
    by_area: Mapping[str, tuple[Item, ...]]  # units and parts
    groups: Mapping[str, tuple[str, ...]]  # id of a larger unit -> area ids
    names: Mapping[str, str]  # of units, parts and groups
    by_country: Mapping[str, tuple[Item, ...]]  # by country_code

    def items_of(self, area_id: str) -> tuple[Item, ...]:
        """Items of a unit, a part, a group or, by ISO 3166 code, a country; () if unknown."""
        if area_id in self.groups:
            return tuple(item for unit in self.groups[area_id] for item in self.by_area[unit])
        return self.by_area.get(area_id) or self.by_country.get(area_id, ())


@cache
def area_index() -> AreaIndex:
    """The index of this installation. Raises `DataMissing` when the file is not there."""
    return read_area_index(data_path("areas", "areas.json"))


def read_area_index(path: Path) -> AreaIndex:
    """Read the file that `geo.gazetteer.build_areas` writes."""
    data = json.loads(path.read_bytes())
    items = tuple(
        Item(
            number=number,
            area_id=area_id,
            part=part,
            country_code=country,
            area_km2=area_km2,
            bbox=(bbox[0], bbox[1], bbox[2], bbox[3]),
        )
        for number, (area_id, part, country, area_km2, bbox) in enumerate(data["items"])
    )
    by_area: dict[str, list[Item]] = {}
    by_country: dict[str, list[Item]] = {}
    for item in items:
        by_area.setdefault(item.area_id, []).append(item)
        if item.part:
            by_area.setdefault(item.part, []).append(item)
        by_country.setdefault(item.country_code, []).append(item)
    return AreaIndex(
        items=items,
        by_area={key: tuple(value) for key, value in by_area.items()},
        groups={key: tuple(value) for key, value in data["groups"].items()},
        names=data["names"],
        by_country={key: tuple(value) for key, value in by_country.items() if key},
    )


def joined_bbox(boxes: Sequence[BBox]) -> BBox | None:
    """The narrowest box around boxes; west > east when it crosses the antimeridian."""
    if not boxes:
        return None
    # The widest stretch of longitudes that no box covers is what the result leaves out.
    spans: list[tuple[float, float]] = []
    for west, _, east, _ in boxes:
        spans += [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    spans.sort()
    merged = [spans[0]]
    for west, east in spans[1:]:
        if west <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], east))
        else:
            merged.append((west, east))
    around = merged[0][0] + 360 - merged[-1][1]
    gaps = [(after[0] - before[1], before[1], after[0]) for before, after in pairwise(merged)]
    widest = max(gaps, default=(0.0, 0.0, 0.0))
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    if widest[0] > around:
        return (widest[2], south, widest[1], north)
    return (merged[0][0], south, merged[-1][1], north)
