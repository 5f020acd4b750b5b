"""Sending a map on: the dialog, a frame in another page, paper."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browsing import DESKTOP, PHONE, READY, SMALLEST, TABLET, Open, Site, Watch, marker, mention
from playwright.sync_api import BrowserContext, Page, expect

SCREENS = (DESKTOP, TABLET, PHONE, SMALLEST)


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def share(page: Page) -> Any:
    page.get_by_role("button", name="Share").click()
    return page.get_by_role("dialog", name="Share")


def test_the_link_leads_to_the_same_view(open_page: Open, site: Site) -> None:
    page = open_page(site.article)
    mention(page, "Pokrovsk").click()
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_url(re.compile(r"[?&]at="))
    dialog = share(page)
    link = dialog.get_by_label("Link to this view").input_value()
    again = open_page(link)
    expect(again.locator("#card h2")).to_have_text("Pokrovsk")
    assert again.url == link


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SCREENS)
def test_the_dialog_fits_and_axe_finds_nothing(
    open_page: Open, site: Site, size: tuple[int, int], theme: str
) -> None:
    page = open_page(site.article, size=size, theme=theme, bypass_csp=True)
    dialog = share(page)
    box = dialog.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert faults(page) == []


def test_sharing_by_keyboard_alone(contexts: Callable[..., BrowserContext], site: Site) -> None:
    context = contexts(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site.article)
    page.wait_for_selector(READY, state="attached")
    page.get_by_role("button", name="Share").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Share")
    dialog.get_by_role("button", name="Copy the link").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    dialog.get_by_role("button", name="Copy the HTML").press("Enter")
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        f'<iframe src="{site.article}/embed'
    )
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(page.get_by_role("button", name="Share")).to_be_focused()


def test_the_picture_is_saved(reading: Page) -> None:
    with reading.expect_download() as saving:
        share(reading).get_by_role("link", name="Picture (PNG)").click()
    assert saving.value.suggested_filename.endswith(".png")


@pytest.fixture
def other_origin() -> Iterator[Callable[[str], str]]:
    """Serves a page of somebody else, on another host name; answers its address."""
    pages: list[bytes] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            body = pages[-1] if self.path == "/" else b""
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def serve(body: str) -> str:
        icon = '<link rel="icon" href="data:,">'
        pages.append(f"<!doctype html><title>Blog</title>{icon}{body}".encode())
        return f"http://localhost:{server.server_port}/"

    yield serve
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("size", [DESKTOP, SMALLEST])
def test_the_frame_works_in_a_page_of_another_site(
    open_page: Open,
    contexts: Callable[..., BrowserContext],
    site: Site,
    watch: Watch,
    other_origin: Callable[[str], str],
    size: tuple[int, int],
) -> None:
    snippet = share(open_page(site.article)).get_by_label("Map for another page").input_value()
    watch.allow(r"outside request: http://localhost:\d+/")
    page = contexts(size=size).new_page()
    page.goto(other_origin(f"<p>My story</p>{snippet}"))
    frame = page.frame_locator("iframe")
    frame.locator(READY).wait_for(state="attached")
    frame.locator("#map [role=button][aria-label^='Kursk Oblast,']").click()
    expect(frame.locator("#card h2")).to_have_text("Kursk Oblast")
    frame.get_by_role("button", name="Close").click()
    expect(frame.locator("#card")).not_to_be_visible()
    assert frame.get_by_role("button", name="Correct").count() == 0
    with page.context.expect_page() as opening:
        frame.get_by_role("link", name="Text and map").click()
    opening.value.wait_for_selector(READY, state="attached")


def test_the_whole_page_refuses_to_be_framed(
    contexts: Callable[..., BrowserContext],
    site: Site,
    watch: Watch,
    other_origin: Callable[[str], str],
) -> None:
    watch.allow(r"outside request: http://localhost:\d+/|frame-ancestors|X-Frame-Options")
    page = contexts().new_page()
    page.goto(other_origin(f'<iframe src="{site.article}"></iframe>'))
    assert page.frame_locator("iframe").locator("#text").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SCREENS)
def test_the_embedded_map_in_all_sizes(
    open_page: Open, site: Site, size: tuple[int, int], theme: str
) -> None:
    page = open_page(f"{site.article}/embed", size=size, theme=theme, bypass_csp=True)
    marker(page, "Kursk Oblast").press("Enter")
    expect(page.locator("#card h2")).to_have_text("Kursk Oblast")
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(marker(page, "Kursk Oblast")).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_paper_are_title_map_text_and_numbered_places(
    open_page: Open, site: Site, theme: str
) -> None:
    page = open_page(site.article, theme=theme)
    # As the button and Ctrl+P do: the server has drawn the map before the browser prints.
    page.evaluate("() => { window.printed = new Promise(done => { window.print = done; }); }")
    page.keyboard.press("Control+p")
    page.evaluate("window.printed")
    page.evaluate("document.querySelector('#paper-map img').decode()")
    paper = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    try:
        assert len(paper) == 2
        text = " ".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
        first = paper[0].render(scale=1).to_pil().convert("RGB")
    finally:
        paper.close()
    words = " ".join(text.split())
    assert "14 March 2025 (inferred)" in words
    assert "Borders as in ISO 3166" in words
    assert "Places on the map" in words
    assert "Crimea Крим" in words
    assert "GeoNames (CC BY 4.0)" in words
    assert "Download" not in words
    colours = {colour for _, colour in first.getcolors(1_000_000)}
    assert {(255, 255, 255), (241, 238, 230)} <= colours  # paper; land on the map


@pytest.mark.parametrize("size", SCREENS)
def test_the_page_in_ukrainian(open_page: Open, site: Site, size: tuple[int, int]) -> None:
    page = open_page(f"{site.article}?language=uk", size=size, bypass_csp=True)
    assert page.locator("html").get_attribute("lang") == "uk"
    expect(marker(page, "Курська область")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    page.get_by_role("button", name="Поділитися").click()
    expect(page.get_by_role("dialog", name="Поділитися")).to_be_visible()
    page.get_by_role("button", name="Закрити").click()
    page.get_by_role("tab", name="Місця").click()
    expect(page.locator("#panel-places caption")).to_have_text("Де все відбувається")
    assert faults(page) == []


def test_the_language_is_switched_on_the_page(reading: Page) -> None:
    reading.get_by_role("link", name="Українська").click()
    reading.wait_for_selector(READY, state="attached")
    expect(reading.get_by_role("tab", name="Стаття")).to_be_visible()
    reading.get_by_role("link", name="English").click()
    expect(reading.get_by_role("tab", name="Article")).to_be_visible()
