"""What a name stands for: the traps that the source packages set, each with its test."""

from __future__ import annotations

import re
import tomllib

import pytest

from geo.errors import UnknownEntry
from geo.gazetteer import Gazetteer
from geo.geodesy import distance_m
from geo.model import Entry, Kind, NameMatch
from geo.resources import data_path


def best(gazetteer: Gazetteer, name: str) -> Entry:
    return gazetteer.named(name)[0].entry


def ids(gazetteer: Gazetteer, name: str) -> list[str]:
    return [named.entry.id for named in gazetteer.named(name)]


# Regions and their towns ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Kursk region", "Kursk Region", "Kursk Oblast", "Kurskaya oblast", "Kursk oblast’"],
)
def test_the_region_of_kursk_has_all_its_names(gazetteer: Gazetteer, name: str) -> None:
    region = best(gazetteer, name)
    assert region.id == "geonames:538555"
    assert region.kind is Kind.REGION
    assert region.area_ids == ("RU-KRS",)


def test_kursk_alone_is_the_town_first_and_the_region_second(gazetteer: Gazetteer) -> None:
    assert ids(gazetteer, "Kursk")[:2] == ["geonames:538560", "geonames:538555"]


@pytest.mark.parametrize(
    ("name", "main"),
    [
        ("Odesa region", "Odesa Oblast"),
        ("Odessa Oblast", "Odesa Oblast"),
        ("Dnipro region", "Dnipropetrovsk Oblast"),
        ("Altai Krai", "Altai Krai"),
        ("Central District", "Central District"),
    ],
)
def test_regions_go_by_the_names_that_news_uses(gazetteer: Gazetteer, name: str, main: str) -> None:
    assert main in [named.entry.name for named in gazetteer.named(name)]


@pytest.mark.parametrize("name", ["Donetsk region", "Donetsk Oblast", "Donetsk Province"])
def test_the_region_of_donetsk_has_its_english_names(gazetteer: Gazetteer, name: str) -> None:
    region = best(gazetteer, name)
    assert (region.name, region.area_ids) == ("Donetsk Oblast", ("UA-14",))


@pytest.mark.parametrize(
    "name", ["Kherson", "Mykolaiv", "Donetsk", "Ramallah", "Deir al-Balah", "Homs", "Basra"]
)
def test_a_town_outranks_the_region_that_is_named_after_it(gazetteer: Gazetteer, name: str) -> None:
    assert best(gazetteer, name).kind is Kind.TOWN


@pytest.mark.parametrize(
    ("name", "iso_code"),
    [("Texas", "US-TX"), ("California", "US-CA"), ("Ontario", "CA-ON"), ("Bavaria", "DE-BY")],
)
def test_a_state_has_its_own_name_and_area(gazetteer: Gazetteer, name: str, iso_code: str) -> None:
    state = best(gazetteer, name)
    assert (state.name, state.kind, state.area_ids) == (name, Kind.REGION, (iso_code,))


def test_new_york_is_the_city_and_then_the_state(gazetteer: Gazetteer) -> None:
    city, state = (named.entry for named in gazetteer.named("New York")[:2])
    assert (city.kind, state.kind) == (Kind.TOWN, Kind.REGION)
    assert state.area_ids == ("US-NY",)


def test_georgia_is_the_country_and_then_the_state(gazetteer: Gazetteer) -> None:
    country, state = (named.entry for named in gazetteer.named("Georgia")[:2])
    assert (country.country_code, country.kind) == ("GE", Kind.COUNTRY)
    assert (state.country_code, state.area_ids) == ("US", ("US-GA",))


def test_crimea_is_one_entry_with_both_of_its_areas(gazetteer: Gazetteer) -> None:
    crimea = best(gazetteer, "Crimea")
    assert crimea.area_ids == ("UA-43", "UA-40")
    assert crimea.country_code == "UA"


def test_a_county_is_found_by_name_and_state(gazetteer: Gazetteer) -> None:
    county = best(gazetteer, "Cook County")
    assert county.kind is Kind.DISTRICT
    assert [parent.name for parent in gazetteer.parents(county)] == ["Illinois", "United States"]


