"""The wheel holds all it needs: installed into an empty environment, it serves from anywhere."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.install


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source archive, and the wheel built from it: without the checkout and without git."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    (found,) = distributions.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel and what it requires."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run(
        [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel)], check=True
    )
    return folder / "bin"


@pytest.fixture
def bare(tmp_path: Path) -> Mapping[str, str]:
    """An environment with a home and the system's programs, and nothing of this checkout."""
    cache = os.environ.get("DATELINE_CACHE", str(Path.home() / ".cache" / "dateline"))
    return {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "DATELINE_CACHE": cache}


def test_the_wheel_holds_data_front_end_and_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for wanted in (
        "geo/_data/places.parquet",
        "geo/_data/basemap.pmtiles",
        "geo/_data/samples/kursk-ceasefire.txt",
        "geo/_static/js/main.js",
        "geo/_static/css/tokens.css",
        "geo/_static/standalone/standalone.js",
        "geo/_static/vendor/leaflet/leaflet-src.esm.js",
        "geo/_static/vendor/leaflet/LICENSE",
        "geo/_static/vendor/inter/inter-latin-wght-normal.woff2",
        "geo/web/templates/article.html",
        "geo/exports/html/article.html",
        "geo/py.typed",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "node_modules/", "static/"))]
    assert len(names) == len(set(names))
    (information,) = {name.split("/")[0] for name in names if ".dist-info/" in name}
    assert {f"{information}/licenses/{name}" for name in ("LICENSE", "NOTICE")} <= set(names)


def test_the_installed_command_parses_an_article(
    installed: Path, bare: Mapping[str, str], tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Rain fell in Oslo, Norway, on Monday.", encoding="utf-8")
    done = subprocess.run(
        [str(installed / "dateline"), "parse", article.name],
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        check=True,
    )
    assert [t["text"] for t in json.loads(done.stdout)["toponyms"]] == ["Oslo", "Norway"]


def test_the_installed_command_serves_the_page(
    installed: Path, bare: Mapping[str, str], tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Rain fell in Oslo, Norway, on Monday.", encoding="utf-8")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    process = subprocess.Popen(
        [str(installed / "dateline"), "serve", article.name, "--port", str(port)],
        cwd=tmp_path,
        env=bare,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        root = f"http://127.0.0.1:{port}"
        wait_for(f"{root}/api/health")
        assert "Rain fell in Oslo" in answer(f"{root}/").decode()
        assert b"leaflet" in answer(f"{root}/static/vendor/leaflet/leaflet.css")
        assert len(answer(f"{root}/basemap.pmtiles", Range="bytes=0-6")) == 7
        (found,) = json.loads(answer(f"{root}/api/articles"))["articles"]
        page = answer(f"{root}/api/articles/{found['id']}/exports/html")
        assert b"Rain fell in" in page
    finally:
        process.terminate()
        process.communicate(timeout=60)


def answer(address: str, **headers: str) -> bytes:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
        content: bytes = response.read()
        return content


def wait_for(address: str) -> None:
    for _ in range(600):
        try:
            answer(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} did not answer")


# The environment of a checkout -------------------------------------------------------------------


def stand_in(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def environment_says(tmp_path: Path, script: str) -> str:
    """What `.ci/environment` says when the only Python on PATH is the one of `script`."""
    programs = tmp_path / "programs"
    programs.mkdir()
    stand_in(programs, "python3", script)
    work = tmp_path / "work"
    work.mkdir()
    done = subprocess.run(
        ["/bin/sh", str(ROOT / ".ci" / "environment")],
        cwd=work,
        env={"PATH": str(programs), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert not (work / ".venv").exists()
    return done.stderr


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    old = 'case "$2" in *print*) echo 3.9;; *) exit 1;; esac'
    said = environment_says(tmp_path, old)
    assert "needs Python 3.11 or newer; the one on PATH is 3.9" in said


def test_a_python_without_its_venv_module_says_what_to_install(tmp_path: Path) -> None:
    bare = 'case "$2" in *print*) echo 3.12;; *ensurepip*) exit 1;; *) exit 0;; esac'
    said = environment_says(tmp_path, bare)
    assert "apt install python3-venv" in said
