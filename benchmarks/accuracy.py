"""How well places are found and placed, on marked corpora, with the weights of this checkout.

    python benchmarks/accuracy.py [CORPORA] [--spans gold] [--no-demonyms]

CORPORA is a folder of JSON Lines files (`*_dev.jsonl` for places, `*_roles.jsonl` for roles alone).
The shipped weights were fitted on the development corpora: figures on those are of seen documents.
`python -m geo.mentions.fit` and `python -m geo.places.fit` print figures with the corpus left out.
Each run adds a line to `benchmarks/results/accuracy.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scoring import Found, Tally

from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.mentions import find, mark, preload
from geo.mentions.gold import GoldDocument, read_corpus
from geo.model import Document, Mention, Role
from geo.places import resolve
from geo.settings import Settings

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parent.parent / "shared" / "eval" / "dev"
RESULTS = HERE / "results" / "accuracy.jsonl"
COLUMNS = (
    ("exact P/R/F1", ("exact_precision", "exact_recall", "exact_f1")),
    ("overlap P/R/F1", ("overlap_precision", "overlap_recall", "overlap_f1")),
    ("right", ("right_place",)),
    ("entry", ("same_entry",)),
    ("end to end P/R/F1", ("end_to_end_precision", "end_to_end_recall", "end_to_end_f1")),
    ("roles", ("roles",)),
    ("ECE", ("calibration_error",)),
)

Finder = Callable[[GoldDocument], Sequence[Mention]]


def found_in(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, areas: Areas
) -> list[Found]:
    """Resolve mentions and keep what the scores look at; relative places are no toponyms."""
    resolved, _ = resolve(document, mentions, gazetteer, areas, worldview="iso")
    return [
        Found(
            start=mention.start,
            end=mention.end,
            lon=mention.entry.lon if mention.entry else None,
            lat=mention.entry.lat if mention.entry else None,
            geonameid=mention.entry.geonameid if mention.entry else None,
            radius_km=mention.entry.radius_km if mention.entry else None,
            role=mention.role.value,
            confidence=mention.confidence,
        )
        for mention in resolved
        if mention.role not in {Role.RELATIVE, Role.COORDINATES}
    ]


def score(path: Path, finder: Finder, gazetteer: Gazetteer, areas: Areas) -> dict[str, object]:
    """All figures of one corpus."""
    tally = Tally()
    characters = 0
    documents = read_corpus(path)
    start = time.perf_counter()
    for gold in documents:
        found = found_in(gold.document, finder(gold), gazetteer, areas)
        tally.add(gold.toponyms, found)
        characters += len(gold.document.text)
    seconds = time.perf_counter() - start
    return {
        "corpus": path.stem,
        **tally.figures(),
        "characters_per_second": round(characters / seconds),
    }


def score_roles(path: Path, finder: Finder) -> dict[str, object]:
    """Roles of a corpus that marks one name a sentence: other names are not judged."""
    tally = Tally()
    for gold in read_corpus(path):
        found = [
            Found(
                start=mention.start,
                end=mention.end,
                lon=None,
                lat=None,
                geonameid=None,
                radius_km=None,
                role=mention.role.value,
                confidence=0.0,
            )
            for mention in finder(gold)
            if any(t.start < mention.end and mention.start < t.end for t in gold.toponyms)
        ]
        tally.add(gold.toponyms, found)
    figures = tally.figures()
    kept = ("documents", "marked", "overlap_recall", "roles")
    return {"corpus": path.stem, **{name: figures[name] for name in kept}}


def shown(row: dict[str, object]) -> str:
    """One line of the table."""
    cells = [f"{row['corpus']!s:14}"]
    for title, names in COLUMNS:
        values = [row.get(name) for name in names]
        text = "/".join("-" if v is None else f"{float(str(v)):.3f}".lstrip("0") for v in values)
        cells.append(f"{text:>{max(len(title), 5 * len(names))}}")
    return "  ".join(cells)


def main() -> None:
    """Score, print, keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path, nargs="?", default=CORPORA)
    parser.add_argument("--spans", choices=("found", "gold"), default="found")
    parser.add_argument("--no-demonyms", action="store_true", help="do not find demonyms")
    options = parser.parse_args()
    if not options.corpora.is_dir():
        sys.exit(f"{options.corpora} is no folder of corpora")
    gazetteer = Gazetteer.open(Settings.from_environment().cache)
    areas = Areas.open()
    preload()

    def finder(gold: GoldDocument) -> Sequence[Mention]:
        if options.spans == "gold":
            return mark(gold.document, [(t.start, t.end) for t in gold.toponyms], gazetteer)
        return find(gold.document, gazetteer, demonyms=not options.no_demonyms)

    header = "  ".join(f"{title:>{max(len(title), 5 * len(names))}}" for title, names in COLUMNS)
    sys.stdout.write(f"{'':14}  {header}\n")
    rows = []
    for path in sorted(options.corpora.glob("*.jsonl")):
        roles_only = path.stem.endswith("_roles")
        row = score_roles(path, finder) if roles_only else score(path, finder, gazetteer, areas)
        rows.append(row)
        sys.stdout.write(shown(row) + "\n")
        sys.stdout.flush()
    RESULTS.parent.mkdir(exist_ok=True)
    record = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "data": gazetteer.version,
        "spans": options.spans,
        "demonyms": not options.no_demonyms,
        "rows": rows,
    }
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")


def commit() -> str:
    """The checked-out commit, with a plus sign when files differ from it."""
    git = ["git", "-C", str(HERE)]
    head = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    changed = subprocess.run([*git, "diff", "--quiet", "HEAD"], capture_output=True)
    return head.stdout.strip() + ("+" if changed.returncode else "")


if __name__ == "__main__":
    main()
