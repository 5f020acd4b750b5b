"""Several articles on one map: what is where, in which article, and when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browsing import DESKTOP, PHONE, READY, SMALLEST, TABLET, Open, Site, marker
from playwright.sync_api import Page, expect

from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.settings import Settings

TOUCH: dict[str, Any] = {"has_touch": True, "is_mobile": True}
ARTICLES = (
    ("Storm", "A storm closed the port of Odesa on Monday. Ships left Odesa.", date(2025, 3, 1)),
    ("Floods", "Heavy rain fell in Lviv. Roads in the Kharkiv region were closed.", date(2025, 3, 4)),  # noqa: E501
    ("Trains", "A train from Odesa to Lviv was late, Ukraine said.", date(2025, 3, 10)),
    ("Harvest", "Farmers near Odesa expect a poor harvest.", None),
)  # fmt: skip


@pytest.fixture(scope="module")
def collected(
    tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer, areas: Areas
) -> Iterator[Site]:
    """A server with four articles, three of them with dates."""
    settings = replace(Settings.from_environment(), home=tmp_path_factory.mktemp("collected"))
    site = Site(settings=settings, gazetteer=gazetteer, areas=areas)
    site.start()
    for title, text, published in ARTICLES:
        site.add(text, title=title, published=published)
    yield site
    site.stop()


@pytest.fixture
def page(open_page: Open, collected: Site) -> Page:
    return open_page(f"{collected.url}/collection")


def rows(page: Page) -> list[str]:
    """Name, mentions and articles of each place in the list."""
    return [
        " ".join(re.findall(r"\d+|^\w+", text))
        for text in page.locator("#panel-places tbody tr").all_inner_texts()
    ]


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def test_the_places_of_all_articles_are_on_one_map_and_in_one_list(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("4 articles on one map")
    for name in ("Odesa", "Lviv", "Kharkiv Oblast"):
        expect(marker(page, name)).to_be_visible()
    expect(page.locator("#map path.area")).to_have_count(1)
    assert rows(page) == ["Odesa 4 3", "Lviv 2 2", "Kharkiv 1 1"]
    expect(page.locator("#legend")).to_contain_text("Towns")


def test_a_place_leads_to_its_sentences_and_each_to_its_article(page: Page) -> None:
    marker(page, "Odesa").click()
    card = page.locator("#card")
    expect(card.locator("h2")).to_have_text("Odesa")
    expect(card).to_contain_text("4 mentions in 3 articles")
    expect(card.locator("h3")).to_have_text(["Harvest", "Trains", "Storm"])
    expect(page.locator("#panel-places tr.chosen")).to_contain_text("Odesa")
    card.get_by_role("link", name="Ships left Odesa.").click()
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("heading", level=1).first).to_have_text("Storm")
    expect(page.locator("#text a.mention.current")).to_have_text("Odesa")
    expect(page.locator("#card")).to_contain_text("Mention 2 of 2")


def test_two_thumbs_over_the_days_leave_the_articles_between_them(page: Page) -> None:
    count = page.locator(".period-count")
    expect(count).to_have_text("4 of 4 articles")
    first = page.get_by_role("slider", name="First day")
    expect(first).to_have_attribute("aria-valuetext", "1 March 2025")
    first.press("ArrowRight")
    expect(first).to_have_attribute("aria-valuetext", "2 March 2025")
    expect(count).to_have_text("3 of 4 articles")
    assert rows(page) == ["Lviv 2 2", "Odesa 2 2", "Kharkiv 1 1"]
    last = page.get_by_role("slider", name="Last day")
    last.press("Home")
    expect(last).to_have_attribute("aria-valuetext", "2 March 2025")  # never before the first
    expect(count).to_have_text("1 of 4 articles")
    expect(marker(page, "Lviv")).to_have_count(0)
    page.get_by_label("And one without a date").uncheck()
    expect(count).to_have_text("0 of 4 articles")
    expect(page.locator("#panel-places")).to_contain_text("None in this period.")


def test_the_address_and_the_download_keep_the_period_and_the_place(
    page: Page, open_page: Open, collected: Site
) -> None:
    page.get_by_role("slider", name="First day").press("ArrowRight")
    page.get_by_label("And one without a date").uncheck()
    page.locator("#panel-places").get_by_role("link", name="Odesa").click()
    expect(page).to_have_url(re.compile(r"from=2025-03-02&undated=false.*#place-geonames"))
    again = open_page(page.url)
    expect(again.locator(".period-count")).to_have_text("2 of 4 articles")
    expect(again.locator("#card h2")).to_have_text("Odesa")
    again.locator("#download summary").click()
    with again.expect_download() as waiting:
        again.get_by_role("link", name="Places with their sentences").click()
    assert waiting.value.suggested_filename == "dateline-collection.geojson"
    made = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    odesa = next(each for each in made["features"] if each["properties"]["name"] == "Odesa")
    assert [each["heading"] for each in odesa["properties"]["appearances"]] == ["Trains"]


def test_chosen_articles_come_from_the_home_page(open_page: Open, collected: Site) -> None:
    page = open_page(f"{collected.url}/")
    for title in ("Storm", "Floods"):
        page.get_by_label(f"Choose “{title}” for the map").check()
    page.get_by_role("button", name="Map of 2 chosen").click()
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 chosen articles on one map")
    assert rows(page) == ["Odesa 2 1", "Kharkiv 1 1", "Lviv 1 1"]


def test_everything_can_be_done_by_keyboard(page: Page) -> None:
    link = page.locator("#panel-places").get_by_role("link", name="Lviv")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_be_focused()
    expect(page.locator("#live")).to_have_text("Lviv: 2 mentions in 2 articles.")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    expect(link).to_be_focused()
    page.get_by_role("tab", name="Places").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel-actors")).to_contain_text("Ukraine")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel-articles a")).to_have_text(["Harvest", "Trains", "Floods", "Storm"])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE, SMALLEST])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    open_page: Open, collected: Site, size: tuple[int, int], theme: str
) -> None:
    touch = TOUCH if size in (PHONE, SMALLEST) else {}
    page = open_page(
        f"{collected.url}/collection", size=size, theme=theme, bypass_csp=True, **touch
    )
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    page.locator("#panel-places .row-link").first.click()
    page.locator("#card .quotes:not([aria-busy])").wait_for()
    assert faults(page) == []
    page.get_by_role("button", name="Close").click()
    page.get_by_role("tab", name="Articles").click()
    assert faults(page) == []


def test_the_thumbs_are_large_enough_for_a_finger(open_page: Open, collected: Site) -> None:
    page = open_page(f"{collected.url}/collection", size=PHONE, **TOUCH)
    for name in ("First day", "Last day"):
        box = page.get_by_role("slider", name=name).bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_one_day_is_said_and_offers_no_choice(open_page: Open, collected: Site) -> None:
    storm = collected.article_called("Storm")
    page = open_page(f"{collected.url}/collection?article={storm}")
    expect(page.locator("#period")).to_contain_text("1 of 1 article")
    expect(page.locator("#period")).to_contain_text("1 March 2025")
    expect(page.get_by_role("slider")).to_have_count(0)


def test_without_articles_the_collection_says_so(empty_site: Site, open_page: Open) -> None:
    page = open_page(f"{empty_site.url}/collection")
    expect(page.locator("#map-notice")).to_have_text("No places were found in these articles.")
    expect(page.locator("#panel-places")).to_contain_text("There are no articles yet.")


def test_without_script_the_collection_is_a_table_with_sentences_and_a_form(
    open_page: Open, collected: Site
) -> None:
    page = open_page(f"{collected.url}/collection", size=TABLET, java_script_enabled=False)
    assert rows(page) == ["Odesa 4 3", "Lviv 2 2", "Kharkiv 1 1"]
    page.get_by_role("link", name="Lviv").click()
    expect(page.locator("#quotes")).to_contain_text("A train from Odesa to Lviv was late")
    page.get_by_label("From").fill("2025-03-02")
    page.get_by_role("button", name="Show").click()
    assert rows(page)[0].startswith(("Lviv 2", "Odesa 2"))
    page.get_by_role("link", name="Odesa", exact=True).click()
    expect(page.locator("#quotes h3")).to_have_text(["Harvest", "Trains"])
    page.locator("#quotes").get_by_role("link", name="A train from Odesa").click()
    expect(page.get_by_role("heading", level=1).first).to_have_text("Trains")


def test_the_reader_chooses_whose_borders_the_collection_draws(
    own_site: Site, open_page: Open
) -> None:
    own_site.add("Rain fell in Simferopol and in Kherson.", title="Rain")
    page = open_page(f"{own_site.url}/collection")
    row = page.locator("#panel-places tr", has_text="Simferopol")
    expect(row.locator(".within")).to_contain_text("Ukraine")
    page.locator("#legend summary", has_text="Borders").click()
    borders = page.get_by_role("combobox", name="Borders")
    borders.select_option("de_facto")
    expect(page.locator("#live")).to_contain_text("De facto")
    expect(page).to_have_url(re.compile("worldview=de_facto"))
    expect(row.locator(".within")).to_contain_text("Russia")
    legend = page.locator("#legend")
    expect(legend).to_contain_text("Borders by who administers an area")
    expect(legend.locator(".changes")).to_contain_text("Simferopol")
    download = page.locator("#download a")
    expect(download).to_have_attribute("href", re.compile("worldview=de_facto"))
    assert faults(page) == []
    page.reload()
    page.wait_for_selector(READY, state="attached")
    expect(row.locator(".within")).to_contain_text("Russia")


def test_without_script_the_form_chooses_the_borders(own_site: Site, open_page: Open) -> None:
    own_site.add("Rain fell in Simferopol and in Kherson.", title="Rain")
    page = open_page(f"{own_site.url}/collection", java_script_enabled=False)
    page.get_by_label("Borders").select_option("de_facto")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("worldview=de_facto"))
    row = page.locator("#panel-places tr", has_text="Simferopol")
    expect(row.locator(".within")).to_contain_text("Russia")
