"""Other sites can neither read, nor write, nor frame; and nothing loads from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from geo.settings import Settings
from geo.web import create_app

TEXT = "Troops entered Sumy on Friday."


def policy(client: FlaskClient, path: str = "/") -> dict[str, list[str]]:
    header = client.get(path).headers["Content-Security-Policy"]
    return {part.split()[0]: part.split()[1:] for part in header.split("; ")}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "https://localhost"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/articles"),
        ("DELETE", "/api/articles/0123456789ab"),
        ("POST", "/api/articles/0123456789ab/annotations"),
        ("PUT", "/api/articles/0123456789ab/annotations/x"),
        ("PATCH", "/api/articles/0123456789ab/annotations/x"),
        ("DELETE", "/api/articles/0123456789ab/annotations/x"),
        ("POST", "/api/articles/0123456789ab/corrections"),
        ("DELETE", "/api/articles/0123456789ab/corrections/x"),
    ],
)
def test_another_site_cannot_write(
    client: FlaskClient, headers: dict[str, str], method: str, path: str
) -> None:
    answer = client.open(path, method=method, headers=headers, json={"text": TEXT})
    assert answer.status_code == 403
    assert answer.json["type"] == "/problems/forbidden-origin"
    assert client.get("/api/articles").json == {"articles": []}


def test_another_site_cannot_send_the_form(client: FlaskClient) -> None:
    answer = client.post("/articles", data={"text": TEXT}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.mimetype) == (403, "text/html")
    assert client.get("/api/articles").json == {"articles": []}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
    ],
)
def test_the_own_page_and_programs_can_write(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.post(
        "/api/articles", json={"text": TEXT}, headers={"Prefer": "respond-async", **headers}
    )
    assert answer.status_code == 202


@pytest.mark.parametrize("host", ["evil.example", "evil.example:5000", "localhost.evil.example"])
def test_a_foreign_host_name_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/api/articles", headers={"Host": host})
    assert (answer.status_code, answer.json["type"]) == (400, "/problems/bad-request")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:5000", "127.0.0.1:5000", "[::1]:5000", "LOCALHOST"]
)
def test_the_names_of_this_machine_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/api/articles", headers={"Host": host}).status_code == 200


def test_the_configured_host_is_answered(settings: Settings) -> None:
    client = create_app(replace(settings, host="maps.example")).test_client()
    assert client.get("/api/articles", headers={"Host": "maps.example:5000"}).status_code == 200
    assert client.get("/api/articles", headers={"Host": "evil.example"}).status_code == 400


def test_a_server_open_to_all_answers_addresses_but_no_foreign_names(settings: Settings) -> None:
    client = create_app(replace(settings, host="0.0.0.0")).test_client()  # noqa: S104
    assert client.get("/api/articles", headers={"Host": "192.0.2.7:5000"}).status_code == 200
    assert client.get("/api/articles", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/api/articles", "/nowhere", "/static/icon.svg"])
def test_every_answer_has_the_headers_that_protect(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_pages_load_from_this_server_only_and_run_no_inline_script(client: FlaskClient) -> None:
    found = policy(client)
    assert found["default-src"] == ["'none'"]
    assert found["script-src"][0] == "'self'"
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", found["script-src"][1])
    assert len(found["script-src"]) == 2
    assert found["connect-src"] == ["'self'"]
    assert found["img-src"] == ["'self'", "data:", "blob:"]


def test_online_tiles_are_let_in_only_when_they_are_set(settings: Settings) -> None:
    tiles = "https://tiles.example/{z}/{x}/{y}.png"
    client = create_app(replace(settings, tiles_url=tiles)).test_client()
    assert policy(client)["img-src"] == ["'self'", "data:", "blob:", "https://tiles.example"]


def test_the_only_inline_script_is_the_import_map_and_its_hash_fits(settings: Settings) -> None:
    app = create_app(settings)
    with app.test_request_context():
        from flask import render_template

        (script,) = re.findall(
            r'<script type="importmap">(.*?)</script>',
            render_template("_importmap.html"),
            re.DOTALL,
        )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy(app.test_client())["script-src"]


def test_vendor_files_are_kept_and_ours_are_asked_for_again(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    ours = re.findall(r'"(/static/js/[^"]+)"', page)
    assert ours
    for address in ours:
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "no-cache"
        etag = answer.headers["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    with client.application.test_request_context():
        from flask import url_for

        vendor = url_for("static", filename="vendor/leaflet/leaflet.css")
    assert "immutable" in client.get(vendor).headers["Cache-Control"]
    assert client.get(vendor.partition("?")[0]).headers["Cache-Control"] == "no-cache"
    assert client.get(vendor.partition("?")[0] + "?v=old").headers["Cache-Control"] == "no-cache"


def test_text_is_compressed_for_clients_that_take_it(client: FlaskClient) -> None:
    import gzip

    address = "/static/vendor/leaflet/leaflet-src.esm.js"
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    etag = packed.headers["ETag"]
    assert etag.startswith("W/")
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    ["/static/../pyproject.toml", "/static/%2e%2e/pyproject.toml", "/static/..%2fpyproject.toml"],
)
def test_files_outside_the_static_folder_are_not_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
