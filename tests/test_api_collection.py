"""Several articles on one map over HTTP: their places gathered, with the sentences of each."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

ARTICLES: tuple[dict[str, Any], ...] = (
    {
        "text": "A storm closed the port of Odesa on Monday. Ships left Odesa.",
        "title": "Storm",
        "published": "2025-03-01",
    },
    {
        "text": "Troops entered the Kursk region. A train from Odesa was late.",
        "title": "Troops",
        "published": "2025-03-10",
    },
    {"text": "Ukraine said that a bridge in Fiji fell.", "title": "Bridge"},
)


@pytest.fixture
def ids(client: FlaskClient) -> list[str]:
    return [client.post("/api/articles", json=each).json["id"] for each in ARTICLES]


def places(body: dict[str, Any]) -> dict[str, tuple[str, int]]:
    return {each["name"]: (each["layer"], each["mentions"]) for each in body["places"]}


def test_the_places_of_all_articles_are_gathered_by_place(
    client: FlaskClient, ids: list[str]
) -> None:
    body = client.get("/api/collection").json
    assert [each["id"] for each in body["articles"]] == ids[::-1]  # the newest first
    assert places(body) == {
        "Odesa": ("places", 3),
        "Kursk Oblast": ("areas", 1),
        "Fiji": ("areas", 1),
        "Ukraine": ("actors", 1),
    }
    odesa = body["places"][0]
    assert odesa["within"].endswith("Ukraine")
    assert {each["article"]: each["mentions"] for each in odesa["appearances"]} == {
        ids[0]: 2,
        ids[1]: 1,
    }
    assert body["pending"] == 0


def test_chosen_articles_alone_are_on_the_map(client: FlaskClient, ids: list[str]) -> None:
    body = client.get("/api/collection", query_string={"article": [ids[1], ids[2]]}).json
    assert {each["id"] for each in body["articles"]} == {ids[1], ids[2]}
    assert places(body)["Odesa"] == ("places", 1)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, {"Storm", "Troops", "Bridge"}),
        ({"from": "2025-03-01", "to": "2025-03-01"}, {"Storm", "Bridge"}),
        ({"from": "2025-03-02", "undated": "false"}, {"Troops"}),
        ({"to": "2025-02-28", "undated": "false"}, set()),
        ({"undated": "false"}, {"Storm", "Troops"}),
    ],
)
def test_a_period_leaves_out_the_articles_of_other_days(
    client: FlaskClient, ids: list[str], query: dict[str, str], titles: set[str]
) -> None:
    body = client.get("/api/collection", query_string=query).json
    assert {each["heading"] for each in body["articles"]} == titles


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("article=000000000000", 404),
        ("from=yesterday", 400),
        ("undated=perhaps", 400),
        ("worldview=mars", 400),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    client: FlaskClient, ids: list[str], query: str, status: int
) -> None:
    answer = client.get(f"/api/collection?{query}")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_a_place_leads_to_its_sentences_by_article(client: FlaskClient, ids: list[str]) -> None:
    odesa = client.get("/api/collection").json["places"][0]["id"]
    body = client.get(f"/api/collection/places/{odesa}").json
    assert (body["name"], body["mentions"]) == ("Odesa", 3)
    assert [(each["heading"], each["published"]) for each in body["articles"]] == [
        ("Troops", "2025-03-10"),
        ("Storm", "2025-03-01"),
    ]
    sentences = [
        mention["sentence"]["text"] for each in body["articles"] for mention in each["mentions"]
    ]
    assert sentences == [
        "A train from Odesa was late.",
        "A storm closed the port of Odesa on Monday.",
        "Ships left Odesa.",
    ]
    for article in body["articles"]:
        text = client.get(f"/api/articles/{article['id']}").json["text"]
        for mention in article["mentions"]:
            assert text[mention["start"] : mention["end"]] == "Odesa"
            at = mention["start"] - mention["sentence"]["start"]
            assert mention["sentence"]["text"][at : at + 5] == "Odesa"


def test_a_place_that_no_article_names_is_unknown(client: FlaskClient, ids: list[str]) -> None:
    answer = client.get("/api/collection/places/geonames:1")
    assert (answer.status_code, answer.json["type"]) == (404, "/problems/unknown-place")


def test_a_location_does_not_count_the_articles_in_which_it_only_acts(client: FlaskClient) -> None:
    for text in ("A fire broke out in France on Sunday.", "France said that it would help."):
        client.post("/api/articles", json={"text": text})
    (france,) = client.get("/api/collection").json["places"]
    assert (france["layer"], france["mentions"]) == ("areas", 1)
    assert [each["layer"] for each in france["appearances"]] == ["actors", "areas"]
    quoted = client.get(f"/api/collection/places/{france['id']}").json["articles"]
    assert [each["heading"] for each in quoted] == ["A fire broke out in France on Sunday."]


def test_the_collection_leaves_as_geojson_with_its_sentences(
    client: FlaskClient, ids: list[str]
) -> None:
    answer = client.get("/api/collection/map.geojson")
    assert answer.mimetype == "application/geo+json"
    features = {each["properties"]["name"]: each for each in answer.json["features"]}
    assert set(features) == {"Odesa", "Kursk Oblast", "Fiji", "Ukraine"}
    odesa = features["Odesa"]
    assert odesa["geometry"]["type"] == "Point"
    assert (odesa["properties"]["mentions"], odesa["properties"]["articles"]) == (3, 2)
    first = odesa["properties"]["appearances"][0]
    assert (first["article"], first["heading"]) == (ids[1], "Troops")
    assert first["mentions"][0]["sentence"] == "A train from Odesa was late."
    assert features["Kursk Oblast"]["geometry"]["type"] in {"Polygon", "MultiPolygon"}
    assert features["Ukraine"]["geometry"]["type"] == "Point"  # an actor
    bounds = answer.json["bbox"]
    assert -90 <= bounds[1] < bounds[3] <= 90


def test_the_outlines_are_those_of_the_areas(client: FlaskClient, ids: list[str]) -> None:
    features = client.get("/api/collection/outlines.geojson").json["features"]
    assert {each["properties"]["name"] for each in features} == {"Kursk Oblast", "Fiji"}
    assert all(each["id"].startswith("areas:") for each in features)


def test_a_collection_follows_corrections_and_worldviews(
    client: FlaskClient, ids: list[str]
) -> None:
    body = {"start": 55, "end": 60, "entry": None, "everywhere": True}
    assert ARTICLES[0]["text"][55:60] == "Odesa"
    client.post(f"/api/articles/{ids[0]}/corrections", json=body)
    assert places(client.get("/api/collection").json)["Odesa"] == ("places", 1)
    client.post("/api/articles", json={"text": "Ferries stayed in Sevastopol in Crimea."})
    within = {}
    for view in ("iso", "de_facto"):
        found = client.get(f"/api/collection?worldview={view}").json
        assert found["worldview"]["id"] == view
        (crimea,) = [each for each in found["places"] if each["name"] == "Crimea"]
        within[view] = crimea["within"]
        assert "2014" in crimea["dispute"]["sentence"]
    assert within == {"iso": "Ukraine", "de_facto": "Russia"}


def test_without_articles_a_collection_is_empty(client: FlaskClient) -> None:
    body = client.get("/api/collection").json
    assert (body["articles"], body["places"], body["focus"]["bbox"]) == ([], [], None)
    assert client.get("/api/collection/map.geojson").json["features"] == []


def test_articles_stored_without_their_maps_are_read_when_the_collection_is_opened(
    client: FlaskClient,
) -> None:
    for each in ARTICLES:
        client.post("/api/articles", json=each, headers={"Prefer": "respond-async"})
    body = client.get("/api/collection").json
    while body["pending"]:
        body = client.get("/api/collection").json
    assert places(body)["Odesa"] == ("places", 3)
