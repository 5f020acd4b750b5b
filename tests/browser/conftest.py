"""A real browser on a real server: what a reader sees.

Each test fails on any message of the console that is a warning or an error, on any error in a page,
and on any request to somewhere else than the server.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, PATIENCE_MS, READY, Open, Site, Watch
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.settings import Settings

expect.set_options(timeout=PATIENCE_MS)
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder need a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _program() -> str:
    named = os.environ.get("DATELINE_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, _PROGRAMS)), None)
    assert found, "no browser: install Debian's chromium, or set DATELINE_CHROMIUM to a Chrome"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the program that DATELINE_CHROMIUM names."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program(), args=list(_FLAGS))
        yield browser
        browser.close()


def _site(home: Path, gazetteer: Gazetteer, areas: Areas, *files: Path) -> Site:
    settings = replace(Settings.from_environment(), home=home)
    return Site(settings=settings, gazetteer=gazetteer, areas=areas, files=files)


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer, areas: Areas, kursk_file: Path
) -> Iterator[Site]:
    """A server with the first article, for tests that change nothing."""
    site = _site(tmp_path_factory.mktemp("home"), gazetteer, areas, kursk_file)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def own_site(
    tmp_path: Path, gazetteer: Gazetteer, areas: Areas, kursk_file: Path
) -> Iterator[Site]:
    """A server of the test's own, to write to."""
    site = _site(tmp_path / "home", gazetteer, areas, kursk_file)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def empty_site(tmp_path: Path, gazetteer: Gazetteer, areas: Areas) -> Iterator[Site]:
    """A server without articles, as at the first start."""
    site = _site(tmp_path / "home", gazetteer, areas)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def library_site(own_site: Site) -> Site:
    """A server with three articles: the first one, one with a title and a date, one in doubt."""
    own_site.add(
        "A storm closed the port of Helsinki on Monday. A ship from Helsinki reached Tallinn.",
        title="Storm in the north",
        published=date(2025, 1, 9),
    )
    own_site.add("Mayor Smith spoke in Springfield and in Nowhereville.", title="Doubts")
    return own_site


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    assert watch.faults == []


@pytest.fixture
def contexts(browser: Browser, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts: `contexts(size=DESKTOP, theme="light", …)`."""
    made: list[BrowserContext] = []

    def make(
        *, size: tuple[int, int] = DESKTOP, theme: str = "light", **options: Any
    ) -> BrowserContext:
        width, height = size
        options.setdefault("reduced_motion", "reduce")
        options["color_scheme"] = theme
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", lambda page: watch.follow(page))
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def open_page(contexts: Callable[..., BrowserContext]) -> Open:
    """Opens an address in a fresh browser and waits until it is ready, unless `wait` is false."""

    def open_(
        url: str,
        *,
        size: tuple[int, int] = DESKTOP,
        theme: str = "light",
        wait: bool = True,
        **options: Any,
    ) -> Page:
        context = contexts(size=size, theme=theme, **options)
        page = context.new_page()
        page.goto(url)
        if wait and options.get("java_script_enabled", True):
            page.wait_for_selector(READY, state="attached")
        return page

    return open_


@pytest.fixture
def reading(open_page: Open, site: Site) -> Page:
    """The first article on a desktop screen."""
    return open_page(site.article)
