"""What the browser tests share: a server, a watch over the pages, sizes of screens."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page

from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.settings import Settings
from geo.web import create_app
from geo.workspace import Workspace

READY = "html[data-ready=true]"
DESKTOP = (1440, 900)
TABLET = (820, 1180)
PHONE = (390, 844)
SMALLEST = (320, 640)
PATIENCE_MS = 15_000

Open = Callable[..., Page]


@dataclass(slots=True)
class Site:
    """A running server. `stop` and `start` keep its port and its files."""

    settings: Settings
    gazetteer: Gazetteer
    areas: Areas
    files: tuple[Path, ...] = ()
    port: int = 0
    _running: threading.Event = field(default_factory=threading.Event)
    _server: Any = None
    _thread: threading.Thread | None = None
    _workspace: Workspace | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def article(self) -> str:
        """The address of the first article."""
        assert self._workspace is not None
        return f"{self.url}/articles/{self._workspace.articles()[0].id}"

    def article_called(self, heading: str) -> str:
        """The id of the article with this heading."""
        assert self._workspace is not None
        return next(each.id for each in self._workspace.articles() if each.heading == heading)

    def add(self, text: str, **metadata: Any) -> str:
        """Store an article; answers its id."""
        assert self._workspace is not None
        document = self._workspace.read_article(text, **metadata)
        return self._workspace.add_article(document).article_id

    @property
    def api(self) -> str:
        return self.article.replace("/articles/", "/api/articles/")

    def start(self) -> None:
        from waitress.server import create_server

        self._workspace = Workspace(self.settings, gazetteer=self.gazetteer, areas=self.areas)
        app = create_app(self.settings, files=self.files, workspace=self._workspace)
        self._server = create_server(app, host="127.0.0.1", port=self.port, threads=8)
        self.port = self._server.effective_port
        self._running.set()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        assert self._thread is not None
        assert self._workspace is not None
        self._running.clear()
        self._thread.join(timeout=10)
        self._workspace.close()

    def _run(self) -> None:
        from waitress import wasyncore

        server = self._server
        while self._running.is_set():
            wasyncore.loop(timeout=0.1, map=server._map, count=1)
        # As when a process ends: connections that the browser keeps open are cut too.
        for channel in list(server.active_channels.values()):
            channel.close()
        server.close()
        server.task_dispatcher.shutdown()


@dataclass(slots=True)
class Watch:
    """What went wrong in the pages of a test. `allow` takes a pattern of expected messages."""

    faults: list[str] = field(default_factory=list)
    _allowed: list[re.Pattern[str]] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        self._allowed.append(re.compile(pattern))

    def note(self, fault: str) -> None:
        if not any(pattern.search(fault) for pattern in self._allowed):
            self.faults.append(fault)

    def follow(self, page: Page) -> None:
        def console(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                self.note(f"{message.type}: {message.text} ({message.location.get('url', '')})")

        page.on("console", console)
        page.on("pageerror", lambda error: self.note(f"page error: {error}"))
        page.on("request", lambda request: self._check(request.url))

    def _check(self, url: str) -> None:
        if not re.match(r"(http://127\.0\.0\.1:\d+/|data:|blob:|about:)", url):
            self.note(f"outside request: {url}")


def mention(page: Page, text: str, which: int = 0) -> Locator:
    """A name in the text."""
    return page.locator("#text a.mention").get_by_text(text, exact=True).nth(which)


def marker(page: Page, name: str) -> Locator:
    """A place on the map: the element that bears its name and takes the focus."""
    return page.locator(f"#map [role=button][aria-label^='{name},']")


def saved(page: Page) -> None:
    """Wait until the server has a note."""
    page.locator("#toasts").get_by_text("Note saved.").wait_for()
