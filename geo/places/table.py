"""The candidates of all names of a document as one table of arrays: one row a candidate.

Rows of one sense lie together. What depends on no belief (distances, who lies in whom) is computed
once; what the passes believe is a probability a row (`Beliefs`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.geodesy import distances_km
from geo.languages.telltales import Telltale, telltales
from geo.model import Document, Entry, Kind, Mention, Named, NameMatch
from geo.places.feed import Feed
from geo.places.namegivers import Namegiver
from geo.places.nearness import Nearness, read_nearness
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
# Larger matrices [N, R] of one kind are made anew each time: that bounds the memory of long texts.
_MOST_KEPT = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where the publisher is at home, as far as its name or address says."""

    country_code: str
    lon: float | None
    lat: float | None
    words: str  # what said so


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Where the rows of a table lie in a matrix of senses by codes, such as countries."""

    shape: tuple[int, int]
    cell: Ints  # [N]: of each row, in the flat matrix
    counted: Floats  # [N]: 1 for rows that count
    coded: Floats  # [N]: 1 for rows that have a code

    @classmethod
    def of(cls, sense: Ints, code: Ints, senses: int, counted: Bools) -> Cells:
        width = max(1, int(code.max(initial=-1)) + 1)
        return cls(
            shape=(senses, width),
            cell=sense * width + np.maximum(code, 0),
            counted=counted.astype(float),
            coded=(code >= 0).astype(float),
        )

    def sums(self, values: Floats) -> Floats:
        """[senses, codes]: the values of the rows that count, summed."""
        size = self.shape[0] * self.shape[1]
        flat = np.zeros(size)
        flat += np.bincount(self.cell, weights=values * self.counted, minlength=size)
        return flat.reshape(self.shape)

    def at(self, matrix: Floats) -> Floats:
        """[N]: of a matrix [senses, codes], what stands at each row's place; 0 without a code."""
        result: Floats = matrix.ravel()[self.cell] * self.coded
        return result


