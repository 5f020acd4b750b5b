"""What one pass believes: a probability a row, and the sums over the other names made from it."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from geo.model import Kind
from geo.places.table import Bools, Floats, Table
from geo.places.wording import Sort

_FLATTENED = 0.3  # exponent


class Beliefs:
    """Probabilities of a table's rows, and what the other names of the text say given them.

    "Others" are always the senses of other names: a name never supports itself.
    """

    def __init__(self, table: Table, probability: Floats) -> None:
        self.table = table
        self.probability = probability

    # Countries and regions ----------------------------------------------------------------------

    def _mass(self, codes: np.ndarray[tuple[int], np.dtype[np.int64]], rows: Bools) -> Floats:
        """[senses, codes]: probability of each code in each sense."""
        senses = len(self.table.senses)
        width = int(codes.max(initial=-1)) + 1
        mass = np.zeros((senses, max(1, width)))
        known = (codes >= 0) & rows
        np.add.at(mass, (self.table.sense[known], codes[known]), self.probability[known])
        return mass

    @cached_property
    def country_mass(self) -> Floats:
        return self._mass(self.table.country, np.ones(len(self.table), dtype=bool))

    @cached_property
    def admin1_mass(self) -> Floats:
        return self._mass(self.table.admin1, ~self.table.is_sort(Sort.COUNTRY))

    def _share_among_others(self, mass: Floats) -> Floats:
        """[senses, codes]: share of the other names' weight."""
        table = self.table
        weighted = mass * table.sense_weight[:, None]
        names = int(table.sense_name.max(initial=-1)) + 1
        own = np.zeros((names, mass.shape[1]))
        np.add.at(own, table.sense_name, weighted)
        weight = np.where(mass.sum(axis=1) > 0.01, table.sense_weight, 0.0)
        own_weight = np.bincount(table.sense_name, weights=weight, minlength=names)
        others = weighted.sum(axis=0)[None, :] - own[table.sense_name]
        rest = weight.sum() - own_weight[table.sense_name]
        share: Floats = others / np.maximum(rest, 1.0)[:, None]
        return np.clip(share, 0.0, 1.0)

    @cached_property
    def country_share(self) -> Floats:
        """[N]: share of the other names that lie in the row's country."""
        return self._at(self._share_among_others(self.country_mass), self.table.country)

    @cached_property
    def admin1_share(self) -> Floats:
        """[N]: share of the other names below a country that lie in the row's region."""
        return self._at(self._share_among_others(self.admin1_mass), self.table.admin1)

    def _at(self, by_sense: Floats, codes: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
        values = by_sense[self.table.sense, np.maximum(codes, 0)]
        result: Floats = np.where(codes >= 0, values, 0.0)
        return result

    @cached_property
    def same_sentence(self) -> tuple[Floats, Floats]:
        """[N] twice: how much the names in the same sentences lie in the row's country, region."""
        table = self.table
        countries = np.zeros_like(self.country_mass)
        regions = np.zeros_like(self.admin1_mass)
        seen = np.zeros(len(table.senses))
        by_sentence: dict[int, list[int]] = {}
        for index in table.sense_of_mention:
            by_sentence.setdefault(table.mentions[index].sentence.start, []).append(index)
        for together in by_sentence.values():
            senses = sorted({table.sense_of_mention[index] for index in together})
            for sense in senses:
                others = [t for t in senses if table.sense_name[t] != table.sense_name[sense]]
                if others:
                    seen[sense] += 1
                    countries[sense] += self.country_mass[others].mean(axis=0)
                    regions[sense] += self.admin1_mass[others].mean(axis=0)
        scale = np.maximum(seen, 1.0)[:, None]
        return (
            self._at(countries / scale, table.country),
            self._at(regions / scale, table.admin1),
        )

    # Containment and distance -------------------------------------------------------------------

    @cached_property
    def _reference_probability(self) -> Floats:
        result: Floats = self.probability[self.table.references]
        return result

    @cached_property
    def _reference_starts(self) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Floats]:
        """Where each sense starts among the references, and those senses' weights."""
        senses = self.table.sense[self.table.references]
        starts = np.flatnonzero(np.concatenate(([True], senses[1:] != senses[:-1])))
        return starts, self.table.sense_weight[senses[starts]]

    def _best_by_sense(self, matrix: Floats) -> Floats:
        """[N, senses]: the largest value among each sense's references."""
        starts, _ = self._reference_starts
        result: Floats = np.maximum.reduceat(matrix, starts, axis=1)
        return result

    @cached_property
    def _reference_possibility(self) -> Floats:
        """[R]: the probability, flattened: 1 for the best of each sense, little less for others.

        Two rare readings that fit each other ("Lebanon" and "Boone County") are a find that their
        small probabilities would hide.
        """
        best = np.zeros(len(self.table.senses))
        np.maximum.at(best, self.table.sense, self.probability)
        relative = self.probability / np.maximum(best[self.table.sense], 1e-9)
        result: Floats = (relative**_FLATTENED)[self.table.references]
        return result

    def enclosed_by(self, kinds: tuple[Kind, ...], *, possibly: bool = False) -> Floats:
        """[N]: the probability of the likeliest other name of these kinds around the row."""
        table = self.table
        weight = self._reference_possibility if possibly else self._reference_probability
        wanted = table.is_kind(*kinds)[table.references]
        matrix = table.inside & table.foreign & wanted[None, :]
        if not matrix.any():
            return np.zeros(len(table))
        result: Floats = (matrix * weight[None, :]).max(axis=1)
        return result

    @cached_property
    def encloses(self) -> Floats:
        """[N]: how many other names (weighted by probability) lie in the row's entry."""
        table = self.table
        if not len(table):
            return np.zeros(0)
        large = np.flatnonzero(
            table.is_kind(Kind.COUNTRY, Kind.REGION, Kind.DISTRICT, Kind.AREA, Kind.LANDFORM)
        )
        result = np.zeros(len(table))
        if len(large):
            there = table.references
            inside = table.lies_in(there, large.astype(np.int64)).T  # [large, R]
            matrix = inside & table.foreign[large]
            best = self._best_by_sense(matrix * self._reference_probability[None, :])
            result[large] = best @ self._reference_starts[1]
        return result

    def support(self, scale_km: float, *, areas: bool = False, possibly: bool = False) -> Floats:
        """[N]: how many other names (weighted by probability) are near, on a scale of distance.

        All candidates of the other names count, each by its probability; large areas only with
        `areas`, since the distance to their middle says little.
        """
        table = self.table
        if not len(table):
            return np.zeros(0)
        left_out = (Kind.GROUP,) if areas else (Kind.COUNTRY, Kind.GROUP, Kind.AREA)
        counted = ~table.is_kind(*left_out)[table.references]
        near = np.exp(-table.distance_km / scale_km) * (table.foreign & counted[None, :])
        weight = self._reference_possibility if possibly else self._reference_probability
        best = self._best_by_sense(near * weight[None, :])
        result: Floats = best @ self._reference_starts[1]
        return result

    # The first name, other names --------------------------------------------------------------

    @cached_property
    def first(self) -> tuple[Floats, Floats]:
        """[N] twice: the probability that the first name lies in the row's country, region."""
        table = self.table
        others = table.sense_name[table.sense] != table.sense_name[0]
        country = self._at(
            np.repeat(self.country_mass[:1], len(table.senses), axis=0), table.country
        )
        region = self._at(np.repeat(self.admin1_mass[:1], len(table.senses), axis=0), table.admin1)
        return np.where(others, country, 0.0), np.where(others, region, 0.0)

    @cached_property
    def otherwise(self) -> Floats:
        """[N]: probability that another name of the text means the row's entry."""
        table = self.table
        entries = int(table.entry.max(initial=-1)) + 1
        by_name = np.zeros((entries, 2))  # the two largest, of different names
        owner = np.full(entries, -1)
        for row in np.argsort(-self.probability, kind="stable"):
            entry, name = table.entry[row], table.sense_name[table.sense[row]]
            if owner[entry] == -1:
                owner[entry] = name
                by_name[entry, 0] = self.probability[row]
            elif owner[entry] != name and by_name[entry, 1] == 0.0:
                by_name[entry, 1] = self.probability[row]
        own = owner[table.entry] == table.sense_name[table.sense]
        result: Floats = np.where(own, by_name[table.entry, 1], by_name[table.entry, 0])
        return result

    @cached_property
    def chosen_elsewhere(self) -> Floats:
        """[N]: 1 where a person chose the row's entry for another mention of the same name."""
        table = self.table
        chosen = {
            (int(table.sense_name[index]), sense.forced)
            for index, sense in enumerate(table.senses)
            if sense.forced is not None
        }
        free = [
            table.senses[sense].forced is None
            and (int(table.sense_name[sense]), named.entry.id) in chosen
            for sense, named in zip(table.sense, table.rows, strict=True)
        ]
        return np.array(free, dtype=float)
