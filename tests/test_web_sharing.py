"""What other sites see: a preview of the link, and the one page that may be framed."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

TEXT = 'Troops left Pokrovsk, and men in "Sumy" <b>wait</b>. Shells fell on Kharkiv.'


@pytest.fixture
def article(client: FlaskClient) -> str:
    answer = client.post("/api/articles", json={"text": TEXT, "title": 'Who <left> & "why"'})
    assert answer.status_code == 201
    return str(answer.json["id"])


def properties(page: str) -> dict[str, str]:
    found = re.findall(r'<meta property="([^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found}


def test_a_link_shows_title_places_and_a_picture(client: FlaskClient, article: str) -> None:
    page = client.get(f"/articles/{article}?worldview=ua", headers={"Host": "localhost:5000"})
    said = properties(page.text)
    assert said["og:title"] == 'Who <left> & "why"'
    assert said["og:description"] == "Map of 3 places: Pokrovsk, Sumy, Kharkiv."
    assert said["og:url"] == f"http://localhost:5000/articles/{article}?worldview=ua"
    image = said["og:image"]
    assert image.startswith(f"http://localhost:5000/api/articles/{article}/exports/png?")
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    picture = client.get(image.removeprefix("http://localhost:5000"))
    assert picture.content_type == "image/png"
    assert int.from_bytes(picture.data[16:20]) == 1200
    assert int.from_bytes(picture.data[20:24]) == 630


def test_only_the_embedded_map_may_be_framed(client: FlaskClient, article: str) -> None:
    framed = client.get(f"/articles/{article}/embed")
    assert framed.status_code == 200
    assert "X-Frame-Options" not in framed.headers
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "Dateline-Framed" not in framed.headers
    for path in (f"/articles/{article}", "/", f"/api/articles/{article}", "/articles/none/embed"):
        headers = client.get(path).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_embedded_map_offers_nothing_that_writes(client: FlaskClient, article: str) -> None:
    page = client.get(f"/articles/{article}/embed").text
    assert "<form" not in page
    assert "annotate" not in page
    assert f'href="/articles/{article}"' in page
    assert "&lt;left&gt;" in page


def test_without_script_the_embedded_map_is_a_picture(client: FlaskClient, article: str) -> None:
    page = client.get(f"/articles/{article}/embed?worldview=ua").text
    found = re.search(r'<noscript><img[^>]* src="([^"]+)"', page)
    assert found
    assert client.get(html.unescape(found[1])).content_type == "image/png"


def test_names_in_the_text_bear_the_numbers_of_the_map(client: FlaskClient, article: str) -> None:
    page = client.get(f"/articles/{article}").text
    numbers = re.findall(r'data-number="(\d+)">([^<]+)</a>', page)
    assert numbers == [("1", "Pokrovsk"), ("2", "Sumy"), ("3", "Kharkiv")]
    assert re.findall(r'<li value="(\d+)"><strong>([^<]+)<', page) == numbers
