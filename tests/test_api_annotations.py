"""Annotations over HTTP: what a reader draws and writes is stored, versioned, never overwritten."""

from __future__ import annotations

import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from geo.settings import Settings
from geo.web import create_app

TEXT = "Troops entered Sumy on Friday. 🗺️ A bridge near Rylsk was hit."
BRIDGE = {"start": 34, "end": 42}


@pytest.fixture
def article(client: FlaskClient) -> str:
    # Nothing here needs the article's places: the map is not made.
    answer = client.post("/api/articles", json={"text": TEXT}, headers={"Prefer": "respond-async"})
    assert answer.status_code == 202
    return str(answer.json["id"])


@pytest.fixture
def path(article: str) -> str:
    return f"/api/articles/{article}/annotations"


def feature(geometry: Any = None, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def point(lon: float = 34.5, lat: float = 51.5) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def signed_area(ring: list[list[float]]) -> float:
    """Positive for a ring that runs counterclockwise."""
    pairs = itertools.pairwise(ring)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def post(client: FlaskClient, path: str, body: object) -> TestResponse:
    # Numbers beyond the range of floats, as a client in another language may write them.
    text = json.dumps(body).replace("Infinity", "1e400")
    return client.post(path, data=text, content_type="application/json")


def add(client: FlaskClient, path: str, **properties: Any) -> tuple[str, str]:
    answer = client.post(path, json=feature(point(), **{"title": "First", **properties}))
    assert answer.status_code == 201
    return answer.headers["Location"], answer.headers["ETag"]


def problem(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["type"] == f"/problems/{code}"
    assert answer.json["status"] == status
    assert answer.json["hint"]
    return dict(answer.json)


# Making and reading ----------------------------------------------------------------------------


def test_a_drawn_point_comes_back_as_a_feature(client: FlaskClient, path: str) -> None:
    answer = client.post(path, json=feature(point(), title="Bridge", note="*Seen* twice."))
    made = answer.json
    assert (answer.status_code, answer.mimetype) == (201, "application/geo+json")
    assert answer.headers["Location"] == f"{path}/{made['id']}"
    assert answer.headers["ETag"] == '"1"'
    moment = made["properties"].pop("created")
    assert made["properties"].pop("modified") == moment
    assert made == {
        "type": "Feature",
        "id": made["id"],
        "geometry": point(),
        "properties": {
            "title": "Bridge",
            "note": "*Seen* twice.",
            "note_html": "<p><em>Seen</em> twice.</p>",
            "start": None,
            "end": None,
            "text": None,
            "version": 1,
        },
    }
    again = client.get(answer.headers["Location"])
    assert again.json["geometry"] == point()
    assert again.headers["ETag"] == '"1"'


def test_a_marked_stretch_of_text_is_counted_in_code_points(client: FlaskClient, path: str) -> None:
    made = client.post(path, json=feature(title="Here", **BRIDGE)).json
    assert made["geometry"] is None
    assert made["properties"]["text"] == "A bridge"


def test_the_list_is_a_feature_collection_in_the_order_of_making(
    client: FlaskClient, path: str
) -> None:
    add(client, path, title="One")
    client.post(path, json=feature(title="Two", **BRIDGE))
    listed = client.get(path)
    assert listed.mimetype == "application/geo+json"
    assert listed.json["type"] == "FeatureCollection"
    assert listed.json["bbox"] == [34.5, 51.5, 34.5, 51.5]
    assert [each["properties"]["title"] for each in listed.json["features"]] == ["One", "Two"]


def test_annotations_are_there_after_a_restart(settings: Settings) -> None:
    first = create_app(settings).test_client()
    answer = first.post("/api/articles", json={"text": TEXT}, headers={"Prefer": "respond-async"})
    path = f"/api/articles/{answer.json['id']}/annotations"
    add(first, path, title="Kept")
    second = create_app(settings).test_client()
    (kept,) = second.get(path).json["features"]
    assert kept["properties"]["title"] == "Kept"


def test_a_ring_drawn_clockwise_is_stored_counterclockwise(client: FlaskClient, path: str) -> None:
    ring = [[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]
    made = client.post(path, json=feature({"type": "Polygon", "coordinates": [ring]})).json
    (stored,) = made["geometry"]["coordinates"]
    assert signed_area(stored) == 4.0
    assert sorted(map(tuple, stored[:-1])) == [(0, 0), (0, 2), (2, 0), (2, 2)]


@pytest.mark.parametrize("media_type", ["application/json", "application/geo+json"])
def test_features_are_taken_as_json_and_as_geojson(
    client: FlaskClient, path: str, media_type: str
) -> None:
    body = b'{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}'
    assert client.post(path, data=body, content_type=media_type).status_code == 201


def test_a_note_is_cleaned_of_everything_that_could_run_or_load(
    client: FlaskClient, path: str
) -> None:
    note = (
        '<script>alert(1)</script> <img src=x onerror="alert(1)"> '
        "[bad](javascript:alert(1)) ![spy](https://spy.example/x.png) [good](https://good.example)"
    )
    html = client.post(path, json=feature(point(), note=note)).json["properties"]["note_html"]
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert '<a href="https://good.example" rel="noopener noreferrer nofollow">good</a>' in html


# Repeating -------------------------------------------------------------------------------------


def test_a_repeated_post_with_the_same_key_makes_one_annotation(
    client: FlaskClient, path: str
) -> None:
    headers = {"Idempotency-Key": "3c6f-1"}
    first = client.post(path, json=feature(point(), title="Once"), headers=headers)
    second = client.post(path, json=feature(point(), title="Once"), headers=headers)
    assert (second.status_code, second.json) == (201, first.json)
    assert second.headers["Location"] == first.headers["Location"]
    assert len(client.get(path).json["features"]) == 1


def test_a_key_used_for_something_else_is_refused(client: FlaskClient, path: str) -> None:
    headers = {"Idempotency-Key": "3c6f-1"}
    client.post(path, json=feature(point(), title="Once"), headers=headers)
    answer = client.post(path, json=feature(point(), title="Other"), headers=headers)
    problem(answer, 422, "key-reused")
    assert len(client.get(path).json["features"]) == 1


def test_many_repetitions_at_once_make_one_annotation(client: FlaskClient, path: str) -> None:
    def send(_: int) -> str:
        other = client.application.test_client()
        headers = {"Idempotency-Key": "3c6f-1"}
        return str(other.post(path, json=feature(point()), headers=headers).headers["Location"])

    with ThreadPoolExecutor(8) as threads:
        locations = set(threads.map(send, range(16)))
    (listed,) = client.get(path).json["features"]
    assert locations == {f"{path}/{listed['id']}"}


# Changing --------------------------------------------------------------------------------------


def test_put_replaces_the_whole_annotation(client: FlaskClient, path: str) -> None:
    location, etag = add(client, path, note="Old note")
    body = feature(point(1, 2), title="Second")
    answer = client.put(location, json=body, headers={"If-Match": etag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'
    assert answer.json["geometry"] == point(1, 2)
    assert answer.json["properties"]["title"] == "Second"
    assert answer.json["properties"]["note"] == ""
    assert answer.json["properties"]["version"] == 2


def test_patch_changes_only_the_members_given(client: FlaskClient, path: str) -> None:
    location, etag = add(client, path, note="Kept", **BRIDGE)
    answer = client.patch(
        location, json={"properties": {"title": None}}, headers={"If-Match": etag}
    )
    assert answer.json["geometry"] == point()
    assert answer.json["properties"]["title"] == ""
    assert answer.json["properties"]["note"] == "Kept"
    answer = client.patch(
        location,
        data=b'{"geometry": null}',
        content_type="application/merge-patch+json",
        headers={"If-Match": answer.headers["ETag"]},
    )
    assert answer.json["geometry"] is None
    assert answer.json["properties"]["text"] == "A bridge"


def test_a_client_may_send_back_the_feature_it_got(client: FlaskClient, path: str) -> None:
    location, etag = add(client, path, **BRIDGE)
    whole = client.get(location).json
    whole["properties"]["title"] = "Changed"
    answer = client.put(location, json=whole, headers={"If-Match": etag})
    assert answer.json["properties"]["title"] == "Changed"
    assert answer.json["properties"]["version"] == 2


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_write_that_names_no_version_is_refused(
    client: FlaskClient, path: str, method: str
) -> None:
    location, _ = add(client, path)
    answer = getattr(client, method)(location, json=feature(point(), title="Mine"))
    problem(answer, 428, "version-missing")
    assert client.get(location).json["properties"]["title"] == "First"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("etag", ['"1"', 'W/"2"', '"nonsense"', '"1", "7"'])
def test_a_write_based_on_another_version_gets_the_current_row(
    client: FlaskClient, path: str, method: str, etag: str
) -> None:
    location, first = add(client, path)
    client.patch(location, json={"properties": {"title": "Theirs"}}, headers={"If-Match": first})
    answer = getattr(client, method)(
        location, json=feature(point(), title="Mine"), headers={"If-Match": etag}
    )
    told = problem(answer, 412, "version-stale")
    assert told["current"]["properties"]["title"] == "Theirs"
    assert told["current"]["properties"]["version"] == 2
    assert answer.headers["ETag"] == '"2"'
    assert client.get(location).json == told["current"]


def test_of_many_changes_at_once_one_is_stored_and_the_others_are_told(
    client: FlaskClient, path: str
) -> None:
    location, etag = add(client, path)

    def send(number: int) -> int:
        other = client.application.test_client()
        body = {"properties": {"title": f"Title {number}"}}
        return other.patch(location, json=body, headers={"If-Match": etag}).status_code

    with ThreadPoolExecutor(8) as threads:
        statuses = sorted(threads.map(send, range(8)))
    assert statuses == [200] + [412] * 7
    assert client.get(location).json["properties"]["version"] == 2


@pytest.mark.parametrize("etag", ['"1"', "*", '"7", "1"'])
def test_if_match_takes_a_tag_a_list_and_a_star(client: FlaskClient, path: str, etag: str) -> None:
    location, _ = add(client, path)
    answer = client.patch(
        location, json={"properties": {"title": "New"}}, headers={"If-Match": etag}
    )
    assert answer.status_code == 200


def test_a_deleted_annotation_is_gone_and_its_late_writers_are_told(
    client: FlaskClient, path: str
) -> None:
    location, etag = add(client, path)
    assert client.delete(location, headers={"If-Match": etag}).status_code == 204
    problem(client.get(location), 404, "unknown-annotation")
    answer = client.put(location, json=feature(point()), headers={"If-Match": etag})
    assert problem(answer, 412, "version-stale")["current"] is None
    assert client.get(path).json["features"] == []


def test_a_deleted_annotation_can_be_brought_back_under_its_id(
    client: FlaskClient, path: str
) -> None:
    location, etag = add(client, path)
    client.delete(location, headers={"If-Match": etag})
    back = client.put(location, json=feature(point(), title="Back"), headers={"If-None-Match": "*"})
    assert back.status_code == 200
    assert back.headers["ETag"] == '"3"'
    assert client.get(location).json == back.json
    again = client.put(location, json=feature(point()), headers={"If-None-Match": "*"})
    assert problem(again, 412, "version-stale")["current"] == back.json


def test_the_history_has_every_version_with_before_and_after(
    client: FlaskClient, path: str
) -> None:
    location, etag = add(client, path)
    client.patch(location, json={"properties": {"title": "Second"}}, headers={"If-Match": etag})
    client.delete(location, headers={"If-Match": '"2"'})
    versions = client.get(f"{location}/history").json["versions"]
    titles = [
        (
            step["version"],
            step["action"],
            step["before"] and step["before"]["properties"]["title"],
            step["after"] and step["after"]["properties"]["title"],
        )
        for step in versions
    ]
    assert titles == [
        (1, "create", None, "First"),
        (2, "update", "First", "Second"),
        (3, "delete", "Second", None),
    ]


def test_an_unchanged_annotation_is_not_sent_again(client: FlaskClient, path: str) -> None:
    location, etag = add(client, path)
    answer = client.get(location, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")


# What cannot be stored -------------------------------------------------------------------------

SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "Circle", "coordinates": [1, 2]}, "type is 'Circle'"),
        ({"type": ["Point"], "coordinates": [1, 2]}, "type is ['Point']"),
        ({"coordinates": [1, 2]}, "type is None"),
        ({"type": "GeometryCollection", "geometries": []}, "type is 'GeometryCollection'"),
        ({"type": "Point"}, "has no coordinates"),
        ({"type": "Point", "coordinates": []}, "is no position"),
        ({"type": "Point", "coordinates": None}, "is no position"),
        ({"type": "Point", "coordinates": [1, "2"]}, "'2', which is no number"),
        ({"type": "Point", "coordinates": [True, 2]}, "True, which is no number"),
        ({"type": "Point", "coordinates": [1, 2, 3, 4]}, "is no position"),
        ({"type": "Point", "coordinates": [1e400, 2]}, "not finite"),
        ({"type": "Point", "coordinates": [10**400, 2]}, "not finite"),
        ({"type": "Point", "coordinates": [190, 2]}, "longitude 190"),
        ({"type": "Point", "coordinates": [34, 151]}, "latitude 151"),
        ({"type": "LineString", "coordinates": [[1, 2]]}, "fewer than two different"),
        ({"type": "LineString", "coordinates": [[1, 2], [1, 2]]}, "fewer than two different"),
        ({"type": "MultiPoint", "coordinates": []}, "is empty"),
        ({"type": "Polygon", "coordinates": []}, "is empty"),
        ({"type": "Polygon", "coordinates": [SQUARE[:-1]]}, "coordinates[0] is not closed"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}, "has 3 positions"),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]},
            "Self-intersection[1 1]",
        ),
        ({"type": "MultiPolygon", "coordinates": [SQUARE]}, "coordinates[0][0][0] is no position"),
        ("POINT (1 2)", "no JSON object"),
        (
            {"type": "LineString", "coordinates": [[i / 1000, 0] for i in range(20_001)]},
            "20,001 positions",
        ),
    ],
)
def test_a_broken_geometry_is_refused_with_the_reason(
    client: FlaskClient, path: str, geometry: object, said: str
) -> None:
    answer = post(client, path, feature(geometry))
    assert said in problem(answer, 400, "bad-geometry")["detail"]
    assert client.get(path).json["features"] == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (feature(), "neither a geometry nor a stretch"),
        (feature(start=3), "only one is given"),
        (feature(start=5, end=5), "not within the text"),
        (feature(start=-1, end=5), "not within the text"),
        (feature(start=0, end=10_000), "not within the text"),
        (feature(start=6, end=7), "nothing but space"),
        (feature(start="0", end=5), "“start” is the string '0'"),
        (feature(start=True, end=5), "“start” is a boolean"),
        (feature(start=0.5, end=5), "“start” is a number"),
        (feature(point(), title=7), "“title” is no string"),
        (feature(point(), title="x" * 501), "limit is 500"),
        (feature(point(), note="x" * 100_001), "limit is 100,000"),
        (feature(point(), note="a\0b"), "U+0000"),
        (feature(point(), title="\ud800"), "U+D800"),
        ({"type": "Point", "coordinates": [1, 2]}, "type is 'Point'"),
        ({"type": "FeatureCollection", "features": []}, "type is 'FeatureCollection'"),
        ({**feature(point()), "properties": [1]}, "no object"),
        ([], "an array, not an object"),
        ("text", "the string 'text', not an object"),
        (None, "null, not an object"),
    ],
)
def test_a_broken_feature_is_refused_with_the_reason(
    client: FlaskClient, path: str, body: object, said: str
) -> None:
    answer = post(client, path, body)
    assert said in problem(answer, 400, "bad-record")["detail"]
    assert client.get(path).json["features"] == []


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b'{"type": NaN}', b"\xff\xfe{}", b"[" * 100_000, b"1" * 10_000],
)
def test_a_body_that_is_no_json_is_refused(client: FlaskClient, path: str, data: bytes) -> None:
    problem(client.post(path, data=data, content_type="application/json"), 400, "bad-record")
    assert client.get(path).json["features"] == []


