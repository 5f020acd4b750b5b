"""The gazetteer's files: what is committed, and its expanded form in the cache folder."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from geo.errors import DataMissing
from geo.gazetteer import Gazetteer
from geo.gazetteer.expansion import data_version
from geo.gazetteer.transport import version_of
from geo.resources import data_path

_OPEN = (
    "import sys; from pathlib import Path; from geo.gazetteer import Gazetteer; "
    "print(Gazetteer.open(Path(sys.argv[1])).named('Kursk')[0].entry.id)"
)


def test_two_processes_expand_once_and_both_open(tmp_path: Path) -> None:
    cache = tmp_path / "new" / "cache"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _OPEN, str(cache)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    outputs = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [out.strip() for out, _ in outputs] == ["geonames:538560"] * 2
    assert sum("Expanding the gazetteer" in err for _, err in outputs) == 1
    folders = [path.name for path in cache.iterdir() if path.is_dir()]
    assert len(folders) == 1
    assert folders[0].startswith(f"gazetteer-{data_version()}")


def test_a_cache_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.raises(DataMissing) as caught:
        Gazetteer.open(blocked)
    assert "DATELINE_CACHE" in caught.value.hint


def test_the_version_is_that_of_the_committed_files(gazetteer: Gazetteer) -> None:
    assert gazetteer.version == data_version() == version_of(data_path())


def test_the_committed_files_are_small() -> None:
    size = sum(data_path(f"{name}.parquet").stat().st_size for name in ("places", "names"))
    assert size < 25_000_000


def test_every_source_says_what_it_is_and_under_which_licence() -> None:
    with data_path("sources.toml").open("rb") as file:
        content = tomllib.load(file)
    sources = {key: value for key, value in content.items() if isinstance(value, dict)}
    assert {"geonames-towns", "geonames-divisions", "gmt-dcw", "airportsdata"} <= set(sources)
    for key, source in sources.items():
        assert source["what"], key
        assert source["licence"], key
        if "package" in source:
            assert source["version"], key
            assert len(source["sha256"]) == 64, key
