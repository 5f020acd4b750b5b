"""Disputed areas that Natural Earth's admin-1 units do not separate: Golan, Aksai Chin, …

The outlines come from the 1:50m layer of breakaway and disputed areas, and for the Golan and
Western Sahara from the German viewpoint of admin-0, which is 1:10m. Outlines at 1:50m do not fit
borders at 1:10m, so only the part of an outline that runs inside a unit is used, as a cut from
border vertex to border vertex: every other border keeps its 1:10m line, and the units remain a
coverage without gaps or overlaps.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.sources.natural_earth import Admin0Unit, Admin1Unit
from geo.gazetteer.sources.natural_earth_packages import medium_source

_MULTIPLE = 4  # flag of PN2: the next rings belong to one feature
_INNER = 3
_PER_DEGREE = 120  # PN2 counts in half minutes

# Our id -> a point inside its outline in the 1:50m layer.
_OUTLINE_POINTS: Mapping[str, tuple[float, float]] = {
    "south-ossetia": (44.0, 42.35),
    "aksai-chin": (79.3, 35.2),
    "shaksgam": (76.6, 36.0),
    "abyei": (28.4, 9.75),
}
_SOUTHERN_KURILS = (147.8, 44.95)
_GOLAN = (35.75, 33.0)

# How far an outline at 1:50m may lie from the border at 1:10m that it means.
_SLACK_DEGREES = 0.08
_SLACK_DEGREES_10M = 0.002


def read_pn2(path: Path) -> tuple[BaseGeometry, ...]:
    """The lines or polygons of a Marble PN2 file, version 2; rings of one feature stay apart.

    Positions are multiples of 1/120 degree. An inner ring is cut out of the polygon before it.
    """
    data = path.read_bytes()
    version, _, with_colours = struct.unpack_from(">BIB", data)
    if version != 2 or with_colours:
        raise ValueError(f"{path.name} is not a plain PN2 file of version 2.")
    geometries: list[BaseGeometry] = []
    offset = 6
    while offset < len(data):
        if data[offset] == _MULTIPLE:
            offset += 6
            continue
        flag, _, nodes = struct.unpack_from(">BII", data, offset)
        points, offset = _points(data, offset + 9, nodes)
        if flag == _INNER and geometries and len(points) > 3:
            geometries[-1] = geometries[-1].difference(shapely.make_valid(Polygon(points)))
        elif flag:
            if len(points) > 3:
                geometries.append(shapely.make_valid(Polygon(points)))
        elif len(points) > 1:
            geometries.append(LineString(points))
    return tuple(geometries)


def _points(data: bytes, offset: int, nodes: int) -> tuple[list[tuple[float, float]], int]:
    points = []
    for _ in range(nodes):
        lat, lon, near = struct.unpack_from(">hhh", data, offset)
        offset += 6
        points.append((lon / _PER_DEGREE, lat / _PER_DEGREE))
        for _ in range(near):
            d_lat, d_lon = struct.unpack_from(">bb", data, offset)
            offset += 2
            points.append(((lon + d_lon) / _PER_DEGREE, (lat + d_lat) / _PER_DEGREE))
    return points, offset


def disputed_parts(
    units: Sequence[Admin1Unit], countries: Sequence[Admin0Unit]
) -> dict[str, list[tuple[str, BaseGeometry]]]:
    """Which units to cut: area_id of the unit -> [(id of the disputed area, its part)]."""
    outlines = read_pn2(medium_source("ne_50m_admin_0_breakaway_disputed_areas").path)
    parts: dict[str, list[tuple[str, BaseGeometry]]] = {}
    for name, position in _OUTLINE_POINTS.items():
        outline = next(outline for outline in outlines if outline.contains(Point(position)))
        for unit in units:
            if unit.geometry.intersects(outline):
                part = cut(unit.geometry, outline)
                if not part.is_empty:
                    parts.setdefault(unit.area_id, []).append((name, part))
    by_id = {unit.area_id: unit for unit in units}
    parts["RU-SAK"] = [("southern-kurils", _southern_kurils(by_id["RU-SAK"].geometry, outlines))]
    by_code = {country.area_id: country.geometry for country in countries}
    for region in ("MA-14", "MA-15"):  # Morocco's regions reach across the border of 1912
        part = cut(by_id[region].geometry, by_code["EH"], slack=_SLACK_DEGREES_10M)
        parts[region] = [("western-sahara-west", part)]
    golan = by_id["IL-Z"].geometry.difference(by_code["IL"])
    golan = next(part for part in shapely.get_parts(golan) if part.contains(Point(_GOLAN)))
    parts["IL-Z"] = [
        ("golan-heights", cut(by_id["IL-Z"].geometry, golan, slack=_SLACK_DEGREES_10M))
    ]
    return parts


def _southern_kurils(sakhalin: BaseGeometry, outlines: Sequence[BaseGeometry]) -> BaseGeometry:
    """The whole islands of Sakhalin Oblast within the bounds of the outlines around Iturup."""
    anchor = Point(_SOUTHERN_KURILS)
    bounds = shapely.union_all([o for o in outlines if o.distance(anchor) < 4]).bounds
    islands = [i for i in shapely.get_parts(sakhalin) if shapely.box(*bounds).covers(i.centroid)]
    return shapely.union_all(islands)


def cut(
    unit: BaseGeometry, outline: BaseGeometry, *, slack: float = _SLACK_DEGREES
) -> BaseGeometry:
    """The part of a unit inside an outline, cut off along the outline where that runs well inside.

    `slack` is the distance in degrees within which outline and border are the same line. Empty when
    the outline only touches the unit.
    """
    border = unit.boundary
    inside = shapely.line_merge(
        outline.boundary.intersection(unit).difference(border.buffer(slack))
    )
    lines = [line for line in _lines(inside) if line.length > 2 * slack]
    vertices = shapely.multipoints(shapely.get_coordinates(border))
    cuts = [_reaching(line, vertices) for line in lines]
    network = shapely.union_all([*_lines(border), *cuts])  # noded, as polygonize needs it
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
    chosen = [
        face
        for face in faces
        if unit.contains(face.representative_point())
        and face.intersection(outline).area > face.area / 2
    ]
    return shapely.union_all(chosen)


def _lines(geometry: BaseGeometry) -> list[LineString]:
    if isinstance(geometry, MultiLineString):
        return list(geometry.geoms)
    if isinstance(geometry, LineString):
        return [geometry] if not geometry.is_empty else []
    return [part for part in shapely.get_parts(geometry) if isinstance(part, LineString)]


def _reaching(line: LineString, vertices: BaseGeometry) -> LineString:
    """The line, lengthened at both ends to the nearest vertex of the border."""
    if line.is_ring:
        return line
    ends = [shapely.shortest_line(Point(line.coords[i]), vertices).coords[-1] for i in (0, -1)]
    return LineString([ends[0], *line.coords, ends[1]])
