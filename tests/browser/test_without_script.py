"""The pages in a browser without JavaScript: text, table, notes, downloads, and the form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browsing import DESKTOP, PHONE, SMALLEST, Open, Site, Watch
from playwright.sync_api import BrowserContext, Page, Route, expect

PLAIN: dict[str, Any] = {"java_script_enabled": False}


@pytest.fixture
def plain(open_page: Open, site: Site) -> Page:
    """The first article without script, on a phone."""
    return open_page(site.article, size=PHONE, **PLAIN)


def cells(page: Page, name: str) -> list[str]:
    """A place's line: name, kind and what it lies in, mentions, certainty, reason."""
    line = page.locator("#panel-places tbody tr").filter(has=page.get_by_text(name, exact=True))
    return [" ".join(text.split()) for text in line.locator("th, td").all_inner_texts()]


def test_the_article_and_the_table_of_its_places_are_there(plain: Page) -> None:
    expect(plain.locator("#text")).to_contain_text("Russian President Vladimir Putin has called")
    name, kind, mentions, certainty, reason = cells(plain, "Kursk Oblast")
    assert name == "Kursk Oblast Курская область"
    assert kind == "Region Russia"
    assert mentions == "6 mentions"
    assert certainty in {"Certain", "Likely"}
    assert reason.startswith("The text speaks of")
    assert "Crimea and Sevastopol are administered by Russia" in cells(plain, "Crimea")[4]


def test_a_name_in_the_text_leads_to_its_line_and_back(plain: Page) -> None:
    plain.locator("#text a.mention").get_by_text("Crimea", exact=True).click()
    line = plain.locator("#panel-places tr:target")
    expect(line).to_contain_text("Crimea")
    expect(line).to_be_in_viewport()
    line.get_by_role("link", name="Crimea").click()
    expect(plain.locator("#text a.mention:target")).to_be_in_viewport()


def test_the_downloads_work(plain: Page, site: Site) -> None:
    plain.locator("#download summary").click()
    links = [link.get_attribute("href") for link in plain.locator("#download a").all()]
    assert len(links) >= 7
    for link in links:
        answer = plain.request.get(f"{site.url}{link}")
        assert answer.status == 200, link
        assert answer.body()


def test_notes_are_printed_as_they_are_meant(own_site: Site, open_page: Open) -> None:
    note = {
        "title": "Ferries",
        "note": "They *stopped*.\n\n<b onclick=x>no</b>",
        "start": 0,
        "end": 7,
    }
    page = open_page(own_site.article, **PLAIN)
    body = {"type": "Feature", "geometry": None, "properties": note}
    assert page.request.post(f"{own_site.api}/annotations", data=body).status == 201
    page.reload()
    notes = page.locator("#notes li")
    expect(notes).to_contain_text("Ferries")
    expect(notes.locator("em")).to_have_text("stopped")
    expect(notes.locator("[onclick]")).to_have_count(0)


def test_nothing_that_needs_script_is_shown(plain: Page) -> None:
    expect(plain.locator("noscript .map-notice")).to_be_visible()
    for part in ("#map", "#legend", "#card", "#search", "#annotate", "#theme", "#gutter"):
        expect(plain.locator(part)).to_be_hidden()
    expect(plain.get_by_role("tab")).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST])
@pytest.mark.parametrize("path", ["/", "article", "/collection"])
def test_nothing_is_cut_off(open_page: Open, site: Site, path: str, size: tuple[int, int]) -> None:
    page = open_page(site.article if path == "article" else f"{site.url}{path}", size=size, **PLAIN)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def stop_scripts(context: BrowserContext) -> None:
    """Give a page no scripts and the styles for a browser without: axe needs one that has them."""

    def styles(route: Route) -> None:
        answer = route.fetch()
        text = answer.text().replace("(scripting: enabled)", "not all")
        route.fulfill(response=answer, body=text.replace("(scripting: none)", "all"))

    context.route(
        re.compile(r"\.js(\?|$)"),
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    context.route(re.compile(r"\.css(\?|$)"), styles)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "article", "/collection"])
def test_axe_finds_nothing(
    contexts: Callable[..., BrowserContext], site: Site, watch: Watch, path: str, theme: str
) -> None:
    watch.allow("preload")  # for the scripts that do not come
    context = contexts(size=PHONE, theme=theme, bypass_csp=True)
    stop_scripts(context)
    page = context.new_page()
    page.goto(site.article if path == "article" else f"{site.url}{path}")
    assert not page.evaluate("document.documentElement.dataset.ready")
    found = Axe().run(page).response["violations"]
    assert [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]] == []
