"""How well places are found and placed, on marked corpora.

    python benchmarks/accuracy.py [CORPORA] [--seen] [--ablation] [--encoders] [--plot FILE]

CORPORA is a folder of JSON Lines files (`*_dev.jsonl` for places, `*_roles.jsonl` for roles alone).
The headline is of unseen documents: each corpus is scored with all weights fitted, in memory, on
the other corpora; local news also with whole newspapers left out and the others' articles fitted
on. Below it stand the shipped weights, which were fitted on these documents; `--seen` prints those
alone. `--ablation` prints a row for each ingredient, and nothing else. `--encoders` fine-tunes the
encoder for each fold too (dependency group `fit`, minutes each) and adds the accuracy of roles;
without it the light models decide alone in unseen rows. Brackets are 95 % intervals over documents.
Each run adds a line to `benchmarks/results/accuracy.jsonl`; `--plot` writes the reliability plot;
`--docs` puts what is printed between the marks of a document.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ablation import ablation
from held_out import LOCAL_NEWS, Fitting, Fold, Models, folds
from reliability import plot
from scoring import Found, Tally, errors, intervals, share_interval, summed

from geo.gazetteer import Gazetteer
from geo.mentions import preload
from geo.mentions.classifier import fitted
from geo.mentions.fit_roles import Judged, by_corpus, by_halves
from geo.mentions.gold import GoldDocument, GoldToponym, read_corpus
from geo.mentions.roles import fitted_roles
from geo.model import Document, Mention, NameMatch, Role
from geo.places import choose_entries
from geo.places.feed import Feeds, publisher_of
from geo.places.ranker import Weights, shipped_weights
from geo.settings import Settings

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parent.parent / "shared" / "eval" / "dev"
GIVEN_SPANS = "given gold spans"
IN_FEED = "in its feed"
RESULTS = HERE / "results" / "accuracy.jsonl"
COLUMNS = (
    ("exact P/R/F1", ("exact_precision", "exact_recall", "exact_f1")),
    ("overlap P/R/F1", ("overlap_precision", "overlap_recall", "overlap_f1")),
    ("right", ("right_place",)),
    ("entry", ("same_entry",)),
    ("end to end P/R/F1", ("end_to_end_precision", "end_to_end_recall", "end_to_end_f1")),
    ("roles", ("roles",)),
    ("ECE", ("calibration_error",)),
    ("ECE all", ("calibration_error_all",)),
)
_LABEL = 26


@dataclass(slots=True, kw_only=True)
class Reader:
    """Reads documents with one set of weights."""

    gazetteer: Gazetteer
    errors: dict[str, Counter[str]] = field(default_factory=dict)  # by kind, then by name

    def found(
        self,
        document: Document,
        mentions: Sequence[Mention],
        weights: Weights,
        feeds: Feeds | None = None,
    ) -> list[Found]:
        """Resolve mentions and keep the toponyms, as JSON Lines have them, for the scores."""
        resolved = choose_entries(document, mentions, self.gazetteer, feeds=feeds, weights=weights)
        return [
            Found(
                start=mention.start,
                end=mention.end,
                lon=position[0],
                lat=position[1],
                geonameid=mention.entry.geonameid if mention.entry else None,
                radius_km=mention.entry.radius_km if mention.entry else None,
                role=mention.role.value,
                confidence=mention.confidence,
            )
            for mention, position in (
                (mention, placed_at(mention)) for mention in resolved.mentions
            )
            if mention.role not in {Role.RELATIVE, Role.COORDINATES} and not mention.institution
        ]

    def tallies(
        self, documents: Sequence[GoldDocument], models: Models, *, note: bool = False
    ) -> dict[str, list[Tally]]:
        """A tally a document: from raw text, given the gold spans, and without demonyms.

        Of documents whose publisher is known, also in the feed of its other ones. `note` keeps the
        errors from raw text.
        """
        ways = ["", GIVEN_SPANS, "no demonyms"]
        if any(publisher_of(gold.document) for gold in documents):
            ways += [IN_FEED, f"{IN_FEED} {GIVEN_SPANS}"]
        return {way: self.tallies_of(way, documents, models, note and not way) for way in ways}

    def tallies_of(
        self, way: str, documents: Sequence[GoldDocument], models: Models, note: bool
    ) -> list[Tally]:
        """A tally a document, read in one way."""

        def mentions_of(gold: GoldDocument) -> Sequence[Mention]:
            if way.endswith(GIVEN_SPANS):
                return models.marked(gold, self.gazetteer)
            return models.found(gold, self.gazetteer, demonyms=way != "no demonyms")

        feeds = None
        if way.startswith(IN_FEED):
            feeds = Feeds()
            for gold in documents:
                ranking = choose_entries(
                    gold.document, mentions_of(gold), self.gazetteer, weights=models.places
                ).ranking
                if ranking is not None:
                    feeds.add(publisher_of(gold.document), ranking.contribution())
        tallies = []
        for gold in documents:
            found = self.found(gold.document, mentions_of(gold), models.places, feeds)
            tally = Tally()
            if note:
                for kind, name in errors(gold.toponyms, found, gold.document.text):
                    self.errors.setdefault(kind, Counter())[name] += 1
            if way == "no demonyms":
                tally.add(gold.toponyms, found, self.is_demonym)
            else:
                tally.add(gold.toponyms, found)
            tallies.append(tally)
        return tallies

    def is_demonym(self, toponym: GoldToponym) -> bool:
        """As the corpus says, or by the gazetteer where it marks no roles."""
        if toponym.role is not None:
            return toponym.role == "demonym"
        named = self.gazetteer.named(toponym.text)
        return bool(named) and named[0].match is NameMatch.DEMONYM


def placed_at(mention: Mention) -> tuple[float, float] | tuple[None, None]:
    """Longitude and latitude: of its entry, or of the place that it is named beside."""
    if mention.entry is not None and mention.entry.lon is not None:
        return mention.entry.lon, mention.entry.lat or 0.0
    if mention.geometry is not None and not mention.geometry.is_empty:
        point = mention.geometry.representative_point()
        return float(point.x), float(point.y)
    return None, None


def score_roles(documents: Sequence[GoldDocument], models: Models, gazetteer: Gazetteer) -> Tally:
    """Roles of a corpus that marks one name a sentence: other names are not judged."""
    tally = Tally()
    for gold in documents:
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
            for mention in models.found(gold, gazetteer)
            if any(t.start < mention.end and mention.start < t.end for t in gold.toponyms)
        ]
        tally.add(gold.toponyms, found)
    return tally


Row = dict[str, object]
PRINTED: list[str] = []
FIGURES = "<!-- figures -->", "<!-- end of figures -->"
ABLATION = "<!-- ablation -->", "<!-- end of ablation -->"


def say(text: str) -> None:
    """Print, and remember for the docs."""
    PRINTED.append(text)
    sys.stdout.write(text)
    sys.stdout.flush()


def write_docs(path: Path, marks: tuple[str, str], commit: str, data: str) -> None:
    """Put what was printed between the marks of a Markdown file."""
    before, rest = path.read_text(encoding="utf-8").split(marks[0])
    after = rest.split(marks[1])[1]
    figures = "".join(PRINTED).strip("\n")
    block = f"Commit {commit}, data {data}.\n\n```\n{figures}\n```"
    path.write_text(f"{before}{marks[0]}\n{block}\n{marks[1]}{after}", encoding="utf-8")


def commonest(found: Mapping[str, Counter[str]], most: int = 20) -> None:
    """The names of the commonest errors of each kind."""
    for kind, names in sorted(found.items()):
        listed = ", ".join(f"{name} {count}" for name, count in names.most_common(most))
        lines = textwrap.wrap(f"{kind} ({names.total()}): {listed}", 110, subsequent_indent="  ")
        say("\n" + "\n".join(lines) + "\n")


class Table:
    """Prints rows as they are made, and keeps them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def heading(self, title: str) -> None:
        cells = "  ".join(f"{name:>{_width(name, names)}}" for name, names in COLUMNS)
        say(f"\n{title:{_LABEL}}  {cells}\n")

    def add(self, weights: str, label: str, way: str, tallies: Sequence[Tally]) -> None:
        """A row, with the bounds of its intervals below it."""
        figures, bounds = summed(tallies).figures(), intervals(tallies)
        self.rows.append(
            {"weights": weights, "corpus": label, "way": way, **figures, "intervals": bounds}
        )
        say(_line(f"{label} {way}".strip(), figures.get) + "\n")
        low = {name: bound[0] for name, bound in bounds.items()}
        high = {name: bound[1] for name, bound in bounds.items()}
        say(f"{_line('  from', low.get)}\n{_line('  to', high.get)}\n")


