"""The interface in the reader's language: every sentence has its Ukrainian, and is said right."""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from geo.articles import document_from_text, samples
from geo.articles.decoding import _PLAIN_TEXT
from geo.exports.picture import Picture
from geo.exports.picture.places import written_name
from geo.gazetteer import Gazetteer, descriptions
from geo.gazetteer.areas import Areas
from geo.gazetteer.worldviews import disputed_areas, worldviews
from geo.languages import interface as tables
from geo.languages.interface import INTERFACE_LANGUAGES, Interface, interface
from geo.layers import (
    ATTRIBUTION,
    CERTAINTY_TITLES,
    KIND_TITLES,
    LAYER_TITLES,
    STYLES,
    label,
)
from geo.pipeline import make_map
from geo.places.evidence import name, text
from geo.resources import data_path
from geo.settings import Settings
from geo.web.problems import problem_kinds
from geo.workspace import Workspace
from geo.workspace.checking import TEXTS

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = [
    *sorted((ROOT / "geo" / "web" / "templates").glob("*.html")),
    ROOT / "geo" / "exports" / "html" / "article.html",
]
UKRAINIAN: dict[str, str | list[str]] = json.loads(
    data_path("languages", "uk", "interface.json").read_text(encoding="utf-8")
)
_SAID = re.compile(r"""\bt(?:\.count)?\("([^"]+)\"""")
# Names of things, the same in every language.
_NAMES = {"Dateline", "GeoJSON", "PNG", "SVG", "ISO 3166"}


def asked() -> set[str]:
    found = {key for path in TEMPLATES for key in _SAID.findall(path.read_text(encoding="utf-8"))}
    for path in (ROOT / "geo").rglob("*.py"):
        found |= set(_said_in(ast.parse(path.read_text(encoding="utf-8"))))
    found |= {*descriptions._WORDS.values(), *descriptions._KINDS.values()}
    found |= {*descriptions._DIVISION_WORDS.values(), *name._KIND_NOUNS.values()}
    found |= {*name._MATCH_SENTENCES.values(), name._LARGEST, name._PEOPLE}
    found |= {f"about: {noun}" for noun in text._SORT_NOUNS.values()} | {"Land: state"}
    found |= {kind.title for kind in problem_kinds().values()} | set(told_to_readers())
    found |= {sample.about for sample in samples()}
    for area in disputed_areas():
        found |= {area.dispute.sentence, area.dispute.source}
    found |= {
        *KIND_TITLES.values(),
        *CERTAINTY_TITLES.values(),
        *LAYER_TITLES.values(),
        ATTRIBUTION,
    }
    found |= {style.title for style in STYLES.values()}
    for view in worldviews():
        found |= {view.name, view.description}
    return found - _NAMES


def _said_in(code: ast.Module) -> Iterator[str]:
    """The sentences that a module says: `say("…")`, `row.say.count("…", n)`."""
    for node in ast.walk(code):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        words = ast.unparse(node.func).removesuffix(".count").removesuffix("()").rsplit(".", 1)[-1]
        first = node.args[0]
        said = words.startswith(("say", "_say")) or "interface(" in ast.unparse(node.func)
        if said and isinstance(first, ast.Constant):
            yield first.value


# Modules whose errors a reader of the pages can come to see. What is wrong with the form of a
# request (JSON, headers, GeoJSON, sizes of pictures) is told to programs, in English.
_SEEN = (
    "articles/decoding.py", "articles/samples.py", "gazetteer/areas.py", "gazetteer/expansion.py",
    "mentions/classifier.py", "places/ranker.py", "resources.py", "store/*.py", "workspace/*.py",
    "web/articles.py", "web/collection.py", "web/gazetteer.py", "web/overlays.py",
    "web/problems.py",
    "web/security.py", "web/startup.py",
)  # fmt: skip


def told_to_readers() -> Iterator[str]:
    """The sentences of errors, with their braces."""
    kinds = {kind.__name__ for kind in problem_kinds().values()}
    for path in (path for pattern in _SEEN for path in (ROOT / "geo").glob(pattern)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) not in kinds:
                continue
            hints = [each.value for each in node.keywords if each.arg == "hint"]
            for sentence in (*node.args[:1], *hints):
                if isinstance(sentence, ast.JoinedStr):
                    assert path.name == "checking.py", f"{path.name}: {ast.unparse(sentence)}"
                    parts = (getattr(each, "value", None) for each in sentence.values)
                    template = "".join(part if isinstance(part, str) else "NAME" for part in parts)
                    yield from (template.replace("NAME", each) for each in TEXTS)
                else:
                    is_plain = isinstance(sentence, ast.Constant)
                    yield sentence.value if is_plain else _PLAIN_TEXT


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


