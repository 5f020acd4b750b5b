"""Sharing the width, following the reader, finding words."""

from __future__ import annotations

from browsing import READY, Open, Site, marker
from playwright.sync_api import Page, expect


def _width(page: Page) -> float:
    box = page.locator("#text-pane").bounding_box()
    assert box is not None
    return box["width"]


def test_the_line_between_text_and_map_is_dragged_and_remembered(
    open_page: Open, site: Site
) -> None:
    page = open_page(site.article)
    first = _width(page)
    gutter = page.get_by_role("separator", name="Width of the text")
    box = gutter.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 300
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 144, y, steps=4)
    page.mouse.up()
    assert round(_width(page) - first) == 144
    expect(gutter).to_have_attribute("aria-valuenow", "54")
    page.reload()
    page.wait_for_selector(READY, state="attached")
    assert round(_width(page) - first) == 144
    gutter.dblclick(position={"x": 6, "y": 300})
    assert _width(page) == first


def test_the_line_is_moved_with_the_arrow_keys_within_limits(reading: Page) -> None:
    gutter = reading.get_by_role("separator", name="Width of the text")
    gutter.focus()
    reading.keyboard.press("ArrowLeft")
    expect(gutter).to_have_attribute("aria-valuenow", "42")
    reading.keyboard.press("Home")
    expect(gutter).to_have_attribute("aria-valuenow", "30")
    assert round(_width(reading)) == 432
    reading.keyboard.press("ArrowLeft")
    expect(gutter).to_have_attribute("aria-valuenow", "30")
    reading.keyboard.press("End")
    expect(gutter).to_have_attribute("aria-valuenow", "65")
    for name in ("Kursk Oblast", "Pokrovsk", "Crimea"):
        expect(marker(reading, name)).to_be_in_viewport()


def test_following_dims_what_the_paragraph_does_not_name_and_leaves_the_map_still(
    reading: Page,
) -> None:
    follow = reading.get_by_role("button", name="Follow")
    expect(follow).to_have_attribute("aria-pressed", "false")
    follow.click()
    expect(marker(reading, "Pokrovsk")).to_have_class("pin symbol-town dim")
    expect(reading.locator("path.area.dim")).to_have_count(1)  # Kursk is read of, Crimea is not
    before = marker(reading, "Crimea").bounding_box()
    reading.locator("#text-pane").evaluate("pane => pane.scrollTo(0, pane.scrollHeight)")
    last = reading.locator("#text .block.read")
    expect(last).to_contain_text("which has occupied Crimea since 2014")
    expect(reading.locator("path.area.dim")).to_have_count(0)
    assert marker(reading, "Crimea").bounding_box() == before
    assert reading.url.endswith(site_path(reading))
    follow.click()
    expect(reading.locator(".dim")).to_have_count(0)


def site_path(page: Page) -> str:
    """The address without anything that a moved map would have added."""
    path: str = page.evaluate("location.pathname")
    return path


def test_the_map_fits_to_the_paragraph_when_asked(reading: Page) -> None:
    reading.get_by_role("button", name="Follow").click()
    reading.get_by_role("group", name="Map tools").locator("summary").click()
    before = reading.locator("path.area").first.bounding_box()
    reading.get_by_role("button", name="This paragraph").click()
    after = reading.locator("path.area").first.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"]


def test_words_of_the_text_are_found_in_the_same_box(reading: Page) -> None:
    field = reading.get_by_role("combobox", name="Find in the article, or any place")
    field.fill("sanctions")
    option = reading.get_by_role("group", name="In the text").get_by_role("option")
    expect(option).to_contain_text("of new sanctions unless it")
    option.click()
    assert reading.evaluate("[...CSS.highlights.get('quote')].map(range => range.toString())") == [
        "sanctions"
    ]
    block = reading.locator("#text .block", has_text="new sanctions")
    expect(block).to_be_in_viewport()