ENGLAND = """Bedfordshire Berkshire Buckinghamshire Cambridgeshire Cheshire Cornwall Cumbria
Derbyshire Devon Dorset County_Durham East_Riding_of_Yorkshire East_Sussex Essex Gloucestershire
Greater_London Greater_Manchester Hampshire Herefordshire Hertfordshire Isle_of_Wight Kent
Lancashire Leicestershire Lincolnshire Merseyside Norfolk North_Yorkshire Northamptonshire
Northumberland Nottinghamshire Oxfordshire Rutland Shropshire Somerset South_Yorkshire
Staffordshire Suffolk Surrey Sussex Tyne_and_Wear Warwickshire West_Midlands West_Sussex
West_Yorkshire Wiltshire Worcestershire Cumberland Huntingdonshire Middlesex Westmorland
Yorkshire"""
WALES = "Clwyd Dyfed Gwent Gwynedd Mid_Glamorgan Powys South_Glamorgan West_Glamorgan Anglesey"
SCOTLAND = """Aberdeenshire Angus Argyll Ayrshire Banffshire Berwickshire Caithness Dumfriesshire
Fife Lanarkshire Midlothian Perthshire Sutherland Lothian Strathclyde Tayside Grampian Galloway
Highlands Scottish_Borders"""
NORTHERN_IRELAND = """County_Antrim County_Armagh County_Down County_Fermanagh County_Londonderry
County_Derry County_Tyrone Co_Tyrone Fermanagh Tyrone"""
ELSEWHERE = """Tyneside Teesside Merseyside East_Anglia West_Country Midlands Black_Country"""


@pytest.mark.parametrize(
    "name", " ".join([ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND, ELSEWHERE]).split()
)
def test_british_counties_and_parts_of_the_country_go_by_their_names(
    gazetteer: Gazetteer, name: str
) -> None:
    places = [
        named.entry
        for named in gazetteer.named(name.replace("_", " "))
        if named.match in {NameMatch.MAIN, NameMatch.ENGLISH}
        and named.entry.kind in {Kind.REGION, Kind.AREA, Kind.LANDFORM}
        and named.entry.country_code == "GB"
    ]
    assert len(places) == 1
    assert places[0].lon is not None


@pytest.mark.parametrize(
    ("name", "entry_id", "area_ids"),
    [
        ("Berkshire", "dateline:berkshire", "GB-WBK GB-RDG GB-WOK GB-BRC GB-WNM GB-SLG"),
        ("Kent", "geonames:3333158", "GB-KEN"),
        ("Essex", "geonames:2649889", "GB-ESS"),
        ("West Yorkshire", "dateline:west-yorkshire", "GB-LDS GB-BRD GB-KIR GB-CLD GB-WKF"),
        ("County Fermanagh", "dateline:county-fermanagh", "GB-FER"),
        ("County Mayo", "geonames:2962666", "IE-MO"),
        ("Co. Mayo", "geonames:2962666", "IE-MO"),
        ("Co Kerry", "geonames:2963517", "IE-KY"),
    ],
)
def test_a_county_comes_before_its_namesakes_with_its_area(
    gazetteer: Gazetteer, name: str, entry_id: str, area_ids: str
) -> None:
    county = best(gazetteer, name)
    assert (county.id, " ".join(county.area_ids)) == (entry_id, area_ids)
    assert county.kind in {Kind.REGION, Kind.AREA, Kind.DISTRICT}


@pytest.mark.parametrize(
    ("name", "country_code"),
    [
        ("Far North Queensland", "AU"),
        ("Gippsland", "AU"),
        ("Pilbara", "AU"),
        ("Hunter Valley", "AU"),
        ("Arnhem Land", "AU"),
        ("Lower Mainland", "CA"),
        ("Fraser Valley", "CA"),
        ("Nunavik", "CA"),
        ("Wairarapa", "NZ"),
        ("Central Otago", "NZ"),
        ("Karoo", "ZA"),
        ("Transkei", "ZA"),
        ("Vidarbha", "IN"),
        ("Saurashtra", "IN"),
        ("Bundelkhand", "IN"),
        ("Connemara", "IE"),
    ],
)
def test_parts_of_countries_go_by_their_everyday_names(
    gazetteer: Gazetteer, name: str, country_code: str
) -> None:
    place = best(gazetteer, name)
    assert (place.kind, place.country_code) == (Kind.AREA, country_code)


SIMPLE_DIRECTIONS = [
    *("North", "South", "East", "West", "Central", "Centre"),
    *("Northern", "Southern", "Eastern", "Western"),
]
DIRECTIONS = [*SIMPLE_DIRECTIONS, "North-East", "Northeast", "South-West", "Southwestern"]