def test_numbers_are_written_as_the_language_does() -> None:
    assert interface("en").decimal(1234.5) == "1,234.5"
    assert interface("uk").decimal(1234.5) == "1\u00a0234,5"


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


# Both names --------------------------------------------------------------------------------------


def test_maps_write_the_local_name_behind_the_readers_where_it_is_asked_for(
    client: FlaskClient,
) -> None:
    body = {"text": "Troops left Kursk city for Lyon and Damascus."}
    article = client.post("/api/articles", json=body).json["id"]
    path = f"/api/articles/{article}/exports"
    assert "Kursk · Курск" in client.get(f"{path}/html?names=both").text
    assert "Курськ · Курск" in client.get(f"{path}/html?names=both&language=uk").text
    assert "Lyon · " not in client.get(f"{path}/html?names=both").text  # it is the same name
    assert "Kursk · " not in client.get(f"{path}/html").text
    assert client.get(f"{path}/html?names=one").data == client.get(f"{path}/html").data
    one, both = (client.get(f"{path}/svg?form=map&names={names}").data for names in ("one", "both"))
    assert one != both
    refused = client.get(f"{path}/png?names=three")
    assert refused.status_code == 400
    assert refused.json["hint"] == "It is one of one, both."


def test_a_name_that_cannot_be_drawn_beside_another_is_left_out(
    gazetteer: Gazetteer, settings: Settings
) -> None:
    document = document_from_text("Troops left Kursk city for Damascus, Beijing and Tel Aviv.")
    made = make_map(document, gazetteer, Areas.open(), settings=settings)
    both = replace(made, both_names=True)
    assert {written_name(both, place) for place in both.places} == {
        "Kursk · Курск", "Damascus", "Beijing", "Tel Aviv"
    }  # fmt: skip
    assert {label(both, place) for place in both.places} >= {"Damascus · دمشق", "Beijing · 北京"}
    assert {written_name(made, place) for place in made.places} == {
        "Kursk", "Damascus", "Beijing", "Tel Aviv"
    }  # fmt: skip


def test_the_page_asks_for_pictures_with_both_names(client: FlaskClient) -> None:
    article = client.post("/api/articles", json={"text": "Troops left Kursk city."}).json["id"]
    page = html.unescape(client.get(f"/articles/{article}?names=both").text)
    assert f"/api/articles/{article}/exports/svg?names=both&form=map" in page
    assert re.search(r"og:image\" content=\"[^\"]*names=both", page)
    assert f'crossorigin href="/api/articles/{article}"' in page


# From page to page --------------------------------------------------------------------------------

_LINK = re.compile(r"""\b(?:href|action)="(/(?!static/|bundles/|basemap)[^"]*)\"""")


def test_every_link_of_a_page_keeps_its_language(client: FlaskClient) -> None:
    article = client.post("/api/articles", json={"text": "Rain in Paris, Texas."}).json["id"]
    place = client.get("/api/collection").json["places"][0]["id"]
    for page in ("/", f"/articles/{article}", f"/articles/{article}/embed", "/collection",
                 f"/collection?place={place}", "/nothing"):  # fmt: skip
        joint = "&" if "?" in page else "?"
        printed = client.get(f"{page}{joint}language=uk").text
        links = [html.unescape(each) for each in _LINK.findall(printed)]
        # A form that is sent by GET takes along its fields, not the query of its address.
        sent = re.findall(r'<form[^>]*method="get"[^>]*>', printed)
        fields = printed.count('<input type="hidden" name="language" value="uk">')
        assert len(sent) == fields, page
        kept = [each for each in links if "language=uk" in each]
        assert sorted(set(links) - set(kept)) == sorted(
            set(re.findall('action="([^"]*)"', "".join(sent)))
        )
        plain = re.sub(r'href="[?][^"]*" hreflang', "", client.get(page).text)
        assert "language=uk" not in plain


