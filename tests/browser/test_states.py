"""The states a page can be in: nothing found, nothing sure, something missing, nobody there."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browsing import DESKTOP, PHONE, READY, SMALLEST, TABLET, Open, Site, Watch, marker, mention
from playwright.sync_api import Page, Route, expect

SIZES = (DESKTOP, TABLET, PHONE, SMALLEST)


def _article(site: Site, text: str) -> str:
    """The page of a new article."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{site.url}/api/articles",
        json.dumps({"text": text}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        location: str = answer.headers["Location"]
    return site.url + location.replace("/api", "")


def _whole(page: Page) -> bool:
    """Whether the notice over the map is uncovered and inside the map."""
    seen: bool = page.evaluate(
        """() => {
            const notice = document.getElementById("map-notice");
            const box = notice.getBoundingClientRect();
            const frame = document.getElementById("map").getBoundingClientRect();
            const corners = [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3],
                [box.left + 3, box.bottom - 3], [box.right - 3, box.top + 3]];
            return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top &&
                box.bottom <= frame.bottom &&
                corners.every(([x, y]) => notice.contains(document.elementFromPoint(x, y)));
        }"""
    )
    return seen


def _faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]


@pytest.mark.parametrize("size", SIZES)
def test_without_places_the_map_says_how_to_mark_one(
    own_site: Site, open_page: Open, size: tuple[int, int]
) -> None:
    url = _article(own_site, "Nothing happened, and nobody minded. The weather was mild.")
    page = open_page(url, size=size, bypass_csp=True)
    notice = page.locator("#map-notice")
    expect(notice).to_have_text(
        "No places were found. Select a name in the text to mark one yourself."
    )
    assert _whole(page)
    page.get_by_role("tab", name="Places").click()
    expect(page.locator("#panel-places .empty")).to_contain_text("mark one yourself")
    assert _faults(page) == []


def test_where_all_is_doubtful_the_list_comes_first(own_site: Site, open_page: Open) -> None:
    url = _article(own_site, "A fire broke out in Springfield. The mayor of Georgetown sent help.")
    page = open_page(url, bypass_csp=True)
    expect(page.get_by_role("tab", name="Places")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#panel-places")).to_contain_text("2 need checking.")
    checks = page.locator("#panel-places .check")
    expect(checks.first).to_have_text(
        re.compile(r"^Needs checking: (Two places fit about equally well|Little in the text .*)\.$")
    )
    expect(page.locator("#map .pin.doubtful")).to_have_count(2)
    expect(page.locator("#legend")).to_contain_text("Doubtful place")
    assert _faults(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_without_the_background_map_the_places_are_still_drawn(
    site: Site, open_page: Open, watch: Watch, size: tuple[int, int]
) -> None:
    watch.allow("Failed to load resource: net::ERR_FAILED.*basemap.pmtiles")
    page = open_page("about:blank", size=size, wait=False)
    page.route("**/basemap.pmtiles", lambda route: route.abort())
    page.goto(site.article)
    page.wait_for_selector(READY, state="attached")
    expect(page.locator("#map-notice")).to_have_text(
        "The background map is missing. Places are still drawn."
    )
    assert _whole(page)
    for name in ("Kursk Oblast", "Pokrovsk", "Crimea"):
        expect(marker(page, name)).to_be_in_viewport()


@pytest.mark.parametrize("size", SIZES)
def test_when_the_server_is_gone_the_text_stays_and_the_map_can_be_asked_for_again(
    site: Site, open_page: Open, watch: Watch, size: tuple[int, int]
) -> None:
    watch.allow("net::ERR_FAILED")
    watch.allow("was preloaded using link preload")
    page = open_page("about:blank", size=size, wait=False)
    page.route("**/api/**", lambda route: route.abort())
    page.goto(site.article)
    notice = page.locator("#map-notice")
    expect(notice).to_contain_text("The server does not answer.")
    assert _whole(page)
    expect(mention(page, "Kursk")).to_be_visible()
    page.unroute("**/api/**")
    notice.get_by_role("button", name="Try again").click()
    page.wait_for_selector(READY, state="attached")
    expect(notice).to_be_hidden()
    expect(marker(page, "Crimea")).to_be_in_viewport()


def test_a_correction_that_cannot_be_sent_is_offered_again(
    own_site: Site, open_page: Open, watch: Watch
) -> None:
    watch.allow("net::ERR_CONNECTION")
    page = open_page(own_site.article)
    mention(page, "Pokrovsk").click()
    own_site.stop()
    page.get_by_role("button", name="Not a place").click()
    toast = page.locator("#toasts .toast")
    expect(toast).to_contain_text("The server does not answer.")
    box = toast.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    own_site.start()
    toast.get_by_role("button", name="Try again").click()
    expect(mention(page, "Pokrovsk")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
def test_a_long_article_is_read_while_its_places_are_looked_for(
    own_site: Site, open_page: Open, size: tuple[int, int]
) -> None:
    page = open_page(f"{own_site.url}/", size=size)
    line = "A storm closed the port of Helsinki on Monday, and a ship from Tallinn turned back."
    page.get_by_label("Paste the text").fill("\n\n".join([line] * 250))
    waiting: list[Route] = []
    page.route(re.compile(r"/api/articles/[0-9a-f]+(\?.*)?$"), lambda route: waiting.append(route))
    page.get_by_role("button", name="Make the map").click()
    page.wait_for_url(re.compile(r"/articles/[0-9a-f]+"))
    steps = page.locator("#map-notice li")
    expect(steps).to_contain_text(
        ["The text is here", "Finding the names and placing them", "Drawing the map"]
    )
    expect(steps.nth(1)).to_have_attribute("aria-current", "step")
    # How far it is, as the server says it.
    page.route(
        re.compile(r"/progress$"), lambda route: route.fulfill(json={"done": 40, "all": 120})
    )
    bar = page.get_by_role("progressbar", name="40 of 120 passages")
    expect(bar).to_be_visible()
    assert bar.evaluate("bar => [bar.value, bar.max]") == [40, 120]
    assert _whole(page)
    expect(page.locator("#text .block")).to_have_count(250)
    expect(page.locator("#text a.mention")).to_have_count(0)
    for route in waiting:
        route.continue_()
    page.unroute_all()
    page.wait_for_selector(READY, state="attached")
    expect(page.locator("#map-notice")).to_be_hidden()
    expect(page.locator("#text a.mention")).to_have_count(500)
    expect(marker(page, "Tallinn")).to_be_in_viewport()
    page.get_by_role("tab", name=re.compile("Places")).click()
    expect(page.locator("#panel-places tbody tr")).to_have_count(2)


def test_without_script_a_long_article_comes_whole(own_site: Site, open_page: Open) -> None:
    line = "A storm closed the port of Helsinki on Monday, and a ship from Tallinn turned back."
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{own_site.url}/api/articles",
        json.dumps({"text": "\n\n".join([line] * 250)}).encode(),
        {"Content-Type": "application/json", "Prefer": "respond-async"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        assert answer.status == 202
        url = own_site.url + answer.headers["Location"].replace("/api", "")
    page = open_page(f"{url}?worldview=ua", java_script_enabled=False)
    expect(page).to_have_url(f"{url}?worldview=ua&whole")
    expect(page.locator("#text a.mention")).to_have_count(500)
