"""Articles over HTTP: any text becomes a map; bad input is refused and stores nothing."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any, NoReturn

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.settings import Settings
from geo.web import create_app
from geo.web.problems import problem_kinds, status_of_kind
from geo.workspace import Workspace

TEXT = "The ferry from Dover reached Calais on Monday.\n\nParis sent its regards to Calais."


def problem(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["type"] == f"/problems/{code}"
    assert answer.json["hint"]
    return dict(answer.json)


def nothing_stored(client: FlaskClient) -> bool:
    return bool(client.get("/api/articles").json == {"articles": []})


@pytest.fixture
def article(client: FlaskClient) -> dict[str, Any]:
    answer = client.post("/api/articles", json={"text": TEXT})
    assert answer.status_code == 201
    return dict(answer.json)


def place(article: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (each for each in article["places"] if each["name"] == name)
    return dict(found)


# A whole article -------------------------------------------------------------------------------


def test_posting_a_text_answers_with_its_finished_map(client: FlaskClient) -> None:
    body = {
        "text": TEXT,
        "title": "Ferries",
        "published": "2025-03-14",
        "source": "The Paper",
        "url": "https://paper.example/1",
    }
    answer = client.post("/api/articles", json=body)
    made = answer.json
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/articles/{made['id']}"
    assert made["text"] == TEXT
    assert (made["title"], made["heading"], made["source"]) == ("Ferries", "Ferries", "The Paper")
    assert (made["published"], made["url"]) == ("2025-03-14", "https://paper.example/1")
    assert made["worldview"] == "iso"
    assert "iso" in [view["id"] for view in made["worldviews"]]
    calais = place(made, "Calais")
    assert (calais["kind"], calais["symbol"], calais["layer"]) == ("town", "town", "places")
    assert abs(calais["lon"] - 1.86) < 0.1
    assert abs(calais["lat"] - 50.95) < 0.1
    mentions = {mention["id"]: mention for mention in made["mentions"]}
    assert [mentions[each]["start"] for each in calais["mentions"]] == [29, 74]
    for mention in mentions.values():
        assert TEXT[mention["start"] : mention["end"]] == mention["text"]
        sentence = mention["sentence"]
        assert TEXT[sentence["start"] : sentence["end"]] == sentence["text"]
    assert client.get(answer.headers["Location"]).json == made


def test_plain_text_is_taken_too(client: FlaskClient) -> None:
    answer = client.post("/api/articles", data=TEXT.encode(), content_type="text/plain")
    assert (answer.status_code, answer.json["text"]) == (201, TEXT)


def test_the_same_text_is_stored_once(client: FlaskClient, article: dict[str, Any]) -> None:
    again = client.post("/api/articles", json={"text": TEXT, "title": "Another title"})
    assert (again.status_code, again.json) == (200, article)
    assert again.headers["Location"] == f"/api/articles/{article['id']}"
    (listed,) = client.get("/api/articles").json["articles"]
    assert listed["id"] == article["id"]
    assert listed["words"] == 14
    assert listed["places"] == sum(
        each["layer"] in ("areas", "places") for each in article["places"]
    )


def test_a_text_without_places_is_a_success_with_empty_lists(client: FlaskClient) -> None:
    answer = client.post("/api/articles", json={"text": "it rained all day and nobody came."})
    made = answer.json
    assert (answer.status_code, made["mentions"], made["places"]) == (201, [], [])
    assert made["focus"] == {"bbox": None, "outside": []}
    collection = client.get(f"/api/articles/{made['id']}/map.geojson").json
    assert collection == {"type": "FeatureCollection", "features": []}
    assert client.get(f"/articles/{made['id']}").status_code == 200


def test_articles_are_there_after_a_restart(
    client: FlaskClient, article: dict[str, Any], settings: Settings
) -> None:
    restarted = create_app(settings).test_client()
    assert restarted.get(f"/api/articles/{article['id']}").json == article


def test_a_deleted_article_is_gone(client: FlaskClient, article: dict[str, Any]) -> None:
    path = f"/api/articles/{article['id']}"
    assert client.delete(path).status_code == 204
    problem(client.get(path), 404, "unknown-article")
    problem(client.delete(path), 404, "unknown-article")
    assert nothing_stored(client)


BACK = {"If-None-Match": "*"}


def test_a_deleted_article_comes_back_with_all_that_was_written(
    client: FlaskClient, article: dict[str, Any]
) -> None:
    path = f"/api/articles/{article['id']}"
    note = {"type": "Feature", "geometry": None, "properties": {"title": "T", "start": 4, "end": 9}}
    made = client.post(f"{path}/annotations", json=note)
    changed = {**note, "properties": {**note["properties"], "title": "Later"}}
    etag = {"If-Match": made.headers["ETag"]}
    client.put(f"{path}/annotations/{made.json['id']}", json=changed, headers=etag)
    client.post(f"{path}/corrections", json={"start": 15, "end": 20, "entry": None})
    kept = [f"{path}{end}" for end in ("", "/corrections", "/annotations", "/map.geojson")]
    kept.append(f"{path}/annotations/{made.json['id']}/history")
    before = [client.get(each).json for each in kept]
    assert client.delete(path).status_code == 204
    (listed,) = client.get("/api/deleted-articles").json["articles"]
    assert (listed["id"], listed["heading"]) == (article["id"], article["heading"])
    assert listed["deleted"]
    answer = client.put(path, headers=BACK)
    assert (answer.status_code, answer.json["id"]) == (200, article["id"])
    assert [client.get(each).json for each in kept] == before
    assert client.get("/api/deleted-articles").json == {"articles": []}


def test_only_a_deleted_article_can_be_brought_back(
    client: FlaskClient, article: dict[str, Any]
) -> None:
    path = f"/api/articles/{article['id']}"
    problem(client.put(path), 428, "version-missing")
    problem(client.put(path, headers=BACK), 404, "unknown-article")
    problem(client.put("/api/articles/000000000000", headers=BACK), 404, "unknown-article")


def test_an_erased_article_is_gone_for_good(client: FlaskClient, article: dict[str, Any]) -> None:
    path, deleted = f"/api/articles/{article['id']}", f"/api/deleted-articles/{article['id']}"
    problem(client.delete(deleted), 404, "unknown-article")
    client.delete(path)
    assert client.delete(deleted).status_code == 204
    problem(client.put(path, headers=BACK), 404, "unknown-article")


def test_without_minutes_to_undo_a_deleted_article_is_gone_at_once(settings: Settings) -> None:
    client = create_app(replace(settings, undo_minutes=0)).test_client()
    made = client.post("/api/articles", json={"text": TEXT}).json
    assert client.delete(f"/api/articles/{made['id']}").status_code == 204
    assert client.get("/api/deleted-articles").json == {"articles": []}
    problem(client.put(f"/api/articles/{made['id']}", headers=BACK), 404, "unknown-article")


def test_a_deleted_article_is_gone_after_its_minutes(
    client: FlaskClient, article: dict[str, Any], settings: Settings
) -> None:
    client.delete(f"/api/articles/{article['id']}")
    create_app(replace(settings, undo_minutes=0))  # as a start does later
    assert client.get("/api/deleted-articles").json == {"articles": []}


def test_a_deleted_text_that_is_sent_again_begins_anew(
    client: FlaskClient, article: dict[str, Any]
) -> None:
    path = f"/api/articles/{article['id']}"
    client.post(f"{path}/corrections", json={"start": 15, "end": 20, "entry": None})
    client.delete(path)
    assert client.post("/api/articles", json={"text": TEXT}).status_code == 201
    assert client.get(f"{path}/corrections").json == {"corrections": []}
    problem(client.put(path, headers=BACK), 404, "unknown-article")


# Samples and searches --------------------------------------------------------------------------


def test_a_sample_is_added_by_its_id_with_its_metadata(client: FlaskClient) -> None:
    offered = client.get("/api/samples").json["samples"]
    assert [each["id"] for each in offered] == [
        "kursk-ceasefire",
        "cordoba-heatwave",
        "pacific-cyclone",
    ]
    assert {each["article"] for each in offered} == {None}
    answer = client.post("/api/articles", json={"sample": "pacific-cyclone"})
    assert answer.status_code == 201
    made = answer.json
    assert (made["title"], made["published"]) == (offered[2]["heading"], "2025-12-04")
    assert "not real news" in made["source"]
    assert client.get("/api/samples").json["samples"][2]["article"] == made["id"]
    assert client.post("/api/articles", json={"sample": "pacific-cyclone"}).status_code == 200


@pytest.mark.parametrize("sample", ["paris", "", None, 3, "../kursk-ceasefire"])
def test_an_unknown_sample_is_refused(client: FlaskClient, sample: object) -> None:
    answer = client.post("/api/articles", json={"sample": sample})
    assert answer.status_code == 400
    assert nothing_stored(client)


@pytest.fixture
def library(client: FlaskClient) -> FlaskClient:
    client.post("/api/articles", json={"text": TEXT, "title": "Ferries & regards"})
    client.post("/api/articles", json={"text": "A storm hit Córdoba in Spain on Monday."})
    return client


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferr", [("Ferries & regards", [])]),
        ("calais", [("Ferries & regards", ["Calais"])]),
        ("CORDOBA", [("A storm hit Córdoba in Spain on Monday.", ["Córdoba"])]),
        ("Іспанія", [("A storm hit Córdoba in Spain on Monday.", ["Spain"])]),
        ("storm spain", [("A storm hit Córdoba in Spain on Monday.", ["Spain"])]),
        ("storm calais", []),
        ("alais", []),
        ("nowhere", []),
    ],
)
def test_articles_are_found_by_title_and_by_the_names_of_their_places(
    library: FlaskClient, query: str, found: list[tuple[str, list[str]]]
) -> None:
    answer = library.get("/api/articles", query_string={"q": query}).json
    assert [(each["heading"], each["found"]) for each in answer["articles"]] == found
    assert answer["pending"] == 0


def test_a_search_knows_the_places_of_an_article_stored_without_its_map(
    client: FlaskClient,
) -> None:
    client.post("/api/articles", json={"text": TEXT}, headers={"Prefer": "respond-async"})
    answer = client.get("/api/articles?q=calais").json
    assert [each["found"] for each in answer["articles"]] == [["Calais"]]


def test_a_search_follows_the_corrections(client: FlaskClient, article: dict[str, Any]) -> None:
    calais = {"start": 29, "end": 35, "entry": None, "everywhere": True}
    path = f"/api/articles/{article['id']}/corrections"
    assert client.post(path, json=calais).status_code == 201
    (found,) = client.get("/api/articles?q=calais").json["articles"]
    assert found["found"] == []  # its first words hold the name, but it is no place of it


def test_a_deleted_article_is_not_found(client: FlaskClient, article: dict[str, Any]) -> None:
    client.delete(f"/api/articles/{article['id']}")
    assert client.get("/api/articles?q=calais").json == {"articles": [], "pending": 0}


def test_a_client_that_does_not_wait_gets_202(client: FlaskClient) -> None:
    answer = client.post("/api/articles", json={"text": TEXT}, headers={"Prefer": "respond-async"})
    assert (answer.status_code, answer.headers["Preference-Applied"]) == (202, "respond-async")
    assert client.get(answer.headers["Location"]).json["text"] == TEXT


def test_offsets_count_code_points_not_utf16(client: FlaskClient) -> None:
    text = "🗺️🗺️ The ferry from Dover reached Calais."
    made = client.post("/api/articles", json={"text": text}).json
    (mention,) = (each for each in made["mentions"] if each["text"] == "Calais")
    assert mention["start"] == text.index("Calais")


# Layers and downloads --------------------------------------------------------------------------


def test_the_map_is_geojson_with_unique_ids_over_all_layers(
    client: FlaskClient, article: dict[str, Any]
) -> None:
    answer = client.get(f"/api/articles/{article['id']}/map.geojson")
    assert (answer.status_code, answer.mimetype) == (200, "application/geo+json")
    ids = [feature["id"] for feature in answer.json["features"]]
    assert len(ids) == len(set(ids))
    assert f"places:{place(article, 'Calais')['id']}" in ids
    etag = answer.headers["ETag"]
    again = client.get(
        f"/api/articles/{article['id']}/map.geojson", headers={"If-None-Match": etag}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_each_layer_has_as_many_features_as_the_list_says(
    client: FlaskClient, article: dict[str, Any]
) -> None:
    path = f"/api/articles/{article['id']}/layers"
    layers = client.get(path).json["layers"]
    assert layers == article["layers"]
    assert [layer["id"] for layer in layers] == [
        "overlays",
        "areas",
        "places",
        "actors",
        "mentions",
        "annotations",
    ]
    for layer in layers:
        answer = client.get(f"{path}/{layer['id']}.geojson")
        assert len(answer.json["features"]) == layer["count"]


def test_a_download_has_a_file_name(client: FlaskClient, article: dict[str, Any]) -> None:
    answer = client.get(f"/api/articles/{article['id']}/exports/geojson")
    assert answer.mimetype == "application/geo+json"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="dateline-{article["id"]}.geojson"'
    )
    assert answer.json == client.get(f"/api/articles/{article['id']}/map.geojson").json


def test_an_unknown_worldview_layer_format_or_language_names_the_valid_ones(
    client: FlaskClient, article: dict[str, Any]
) -> None:
    path = f"/api/articles/{article['id']}"
    told = problem(client.get(f"{path}?worldview=mars"), 400, "unknown-name")
    assert "de_facto" in told["hint"]
    told = problem(client.get(f"{path}/layers/roads.geojson"), 400, "unknown-name")
    assert "mentions" in told["hint"]
    told = problem(client.get(f"{path}/exports/docx"), 400, "unknown-name")
    assert "geojson" in told["hint"]
    problem(client.get(f"{path}?language=klingon!"), 400, "unknown-name")


# Bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "empty-text"),
        ({"text": " \n\t"}, "empty-text"),
        ({"text": "a\0b"}, "not-text"),
        ({"text": "\ud83d alone"}, "not-text"),
        ({}, "bad-record"),
        ({"text": None}, "bad-record"),
        ({"text": ["Paris"]}, "bad-record"),
        ({"text": TEXT, "published": "yesterday"}, "bad-record"),
        ({"text": TEXT, "published": "2025-02-30"}, "bad-record"),
        ({"text": TEXT, "published": 2025}, "bad-record"),
        ({"text": TEXT, "title": 7}, "bad-record"),
        ({"text": TEXT, "title": "x" * 501}, "bad-record"),
        ({"text": TEXT, "title": "a\0b"}, "bad-record"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "bad-record"),
        ({"text": TEXT, "url": "not an address"}, "bad-record"),
        ({"text": TEXT, "language": "no such tag"}, "unknown-name"),
    ],
)
def test_a_bad_article_is_refused_and_nothing_is_stored(
    client: FlaskClient, body: object, code: str
) -> None:
    problem(
        client.post("/api/articles", data=as_json(body), content_type="application/json"), 400, code
    )
    assert nothing_stored(client)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary file"),
        ("Le café".encode("latin-1"), "byte 6 is 0xE9"),
        (b"\xff\xfeP\x00a", "not UTF-16"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_offset(
    client: FlaskClient, data: bytes, said: str
) -> None:
    answer = client.post("/api/articles", data=data, content_type="text/plain")
    assert said in problem(answer, 400, "not-text")["detail"]
    assert nothing_stored(client)


def test_text_in_another_encoding_is_refused(client: FlaskClient) -> None:
    answer = client.post("/api/articles", data=b"abc", content_type="text/plain; charset=latin-1")
    assert "latin-1" in problem(answer, 400, "not-text")["detail"]


@pytest.mark.parametrize("media_type", ["application/json", "text/plain"])
def test_a_text_over_the_limit_is_413_with_the_limit(client: FlaskClient, media_type: str) -> None:
    text = "Paris. " * 150_000
    data = as_json({"text": text}) if media_type == "application/json" else text.encode()
    answer = client.post("/api/articles", data=data, content_type=media_type)
    told = problem(answer, 413, "text-too-long")
    assert "1,050,000 bytes" in told["detail"]
    assert "1,000,000" in told["detail"]
    assert nothing_stored(client)


def test_a_body_far_over_the_limit_is_413_before_it_is_read(client: FlaskClient) -> None:
    answer = client.post("/api/articles", data=b"x" * 7_000_000, content_type="text/plain")
    assert "1,000,000" in problem(answer, 413, "text-too-long")["detail"]
    assert nothing_stored(client)


def test_a_body_of_another_type_is_415(client: FlaskClient) -> None:
    answer = client.post("/api/articles", data=b"<p>Paris</p>", content_type="text/html")
    assert "text/html" in problem(answer, 415, "unsupported-media-type")["detail"]
    problem(client.post("/api/articles", data=b"Paris"), 415, "unsupported-media-type")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/articles", "GET, HEAD, OPTIONS, POST"),
        ("POST", "/api/articles/0123456789ab", "DELETE, GET, HEAD, OPTIONS, PUT"),
        ("DELETE", "/api/gazetteer", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_wrong_method_is_405_with_those_allowed(
    client: FlaskClient, method: str, path: str, allowed: str
) -> None:
    answer = client.open(path, method=method)
    told = problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == allowed
    assert allowed in told["hint"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/articles/nope",
        "/api/articles/nope/map.geojson",
        "/api/articles/nope/layers",
        "/api/articles/nope/layers/places.geojson",
        "/api/articles/nope/exports/geojson",
        "/api/articles/nope/corrections",
    ],
)
def test_an_unknown_article_is_404(client: FlaskClient, path: str) -> None:
    problem(client.get(path), 404, "unknown-article")


def test_an_unknown_address_is_a_problem_for_programs_and_a_page_for_people(
    client: FlaskClient,
) -> None:
    problem(client.get("/api/nowhere"), 404, "not-found")
    page = client.get("/nowhere")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "There is nothing at this address." in page.get_data(as_text=True)
    page = client.get("/articles/nope")
    assert page.status_code == 404
    assert "There is no such article" in page.get_data(as_text=True)


def test_the_type_of_a_problem_leads_to_a_page(client: FlaskClient) -> None:
    told = problem(client.post("/api/articles", json={"text": ""}), 400, "empty-text")
    page = client.get(told["type"])
    assert page.status_code == 200
    assert "The text is empty" in page.get_data(as_text=True)
    assert client.get("/problems/nonsense").status_code == 404


def test_every_error_has_a_code_of_its_own_and_a_status() -> None:
    kinds = problem_kinds()
    assert len(kinds) == len({kind.title for kind in kinds.values()})
    assert {code: int(status_of_kind(kind)) for code, kind in kinds.items()} == {
        "error": 500,
        "bad-input": 400,
        "empty-text": 400,
        "text-too-long": 413,
        "not-text": 400,
        "unreadable-file": 400,
        "bad-record": 400,
        "bad-geometry": 400,
        "bad-setting": 400,
        "unknown-name": 400,
        "key-reused": 422,
        "not-found": 404,
        "unknown-article": 404,
        "unknown-entry": 404,
        "unknown-mention": 404,
        "unknown-annotation": 404,
        "unknown-correction": 404,
        "unknown-overlay": 404,
        "unknown-place": 404,
        "version-missing": 428,
        "version-stale": 412,
        "forbidden-origin": 403,
        "port-busy": 500,
        "store-unusable": 503,
        "data-missing": 503,
    }


class BrokenGazetteer(Gazetteer):
    """A gazetteer whose files fail while they are read."""

    def __init__(self) -> None:
        pass

    def scan(self, text: str, **_: object) -> NoReturn:
        raise OSError(5, "Input/output error", f"secret/path/{len(text)}")


def test_a_failure_inside_is_500_without_its_details_and_stores_nothing(
    settings: Settings, areas: Areas, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Workspace(settings, gazetteer=BrokenGazetteer(), areas=areas)
    client = create_app(settings, workspace=broken).test_client()
    answer = client.post("/api/articles", json={"text": TEXT})
    problem(answer, 500, "error")
    assert "secret" not in answer.get_data(as_text=True)
    assert "secret/path" in caplog.text
    assert nothing_stored(client)
    page = client.post("/articles", data={"text": TEXT})
    assert (page.status_code, page.mimetype) == (500, "text/html")
    assert nothing_stored(client)


# Gazetteer -------------------------------------------------------------------------------------


def test_the_search_box_finds_entries_best_first(client: FlaskClient) -> None:
    entries = client.get("/api/gazetteer?q=Pokrovsk&limit=5").json["entries"]
    assert 1 < len(entries) <= 5
    assert entries[0]["name"] == "Pokrovsk"
    assert "Ukraine" in entries[0]["description"]
    assert client.get("/api/gazetteer?q=").json == {"entries": []}
    assert client.get("/api/gazetteer?q=zzzzqqqq").json == {"entries": []}


@given(st.text(max_size=30))
def test_any_query_is_answered(client: FlaskClient, query: str) -> None:
    answer = client.get("/api/gazetteer", query_string={"q": query.encode("utf-8", "replace")})
    assert answer.status_code == 200
    assert isinstance(answer.json["entries"], list)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=51", "limit=many", "limit=-1", "q=" + "x" * 201]
)
def test_a_bad_search_is_refused(client: FlaskClient, query: str) -> None:
    problem(client.get(f"/api/gazetteer?{query}"), 400, "bad-record")


def as_json(body: object) -> str:
    import json

    return json.dumps(body)


# Switches --------------------------------------------------------------------------------------


def test_a_request_says_what_is_looked_for(client: FlaskClient) -> None:
    text = (
        "Russian troops left Kursk. Moscow said no.\n\n"
        "Doctors at Aleppo University fled to Damascus last week."
    )
    path = f"/api/articles/{client.post('/api/articles', json={'text': text}).json['id']}"

    def roles(query: str) -> dict[str, str]:
        mentions = client.get(f"{path}{query}").json["mentions"]
        return {mention["text"]: mention["role"] for mention in mentions}

    usual = roles("")
    assert usual["Russian"] == "demonym"
    assert usual["Moscow"] == "associative"
    assert any(name.startswith("Aleppo") for name in usual)
    assert "Russian" not in roles("?demonyms=false")
    assert roles("?roles=false")["Moscow"] == "literal"
    assert not any(name.startswith("Aleppo") for name in roles("?inside_names=false"))
    # Nothing of it stays: the next reader gets the usual map.
    assert roles("") == usual

    collection = client.get(f"{path}/layers/mentions.geojson?demonyms=false").json
    assert "Russian" not in {each["properties"]["text"] for each in collection["features"]}
    file = client.get(f"{path}/exports/json?demonyms=false").json
    assert "Russian" not in {each["text"] for each in file["toponyms"]}


@pytest.mark.parametrize("name", ["demonyms", "inside_names", "roles"])
def test_a_switch_is_true_or_false(client: FlaskClient, article: dict[str, Any], name: str) -> None:
    answer = client.get(f"/api/articles/{article['id']}?{name}=maybe")
    assert problem(answer, 400, "bad-record")["value"] == "maybe"


def test_progress_is_told_while_a_map_is_made(
    settings: Settings, gazetteer: Gazetteer, areas: Areas
) -> None:
    """Asked in the middle of the making, from another thread's point of view."""
    workspace = Workspace(settings, gazetteer=gazetteer, areas=areas)
    asking = create_app(settings, workspace=workspace).test_client()
    text = "\n\n".join(f"Moscow said on day {n} that Kursk would be rebuilt." for n in range(400))
    made = asking.post(
        "/api/articles", json={"text": text}, headers={"Prefer": "respond-async"}
    ).json
    path = f"/api/articles/{made['id']}/progress"
    assert asking.get(path).json == {"done": None, "all": None}
    told: list[dict[str, Any]] = []
    working = threading.Thread(target=lambda: workspace.open_map(made["id"]))
    working.start()
    while working.is_alive():
        told.append(asking.get(path).json)
        working.join(0.02)
    counted = [each for each in told if each["all"]]
    assert counted
    assert all(0 <= each["done"] < each["all"] for each in counted)
    assert asking.get(path).json == {"done": None, "all": None}
    assert asking.get("/api/articles/000000000000/progress").status_code == 404
    workspace.close()