@pytest.mark.parametrize("name", DIRECTIONS)
def test_a_direction_alone_is_no_part_of_a_country(gazetteer: Gazetteer, name: str) -> None:
    """Only where it is the whole name, as of South Africa's North West."""
    divisions = [
        named for named in gazetteer.named(name) if named.entry.kind in {Kind.REGION, Kind.DISTRICT}
    ]
    assert {named.match for named in divisions} <= {NameMatch.MAIN}
    if name in SIMPLE_DIRECTIONS:
        assert [named for named in divisions if named.entry.kind is Kind.REGION] == []


@pytest.mark.parametrize(
    ("name", "country_code"),
    [
        ("Western Province", "LK"),
        ("Western Province", "RW"),
        ("Northern Region", "GH"),
        ("Centre Region", "CM"),
        ("Central Department", "PY"),
        ("North West", "ZA"),
    ],
)
def test_a_direction_with_its_noun_is_a_region(
    gazetteer: Gazetteer, name: str, country_code: str
) -> None:
    assert country_code in {
        named.entry.country_code
        for named in gazetteer.named(name)
        if named.entry.kind is Kind.REGION
    }


def test_the_west_is_a_group_of_states_without_a_position(gazetteer: Gazetteer) -> None:
    west = best(gazetteer, "the West")
    assert (west.id, west.kind, west.lon) == ("dateline:western-world", Kind.GROUP, None)
    assert west.id in ids(gazetteer, "West")


def test_gaza_is_no_province_of_mozambique(gazetteer: Gazetteer) -> None:
    assert {named.entry.country_code for named in gazetteer.named("Gaza")[:3]} == {"PS"}
    assert best(gazetteer, "Gaza Province").country_code == "MZ"
    assert best(gazetteer, "Galicia").country_code == "ES"


# Towns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "entry_id"),
    [
        ("Newcastle", "geonames:2641673"),
        ("Stoke", "geonames:2636841"),
        ("Southend", "geonames:2637433"),
        ("Weston", "geonames:2634308"),
        ("Stockton", "geonames:2636876"),
        ("Stratford", "geonames:2636713"),
        ("Frankfurt", "geonames:2925533"),
        ("Rostov", "geonames:501175"),
    ],
)
def test_a_town_by_a_river_or_the_sea_is_named_without_it(
    gazetteer: Gazetteer, name: str, entry_id: str
) -> None:
    matches = {named.entry.id: named.match for named in gazetteer.named(name)}
    assert matches[entry_id] is NameMatch.ENGLISH


def test_a_lesser_town_does_not_take_the_short_name_of_another(gazetteer: Gazetteer) -> None:
    assert "geonames:2641674" not in ids(gazetteer, "Newcastle")  # under Lyme
    assert best(gazetteer, "Newcastle-under-Lyme").id == "geonames:2641674"


@pytest.mark.parametrize(
    ("name", "town", "country"),
    [
        ("Tunis", "geonames:2464470", "geonames:2464461"),
        ("Brasilia", "geonames:3469058", "geonames:3469034"),
    ],
)
def test_a_capital_is_not_its_country_in_another_language(
    gazetteer: Gazetteer, name: str, town: str, country: str
) -> None:
    assert best(gazetteer, name).id == town
    assert country not in ids(gazetteer, name)


@pytest.mark.parametrize(
    "name", ["Luxembourg", "Singapore", "Djibouti", "Monaco", "San Marino", "Gibraltar"]
)
def test_a_country_and_its_capital_of_one_name_both_keep_it(
    gazetteer: Gazetteer, name: str
) -> None:
    kinds = {named.entry.kind for named in gazetteer.named(name)}
    assert {Kind.COUNTRY, Kind.TOWN} <= kinds


@pytest.mark.parametrize("name", ["Kuwait", "Guatemala", "Panama", "Mexico"])
def test_a_country_keeps_the_name_that_a_capital_has_with_city(
    gazetteer: Gazetteer, name: str
) -> None:
    country, capital = best(gazetteer, name), best(gazetteer, f"{name} City")
    assert (country.kind, capital.kind) == (Kind.COUNTRY, Kind.TOWN)
    assert capital.country_code == country.country_code


def test_pokrovsk_is_the_town_in_donetsk_oblast_before_its_namesakes(gazetteer: Gazetteer) -> None:
    named = gazetteer.named("Pokrovsk")
    assert gazetteer.describe(named[0].entry) == "town in Donetsk Oblast, Ukraine"
    assert {item.entry.country_code for item in named} == {"UA", "RU"}
    # Engels was called Pokrovsk until 1931: an alias, and the last.
    assert named[-1].entry.name == "Engels"
    assert named[-1].match is NameMatch.ALIAS


