"""The stand-alone file opens with the network off, and nothing in an article runs as script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from sample_maps import TEXT, sample_map

import geo
from geo.exports import write
from geo.exports.html import folium_map
from geo.model import ArticleMap
from geo.settings import Settings

HOSTILE = (
    "</script><script>window.ran=1</script><img src=x onerror=window.ran=2>"
    "{{ 7 * 7 }}{% raw %}${window.ran=3}`;window.ran=4;\\u0022<!--dateline:data-->"
)


class Opened:
    """A page opened from a file with the network off, with all that it complained about."""

    def __init__(self, browser: Browser, file: Path, **options: object) -> None:
        context = browser.new_context(offline=True, **options)  # type: ignore[arg-type]
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)
        self.page.goto(file.as_uri())
        self.page.wait_for_selector("html[data-ready=true]", state="attached")
        self.page.wait_for_function("document.querySelectorAll('.place-marker').length > 0")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:", "file:")):
            self.requests.append(request.url)


def written(folder: Path, article_map: ArticleMap) -> Path:
    file = folder / "map.html"
    file.write_bytes(write(article_map, "html").content)
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_article_opens_with_the_network_off(
    browser: Browser, tmp_path: Path, settings: Settings, kursk_file: Path, scheme: str
) -> None:
    article = geo.read(kursk_file, settings=settings)
    opened = Opened(browser, written(tmp_path, article.article_map), color_scheme=scheme)
    text = opened.page.locator("main.article").inner_text()
    assert "Putin said in a televised statement" in text
    assert opened.page.locator(".leaflet-tooltip.place-name").all_inner_texts() != []
    assert opened.page.locator("canvas").count() > 0
    assert opened.complaints == []
    assert opened.requests == []


def test_a_reader_of_ukrainian_gets_the_file_in_ukrainian(
    browser: Browser, tmp_path: Path, settings: Settings, kursk_file: Path
) -> None:
    article = geo.read(kursk_file, settings=settings, language="uk")
    opened = Opened(browser, written(tmp_path, article.article_map))
    page = opened.page
    page.get_by_role("link", name="Pokrovsk").first.click()
    card = page.locator(".card")
    assert card.locator("h2").inner_text() == "Покровськ"
    said = card.locator("p").all_inner_texts()
    assert said[0].startswith("Населений пункт, ")
    # The gazetteer has no Ukrainian name of the district.
    assert set(re.findall("[A-Za-z]{3,}", " ".join(said))) == {"Pokrovsk", "Raion"}
    controls = page.locator(".leaflet-control-zoom a, .leaflet-control-scale-line")
    assert controls.nth(0).get_attribute("title") == "Наблизити"
    assert controls.nth(2).inner_text().endswith("\u00a0км")
    assert page.locator(".legend label").first.inner_text().startswith("Території")
    assert "Поза картою: Канада" in page.locator(".legend").inner_text()
    assert page.locator(".list th[scope=col]").all_inner_texts() == ["Назва", "Певність", "Згадки"]
    assert opened.complaints == []
    assert opened.requests == []
    assert Axe().run(page).response["violations"] == []


def test_touching_a_name_opens_its_card_and_escape_closes_it(
    browser: Browser, tmp_path: Path
) -> None:
    opened = Opened(browser, written(tmp_path, sample_map()))
    page = opened.page
    page.get_by_role("link", name="Marsk").first.click()
    card = page.locator(".card")
    assert card.locator("h2").inner_text() == "Marsk"
    assert "It is the only one." in card.inner_text()
    assert page.locator("a.name.chosen").count() == 3  # two mentions and the row of the list
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert opened.complaints == []


def test_touching_a_marker_opens_its_card(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, sample_map()))
    opened.page.get_by_role("button", name="Marsk").click()
    assert opened.page.locator(".card h2").inner_text() == "Marsk"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_file_has_no_barrier_that_axe_finds(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    opened = Opened(browser, written(tmp_path, sample_map()), color_scheme=scheme)
    opened.page.get_by_role("checkbox", name="Actors").check()
    opened.page.get_by_role("link", name="Marsk").first.click()
    found = Axe().run(opened.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_actors_are_off_until_asked_for(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, sample_map()))
    markers = opened.page.locator(".place-marker")
    assert markers.count() == 1
    opened.page.get_by_role("checkbox", name="Actors").check()
    assert markers.count() == 2


def test_nothing_in_an_article_or_a_reason_runs(browser: Browser, tmp_path: Path) -> None:
    hostile = sample_map(f"{TEXT}\n\n{HOSTILE}", reason=HOSTILE)
    opened = Opened(browser, written(tmp_path, hostile))
    opened.page.get_by_role("link", name="Marsk").first.click()
    assert HOSTILE in opened.page.locator("main.article").inner_text()
    assert HOSTILE in opened.page.locator(".card").inner_text()
    assert opened.page.evaluate("window.ran") is None
    assert opened.complaints == []


def test_a_text_without_places_is_a_page_too(
    browser: Browser, tmp_path: Path, settings: Settings
) -> None:
    article = geo.read("Nothing happened anywhere, and nobody minded.", settings=settings)
    file = written(tmp_path, article.article_map)
    context = browser.new_context(offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready=true]", state="attached")
    assert "No places were found in this text." in page.locator("main").inner_text()
    assert errors == []


def test_a_phone_shows_the_map_above_the_text(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(
        browser, written(tmp_path, sample_map()), viewport={"width": 390, "height": 844}
    )
    area = opened.page.locator(".folium-map").bounding_box()
    text = opened.page.locator("main.article").bounding_box()
    assert area is not None
    assert text is not None
    assert area["y"] + area["height"] <= text["y"] + 1
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_notebook_shows_the_map_in_a_frame(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "notebook.html"
    file.write_text(folium_map(sample_map())._repr_html_(), encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(file.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".place-marker").first.wait_for()
    names = frame.locator(".leaflet-tooltip.place-name").all_inner_texts()
    assert sorted(names) == ["Marsk", "Zalia"]
