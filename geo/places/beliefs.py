"""What one pass believes: a probability a row, and the sums over the other names made from it."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from geo.model import Kind
from geo.places.table import Floats, Table

_FLATTENED = 0.3  # exponent


class Beliefs:
    """Probabilities of a table's rows, and what the other names of the text say given them.

    "Others" are always the senses of other names: a name never supports itself.
    """

    def __init__(self, table: Table, probability: Floats) -> None:
        self.table = table
        self.probability = probability

    # Countries and regions ----------------------------------------------------------------------

    @cached_property
    def country_mass(self) -> Floats:
        """[senses, countries]: probability of each country in each sense."""
        return self.table.countries.sums(self.probability)

    @cached_property
    def admin1_mass(self) -> Floats:
        """[senses, regions]: probability of each region in each sense."""
        return self.table.regions.sums(self.probability)

    def _share_among_others(self, mass: Floats) -> Floats:
        """[senses, codes]: share of the other names' weight."""
        table = self.table
        weighted = mass * table.sense_weight[:, None]
        weight = np.where(mass.sum(axis=1) > 0.01, table.sense_weight, 0.0)
        names = int(table.sense_name.max(initial=-1)) + 1
        if names == len(table.senses):
            own, own_weight = weighted, weight
        else:
            by_name = np.zeros((names, mass.shape[1]))
            np.add.at(by_name, table.sense_name, weighted)
            own = by_name[table.sense_name]
            own_weight = np.bincount(table.sense_name, weights=weight, minlength=names)
            own_weight = own_weight[table.sense_name]
        others = weighted.sum(axis=0) - own
        rest = weight.sum() - own_weight
        share: Floats = others / np.maximum(rest, 1.0)[:, None]
        return np.minimum(np.maximum(share, 0.0), 1.0)

    @cached_property
    def country_share(self) -> Floats:
        """[N]: share of the other names that lie in the row's country."""
        return self.table.countries.at(self._share_among_others(self.country_mass))

    @cached_property
    def admin1_share(self) -> Floats:
        """[N]: share of the other names below a country that lie in the row's region."""
        return self.table.regions.at(self._share_among_others(self.admin1_mass))

    @cached_property
    def same_sentence(self) -> tuple[Floats, Floats]:
        """[N] twice: how much the names in the same sentences lie in the row's country, region."""
        table = self.table
        return (
            table.countries.at(self._of_peers(self.country_mass)),
            table.regions.at(self._of_peers(self.admin1_mass)),
        )

    def _of_peers(self, mass: Floats) -> Floats:
        """[senses, codes]: the mean of the other names in the same sentences."""
        senses, starts, others, counts = self.table.sentence_peers
        result = np.zeros_like(mass)
        if len(senses):
            result[senses] = np.add.reduceat(mass[others] * counts[:, None], starts, axis=0)
        return result

    # Containment and distance -------------------------------------------------------------------

    @cached_property
    def _reference_probability(self) -> Floats:
        result: Floats = self.probability[self.table.references]
        return result

    def _sum_of_best(self, matrix: Floats) -> Floats:
        """Over the last axis: the largest value of each sense's references, summed by weight."""
        starts, weights = self.table.reference_senses
        result: Floats = np.maximum.reduceat(matrix, starts, axis=-1) @ weights
        return result

    @cached_property
    def possibility(self) -> Floats:
        """[N]: the probability, flattened: 1 for the best of each sense, little less for others.

        Two rare readings that fit each other ("Lebanon" and "Boone County") are a find that their
        small probabilities would hide.
        """
        best = np.zeros(len(self.table.senses))
        np.maximum.at(best, self.table.sense, self.probability)
        relative = self.probability / np.maximum(best[self.table.sense], 1e-9)
        result: Floats = relative**_FLATTENED
        return result

    @cached_property
    def _reference_possibility(self) -> Floats:
        result: Floats = self.possibility[self.table.references]
        return result

    def enclosed_by(self, *kinds: tuple[Kind, ...], possibly: bool = False) -> Floats:
        """[kinds, N]: the probability of the likeliest other name around the row.

        `kinds` are groups of kinds: the name is of one in the group.
        """
        weight = self._reference_possibility if possibly else self._reference_probability
        result: Floats = np.maximum.reduce(self.table.around(*kinds) * weight, axis=2, initial=0.0)
        return result

    @cached_property
    def encloses(self) -> Floats:
        """[N]: how many other names (weighted by probability) lie in the row's entry."""
        result = np.zeros(len(self.table))
        large, matrix = self.table.held
        if len(large):
            result[large] = self._sum_of_best(matrix * self._reference_probability)
        return result

    def support(self, *scales_km: float, areas: bool = False, possibly: bool = False) -> Floats:
        """[scales, N]: how many other names (weighted by probability) are near, by distance.

        All candidates of the other names count, each by its probability; large areas only with
        `areas`, since the distance to their middle says little.
        """
        left_out = (Kind.GROUP,) if areas else (Kind.COUNTRY, Kind.GROUP, Kind.AREA)
        weight = self._reference_possibility if possibly else self._reference_probability
        return self._sum_of_best(self.table.near(scales_km, *left_out) * weight)

    # The first name, other names --------------------------------------------------------------

    @cached_property
    def first(self) -> tuple[Floats, Floats]:
        """[N] twice: the probability that the first name lies in the row's country, region."""
        table = self.table
        others = table.sense_name[table.sense] != table.sense_name[0]
        country = self.country_mass[0][np.maximum(table.country, 0)]
        region = self.admin1_mass[0][np.maximum(table.admin1, 0)]
        return (
            np.where(others & (table.country >= 0), country, 0.0),
            np.where(others & (table.admin1 >= 0), region, 0.0),
        )

    @cached_property
    def otherwise(self) -> Floats:
        """[N]: probability that another name of the text means the row's entry."""
        table = self.table
        if not table.is_shared:
            return np.zeros(len(table))
        names = table.sense_name[table.sense]
        by_entry: dict[int, dict[int, float]] = {}
        for entry, name, probability in zip(
            table.entry.tolist(), names.tolist(), self.probability.tolist(), strict=True
        ):
            known = by_entry.setdefault(entry, {})
            known[name] = max(known.get(name, 0.0), probability)
        return np.array(
            [
                max((p for other, p in by_entry[entry].items() if other != name), default=0.0)
                for entry, name in zip(table.entry.tolist(), names.tolist(), strict=True)
            ]
        )

    @cached_property
    def chosen_elsewhere(self) -> Floats:
        """[N]: 1 where a person chose the row's entry for another mention of the same name."""
        table = self.table
        chosen = {
            (int(table.sense_name[index]), sense.forced)
            for index, sense in enumerate(table.senses)
            if sense.forced is not None
        }
        if not chosen:
            return np.zeros(len(table))
        free = [
            table.senses[sense].forced is None
            and (int(table.sense_name[sense]), named.entry.id) in chosen
            for sense, named in zip(table.sense, table.rows, strict=True)
        ]
        return np.array(free, dtype=float)
