"""Hundreds and thousands of places on one map."""

from __future__ import annotations

import json
import os
import random
import re
import urllib.request

import pytest
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
