"""Evidence in the other names of the article: containment, share, distance, the first."""

from __future__ import annotations

import numpy as np

from geo.model import Kind, NameMatch
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row, stacked
from geo.places.table import MATCHES, Floats
from geo.places.wording import Sort

# Containment -----------------------------------------------------------------------------------

_CONTAINMENT = (
    "in_named_country",
    "in_named_region",
    "in_named_district",
    "in_named_area",
    "holds_named_places",
    "town_in_named_region",
    "in_possible_region",
    "in_possible_district",
)


def _containment_values(beliefs: Beliefs) -> Floats:
    country, region, district, area = beliefs.enclosed_by(
        (Kind.COUNTRY,), (Kind.REGION,), (Kind.DISTRICT,), (Kind.AREA, Kind.LANDFORM)
    )
    return stacked(
        [
            country,
            region,
            district,
            area,
            np.log1p(beliefs.encloses),
            region * beliefs.table.is_sort(Sort.TOWN),
            *beliefs.enclosed_by((Kind.REGION,), (Kind.DISTRICT,), possibly=True),
        ]
    )


def _enclosing_name(row: Row, kinds: tuple[Kind, ...]) -> str:
    table, beliefs = row.table, row.beliefs
    inside = table.inside[row.index] & table.foreign[row.index]
    wanted = inside & table.is_kind(*kinds)[table.references]
    if not wanted.any():
        return ""
    likely = np.where(wanted, beliefs.probability[table.references], -1.0)
    return row.naming.name(table.rows[int(table.references[int(likely.argmax())])].entry)


def _containment_sentence(row: Row) -> str:
    if not row.favours:
        return ""
    for feature, kinds in (
        ("in_named_district", (Kind.DISTRICT,)),
        ("in_named_region", (Kind.REGION,)),
        ("in_named_area", (Kind.AREA, Kind.LANDFORM)),
        ("in_named_country", (Kind.COUNTRY,)),
    ):
        name = _enclosing_name(row, kinds) if row.values[feature] > 0.3 else ""
        if name:
            return row.say("It lies in {name}, which the text names too.", name=name)
    if row.values["holds_named_places"] > 0.5:
        return row.say("Other places that the text names lie in it.")
    return ""


CONTAINMENT = EvidenceKind(
    name="containment",
    features=_CONTAINMENT,
    values=_containment_values,
    sentence=_containment_sentence,
    prior={
        "in_named_country": 1.0,
        "in_named_region": 1.5,
        "in_named_district": 1.0,
        "in_named_area": 0.3,
        "in_possible_region": 0.3,
        "in_possible_district": 0.3,
        "holds_named_places": 0.5,
    },
)

# Share -----------------------------------------------------------------------------------------

_SHARE = (
    "country_share",
    "region_share",
    "country_root_share",
    "region_root_share",
    "country_in_sentence",
    "region_in_sentence",
)


def _share_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    below = ~table.is_sort(Sort.COUNTRY)
    country, region = beliefs.country_share, beliefs.admin1_share
    near_country, near_region = beliefs.same_sentence
    return stacked(
        [
            country,
            region * below,
            np.sqrt(country) * below,
            np.sqrt(region) * below,
            near_country * below,
            near_region * below,
        ]
    )


def _share_sentence(row: Row) -> str:
    share = row.values["country_share"]
    if not row.favours:
        if share < 0.05:
            return row.say("Hardly any other place in the text is in its country.")
        return ""
    if row.values["region_share"] > 0.3:
        return row.say("Many of the other places in the text are in the same region.")
    if row.values["country_in_sentence"] > 0.4:
        return row.say("The same sentence speaks of its country.")
    if share > 0.3:
        return row.say("Many of the other places in the text are in the same country.")
    return ""


SHARE = EvidenceKind(
    name="share",
    features=_SHARE,
    values=_share_values,
    sentence=_share_sentence,
    prior={
        "country_share": 1.0,
        "region_share": 1.0,
        "country_root_share": 1.0,
        "region_root_share": 1.0,
        "country_in_sentence": 0.5,
        "region_in_sentence": 0.5,
    },
)

# Distance --------------------------------------------------------------------------------------

