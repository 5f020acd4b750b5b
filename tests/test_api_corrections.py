"""Corrections over HTTP: another candidate, “not a place”; they survive a restart."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from geo.settings import Settings
from geo.web import create_app

TEXT = "The ferry reached Calais on Monday. Nobody in Calais saw it, said the captain of the Rover."


@pytest.fixture
def article(client: FlaskClient) -> dict[str, Any]:
    return dict(client.post("/api/articles", json={"text": TEXT}).json)


@pytest.fixture
def path(article: dict[str, Any]) -> str:
    return f"/api/articles/{article['id']}/corrections"


def mentions(article: dict[str, Any], text: str) -> list[dict[str, Any]]:
    return [mention for mention in article["mentions"] if mention["text"] == text]


def other_calais(client: FlaskClient, article: dict[str, Any]) -> str:
    (chosen,) = {mention["place"] for mention in mentions(article, "Calais")}
    entries = client.get("/api/gazetteer?q=Calais&limit=20").json["entries"]
    return str(next(each["id"] for each in entries if each["id"] != chosen))


def test_choosing_another_place_for_one_mention(
    client: FlaskClient, article: dict[str, Any], path: str
) -> None:
    first, _ = mentions(article, "Calais")
    entry = other_calais(client, article)
    body = {"start": first["start"], "end": first["end"], "entry": entry}
    answer = client.post(path, json=body)
    assert answer.status_code == 201
    made = answer.json["correction"]
    assert answer.headers["Location"] == f"{path}/{made['id']}"
    assert (made["text"], made["entry"], made["everywhere"]) == ("Calais", entry, False)
    now, _ = mentions(answer.json["article"], "Calais")
    assert (now["place"], now["status"], now["confidence"]) == (entry, "corrected", 1.0)
    assert answer.json["article"]["corrections"] == [made]
    assert client.get(path).json == {"corrections": [made]}


def test_not_a_place_everywhere_empties_the_place(
    client: FlaskClient, article: dict[str, Any], path: str
) -> None:
    first, _ = mentions(article, "Calais")
    body = {"start": first["start"], "end": first["end"], "entry": None, "everywhere": True}
    changed = client.post(path, json=body).json["article"]
    assert [mention["status"] for mention in mentions(changed, "Calais")] == ["rejected"] * 2
    assert first["place"] not in [place["id"] for place in changed["places"]]


def test_a_stretch_that_is_no_mention_becomes_one(
    client: FlaskClient, article: dict[str, Any], path: str
) -> None:
    assert mentions(article, "Rover") == []
    start = TEXT.index("Rover")
    entry = other_calais(client, article)
    body = {"start": start, "end": start + 5, "entry": entry}
    (made,) = mentions(client.post(path, json=body).json["article"], "Rover")
    assert (made["start"], made["place"], made["status"]) == (start, entry, "corrected")


def test_a_correction_survives_a_restart_and_can_be_taken_back(
    client: FlaskClient, article: dict[str, Any], path: str, settings: Settings
) -> None:
    first, _ = mentions(article, "Calais")
    body = {"start": first["start"], "end": first["end"], "entry": None, "everywhere": True}
    corrected = client.post(path, json=body).json
    restarted = create_app(settings).test_client()
    assert restarted.get(f"/api/articles/{article['id']}").json == corrected["article"]
    answer = restarted.delete(f"{path}/{corrected['correction']['id']}")
    assert (answer.status_code, answer.json["article"]) == (200, article)
    answer = restarted.delete(f"{path}/{corrected['correction']['id']}")
    assert answer.json["type"] == "/problems/unknown-correction"


def test_a_second_decision_about_the_same_words_replaces_the_first(
    client: FlaskClient, article: dict[str, Any], path: str
) -> None:
    first, _ = mentions(article, "Calais")
    span = {"start": first["start"], "end": first["end"]}
    client.post(path, json={**span, "entry": None})
    entry = other_calais(client, article)
    client.post(path, json={**span, "entry": entry})
    assert [each["entry"] for each in client.get(path).json["corrections"]] == [entry]


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ({"start": 18, "end": 24}, "bad-record", "“entry” is missing"),
        ({"end": 24, "entry": None}, "bad-record", "“start” is missing"),
        ({"start": 24, "end": 18, "entry": None}, "bad-record", "not within the text"),
        ({"start": 0, "end": 10_000, "entry": None}, "bad-record", "not within the text"),
        ({"start": 3, "end": 4, "entry": None}, "bad-record", "nothing but space"),
        ({"start": 18.0, "end": 24, "entry": None}, "bad-record", "“start” is a number"),
        ({"start": 18, "end": 24, "entry": 7}, "bad-record", "“entry” is a number"),
        ({"start": 18, "end": 24, "entry": "geonames:0"}, "unknown-name", "no entry 'geonames:0'"),
        ({"start": 18, "end": 24, "entry": None, "everywhere": 1}, "bad-record", "“everywhere”"),
        ([1], "bad-record", "an array, not an object"),
    ],
)
def test_a_bad_correction_is_refused_and_nothing_is_stored(
    client: FlaskClient, path: str, body: object, code: str, said: str
) -> None:
    answer = client.post(path, json=body)
    assert (answer.status_code, answer.json["type"]) == (400, f"/problems/{code}")
    assert said in answer.json["detail"]
    assert client.get(path).json == {"corrections": []}
