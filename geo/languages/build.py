"""Make the word lists of `data/languages/en/` from their packages.

    python -m geo.languages.build SCOWL_FOLDER NAMES_FOLDER OUT_FOLDER

SCOWL_FOLDER holds `english-words.10` and its like (Debian package scowl, usr/share/dict/scowl);
NAMES_FOLDER holds `dist.all.last` and its like (PyPI package names: United States census of 1990).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_CLASSES = (10, 20, 35, 40, 50)
_WORD = re.compile(r"[a-z]{2,}")
# Share of the population, in per cent, down to which a name is in the first and second class.
_FIRST, _SECOND = 0.05, 0.008
_MOST_SURNAMES = 12_000


def build(scowl: Path, names: Path, out: Path) -> None:
    """Write `words.txt`, `given_names.txt`, `surnames.txt`: one class a line, commonest first."""
    out.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    lines = []
    for size in _CLASSES:
        words: set[str] = set()
        for variety in ("english", "american", "british"):
            path = scowl / f"{variety}-words.{size}"
            words.update(path.read_text(encoding="latin-1").split())
        words = {word for word in words if _WORD.fullmatch(word)} - seen
        seen |= words
        lines.append(" ".join(sorted(words)))
    (out / "words.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    given = _shares(names / "dist.male.first") | _shares(names / "dist.female.first")
    (out / "given_names.txt").write_text(_classes(given), encoding="utf-8")
    surnames = _shares(names / "dist.all.last")
    commonest = dict(sorted(surnames.items(), key=lambda item: -item[1])[:_MOST_SURNAMES])
    (out / "surnames.txt").write_text(_classes(commonest), encoding="utf-8")


def _shares(path: Path) -> dict[str, float]:
    rows = (line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip())
    return {row[0].lower(): float(row[1]) for row in rows}


def _classes(shares: dict[str, float]) -> str:
    classes: tuple[list[str], ...] = ([], [], [])
    for name, share in sorted(shares.items()):
        classes[0 if share >= _FIRST else 1 if share >= _SECOND else 2].append(name)
    return "".join(" ".join(names) + "\n" for names in classes)


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:4]))