def test_another_reference_system_is_refused(client: FlaskClient, path: str) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    problem(client.post(path, json={**feature(point()), "crs": crs}), 400, "bad-geometry")


def test_another_media_type_is_refused(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data="<gml/>", content_type="application/xml")
    assert "application/geo+json" in problem(answer, 415, "unsupported-media-type")["detail"]


def test_a_broken_change_leaves_the_row_as_it_was(client: FlaskClient, path: str) -> None:
    location, etag = add(client, path)
    before = client.get(location).json
    bad = {"geometry": {"type": "Point", "coordinates": [500, 0]}, "properties": {"title": "New"}}
    problem(client.patch(location, json=bad, headers={"If-Match": etag}), 400, "bad-geometry")
    assert client.get(location).json == before
    assert len(client.get(f"{location}/history").json["versions"]) == 1


def test_an_id_that_is_not_the_addresss_is_refused(client: FlaskClient, path: str) -> None:
    location, etag = add(client, path)
    body = {**feature(point()), "id": "other"}
    problem(client.put(location, json=body, headers={"If-Match": etag}), 400, "bad-record")


def test_unknown_articles_and_annotations_are_404(client: FlaskClient, path: str) -> None:
    nowhere = "/api/articles/000000000000/annotations"
    problem(client.get(nowhere), 404, "unknown-article")
    problem(client.post(nowhere, json=feature(point())), 404, "unknown-article")
    for method in ("get", "put", "patch", "delete"):
        answer = getattr(client, method)(
            f"{path}/nope", json=feature(point()), headers={"If-Match": '"1"'}
        )
        problem(answer, 404, "unknown-annotation")
    problem(client.get(f"{path}/nope/history"), 404, "unknown-annotation")


def test_an_annotation_of_one_article_is_not_found_under_another(
    client: FlaskClient, path: str
) -> None:
    location, etag = add(client, path)
    answer = client.post(
        "/api/articles", json={"text": "Another text."}, headers={"Prefer": "respond-async"}
    )
    elsewhere = f"/api/articles/{answer.json['id']}/annotations/{location.rpartition('/')[2]}"
    problem(client.get(elsewhere), 404, "unknown-annotation")
    problem(client.delete(elsewhere, headers={"If-Match": etag}), 404, "unknown-annotation")
    assert client.get(location).status_code == 200