def test_districts_rank_below_their_city(gazetteer: Gazetteer) -> None:
    district, city = best(gazetteer, "Pravyi Bereh"), best(gazetteer, "Mariupol")
    assert district.population > city.population
    assert (district.kind, city.kind) == (Kind.SUBURB, Kind.TOWN)
    names = [entry.name for entry in gazetteer.entries()]
    assert names.index("Mariupol") < names.index("Pravyi Bereh")


@pytest.mark.parametrize("code", ["IEV", "KHE", "KBP", "JFK", "LHR", "DME", "Ko"])
def test_airport_codes_and_stubs_are_no_names_of_towns(gazetteer: Gazetteer, code: str) -> None:
    kinds = {named.entry.kind for named in gazetteer.named(code) if named.name == code}
    assert Kind.TOWN not in kinds


def test_white_house_is_not_casablanca(gazetteer: Gazetteer) -> None:
    house = best(gazetteer, "White House")
    assert (house.kind, house.country_code) == (Kind.FACILITY, "US")
    assert best(gazetteer, "Casablanca").id not in ids(gazetteer, "White House")


def test_berea_is_not_aleppo(gazetteer: Gazetteer) -> None:
    assert best(gazetteer, "Aleppo").country_code == "SY"
    assert best(gazetteer, "Aleppo").id not in ids(gazetteer, "Berea")


@pytest.mark.parametrize("name", ["Middle East", "Siberia", "Sinai", "Levant", "Scotland"])
def test_a_hamlet_ranks_below_the_region_that_news_means(gazetteer: Gazetteer, name: str) -> None:
    region = best(gazetteer, name)
    assert region.source == "curated"
    assert region.kind in {Kind.AREA, Kind.REGION, Kind.LANDFORM}


# Countries -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [("US", -98.5, 39.76), ("RU", 100, 60), ("UA", 32, 49), ("CA", -113.64, 60.11)],
)
def test_countries_have_the_points_that_data_sets_use(
    gazetteer: Gazetteer, code: str, lon: float, lat: float
) -> None:
    country = gazetteer.country(code)
    assert country is not None
    assert country.lon is not None
    assert country.lat is not None
    assert distance_m(country.lon, country.lat, lon, lat) < 10_000
    assert country.area_ids == (code,)


def test_a_state_of_islands_has_the_point_that_data_sets_use(gazetteer: Gazetteer) -> None:
    hawaii = best(gazetteer, "Hawaii")
    assert (hawaii.lon, hawaii.lat, hawaii.area_ids) == (-156.5, 20.75, ("US-HI",))


def test_every_country_has_a_point_and_english_name(gazetteer: Gazetteer) -> None:
    countries = [
        entry for entry in gazetteer.entries(Kind.COUNTRY) if entry.feature_code in {"PCLI", "PCLD"}
    ]
    assert len(countries) == 250
    for country in countries:
        assert country.lon is not None, country.name
        assert gazetteer.country(country.country_code) == country


def test_there_is_no_country_of_an_unknown_code(gazetteer: Gazetteer) -> None:
    assert gazetteer.country("ZZ") is None


def test_abbreviations_count_only_in_their_very_spelling(gazetteer: Gazetteer) -> None:
    assert best(gazetteer, "US").country_code == "US"
    assert best(gazetteer, "U.S.").country_code == "US"
    assert "geonames:6252001" not in ids(gazetteer, "us")
    assert best(gazetteer, "W.Va.").name == "West Virginia"
    assert gazetteer.named("w.va.") == ()


@pytest.mark.parametrize(
    ("demonym", "code"),
    [("Ukrainian", "UA"), ("Russians", "RU"), ("Dutch", "NL"), ("Georgian", "GE")],
)
def test_demonyms_lead_to_their_country(gazetteer: Gazetteer, demonym: str, code: str) -> None:
    named = gazetteer.named(demonym)[0]
    assert (named.match, named.entry.country_code) == (NameMatch.DEMONYM, code)


# Spelling ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sana’a", "Sanaa"),
        ("Saint Petersburg", "St. Petersburg"),
        ("St Louis", "Saint Louis"),
        ("Mount Vernon", "Mt. Vernon"),
        ("São Paulo", "sao paulo"),
        ("Nagorno-Karabakh", "Nagorno Karabakh"),
        ("N’Djamena", "NDjamena"),
    ],
)
def test_spelling_variants_name_the_same_place(gazetteer: Gazetteer, one: str, other: str) -> None:
    assert best(gazetteer, one) == best(gazetteer, other)


