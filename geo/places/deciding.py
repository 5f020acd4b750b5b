"""From a ranking to a decision: which candidate a sense is taken for, and whether to check it."""

from __future__ import annotations

from dataclasses import dataclass

from geo.geodesy import distance_m
from geo.model import Entry, Review
from geo.places.ranker import Ranking
from geo.places.table import Table

MOST_SHOWN = 8
_LEAST_SHOWN = 0.004  # probability
_NONE_IS_LIKELY = 0.5
_ABSTAIN = 0.8  # probability of "none of these" from which no place is chosen
_ONE_PLACE_M = 50_000.0  # a town and the district around it need no checking
_CLOSE = 0.5  # share of the best candidate's probability that makes the second one close


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one sense was resolved to."""

    rows: tuple[int, ...]  # of the ranking's table: the candidates worth showing, best first
    rival: int | None  # the row of the second best, worth showing or not
    entry: Entry | None  # what it is taken for; None: none of these
    probability: float  # of the best candidate, as the model gives it
    review: Review | None


def decide(ranking: Ranking, sense: int) -> Decision:
    """Rank the candidates of a sense and take one, or none."""
    table = ranking.table
    part = table.rows_of(sense)
    probability = ranking.probability[part].tolist()
    order = sorted(
        range(len(probability)),
        key=lambda place: (-probability[place], table.rows[part.start + place].entry.id),
    )
    if not order:
        return Decision(rows=(), rival=None, entry=None, probability=0.0, review=Review.NONE)
    first = probability[order[0]]
    second = probability[order[1]] if len(order) > 1 else 0.0
    none = float(ranking.none[sense])
    review = None
    if table.senses[sense].forced is None:
        if none >= _NONE_IS_LIKELY:
            review = Review.NONE
        elif second >= _CLOSE * first and not _at_one_place(
            table, part.start + order[0], part.start + order[1]
        ):
            review = Review.CLOSE
    return Decision(
        rows=tuple(
            part.start + row
            for place, row in enumerate(order[:MOST_SHOWN])
            if place == 0 or probability[row] >= _LEAST_SHOWN
        ),
        rival=part.start + order[1] if len(order) > 1 else None,
        entry=None if none >= _ABSTAIN else table.rows[part.start + order[0]].entry,
        probability=first,
        review=review,
    )


def _at_one_place(table: Table, one: int, other: int) -> bool:
    lon, lat = table.lon, table.lat
    return distance_m(lon[one], lat[one], lon[other], lat[other]) <= _ONE_PLACE_M
