"""Who holds which ground: imported with a day and a source, or refused with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

AREA = [[[36.0, 51.0], [36.0, 52.0], [37.0, 52.0], [37.0, 51.0], [36.0, 51.0]]]
LINE = [[35.0, 51.0], [35.5, 51.2]]


def feature(kind: str, coordinates: object, **properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }


def collection(*features: object, **members: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


FILE = collection(
    feature("Polygon", AREA, name="Held by the north"),
    feature("LineString", LINE, name="Line of contact"),
)
SAID = {"as_of": "2025-03-14", "source": "Institute"}


@pytest.fixture
def path(client: FlaskClient) -> str:
    made = client.post("/api/articles", json={"text": "Troops left Kursk. Moscow said so."}).json
    return f"/api/articles/{made['id']}"


def test_an_overlay_is_stored_with_its_day_and_source(client: FlaskClient, path: str) -> None:
    answer = client.post(
        f"{path}/overlays",
        json={"geojson": FILE, **SAID, "title": "Control", "url": "https://example.org/map"},
    )
    assert answer.status_code == 201
    made = answer.json
    assert answer.headers["Location"] == f"{path}/overlays/{made['id']}"
    assert {name: made[name] for name in ("title", "as_of", "source", "url", "parts", "names")} == {
        "title": "Control",
        "as_of": "2025-03-14",
        "source": "Institute",
        "url": "https://example.org/map",
        "parts": 2,
        "names": ["Held by the north", "Line of contact"],
    }
    assert client.get(f"{path}/overlays").json == {"overlays": [made]}
    assert client.get(path).json["overlays"] == [made]


def test_it_is_a_layer_of_every_download(client: FlaskClient, path: str) -> None:
    made = client.post(f"{path}/overlays", json={"geojson": FILE, **SAID}).json
    layer = client.get(f"{path}/layers/overlays.geojson").json
    assert [each["properties"]["name"] for each in layer["features"]] == made["names"]
    first = layer["features"][0]
    assert first["id"] == f"overlays:{made['id']}:1"
    assert first["properties"] == {
        "layer": "overlays",
        "article": path.rsplit("/", 1)[1],
        "overlay": made["id"],
        "title": "",
        "as_of": "2025-03-14",
        "source": "Institute",
        "url": None,
        "name": "Held by the north",
    }
    whole = client.get(f"{path}/map.geojson").json["features"]
    assert [each["properties"]["layer"] for each in whole][:2] == ["overlays", "overlays"]
    counts = {each["id"]: each["count"] for each in client.get(f"{path}/layers").json["layers"]}
    assert counts["overlays"] == 2
    plain = client.get(f"{path}/exports/svg?width=800&height=600").data
    text = client.get(f"{path}/exports/html").get_data(as_text=True)
    assert "Who holds which ground, as of 14 March 2025. Source: Institute." in text
    client.delete(f"{path}/overlays/{made['id']}")
    assert client.get(f"{path}/exports/svg?width=800&height=600").data != plain
    assert client.get(f"{path}/layers/overlays.geojson").json["features"] == []


@pytest.mark.parametrize(
    "file",
    [
        {**FILE, "metadata": {"title": "Control", "date": "2025-03-14", "source": "Institute"}},
        {**FILE, "properties": {"title": "Control", "as_of": "2025-03-14", "source": "Institute"}},
        {**FILE, "name": "Control", "date": "2025-03-14T06:00:00Z", "source": "Institute"},
    ],
    ids=["metadata", "properties", "members"],
)
def test_what_the_file_says_need_not_be_said_again(
    client: FlaskClient, path: str, file: dict[str, Any]
) -> None:
    made = client.post(f"{path}/overlays", json={"geojson": file}).json
    assert (made["title"], made["as_of"], made["source"]) == ("Control", "2025-03-14", "Institute")


def test_what_all_features_say_alike_counts_and_the_form_counts_more(
    client: FlaskClient, path: str
) -> None:
    said = {"date": "2025-03-01", "source": "Institute"}
    file = collection(
        feature("Polygon", AREA, name="One", **said), feature("LineString", LINE, **said)
    )
    made = client.post(f"{path}/overlays", json={"geojson": file, "as_of": "2025-03-02"}).json
    assert (made["as_of"], made["source"], made["names"]) == ("2025-03-02", "Institute", ["One"])


def test_an_area_whose_rings_cross_is_mended(client: FlaskClient, path: str) -> None:
    bow_tie = [[[36, 51], [37, 52], [37, 51], [36, 52], [36, 51]]]
    file = collection(feature("Polygon", bow_tie))
    assert client.post(f"{path}/overlays", json={"geojson": file, **SAID}).status_code == 201
    (mended,) = client.get(f"{path}/layers/overlays.geojson").json["features"]
    assert mended["geometry"]["type"] == "MultiPolygon"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"geojson": FILE, "source": "Institute"}, "what day the overlay is of"),
        ({"geojson": FILE, "as_of": "2025-03-14"}, "where the overlay is from"),
        ({"geojson": FILE, **SAID, "as_of": "14.3.2025"}, "The member “as_of”"),
        ({"geojson": FILE, **SAID, "as_of": "2999-01-01"}, "is yet to come"),
        ({"geojson": FILE, **SAID, "url": "ftp://example.org"}, "not the address of a web page"),
        ({**SAID}, "The file is no GeoJSON object."),
        ({"geojson": [], **SAID}, "The file is no GeoJSON object."),
        ({"geojson": {"type": "Topology"}, **SAID}, "The file's type is “Topology”."),
        ({"geojson": collection(), **SAID}, "The file has no areas and no lines."),
        (
            {"geojson": collection(feature("Point", [36, 51])), **SAID},
            "Feature 1 is of the type “Point”.",
        ),
        (
            {
                "geojson": collection(feature("LineString", LINE), feature("LineString", [[1, 2]])),
                **SAID,
            },
            "Feature 2 cannot be drawn: coordinates has fewer than two different positions.",
        ),
        (
            {"geojson": collection(feature("LineString", [[3_000_000, 2], [3, 4]])), **SAID},
            "Feature 1 cannot be drawn: coordinates[0] has the longitude",
        ),
        (
            {"geojson": {**FILE, "crs": {"properties": {"name": "EPSG:3857"}}}, **SAID},
            "names a coordinate reference system of its own",
        ),
        (
            {"geojson": {**FILE, "date": "spring"}, "source": "X"},
            "The file gives the day as “spring”.",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(
    client: FlaskClient, path: str, body: dict[str, Any], detail: str
) -> None:
    answer = client.post(f"{path}/overlays", json=body)
    assert answer.status_code == 400
    assert detail in answer.json["detail"]
    assert answer.json["hint"]
    assert client.get(f"{path}/overlays").json == {"overlays": []}


def test_a_removed_overlay_can_be_brought_back(client: FlaskClient, path: str) -> None:
    made = client.post(f"{path}/overlays", json={"geojson": FILE, **SAID}).json
    one = f"{path}/overlays/{made['id']}"
    assert client.put(one).status_code == 428
    assert client.put(one, headers={"If-None-Match": "*"}).status_code == 404
    assert client.delete(one).status_code == 204
    assert client.get(f"{path}/overlays").json == {"overlays": []}
    assert client.delete(one).status_code == 404
    assert client.put(one, headers={"If-None-Match": "*"}).json == made
    assert client.get(f"{path}/overlays").json == {"overlays": [made]}
    assert len(client.get(f"{path}/layers/overlays.geojson").json["features"]) == 2


def test_overlays_go_and_come_back_with_their_article(client: FlaskClient, path: str) -> None:
    made = client.post(f"{path}/overlays", json={"geojson": FILE, **SAID}).json
    client.delete(path)
    assert client.get(f"{path}/overlays").status_code == 404
    client.put(path, headers={"If-None-Match": "*"})
    assert client.get(f"{path}/overlays").json == {"overlays": [made]}


def test_another_article_does_not_have_it(client: FlaskClient, path: str) -> None:
    made = client.post(f"{path}/overlays", json={"geojson": FILE, **SAID}).json
    other = client.post("/api/articles", json={"text": "Rain fell in Kyiv."}).json["id"]
    assert client.delete(f"/api/articles/{other}/overlays/{made['id']}").status_code == 404


def test_printed_pages_name_it_with_its_day_and_source(client: FlaskClient, path: str) -> None:
    client.post(f"{path}/overlays", json={"geojson": FILE, **SAID, "title": "<Control>"})
    page = client.get(path.replace("/api", "")).get_data(as_text=True)
    assert "&lt;Control&gt;, as of 14 March 2025. Source: Institute." in page
    page = client.get(f"{path.replace('/api', '')}?language=uk").get_data(as_text=True)
    assert "&lt;Control&gt;, станом на 14 березня 2025 року. Джерело: Institute." in page
