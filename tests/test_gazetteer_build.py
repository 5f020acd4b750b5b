"""The rules by which the gazetteer is built, on small made-up rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely.geometry import box

from geo.gazetteer import transport
from geo.gazetteer.division_areas import place_divisions
from geo.gazetteer.division_names import (
    drop_bare_directions,
    mark_counties,
    name_after_seats,
    name_districts,
    name_regions,
    seats_of,
)
from geo.gazetteer.prominence import mark_suburbs, rank
from geo.gazetteer.rows import Name, Row
from geo.gazetteer.sources.natural_earth import Admin1Unit
from geo.gazetteer.sources.towns import is_usable_alias
from geo.gazetteer.town_names import drop_names_of_capitals, name_shortly
from geo.model import Kind, NameMatch


def town(name: str, number: int, *, code: str = "PPL", **fields: object) -> Row:
    row = Row(
        id=f"geonames:{number}",
        name=name,
        kind=Kind.TOWN,
        source="geonames-towns",
        lon=30.0,
        lat=50.0,
        feature_code=code,
        country_code="UA",
        admin1_code="01",
        population=10_000,
        geonameid=number,
        names=[Name(text=name, match=NameMatch.MAIN)],
    )
    for key, value in fields.items():
        setattr(row, key, value)
    return row


def division(name: str, number: int, *, kind: Kind = Kind.REGION, **fields: object) -> Row:
    code = "ADM1" if kind is Kind.REGION else "ADM2"
    return town(name, number, code=code, kind=kind, population=0, lon=None, lat=None, **fields)


def unit(area_id: str, west: float, *, gn_id: int | None = None) -> Admin1Unit:
    return Admin1Unit(
        area_id=area_id,
        name=area_id,
        country_code="UA",
        iso_3166_2=area_id,
        adm1_code=area_id,
        adm0_a3="UKR",
        gn_id=gn_id,
        gn_admin1="",
        wikidata="",
        unit_type="Region",
        nation="UA",
        region="",
        region_code="",
        label_lon=west + 0.5,
        label_lat=50.5,
        names={},
        geometry=box(west, 50, west + 1, 51),
    )


def texts(row: Row) -> list[str]:
    return [name.text for name in row.names]


@pytest.mark.parametrize(
    ("alias", "usable"),
    [
        ("Kiev", True),
        ("Київ", True),
        ("基輔", True),
        ("IEV", False),
        ("KIEV", False),
        ("Kie", False),
        ("kiyebha", False),
        ("ji fu", False),
        ("Kyiv (city)", False),
        ("Kyiv", False),
    ],
)
def test_codes_and_reading_aids_are_no_aliases(alias: str, *, usable: bool) -> None:
    assert is_usable_alias(alias, "Kyiv") is usable


def test_a_region_named_in_its_own_language_gets_its_english_names() -> None:
    row = division("Kurskaya oblast'", 1, country_code="RU", division_type="Administrative region")
    name_regions([row], {row.id: "Kursk"}, [])
    assert row.name == "Kursk Oblast"
    assert {"Kursk", "Kursk Oblast", "Kursk Region", "Kurskaya oblast'"} <= set(texts(row))


def test_a_nickname_does_not_name_a_state() -> None:
    row = division("California", 1, country_code="US", division_type="State")
    row.names.append(Name(text="Golden State", match=NameMatch.ALIAS))
    name_regions([row], {}, [])
    assert row.name == "California"


def test_a_region_follows_the_present_name_of_its_seat() -> None:
    row = division("Odessa Oblast", 1)
    name_after_seats([row], [town("Odesa", 2, code="PPLA")])
    assert row.name == "Odesa Oblast"
    assert {"Odessa Oblast", "Odesa Region"} <= set(texts(row))


def test_a_district_is_also_named_after_its_seat() -> None:
    row = division("Pokrovskyi Raion", 1, kind=Kind.DISTRICT, admin2_code="7")
    seat = town("Pokrovsk", 2, code="PPLA2", admin2_code="7")
    name_districts([row], seats_of([seat]))
    assert {"Pokrovsk District", "Pokrovsk Raion", "Pokrovskyi District"} <= set(texts(row))


def test_an_irish_county_is_named_with_the_noun_first() -> None:
    row = division("Mayo", 1, kind=Kind.DISTRICT, country_code="IE")
    name_districts([row], {})
    assert {"County Mayo", "Co Mayo", "Co. Mayo"} <= set(texts(row))


def test_a_county_that_shares_its_name_with_no_town_is_a_region() -> None:
    kent, leeds, county = (
        division(name, number, kind=Kind.DISTRICT, country_code=code)
        for number, (name, code) in enumerate([("Kent", "GB"), ("Leeds", "GB"), ("Cook", "US")])
    )
    for row in (kent, leeds, county):
        row.population = 1_000_000
    mark_counties([kent, leeds, county], [town("Leeds", 9, country_code="GB")])
    assert [row.kind for row in (kent, leeds, county)] == [
        Kind.REGION,
        Kind.DISTRICT,
        Kind.DISTRICT,
    ]


def test_a_name_that_is_only_a_direction_is_dropped_unless_there_is_no_other() -> None:
    province, west = division("Western Province", 1), town("West", 2)
    province.names += [
        Name(text=text, match=NameMatch.ENGLISH) for text in ("Western", "West", "Western Region")
    ]
    drop_bare_directions([province, west])
    assert texts(province) == ["Western Province", "Western Region"]
    assert texts(west) == ["West"]


def test_the_largest_town_upon_a_river_has_the_short_name() -> None:
    tyne = town("Newcastle upon Tyne", 1, country_code="GB", population=300_000)
    lyme = town("Newcastle-under-Lyme", 2, country_code="GB", population=120_000)
    chester = town("Chester-le-Street", 3, country_code="GB", population=25_000)
    small = town("Henley-on-Thames", 4, country_code="GB", population=12_000)
    main = town("Frankfurt am Main", 5, country_code="DE", population=650_000)
    lech = town("Landsberg am Lech", 6, country_code="DE", population=27_000)
    name_shortly([tyne, lyme, chester, small, main, lech])
    assert texts(tyne)[1:] == ["Newcastle"]
    assert texts(main)[1:] == ["Frankfurt"]
    assert [texts(row)[1:] for row in (lyme, chester, small, lech)] == [[]] * 4


def test_a_country_gives_up_a_foreign_name_that_is_its_capital_in_english() -> None:
    tunisia, luxembourg = (
        division(name, number, kind=Kind.COUNTRY, country_code=code)
        for number, (name, code) in enumerate([("Tunisia", "TN"), ("Luxembourg", "LU")])
    )
    tunisia.names.append(Name(text="Tunis", match=NameMatch.LOCAL, language="az"))
    capitals = [
        town("Tunis", 8, code="PPLC", country_code="TN"),
        town("Luxembourg", 9, code="PPLC", country_code="LU"),
    ]
    drop_names_of_capitals([tunisia, luxembourg], capitals)
    assert (texts(tunisia), texts(luxembourg)) == (["Tunisia"], ["Luxembourg"])


def test_a_newer_entry_within_a_city_is_its_suburb() -> None:
    city = town("City", 1, code="PPLA", population=1_000_000)
    inside = town("Left Bank", 2, code="", population=350_000, lon=30.1)
    outside = town("Elsewhere", 3, code="", population=350_000, lon=31.0)
    mark_suburbs([city, inside, outside])
    assert [row.kind for row in (city, inside, outside)] == [Kind.TOWN, Kind.SUBURB, Kind.TOWN]


def test_a_region_ranks_below_the_seat_of_its_name_but_a_state_does_not() -> None:
    seat = town("Kherson", 1, code="PPLA", population=60_000)
    region = division("Kherson Oblast", 2, radius_km=90.0)
    region.population = 1_000_000
    region.names.append(Name(text="Kherson", match=NameMatch.ENGLISH))
    rank([seat, region])
    assert region.prominence == seat.prominence - 0.5
    state = division("Kherson", 3, radius_km=200.0)
    state.population = 1_000_000
    rank([seat, state])
    assert state.prominence > seat.prominence


def test_a_division_has_an_area_only_where_its_towns_agree() -> None:
    ours, theirs = division("Ours", 1), division("Theirs", 2, admin1_code="02")
    lone = division("Lone", 3, admin1_code="03")
    towns = [town(f"Ours {n}", 10 + n, lon=30.1 + n / 20, lat=50.5) for n in range(10)]
    towns += [
        town(f"Theirs {n}", 30 + n, lon=31.1 + n / 10, lat=50.5, admin1_code="02") for n in range(4)
    ]
    # Half of the third's towns lie in the second's area.
    towns += [town("Lone", 50, lon=31.6, lat=50.5, admin1_code="03")]
    place_divisions([ours, theirs, lone], [], towns, [unit("UA-1", 30), unit("UA-2", 31)], {})
    assert ours.area_ids == ("UA-1",)
    assert theirs.area_ids == ("UA-2",)
    assert lone.area_ids == ()
    assert (lone.lon, lone.lat) == (31.6, 50.5)
    assert ours.population == 100_000
    assert ours.radius_km == pytest.approx(50, abs=2)


def test_the_same_rows_give_the_same_files(tmp_path: Path) -> None:
    rows = [town("Kyiv", 1), division("Kyiv Oblast", 2)]
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    assert transport.write(rows, one) == transport.write(rows, other)
    assert (one / transport.PLACES).read_bytes() == (other / transport.PLACES).read_bytes()
