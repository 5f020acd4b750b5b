"""What a figure was measured on: machine, versions, commit, data."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parent.parent


def measured_on() -> dict[str, Any]:
    """The conditions of a measurement, for printing and for the record."""
    from geo.gazetteer import Gazetteer
    from geo.settings import Settings

    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "data": Gazetteer.open(Settings.from_environment().cache).version,
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }


Figure: TypeAlias = tuple[float, str, float | None]
"""A value, its unit, and its limit: the least for what is counted by the second, else the most."""


def report(name: str, figures: Mapping[str, Figure]) -> None:
    """Print figures and append them to `benchmarks/results/`."""
    conditions = measured_on()
    print(", ".join(f"{key} {value}" for key, value in conditions.items()))
    width = max(len(what) for what in figures)
    for what, (value, unit, limit) in figures.items():
        line = f"{what:<{width}}  {value:>9.1f} {unit:<3}"
        if limit is not None:
            counted = unit == "/s"
            kept = value >= limit if counted else value <= limit
            verdict = "ok" if kept else "UNDER" if counted else "OVER"
            line += f" {'least' if counted else 'limit'} {limit:>9.1f}  {verdict}"
        print(line)
    results = ROOT / "benchmarks" / "results"
    results.mkdir(exist_ok=True)
    with (results / f"{name}.jsonl").open("a", encoding="utf-8") as file:
        values = {what: value for what, (value, _, _) in figures.items()}
        file.write(json.dumps({**conditions, "figures": values}) + "\n")


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
