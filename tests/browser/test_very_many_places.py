"""Hundreds and thousands of places on one map."""

from __future__ import annotations

import json
import os
import random
import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browsing import READY, Open, Site
from playwright.sync_api import Page, expect

MANY = 10_000 if os.environ.get("DATELINE_TEST_PROFILE") == "soak" else 1_000


def _stations(site: Site, count: int) -> str:
    """An article that names so many coordinates all over the world; its page's address."""
    dice = random.Random(4)  # noqa: S311 - a repeatable sample, no secret
    at = [f"{dice.uniform(-55, 70):.4f}, {dice.uniform(-179, 179):.4f}" for _ in range(count)]
    text = "\n\n".join(
        f"Stations were seen at {'; at '.join(at[k : k + 10])}." for k in range(0, count, 10)
    )
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{site.url}/api/articles",
        json.dumps({"text": text, "title": f"{count} stations"}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        location: str = answer.headers["Location"]
    return site.url + location.replace("/api", "")


def _counted(page: Page) -> int:
    """How many places the bubbles in the page stand for."""
    numbers = page.locator("#map .bubble").all_inner_texts()
    return sum(int(number.replace(",", "")) for number in numbers)


@pytest.fixture
def stations(own_site: Site, open_page: Open) -> Page:
    page = open_page(own_site.article)
    page.set_default_timeout(120_000)
    page.goto(_stations(own_site, MANY))
    page.wait_for_selector(READY, state="attached")
    page.set_default_timeout(15_000)
    page.locator("#map .bubble").first.wait_for()
    return page


def test_three_hundred_places_are_all_elements(own_site: Site, open_page: Open) -> None:
    page = open_page(_stations(own_site, 300))
    expect(page.locator("#map .pin")).to_have_count(300)
    expect(page.locator("#map .bubble")).to_have_count(0)


def test_near_ones_share_a_bubble_that_opens_by_key_and_by_mouse(stations: Page) -> None:
    # At most one element for each patch of the map, however many places there are.
    assert 10 < stations.locator("#map .bubble").count() < 250
    assert 0.7 * MANY < _counted(stations) <= MANY
    first = stations.locator("#map .bubble[tabindex='0']")
    expect(first).to_have_count(1)
    expect(first).to_have_attribute("aria-label", re.compile(r"places close together; zoom in"))
    first.focus()
    before = re.search(r"at=(\d+)", stations.url)
    stations.keyboard.press("Enter")
    expect(stations).to_have_url(re.compile(r"at=\d+/"))
    assert before is None
    stations.locator("#map .bubble").nth(5).click()
    assert stations.locator("#map .bubble").count() > 0


def test_a_chosen_place_among_many_gets_its_symbol_and_name(stations: Page) -> None:
    stations.locator("#text a.mention").nth(3).click()
    pin = stations.locator("#map .pin.chosen")
    expect(pin).to_have_count(1)
    expect(pin).to_be_in_viewport()
    expect(stations.locator("#card h2")).to_be_visible()
    stations.keyboard.press("Escape")
    expect(pin).to_have_count(0)


def test_the_list_of_very_many_is_filtered(stations: Page) -> None:
    name = stations.locator("#text a.mention").nth(7).inner_text()
    stations.get_by_role("tab", name="Places").click()
    panel = stations.locator("#panel-places")
    panel.get_by_role("searchbox", name="Filter by name or kind").fill(name)
    expect(panel.locator("tbody tr:visible")).to_have_count(1)
    expect(panel.get_by_role("navigation", name="Pages of the list")).to_be_hidden()


def test_the_list_of_very_many_is_read_page_by_page(stations: Page) -> None:
    stations.get_by_role("tab", name="Places").click()
    panel = stations.locator("#panel-places")
    table = panel.get_by_role("table", name="Where things happen")
    rows = table.locator("tbody tr")
    expect(rows).to_have_count(200)
    expect(table).to_have_attribute("aria-rowcount", str(MANY + 1))
    first = rows.first.locator(".row-link").inner_text()
    pages = panel.get_by_role("navigation", name="Pages of the list")
    expect(pages).to_contain_text(f"1 to 200 of {MANY:,}")
    expect(pages.get_by_role("button", name="Previous")).to_be_disabled()
    following = pages.get_by_role("button", name="Next")
    following.focus()
    stations.keyboard.press("Enter")
    expect(pages).to_contain_text(f"201 to 400 of {MANY:,}")
    expect(following).to_be_focused()
    expect(stations.locator("#live")).to_have_text(f"201 to 400 of {MANY:,}")
    expect(rows.first).to_have_attribute("aria-rowindex", "202")
    assert rows.first.locator(".row-link").inner_text() != first
    pages.get_by_role("button", name="Previous").click()
    expect(rows.first.locator(".row-link")).to_have_text(first)
    assert Axe().run(stations).response["violations"] == []


def test_a_place_chosen_elsewhere_is_turned_to_in_the_list(stations: Page) -> None:
    mention = stations.locator("#text a.mention").nth(650)
    mention.click()
    stations.get_by_role("tab", name="Places").click()
    chosen = stations.locator("#panel-places tr.chosen")
    expect(chosen).to_have_count(1)
    expect(chosen).to_be_visible()
    stations.locator("#panel-places").get_by_role("button", name="Name", exact=True).click()
    expect(stations.locator("#panel-places tbody tr")).to_have_count(200)
    names = stations.locator("#panel-places .row-link").all_inner_texts()
    assert len(set(names)) > 1
