"""Evidence in the entry itself: how its name matches, its kind, its population."""

from __future__ import annotations

import numpy as np

from geo.model import Kind, NameMatch, Role
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row, stacked
from geo.places.senses import fold_name
from geo.places.table import ALL_SORTS, KINDS, MATCHES, Bools, Floats, Ints, Table
from geo.places.wording import Sort

# Name match ------------------------------------------------------------------------------------

_NAME = (
    *(f"match_{match}" for match in MATCHES),
    "same_as_main_name",
    "main_name_is_longer",
    "alias_of_town",
    "same_letters_and_case",
    "initials_read_as_word",
)


def _name_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    one_hot = np.eye(len(MATCHES))[:, table.match]
    surfaces = [table.mentions[sense.mentions[0]].text for sense in table.senses]
    folded = [fold_name(surface) for surface in surfaces]
    main = [fold_name(named.entry.name) for named in table.rows]
    own = [folded[sense] for sense in table.sense]
    same = np.array([a == b for a, b in zip(main, own, strict=True)], dtype=float)
    longer = np.array([a.startswith(b + " ") for a, b in zip(main, own, strict=True)], dtype=float)
    alias = one_hot[MATCHES.index(NameMatch.ALIAS)] * table.is_sort(Sort.TOWN)
    exact = np.array(
        [named.name == surfaces[s] for named, s in zip(table.rows, table.sense, strict=True)],
        dtype=float,
    )
    initials = np.array([len(surface) <= _INITIALS and surface.isupper() for surface in surfaces])
    as_word = initials[table.sense] & (exact == 0)
    return stacked([*one_hot, same, longer, alias, exact, as_word])


_INITIALS = 5  # most characters of a name in capitals that is taken for initials: "EU", "U.S."

_MATCH_SENTENCES = {
    NameMatch.MAIN: "“{text}” is its own name.",
    NameMatch.ENGLISH: "“{text}” is an English name of it.",
    NameMatch.LOCAL: "“{text}” is its name in another language.",
    NameMatch.ABBREVIATION: "“{text}” is short for {name}.",
    NameMatch.ALIAS: "“{text}” is listed as another name of {name}.",
    NameMatch.DEMONYM: "“{text}” means people or things of {name}.",
}


def _name_sentence(row: Row) -> str:
    named = row.table.rows[row.index]
    sense = row.table.senses[int(row.table.sense[row.index])]
    text = row.table.mentions[sense.mentions[0]].text
    return row.say(_MATCH_SENTENCES[named.match], text=text, name=row.name)


NAME = EvidenceKind(
    name="name",
    features=_NAME,
    values=_name_values,
    sentence=_name_sentence,
    fixed=True,
    prior={
        "match_main": 1.0,
        "match_english": 1.0,
        "match_abbreviation": 1.0,
        "match_demonym": 1.5,
        "match_alias": -1.0,
        "same_as_main_name": 0.5,
        "alias_of_town": -0.5,
        "same_letters_and_case": 0.5,
        "initials_read_as_word": -2.0,
    },
    firm=frozenset({"initials_read_as_word"}),
)

# Kind ------------------------------------------------------------------------------------------

_KIND = (
    *(f"kind_{kind}" for kind in KINDS),
    "capital",
    "seat_of_region",
    "seat_of_district",
    "town_without_code",
    "section_of_town",
    "country_as_actor",
    "group_as_actor",
    "town_as_actor",
    "capital_as_actor",
    "country_as_demonym",
    "town_as_demonym",
    "town_against_country",
    "town_against_group",
    "town_against_region",
    "village_against_large_region",
    "district_against_region",
    "region_against_country",
    "town_within_region_of_its_name",
    "region_around_town_of_its_name",
    "smaller_against_area",
    "great_section",
)
_GREAT_SECTION = 11.0  # logarithm of its people: 60,000
# GeoNames' feature codes that count, by number; 0 stands for all others.
_CODES = ("", "PPL", "PPLC", "PPLA", "PPLA2", "PPLX")
_CODE = {code: number for number, code in enumerate(_CODES, 1)}


_GOOD = np.array([match not in (NameMatch.ALIAS, NameMatch.LOCAL) for match in MATCHES])


