"""Two whole visits: one without a mouse, one without sight of the map."""

from __future__ import annotations

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browsing import DESKTOP, PHONE, READY, SMALLEST, TABLET, Open, Site, saved
from playwright.sync_api import Page, expect

ARTICLE = """A storm closed the port of Helsinki on Monday. A ship from Stockholm turned back.

Two people were hurt in Tallinn, where trees fell on parked cars. In Paris, Texas, it was calm."""

SCREENS = [
    pytest.param(size, theme, id=f"{size[0]}-{theme}")
    for size in (DESKTOP, TABLET, PHONE, SMALLEST)
    for theme in ("light", "dark")
]


def _no_barrier(page: Page, where: str) -> None:
    found = Axe().run(page).response["violations"]
    assert [f"{where}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found] == []


def _tab_to(page: Page, name: str | re.Pattern[str], role: str, most: int = 80) -> None:
    """Press Tab until the element of that role and name has the focus, as a person would."""
    wanted = page.get_by_role(role, name=name, exact=isinstance(name, str))  # type: ignore[arg-type]
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.count() and wanted.first.evaluate("node => node === document.activeElement"):
            ring = page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle !== 'none' ||"
                "getComputedStyle(document.activeElement).boxShadow !== 'none'"
            )
            assert ring, f"nothing shows that {name} has the focus"
            return
    raise AssertionError(f"{name} is not reached with the Tab key")


@pytest.mark.parametrize(("size", "theme"), SCREENS)
def test_a_whole_visit_without_a_mouse(
    own_site: Site, open_page: Open, size: tuple[int, int], theme: str
) -> None:
    page = open_page(
        f"{own_site.url}/", size=size, theme=theme, bypass_csp=True, accept_downloads=True
    )
    # Paste.
    _tab_to(page, re.compile("Paste the text"), "textbox")
    page.keyboard.insert_text(ARTICLE)
    _tab_to(page, "Make the map", "button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/articles/[0-9a-f]+"))
    page.wait_for_selector(READY, state="attached")
    _no_barrier(page, "article")

    # Read: one stop for all names, arrows between them.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the text
    expect(page.locator("#panel-article")).to_be_focused()
    _tab_to(page, "Helsinki", "link")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#live")).to_contain_text("Tallinn")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    heading = page.get_by_role("complementary", name="Chosen place").get_by_role("heading").first
    expect(heading).to_be_focused()
    expect(heading).to_have_text("Stockholm")
    _no_barrier(page, "card")

    # Choose another candidate.
    _tab_to(page, re.compile("^Choose Stockholm"), "button")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_contain_text("Chosen by a person.")
    expect(page.locator("#card .card-kind")).to_have_text("Region · Sweden")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()

    # Annotate: a point by its name.
    page.get_by_role("tab", name="Article").focus()
    page.keyboard.press("End")  # the last tab: notes
    _tab_to(page, "Type a name or coordinates", "button")
    page.keyboard.press("Enter")
    _tab_to(page, "Name or coordinates", "textbox")
    page.keyboard.insert_text("59.44, 24.75")
    page.keyboard.press("Enter")
    _tab_to(page, "Title", "textbox")
    page.keyboard.insert_text("Where the trees fell")
    page.keyboard.press("Control+Enter")
    saved(page)
    _no_barrier(page, "notes")

    # Download.
    page.locator("#download summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=re.compile("^Everything"))).to_be_focused()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    body = json.loads(download.value.path().read_text(encoding="utf-8"))
    titles = [one["properties"].get("title") for one in body["features"]]
    assert "Where the trees fell" in titles


@pytest.mark.parametrize(("size", "theme"), [SCREENS[0], SCREENS[3], SCREENS[5], SCREENS[6]])
def test_a_whole_visit_without_sight_of_the_map(
    own_site: Site, open_page: Open, size: tuple[int, int], theme: str
) -> None:
    page = open_page(own_site.article, size=size, theme=theme, bypass_csp=True)
    # The map says what it is and where the same is to be had.
    expect(
        page.get_by_role("region", name="Map of 4 places; the list has the same content")
    ).to_be_attached()

    page.get_by_role("tab", name="Places 4").press("Enter")
    table = page.get_by_role("table", name="Where things happen")
    heads = table.get_by_role("columnheader")
    assert [head.inner_text().strip() for head in heads.all()][:4] == [
        "Name",
        "Kind",
        "Mentions",
        "How sure",
    ]
    row = table.get_by_role("row", name=re.compile("^Crimea"))
    cells = row.get_by_role("cell")
    expect(cells.nth(0)).to_contain_text("Region")
    expect(cells.nth(1)).to_contain_text("1")
    expect(cells.nth(2)).to_have_text("Certain")
    expect(row).to_contain_text("the United Nations General Assembly recognises them as part")
    _no_barrier(page, "list")

    # What it lies in, why it was chosen, how far the others are.
    row.get_by_role("link", name="Crimea").press("Enter")
    card = page.get_by_role("complementary", name="Chosen place")
    expect(card.get_by_role("heading", name="Crimea")).to_be_focused()
    expect(card).to_contain_text("Region · Ukraine")
    expect(page.get_by_role("status").first).to_have_text("Crimea: mention 1 of 1.")
    card.locator("summary", has_text="Coordinates and distances").press("Enter")
    expect(card.get_by_role("button", name=re.compile(r"^Pokrovsk \d+ km NE$"))).to_be_visible()
    _no_barrier(page, "card")
    card.get_by_role("button", name="Close").press("Enter")
    expect(row.get_by_role("link", name="Crimea")).to_be_focused()

    # Putting it right, and back.
    row.get_by_role("button", name="Crimea is not a place").press("Enter")
    expect(table.get_by_role("row", name=re.compile("^Crimea"))).to_have_count(0)
    expect(page.get_by_role("tab", name="Places 3")).to_be_attached()
    messages = page.get_by_role("region", name="Messages")
    expect(messages).to_contain_text("“Crimea” is no longer a place.")
    messages.get_by_role("button", name="Undo").press("Enter")
    expect(table.get_by_role("row", name=re.compile("^Crimea"))).to_have_count(1)
