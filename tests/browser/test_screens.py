"""The page on all screens, in light and dark, for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browsing import DESKTOP, PHONE, SMALLEST, TABLET, Open, Site, marker, mention
from playwright.sync_api import Page, expect

THEMES = ("light", "dark")
SCREENS = (DESKTOP, TABLET, PHONE)
TOUCH: dict[str, Any] = {"has_touch": True, "is_mobile": True}


def _faults(page: Page, state: str) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{state}: {fault['id']}: {node['html'][:120]}"
        for fault in found
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SCREENS)
def test_axe_finds_nothing_in_any_state_of_the_page(
    open_page: Open, site: Site, size: tuple[int, int], theme: str
) -> None:
    # axe is put into the page as an inline script, which the page's own policy forbids.
    page = open_page(site.article, size=size, theme=theme, bypass_csp=True)
    page.locator("#download summary").click()
    faults = _faults(page, "menu")
    page.keyboard.press("Escape")
    mention(page, "Kursk").click()
    page.get_by_role("button", name="Correct", exact=True).click()
    page.locator(".combobox-list [role=option]").first.wait_for()
    faults += _faults(page, "card")
    page.get_by_role("button", name="Close").click()
    for tab in ("Places", "Actors", "Notes"):
        page.get_by_role("tab", name=tab).click()
        if tab == "Notes":
            page.locator("#notes").get_by_role("button", name="Type a name or coordinates").click()
        faults += _faults(page, tab)
    assert faults == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_the_home_page(open_page: Open, site: Site, theme: str) -> None:
    page = open_page(f"{site.url}/", theme=theme, bypass_csp=True)
    assert _faults(page, "home") == []


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("size", [(1100, 800), (901, 700), TABLET, PHONE, SMALLEST])
def test_the_tabs_and_the_button_beside_them_do_not_crowd_each_other(
    open_page: Open, site: Site, size: tuple[int, int], language: str
) -> None:
    page = open_page(f"{site.article}?language={language}", size=size)
    tabs = page.get_by_role("tab").all()
    edges = [box["x"] + box["width"] for tab in tabs if (box := tab.bounding_box())]
    follow = page.locator(".follow").bounding_box()
    assert len(edges) == 4
    assert follow is not None
    assert max(edges) <= follow["x"]


@pytest.mark.parametrize("size", [TABLET, PHONE, SMALLEST])
def test_nothing_is_cut_off_on_a_narrow_screen(
    open_page: Open, site: Site, size: tuple[int, int]
) -> None:
    page = open_page(site.article, size=size, **TOUCH)
    wide = """() => [...document.querySelectorAll(
        "body *:not(.unseen, .skip, #map *, .chip *, svg *)")].filter(node => {
        const box = node.getBoundingClientRect();
        const out = box.right > innerWidth + 1 || box.left < -1;
        return out && node.checkVisibility() && box.width && box.height;
    }).map(node => node.outerHTML.slice(0, 100))"""
    for menu in ("#annotate", "#download"):
        page.locator(f"{menu} summary").click()
        assert page.evaluate(wide) == []
        page.keyboard.press("Escape")
    for tab in ("Article", "Places", "Actors", "Notes"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate("document.documentElement.scrollWidth") == size[0]
        assert page.evaluate(wide) == []


def test_no_text_is_under_twelve_pixels(reading: Page) -> None:
    mention(reading, "Kursk").click()
    small = reading.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(node =>
            [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim()) &&
            node.getClientRects().length && parseFloat(getComputedStyle(node).fontSize) < 12 &&
            !node.matches("text")).map(node => node.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_the_fonts_are_our_own(reading: Page) -> None:
    loaded = reading.evaluate(
        "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)"
    )
    families = {family.strip('"') for family in loaded}
    assert families == {"Inter Variable", "Source Serif 4 Variable"}


def test_targets_on_a_phone_are_large_enough_for_a_finger(open_page: Open, site: Site) -> None:
    page = open_page(site.article, size=PHONE, **TOUCH)
    mention(page, "Kursk").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "button, summary, select, .tabs a, .top a, .leaflet-bar a")].filter(node => {
            const box = node.getBoundingClientRect();
            return box.width && box.height && !node.matches(".card-handle") &&
                (box.width < 43.5 || box.height < 43.5);
        }).map(node => node.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_on_a_phone_the_map_is_above_the_text_and_stays_while_it_scrolls(
    open_page: Open, site: Site
) -> None:
    page = open_page(site.article, size=PHONE, **TOUCH)
    top = page.locator("#map").bounding_box()
    assert top is not None
    assert top["height"] == pytest.approx(0.38 * PHONE[1], abs=3)
    page.evaluate("scrollTo(0, 900)")
    after = page.locator("#map").bounding_box()
    assert after is not None
    assert after["y"] == top["y"]
    expect(page.get_by_role("tab", name="Places")).to_be_in_viewport()


def test_on_a_phone_the_card_is_a_sheet_with_three_stops(open_page: Open, site: Site) -> None:
    page = open_page(site.article, size=PHONE, **TOUCH)
    mention(page, "Kursk").click()
    card = page.locator("#card")
    heights = []
    for _ in range(3):
        box = card.bounding_box()
        assert box is not None
        heights.append(box["height"])
        page.locator(".card-handle").click()
    assert len({round(height) for height in heights}) == 3
    page.get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()


def test_on_a_phone_the_legend_opens_over_the_map(open_page: Open, site: Site) -> None:
    page = open_page(site.article, size=PHONE, **TOUCH)
    toggle = page.get_by_role("button", name="Legend")
    expect(page.locator(".legend-body")).to_be_hidden()
    toggle.click()
    page.locator("#legend").get_by_role("button", name="Actors").click()
    expect(marker(page, "Kyiv")).to_have_count(1)
    toggle.click()
    expect(page.locator(".legend-body")).to_be_hidden()


def test_skip_links_lead_to_text_map_and_list(reading: Page) -> None:
    for name, target in (
        ("Skip to the text", "panel-article"),
        ("Skip to the map", "map"),
        ("Skip to the list of places", "panel-places"),
    ):
        reading.locator("a.skip", has_text=name).first.focus()
        reading.keyboard.press("Enter")
        expect(reading.locator(f"#{target}")).to_be_focused()


def test_the_map_is_still_when_motion_is_not_wanted(open_page: Open, site: Site) -> None:
    page = open_page(site.article, reduced_motion="reduce")
    assert page.locator(".leaflet-fade-anim").count() == 0
    page = open_page(site.article, reduced_motion="no-preference")
    assert page.locator(".leaflet-fade-anim").count() == 1


def test_on_a_phone_the_search_opens_under_the_header(open_page: Open, site: Site) -> None:
    page = open_page(site.article, size=PHONE, **TOUCH)
    field = page.get_by_role("combobox", name="Find in the article, or any place")
    expect(field).to_be_hidden()
    page.get_by_role("button", name="Search").click()
    expect(field).to_be_focused()
    field.fill("crim")
    field.press("Enter")
    expect(page.locator("#card h2")).to_have_text("Crimea")


def test_on_a_phone_a_point_is_drawn_with_a_tap(open_page: Open, own_site: Site) -> None:
    page = open_page(own_site.article, size=PHONE, **TOUCH)
    page.locator("#annotate summary").tap()
    page.get_by_role("button", name="Point on the map").tap()
    page.locator("#drawing").wait_for()
    page.touchscreen.tap(250, 210)
    page.get_by_label("Title", exact=True).fill("By finger")
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_role("button", name="Note: By finger")).to_be_visible()
