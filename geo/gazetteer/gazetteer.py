"""The gazetteer at run time: names to entries, entries to names and parents."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import marisa_trie
import numpy as np

from geo.errors import UnknownEntry
from geo.gazetteer.arrays import Strings, map_arrays
from geo.gazetteer.descriptions import Naming
from geo.gazetteer.expansion import EXACT_TRIE, IDS_TRIE, NAMES_TRIE, data_version, expanded
from geo.gazetteer.folding import fold
from geo.gazetteer.scanning import Hit, Skip, exact_hits, folded_hits, is_after_comma
from geo.model import BBox, Entry, Kind, Named, NameMatch

_COUNTRY_CODES = frozenset({"PCLI", "PCLD"})
_KINDS = tuple(Kind)
_MATCHES = tuple(NameMatch)

# A prefix shorter than this has too many names to look at all of them.
_SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NameStatistics:
    """What can be said about a name without building its entries."""

    candidates: int
    log_population: float  # ln(population + 1) of the largest candidate
    kinds: frozenset[Kind]
    match: NameMatch  # the best among the candidates
    prominence: float  # of the best candidate under this name, on the scale of ln(population)


class Gazetteer:
    """All entries and their names, mapped into memory. Safe to share between threads."""

    def __init__(self, folder: Path, version: str) -> None:
        """Use `open` instead; `folder` is an expanded gazetteer."""
        self.version = version
        self._arrays = arrays = map_arrays(folder)
        self._strings = Strings(folder, arrays["string_starts"])
        self._names = marisa_trie.Trie().mmap(str(folder / NAMES_TRIE))
        self._exact = marisa_trie.Trie().mmap(str(folder / EXACT_TRIE))
        self._ids = marisa_trie.Trie().mmap(str(folder / IDS_TRIE))
        self._first_exact_key = len(self._names)
        self._starts = arrays["key_starts"]
        # One value of a memory view is an int or a float of Python's own: several times faster.
        self._cells = {name: array.data for name, array in arrays.items()}
        self._entry = lru_cache(maxsize=8_000)(self._build_entry)
        # Codes of countries, areas and kinds: few strings that very many entries share.
        self._code = lru_cache(maxsize=4_000)(self._strings.__getitem__)
        self._countries = lru_cache(maxsize=1)(self._find_countries)

    @classmethod
    def open(cls, cache: Path) -> Gazetteer:
        """Open the gazetteer, expanding the committed data into `cache` on first use.

        Raises `DataMissing` when the installation lacks its data or the folder cannot be written.
        """
        return cls(expanded(cache), data_version())

    # Names -> entries ----------------------------------------------------------------------------

    def named(self, name: str) -> tuple[Named, ...]:
        """The entries under a name, best first.

        Case, accents, apostrophes and hyphens do not count, except for abbreviations and acronyms,
        which match in their very spelling. The order weighs the kind of name (main, English, …),
        the population, and what news usually means.
        """
        keys = []
        if name in self._exact:
            keys.append(self._first_exact_key + self._exact.key_id(name))
        folded = fold(name)
        if folded in self._names:
            keys.append(self._names.key_id(folded))
        return self._named(keys)

    def scan(self, text: str, *, skip: Skip | None = None) -> list[Hit]:
        """Every name in the text that starts and ends at word boundaries, nested ones included.

        Offsets are code points of `text`; hits are in order of start, then end. Case does not count
        (the caller filters by it), except for abbreviations and acronyms. `skip` spares the words
        with which the caller wants no name to begin.
        """
        hits = list(folded_hits(text, self._names, skip))
        after_comma = self._cells["key_after_comma"]
        hits += (
            hit
            for hit in exact_hits(text, self._exact, self._first_exact_key)
            if not after_comma[hit.key] or is_after_comma(text, hit.start)
        )
        hits.sort()
        return hits

    def named_by_key(self, key: int) -> tuple[Named, ...]:
        """The entries of a `Hit`, best first."""
        return self._named([key])

    def statistics(self, key: int) -> NameStatistics:
        """Figures about the entries of a `Hit`, without building them."""
        arrays = self._arrays
        kinds = int(arrays["key_kinds"][key])
        return NameStatistics(
            candidates=int(self._starts[key + 1]) - int(self._starts[key]),
            log_population=float(arrays["key_log_population"][key]),
            kinds=frozenset(kind for bit, kind in enumerate(_KINDS) if kinds >> bit & 1),
            match=_MATCHES[arrays["key_match"][key]],
            prominence=float(arrays["key_score"][key]),
        )

    def prominence(self, key: int) -> float:
        """How likely the best entry of a `Hit` is meant, on the scale of ln(population)."""
        return float(self._cells["key_score"][key])

    def search(self, query: str, *, limit: int = 10, language: str = "en") -> tuple[Entry, ...]:
        """Entries for a search box: exact names first, then names that start with the query.

        "Pokrovsk, Donetsk" asks for a Pokrovsk in something called Donetsk. Names in `language`
        come before those in others.
        """
        name, _, inside = query.partition(",")
        ranked = self._ranked(fold(name), name.strip(), language)
        if inside.strip():
            ranked = (entry for entry in ranked if self._lies_in(entry, fold(inside)))
        found: list[Entry] = []
        for entry in ranked:
            found.append(entry)
            if len(found) >= limit:
                break
        return tuple(found)

    # Entries -------------------------------------------------------------------------------------

    def entry(self, entry_id: str) -> Entry:
        """The entry of an id. Raises `UnknownEntry`."""
        return self._entry(self._number(entry_id))

    def names(self, entry_id: str) -> Mapping[str, str]:
        """The entry's names by BCP 47 language, as far as they are known. Raises `UnknownEntry`."""
        number = self._number(entry_id)
        arrays = self._arrays
        start, end = (int(i) for i in arrays["label_starts"][number : number + 2])
        return {
            self._strings[arrays["label_language"][i]]: self._strings[arrays["label_text"][i]]
            for i in range(start, end)
        }

    def parents(self, entry: Entry) -> tuple[Entry, ...]:
        """What the entry lies in, smallest first: admin 2, admin 1, country, as far as known."""
        number = self._number(entry.id)
        numbers = (
            int(self._arrays[name][number])
            for name in ("admin2_place", "admin1_place", "country_place")
        )
        return tuple(self._entry(parent) for parent in numbers if parent >= 0)

    def naming(self, language: str) -> Naming:
        """What entries are called in a language (BCP 47), and what they are in its words."""
        return Naming(self, language)

    def describe(self, entry: Entry) -> str:
        """What the entry is, in English: "town in Donetsk Oblast, Ukraine", "sea"."""
        return self.naming("en").describe(entry)

    def country(self, code: str) -> Entry | None:
        """The country or territory of an ISO 3166-1 alpha-2 code."""
        number = self._countries().get(code.upper())
        return None if number is None else self._entry(number)

    def entries(self, kind: Kind | None = None) -> Iterator[Entry]:
        """All entries, or those of one kind, most prominent first."""
        kinds = self._arrays["kind"]
        numbers = range(len(kinds)) if kind is None else np.flatnonzero(kinds == _KINDS.index(kind))
        return (self._build_entry(int(number)) for number in numbers)

    def __len__(self) -> int:
        return len(self._arrays["kind"])

    # Inside --------------------------------------------------------------------------------------

    def _named(self, keys: Iterable[int]) -> tuple[Named, ...]:
        cells = self._cells
        starts, scores = cells["key_starts"], cells["posting_score"]
        places, matches = cells["posting_place"], cells["posting_match"]
        texts = cells["posting_text"]
        postings = [posting for key in keys for posting in range(starts[key], starts[key + 1])]
        if len(postings) > 1:
            postings.sort(key=lambda posting: -scores[posting])
        found: dict[int, Named] = {}
        for posting in postings:
            number = places[posting]
            if number not in found:
                found[number] = Named(
                    entry=self._entry(number),
                    match=_MATCHES[matches[posting]],
                    name=self._strings[texts[posting]],
                )
        return tuple(found.values())

    def _ranked(self, key: str, surface: str, language: str) -> Iterator[Entry]:
        seen: set[str] = set()
        for named in self.named(surface):
            if named.match is not NameMatch.DEMONYM:
                seen.add(named.entry.id)
                yield named.entry
        if len(key) < _SHORTEST_PREFIX:
            return
        keys = np.fromiter((number for _, number in self._names.iteritems(key)), dtype=np.int64)
        scores = self._arrays["key_score"][keys] if len(keys) else np.zeros(0)
        best = keys[np.argsort(-scores, kind="stable")[:200]]
        matches = [
            named
            for number in best.tolist()
            for named in self._named([number])[:3]
            if named.match is not NameMatch.DEMONYM
        ]
        # A stable sort: names of the reader's language first, otherwise as ranked.
        matches.sort(key=lambda named: not self._is_in(named, language))
        for named in matches:
            if named.entry.id not in seen:
                seen.add(named.entry.id)
                yield named.entry

    def _is_in(self, named: Named, language: str) -> bool:
        if language == "en" or named.match is NameMatch.MAIN:
            return named.match in {NameMatch.MAIN, NameMatch.ENGLISH}
        return fold(self.names(named.entry.id).get(language, "")) == fold(named.name)

    def _lies_in(self, entry: Entry, inside: str) -> bool:
        return any(
            fold(name).startswith(inside)
            for parent in self.parents(entry)
            for name in (parent.name, parent.country_code, *self.names(parent.id).values())
        )

    def _number(self, entry_id: str) -> int:
        scheme, _, key = entry_id.partition(":")
        number = -1
        if scheme == "geonames" and key.isascii() and key.isdigit() and len(key) < 10:
            ids = self._arrays["geonameid_sorted"]
            at = int(np.searchsorted(ids, int(key)))
            if at < len(ids) and int(ids[at]) == int(key):
                number = int(self._arrays["geonameid_order"][at])
        elif entry_id in self._ids:
            number = int(self._arrays["own_id_places"][self._ids.key_id(entry_id)])
        if number < 0:
            raise UnknownEntry(
                "The gazetteer has no entry {id}.",
                value=entry_id,
                hint="Ids look like geonames:706483; search for names to find them.",
                id=repr(entry_id),
            )
        return number

    def _find_countries(self) -> dict[str, int]:
        arrays = self._arrays
        numbers = np.flatnonzero(arrays["kind"] == _KINDS.index(Kind.COUNTRY)).tolist()
        # Breakaway and former states have the code of the country they belong to.
        return {
            self._strings[arrays["country_code_text"][number]]: number
            for number in numbers
            if self._strings[arrays["feature_code_text"][number]] in _COUNTRY_CODES
        }

    def _build_entry(self, number: int) -> Entry:
        cells, strings, code = self._cells, self._strings, self._code
        geonameid = cells["geonameid"][number]
        area_ids = cells["area_ids_text"][number]
        return Entry(
            id=strings[cells["id_text"][number]] or f"geonames:{geonameid}",
            name=strings[cells["name_text"][number]],
            kind=_KINDS[cells["kind"][number]],
            lon=_optional(cells["lon"][number]),
            lat=_optional(cells["lat"][number]),
            feature_code=code(cells["feature_code_text"][number]),
            country_code=code(cells["country_code_text"][number]),
            admin1_code=code(cells["admin1_code_text"][number]),
            admin2_code=code(cells["admin2_code_text"][number]),
            population=cells["population"][number],
            bbox=self._bbox(number),
            radius_km=_optional(cells["radius_km"][number], digits=1),
            area_ids=tuple(strings[area_ids].split()) if area_ids else (),
            geonameid=geonameid if geonameid >= 0 else None,
            wikidata=strings[cells["wikidata_text"][number]] or None,
            source=code(cells["source_text"][number]),
        )

    def _bbox(self, number: int) -> BBox | None:
        cells = self._cells
        if math.isnan(cells["west"][number]):
            return None  # most entries, seen at once
        west, south, east, north = (
            _optional(cells[side][number]) for side in ("west", "south", "east", "north")
        )
        if west is None or south is None or east is None or north is None:
            return None
        return west, south, east, north


def _optional(value: float, digits: int = 5) -> float | None:
    return None if math.isnan(value) else round(value, digits)
