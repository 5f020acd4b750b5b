"""Articles that are not in English: recognised, said so, and read by their language's names."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.languages import guess_language
from geo.mentions import find
from geo.places import choose_entries

ARTICLES = {
    "de": (
        (
            "Bei schweren Überschwemmungen in Köln und München sind am Dienstag drei Menschen"
            " ums Leben gekommen. Der Zug nach Wien fiel aus."
        ),
        {"Köln": "Cologne", "München": "Munich", "Wien": "Vienna"},
    ),
    "fr": (
        (
            "Un incendie a éclaté lundi à Marseille, et les pompiers venus de Lyon ont été envoyés"
            " vers la Bourgogne. Londres a présenté ses condoléances."
        ),
        {"Marseille": "Marseille", "Lyon": "Lyon", "Londres": "London"},
    ),
    "es": (
        (
            "Un terremoto sacudió el lunes la ciudad de Sevilla y se sintió también en Lisboa. El"
            " alcalde de Nueva York envió ayuda a Filipinas."
        ),
        {"Sevilla": "Seville", "Lisboa": "Lisbon", "Filipinas": "Philippines"},
    ),
    "uk": (
        (
            "Російські війська обстріляли Харків у вівторок, повідомили місцеві чиновники. Потяг"
            " із Києва до Варшави затримується."
        ),
        {"Харків": "Kharkiv"},
    ),
    "ru": (
        "Во вторник Москва и Минск готовились к сильному дождю, сообщили местные власти.",
        {"Москва": "Moscow", "Минск": "Minsk"},
    ),
    "ar": (
        "قالت السلطات في دمشق يوم الثلاثاء إن حريقا اندلع قرب حلب. ووصل الوزير إلى القاهرة.",
        {"دمشق": "Damascus", "حلب": "Aleppo", "القاهرة": "Cairo"},
    ),
    "zh": (
        "周二,北京发生大雨,当局表示列车从上海开往广州时延误。东京也受到影响。",
        {"北京": "Beijing", "上海": "Shanghai", "广州": "Guangzhou", "东京": "Tokyo"},
    ),
    "pl": (
        (
            "W poniedziałek wybuchł pożar, a strażacy pojechali do miasta Kraków. Prezydent"
            " odwiedził Londyn i Warszawa o tym mówiła."
        ),
        {"Kraków": "Krakow", "Londyn": "London", "Warszawa": "Warsaw"},
    ),
    "tr": (
        "Salı günü İstanbul ve Ankara'da şiddetli yağmur yağdı, yetkililer açıkladı.",
        {"İstanbul": "Istanbul", "Ankara": "Ankara"},
    ),
}


@pytest.mark.parametrize("language", ARTICLES)
def test_the_language_is_recognised_and_its_names_are_found(
    gazetteer: Gazetteer, language: str
) -> None:
    text, expected = ARTICLES[language]
    document = document_from_text(text)
    assert document.language == language
    mentions = choose_entries(document, find(document, gazetteer), gazetteer).mentions
    found = {mention.text: mention.entry.name for mention in mentions if mention.entry}
    assert expected.items() <= found.items()
    # What only looks like a name is none: a train, Tuesday, the president.
    assert not found.keys() & {"Zug", "Dienstag", "Menschen", "Prezydent", "Salı"}


@pytest.mark.parametrize("language", ARTICLES)
def test_a_reader_is_told(client: FlaskClient, language: str) -> None:
    answer = client.post("/api/articles", json={"text": ARTICLES[language][0]}).json
    assert answer["language"] == language
    assert answer["notice"].startswith("This text is not in English")


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv",
        "Rain.",
        "São Paulo",
        "La Paz",
        "Fire in Köln.",
        "Los Angeles Lakers beat El Salvador",
        "Le Pen visits La Rochelle",
        "De Gaulle in the Hague",
        "Le Monde reported from Paris",
        "Gov. Schwarzenegger vetoes Los Gatos water plan",
        "🌊🌊🌊",
        "48.28, 37.18",
    ],
)
def test_short_english_texts_with_foreign_names_stay_english(text: str) -> None:
    assert guess_language(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Köln brennt", "und"),
        ("Tűz ütött ki hétfőn Budapesten, a tűzoltók Győrből érkeztek.", "und"),
        ("Москва", "ru"),
        ("北京", "zh"),
    ],
)
def test_what_is_no_english_is_never_taken_for_it(
    client: FlaskClient, text: str, language: str
) -> None:
    answer = client.post("/api/articles", json={"text": text}).json
    assert answer["language"] == language
    assert "reads English" in answer["notice"]
