"""The list of places: all that the map can do, as a table."""

from __future__ import annotations

import re

from browsing import PHONE, Open, Site, marker, mention
from playwright.sync_api import Page, expect


def _open(page: Page, tab: str = "Places") -> None:
    page.get_by_role("tab", name=tab).click()


def _names(page: Page, panel: str = "panel-places") -> list[str]:
    return page.locator(f"#{panel} tbody tr:visible .row-link").all_inner_texts()


def test_the_territory_is_told_by_country_and_attention(reading: Page) -> None:
    _open(reading)
    box = reading.get_by_role("region", name="What the article is about")
    expect(box).to_contain_text("Mostly Kursk Oblast: 6 of 9 mentions.")
    expect(box).to_contain_text("In Russia, Ukraine, and Canada.")
    assert box.get_by_role("heading", level=3).all_inner_texts() == ["Russia", "Ukraine", "Canada"]
    rows = box.get_by_role("button")
    expect(rows.nth(1)).to_contain_text("Pokrovsk in Donetsk Oblast, disputed")
    expect(rows.nth(2)).to_contain_text("Crimea disputed")
    expect(rows.nth(3)).to_contain_text("Canada the whole country")
    rows.nth(2).click()
    expect(reading.locator("#card h2")).to_have_text("Crimea")


def test_the_territory_follows_the_worldview(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.article}?worldview=de_facto")
    _open(page)
    russia = page.locator("#territory .territory > li", has_text="Russia").first
    expect(russia.get_by_role("button")).to_have_count(2)
    expect(russia).to_contain_text("Crimea")


def test_the_list_is_sorted_by_its_heads_and_back(reading: Page) -> None:
    _open(reading)
    assert _names(reading) == ["Kursk Oblast", "Pokrovsk", "Canada", "Crimea"]
    reading.locator("#panel-places").get_by_role("button", name="Name", exact=True).click()
    assert _names(reading) == ["Canada", "Crimea", "Kursk Oblast", "Pokrovsk"]
    head = reading.locator("#panel-places th", has_text="Name")
    expect(head).to_have_attribute("aria-sort", "ascending")
    reading.locator("#panel-places").get_by_role("button", name="Name", exact=True).click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert _names(reading) == ["Pokrovsk", "Kursk Oblast", "Crimea", "Canada"]
    reading.locator("#panel-places").get_by_role("button", name="Mentions", exact=True).click()
    assert _names(reading)[0] == "Kursk Oblast"
    expect(reading.locator("#live")).to_have_text("Sort by mentions, descending.")


def test_a_long_list_is_sorted_and_filtered_on_a_phone(open_page: Open, site: Site) -> None:
    page = open_page(site.article, size=PHONE, has_touch=True, is_mobile=True)
    _open(page, "Actors")
    panel = page.locator("#panel-actors")
    panel.get_by_role("combobox", name="Sort by").select_option("name")
    names = panel.locator("table").first.locator("tbody .row-link").all_inner_texts()
    assert names == sorted(names)
    panel.get_by_role("searchbox", name="Filter by name or kind").fill("town")
    assert _names(page, "panel-actors") == ["Kyiv", "Moscow"]
    expect(panel).to_contain_text("2 of 11 names shown.")
    panel.get_by_role("searchbox").fill("Київ")  # names in other scripts count too
    assert _names(page, "panel-actors") == ["Kyiv"]


def test_a_place_is_shown_on_the_map_from_the_list(reading: Page) -> None:
    _open(reading)
    expect(marker(reading, "Canada")).to_have_count(0)
    reading.get_by_role("button", name="Show Canada on the map").focus()
    reading.keyboard.press("Enter")
    expect(marker(reading, "Canada")).to_be_in_viewport()
    expect(reading.locator("#card")).to_be_hidden()


def test_a_place_is_corrected_from_the_list_with_its_candidates_on_the_map(
    own_site: Site, open_page: Open
) -> None:
    page = open_page(own_site.article)
    _open(page)
    page.get_by_role("button", name="Correct Kursk Oblast").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Search for the right place")).to_be_focused()
    page.get_by_role("button", name=re.compile("^Show Kursk, town in")).focus()
    expect(page.locator("#map .pin.ghost")).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Choose Kursk, town in")).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-places tr", has_text="Town").first).to_contain_text("Kursk")


def test_a_name_is_said_to_be_no_place_from_the_list_and_taken_back(
    own_site: Site, open_page: Open
) -> None:
    page = open_page(own_site.article)
    _open(page)
    page.get_by_role("button", name="Pokrovsk is not a place").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-places tbody tr", has_text="Pokrovsk")).to_have_count(0)
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#panel-places tbody tr", has_text="Pokrovsk")).to_have_count(1)
    expect(mention(page, "Pokrovsk")).to_have_count(1)
