"""How fast and how heavy the page is, in Chromium on this machine.

python benchmarks/page.py               the first article, 300 and 10,000 places, 200 articles
python benchmarks/page.py --quick       the first article alone
python benchmarks/page.py --collection  the 200 articles alone
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import urllib.request
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from library import library
from machine import report
from playwright.sync_api import Browser, CDPSession, Page, Playwright, sync_playwright
from serving import Served, served

RUNS = 7
PANS = 3
ARTICLES = 200
QUIET_MS = 1500  # how long a page is watched after it is ready
PAN_STEPS = 90
PATIENCE_MS = 180_000

# When the page says it is ready, on the clock that starts with the navigation; all tasks over 50 ms
# (shorter ones a browser does not report).
_WATCH = """
window.tasks = [];
new PerformanceObserver(list => {
  for (const { startTime, duration } of list.getEntries()) window.tasks.push([startTime, duration]);
}).observe({ type: "longtask", buffered: true });
new MutationObserver(() => {
  if (document.documentElement.dataset.ready === "true" && window.readyAt === undefined) {
    window.readyAt = performance.now();
  }
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
"""
_FRAMES = """
window.tasks = [];
window.frames = [];
let last = null;
requestAnimationFrame(function next(now) {
  if (last !== null) window.frames.push(now - last);
  last = now;
  requestAnimationFrame(next);
});
"""
# From the deed to the list laid out anew; a name that is in the middle of the order.
_LIST = """
() => {
  const panel = document.getElementById("panel-places");
  const took = (act) => {
    const begun = performance.now();
    act();
    void panel.offsetHeight;
    return performance.now() - begun;
  };
  const filter = panel.querySelector(".table-tools input");
  const rows = panel.querySelectorAll("tbody tr").length;
  const type = (text) => took(() => {
    filter.value = text;
    filter.dispatchEvent(new Event("input"));
  });
  return {
    rows,
    sorted: took(() => panel.querySelector("th .sort").click()),
    filtered: type("12.3"),
    whole: type(""),
  };
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panned:
    """How dragging the map went, in milliseconds."""

    median_frame_ms: float
    slowest_frame_ms: float
    longest_task_ms: float


class Visit:
    """One visit with an empty cache."""

    def __init__(
        self,
        browser: Browser,
        server: Served,
        address: str,
        *,
        pan: bool = False,
        sort: bool = False,
    ) -> None:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(_WATCH)
        page = context.new_page()
        self._addresses: dict[str, str] = {}
        self._bytes: dict[str, float] = {}
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)
        page.goto(address)
        page.wait_for_selector("html[data-ready=true]", state="attached")
        self.ready_ms: float = page.evaluate("window.readyAt")
        page.wait_for_timeout(QUIET_MS)
        self.paint_ms: float = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        )
        self.longest_before_ms, self.longest_after_ms = self._tasks(page)
        self.heap_mb = _heap_mb(session)
        counted = [
            (size, self._addresses[request])
            for request, size in self._bytes.items()
            if not urlsplit(self._addresses[request]).path.endswith((".pmtiles", ".woff2"))
        ]
        self.kilobytes = sum(size for size, _ in counted) / 1000
        self.requests = len({address for _, address in counted})
        own = urlsplit(server.root).netloc
        self.elsewhere = [
            address
            for address in self._addresses.values()
            if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).netloc != own
        ]
        self.panned = _pan(page) if pan else None
        self.listed = _sort(page) if sort else {}
        context.close()

    def _tasks(self, page: Page) -> tuple[float, float]:
        """The longest task before and after the page was ready; 0 for none over 50 ms."""
        tasks: list[tuple[float, float]] = page.evaluate("window.tasks")
        before = [duration for start, duration in tasks if start < self.ready_ms]
        after = [duration for start, duration in tasks if start >= self.ready_ms]
        return max(before, default=0.0), max(after, default=0.0)

    def _asked(self, event: dict[str, Any]) -> None:
        self._addresses[str(event["requestId"])] = str(event["request"]["url"])

    def _finished(self, event: dict[str, Any]) -> None:
        self._bytes[str(event["requestId"])] = float(event["encodedDataLength"])


def _pan(page: Page) -> Panned:
    """Drag the map to and fro as a hand would."""
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5
    page.mouse.move(x, y)
    page.evaluate(_FRAMES)
    page.mouse.down()
    for step in range(PAN_STEPS):
        away = PAN_STEPS / 2 - abs(step - PAN_STEPS / 2)
        page.mouse.move(x - 5 * away, y - 2 * away)
        page.wait_for_timeout(8)
    page.mouse.up()
    page.wait_for_timeout(500)
    frames: list[float] = page.evaluate("window.frames")
    tasks: list[tuple[float, float]] = page.evaluate("window.tasks")
    return Panned(
        median_frame_ms=statistics.median(frames),
        slowest_frame_ms=max(frames),
        longest_task_ms=max((duration for _, duration in tasks), default=0.0),
    )


def _sort(page: Page) -> dict[str, float]:
    """How long the list of places takes to be sorted and filtered, in milliseconds."""
    page.get_by_role("tab", name="Places").click()
    page.wait_for_timeout(500)
    times: dict[str, float] = page.evaluate(_LIST)
    return times


