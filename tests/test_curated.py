"""The curated table: well-formed, without duplicates, and right where the gazetteer can tell."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geo.errors import DataMissing
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.gazetteer.sources.curated import (
    THEMES,
    CuratedPlace,
    Treatment,
    read_abbreviations,
    read_aliases,
    read_demonyms,
    read_false_friends,
    read_news_names,
    read_places,
)
from geo.geodesy import bbox_around, distance_m
from geo.model import Kind, NameMatch
from geo.resources import data_path

HEADER = (
    "id,name,kind,feature_code,lon,lat,country_code,admin1,bbox,radius_km,area_ids,names,aliases,"
    "wikidata,geonameid,prominence,precision_km,source\n"
)
OFFSHORE = frozenset({"GASF", "PIPL"})
DONBAS = (
    "donbas,Donbas,area,RGN,38.2,48.3,UA,,36.5 46.8 40.3 50.1,129,UA-14 UA-09,"
    "en:Donbass|uk:Донбас,DNR,Q605714,,14,32,own knowledge\n"
)


@pytest.fixture(scope="module")
def places() -> tuple[CuratedPlace, ...]:
    return read_places()


def write_table(folder: Path, regions: str) -> Path:
    """A curated table whose file of regions holds these lines."""
    for theme in THEMES:
        (folder / f"{theme}.csv").write_text(HEADER, encoding="utf-8")
    (folder / "regions.csv").write_text(HEADER + regions, encoding="utf-8")
    return folder


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    (donbas,) = read_places(write_table(tmp_path, DONBAS))
    assert (donbas.slug, donbas.entry_id, donbas.name) == ("donbas", "dateline:donbas", "Donbas")
    assert (donbas.kind, donbas.lon, donbas.lat) == (Kind.AREA, 38.2, 48.3)
    assert donbas.bbox == (36.5, 46.8, 40.3, 50.1)
    assert donbas.area_ids == ("UA-14", "UA-09")
    assert [(name.language, name.text) for name in donbas.names] == [
        ("en", "Donbass"),
        ("uk", "Донбас"),
    ]
    assert donbas.aliases == ("DNR",)
    assert (donbas.prominence, donbas.precision_km) == (14.0, 32.0)


def test_a_row_with_a_geonameid_is_that_geonames_entry(tmp_path: Path) -> None:
    line = DONBAS.replace("Q605714,,", "Q605714,702658,")
    (place,) = read_places(write_table(tmp_path, line))
    assert (place.geonameid, place.entry_id) == (702658, "geonames:702658")


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("38.2,48.3", "381,48.3", "lon"),
        ("38.2,48.3", "38.2,", "lon"),
        ("38.2,48.3", ",", "lon"),
        ("38.2,48.3", "38.2,x", "lat"),
        ("38.2,48.3", "48.3,38.2", "bbox"),
        ("36.5 46.8 40.3 50.1", "36.5 46.8 40.3", "bbox"),
        ("36.5 46.8 40.3 50.1", "36.5 50.1 40.3 46.8", "bbox"),
        ("UA-14 UA-09", "UA-14 UA-14", "area_ids"),
        ("UA-14 UA-09", "ua_14", "area_ids"),
        (",area,", ",county,", "kind"),
        ("donbas,", "Don Bas,", "id"),
        ("uk:Донбас", "Донбас", "names"),
        (",UA,", ",Ukraine,", "country_code"),
        ("Q605714", "605714", "wikidata"),
        (",14,32,", ",,32,", "prominence"),
        ("own knowledge", "", "source"),
    ],
)
def test_a_wrong_field_is_named_with_file_and_line(
    tmp_path: Path, old: str, new: str, column: str
) -> None:
    folder = write_table(tmp_path, DONBAS + DONBAS.replace("donbas", "second").replace(old, new))
    if old == "donbas,":
        folder = write_table(tmp_path, DONBAS.replace(old, new))
    with pytest.raises(DataMissing, match=rf"^regions\.csv, line [23], column {column}: "):
        read_places(folder)


def test_a_line_with_a_field_too_many_is_refused(tmp_path: Path) -> None:
    folder = write_table(tmp_path, DONBAS.replace("\n", ",more\n"))
    with pytest.raises(DataMissing, match=r"^regions\.csv, line 2: it does not have 18 fields\."):
        read_places(folder)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    folder = write_table(tmp_path, "")
    (folder / "waters.csv").write_text("name,lat,lon\n", encoding="utf-8")
    with pytest.raises(DataMissing, match=r"^waters\.csv, line 1: the columns are not id, name, "):
        read_places(folder)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="two rows of the id donbas"):
        read_places(write_table(tmp_path, DONBAS + DONBAS))


@given(lon=st.floats(-180, 180), lat=st.floats(-80, 80), size=st.floats(0.1, 5))
def test_a_point_is_inside_a_box_around_it_also_across_the_antimeridian(
    tmp_path_factory: pytest.TempPathFactory, lon: float, lat: float, size: float
) -> None:
    west, east = (lon - size + 180) % 360 - 180, (lon + size + 180) % 360 - 180
    box = f"{west:.6f} {lat - size:.6f} {east:.6f} {lat + size:.6f}"
    line = DONBAS.replace("36.5 46.8 40.3 50.1", box).replace("38.2,48.3", f"{lon:.6f},{lat:.6f}")
    (place,) = read_places(write_table(tmp_path_factory.mktemp("table"), line))
    assert place.bbox is not None
    assert (place.bbox[0] > place.bbox[2]) == (west > east)


# The table itself ------------------------------------------------------------------------------


def test_the_table_has_what_news_names(places: tuple[CuratedPlace, ...]) -> None:
    kinds = Counter(place.kind for place in places)
    assert kinds[Kind.FACILITY] > 500
    assert kinds[Kind.WATER] > 300
    assert kinds[Kind.LANDFORM] > 300
    assert kinds[Kind.AREA] > 150
    assert kinds[Kind.GROUP] > 50


def test_no_file_has_a_row_twice(places: tuple[CuratedPlace, ...]) -> None:
    assert [item for item, n in Counter(p.slug for p in places).items() if n > 1] == []
    ids = Counter(place.geonameid for place in places if place.geonameid)
    assert [item for item, n in ids.items() if n > 1] == []
    for rows in (
        [(row.surface, row.target) for row in read_abbreviations()],
        [(row.surface, row.target) for row in read_demonyms()],
        [(row.alias, row.target) for row in read_aliases()],
        [(row.surface, row.target) for row in read_false_friends()],
        [(row.name,) for row in read_news_names()],
    ):
        assert [row for row, n in Counter(rows).items() if n > 1] == []


def test_no_two_places_of_one_kind_have_one_name_in_one_spot(
    places: tuple[CuratedPlace, ...],
) -> None:
    seen: dict[tuple[str, Kind], CuratedPlace] = {}
    for place in places:
        english = {name.text for name in place.names if name.language == "en"}
        for name in {place.name, *english}:
            other = seen.setdefault((name.lower(), place.kind), place)
            if other is place or place.lon is None or place.lat is None:
                continue
            assert other.lon is not None
            assert other.lat is not None
            apart_km = distance_m(place.lon, place.lat, other.lon, other.lat) / 1000
            assert apart_km > 100, (place.slug, other.slug, name)


def test_groups_of_states_name_their_members_by_country_codes(
    places: tuple[CuratedPlace, ...],
) -> None:
    """Only the European Union has a territory, and so a point: its geographic centre."""
    by_slug = {place.slug: place for place in places}
    for place in places:
        if place.kind is Kind.GROUP:
            assert all(re.fullmatch("[A-Z]{2}", area_id) for area_id in place.area_ids), place.slug
            assert (place.lon is None) == (place.slug != "european-union"), place.slug
    assert len(by_slug["european-union"].area_ids) == 27
    assert len(by_slug["nato"].area_ids) == 32
    assert len(by_slug["g7"].area_ids) == 7
    assert len(by_slug["african-union"].area_ids) == 55
    assert len(by_slug["arab-league"].area_ids) == 22
    assert len(by_slug["asean"].area_ids) == 11
    assert len(by_slug["oecd"].area_ids) == 38
    assert len(by_slug["council-of-europe"].area_ids) == 46


def test_every_area_of_a_place_can_be_drawn(places: tuple[CuratedPlace, ...]) -> None:
    areas = Areas.open()
    unknown = [
        (place.slug, area_id)
        for place in places
        for area_id in place.area_ids
        if areas.geometry((area_id,), worldview="iso", detail="screen") is None
    ]
    assert unknown == []


def test_what_stands_on_land_lies_in_its_country(places: tuple[CuratedPlace, ...]) -> None:
    """Within its own radius and 15 km more, which is what borders and coasts are simplified by."""
    areas = Areas.open()
    countries: dict[str, BaseGeometry | None] = {}
    wrong = []
    for place in places:
        if place.kind not in {Kind.FACILITY, Kind.SUBURB, Kind.TOWN} or not place.country_code:
            continue
        if place.feature_code in OFFSHORE or place.lon is None or place.lat is None:
            continue
        code = place.country_code
        if code not in countries:
            countries[code] = areas.geometry((code,), worldview="iso", detail="screen")
        country = countries[code]
        assert country is not None, place.slug
        reach_m = ((place.radius_km or 0) + 15) * 1000
        box = bbox_around(place.lon, place.lat, reach_m)
        if not country.intersects(shapely.box(*box)):
            wrong.append((place.slug, code))
    assert wrong == []


def test_every_target_is_an_entry(gazetteer: Gazetteer) -> None:
    """Each abbreviation, demonym and alias is found under its own name, at what it points to."""
    ids = {f"dateline:{place.slug}": place.entry_id for place in read_places()}
    curated_names = {f"dateline:{place.slug}": place.name for place in read_places()}
    missing = []
    for surface, target, match in [
        *((row.surface, row.target, NameMatch.ABBREVIATION) for row in read_abbreviations()),
        *((row.surface, row.target, NameMatch.DEMONYM) for row in read_demonyms()),
        *((row.alias, row.target, None) for row in read_aliases()),
    ]:
        wanted = ids.get(target, target)
        found = [
            named.entry
            for named in gazetteer.named(surface)
            if match is None or named.match is match
        ]
        if not any(
            entry.id == wanted
            or entry.name == curated_names.get(target)  # merged with an entry of the packages
            or (entry.kind is Kind.COUNTRY and entry.country_code == wanted)
            or (entry.kind is Kind.REGION and wanted[:2] == entry.country_code and "-" in wanted)
            for entry in found
        ):
            missing.append((surface, target))
    assert missing == []


def test_dropped_names_are_not_offered(gazetteer: Gazetteer) -> None:
    offered = [
        (friend.surface, friend.target)
        for friend in read_false_friends()
        if friend.treatment is Treatment.DROP and friend.target
        for named in gazetteer.named(friend.surface)
        if named.entry.id == friend.target
    ]
    assert offered == []


def test_all_tables_end_lines_alike_and_are_sorted() -> None:
    for theme in THEMES:
        text = data_path("curated", f"{theme}.csv").read_bytes().decode()
        assert "\r" not in text
        ids = [line.split(",")[0] for line in text.splitlines()[1:]]
        assert ids == sorted(ids)