def _width(title: str, names: Sequence[str]) -> int:
    return max(len(title), 5 * len(names))


def _line(label: str, figure: Callable[[str], float | int | None]) -> str:
    cells = [f"{label:{_LABEL}}"]
    for title, names in COLUMNS:
        values = [figure(name) for name in names]
        text = "/".join("-" if v is None else f"{v:.3f}".lstrip("0") for v in values)
        cells.append(f"{text:>{_width(title, names)}}")
    return "  ".join(cells)


def main() -> None:
    """Score, print, keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path, nargs="?", default=CORPORA)
    parser.add_argument("--seen", action="store_true", help="only the shipped weights")
    parser.add_argument(
        "--ablation", action="store_true", help="only a row for each ingredient, slow"
    )
    parser.add_argument(
        "--encoders", action="store_true", help="fine-tune the encoders of roles too, slow"
    )
    parser.add_argument("--plot", type=Path, help="write the reliability plot (SVG) there")
    parser.add_argument("--docs", type=Path, help="put what is printed between that file's marks")
    options = parser.parse_args()
    if not options.corpora.is_dir():
        sys.exit(f"{options.corpora} is no folder of corpora")
    gazetteer = Gazetteer.open(Settings.from_environment().cache)
    reader = Reader(gazetteer=gazetteer)
    preload()
    paths = sorted(options.corpora.glob("*.jsonl"))
    places = {path.stem: read_corpus(path) for path in paths if path.stem.endswith("_dev")}
    sentences = {path.stem: read_corpus(path) for path in paths if path.stem.endswith("_roles")}
    table = Table()
    record: dict[str, object] = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "data": gazetteer.version,
        "rows": table.rows,
    }
    marked = [gold for part in sentences.values() for gold in part]
    fitting = Fitting(gazetteer, marked, encoders=options.encoders)
    if options.ablation:
        record["ablation"] = ablation(places, fitting, say)
    else:
        if not options.seen:
            record |= unseen(places, reader, fitting, table, options.plot)
            commonest(reader.errors)
            record["encoders"] = options.encoders
            if options.encoders:
                record["roles"] = role_rows(places, sentences, fitting)
        seen(places, sentences, reader, table)
        record["speed"] = speed(places, reader)
    if options.docs is not None:
        marks = ABLATION if options.ablation else FIGURES
        write_docs(options.docs, marks, str(record["commit"]), str(record["data"]))
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")


def unseen(
    places: Mapping[str, tuple[GoldDocument, ...]],
    reader: Reader,
    fitting: Fitting,
    table: Table,
    path: Path | None,
) -> dict[str, object]:
    """The headline, and how far confidence holds on all of it together."""
    pooled = Tally()
    table.heading("Unseen: corpus left out")
    for label, parts in folds(places).items():
        made: dict[str, list[Tally]] = {}
        for fold in parts:
            models = fitting.models(fold)
            # Each document's errors count once: local news is held out twice.
            note = label != LOCAL_NEWS
            for way, tallies in reader.tallies(fold.held, models, note=note).items():
                made.setdefault(way, []).extend(tallies)
        for way, tallies in made.items():
            table.add("unseen", label, way, tallies)
        if label in places:
            pooled = summed([pooled, *made[""]])
    figures = pooled.figures()
    errors = {name: figures[name] for name in ("calibration_error", "calibration_error_all")}
    say(
        f"\nCalibration error, corpora left out: {errors['calibration_error']} of marked names, "
        f"{errors['calibration_error_all']} with what corpora do not mark counted as wrong\n"
    )
    if path is not None:
        title = f"{len(pooled.judged)} marked names, each corpus left out"
        path.write_text(plot(pooled.judged, title), encoding="utf-8")
    return {**errors}


def role_rows(
    places: Mapping[str, tuple[GoldDocument, ...]],
    sentences: Mapping[str, tuple[GoldDocument, ...]],
    fitting: Fitting,
) -> list[Row]:
    """Literal against associative on the marked spans of unseen documents."""
    corpora = {
        name: fitting.role_examples(documents)
        for name, documents in {**places, **sentences}.items()
    }
    corpora = {name: items for name, items in corpora.items() if items}
    everything = Fold(name="", held=(), seen=places)
    lessons = fitting.place_lessons(everything)
    return [
        *say_roles("its other half fitted on too", by_halves(corpora, fitting.names, lessons)),
        *say_roles("fitted on the others alone", by_corpus(corpora, fitting.names, lessons)),
    ]


def say_roles(how: str, judged: Mapping[str, Judged]) -> list[Row]:
    """A line for each corpus: literal against associative, demonyms left out."""
    rows: list[Row] = []
    for name, part in judged.items():
        right = (part.shipped() >= 0) == part.associative
        share, (low, high) = float(right.mean()), share_interval(right.tolist())
        rows.append(
            {"corpus": name, "how": how, "roles": round(share, 4), "intervals": (low, high)}
        )
        say(f"Roles of {name}, {how}: {share:.3f} ({low:.3f} to {high:.3f}), {len(right)} names\n")
    return rows


def seen(
    places: Mapping[str, tuple[GoldDocument, ...]],
    sentences: Mapping[str, tuple[GoldDocument, ...]],
    reader: Reader,
    table: Table,
) -> None:
    """The shipped weights, on the documents that they were fitted on."""
    shipped = Models(finding=fitted(), roles=fitted_roles(), places=shipped_weights())
    table.heading("Shipped weights (seen)")
    for label, documents in places.items():
        for way, tallies in reader.tallies(documents, shipped).items():
            table.add("shipped", label, way, tallies)
    for label, documents in sentences.items():
        tally = score_roles(documents, shipped, reader.gazetteer)
        figures = {
            name: value
            for name, value in tally.figures().items()
            if name in {"documents", "marked", "overlap_recall", "roles"}
        }
        table.rows.append({"weights": "shipped", "corpus": label, "way": "roles", **figures})
        say(_line(label, figures.get) + "\n")


def speed(places: Mapping[str, tuple[GoldDocument, ...]], reader: Reader) -> dict[str, float]:
    """Documents and characters a second, from a document to placed mentions, one thread."""
    shipped = Models(finding=fitted(), roles=fitted_roles(), places=shipped_weights())
    documents = [gold for part in places.values() for gold in part]
    start = time.process_time()
    for gold in documents:
        mentions = shipped.found(gold, reader.gazetteer)
        reader.found(gold.document, mentions, shipped.places)
    seconds = time.process_time() - start
    rates = {
        "documents_per_second": round(len(documents) / seconds, 1),
        "characters_per_second": round(sum(len(g.document.text) for g in documents) / seconds),
    }
    say(
        f"\n{rates['documents_per_second']} documents, {rates['characters_per_second']:,} "
        "characters a second of processor time\n"
    )
    return rates


def commit() -> str:
    """The checked-out commit, with a plus sign when files differ from it."""
    git = ["git", "-C", str(HERE)]
    head = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    changed = subprocess.run([*git, "diff", "--quiet", "HEAD"], capture_output=True)
    return head.stdout.strip() + ("+" if changed.returncode else "")


if __name__ == "__main__":
    main()