def _roles(table: Table, *roles: Role) -> Floats:
    """[N]: share of the sense's mentions in these roles."""
    shares = [
        sum(table.mentions[m].role in roles for m in sense.mentions) / len(sense.mentions)
        for sense in table.senses
    ]
    result: Floats = np.array(shares, dtype=float)[table.sense]
    return result


def _kind_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    one_hot = np.eye(len(KINDS))[:, table.kind]
    codes = np.array([_CODE.get(named.entry.feature_code, 0) for named in table.rows], dtype=int)
    town = table.is_sort(Sort.TOWN)
    region, country = table.is_kind(Kind.REGION, Kind.DISTRICT), table.is_sort(Sort.COUNTRY)
    area = table.is_kind(Kind.AREA, Kind.LANDFORM, Kind.WATER)
    good = _GOOD[table.match]
    actor = _roles(table, Role.ASSOCIATIVE)
    demonym = _roles(table, Role.DEMONYM)
    capital = codes == _CODE["PPLC"]
    section = table.is_kind(Kind.SUBURB) | (codes == _CODE["PPLX"])
    large = table.log_population >= 13.0
    within, around = _nested(table, town, region)
    columns = [
        capital,
        capital | (codes == _CODE["PPLA"]),
        codes == _CODE["PPLA2"],
        town & ((codes == _CODE[""]) | (codes == _CODE["PPL"])),
        section,
        actor * country,
        actor * table.is_sort(Sort.GROUP),
        actor * (town & ~capital),
        actor * capital,
        demonym * country,
        demonym * town,
        town & table.in_sense(country & good),
        town & table.in_sense(table.is_sort(Sort.GROUP) & good),
        town & table.in_sense(table.is_kind(Kind.REGION) & good),
        town & (table.log_population < 10.0) & table.in_sense(region & good & large),
        table.is_kind(Kind.DISTRICT) & table.in_sense(table.is_kind(Kind.REGION) & good),
        region & table.in_sense(country & good),
        within,
        around,
        ~area & ~country & table.in_sense(area & good),
        section & (table.log_population >= _GREAT_SECTION),
    ]
    return stacked([*one_hot, *columns])


def _nested(table: Table, town: Bools, region: Bools) -> tuple[Bools, Bools]:
    """Towns in a region of the same name and country, and such regions."""
    within = np.zeros(len(table), dtype=bool)
    around = np.zeros(len(table), dtype=bool)
    both = table.in_sense(town) & table.in_sense(region)
    for index in dict.fromkeys(table.sense[both].tolist()):
        part = table.rows_of(index)
        towns = np.flatnonzero(town[part]) + part.start
        regions = np.flatnonzero(region[part]) + part.start
        if len(towns) and len(regions):
            alike = (table.admin1[towns][:, None] == table.admin1[regions][None, :]) & (
                table.admin1[towns] >= 0
            )[:, None]
            within[towns] = alike.any(axis=1)
            around[regions] = alike.any(axis=0)
    return within, around


_KIND_NOUNS = {
    Kind.COUNTRY: "a country",
    Kind.REGION: "a region",
    Kind.DISTRICT: "a district",
    Kind.AREA: "an area",
    Kind.GROUP: "a group of countries",
    Kind.TOWN: "a town",
    Kind.SUBURB: "part of a town",
    Kind.WATER: "a water",
    Kind.LANDFORM: "a landform",
    Kind.FACILITY: "a single site",
}


def _kind_sentence(row: Row) -> str:
    say, values = row.say, row.values
    kind = say(_KIND_NOUNS[row.entry.kind])
    if values["capital"]:
        return say("It is a capital.")
    if values["country_as_actor"] or values["group_as_actor"]:
        return say("The text has it act and speak, as {kind} does.", kind=kind)
    if values["town_within_region_of_its_name"]:
        return say("A region of the same name lies around this town.")
    if values["region_around_town_of_its_name"]:
        return say("A town of the same name lies inside this region.")
    if values["seat_of_region"]:  # and no capital
        return say("It is the seat of its region.")
    return say("It is {kind}.", kind=kind)


