"""The basemap archive is read in parts, as the map asks for tiles."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from geo.resources import data_path

PATH = "/basemap.pmtiles"


def size() -> int:
    return data_path("basemap.pmtiles").stat().st_size


def test_a_range_of_the_archive_is_206_with_just_those_bytes(client: FlaskClient) -> None:
    answer = client.get(PATH, headers={"Range": "bytes=0-126"})
    assert answer.status_code == 206
    assert answer.mimetype == "application/vnd.pmtiles"
    assert answer.headers["Content-Range"] == f"bytes 0-126/{size()}"
    assert answer.data == data_path("basemap.pmtiles").read_bytes()[:127]
    assert answer.data.startswith(b"PMTiles")


def test_ranges_are_never_compressed(client: FlaskClient) -> None:
    headers = {"Range": "bytes=1000-5999", "Accept-Encoding": "gzip"}
    answer = client.get(PATH, headers=headers)
    assert "Content-Encoding" not in answer.headers
    assert answer.data == data_path("basemap.pmtiles").read_bytes()[1000:6000]


def test_the_head_says_how_large_it_is(client: FlaskClient) -> None:
    answer = client.head(PATH)
    assert (answer.status_code, answer.content_length) == (200, size())
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_an_unchanged_archive_is_not_sent_again(client: FlaskClient) -> None:
    etag = client.head(PATH).headers["ETag"]
    answer = client.get(PATH, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")


@pytest.mark.parametrize("asked", ["bytes=99999999999-", "bytes=5-1", "tiles=1"])
def test_a_range_that_is_not_there_is_416(client: FlaskClient, asked: str) -> None:
    answer = client.get(PATH, headers={"Range": asked})
    assert (answer.status_code, answer.mimetype) == (416, "application/problem+json")
