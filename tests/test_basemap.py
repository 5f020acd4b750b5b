"""The basemap: what its tiles hold, whose borders it draws, and parts taken out of it."""

from __future__ import annotations

import gzip
import hashlib
import math
from functools import cache
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from pmtiles.reader import MemorySource, Reader
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from geo import basemaps
from geo.basemaps.archive import WORLD_ZOOM, read_metadata, read_tile
from geo.gazetteer.worldviews import worldviews
from geo.model import BBox

VIEWS = {view.id for view in worldviews()}
# Display zoom of the page minus zoom of its tiles.
TILE_LEAD = 1


def tile_at(lon: float, lat: float, zoom: int) -> tuple[int, int, int]:
    count = 1 << zoom
    x = int((lon + 180) / 360 * count)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * count)
    return zoom, x, y


def position(zxy: tuple[int, int, int], x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a point within a tile, both from 0 to 1 and down."""
    zoom, column, row = zxy
    count = 1 << zoom
    lon = (column + x) / count * 360 - 180
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (row + y) / count))))
    return lon, lat


@cache
def layers(zxy: tuple[int, int, int]) -> dict[str, Any]:
    tile = read_tile(*zxy)
    if tile is None:
        return {}
    decoded: dict[str, Any] = mapbox_vector_tile.decode(
        tile, default_options={"y_coord_down": True}
    )
    return decoded


def labels(lon: float, lat: float, display_zoom: int) -> list[dict[str, Any]]:
    """Labels that the page draws at a zoom in the tile of a point, with `lon` and `lat`."""
    zxy = tile_at(lon, lat, display_zoom - TILE_LEAD)
    layer = layers(zxy).get("labels", {"features": [], "extent": 1})
    found = []
    for feature in layer["features"]:
        if feature["properties"]["zoom"] <= display_zoom:
            x, y = feature["geometry"]["coordinates"]
            place = position(zxy, x / layer["extent"], y / layer["extent"])
            found.append({**feature["properties"], "lon": place[0], "lat": place[1]})
    return found


def borders(lon: float, lat: float, radius_km: float = 12) -> list[dict[str, Any]]:
    """Properties of the borders of countries within some kilometres of a point, from z8 tiles."""
    zxy = tile_at(lon, lat, 8)
    layer = layers(zxy)["borders"]
    scale = (1 << 8) * layer["extent"]
    here = Point(
        ((lon + 180) / 360 * scale) - zxy[1] * layer["extent"],
        (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * scale
        - zxy[2] * layer["extent"],
    )
    reach = radius_km / (40_075 * math.cos(math.radians(lat))) * scale
    return [
        feature["properties"]
        for feature in layer["features"]
        if feature["properties"]["kind"] == "country"
        and shape(feature["geometry"]).distance(here) < reach
    ]


def drawn_in(border: dict[str, Any]) -> set[str]:
    views = border.get("views")
    return set(views.split()) if views else VIEWS


def near(label: dict[str, Any], lon: float, lat: float, km: float) -> bool:
    x = (label["lon"] - lon) * math.cos(math.radians(lat))
    return math.hypot(x, label["lat"] - lat) * 111.2 < km


def test_the_archive_is_small_and_holds_the_world_to_zoom_8() -> None:
    path = basemaps.archive()
    assert path.stat().st_size <= 16 * 1024 * 1024
    assert basemaps.checksum() == hashlib.sha256(path.read_bytes()).hexdigest()
    header = Reader(MemorySource(path.read_bytes())).header()
    assert (header["min_zoom"], header["max_zoom"]) == (0, basemaps.MAX_ZOOM)
    assert sorted(layers((0, 0, 0))) == ["borders", "lakes", "land"]
    assert "labels" in layers((1, 1, 0))


def test_the_archive_names_its_sources_and_no_others() -> None:
    metadata = read_metadata()
    assert metadata["attribution"] == basemaps.ATTRIBUTION
    assert "OpenStreetMap" not in str(metadata)
    assert set(metadata) == {"name", "attribution", "vector_layers"}  # nothing of who built it
    names = {layer["id"] for layer in metadata["vector_layers"]}
    assert names == {"land", "urban", "lakes", "rivers", "borders", "labels"}


def test_mariupol_and_not_its_districts_is_labelled() -> None:
    lon, lat = 37.55, 47.1
    for zoom in (8, 9):
        names = [label["name"] for label in labels(lon, lat, zoom) if near(label, lon, lat, 12)]
        assert names == ["Mariupol"]


@pytest.mark.parametrize(
    ("lon", "lat", "zoom", "expected"),
    [
        (34.0, 50.0, 6, {"Kyiv", "Kharkiv", "Dnipro", "Odesa"}),
        (37.0, 48.0, 8, {"Donetsk", "Mariupol", "Pokrovsk"}),
        (35.0, 32.0, 8, {"Jerusalem", "Tel Aviv", "Gaza", "Amman"}),
        (2.3, 48.9, 5, {"Paris", "London", "Madrid"}),
        (51.0, 26.0, 6, {"Doha", "Riyadh", "Dubai"}),
    ],
)
def test_the_towns_that_news_names_are_labelled_early(
    lon: float, lat: float, zoom: int, expected: set[str]
) -> None:
    step = 360 / (1 << (zoom - TILE_LEAD))
    around = {
        label["name"]
        for x in (-step, 0, step)
        for y in (-step / 2, 0, step / 2)
        for label in labels(lon + x, lat + y, zoom)
        if label["kind"] in {"capital", "city", "town"}
    }
    assert expected <= around


def test_a_reader_of_another_language_gets_names_in_it() -> None:
    (kyiv,) = [label for label in labels(30.5, 50.45, 6) if label["name"] == "Kyiv"]
    assert kyiv["name:uk"] == "Київ"
    assert kyiv["name:ru"] == "Киев"
    assert kyiv["name:pl"] == "Kijów"
    countries = {label["name"]: label for label in labels(10, 50, 4) if label["kind"] == "country"}
    assert countries["Germany"]["name:fr"] == "Allemagne"
    assert countries["Germany"]["name:ar"] == "ألمانيا"
    assert countries["Poland"]["name:pl"] == "Polska"


def test_renamed_towns_of_ukraine_have_their_names_of_today() -> None:
    (pokrovsk,) = [label for label in labels(37.18, 48.28, 8) if label["name"] == "Pokrovsk"]
    assert pokrovsk["name:uk"] == "Покровськ"
    assert pokrovsk["name:ru"] == "Покровск"


# A point on a border, and the worldviews that draw it ("*": all but those after "not").
CLAIMS: list[tuple[str, float, float, set[str]]] = [
    ("Crimea at Armiansk", 33.66, 46.14, {"de_facto"}),
    ("Donetsk and Dnipropetrovsk", 36.93, 48.2, {"ru"}),
    ("Donetsk and Rostov", 38.25, 47.6, VIEWS - {"ru"}),
    ("Abkhazia at the Inguri", 41.75, 42.55, {"de_facto", "ru"}),
    ("South Ossetia, south", 44.0, 42.15, {"de_facto", "ru"}),
    ("Golan and Syria", 35.86, 33.1, {"de_facto", "il", "us"}),
    ("Northern Cyprus", 33.0, 35.16, {"de_facto", "tr"}),
    ("Transnistria at Dubăsari", 29.14, 47.27, {"de_facto"}),
    ("Somaliland and Puntland", 49.0, 10.0, {"de_facto", "il"}),
    ("the Line of Control at Uri", 74.0, 34.1, VIEWS - {"in", "pk"}),
    ("Aksai Chin and Ladakh", 78.2, 34.7, VIEWS - {"in"}),
    (
        "Morocco and Western Sahara",
        -11.0,
        27.67,
        VIEWS - {"de_facto", "fr", "il", "ma", "sa", "us"},
    ),
    ("the West Bank and Israel", 35.02, 32.3, VIEWS - {"bd", "pk", "sa"}),
    ("Gaza and Israel", 34.52, 31.53, VIEWS - {"bd", "pk", "sa"}),
]


@pytest.mark.parametrize(("place", "lon", "lat", "views"), CLAIMS, ids=[c[0] for c in CLAIMS])
def test_a_disputed_border_is_drawn_by_worldview_and_dashed_in_all(
    place: str, lon: float, lat: float, views: set[str]
) -> None:
    found = [border for border in borders(lon, lat) if drawn_in(border) == views]
    assert found, (place, borders(lon, lat))
    assert all(border.get("disputed") for border in found)


@pytest.mark.parametrize(
    ("place", "lon", "lat", "owners"),
    [
        ("France and Germany", 7.8, 48.6, ("DE", "FR")),
        ("Kursk and Sumy", 34.75, 51.2, ("RU", "UA")),
        ("Chad and Sudan", 22.0, 13.0, ("SD", "TD")),
        ("the United States and Canada", -110.0, 49.0, ("CA", "US")),
    ],
)
def test_a_settled_border_is_solid_and_the_same_for_all(
    place: str, lon: float, lat: float, owners: tuple[str, str]
) -> None:
    (border,) = borders(lon, lat, 25)
    assert (border["left"], border["right"]) == owners, place
    assert "views" not in border
    assert "disputed" not in border


def test_hong_kong_is_a_border_but_not_a_dispute() -> None:
    (border,) = [b for b in borders(114.1, 22.53) if {b["left"], b["right"]} == {"CN", "HK"}]
    assert drawn_in(border) == VIEWS - {"cn"}
    assert "disputed" not in border


def test_no_line_runs_along_the_antimeridian() -> None:
    zxy = tile_at(179.99, 68.5, 8)
    assert layers(zxy).get("borders", {"features": []})["features"] == []


def area(zxy: tuple[int, int, int], layer: str) -> float:
    """Share of a tile that the polygons of a layer cover."""
    content = layers(zxy).get(layer)
    if content is None:
        return 0.0
    square: BaseGeometry = Point(0.5, 0.5).buffer(0.5, cap_style="square")
    extent = content["extent"]
    from shapely import affinity, union_all

    polygons = [
        affinity.scale(shape(f["geometry"]).buffer(0), 1 / extent, 1 / extent, origin=(0, 0))
        for f in content["features"]
    ]
    return float(union_all(polygons).intersection(square).area)


def test_land_is_land_and_sea_is_sea() -> None:
    assert area(tile_at(34.0, 49.5, 7), "land") > 0.999  # Poltava
    assert area(tile_at(23.0, 42.7, 7), "land") > 0.999  # Sofia
    assert read_tile(*tile_at(-40.0, 30.0, 8)) is None  # the Atlantic
    assert 0.2 < area(tile_at(34.5, 45.4, 6), "land") < 0.9  # Crimea


@pytest.mark.parametrize(
    ("bbox", "largest_mb"),
    [
        ((22.1, 44.4, 40.2, 52.4), 3.0),
        ((35.0, 50.9, 38.5, 52.4), 1.2),
        ((177.0, -19.0, -179.0, -16.0), 1.0),
    ],
    ids=["Ukraine", "Kursk", "Fiji"],
)
def test_a_part_of_the_basemap_holds_the_same_tiles_around_a_box(
    bbox: BBox, largest_mb: float
) -> None:
    part = basemaps.extract(bbox, 7)
    assert len(part) <= largest_mb * 1e6
    reader = Reader(MemorySource(part))
    header = reader.header()
    assert header["max_zoom"] == 7
    west, south, east, north = bbox
    for lon, lat in ((west, south), (east, north), (west, north), (east, south)):
        for zoom in range(8):
            zxy = tile_at(lon, lat, zoom)
            tile = reader.get(*zxy)
            assert (gzip.decompress(tile) if tile else None) == read_tile(*zxy)
    assert reader.get(*tile_at(0.0, 51.5, WORLD_ZOOM)) is not None
    assert reader.get(*tile_at(-0.1, 51.5, 7)) is None
    assert reader.metadata()["attribution"] == basemaps.ATTRIBUTION


def test_without_a_box_a_part_is_the_world_from_afar() -> None:
    reader = Reader(MemorySource(basemaps.extract(None, 8)))
    assert reader.get(0, 0, 0) is not None
    assert reader.get(*tile_at(2.3, 48.9, WORLD_ZOOM)) is not None
    assert reader.get(*tile_at(2.3, 48.9, WORLD_ZOOM + 1)) is None


def test_the_same_part_is_always_the_same_bytes() -> None:
    box = (35.0, 50.9, 38.5, 52.4)
    assert basemaps.extract(box, 6) == basemaps.extract(box, 6)


def test_sources_are_listed_with_version_licence_and_checksum() -> None:
    import tomllib

    from geo.resources import data_path

    for path in (data_path("basemap.toml"), data_path("areas", "sources.toml")):
        rows = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        assert len(rows) >= 3
        for row in rows.values():
            assert {"registry", "package", "version", "what", "licence", "retrieved"} <= row.keys()
            assert len(row["sha256"]) == 64
