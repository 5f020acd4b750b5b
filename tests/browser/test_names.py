"""Places named in the reader's language alone, or with their local name behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browsing import DESKTOP, PHONE, READY, Open, Site, marker
from playwright.sync_api import BrowserContext, Page, expect


def map_names(page: Page) -> set[str]:
    """The names written on the map, without what stands under them."""
    return set(
        page.locator("#map .name").evaluate_all(
            "names => names.map(name => [...name.childNodes]"
            ".filter(node => node.nodeName !== 'SMALL').map(node => node.textContent).join(''))"
        )
    )


def choose_both(page: Page) -> None:
    page.get_by_role("checkbox", name="Local names too").check()


def test_local_names_stand_behind_the_readers_when_they_are_asked_for(
    open_page: Open, site: Site
) -> None:
    page = open_page(site.article)
    assert {"Pokrovsk", "Kursk Oblast", "Crimea"} <= map_names(page)
    choose_both(page)
    assert {"Pokrovsk · Покровськ", "Kursk Oblast · Курская область"} <= map_names(page)
    expect(page).to_have_url(re.compile(r"[?&]names=both"))
    marker(page, "Pokrovsk · Покровськ").click()
    card = page.locator("#card")
    expect(card.get_by_role("heading", level=2)).to_have_text("Pokrovsk · Покровськ")
    expect(card.locator(".also bdi")).to_have_attribute("lang", "uk")
    expect(card.locator(".card-local")).not_to_contain_text("Покровськ")
    page.get_by_role("tab", name="Places").click()
    row = page.locator("#panel-places tr", has_text="Pokrovsk")
    expect(row.locator(".local-name")).to_have_css("display", "inline")
    page.get_by_role("checkbox", name="Local names too").uncheck()
    assert "Pokrovsk" in map_names(page)
    expect(card.get_by_role("heading", level=2)).to_have_text("Pokrovsk")
    expect(page).not_to_have_url(re.compile("names="))
    expect(row.locator(".local-name")).to_have_css("display", "block")


def test_the_choice_is_remembered(open_page: Open, site: Site) -> None:
    page = open_page(site.article)
    choose_both(page)
    page.goto(site.article)
    page.wait_for_selector(READY, state="attached")
    assert "Pokrovsk · Покровськ" in map_names(page)
    page.goto(f"{site.url}/collection?language=uk")
    page.wait_for_selector(READY, state="attached")
    assert "Курська область · Курская область" in map_names(page)
    expect(page.get_by_role("checkbox", name="Також місцеві назви")).to_be_checked()
    marker(page, "Курська область · Курская область").click()
    expect(page.locator("#card").get_by_role("heading", level=2)).to_have_text(
        "Курська область · Курская область"
    )


def test_a_link_shows_both_names_to_somebody_else(
    contexts: Callable[..., BrowserContext], site: Site
) -> None:
    for path in ("", "/embed"):
        page = contexts().new_page()
        page.goto(f"{site.article}{path}?names=both")
        page.wait_for_selector(READY, state="attached")
        assert "Pokrovsk · Покровськ" in map_names(page)
        page.goto(f"{site.article}{path}")
        page.wait_for_selector(READY, state="attached")
        assert "Pokrovsk" in map_names(page)


def test_pictures_files_and_paper_have_both_names_too(open_page: Open, site: Site) -> None:
    page = open_page(site.article)
    choose_both(page)
    file = page.locator("#download a", has_text="Map and text as one file")
    expect(file).to_have_attribute("href", re.compile(r"exports/html\?.*names=both"))
    page.get_by_role("button", name="Share").click()
    share = page.locator("#share")
    picture = share.get_by_role("link", name="Picture (PNG)")
    expect(picture).to_have_attribute("href", re.compile("names=both"))
    expect(share.locator("#share-frame")).to_have_value(re.compile("embed[^ ]*names=both"))
    paper = page.locator("#paper-map img")
    expect(paper).to_have_attribute("src", re.compile("exports/svg.*names=both"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_both_names_raise_no_barrier(open_page: Open, site: Site, size: tuple[int, int]) -> None:
    page = open_page(f"{site.article}?names=both", size=size, bypass_csp=True)
    if size == PHONE:
        page.get_by_role("button", name="Legend").click()
    marker(page, "Pokrovsk · Покровськ").click(force=True)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