@pytest.mark.parametrize(
    ("old", "new"), [("Kiev", "Kyiv"), ("Odessa", "Odesa"), ("Bombay", "Mumbai"), ("Киев", "Kyiv")]
)
def test_other_spellings_and_scripts_lead_to_the_entry(
    gazetteer: Gazetteer, old: str, new: str
) -> None:
    assert best(gazetteer, old) == best(gazetteer, new)


def test_an_unknown_name_has_no_entries(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("Xyzzyville") == ()
    assert gazetteer.named("") == ()
    assert gazetteer.named(" ,. ") == ()


# Entries -------------------------------------------------------------------------------------


def test_an_entry_has_names_in_languages(gazetteer: Gazetteer) -> None:
    names = gazetteer.names("geonames:538555")
    assert names["ru"] == "Курская область"
    assert names["uk"] == "Курська область"


def test_a_renamed_town_has_its_present_name(gazetteer: Gazetteer) -> None:
    names = gazetteer.names("geonames:704422")
    assert (names["uk"], names["ru"]) == ("Покровськ", "Покровск")


def test_descriptions_say_kind_and_parents(gazetteer: Gazetteer) -> None:
    def says(name: str) -> str:
        return gazetteer.describe(best(gazetteer, name))

    assert says("Kursk Oblast") == "region of Russia"
    assert says("Ukraine") == "country"
    assert says("Black Sea") == "sea"
    assert says("Kyiv") == "capital of Ukraine"
    assert says("Texas") == "state of the United States"


def test_parents_are_smallest_first(gazetteer: Gazetteer) -> None:
    parents = gazetteer.parents(best(gazetteer, "Pokrovsk"))
    assert [parent.kind for parent in parents] == [Kind.DISTRICT, Kind.REGION, Kind.COUNTRY]
    assert parents[-1].name == "Ukraine"
    assert gazetteer.parents(parents[-1]) == ()


@pytest.mark.parametrize(
    "entry_id", ["geonames:1", "geonames:", "geonames:x", "dcw:atlantis", "", "geonames:²"]
)
def test_an_unknown_id_is_a_clear_error(gazetteer: Gazetteer, entry_id: str) -> None:
    with pytest.raises(UnknownEntry) as caught:
        gazetteer.entry(entry_id)
    assert caught.value.value == entry_id
    assert caught.value.hint


def test_every_entry_is_sound(gazetteer: Gazetteer) -> None:
    with data_path("sources.toml").open("rb") as file:
        sources = tomllib.load(file)
    seen: set[str] = set()
    for entry in gazetteer.entries():
        assert re.fullmatch(r"(geonames|dcw|airport|dateline):[a-z0-9_-]+", entry.id)
        assert entry.id not in seen
        seen.add(entry.id)
        assert entry.name.strip() == entry.name != ""
        assert (entry.lon is None) == (entry.lat is None)
        if entry.lon is not None and entry.lat is not None:
            assert -180 <= entry.lon <= 180
            assert -90 <= entry.lat <= 90
            assert (entry.lon, entry.lat) != (0, 0)
        assert entry.population >= 0
        assert entry.source in sources
    assert len(seen) == len(gazetteer) == sources["places"]


def test_ids_lead_back_to_their_entries(gazetteer: Gazetteer) -> None:
    for number, entry in enumerate(gazetteer.entries()):
        if number % 997 == 0:
            assert gazetteer.entry(entry.id) == entry


# Search --------------------------------------------------------------------------------------


def test_search_finds_the_exact_name_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("Pokrovsk")
    assert gazetteer.describe(found[0]) == "town in Donetsk Oblast, Ukraine"
    assert len({entry.id for entry in found}) == len(found) <= 10


def test_search_finds_names_that_start_with_the_query(gazetteer: Gazetteer) -> None:
    assert best(gazetteer, "Mariupol") in gazetteer.search("mariup")
    assert len(gazetteer.search("san", limit=3)) == 3


def test_search_takes_a_region_behind_a_comma(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("Pokrovsk, Sakha")
    assert [entry.country_code for entry in found] == ["RU"]


def test_search_for_nothing_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("") == ()
    assert gazetteer.search("xyzzyvil") == ()
