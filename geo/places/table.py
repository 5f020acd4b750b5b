"""The candidates of all names of a document as one table of arrays: one row a candidate.

Rows of one sense lie together. What depends on no belief (distances, who lies in whom) is computed
once; what the passes believe is a probability a row (`Beliefs`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.geodesy import EARTH_RADIUS_M
from geo.model import Document, Entry, Kind, Mention, Named, NameMatch
from geo.places.senses import Sense
from geo.places.wording import SORTS, Cues, Sort

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

KINDS = tuple(Kind)
MATCHES = tuple(NameMatch)
ALL_SORTS = tuple(Sort)
# Most rows that others are compared with: keeps the time linear in the length of very long texts.
MOST_REFERENCES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where the publisher is at home, as far as its name or address says."""

    country_code: str
    lon: float | None
    lat: float | None
    words: str  # what said so


class Table:
    """Candidates of a document, as arrays over rows (N) and over references (R)."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        cues: Sequence[Cues],
        senses: Sequence[Sense],
        home: Home | None = None,
    ) -> None:
        self.document = document
        self.mentions = mentions
        self.cues = cues
        self.senses = senses
        self.home = home
        self._of_kinds: dict[tuple[Kind, ...], Bools] = {}
        self.rows: list[Named] = [named for sense in senses for named in sense.named]
        sizes = [len(sense.named) for sense in senses]
        self.starts: Ints = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.sense: Ints = np.repeat(np.arange(len(senses)), sizes)
        self.sense_of_mention = {
            mention: index for index, sense in enumerate(senses) for mention in sense.mentions
        }
        entries = [named.entry for named in self.rows]
        self.kind: Ints = np.array([KINDS.index(e.kind) for e in entries], dtype=np.int64)
        self.sort: Ints = np.array(
            [ALL_SORTS.index(SORTS[e.kind]) for e in entries], dtype=np.int64
        )
        self.match: Ints = np.array([MATCHES.index(n.match) for n in self.rows], dtype=np.int64)
        self.lon: Floats = np.array(
            [np.nan if e.lon is None else e.lon for e in entries], dtype=float
        )
        self.lat: Floats = np.array(
            [np.nan if e.lat is None else e.lat for e in entries], dtype=float
        )
        # Rounded to steps of one half: a model must not know places by their exact population.
        population = np.array([max(1, e.population) for e in entries], dtype=float)
        self.log_population: Floats = np.round(np.log(population) * 2) / 2
        self.country: Ints = _codes([e.country_code for e in entries])
        self.admin1: Ints = _codes(
            [
                f"{e.country_code}.{e.admin1_code}" if e.country_code and e.admin1_code else ""
                for e in entries
            ]
        )
        self.admin2: Ints = _codes(
            [
                f"{e.country_code}.{e.admin1_code}.{e.admin2_code}" if e.admin2_code else ""
                for e in entries
            ]
        )
        self.entry: Ints = _codes([e.id for e in entries])
        # Many mentions of a name say more than one, but less than their number.
        self.sense_weight: Floats = np.sqrt([len(sense.mentions) for sense in senses])
        names = _codes([sense.name.split("|")[0] for sense in senses])
        self.sense_name: Ints = names

    def __len__(self) -> int:
        return len(self.rows)

    def is_sort(self, sort: Sort) -> Bools:
        result: Bools = self.sort == ALL_SORTS.index(sort)
        return result

    def is_kind(self, *kinds: Kind) -> Bools:
        known = self._of_kinds.get(kinds)
        if known is None:
            known = np.isin(self.kind, [KINDS.index(kind) for kind in kinds])
            known.flags.writeable = False  # shared by all who ask
            self._of_kinds[kinds] = known
        return known

    def rows_of(self, sense: int) -> slice:
        return slice(int(self.starts[sense]), int(self.starts[sense + 1]))

    @cached_property
    def prior(self) -> Floats:
        """A first belief, from population, kind and match alone."""
        by_match = np.array([1.5, 1.5, 0.5, 1.0, -1.5, 1.5])[self.match]
        score = 0.45 * self.log_population + by_match
        score += np.where(self.is_sort(Sort.COUNTRY), 3.0, 0.0)
        score += np.where(self.is_sort(Sort.REGION), 1.0, 0.0)
        forced = np.zeros(len(self))
        for index, sense in enumerate(self.senses):
            if sense.forced:
                part = self.rows_of(index)
                ids = [named.entry.id == sense.forced for named in self.rows[part]]
                forced[part] = np.where(ids, 0.0, -1e9)
        return self.softmax(score + forced)

    def softmax(self, score: Floats, none: Floats | None = None) -> Floats:
        """Probabilities a row; with `none` (one score a sense) they sum to less than 1."""
        result = np.zeros(len(self))
        for index in range(len(self.senses)):
            part = self.rows_of(index)
            values = score[part]
            if not len(values):
                continue
            top = values.max() if none is None else max(values.max(), none[index])
            powers = np.exp(values - top)
            rest = 0.0 if none is None else float(np.exp(none[index] - top))
            result[part] = powers / (powers.sum() + rest)
        return result

    # References: the rows that others are compared with ----------------------------------------

    @cached_property
    def references(self) -> Ints:
        """Indices of rows, by sense; all rows of short texts, the likeliest of long ones."""
        if len(self) <= MOST_REFERENCES:
            return np.arange(len(self), dtype=np.int64)
        weight = self.prior * self.sense_weight[self.sense]
        best = np.argsort(-weight, kind="stable")[:MOST_REFERENCES]
        return np.sort(best).astype(np.int64)

    @cached_property
    def foreign(self) -> Bools:
        """[N, R]: the reference belongs to another name than the row."""
        names = self.sense_name[self.sense]
        result: Bools = names[:, None] != names[self.references][None, :]
        return result

    @cached_property
    def distance_km(self) -> Floats:
        """[N, R]; infinite where a position is unknown."""
        lon, lat = np.radians(self.lon), np.radians(self.lat)
        there = self.references
        h = (
            np.sin((lat[:, None] - lat[None, there]) / 2) ** 2
            + np.cos(lat)[:, None]
            * np.cos(lat)[None, there]
            * np.sin((lon[:, None] - lon[None, there]) / 2) ** 2
        )
        km = 2 * EARTH_RADIUS_M / 1000 * np.arcsin(np.sqrt(np.clip(h, 0, 1)))
        result: Floats = np.nan_to_num(km, nan=np.inf)
        return result

    @cached_property
    def inside(self) -> Bools:
        """[N, R]: the row's entry lies in the reference's entry (never in itself)."""
        return self.lies_in(np.arange(len(self), dtype=np.int64), self.references)

    def lies_in(self, rows: Ints, there: Ints) -> Bools:
        """[rows, there]: the entry of the first lies in the entry of the second."""
        country = self.is_kind(Kind.COUNTRY)
        region, district = self.is_kind(Kind.REGION), self.is_kind(Kind.DISTRICT)
        small = ~(country | region)
        result = _same(self.country, rows, there) & ~country[rows, None] & country[None, there]
        result |= _same(self.admin1, rows, there) & small[rows, None] & region[None, there]
        smaller = small & ~district
        result |= _same(self.admin2, rows, there) & smaller[rows, None] & district[None, there]
        for column, row in enumerate(there):
            entry = self.rows[row].entry
            if entry.feature_code == "CONT" or entry.kind not in (Kind.AREA, Kind.LANDFORM):
                continue  # that a place lies in Europe says too little
            if entry.bbox or entry.area_ids:
                result[:, column] |= self._in_area(entry)[rows]
        result &= self.entry[rows, None] != self.entry[None, there]
        return result

    def _in_area(self, entry: Entry) -> Bools:
        """Rows within an area that has members or only a box."""
        members = set(entry.area_ids)
        if members:
            named = np.array(
                [
                    bool(members.intersection(n.entry.area_ids)) or n.entry.country_code in members
                    for n in self.rows
                ],
                dtype=bool,
            )
            if named.any():
                return named
        if entry.bbox is None:
            return np.zeros(len(self), dtype=bool)
        west, south, east, north = entry.bbox
        across = west > east
        with np.errstate(invalid="ignore"):
            in_lon = (
                (self.lon >= west) | (self.lon <= east)
                if across
                else (self.lon >= west) & (self.lon <= east)
            )
            inside: Bools = in_lon & (self.lat >= south) & (self.lat <= north)
        inside &= ~self.is_kind(Kind.COUNTRY, Kind.GROUP)
        return inside


def _codes(values: Sequence[str]) -> Ints:
    """A number for each distinct text; -1 for the empty text."""
    known: dict[str, int] = {}
    return np.array(
        [known.setdefault(value, len(known)) if value else -1 for value in values], dtype=np.int64
    )


def _same(codes: Ints, rows: Ints, there: Ints) -> Bools:
    result: Bools = (codes[rows, None] == codes[None, there]) & (codes[rows] >= 0)[:, None]
    return result