class Table:
    """Candidates of a document, as arrays over rows (N) and over references (R)."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        cues: Sequence[Cues],
        senses: Sequence[Sense],
        home: Home | None = None,
        namegivers: Sequence[Namegiver] = (),
    ) -> None:
        self.document = document
        self.mentions = mentions
        self.cues = cues
        self.senses = senses
        self.home = home
        self.namegivers = namegivers
        self.feed: Feed | None = None
        self._of_kinds: dict[tuple[Kind, ...], Bools] = {}
        self._of_sort: dict[Sort, Bools] = {}
        self._near: dict[tuple[tuple[float, ...], tuple[Kind, ...]], Floats] = {}
        self._around: dict[tuple[tuple[Kind, ...], ...], Floats] = {}
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
        self.country: Ints = numbered([e.country_code for e in entries])
        self.admin1: Ints = numbered(
            [
                f"{e.country_code}.{e.admin1_code}" if e.country_code and e.admin1_code else ""
                for e in entries
            ]
        )
        self.admin2: Ints = numbered(
            [
                f"{e.country_code}.{e.admin1_code}.{e.admin2_code}" if e.admin2_code else ""
                for e in entries
            ]
        )
        self.entry: Ints = numbered([e.id for e in entries])
        # Many mentions of a name say more than one, but less than their number.
        self.sense_weight: Floats = np.sqrt([len(sense.mentions) for sense in senses])
        names = numbered([sense.spelling for sense in senses])
        self.sense_name: Ints = names

    def __len__(self) -> int:
        return len(self.rows)

    def in_feed(self, feed: Feed | None) -> Table:
        """The same in a feed: what was computed of the text is shared."""
        other = copy(self)
        other.feed = feed
        return other

    def is_sort(self, sort: Sort) -> Bools:
        known = self._of_sort.get(sort)
        if known is None:
            known = self.sort == ALL_SORTS.index(sort)
            known.flags.writeable = False  # shared by all who ask
            self._of_sort[sort] = known
        return known

    def is_kind(self, *kinds: Kind) -> Bools:
        known = self._of_kinds.get(kinds)
        if known is None:
            known = np.array([kind in kinds for kind in KINDS])[self.kind]
            known.flags.writeable = False
            self._of_kinds[kinds] = known
        return known

    def in_sense(self, rows: Bools) -> Bools:
        """[N]: the row's sense has one of these rows."""
        senses = np.zeros(len(self.senses), dtype=bool)
        senses[self.sense[rows]] = True
        result: Bools = senses[self.sense]
        return result

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
        top = np.full(len(self.senses), -np.inf)
        np.maximum.at(top, self.sense, score)
        if none is not None:
            top = np.maximum(top, none)
        powers = np.exp(score - top[self.sense])
        total = np.bincount(self.sense, weights=powers, minlength=len(self.senses))
        if none is not None:
            total += np.exp(none - top)
        result: Floats = powers / total[self.sense]
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
        there = self.references
        km = distances_km(self.lon, self.lat, self.lon[there], self.lat[there])
        result: Floats = np.where(np.isnan(km), np.inf, km)
        return result

    def near(self, scales_km: tuple[float, ...], *left_out: Kind) -> Floats:
        """[scales, N, R]: nearness to other names on scales of distance, 0 for kinds left out."""
        known = self._near.get((scales_km, left_out))
        if known is None:
            counted = self.foreign & ~self.is_kind(*left_out)[self.references]
            known = np.stack([np.exp(self.distance_km / -scale) * counted for scale in scales_km])
            if known.size <= _MOST_KEPT:
                self._near[scales_km, left_out] = known
        return known

    @cached_property
    def inside(self) -> Bools:
        """[N, R]: the row's entry lies in the reference's entry (never in itself)."""
        return self.lies_in(np.arange(len(self), dtype=np.int64), self.references)

    def around(self, *kinds: tuple[Kind, ...]) -> Floats:
        """[kinds, N, R]: 1 where a row lies in another name of each of these groups of kinds."""
        known = self._around.get(kinds)
        if known is None:
            inside = self.inside & self.foreign
            wanted = [inside & self.is_kind(*each)[self.references] for each in kinds]
            known = np.stack(wanted).astype(float)
            if known.size <= _MOST_KEPT:
                self._around[kinds] = known
        return known

    @cached_property
    def held(self) -> tuple[Ints, Floats]:
        """Rows large enough to hold others, and [those, R]: 1 where another name lies in one."""
        large = np.flatnonzero(
            self.is_kind(Kind.COUNTRY, Kind.REGION, Kind.DISTRICT, Kind.AREA, Kind.LANDFORM)
        )
        inside = self.lies_in(self.references, large).T
        return large, (inside & self.foreign[large]).astype(float)

    @cached_property
    def reference_senses(self) -> tuple[Ints, Floats]:
        """Where each sense starts among the references, and those senses' weights."""
        senses = self.sense[self.references]
        starts = np.flatnonzero(np.concatenate(([True], senses[1:] != senses[:-1])))
        return starts, self.sense_weight[senses[starts]]

    @cached_property
    def sentence_peers(self) -> tuple[Ints, Ints, Ints, Floats]:
        """The other names in a sense's sentences, as pairs of senses, by the first of the pair.

        Senses that are not alone, where their pairs start, the other senses, and what each counts:
        those of one sense sum to 1.
        """
        by_sentence: dict[int, set[int]] = {}
        for mention, sense in self.sense_of_mention.items():
            by_sentence.setdefault(self.mentions[mention].sentence.start, set()).add(sense)
        names = self.sense_name.tolist()
        counts: dict[int, dict[int, float]] = {}
        seen = [0] * len(names)
        for senses in by_sentence.values():
            for sense in senses if len(senses) > 1 else ():
                others = [other for other in senses if names[other] != names[sense]]
                known = counts.setdefault(sense, {})
                for other in others:
                    known[other] = known.get(other, 0.0) + 1 / len(others)
                seen[sense] += bool(others)
        pairs = [
            (sense, other, count / seen[sense])
            for sense in sorted(counts)
            for other, count in sorted(counts[sense].items())
        ]
        first = np.array([pair[0] for pair in pairs], dtype=np.int64)
        starts = np.flatnonzero(np.concatenate(([True], first[1:] != first[:-1]))[: len(first)])
        return (
            first[starts],
            starts,
            np.array([pair[1] for pair in pairs], dtype=np.int64),
            np.array([pair[2] for pair in pairs], dtype=float),
        )

    @cached_property
    def countries(self) -> Cells:
        """Senses by countries."""
        return Cells.of(self.sense, self.country, len(self.senses), self.country >= 0)

    @cached_property
    def regions(self) -> Cells:
        """Senses by first-order regions; countries lie in none."""
        below = (self.admin1 >= 0) & ~self.is_sort(Sort.COUNTRY)
        return Cells.of(self.sense, self.admin1, len(self.senses), below)

    @cached_property
    def is_shared(self) -> bool:
        """Whether two names of the text have an entry in common."""
        pairs = set(zip(self.entry.tolist(), self.sense_name[self.sense].tolist(), strict=True))
        return len(pairs) > len({entry for entry, _ in pairs})

    @cached_property
    def peers(self) -> list[tuple[int, int, Floats]]:
        """Pairs of senses named in one breath, and a matrix [3, rows of one, rows of the other].

        It says where two candidates are of one sort; of one sort and country; where the first lies
        in the second: by how often the two are named so, as a share of all such pairs of the first.
        """
        found = []
        for index, sense in enumerate(self.senses):
            peers = (peer for mention in sense.mentions for peer in self.cues[mention].peers)
            others = Counter(
                other
                for peer in peers
                if (other := self.sense_of_mention.get(peer)) is not None
                and self.sense_name[other] != self.sense_name[index]
            )
            rows = self.rows_of(index)
            for other, times in others.items():
                part = self.rows_of(other)
                alike = self.sort[rows, None] == self.sort[None, part]
                near = alike & (self.country[rows, None] == self.country[None, part])
                inside = self.lies_in(_numbers(rows), _numbers(part))
                share = times / others.total()
                found.append((index, other, np.stack([alike, near, inside]) * share))
        return found

    @cached_property
    def qualified(self) -> list[tuple[int, int, str, Bools]]:
        """Senses qualified by others: both, the form, and [rows of one, rows of the other].

        The matrix says which candidate of the first lies in which of the second: behind a comma
        perhaps none does, else some.
        """
        found = []
        for index, sense in enumerate(self.senses):
            forms: dict[tuple[int, str], None] = {}
            for mention in sense.mentions:
                cues = self.cues[mention]
                other = (
                    None if cues.qualifier is None else self.sense_of_mention.get(cues.qualifier)
                )
                if other is not None and other != index:
                    forms[other, cues.qualifier_form] = None
            for other, form in forms:
                inside = self.lies_in(_numbers(self.rows_of(index)), _numbers(self.rows_of(other)))
                if form == "comma" or inside.any():
                    found.append((index, other, form, inside))
        return found

    @cached_property
    def below_its_name(self) -> Bools:
        """Towns of which a country or a first-order region bears the name."""
        named_so = [MATCHES.index(NameMatch.MAIN), MATCHES.index(NameMatch.ENGLISH)]
        large = self.is_kind(Kind.COUNTRY, Kind.REGION) & np.isin(self.match, named_so)
        result: Bools = self.in_sense(large) & self.is_sort(Sort.TOWN)
        return result

    @cached_property
    def telltales(self) -> tuple[Telltale, ...]:
        """The words of the text that are used in few places."""
        return telltales(self.document.text) if self.document.language == "en" else ()

    @cached_property
    def nearness(self) -> list[Nearness]:
        """What the text says outright to lie near what, by mentions."""
        return read_nearness(self.document, self.mentions)

    @cached_property
    def said_near(self) -> list[tuple[int, int, bool, Floats, Floats]]:
        """Senses said to lie near others: both, whether the other is a region that borders the
        first, and twice [rows of one, rows of the other].

        The first matrix says how well the distance fits, the second whether it fits at all: 1
        within reach, less by its square beyond.
        """
        reach: dict[tuple[int, int, bool], tuple[float, float]] = {}
        for said in self.nearness:
            sense = self.sense_of_mention.get(said.mention)
            other = self.sense_of_mention.get(said.other)
            if sense is not None and other is not None and sense != other:
                own = said.reach_km, said.farthest_km
                key = sense, other, said.bordering
                reach[key] = min(reach.get(key, own), own)
        found = []
        for (sense, other, bordering), (likely, farthest) in reach.items():
            rows, there = self.rows_of(sense), self.rows_of(other)
            km = distances_km(self.lon[rows], self.lat[rows], self.lon[there], self.lat[there])
            apart = np.maximum(np.where(np.isnan(km), np.inf, km), 1.0)
            fits = [np.minimum(1.0, (most / apart) ** 2) for most in (likely, farthest)]
            if bordering:
                # What lies in a region is less likely said to be at the border with it, but may be:
                # a town on both sides is listed on one.
                fits[0] = fits[0] * ~self.lies_in(_numbers(rows), _numbers(there))
            found.append((sense, other, bordering, fits[0], fits[1]))
        return found

    def lies_in(self, rows: Ints, there: Ints) -> Bools:
        """[rows, there]: the entry of the first lies in the entry of the second."""
        country = self.is_kind(Kind.COUNTRY)
        region, district = self.is_kind(Kind.REGION), self.is_kind(Kind.DISTRICT)
        small = ~(country | region)
        result = _same(self.country, rows, there) & ~country[rows, None] & country[None, there]
        result |= _same(self.admin1, rows, there) & small[rows, None] & region[None, there]
        smaller = small & ~district
        result |= _same(self.admin2, rows, there) & smaller[rows, None] & district[None, there]
        for column in np.flatnonzero(self._wide[there]).tolist():
            result[:, column] |= self._in_area(self.rows[there[column]].entry)[rows]
        result &= self.entry[rows, None] != self.entry[None, there]
        return result

    @cached_property
    def _wide(self) -> Bools:
        """Rows of areas that have members or a box; that a place lies in Europe says too little."""
        result = self.is_kind(Kind.AREA, Kind.LANDFORM).copy()
        for row in np.flatnonzero(result).tolist():
            entry = self.rows[row].entry
            result[row] = entry.feature_code != "CONT" and bool(entry.bbox or entry.area_ids)
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


def numbered(values: Sequence[str]) -> Ints:
    """A number for each distinct text; -1 for the empty text."""
    known: dict[str, int] = {}
    return np.array(
        [known.setdefault(value, len(known)) if value else -1 for value in values], dtype=np.int64
    )


def alike(own: Sequence[str], others: Sequence[str]) -> Bools:
    """[own, others]: the same text, and not the empty one."""
    codes = numbered([*own, *others])
    here, there = codes[: len(own)], codes[len(own) :]
    result: Bools = (here[:, None] == there[None, :]) & (here >= 0)[:, None]
    return result


def _numbers(rows: slice) -> Ints:
    return np.arange(rows.start, rows.stop, dtype=np.int64)


def _same(codes: Ints, rows: Ints, there: Ints) -> Bools:
    here = codes[rows]
    result: Bools = (here[:, None] == codes[there]) & (here >= 0)[:, None]
    return result
