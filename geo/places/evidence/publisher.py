"""Evidence in what is known of the publisher: its home, and its other articles."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from geo.geodesy import distances_km
from geo.model import Kind
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row, stacked
from geo.places.feed import UNIT, Spot
from geo.places.table import Bools, Floats, alike
from geo.places.wording import Sort

# The home -----------------------------------------------------------------------------------------

_HOME = ("home_country", "home_near")


def _home_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    values = np.zeros((len(table), len(_HOME)))
    home = table.home
    if home is None:
        return values
    below = ~table.is_sort(Sort.COUNTRY)
    countries = np.array([named.entry.country_code == home.country_code for named in table.rows])
    values[:, 0] = countries & below
    if home.lon is not None and home.lat is not None:
        there = np.array([home.lon]), np.array([home.lat])
        km = distances_km(table.lon, table.lat, *there)[:, 0]
        near = np.nan_to_num(np.exp(-km / 150), nan=0.0)
        values[:, 1] = near * below * ~table.is_kind(Kind.GROUP)
    return values


def _home_sentence(row: Row) -> str:
    home = row.table.home
    if home is None or not row.favours:
        return ""
    if row.values["home_near"] > 0.3:
        return row.say("It is near the home of the publisher ({name}).", name=home.words)
    if row.values["home_country"]:
        return row.say("It is in the country of the publisher ({name}).", name=home.words)
    return ""


HOME = EvidenceKind(
    name="home",
    features=_HOME,
    values=_home_values,
    sentence=_home_sentence,
    fixed=True,
    prior={"home_country": 2.0, "home_near": 3.0},
)

# Its other articles -------------------------------------------------------------------------------

_FEED = (
    "feed_names_it",
    "feed_region_share",
    "feed_district_share",
    "feed_within_30_km",
    "feed_within_100_km",
)


def _feed_values(beliefs: Beliefs) -> Floats:
    """That other articles read the same name so counts apart; all else is about other names."""
    table = beliefs.table
    values = np.zeros((len(table), len(_FEED)))
    if table.feed is None or not table.feed.spots:
        return values
    spots = list(table.feed.spots)
    weight = np.array([count / UNIT for count in table.feed.spots.values()])
    own = [
        (index, spot)
        for index, (row, sense) in enumerate(zip(table.rows, table.sense, strict=True))
        if (spot := Spot.of(table.senses[sense].spelling, row.entry)) is not None
    ]

    def same(of: Callable[[Spot], str]) -> Bools:
        """[own, spots]: of one name, one region, …"""
        return alike([of(spot) for _, spot in own], [of(spot) for spot in spots])

    same_name = same(lambda spot: spot.name)
    local = np.array([not spot.is_country for spot in spots])
    others = weight * local * ~same_name
    total = np.maximum(others.sum(axis=1), 1.0)
    rows = np.array([index for index, _ in own], dtype=np.int64)
    there = np.array([spot.lon for spot in spots]), np.array([spot.lat for spot in spots])
    km = distances_km(table.lon[rows], table.lat[rows], *there)
    below = np.array([not spot.is_country for _, spot in own], dtype=float)
    values[rows] = stacked(
        [
            np.log1p((weight * (same_name & same(lambda spot: spot.id))).sum(axis=1)),
            (others * same(lambda spot: spot.region)).sum(axis=1) / total * below,
            (others * same(lambda spot: spot.district)).sum(axis=1) / total * below,
            np.log1p((others * np.exp(km / -30)).sum(axis=1)) * below,
            np.log1p((others * np.exp(km / -100)).sum(axis=1)) * below,
        ]
    )
    return values


def _feed_sentence(row: Row) -> str:
    if row.table.feed is None or not row.favours:
        return ""
    if row.values["feed_names_it"] > 0.3:
        return row.say("Other articles of the publisher name it.")
    if row.values["feed_region_share"] > 0.3:
        return row.say("Other articles of the publisher are about its region.")
    if row.values["feed_within_100_km"] > 0.5:
        return row.say("Other articles of the publisher are about places near it.")
    return ""


FEED = EvidenceKind(
    name="feed",
    features=_FEED,
    values=_feed_values,
    sentence=_feed_sentence,
    fixed=True,
    prior={
        "feed_names_it": 0.3,
        "feed_region_share": 1.0,
        "feed_district_share": 1.0,
        "feed_within_30_km": 0.2,
        "feed_within_100_km": 0.2,
    },
)
