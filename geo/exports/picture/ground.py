"""The ground under the places, read from the page's own basemap.

A picture and the page show the same land, borders and names: both read `basemap.pmtiles`, and both
draw a border as the worldview wants it (static/js/map/basemap.js).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from geo.basemaps.tiles import read_layers
from geo.errors import DataMissing
from geo.exports.picture.view import View

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_URBAN_FROM_ZOOM = 5
_SPECK_PX2 = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Borders:
    """Lines in pixels, by how they are drawn."""

    countries: BaseGeometry
    disputed: BaseGeometry
    claimed: BaseGeometry  # disputed, and no border in this worldview
    regions: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundName:
    """A name of the ground; (x, y) in pixels. Smaller ranks go first."""

    kind: str  # "country", "capital", "city", "town", "sea", "lake"
    text: str
    english: str
    x: float
    y: float
    rank: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What lies under the places; shapes in pixels of the view."""

    land: BaseGeometry
    urban: BaseGeometry
    lakes: BaseGeometry
    rivers: Sequence[tuple[int, BaseGeometry]]  # rank 3 (the longest) to 7
    borders: Borders
    names: Sequence[GroundName]


def read_ground(
    view: View, *, worldview: str, languages: Sequence[str], detailed: bool = True
) -> Ground | None:
    """The ground in a view; None when the basemap is missing.

    Names are in the first of `languages` (BCP 47) that they have, else in English. Without
    `detailed` there are only land, lakes and borders of countries.
    """
    layers = ("land", "lakes", "borders") + (("urban", "rivers", "labels") if detailed else ())
    try:
        # Tiles hold what a display zoom one deeper shows (geo/basemaps/build.py).
        read = read_layers(
            (view.west, view.south, view.east, view.north), round(view.zoom - 1), layers
        )
    except DataMissing:
        return None
    built_up = detailed and view.zoom >= _URBAN_FROM_ZOOM
    return Ground(
        land=_surface(read["land"], view),
        urban=_surface(read["urban"], view) if built_up else shapely.MultiPolygon(),
        lakes=_surface(read["lakes"], view),
        rivers=tuple(_rivers(read["rivers"], view)) if detailed else (),
        borders=_borders(read["borders"], view, worldview, regions=detailed),
        names=tuple(_names(read["labels"], view, languages)) if detailed else (),
    )


def _surface(frame: GeoDataFrame, view: View) -> BaseGeometry:
    """One area without the seams of the tiles."""
    cut = view.cut(shapely.union_all(shapely.make_valid(frame.geometry.to_numpy())))
    pieces = [
        piece
        for piece in shapely.get_parts(cut)
        if piece.geom_type == "Polygon" and piece.area > _SPECK_PX2
    ]
    return shapely.MultiPolygon(pieces)


def _lines(frame: GeoDataFrame, view: View) -> BaseGeometry:
    cut = view.cut(shapely.union_all(frame.geometry.to_numpy()))
    lines = [
        line
        for line in shapely.get_parts(cut)
        if line.geom_type == "LineString" and not line.is_empty
    ]
    return shapely.line_merge(shapely.MultiLineString(lines))


def _rivers(frame: GeoDataFrame, view: View) -> Iterator[tuple[int, BaseGeometry]]:
    for rank, rows in frame.groupby("rank") if len(frame) else ():
        yield int(rank), _lines(rows, view)


def _borders(frame: GeoDataFrame, view: View, worldview: str, *, regions: bool) -> Borders:
    frame = frame.reindex(columns=["kind", "disputed", "views", "zoom", "geometry"])
    country = frame["kind"] == "country"
    disputed = country & frame["disputed"].eq(True)
    here = f" {worldview} "
    drawn = country & frame["views"].map(lambda views: _is_border(views, here))
    inner = (~country & (frame["zoom"] <= view.zoom + 0.5)) | (country & ~disputed & ~drawn)
    return Borders(
        countries=_lines(frame[drawn & ~disputed], view),
        disputed=_lines(frame[drawn & disputed], view),
        claimed=_lines(frame[disputed & ~drawn], view),
        regions=_lines(frame[inner & regions], view),
    )


def _is_border(views: object, here: str) -> bool:
    """`views` is missing where all worldviews agree."""
    return here in views if isinstance(views, str) and views else True


def _names(frame: GeoDataFrame, view: View, languages: Sequence[str]) -> Iterator[GroundName]:
    if not len(frame):
        return
    wanted = [f"name:{language}" for language in languages]
    seen: set[tuple[str, int, int]] = set()
    for row in frame[frame["zoom"] <= view.zoom + 0.35].sort_values("rank").to_dict("records"):
        x, y = view.pixels(row["geometry"].x, row["geometry"].y)
        # A name that a row lacks is NaN in a frame.
        texts = [each for key in (*wanted, "name") if isinstance(each := row.get(key), str)]
        if not texts:
            continue
        text = texts[0]
        # A point near a tile's edge is in both tiles.
        key = (text, round(x / 8), round(y / 8))
        if key in seen or not view.contains(x, y):
            continue
        seen.add(key)
        yield GroundName(
            kind=row["kind"], text=text, english=row["name"], x=x, y=y, rank=row["rank"]
        )
