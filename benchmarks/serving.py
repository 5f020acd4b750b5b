"""A server of its own for a measurement: real data, a home that is thrown away."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "samples" / "kursk-ceasefire.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running server with one article."""

    root: str
    article: str  # the page's address
    pid: int


@contextmanager
def served(file: Path = SAMPLE) -> Iterator[Served]:
    """Serve one article until the block ends."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="dateline-home-") as home:
        process = subprocess.Popen(
            [sys.executable, "-m", "geo", "serve", str(file), "--port", str(port)],
            env={**os.environ, "DATELINE_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            article = process.stdout.readline().strip()
            root = f"http://127.0.0.1:{port}"
            _wait(f"{root}/api/health")
            yield Served(root=root, article=article, pid=process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)


def resident_mb(pid: int) -> float:
    """Resident memory of a process in megabytes (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _wait(address: str) -> None:
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310
            return
        time.sleep(0.1)
    raise TimeoutError(address)