_SOME_OTHERS = 4.0  # weight of the article's names from which a lonely one is odd
_SCALES_KM = (15.0, 60.0, 250.0, 1000.0)
_DISTANCE = (
    *(f"support_{scale:.0f}_km" for scale in _SCALES_KM),
    "share_within_60_km",
    "share_within_250_km",
    "country_near_others",
    "below_country_near_others",
    "possibly_within_20_km",
    "possibly_within_80_km",
    "alias_far_from_others",
    "small_far_from_others",
)
_SMALL = 10.5  # logarithm of its people: 36,000


def _distance_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    point = ~table.is_kind(Kind.COUNTRY, Kind.GROUP)
    support = beliefs.support(*_SCALES_KM) * point
    (around,) = np.log1p(beliefs.support(1000.0, areas=True))
    total = max(1.0, float(table.sense_weight.sum()))
    alias = table.is_sort(Sort.TOWN) & (table.match == MATCHES.index(NameMatch.ALIAS))
    small = table.is_sort(Sort.TOWN) & (table.log_population < _SMALL)
    return stacked(
        [
            *np.log1p(support),
            support[1] / total,
            support[2] / total,
            around * table.is_sort(Sort.COUNTRY),
            around * ~table.is_sort(Sort.COUNTRY),
            *np.log1p(beliefs.support(20.0, 80.0, possibly=True)) * point,
            np.exp(-support[3]) * alias * (total > _SOME_OTHERS),
            np.exp(-support[3]) * small * (total > _SOME_OTHERS) * (1 - beliefs.country_share) ** 4,
        ]
    )


def _distance_sentence(row: Row) -> str:
    if not row.favours:
        alone = row.values["support_1000_km"] < 0.1 and len(row.table.senses) > 2
        return row.say("No other place in the text is anywhere near.") if alone else ""
    if row.values["support_60_km"] > 0.4:
        return row.say("Other places in the text are close by.")
    if row.values["support_250_km"] > 0.4:
        return row.say("Other places in the text are within a few hundred kilometres.")
    return ""


DISTANCE = EvidenceKind(
    name="distance",
    features=_DISTANCE,
    values=_distance_values,
    sentence=_distance_sentence,
    prior={
        "support_15_km": 0.3,
        "support_60_km": 0.4,
        "support_250_km": 0.3,
        "support_1000_km": 0.1,
        "share_within_60_km": 0.5,
        "country_near_others": 0.5,
        "below_country_near_others": 0.1,
        "possibly_within_20_km": 0.2,
        "possibly_within_80_km": 0.2,
        "alias_far_from_others": -3.0,
        "small_far_from_others": -1.5,
    },
    # Corpora of one country's news hardly hold old names of far-away towns.
    firm=frozenset({"alias_far_from_others", "small_far_from_others"}),
)

# The first name, the same name -----------------------------------------------------------------

_FIRST = ("first_country", "first_region")


def _first_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    below = ~table.is_sort(Sort.COUNTRY)
    country, region = beliefs.first
    return stacked([country * below, region * below])


def _first_sentence(row: Row) -> str:
    if not row.favours:
        return ""
    if row.values["first_region"] > 0.3:
        return row.say("The first place that the text names is in the same region.")
    if row.values["first_country"] > 0.3:
        return row.say("The first place that the text names is in the same country.")
    return ""


FIRST = EvidenceKind(
    name="first",
    features=_FIRST,
    values=_first_values,
    sentence=_first_sentence,
    prior={"first_country": 0.3, "first_region": 0.3},
)

_SENSE = ("chosen_elsewhere", "named_otherwise")


def _sense_values(beliefs: Beliefs) -> Floats:
    return stacked([beliefs.chosen_elsewhere, beliefs.otherwise])


def _sense_sentence(row: Row) -> str:
    if not row.favours:
        return ""
    if row.values["chosen_elsewhere"]:
        return row.say("A person chose it for the same name elsewhere in the text.")
    if row.values["named_otherwise"] > 0.3:
        return row.say("The text names it in another way too.")
    return ""


SENSE = EvidenceKind(
    name="sense",
    features=_SENSE,
    values=_sense_values,
    sentence=_sense_sentence,
    prior={"chosen_elsewhere": 4.0, "named_otherwise": 1.0},
)