KIND = EvidenceKind(
    name="kind",
    features=_KIND,
    values=_kind_values,
    sentence=_kind_sentence,
    fixed=True,
    prior={
        "kind_country": 3.0,
        "kind_region": 0.5,
        "kind_group": 2.0,
        "kind_area": 1.0,
        "kind_suburb": -1.0,
        "capital": 1.3,
        "seat_of_region": 0.4,
        "section_of_town": -0.5,
        "country_as_actor": 1.0,
        "group_as_actor": 1.5,
        "capital_as_actor": 2.5,
        "town_against_country": -3.0,
        "town_against_group": -3.0,
        "town_against_region": -0.5,
        "village_against_large_region": -1.0,
        "district_against_region": -1.5,
        "region_against_country": -0.5,
        "smaller_against_area": -2.0,
        "great_section": 2.6,
    },
    # Corpora of places hardly mark groups of countries, or capitals standing for a government; and
    # a capital is meant more often than its people and its seat of a region say.
    firm=frozenset(
        {
            "kind_group",
            "group_as_actor",
            "town_against_group",
            "capital_as_actor",
            "capital",
            "seat_of_region",
            "great_section",
        }
    ),
)

# Population ------------------------------------------------------------------------------------

_POPULATION = (
    "town_population",
    "town_population_squared",
    "town_over_100_000",
    "town_over_1_000_000",
    "town_unknown",
    "town_below_largest",
    "region_population",
    "country_population",
    "other_unknown",
    "below_largest",
    "largest_of_its_sort",
)


def _population_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    size = table.log_population / 10
    town, country = table.is_sort(Sort.TOWN), table.is_sort(Sort.COUNTRY)
    region = table.is_sort(Sort.REGION)
    unknown = table.log_population == 0
    largest = np.zeros(len(table.senses))
    np.maximum.at(largest, table.sense, table.log_population)
    below = (table.log_population - largest[table.sense]) / 10
    town_top = np.full(len(table.senses), 0.0)
    np.maximum.at(town_top, table.sense[town], table.log_population[town])
    town_below = np.where(town, (table.log_population - town_top[table.sense]) / 10, 0.0)
    top = np.zeros(len(table))
    top[_largest(table)] = 1.0
    return stacked(
        [
            size * town,
            size**2 * town,
            town & (table.log_population >= 11.5),
            town & (table.log_population >= 14.0),
            town & unknown,
            town_below,
            size * region,
            size * country,
            unknown & ~town & ~country,
            below,
            top,
        ]
    )


def _largest(table: Table) -> Ints:
    """The first of the rows of each sort in each sense that have the largest population."""
    group = table.sense * len(ALL_SORTS) + table.sort
    largest = np.zeros(len(table.senses) * len(ALL_SORTS))
    np.maximum.at(largest, group, table.log_population)
    rows = np.flatnonzero(table.log_population == largest[group])
    # Backwards, so that the first row of each group is the one that stays.
    first = np.full(len(largest), -1)
    first[group[rows[::-1]]] = rows[::-1]
    result: Ints = first[first >= 0]
    return result


# English says "people" of any number; other languages have several forms.
_LARGEST = "|".join(2 * ["It is the largest of its kind and name, with about {n} people."])
_PEOPLE = "|".join(2 * ["About {n} people live there."])


def _population_sentence(row: Row) -> str:
    people = row.entry.population
    if people <= 0:
        return row.say("Its population is unknown.")
    digits = len(str(people))
    rounded = people if digits <= 2 else round(people, 2 - digits)
    if row.values["largest_of_its_sort"]:
        return row.say.count(_LARGEST, rounded)
    return row.say.count(_PEOPLE, rounded)


POPULATION = EvidenceKind(
    name="population",
    features=_POPULATION,
    values=_population_values,
    sentence=_population_sentence,
    fixed=True,
    # Whatever the corpora hold, more people never speak against a town.
    prior={
        "town_population": 3.0,
        "town_population_squared": 0.1,
        "town_over_100_000": 0.1,
        "town_over_1_000_000": 0.1,
        "town_below_largest": 0.1,
        "region_population": 2.0,
        "below_largest": 1.0,
        "largest_of_its_sort": 0.1,
    },
)
