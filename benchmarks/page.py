"""How fast and how heavy the page is, in Chromium on this machine.

python benchmarks/page.py
"""

from __future__ import annotations

import os
import shutil
import statistics
from urllib.parse import urlsplit

from machine import report
from playwright.sync_api import Browser, sync_playwright
from serving import Served, served

RUNS = 7
# When the page says it is ready, on the clock that starts with the navigation.
_WATCH = """
new MutationObserver(() => {
  if (document.documentElement.dataset.ready === "true" && window.readyAt === undefined) {
    window.readyAt = performance.now();
  }
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
"""


class Visit:
    """One visit with an empty cache: time until ready, bytes and requests."""

    def __init__(self, browser: Browser, server: Served) -> None:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_init_script(_WATCH)
        page = context.new_page()
        self._addresses: dict[str, str] = {}
        self._bytes: dict[str, float] = {}
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)
        page.goto(server.article)
        page.wait_for_selector("html[data-ready=true]", state="attached")
        self.ready_ms: float = page.evaluate("window.readyAt")
        page.wait_for_load_state("networkidle")
        self.kilobytes = (
            sum(
                size
                for request, size in self._bytes.items()
                if not self._addresses[request].endswith(".pmtiles")
            )
            / 1000
        )
        own = urlsplit(server.root).netloc
        self.elsewhere = [
            address
            for address in self._addresses.values()
            if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).netloc != own
        ]
        context.close()

    def _asked(self, event: dict[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        self._addresses[str(event["requestId"])] = str(request["url"])

    def _finished(self, event: dict[str, object]) -> None:
        self._bytes[str(event["requestId"])] = float(str(event["encodedDataLength"]))


def main() -> None:
    with served() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run"],
        )
        visits = [Visit(browser, server) for _ in range(RUNS)]
        browser.close()
    elsewhere = {address for visit in visits for address in visit.elsewhere}
    report(
        "page",
        {
            "page ready after navigation": (
                statistics.median(visit.ready_ms for visit in visits),
                "ms",
                1500.0,
            ),
            "transferred before tiles": (max(v.kilobytes for v in visits), "kB", 1200.0),
            "requests to other hosts": (float(len(elsewhere)), "", 0.0),
        },
    )
    for address in sorted(elsewhere):
        print(address)


if __name__ == "__main__":
    main()