def test_a_form_leads_on_in_the_language_of_its_page(client: FlaskClient) -> None:
    added = client.post("/articles?language=uk", data={"text": "Rain in Paris, Texas."})
    assert re.fullmatch(r"/articles/[0-9a-f]{12}\?language=uk", added.headers["Location"])
    article = added.headers["Location"].split("/")[2].split("?")[0]
    gone = client.post("/deleted-articles?language=uk", data={"article": article})
    assert gone.headers["Location"] == "/?language=uk#articles"
    refused = client.post("/articles?language=uk", data={"text": " "})
    assert "Текст порожній" in refused.text


def test_the_switch_keeps_what_else_the_address_asks_for(client: FlaskClient) -> None:
    article = client.post("/api/articles", json={"text": "Rain in Paris, Texas."}).json["id"]
    page = client.get(f"/articles/{article}?worldview=de_facto&at=5/10/20&language=uk").text
    assert 'href="?worldview=de_facto&amp;at=5%2F10%2F20&amp;language=en"' in page
    both = client.get(f"/collection?article={article}&from=2025-01-01").text
    assert f'href="?article={article}&amp;from=2025-01-01&amp;language=uk"' in both


def test_a_language_in_an_address_cannot_break_out_of_a_link(client: FlaskClient) -> None:
    page = client.get('/?language="><script>alert(1)</script>').text
    assert "<script>alert" not in page


# Problems ----------------------------------------------------------------------------------------


def test_problems_are_told_in_the_readers_language(client: FlaskClient) -> None:
    empty = client.post("/api/articles?language=uk", json={"text": " "}).json
    assert (empty["title"], empty["detail"], empty["hint"]) == (
        "Текст порожній", "Текст порожній.", "Додайте текст статті, хоча б одне слово."
    )  # fmt: skip
    assert empty["type"] == "/problems/empty-text"
    missing = client.get("/api/articles/{oh}?language=uk").json
    assert missing["detail"] == "Статті з ідентифікатором '{oh}' немає."
    assert client.get("/api/articles/{oh}").json["detail"] == "No article has the id '{oh}'."
    page = client.get("/articles/nothing?language=uk").text
    assert '<html lang="uk"' in page
    assert "Такої статті немає" in page
    assert "GET /api/articles повертає список збережених статей." in page
    assert client.get("/api/nothing?language=uk").json["detail"] == "За цією адресою нічого немає."
    explained = client.get("/problems/empty-text?language=uk").text
    assert "Ось що означає «empty-text»." in explained


def test_numbers_in_problems_are_grouped_as_the_language_does(client: FlaskClient) -> None:
    article = client.post("/api/articles", json={"text": "Troops left Pokrovsk."}).json["id"]
    body = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}
    body["properties"] = {"title": "x" * 1500, "note": ""}
    path = f"/api/articles/{article}/annotations"
    assert client.post(f"{path}?language=uk", json=body).json["detail"] == (
        "Заголовок має 1\u00a0500 символів; дозволено не більше 500."
    )
    assert client.post(path, json=body).json["detail"] == (
        "The title has 1,500 characters; the limit is 500."
    )


# Why a place was chosen ---------------------------------------------------------------------------

PASSAGES = (
    (
        "KYIV, Ukraine (AP) — Troops left Pokrovsk in Donetsk region, 30 km north of Kurakhove.\n\n"
        "The city of Kursk was quiet. Kursk region, Belgorod and Sumy were not, Moscow said.\n\n"
        "Fighting went on in Kursk, near 48.28 N, 37.18 E, and 20 km from Sudzha."
    ),
    (
        "SPRINGFIELD, Ill. — The mayor of Paris, Texas, met the governor of Georgia and the EU."
        " Nobody from Georgia, the country, came to Old Mill Road, Springfield, nor from"
        " Springfield, Mass. A hospital in Aurora and the river of Jordan were"
        " named with Tbilisi and Yerevan."
    ),
    (
        "Israel and Syria spoke about the Golan Heights, Gaza, Jerusalem and the West Bank."
        " Ukrainian and Russian envoys met in Abkhazia, W.Va. and the U.S., said Canberra,"
        " Australia."
    ),
    (
        "A convoy was hit between Kursk and Sudzha, near the Ukrainian border in Kursk region."
        " Fires burned on the outskirts of Lyon, near Vienne, and halfway between Leeds and York."
    ),
)


class Recorder(dict[str, "str | list[str]"]):
    """A table that notes what it was asked for and lacks."""

    lacking: set[str]

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        if key not in self and not key.startswith("Land: "):
            self.lacking.add(key)
        return super().get(key, default)  # type: ignore[arg-type]


