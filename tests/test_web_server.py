"""The server: a busy port is said, files named at start are stored, health tells the rest."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import (
    BadSetting,
    EmptyText,
    InputError,
    NotText,
    PortBusy,
    StoreUnusable,
    UnreadableFile,
)
from geo.settings import Settings
from geo.store import Store
from geo.web import create_app, run_server

TEXT = "Troops entered Sumy on Friday."

_SERVER = """
import sys
from pathlib import Path
from geo.settings import Settings
from geo.web import create_app, run_server
settings = Settings.from_environment()
app = create_app(settings, files=[Path(name) for name in sys.argv[1:]])
run_server(app, settings, ready=lambda: print("ready", flush=True))
"""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening


def test_a_busy_port_is_named_with_the_program_that_holds_it(
    settings: Settings, listener: socket.socket
) -> None:
    port = listener.getsockname()[1]
    with pytest.raises(PortBusy) as refused:
        run_server(create_app(settings), replace(settings, port=port))
    assert refused.value.detail.startswith(f"Port {port} is in use")
    assert f"--port {port + 1}" in refused.value.hint
    if sys.platform == "linux":
        assert f"(process {os.getpid()})" in refused.value.detail


def test_an_address_of_another_machine_is_refused(settings: Settings) -> None:
    with pytest.raises(BadSetting, match=r"cannot listen on '192\.0\.2\.1'"):
        run_server(create_app(settings), replace(settings, host="192.0.2.1", port=0))


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_a_port_that_does_not_exist_is_refused(settings: Settings, port: int) -> None:
    with pytest.raises(BadSetting, match=f"cannot listen on '127.0.0.1', port {port}"):
        run_server(create_app(settings), replace(settings, port=port))


def test_the_server_says_when_it_takes_connections_and_stops_when_asked(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATELINE_HOME": str(tmp_path),
        "DATELINE_PORT": str(port),
    }
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER], env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/api/articles")
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b'{"articles":[]}\n')
        connection.close()
        server.terminate()
        assert server.wait() == 0


# Files named at start --------------------------------------------------------------------------


def stored(settings: Settings) -> int:
    store = Store(settings.home)
    count = len(store.articles.summaries())
    store.close()
    return count


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", EmptyText), (b" \n\t ", EmptyText), (b"\x00\x01\x02", NotText), (b"caf\xe9", NotText)],
)
def test_a_bad_file_at_start_is_said_and_none_of_the_files_is_stored(
    settings: Settings, tmp_path: Path, content: bytes, error: type[Exception]
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(TEXT)
    bad.write_bytes(content)
    with pytest.raises(error):
        create_app(settings, files=[good, bad])
    assert stored(settings) == 0


@pytest.mark.parametrize(
    "metadata",
    ['url = "javascript:alert(1)"', 'language = "no such tag"', 'title = "a\\u0000b"', "title = 7"],
)
def test_metadata_beside_a_file_that_cannot_be_shown_are_refused(
    settings: Settings, tmp_path: Path, metadata: str
) -> None:
    (tmp_path / "article.txt").write_text(TEXT)
    (tmp_path / "article.toml").write_text(metadata)
    with pytest.raises(InputError):
        create_app(settings, files=[tmp_path / "article.txt"])
    assert stored(settings) == 0


def test_a_missing_file_at_start_is_said(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere\.txt"):
        create_app(settings, files=[tmp_path / "nowhere.txt"])


def test_a_new_home_can_be_read_by_its_user_only(settings: Settings) -> None:
    create_app(settings)
    assert settings.home.stat().st_mode & 0o077 == 0


def test_a_home_that_is_no_folder_is_said(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "home-file").write_text("")
    with pytest.raises(StoreUnusable):
        create_app(replace(settings, home=tmp_path / "home-file"))


def test_a_server_without_files_is_ready_at_once(settings: Settings) -> None:
    answer = create_app(settings).test_client().get("/api/health")
    assert answer.status_code == 200
    assert (answer.json["status"], answer.json["files"]) == ("ready", [])


def test_a_server_is_healthy_once_its_files_are_stored_and_mapped(
    settings: Settings, kursk_file: Path
) -> None:
    app = create_app(settings, files=[kursk_file])
    startup = app.extensions["dateline"]
    client = app.test_client()
    assert client.get("/api/health").status_code in (200, 503)
    assert startup.wait(300)
    answer = client.get("/api/health")
    assert (answer.status_code, answer.json["status"]) == (200, "ready")
    (article_id,) = startup.article_ids
    assert answer.json["files"] == [{"name": "kursk-ceasefire.txt", "article": article_id}]
    (listed,) = client.get("/api/articles").json["articles"]
    assert listed["id"] == article_id
    assert listed["published"] == "2025-03-14"
    assert listed["heading"] in client.get("/").get_data(as_text=True)


def test_starting_twice_with_the_same_file_stores_it_once(
    settings: Settings, kursk_file: Path
) -> None:
    for _ in range(2):
        assert create_app(settings, files=[kursk_file]).extensions["dateline"].wait(300)
    assert stored(settings) == 1
