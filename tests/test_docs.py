"""The documents say what the program does: every setting, command, path and format."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from geo.cli import main
from geo.exports import FORMATS
from geo.layers import COLUMNS, Layer
from geo.settings import Settings
from geo.web import create_app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_setting_is_explained_by_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    shown = capsys.readouterr().out
    for each in dataclasses.fields(Settings):
        assert f"DATELINE_{each.name.upper()} " in shown
        assert each.metadata["help"] in shown


@pytest.mark.parametrize("target", ["run", "test", "quick"])
def test_the_make_targets_of_the_readme_exist(target: str) -> None:
    assert f"make {target}" in README
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_command_of_the_readme_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    commands = set(re.findall(r"^ {4}dateline ([a-z]+)", README, re.MULTILINE))
    assert commands == {"parse", "map", "gazetteer", "settings"}
    for command in commands:
        with pytest.raises(SystemExit) as caught:
            main([command, "--help"])
        assert caught.value.code == 0


def test_every_path_of_the_interface_is_documented(settings: Settings) -> None:
    app = create_app(settings)
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?article_id>", "{id}", rule.rule)
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)
        if path.startswith("/api/"):
            wanted = re.sub(r"\{(?!id\})\w+\}", "{…}", path)
            named = {re.sub(r"\{(?!id\})\w+\}", "{…}", p) for p in re.findall(r"`(/[^`?]*)", API)}
            assert wanted in named, f"{path} is not in docs/api.md"


def test_every_property_of_the_geojson_is_documented() -> None:
    section = API.split("## GeoJSON")[1].split("\n## ")[0] + API.split("## Annotations")[1]
    for layer in Layer:
        for column in COLUMNS[layer]:
            assert f"`{column}`" in section, f"{layer.value}: {column}"


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_format_is_documented(name: str) -> None:
    assert f"`{name}`" in API


def test_every_part_of_the_program_is_in_the_architecture() -> None:
    parts = {
        path.stem
        for path in (ROOT / "geo").iterdir()
        if path.name not in {"__init__.py", "__main__.py", "py.typed", "__pycache__"}
    }
    for part in parts:
        assert re.search(rf"geo/{part}(?:\.py|/)", ARCHITECTURE), f"geo/{part} is missing"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize(
    "file", sorted((ROOT / "data").rglob("sources.toml")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_source_of_data_names_its_licence_and_checksum(file: Path) -> None:
    import tomllib

    text = file.read_text(encoding="utf-8")
    assert str(file.relative_to(ROOT)) in NOTICE or file.parent.name in NOTICE
    for key, source in tomllib.loads(text).items():
        if isinstance(source, dict):
            bought = {"version", "sha256"} if "package" in source else set()  # our own has none
            assert {"licence", *bought} <= set(source), key