def _heap_mb(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    used: float = session.send("Runtime.getHeapUsage")["usedSize"]
    return used / 1e6


def _add(server: Served, article: dict[str, Any]) -> str:
    """Store an article; answers its address in the interface."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{server.root}/api/articles",
        json.dumps(article).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return str(answer.headers["Location"])


def _article_of(server: Served, count: int) -> str:
    """An article that names so many coordinates all over the world; its page's address."""
    dice = random.Random(4)  # noqa: S311 - a repeatable sample, no secret
    at = [f"{dice.uniform(-55, 70):.4f}, {dice.uniform(-179, 179):.4f}" for _ in range(count)]
    text = "\n\n".join(
        f"Stations were seen at {'; at '.join(at[k : k + 10])}." for k in range(0, count, 10)
    )
    location = _add(server, {"text": text, "title": f"{count} stations"})
    return server.root + location.replace("/api", "")


def _of_the_first_article(visits: list[Visit]) -> dict[str, tuple[float, str, float]]:
    def median(values: list[float]) -> float:
        return statistics.median(values)

    return {
        "first contentful paint": (median([v.paint_ms for v in visits]), "ms", 1000.0),
        "ready after navigation": (median([v.ready_ms for v in visits]), "ms", 1000.0),
        "transferred before tiles and fonts": (max(v.kilobytes for v in visits), "kB", 800.0),
        "requests before tiles and fonts": (float(max(v.requests for v in visits)), "", 110.0),
        "longest task before ready": (median([v.longest_before_ms for v in visits]), "ms", 200.0),
        "longest task after ready": (median([v.longest_after_ms for v in visits]), "ms", 100.0),
        "heap": (median([v.heap_mb for v in visits]), "MB", 40.0),
        "requests to other hosts": (float(sum(len(v.elsewhere) for v in visits)), "", 0.0),
    }


def _of_many(count: int, visits: list[Visit]) -> dict[str, tuple[float, str, float]]:
    panned = [visit.panned for visit in visits if visit.panned is not None]

    def listed(name: str) -> float:
        return statistics.median(visit.listed[name] for visit in visits)

    figures = {
        "median frame while panning": (statistics.median(p.median_frame_ms for p in panned), 17.0),
        "slowest frame while panning": (
            statistics.median(p.slowest_frame_ms for p in panned),
            100.0,
        ),
        "longest task while panning": (statistics.median(p.longest_task_ms for p in panned), 50.0),
        "list sorted": (listed("sorted"), 200.0),
        "list filtered": (listed("filtered"), 200.0),
        "filter taken away": (listed("whole"), 200.0),
    }
    heap = statistics.median(visit.heap_mb for visit in visits)
    return {
        **{
            f"{count:,} places: {what}": (took, "ms", most)
            for what, (took, most) in figures.items()
        },
        f"{count:,} places: heap": (heap, "MB", 60.0 if count <= 300 else 150.0),
    }


def _of_the_collection(browser: Browser, server: Served) -> dict[str, tuple[float, str, float]]:
    """The home page and the collection of the first article and 199 of our own."""
    for article in library(ARTICLES - 1):
        _add(server, asdict(article))
    homes = [Visit(browser, server, f"{server.root}/") for _ in range(RUNS)]
    maps = [Visit(browser, server, f"{server.root}/collection") for _ in range(RUNS)]
    panned = Visit(browser, server, f"{server.root}/collection", pan=True).panned
    assert panned is not None
    return {
        f"home of {ARTICLES} articles: ready": (
            statistics.median(v.ready_ms for v in homes),
            "ms",
            2000.0,
        ),
        f"collection of {ARTICLES} articles: ready": (
            statistics.median(v.ready_ms for v in maps),
            "ms",
            2000.0,
        ),
        "collection: first contentful paint": (
            statistics.median(v.paint_ms for v in maps),
            "ms",
            1000.0,
        ),
        "collection: transferred before tiles and fonts": (
            max(v.kilobytes for v in maps),
            "kB",
            1000.0,
        ),
        "collection: longest task after ready": (
            statistics.median(v.longest_after_ms for v in maps),
            "ms",
            100.0,
        ),
        "collection: median frame while panning": (panned.median_frame_ms, "ms", 17.0),
        "collection: heap": (statistics.median(v.heap_mb for v in maps), "MB", 60.0),
        "collection: requests to other hosts": (
            float(sum(len(v.elsewhere) for v in maps)),
            "",
            0.0,
        ),
    }


def _chromium(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(
        executable_path=os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu", "--no-first-run"],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="the first article alone")
    parser.add_argument("--collection", action="store_true", help="the 200 articles alone")
    options = parser.parse_args()
    visits: list[Visit] = []
    figures: dict[str, tuple[float, str, float]] = {}
    with sync_playwright() as playwright:
        browser = _chromium(playwright)
        if not options.collection:
            with served() as server:
                visits = [Visit(browser, server, server.article) for _ in range(RUNS)]
                figures = _of_the_first_article(visits)
                for count in () if options.quick else (300, 10_000):
                    address = _article_of(server, count)
                    figures |= _of_many(
                        count,
                        [Visit(browser, server, address, pan=True, sort=True) for _ in range(PANS)],
                    )
        if not options.quick:
            with served() as server:
                figures |= _of_the_collection(browser, server)
        browser.close()
    report("page", figures)
    for address in sorted({address for visit in visits for address in visit.elsewhere}):
        print(address)


if __name__ == "__main__":
    main()
