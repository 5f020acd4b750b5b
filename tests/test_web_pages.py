"""The pages without script: the article is readable, the form works, errors are said."""

from __future__ import annotations

from html.parser import HTMLParser

from flask.testing import FlaskClient

TEXT = "The ferry from Dover reached Calais.\n\nParis sent <b>bold</b> & its regards."


class Links(HTMLParser):
    """Collects (href, text) of each link."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open = dict(attrs).get("href") or ""
            self.found.append((self._open, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            href, text = self.found[-1]
            self.found[-1] = (href, text + data)


def test_the_home_page_lists_the_articles_without_script(client: FlaskClient) -> None:
    made = client.post("/api/articles", json={"text": TEXT, "title": "Ferries & <regards>"}).json
    page = client.get("/").get_data(as_text=True)
    assert "Ferries &amp; &lt;regards&gt;" in page
    assert f"/articles/{made['id']}" in [href for href, _ in Links(page).found]


def test_an_article_without_a_map_yet_is_listed_without_counts(client: FlaskClient) -> None:
    client.post("/api/articles", json={"text": TEXT}, headers={"Prefer": "respond-async"})
    page = client.get("/").get_data(as_text=True)
    assert "The ferry from Dover reached Calais." in page
    assert "None" not in page


def test_the_form_without_script_makes_an_article(client: FlaskClient) -> None:
    answer = client.post("/articles", data={"text": TEXT.replace("\n", "\r\n")})
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    (listed,) = client.get("/api/articles").json["articles"]
    assert answer.headers["Location"] == f"/articles/{listed['id']}"
    assert client.get(f"/api/articles/{listed['id']}").json["text"] == TEXT


def test_the_form_says_what_is_wrong_and_keeps_the_text(client: FlaskClient) -> None:
    answer = client.post("/articles", data={"text": "a\0b keep me"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "This is not text" in page
    assert "keep me" in page
    assert client.post("/articles", data={}).status_code == 400
    assert client.post("/articles", data={"text": "Paris " * 200_000}).status_code == 413
    assert client.get("/api/articles").json == {"articles": []}


def test_every_name_in_the_text_links_to_its_row_in_the_list(client: FlaskClient) -> None:
    made = client.post("/api/articles", json={"text": TEXT}).json
    page = client.get(f"/articles/{made['id']}").get_data(as_text=True)
    links = Links(page).found
    for mention in made["mentions"]:
        assert (f"#place-{mention['place'] or mention['id']}", mention["text"]) in links
        assert f'id="{mention["id"]}"' in page
    for place in made["places"]:
        assert f'id="place-{place["id"]}"' in page


def test_markup_in_the_text_is_shown_as_text(client: FlaskClient) -> None:
    made = client.post("/api/articles", json={"text": TEXT}).json
    page = client.get(f"/articles/{made['id']}").get_data(as_text=True)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; its regards" in page
    assert "<b>bold</b>" not in page


def test_the_page_follows_the_worldview_of_its_address(client: FlaskClient) -> None:
    made = client.post("/api/articles", json={"text": TEXT}).json
    page = client.get(f"/articles/{made['id']}?worldview=de_facto").get_data(as_text=True)
    assert 'data-worldview="de_facto"' in page
    assert client.get(f"/articles/{made['id']}?worldview=mars").status_code == 400


def test_a_sample_is_added_with_its_button(client: FlaskClient) -> None:
    assert 'name="sample" value="pacific-cyclone"' in client.get("/").get_data(as_text=True)
    answer = client.post("/articles", data={"sample": "pacific-cyclone"})
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Cyclone crosses the date line" in page
    assert 'value="pacific-cyclone"' not in client.get("/").get_data(as_text=True)
    assert client.post("/articles", data={"sample": "paris"}).status_code == 400


def test_an_article_is_deleted_and_brought_back_with_forms(client: FlaskClient) -> None:
    made = client.post("/api/articles", json={"text": TEXT, "title": "Ferries"}).json
    form = {"article": made["id"]}
    assert client.post("/deleted-articles", data=form).status_code == 303
    assert client.get(f"/articles/{made['id']}").status_code == 404
    assert "It can be brought back for 10 minutes." in client.get("/").get_data(as_text=True)
    assert client.post("/restored-articles", data=form).status_code == 303
    assert client.get(f"/articles/{made['id']}").status_code == 200
    client.post("/deleted-articles", data=form)
    assert client.post("/erased-articles", data=form).status_code == 303
    assert client.post("/restored-articles", data=form).status_code == 404
    assert "Ferries" not in client.get("/").get_data(as_text=True)
