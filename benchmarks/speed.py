"""How fast and how large: the first article parsed warm and cold, the gazetteer, the server.

python benchmarks/speed.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import urllib.request

from machine import report
from serving import SAMPLE, resident_mb, served

from geo.articles import open_article
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.pipeline import make_map
from geo.settings import Settings

WARM_RUNS, COLD_RUNS = 25, 7
_OPENED = """
import os, time
from pathlib import Path
from geo.gazetteer import Gazetteer
from geo.settings import Settings
cache = Settings.from_environment().cache
begun = time.perf_counter()
gazetteer = Gazetteer.open(cache)
opened = time.perf_counter() - begun
gazetteer.named("Pokrovsk")
def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(l for l in lines if l.startswith("VmRSS")).split()[1]) / 1024
print(opened * 1000, resident())
"""


def warm_ms() -> float:
    """Median time of one article's map in a process that has made one before."""
    settings = Settings.from_environment()
    gazetteer, areas = Gazetteer.open(settings.cache), Areas.open()
    times = []
    for _ in range(WARM_RUNS):
        begun = time.perf_counter()
        make_map(open_article(SAMPLE), gazetteer, areas, settings=settings)
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:]) * 1000


def cold_ms() -> float:
    """Median time of `dateline parse`, start of the process included, gazetteer expanded."""
    times = []
    for _ in range(COLD_RUNS):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "geo", "parse", str(SAMPLE)], check=True, capture_output=True
        )
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def gazetteer_ms_mb() -> tuple[float, float]:
    """Median time to open the expanded gazetteer, and resident memory after one look-up."""
    rows = []
    for _ in range(COLD_RUNS):
        done = subprocess.run(
            [sys.executable, "-c", _OPENED], check=True, capture_output=True, text=True
        )
        rows.append([float(value) for value in done.stdout.split()])
    return statistics.median(row[0] for row in rows), statistics.median(row[1] for row in rows)


def server_mb() -> float:
    """Resident memory of the server after one article's page, data and download were asked for."""
    with served() as server:
        identity = server.article.rpartition("/")[2]
        for path in (
            f"/articles/{identity}",
            f"/api/articles/{identity}",
            f"/api/articles/{identity}/map.geojson",
        ):
            urllib.request.urlopen(server.root + path, timeout=60).read()  # noqa: S310
        return resident_mb(server.pid)


def main() -> None:
    opened, resident = gazetteer_ms_mb()
    report(
        "speed",
        {
            "article parsed, warm": (warm_ms(), "ms", 100.0),
            "article parsed, cold (dateline parse)": (cold_ms(), "ms", 2000.0),
            "gazetteer opened": (opened, "ms", 50.0),
            "process with the gazetteer, resident": (resident, "MB", 80.0),
            "server with one article, resident": (server_mb(), "MB", 500.0),
        },
    )


if __name__ == "__main__":
    main()
