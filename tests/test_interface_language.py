"""The interface in the reader's language: every sentence has its Ukrainian, and is said right."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from geo.exports.picture import Picture
from geo.gazetteer.worldviews import worldviews
from geo.languages.interface import INTERFACE_LANGUAGES, interface
from geo.layers import ATTRIBUTION, LAYER_TITLES, STYLES
from geo.resources import data_path
from geo.web.reading import CERTAINTIES, KINDS
from geo.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "geo" / "web" / "templates").glob("*.html"))
UKRAINIAN: dict[str, str | list[str]] = json.loads(
    data_path("languages", "uk", "interface.json").read_text(encoding="utf-8")
)
_SAID = re.compile(r"""\bt(?:\.count)?\("([^"]+)\"""")
# Names of things, the same in every language.
_NAMES = {"Dateline", "GeoJSON", "PNG", "SVG", "ISO 3166"}


def asked() -> set[str]:
    found = {key for path in TEMPLATES for key in _SAID.findall(path.read_text(encoding="utf-8"))}
    for path in (ROOT / "geo").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"""\b(?:_?say|interface\([a-z_.]+\))\("([^"]+)"\)""", text))
    found |= {*KINDS.values(), *CERTAINTIES.values(), *LAYER_TITLES.values(), ATTRIBUTION}
    found |= {style.title for style in STYLES.values()}
    for view in worldviews():
        found |= {view.name, view.description}
    return found - _NAMES


def test_every_sentence_of_pages_and_pictures_has_its_ukrainian() -> None:
    assert sorted(asked() - UKRAINIAN.keys()) == []


def test_translations_keep_the_variable_parts_and_have_three_forms() -> None:
    for english, forms in UKRAINIAN.items():
        wanted = set(re.findall(r"\{(\w+)\}", english))
        assert isinstance(forms, list) == ("|" in english), english
        for form in forms if isinstance(forms, list) else [forms]:
            assert set(re.findall(r"\{(\w+)\}", form)) == wanted, english
            assert form == form.strip()
        assert not isinstance(forms, list) or len(forms) == 3


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_anything_in_one_language_only(path: Path) -> None:
    text = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(encoding="utf-8"), flags=re.S
    )
    text = re.sub(r"<script.*?</script>", "", text, flags=re.S)
    said = re.findall(r">([^<]*[A-Za-z]{2,}[^<]*)<", text)
    said += re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]*[A-Za-z]{2}[^"]*)"', text)
    words = {word.strip(" ·:") for word in said}
    assert words - _NAMES == set()


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "0 місць"), (1, "1 місце"), (2, "2 місця"), (5, "5 місць"), (11, "11 місць"),
     (12, "12 місць"), (21, "21 місце"), (24, "24 місця"), (112, "112 місць"),
     (1001, "1\u00a0001 місце")],
)  # fmt: skip
def test_ukrainian_nouns_take_one_of_three_forms(n: int, said: str) -> None:
    assert interface("uk").count("{n} place|{n} places", n) == said


def test_english_nouns_take_one_of_two_forms() -> None:
    assert interface("en").count("{n} place|{n} places", 1) == "1 place"
    assert interface("de").count("{n} place|{n} places", 1200) == "1,200 places"


def test_days_are_written_as_the_language_does() -> None:
    assert interface("en").date(date(2025, 3, 14)) == "14 March 2025"
    assert interface("uk-UA").date("2025-03-14") == "14 березня 2025 року"


def test_braces_in_an_article_are_only_braces() -> None:
    assert interface("uk")("Delete “{heading}”", heading="{n} {x}") == "Видалити «{n} {x}»"


def test_the_page_speaks_the_language_of_the_address(client: FlaskClient) -> None:
    body = {"text": "Troops left Pokrovsk.", "published": "2025-03-14"}
    article = client.post("/api/articles", json=body).json["id"]
    page = client.get(f"/articles/{article}?language=uk").text
    assert '<html lang="uk"' in page
    assert "14 березня 2025 року" in page
    assert "Покровськ" in page
    assert '<a href="?language=en" hreflang="en"' in page
    assert "Перейти до тексту" in page
    english = client.get(f"/articles/{article}").text
    assert '<html lang="en"' in english
    assert 'href="?language=uk"' in english
    assert "Skip to the text" in english


def test_the_sentence_about_a_disputed_area_is_in_the_readers_language(
    client: FlaskClient,
) -> None:
    article = client.post("/api/articles", json={"text": "They flew over Crimea."}).json["id"]
    (place,) = client.get(f"/api/articles/{article}?language=uk").json["places"]
    assert place["dispute"]["sentence"].startswith("Кримом і Севастополем керує Росія")


def test_a_picture_speaks_the_language_too(workspace: Workspace, kursk_file: Path) -> None:
    document = workspace.read_article(kursk_file)
    workspace.add_article(document)
    picture = Picture(width=500, height=400)
    said = {
        language: workspace.export(document.id, "svg", language=language, picture=picture).content
        for language in INTERFACE_LANGUAGES
    }
    assert said["en"] != said["uk"]


def test_every_dispute_can_be_said() -> None:
    rows = tomllib.loads(data_path("disputes.toml").read_text(encoding="utf-8"))["dispute"]
    translated = [row["id"] for row in rows if row["sentence"] in UKRAINIAN]
    assert {"crimea", "kosovo", "taiwan"} <= set(translated)
