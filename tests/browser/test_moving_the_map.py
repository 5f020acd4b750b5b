"""What the map shows: fitting it, the whole screen, and the address that keeps it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import PHONE, SMALLEST, TABLET, Open, Site, marker, mention
from playwright.sync_api import Page, expect

TOUCH: dict[str, Any] = {"has_touch": True, "is_mobile": True}
NOTHING_ON_TOP = """name => {
    const box = document.querySelector(`#map [aria-label^='${name},'] .name`)
        .getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top?.closest(`[aria-label^='${name},']`) !== null;
}"""


def _fit(page: Page, choice: str) -> None:
    page.get_by_role("group", name="Map tools").locator("summary").click()
    page.get_by_role("button", name=choice).click()


def _view(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("at", [])


def test_the_map_goes_to_all_places_and_back_to_where_it_happens(reading: Page) -> None:
    expect(marker(reading, "Canada")).to_have_count(0)
    _fit(reading, "All places shown")
    expect(marker(reading, "Canada")).to_be_in_viewport()
    expect(marker(reading, "Crimea")).to_be_in_viewport()
    assert _view(reading)
    _fit(reading, "Where it happens")
    expect(reading.get_by_role("button", name="Canada not in view")).to_be_visible()
    expect(marker(reading, "Crimea")).to_be_in_viewport()
    assert _view(reading) == []


def test_the_map_goes_to_the_chosen_place_only_when_one_is_chosen(reading: Page) -> None:
    reading.get_by_role("group", name="Map tools").locator("summary").click()
    expect(reading.get_by_role("button", name="The chosen place")).to_be_hidden()
    reading.keyboard.press("Escape")
    mention(reading, "Crimea").click()
    before = reading.locator("path.area.chosen").bounding_box()
    _fit(reading, "The chosen place")
    after = reading.locator("path.area.chosen").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"]


def test_the_map_fills_the_screen_and_gives_it_back(reading: Page) -> None:
    button = reading.get_by_role("button", name="Map on the whole screen")
    button.click()
    expect(reading.locator("#text-pane")).to_be_hidden()
    box = reading.locator("#map").bounding_box()
    assert box is not None
    assert box["width"] == reading.evaluate("innerWidth")
    reading.get_by_role("button", name="Back to the text").click()
    expect(reading.locator("#text-pane")).to_be_visible()
    expect(button).to_be_visible()


def test_the_address_brings_back_view_place_layers_and_worldview(
    open_page: Open, reading: Page
) -> None:
    assert reading.url.split("?")[0] == reading.url  # a page nobody touched has a short address
    reading.locator("#legend").get_by_role("button", name="Actors").click()
    reading.get_by_role("button", name="Zoom in").click()
    marker(reading, "Pokrovsk").click()
    expect(reading).to_have_url(re.compile(r"layers=area,town.*at=\d/[\d.]+/[\d.]+#place-"))
    page = open_page(reading.url)
    expect(page.locator("#card h2")).to_have_text("Pokrovsk")
    expect(page.locator("#legend").get_by_role("button", name="Actors")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert _view(page) == _view(reading)
    here, there = (one.locator("#map .chosen").bounding_box() for one in (reading, page))
    assert here is not None
    assert there is not None
    assert there["x"] == pytest.approx(here["x"], abs=2)
    assert there["y"] == pytest.approx(here["y"], abs=2)


def test_an_address_that_makes_no_sense_opens_the_map_as_ever(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.article}?at=6/99/99999&layers=nonsense#place-nowhere%")
    expect(marker(page, "Kursk Oblast")).to_be_in_viewport()
    expect(page.locator("#card")).to_be_hidden()


def test_on_a_phone_the_back_button_closes_the_card_and_then_leaves(
    open_page: Open, site: Site
) -> None:
    page = open_page(site.article, size=PHONE, **TOUCH)
    mention(page, "Kursk").click()
    expect(page.locator("#card")).to_be_visible()
    page.go_back()
    expect(page.locator("#card")).to_be_hidden()
    assert "#place" not in page.url
    # Closing by hand leaves no entry behind.
    before = page.evaluate("history.length")
    mention(page, "Kursk").click()
    page.get_by_role("button", name="Close").click()
    mention(page, "Kursk", 1).click()
    expect(page.locator("#card")).to_contain_text("Mention 2 of 6")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#card")).to_be_hidden()
    assert page.evaluate("history.length") <= before


@pytest.mark.parametrize("size", [TABLET, PHONE, SMALLEST])
def test_tools_legend_and_edge_names_leave_the_places_free(
    open_page: Open, site: Site, size: tuple[int, int]
) -> None:
    page = open_page(site.article, size=size, **TOUCH)
    for name in ("Kursk Oblast", "Pokrovsk", "Crimea"):
        assert page.evaluate(NOTHING_ON_TOP, name), name
    crowded = page.evaluate(
        """() => {
            const boxes = [...document.querySelectorAll("#edges .chip, .tools, #legend")]
                .map(node => node.getBoundingClientRect());
            return boxes.some((a, i) => boxes.some((b, k) => k > i && a.left < b.right &&
                a.right > b.left && a.top < b.bottom && a.bottom > b.top));
        }"""
    )
    assert crowded is False


def test_on_a_phone_one_finger_scrolls_the_page_and_a_hint_says_how_to_move_the_map(
    open_page: Open, site: Site
) -> None:
    page = open_page(site.article, size=PHONE, **TOUCH)
    before = marker(page, "Pokrovsk").bounding_box()
    touch = page.context.new_cdp_session(page)
    for kind, y in (("touchStart", 240), ("touchMove", 200), ("touchMove", 160)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": 260, "y": y}]})
    expect(page.locator(".two-fingers")).to_have_class("two-fingers shown")
    expect(page.locator(".two-fingers")).to_have_text("Use two fingers to move the map")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".two-fingers")).to_have_class("two-fingers")
    assert marker(page, "Pokrovsk").bounding_box() == before
    assert "at=" not in page.url


def test_a_drag_that_begins_and_ends_on_a_place_does_not_choose_it(reading: Page) -> None:
    pin = marker(reading, "Pokrovsk")
    box = pin.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reading.mouse.move(x, y)
    reading.mouse.down()
    reading.mouse.move(x + 70, y + 20, steps=6)
    reading.mouse.up()
    expect(reading).to_have_url(re.compile(r"at=\d+/"))
    expect(reading.locator("#card")).to_be_hidden()
    pin.click()
    expect(reading.locator("#card h2")).to_have_text("Pokrovsk")
