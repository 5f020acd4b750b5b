"""Expands the committed Parquet files into what is mapped into memory at run time.

Done once for each version of the data, into the cache folder: the tries of names, the postings
behind each name, and the places as arrays. About 20 s.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import DataMissing
from geo.gazetteer.arrays import StringWriter, write_arrays
from geo.gazetteer.folding import fold
from geo.resources import data_path

# Raise it when the expanded form changes.
FORMAT = 1

NAMES_TRIE = "names.marisa"
EXACT_TRIE = "exact.marisa"
IDS_TRIE = "ids.marisa"

# Spellings that stand for each other; the key of either is made from the other.
_VARIANTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bsaint\b"), "st"),
    (re.compile(r"\bst\b"), "saint"),
    (re.compile(r"\bsainte\b"), "ste"),
    (re.compile(r"\bste\b"), "sainte"),
    (re.compile(r"\bmount\b"), "mt"),
    (re.compile(r"\bmt\b"), "mount"),
    (re.compile(r"\bfort\b"), "ft"),
    (re.compile(r"\bft\b"), "fort"),
)


def data_version() -> str:
    """Hash of the committed data, as the build wrote it down."""
    with data_path("sources.toml").open("rb") as file:
        return str(tomllib.load(file)["version"])


def expanded(cache: Path) -> Path:
    """The folder of the expanded gazetteer; makes it first where needed.

    Several processes may ask at once: one expands, the others wait, and none sees half a folder.
    Raises `DataMissing` when the data or the cache folder cannot be used.
    """
    target = cache / f"gazetteer-{data_version()}-{FORMAT}"
    if target.is_dir():
        return target
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with _lock(cache / "gazetteer.lock"):
            if not target.is_dir():
                _expand_into(target)
    except OSError as error:
        raise DataMissing(
            "The gazetteer cannot be expanded into {folder}: {cause}.",
            value=str(cache),
            hint="Set DATELINE_CACHE to a folder with 250 MB of space that may be written to.",
            folder=str(cache),
            cause=str(error),
        ) from error
    return target


def _expand_into(target: Path) -> None:
    sys.stderr.write(f"Expanding the gazetteer into {target.parent} (once, about 20 seconds) …\n")
    sys.stderr.flush()
    temporary = Path(tempfile.mkdtemp(prefix="gazetteer-", dir=target.parent))
    try:
        _expand_apart(temporary)
        # Rename is atomic; it fails when a process without the lock was faster.
        with contextlib.suppress(FileExistsError):
            temporary.chmod(0o755)
            temporary.rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _expand_apart(folder: Path) -> None:
    """Expand in a process of its own: it takes 900 MB, which a server should not keep."""
    package = Path(__file__).resolve().parents[2]
    path = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        (sys.executable, "-m", "geo.gazetteer.expansion", str(folder)),
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise OSError(last)


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        try:
            import fcntl
        except ImportError:  # Windows: the rename alone keeps the folder whole
            yield
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _expand(folder: Path) -> None:
    import pyarrow.parquet as pq

    places = pq.read_table(data_path("places.parquet"))
    names = pq.read_table(data_path("names.parquet"))
    strings = StringWriter()
    arrays = _places(places, strings, folder)
    arrays |= _postings(names, arrays, strings, folder)
    arrays |= _labels(names, len(places), strings)
    arrays["string_starts"] = strings.write(folder)
    write_arrays(folder, arrays)


def _column(table: Any, name: str, empty: float = 0) -> NDArray[Any]:
    column = table[name]
    if column.null_count:
        column = column.fill_null(empty)
    return np.asarray(column.to_numpy())


def _places(table: Any, strings: StringWriter, folder: Path) -> dict[str, NDArray[Any]]:
    import marisa_trie

    from geo.gazetteer.transport import SCALE

    arrays: dict[str, NDArray[Any]] = {}
    for name in ("lon", "lat", "west", "south", "east", "north"):
        values = table[name].cast("float64").to_numpy(zero_copy_only=False)
        arrays[name] = (values / SCALE).astype(np.float64)
    arrays["geonameid"] = _column(table, "geonameid", -1).astype(np.int32)
    arrays["kind"] = _column(table, "kind").astype(np.uint8)
    arrays["population"] = _column(table, "population").astype(np.int64)
    arrays["prominence"] = _column(table, "prominence").astype(np.float32)
    arrays["radius_km"] = (
        table["radius_km"].cast("float32").to_numpy(zero_copy_only=False).astype(np.float32)
    )
    texts = {
        name: table[name].to_pylist()
        for name in (
            "id", "name", "feature_code", "country_code", "admin1_code", "admin2_code",
            "area_ids", "wikidata", "source",
        )
    }  # fmt: skip
    for name, values in texts.items():
        arrays[f"{name}_text"] = strings.add_all(values)
    own_ids = [(text, number) for number, text in enumerate(texts["id"]) if text]
    trie = marisa_trie.Trie([text for text, _ in own_ids])
    trie.save(str(folder / IDS_TRIE))
    own = np.zeros(len(own_ids), dtype=np.uint32)
    for text, number in own_ids:
        own[trie.key_id(text)] = number
    arrays["own_id_places"] = own
    order = np.argsort(arrays["geonameid"], kind="stable").astype(np.uint32)
    arrays["geonameid_order"] = order[arrays["geonameid"][order] >= 0]
    arrays["geonameid_sorted"] = arrays["geonameid"][arrays["geonameid_order"]]
    return arrays | _parents(texts)


def _parents(texts: dict[str, list[str]]) -> dict[str, NDArray[np.int32]]:
    """For each place, the number of its country, admin 1 and admin 2; -1 if none."""
    countries: dict[str, int] = {}
    regions: dict[tuple[str, str], int] = {}
    districts: dict[tuple[str, str, str], int] = {}
    keys = list(
        zip(
            texts["feature_code"],
            texts["country_code"],
            texts["admin1_code"],
            texts["admin2_code"],
            strict=True,
        )
    )
    for number, (code, country, admin1, admin2) in enumerate(keys):
        if code in {"PCLI", "PCLD"}:
            countries.setdefault(country, number)
        elif code == "ADM1":
            regions.setdefault((country, admin1), number)
        elif code == "ADM2":
            districts.setdefault((country, admin1, admin2), number)
    found = np.full((3, len(keys)), -1, dtype=np.int32)
    for number, (code, country, admin1, admin2) in enumerate(keys):
        is_country = code in {"PCLI", "PCLD"}
        found[0, number] = -1 if is_country else countries.get(country, -1)
        if admin1 and code != "ADM1":
            found[1, number] = regions.get((country, admin1), -1)
        if admin2 and code not in {"ADM1", "ADM2"}:
            found[2, number] = districts.get((country, admin1, admin2), -1)
    return {"country_place": found[0], "admin1_place": found[1], "admin2_place": found[2]}


def _postings(
    names: Any, places: dict[str, NDArray[Any]], strings: StringWriter, folder: Path
) -> dict[str, NDArray[Any]]:
    """The tries of names, and for each key its places, best first."""
    import marisa_trie

    from geo.gazetteer.prominence import DEMOTION, MATCH_PENALTIES
    from geo.gazetteer.transport import MATCHES

    texts = names["name"].to_pylist()
    is_exact = names["exact"].to_pylist()
    folded: list[str] = []
    folded_lines: list[int] = []
    exact_lines: list[int] = []
    for number, (name, exact) in enumerate(zip(texts, is_exact, strict=True)):
        if exact:
            exact_lines.append(number)
            continue
        for spelling in _keys(name):
            folded.append(spelling)
            folded_lines.append(number)
    trie = marisa_trie.Trie(folded)
    trie.save(str(folder / NAMES_TRIE))
    exact_trie = marisa_trie.Trie([texts[number] for number in exact_lines])
    exact_trie.save(str(folder / EXACT_TRIE))
    keys = [trie.key_id(spelling) for spelling in folded]
    keys += [len(trie) + exact_trie.key_id(texts[number]) for number in exact_lines]
    key = np.array(keys, dtype=np.uint32)
    line = np.array(folded_lines + exact_lines, dtype=np.uint32)
    place = _column(names, "place").astype(np.uint32)[line]
    match = _column(names, "match").astype(np.uint8)[line]
    demotion = _column(names, "demotion").astype(np.float32)[line]
    after_comma = np.asarray(names["after_comma"].to_numpy())[line].astype(np.uint8)
    text = strings.add_all(texts)[line]
    penalty = np.array([MATCH_PENALTIES[m] for m in MATCHES], dtype=np.float32)
    score = places["prominence"][place] - penalty[match] - DEMOTION * demotion
    order = np.lexsort((place, -score, key))
    key, place, match, text = key[order], place[order], match[order], text[order]
    score, after_comma = score[order], after_comma[order]
    kept = _firsts(key, place)
    key, place, match, text = key[kept], place[kept], match[kept], text[kept]
    score, after_comma = score[kept], after_comma[kept]
    count = len(trie) + len(exact_trie)
    starts = np.searchsorted(key, np.arange(count + 1)).astype(np.uint32)
    first = starts[:-1]
    log_population = np.log(places["population"][place] + 1.0).astype(np.float32)
    kinds = (1 << places["kind"][place].astype(np.uint16)).astype(np.uint16)
    return {
        "key_starts": starts,
        "posting_place": place.astype(np.uint32),
        "posting_match": match,
        "posting_text": text,
        "posting_score": score.astype(np.float32),
        "key_after_comma": np.minimum.reduceat(after_comma, first),
        "key_log_population": np.maximum.reduceat(log_population, first),
        "key_kinds": np.bitwise_or.reduceat(kinds, first),
        "key_match": np.minimum.reduceat(match, first),
        "key_score": np.maximum.reduceat(score, first).astype(np.float32),
    }


def _keys(text: str) -> set[str]:
    key = fold(text)
    keys = {key}
    for pattern, other in _VARIANTS:
        if pattern.search(key):
            keys.add(pattern.sub(other, key))
    keys.discard("")
    return keys


def _firsts(key: NDArray[np.uint32], place: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which lines are the first of their key and place; keys are sorted, places are not."""
    pair = key.astype(np.uint64) << np.uint64(32) | place.astype(np.uint64)
    _, first = np.unique(pair, return_index=True)
    kept = np.zeros(len(pair), dtype=np.bool_)
    kept[first] = True
    return kept


def _labels(names: Any, places: int, strings: StringWriter) -> dict[str, NDArray[Any]]:
    """For each place, its names by language."""
    language = names["language"].to_pylist()
    tagged = [line for line, tag in enumerate(language) if tag]
    place = _column(names, "place").astype(np.uint32)[tagged]
    texts = names["name"].take(tagged).to_pylist()
    return {
        "label_starts": np.searchsorted(place, np.arange(places + 1)).astype(np.uint32),
        "label_language": strings.add_all(language[line] for line in tagged),
        "label_text": strings.add_all(texts),
    }


if __name__ == "__main__":
    _expand(Path(sys.argv[1]))
