"""Disputed areas: whose they are in each worldview, and the sentence a reader gets."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from shapely.geometry import Point

from geo.errors import UnknownName
from geo.gazetteer.area_index import area_index
from geo.gazetteer.areas import Areas
from geo.gazetteer.worldviews import (
    country_of,
    dispute_for,
    disputed_areas,
    worldview,
    worldviews,
)

# Area or country -> dispute, and who owns it in the worldviews named; "*" is every other one.
OWNERS: list[tuple[str, str, dict[str, str]]] = [
    ("UA-43", "crimea", {"*": "UA", "de_facto": "RU", "ru": "RU"}),
    ("UA-40", "crimea", {"*": "UA", "de_facto": "RU", "ru": "RU"}),
    ("UA-14", "ukraine-2022", {"*": "UA", "ru": "RU"}),
    ("TW", "taiwan", {"iso": "TW", "de_facto": "TW", "us": "TW", "tw": "TW", "cn": "CN"}),
    ("XK", "kosovo", {"iso": "XK", "de_facto": "XK", "us": "XK", "ru": "RS", "es": "RS"}),
    ("EH", "western-sahara", {"iso": "EH", "gb": "EH", "ma": "MA", "us": "MA", "fr": "MA"}),
    ("western-sahara-west", "western-sahara-west", {"iso": "EH", "de_facto": "MA", "ma": "MA"}),
    ("SAH", "western-sahara-east", {"iso": "EH", "de_facto": "EH", "ma": "MA"}),
    ("PS-GZZ", "gaza", {"*": "PS"}),
    ("PS-WBK", "west-bank", {"*": "PS"}),
    ("golan-heights", "golan-heights", {"*": "SY", "de_facto": "IL", "il": "IL", "us": "IL"}),
    ("IN-JK", "kashmir-india", {"*": "IN", "pk": "PK"}),
    ("IN-LA", "kashmir-india", {"*": "IN", "pk": "PK"}),
    ("PK-JK", "kashmir-pakistan", {"*": "PK", "in": "IN"}),
    ("PK-GB", "kashmir-pakistan", {"*": "PK", "in": "IN"}),
    ("aksai-chin", "aksai-chin", {"*": "CN", "in": "IN", "tw": "TW"}),
    ("shaksgam", "shaksgam", {"*": "CN", "in": "IN", "tw": "TW"}),
    ("KAS", "siachen", {"*": "IN", "pk": "PK"}),
    ("IN-AR", "arunachal-pradesh", {"*": "IN", "cn": "CN", "tw": "TW"}),
    ("CYN", "northern-cyprus", {"*": "CY", "de_facto": "XN", "tr": "XN"}),
    ("GE-AB", "abkhazia", {"*": "GE", "de_facto": "XA", "ru": "XA"}),
    ("south-ossetia", "south-ossetia", {"*": "GE", "de_facto": "XO", "ru": "XO"}),
    ("MD-SN", "transnistria", {"*": "MD", "de_facto": "XT"}),
    ("SOL", "somaliland", {"*": "SO", "de_facto": "XS", "il": "XS"}),
    ("southern-kurils", "southern-kurils", {"*": "RU", "jp": "JP"}),
    ("FK", "falkland-islands", {"*": "FK", "ar": "AR"}),
    ("PGA", "spratly-islands", {"*": "", "cn": "CN", "tw": "TW", "vn": "VN"}),
    ("PFA", "paracel-islands", {"*": "CN", "tw": "TW", "vn": "VN"}),
    ("abyei", "abyei", {"*": "SD"}),
    ("GY-CU", "essequibo", {"*": "GY"}),
]

# Towns in disputed areas, and towns near them that are in none.
TOWNS = [
    ("Simferopol", 34.1, 44.95, "crimea"),
    ("Sevastopol", 33.52, 44.6, "crimea"),
    ("Donetsk", 37.8, 48.0, "ukraine-2022"),
    ("Pristina", 21.17, 42.67, "kosovo"),
    ("Taipei", 121.56, 25.04, "taiwan"),
    ("Laayoune", -13.2, 27.15, "western-sahara-west"),
    ("Tifariti", -10.57, 26.16, "western-sahara-east"),
    ("Khan Yunis", 34.3, 31.34, "gaza"),
    ("Ramallah", 35.2, 31.9, "west-bank"),
    ("Hebron", 35.1, 31.53, "west-bank"),
    ("Jerusalem", 35.22, 31.77, "jerusalem"),
    ("Majdal Shams", 35.77, 33.27, "golan-heights"),
    ("Srinagar", 74.8, 34.08, "kashmir-india"),
    ("Leh", 77.58, 34.15, "kashmir-india"),
    ("Muzaffarabad", 73.47, 34.37, "kashmir-pakistan"),
    ("Kyrenia", 33.32, 35.34, "northern-cyprus"),
    ("Sukhumi", 41.0, 43.0, "abkhazia"),
    ("Tskhinvali", 43.97, 42.22, "south-ossetia"),
    ("Tiraspol", 29.63, 46.84, "transnistria"),
    ("Hargeisa", 44.06, 9.56, "somaliland"),
    ("Kherson", 32.62, 46.64, "ukraine-2022"),
    ("Kyiv", 30.52, 50.45, None),
    ("Odesa", 30.73, 46.48, None),
    ("Kursk", 36.19, 51.73, None),
    ("Krasnodar", 38.98, 45.04, None),
    ("Belgrade", 20.46, 44.8, None),
    ("Tel Aviv", 34.78, 32.08, None),
    ("Haifa", 34.99, 32.8, None),
    ("Damascus", 36.3, 33.51, None),
    ("Islamabad", 73.05, 33.69, None),
    ("Larnaca", 33.63, 34.92, None),
    ("Tbilisi", 44.8, 41.7, None),
    ("Chisinau", 28.86, 47.0, None),
    ("Mogadishu", 45.34, 2.04, None),
    ("Rabat", -6.84, 34.02, None),
]


@pytest.mark.parametrize(("area_id", "dispute_id", "owners"), OWNERS, ids=lambda v: str(v)[:20])
def test_a_disputed_area_belongs_to_whom_each_worldview_says(
    area_id: str, dispute_id: str, owners: dict[str, str]
) -> None:
    for view in worldviews():
        if view.id in owners or "*" in owners:
            expected = owners.get(view.id, owners.get("*"))
            assert country_of(area_id, view.id) == expected, view.id
    dispute = dispute_for([area_id], None, None)
    assert dispute is not None
    assert dispute.id == dispute_id


@pytest.mark.parametrize(("area_id", "dispute_id", "owners"), OWNERS, ids=lambda v: str(v)[:20])
def test_a_country_is_drawn_with_the_disputed_areas_it_owns_in_the_worldview(
    areas: Areas, area_id: str, dispute_id: str, owners: dict[str, str]
) -> None:
    own = areas.items([area_id])
    inside = areas.geometry([area_id], detail="fine")
    assert inside is not None
    point = inside.representative_point()
    for view, owner in owners.items():
        if view == "*" or not owner or (area_id in {"EH"} and view == "de_facto"):
            continue
        country = areas.geometry([owner], worldview=view, detail="fine")
        assert country is not None
        assert country.contains(point), (view, owner, dispute_id)
        assert {item.number for item in own} <= {item.number for item in areas.items([owner], view)}


@pytest.mark.parametrize(("town", "lon", "lat", "dispute_id"), TOWNS)
def test_a_town_in_a_disputed_area_says_so(
    town: str, lon: float, lat: float, dispute_id: str | None
) -> None:
    dispute = dispute_for([], lon, lat)
    assert (dispute.id if dispute else None) == dispute_id, town


def test_a_place_of_several_disputed_areas_has_one_sentence_for_all() -> None:
    for area_ids, dispute_id in (
        (["PS"], "palestine"),
        (["EH"], "western-sahara"),
        (["IN-JK", "IN-LA", "PK-JK", "PK-GB"], "kashmir"),
        (["UA-43", "UA-40"], "crimea"),
        (["UA-14", "UA-09"], "ukraine-2022"),
    ):
        dispute = dispute_for(area_ids, None, None)
        assert dispute is not None
        assert dispute.id == dispute_id


@pytest.mark.parametrize("code", ["UA", "RU", "IL", "IN", "PK", "CN", "GE", "MD", "SO", "RS", "MA"])
def test_a_country_with_a_disputed_part_is_not_itself_disputed(code: str) -> None:
    assert dispute_for([code], None, None) is None


def test_a_place_without_position_is_in_no_dispute() -> None:
    assert dispute_for([], None, None) is None
    assert dispute_for(["XX-999"], 34.1, 44.95) is None


@pytest.mark.parametrize("area", disputed_areas(), ids=lambda area: area.id)
def test_what_is_said_about_a_dispute_is_one_neutral_sourced_sentence(area: object) -> None:
    from geo.gazetteer.worldviews import DisputedArea

    assert isinstance(area, DisputedArea)
    sentence = area.dispute.sentence
    assert re.fullmatch(r"[A-Z][^.!?]+\.", sentence)
    assert re.search(r"administer|h[eo]ld|govern|occupie|secure|a United Nations force", sentence)
    assert re.search(r"claim|disputed the award", sentence)
    assert re.search(r"\b(1[89]\d\d|20\d\d)\b|twentieth century", sentence)
    loaded = r"illegal|terror|regime|liberat|annexationist|so-called|rightful|aggress|separatist"
    assert not re.search(loaded, sentence, re.IGNORECASE)
    assert re.search(r"\d{4}", area.dispute.source)
    assert area.dispute.url.startswith("https://")
    assert len(sentence) < 320


def test_the_tables_name_known_areas_worldviews_and_countries() -> None:
    views = {view.id for view in worldviews()}
    ids = {area.id for area in disputed_areas()}
    index = area_index()
    assert len(ids) == len(disputed_areas())
    for area in disputed_areas():
        assert bool(area.areas) + bool(area.covers) + bool(area.circle) == 1, area.id
        assert set(area.covers) <= ids
        assert set(area.owners) <= views, area.id
        for area_id in area.areas:
            assert index.items_of(area_id), area_id
        for code in (*area.owners.values(), *area.joins):
            assert re.fullmatch("[A-Z]{2}", code), code
        for unit in area.joins.values():
            assert index.items_of(unit), unit


def test_no_area_is_in_two_disputes() -> None:
    numbers = [
        item.number
        for area in disputed_areas()
        for area_id in area.areas
        for item in area_index().items_of(area_id)
    ]
    assert len(numbers) == len(set(numbers))


def test_the_default_worldview_comes_first_then_countries_by_name() -> None:
    views = worldviews()
    assert [view.id for view in views[:2]] == ["iso", "de_facto"]
    names = [view.name for view in views[2:]]
    assert all(before < after for before, after in pairwise(names))
    assert all(view.description.endswith(".") for view in views)
    assert worldview("iso") == views[0]


def test_an_unknown_worldview_is_named_with_the_valid_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        worldview("mars")
    assert caught.value.value == "mars"
    assert caught.value.hint.startswith("Use one of: iso, de_facto, ar, ")


def test_an_unknown_area_has_no_country() -> None:
    with pytest.raises(UnknownName):
        country_of("XX-999", "iso")


def test_the_golan_counts_to_quneitra_or_to_the_northern_district(areas: Areas) -> None:
    golan = Point(35.75, 33.0)
    for view, syrian in (("iso", True), ("il", False), ("us", False), ("de_facto", False)):
        quneitra = areas.geometry(["SY-QU"], worldview=view, detail="fine")
        northern = areas.geometry(["IL-Z"], worldview=view, detail="fine")
        assert quneitra is not None
        assert northern is not None
        assert quneitra.contains(golan) is syrian
        assert northern.contains(golan) is not syrian
