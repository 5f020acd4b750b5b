"""The structure that import-linter cannot see: JavaScript, templates, file names, families."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
from pathlib import Path

import pytest

from geo.articles import READERS
from geo.basemaps.colours import DARK_GROUND, LIGHT_GROUND, GroundColours
from geo.exports import FORMATS
from geo.layers import DARK, LIGHT, STYLES

ROOT = Path(__file__).resolve().parent.parent
JS = ROOT / "static" / "js"
TEMPLATES = ROOT / "geo" / "web" / "templates"

MODULES = sorted(JS.rglob("*.js"))
OWN_FRONT_END = [
    *MODULES,
    *sorted((ROOT / "static" / "standalone").glob("*.js")),
    *sorted((ROOT / "static" / "css").glob("*.css")),
    *sorted((ROOT / "static" / "standalone").glob("*.css")),
    *sorted((ROOT / "static").glob("*.svg")),
    *sorted(TEMPLATES.glob("*.html")),
    *sorted((ROOT / "geo" / "exports").rglob("*.html")),
]
PYTHON = sorted((ROOT / "geo").rglob("*.py"))

# Higher rows import lower ones only; parts of one row do not import each other.
JS_LAYERS: tuple[tuple[str, ...], ...] = (
    ("main", "home", "collection", "embed"),
    ("page",),
    ("reader", "map", "panels"),
    ("ui",),
    ("state",),
    ("api",),
    ("coordinates", "offsets", "messages", "drafts", "address", "dates"),
)
CLASSIC_SCRIPTS = {"early"}
_IMPORT = re.compile(
    r"""(?:^|[;\s])(?:import|export)\s[^;"']*?\sfrom\s*["']([^"']+)["']"""
    r"""|(?:^|[;\s])import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']""",
    re.MULTILINE,
)
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*$", re.DOTALL | re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code(path: Path) -> str:
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def part(path: Path) -> str:
    """Which part of the front end a module belongs to: its folder, or its name at the top."""
    inside = path.relative_to(JS)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports(path: Path) -> list[str]:
    return ["".join(found) for found in _IMPORT.findall(code(path))]


def level(name: str) -> int:
    return next(n for n, row in enumerate(JS_LAYERS) if name in row)


# JavaScript --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_lower_layers_only(path: Path) -> None:
    own = part(path)
    if own in CLASSIC_SCRIPTS:
        assert imports(path) == []
        return
    for target in imports(path):
        if not target.startswith("."):
            continue
        file = (path.parent / target).resolve()
        assert file.is_file(), f"{target} does not exist"
        other = part(file)
        assert other == own or level(other) > level(own), f"{own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_map_knows_the_map_library(path: Path) -> None:
    outside = {target for target in imports(path) if not target.startswith(".")}
    allowed = {"leaflet", "supercluster", "terra-draw", "terra-draw-leaflet-adapter"}
    assert outside <= (allowed if part(path) == "map" else set())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_api_js_asks_the_server(path: Path) -> None:
    if part(path) != "api":
        assert not re.search(r"\bfetch\s*\(|XMLHttpRequest|sendBeacon|WebSocket", code(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_offsets_js_counts_code_points(path: Path) -> None:
    if part(path) != "offsets":
        assert not re.search(r"codePointAt|fromCodePoint", code(path))


@pytest.mark.parametrize("path", OWN_FRONT_END, ids=name_of)
def test_no_text_becomes_markup_or_code(path: Path) -> None:
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
        r"|\|\s*safe\b|javascript:"
    )
    assert not re.search(forbidden, code(path))


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=name_of)
def test_templates_hold_no_script_style_or_handler_of_their_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    scripts = re.findall(r"<script\b(?![^>]*\bsrc=)[^>]*>", text)
    assert scripts == (['<script type="importmap">'] if path.name == "_importmap.html" else [])
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("path", [*OWN_FRONT_END, *PYTHON], ids=name_of)
def test_no_address_of_another_machine_is_written_down(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = set(re.findall(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)", text, re.IGNORECASE))
    assert found - {"www.w3.org", "127.0.0.1"} == set()  # w3.org names the SVG language


def test_the_table_of_layers_names_every_module() -> None:
    named = {name for row in JS_LAYERS for name in row} | CLASSIC_SCRIPTS
    assert {part(path) for path in MODULES} == named


# Python ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PYTHON, *MODULES], ids=name_of)
def test_every_file_is_named_after_what_it_holds(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert re.match(r'\s*"""\S', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*PYTHON, *OWN_FRONT_END], ids=name_of)
def test_no_file_has_grown_into_two(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 650


# Families ----------------------------------------------------------------------------------------


def test_every_file_among_the_exports_is_in_the_registry() -> None:
    folder = ROOT / "geo" / "exports"
    modules = {
        path.stem
        for path in folder.iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").is_file()) and path.stem != "__pycache__"
    } - {"__init__", "registry"}
    registered = {
        found
        for each in FORMATS.values()
        for found in re.findall(r"from geo\.exports import (\w+)", inspect.getsource(each.write))
    }
    assert modules == registered


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_described_alike(name: str) -> None:
    chosen = FORMATS[name]
    assert chosen.suffix == f".{name}"
    assert chosen.title
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(; charset=utf-8)?", chosen.media_type)


@pytest.mark.parametrize("module", ["geojson", "html", "picture", "toponyms"])
def test_every_exporter_writes_an_article_map_to_bytes(module: str) -> None:
    write = importlib.import_module(f"geo.exports.{module}").write
    signature = inspect.signature(write, eval_str=True)
    assert next(iter(signature.parameters)) == "article_map"
    assert signature.return_annotation is bytes


@pytest.mark.parametrize("kind", READERS)
def test_every_reader_turns_bytes_into_text(kind: str) -> None:
    assert READERS[kind](b"A town.\n") == "A town.\n"


# One table of colours ----------------------------------------------------------------------------


@pytest.mark.parametrize(("theme", "ground"), [("light", LIGHT_GROUND), ("dark", DARK_GROUND)])
def test_page_and_pictures_draw_the_same_ground(theme: str, ground: GroundColours) -> None:
    text = (JS / "map" / "basemap.js").read_text(encoding="utf-8")
    block = re.search(rf"  {theme}: \{{(.*?)\}}", text, re.DOTALL)
    assert block is not None
    written = dict(re.findall(r'(\w+): "(#[0-9a-f]{6})"', block[1]))
    written["water_name"] = written.pop("waterName")
    assert written == dataclasses.asdict(ground)


def test_page_and_exports_draw_in_the_same_colours() -> None:
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8").lower()
    light, dark = tokens.split(':root[data-theme="dark"]', 1)
    for symbol, style in STYLES.items():
        assert f"--{symbol.value}: {style.light.lower()};" in light
        assert f"--{symbol.value}: {style.dark.lower()};" in dark
    for theme, text in ((LIGHT, light), (DARK, dark)):
        for name in ("ink", "muted", "paper", "land", "water"):
            assert f"--{name}: {getattr(theme, name).lower()};" in text