def test_everything_said_about_places_is_in_the_table(
    gazetteer: Gazetteer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = Recorder(UKRAINIAN)
    recorder.lacking = set()
    spoken = Interface(language="uk", sentences=recorder)
    monkeypatch.setattr(tables, "_interface", lambda _: spoken)
    documents = [document_from_text(each) for each in PASSAGES]
    documents += [sample.document for sample in samples()]
    for document in documents:
        made = make_map(document, gazetteer, Areas.open(), language="uk", settings=settings)
        naming = gazetteer.naming("uk")
        for mention in made.mentions:
            for each in mention.candidates:
                naming.describe(each.entry)
    assert recorder.lacking == set()


def test_reasons_and_evidence_are_in_the_readers_language(client: FlaskClient) -> None:
    body = {"text": "KYIV, Ukraine (AP) — Troops left Pokrovsk in Donetsk region on Monday."}
    article = client.post("/api/articles", json=body).json["id"]
    answer = client.get(f"/api/articles/{article}?language=uk").json
    places = {place["names"].get("en", place["name"]): place for place in answer["places"]}
    pokrovsk = places["Pokrovsk"]
    assert pokrovsk["name"] == "Покровськ"
    assert pokrovsk["description"] == "населений пункт, Донецька область, Україна"
    assert [parent["name"] for parent in pokrovsk["parents"]] == [
        "Pokrovsk Raion", "Донецька область", "Україна"
    ]  # fmt: skip
    assert "тексті його розташування уточнено («Donetsk»), і воно справді" in pokrovsk["reason"]
    assert not re.search("[A-Za-z]", pokrovsk["reason"].replace("«Donetsk»", ""))
    mention = next(each for each in answer["mentions"] if each["text"] == "Pokrovsk")
    assert mention["candidates"][0]["name"] == "Покровськ"
    assert {clue["kind"]: clue["sentence"] for clue in mention["candidates"][0]["evidence"]}[
        "population"
    ] == "Там мешкає близько 60\u00a0000 людей."


def test_names_without_a_ukrainian_one_stay_as_they_are(gazetteer: Gazetteer) -> None:
    naming = gazetteer.naming("uk-UA")
    bulgarian, german = gazetteer.naming("bg"), gazetteer.naming("de")
    pokrovsk = gazetteer.search("Pokrovsk, Donetsk")[0]
    assert naming.name(pokrovsk) == "Покровськ"
    yakut = gazetteer.search("Pokrovsk, Yakutia")[0]
    assert naming.describe(yakut) == "населений пункт, Республіка Саха, Росія"
    assert german.describe(pokrovsk) == "town in Donezk, Ukraine"
    assert bulgarian.name(yakut) == "Pokrovsk"
    bavaria = gazetteer.search("Bavaria")[0]
    assert naming.describe(bavaria) == "земля, Німеччина"
    assert gazetteer.describe(bavaria) == "state of Germany"


def test_a_text_that_is_not_english_is_said_so_in_the_readers_language(
    client: FlaskClient,
) -> None:
    body = {"text": "Tűz ütött ki hétfőn Budapesten, a tűzoltók Győrből érkeztek."}
    article = client.post("/api/articles", json=body).json["id"]
    assert (
        client.get(f"/api/articles/{article}?language=uk")
        .json["notice"]
        .startswith("Dateline не може визначити мову цього тексту.")
    )


def test_searching_the_gazetteer_answers_in_the_readers_language(client: FlaskClient) -> None:
    (entry,) = client.get("/api/gazetteer?q=Kursk&limit=1&language=uk").json["entries"]
    assert (entry["name"], entry["description"]) == (
        "Курськ", "населений пункт, Курська область, Росія"
    )  # fmt: skip


def test_no_clause_begins_with_a_name_that_would_lose_its_capital() -> None:
    clauses = {*name._MATCH_SENTENCES.values(), name._LARGEST, name._PEOPLE}
    for path in (*(ROOT / "geo/places/evidence").glob("*.py"), ROOT / "geo/places/explaining.py"):
        clauses |= set(_said_in(ast.parse(path.read_text(encoding="utf-8"))))
    assert len(clauses) > 40
    for english in clauses:
        said = UKRAINIAN[english]
        for form in [english, said] if isinstance(said, str) else said:
            assert not form.startswith("{"), english
