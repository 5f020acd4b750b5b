"""The command line, as a person types it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from geo.cli import main
from geo.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "data/samples/kursk-ceasefire.txt"


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """A home of its own for the command line, and the environment of what it starts."""
    monkeypatch.setenv("DATELINE_HOME", str(settings.home))
    monkeypatch.setenv("DATELINE_CACHE", str(settings.cache))
    monkeypatch.chdir(ROOT)
    return dict(os.environ)


def run(
    *arguments: str, environment: Mapping[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        env=environment,
        input=given,
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )


def lines(*records: Any) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


# parse -------------------------------------------------------------------------------------------


def test_parse_writes_the_articles_toponyms(
    environment: Mapping[str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["parse", SAMPLE]) == 0
    made = json.loads(capfdbinary.readouterr().out)
    text = Path(SAMPLE).read_text(encoding="utf-8")
    assert made["text"] == text
    assert [text[t["start"] : t["end"]] for t in made["toponyms"]] == [
        t["text"] for t in made["toponyms"]
    ]
    literal = [t for t in made["toponyms"] if t["role"] == "literal"]
    assert [t["text"] for t in literal].count("Kursk") == 6
    assert all(t["lat"] is not None for t in literal)


def test_parse_explains_itself_when_asked(
    environment: Mapping[str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["parse", SAMPLE, "--explain"]) == 0
    toponyms = json.loads(capfdbinary.readouterr().out)["toponyms"]
    pokrovsk = next(t for t in toponyms if t["text"] == "Pokrovsk")
    assert pokrovsk["country_code"] == "UA"
    assert len(pokrovsk["candidates"]) > 1
    assert all(c["evidence"] for c in pokrovsk["candidates"])


def test_parse_writes_geojson(
    environment: Mapping[str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["parse", SAMPLE, "--format", "geojson"]) == 0
    collection = json.loads(capfdbinary.readouterr().out)
    assert collection["type"] == "FeatureCollection"
    names = {f["properties"]["name"] for f in collection["features"] if "kind" in f["properties"]}
    assert {"Pokrovsk", "Crimea", "Canada"} <= names


def test_parse_reads_standard_input(environment: Mapping[str, str]) -> None:
    done = run("parse", "-", environment=environment, given=b"A fire broke out in Paris, France.")
    assert [t["text"] for t in json.loads(done.stdout)["toponyms"]] == ["Paris", "France"]


def test_a_text_without_places_is_a_success(environment: Mapping[str, str]) -> None:
    done = run("parse", "-", environment=environment, given=b"Nothing happened anywhere.")
    assert (done.returncode, json.loads(done.stdout)["toponyms"]) == (0, [])


def test_parse_loads_nothing_heavy(environment: Mapping[str, str]) -> None:
    code = (
        "import sys; from geo.cli import main; main(['parse', sys.argv[1]]);"
        "print(sorted({'pandas', 'geopandas', 'folium', 'flask', 'sqlalchemy', 'pyarrow', 'scipy'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, SAMPLE], env=environment, capture_output=True, check=True
    )
    assert done.stderr.decode().strip() == "[]"


# parse --jsonl -----------------------------------------------------------------------------------


def test_json_lines_come_out_in_their_order_with_their_ids(environment: Mapping[str, str]) -> None:
    given = lines(
        {"id": "b", "text": "Floods hit Lyon.", "title": "ignored"},
        {"id": 7, "text": "Nothing."},
        {"id": "a", "text": "🌊 Floods hit Vienna, Austria."},
    )
    done = run("parse", "--jsonl", "-", environment=environment, given=given)
    assert (done.returncode, done.stderr) == (0, b"")
    made = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
    assert [record["id"] for record in made] == ["b", 7, "a"]
    lists = {"toponyms": [], "institutions": [], "relative": []}
    assert made[1] == {"id": 7, "text": "Nothing."} | lists
    vienna = made[2]["toponyms"][0]
    assert made[2]["text"][vienna["start"] : vienna["end"]] == "Vienna"
    assert list(vienna) == ["start", "end", "text", "role", "lat", "lon", "geonameid", "radius_km"]
    assert (round(vienna["lat"]), round(vienna["lon"])) == (48, 16)


def test_a_line_may_say_who_published_it_and_in_which_language(
    environment: Mapping[str, str],
) -> None:
    text = "Council backs a new bridge in Hamilton."
    given = lines(
        {"id": 1, "text": text, "source": "Toronto Star"},
        {"id": 2, "text": text, "url": "https://news.example.co.uk/bridge"},
        {"id": 3, "text": "Warszawa", "language": "pl", "source": 5},
    )
    done = run("parse", "--jsonl", "-", environment=environment, given=given)
    made = [json.loads(line)["toponyms"] for line in done.stdout.decode().split("\n") if line]
    assert [round(toponyms[0]["lat"]) for toponyms in made] == [43, 56, 52]


def test_bad_lines_are_reported_with_their_number_and_left_out(
    environment: Mapping[str, str],
) -> None:
    given = (
        b"not json\n"
        + lines({"id": "x", "text": "Rain in Oslo."}, {"text": "no id"}, {"id": "y"}, ["list"])
        + b'{"id": "z", "text": "\xff"}\n'
        + lines({"id": "e", "text": "  "}, {"id": "s", "text": "\ud800"})
        + b"[" * 100_000
        + b"\n"
        + b'{"id": "last", "text": "Sun in Rome."}'
    )
    done = run("parse", "--jsonl", "-", environment=environment, given=given)
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["x", "last"]
    said = done.stderr.decode().splitlines()
    assert [re.match(r"line (\d+): ", line)[1] for line in said] == [  # type: ignore[index]
        str(n) for n in (1, 3, 4, 5, 6, 7, 8, 9)
    ]


def test_a_line_over_the_limit_is_passed_over(environment: Mapping[str, str]) -> None:
    small = {**environment, "DATELINE_MAX_TEXT_BYTES": "100"}
    given = lines({"id": "long", "text": "x" * 50_000}, {"id": "ok", "text": "Rain in Oslo."})
    done = run("parse", "--jsonl", "-", environment=small, given=given)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["ok"]
    assert done.stderr.decode().startswith("line 1: ")


def test_a_line_is_answered_before_the_next_one_comes(environment: Mapping[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "geo", "parse", "--jsonl", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        for name in ("first", "second"):
            process.stdin.write(lines({"id": name, "text": "Rain in Oslo."}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_json_lines_can_come_from_a_file(environment: Mapping[str, str], tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_bytes(lines({"id": "1", "text": "Rain in Oslo."}))
    done = run("parse", "--jsonl", str(file), environment=environment)
    assert json.loads(done.stdout)["toponyms"][0]["text"] == "Oslo"


def test_several_processes_keep_the_order_and_report_bad_lines_in_it(
    environment: Mapping[str, str],
) -> None:
    towns = ("Oslo", "Rome", "Lima", "Cairo")
    records = [{"id": n, "text": f"Rain in {towns[n % 4]}."} for n in range(40)]
    records[7] = {"id": 7}
    records[31] = {"id": 31, "text": ""}
    given = lines(*records)
    alone = run("parse", "--jsonl", "-", environment=environment, given=given)
    done = run("parse", "--jsonl", "-", "--jobs", "2", environment=environment, given=given)
    assert (done.returncode, done.stdout, done.stderr) == (0, alone.stdout, alone.stderr)
    assert [line[:8] for line in done.stderr.decode().splitlines()] == ["line 8: ", "line 32:"]
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in made] == [n for n in range(40) if n not in {7, 31}]
    assert all(record["toponyms"][0]["text"] == towns[record["id"] % 4] for record in made)


def test_jobs_are_for_json_lines(
    environment: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["parse", SAMPLE, "--jobs", "2"]) == 2
    assert capsys.readouterr().err.startswith("dateline: --jobs is for --jsonl.")


# Switches ----------------------------------------------------------------------------------------

SWITCHED = (
    "Russian troops left Kursk. Moscow said no.\n\n"
    "Doctors at Aleppo University fled to Damascus last week."
)


@pytest.mark.parametrize(
    ("option", "variable", "expected"),
    [
        (None, None, "Russian demonym, Kursk literal, Moscow associative, Damascus literal"),
        ("--no-demonyms", "DEMONYMS", "Kursk literal, Moscow associative, Damascus literal"),
        ("--no-roles", "ROLES", "Russian demonym, Kursk literal, Moscow literal, Damascus literal"),
    ],
)
def test_switches_say_what_is_looked_for(
    environment: Mapping[str, str], option: str | None, variable: str | None, expected: str
) -> None:
    for given, options in (
        ({}, [option] if option else []),
        ({f"DATELINE_{variable}": "0"} if variable else {}, []),
    ):
        done = run(
            "parse", "-", *options, environment={**environment, **given}, given=SWITCHED.encode()
        )
        shown = [
            f"{toponym['text']} {toponym['role']}"
            for toponym in json.loads(done.stdout)["toponyms"]
            if not toponym["text"].startswith("Aleppo")
        ]
        assert ", ".join(shown) == expected


def test_places_inside_other_names_can_be_left_out(environment: Mapping[str, str]) -> None:
    done = run("parse", "-", "--no-inside-names", environment=environment, given=SWITCHED.encode())
    texts = [toponym["text"] for toponym in json.loads(done.stdout)["toponyms"]]
    assert texts == ["Russian", "Kursk", "Moscow", "Damascus"]


# Bad input ---------------------------------------------------------------------------------------


def bad_files(folder: Path) -> Iterator[tuple[str, str]]:
    contents = {"empty": b" \n", "binary": b"\x00\x01\x02PK", "encoding": b"caf\xe9 in Paris"}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    yield str(folder / "missing.txt"), "cannot be read"
    yield str(folder), "cannot be read"
    yield str(folder / "empty"), "empty"
    yield str(folder / "binary"), ""
    yield str(folder / "encoding"), "UTF-8"


@pytest.mark.parametrize("command", [["parse"], ["map", "-o", "-"], ["serve"]])
def test_a_bad_file_is_said_without_a_traceback(
    environment: Mapping[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    for file, said in bad_files(tmp_path):
        assert main([command[0], file, *command[1:]]) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith("dateline: ")
        assert said in shown.err
        assert len(shown.err.splitlines()) >= 2, "a hint is missing"


def test_a_text_over_the_limit_says_the_limit(
    environment: Mapping[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_MAX_TEXT_BYTES", "1000")
    assert main(["parse", SAMPLE]) == 2
    assert "1,000" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse"],
        ["parse", SAMPLE, "--jsonl", "-"],
        ["parse", SAMPLE, "--worldview", "mars"],
        ["parse", "--jsonl", "missing.jsonl"],
        ["map", SAMPLE, "-o", "no/such/folder/map.html"],
    ],
)
def test_a_wrong_command_ends_with_code_two(
    environment: Mapping[str, str], capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("dateline: ")


def test_a_wrong_setting_is_named(
    environment: Mapping[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_PORT", "five")
    assert main(["settings"]) == 2
    assert "DATELINE_PORT" in capsys.readouterr().err


def test_a_closed_pipe_and_an_interrupt_make_no_noise(environment: Mapping[str, str]) -> None:
    for stop in ("pipe", "interrupt"):
        process = subprocess.Popen(
            [sys.executable, "-m", "geo", "parse", "--jsonl", "-"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        with process:
            process.stdin.write(lines({"id": "1", "text": "Rain in Oslo."}))
            process.stdin.flush()
            process.stdout.readline()
            if stop == "pipe":
                process.stdout.close()
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.write(lines({"id": "2", "text": "Rain in Oslo."}))
                    process.stdin.close()
                assert process.wait(timeout=60) == 141
            else:
                process.send_signal(signal.SIGINT)
                assert process.wait(timeout=60) == 130
            assert process.stderr.read() == b""


# map, gazetteer, settings, help ------------------------------------------------------------------


def test_map_writes_one_file_named_after_the_article(
    environment: Mapping[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.html"
    assert main(["map", SAMPLE, "-o", str(output)]) == 0
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert str(output) in capsys.readouterr().err


def test_a_map_can_speak_another_language_and_add_local_names(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    output = tmp_path / "map.html"
    assert main(["map", SAMPLE, "-o", str(output), "--language", "uk", "--local-names"]) == 0
    page = output.read_text(encoding="utf-8")
    assert "Курська область · Курская область" in page
    assert "Кордони: ISO 3166" in page


def test_the_gazetteer_answers_in_another_language(
    environment: Mapping[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["gazetteer", "search", "Kursk", "--language", "uk", "--limit", "1"]) == 0
    assert "Курськ  населений пункт, Курська область, Росія" in capsys.readouterr().out


def test_a_map_that_cannot_be_written_leaves_the_old_one(
    environment: Mapping[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "folder.html"
    output.mkdir()
    assert main(["map", SAMPLE, "-o", str(output)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_the_gazetteer_lists_the_entries_of_a_name(
    environment: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gazetteer", "search", "Pokrovsk"]) == 0
    head, first, *rest = capsys.readouterr().out.splitlines()
    assert re.split(r"  +", head) == ["name", "what", "lat lon", "population", "id"]
    name, what, position, population, entry = re.split(r"  +", first)
    assert name == "Pokrovsk"
    assert "Donetsk" in what
    assert position.startswith("48.2")
    assert int(population.replace(",", "")) > 10_000
    assert entry.startswith("geonames:")
    assert len(rest) > 2


def test_a_name_that_nobody_has_is_said(
    environment: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gazetteer", "search", "Qqqxzzyv"]) == 1
    assert "no entry" in capsys.readouterr().err


def test_settings_says_where_a_value_comes_from(
    environment: Mapping[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_WORLDVIEW", "de_facto")
    assert main(["settings"]) == 0
    rows = [re.split(r"  +", line) for line in capsys.readouterr().out.splitlines()]
    assert ["DATELINE_WORLDVIEW", "de_facto", "environment"] in [row[:3] for row in rows]
    assert ["DATELINE_LANGUAGE", "en", "default"] in [row[:3] for row in rows]


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert re.fullmatch(r"dateline \d+\.\d+\.\d+\n", capsys.readouterr().out)


def helps() -> Iterator[list[str]]:
    yield from (["serve"], ["map"], ["parse"], ["gazetteer", "search"], ["settings"])


@pytest.mark.parametrize("command", list(helps()), ids=" ".join)
def test_the_example_in_the_help_runs(
    environment: Mapping[str, str],
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    tmp_path: Path,
) -> None:
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    example = re.search(r"example:\n  dateline (.*)", capsys.readouterr().out)
    assert example is not None
    words = example[1].replace("map.png", str(tmp_path / "map.png")).split()
    assert words[: len(command)] == command
    if command == ["serve"]:
        words[words.index("--port") + 1] = str(free_port())
        with served(words, environment) as root:
            assert "<html" in fetched(f"{root}/")
    else:
        assert main(words) == 0


# serve -------------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310
        content: str = answer.read().decode()
        return content


@contextlib.contextmanager
def served(words: list[str], environment: Mapping[str, str]) -> Iterator[str]:
    """Runs `dateline serve …` until its health is good; yields the server's root address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "geo", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    assert process.stdout is not None
    try:
        first = process.stdout.readline().strip()
        assert first.startswith("http://127.0.0.1:"), process.communicate()
        root = "/".join(first.split("/")[:3])
        for _ in range(300):
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                fetched(f"{root}/api/health")
                break
            time.sleep(0.1)
        yield root
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode in {0, 130}
    assert "Traceback" not in err
    assert out == ""


def test_serve_prints_the_articles_address_and_the_page_is_there(
    environment: Mapping[str, str],
) -> None:
    with served(["serve", SAMPLE, "--port", str(free_port())], environment) as root:
        home = fetched(f"{root}/")
        articles = json.loads(fetched(f"{root}/api/articles"))["articles"]
        assert articles[0]["heading"] in home
        assert "Pokrovsk" in fetched(f"{root}/articles/{articles[0]['id']}")


def test_a_busy_port_is_said_and_nothing_is_announced(
    environment: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert str(port) in shown.err
