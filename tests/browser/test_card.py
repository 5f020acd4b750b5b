"""The card of a place: everything known about it."""

from __future__ import annotations

import re

from browsing import Open, Site, marker, mention
from playwright.sync_api import Page, expect


def _unfold(page: Page, title: str) -> None:
    page.locator("#card summary").get_by_text(title).click()


def test_the_names_stand_in_several_scripts(reading: Page) -> None:
    mention(reading, "Crimea").click()
    expect(reading.locator("#card .card-local bdi[lang=uk]")).to_have_text("Крим")
    expect(reading.locator("#card .card-local")).to_have_text("Крим · Крым · القرم")
    _unfold(reading, "names and sources")
    names = reading.locator("#card .names")
    expect(names).to_contain_text("Ukrainian")
    expect(names.locator("dd[lang=ar]")).to_have_text("القرم")
    expect(reading.locator("#card .sources")).to_contain_text("GeoNames 703883")


def test_the_coordinates_are_copied_both_ways(open_page: Open, site: Site) -> None:
    page = open_page(site.article, permissions=["clipboard-read", "clipboard-write"])
    mention(page, "Pokrovsk").click()
    _unfold(page, "Coordinates and distances")
    page.get_by_role("button", name="Copy in decimal degrees").click()
    expect(page.locator("#live")).to_contain_text("Copied")
    decimal = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"48\.\d{4}, 37\.\d{4}", decimal)
    page.get_by_role("button", name="Copy in degrees, minutes and seconds").click()
    degrees = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"48° \d\d′ \d\d″ N, 37° \d\d′ \d\d″ E", degrees)


def test_the_distances_lead_to_the_other_places(reading: Page) -> None:
    mention(reading, "Pokrovsk").click()
    _unfold(reading, "Coordinates and distances")
    lines = reading.locator("#card .distance")
    expect(lines).to_have_count(3)  # nearest first; actors are nowhere
    expect(lines.nth(0)).to_contain_text(re.compile(r"Kursk Oblast\s*\d+ km N"))
    expect(lines.nth(1)).to_contain_text(re.compile(r"Crimea\s*\d+ km SW"))
    lines.nth(1).click()
    expect(reading.locator("#card h2")).to_have_text("Crimea")
    # A fold stays open from one place to the next.
    expect(reading.locator("#card .coordinates").first).to_be_visible()


def test_a_candidate_is_drawn_when_its_name_is_pressed(reading: Page) -> None:
    mention(reading, "Kursk").click()
    reading.get_by_role(
        "button", name="Show Kursk, town in Kursk Oblast, Russia on the map"
    ).focus()
    expect(reading.locator("#map .pin.ghost")).to_have_count(1)


def test_the_card_closes_from_anywhere_and_gives_the_focus_back(reading: Page) -> None:
    marker(reading, "Crimea").focus()
    reading.keyboard.press("Enter")
    expect(reading.locator("#card h2")).to_be_focused()
    reading.keyboard.press("Escape")
    expect(marker(reading, "Crimea")).to_be_focused()
    mention(reading, "Kursk").click()
    expect(reading.locator("#card")).to_be_visible()
    reading.keyboard.press("Escape")
    expect(reading.locator("#card")).to_be_hidden()
