"""Evidence in the words of the text: wording, qualifiers, the dateline."""

from __future__ import annotations

import re

import numpy as np

from geo.model import Kind, Role
from geo.places.beliefs import Beliefs
from geo.places.evidence.base import EvidenceKind, Row, stacked
from geo.places.table import ALL_SORTS, Floats, Table
from geo.places.wording import Sort

# Wording ---------------------------------------------------------------------------------------

_WORDING = (
    *(f"{level}_{sort}_{side}" for level in ("called", "leaning", "referred")
      for sort in ("town", "region") for side in ("for", "against")),
    "called_natural",
    "called_facility",
    "called_other",
    "called_town_against_country",
    "called_region_against_country",
    "leaning_town_against_country",
    "leaning_region_against_country",
    "called_country_for",
    "called_country_against",
    "named_town_against_country",
)  # fmt: skip
# "The city of Turkey", not "the streets of Turkey" or "the villages of Turkey".
_NAMED_TOWN = re.compile(
    r"(?:city|town|village|township|municipality)\s(?:of|called|named)(?:\sthe)?", re.I
)
_CITY_STATE = 14.5  # logarithm of the people of a country that may be one town: two millions


def _wording_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    counts = {
        level: np.zeros((len(table.senses), len(ALL_SORTS)))
        for level in ("called", "leaning", "referred")
    }
    named_town = np.zeros(len(table.senses))
    for index, sense in enumerate(table.senses):
        for mention in sense.mentions:
            cues = table.cues[mention]
            if cues.explicit is Sort.TOWN and _NAMED_TOWN.fullmatch(cues.words):
                named_town[index] = 1.0
            for level, sort in (
                ("called", cues.explicit),
                ("leaning", cues.leaning),
                ("referred", cues.referred),
            ):
                if sort is not None:
                    counts[level][index, ALL_SORTS.index(sort)] += 1
    columns = []
    # What no candidate can be tells none of them apart.
    possible = {sort: table.in_sense(table.is_sort(sort)) for sort in (Sort.TOWN, Sort.REGION)}
    for level in ("called", "leaning", "referred"):
        # Twice the same words are more than once, but not twice as much.
        strength = np.minimum(np.log2(1 + counts[level]), 2.0)[table.sense]
        for sort, other in ((Sort.TOWN, Sort.REGION), (Sort.REGION, Sort.TOWN)):
            said = strength[:, ALL_SORTS.index(sort)] * possible[sort]
            columns += [said * table.is_sort(sort), said * table.is_sort(other)]
    said = np.minimum(counts["called"], 1.0)[table.sense]
    natural = said[:, ALL_SORTS.index(Sort.NATURAL)]
    facility = said[:, ALL_SORTS.index(Sort.FACILITY)]
    columns += [
        natural * table.is_sort(Sort.NATURAL),
        facility * table.is_sort(Sort.FACILITY),
        natural * ~table.is_sort(Sort.NATURAL) + facility * ~table.is_sort(Sort.FACILITY),
    ]
    country = table.is_sort(Sort.COUNTRY)
    mentions = np.array([len(sense.mentions) for sense in table.senses])
    for level, sort in (
        ("called", Sort.TOWN),
        ("called", Sort.REGION),
        ("leaning", Sort.TOWN),
        ("leaning", Sort.REGION),
    ):
        times = counts[level][:, ALL_SORTS.index(sort)]
        share = times / np.maximum(1, mentions)
        if (level, sort) == ("called", Sort.TOWN):
            share = np.minimum(times, 1.0)  # "the city of Turkey" once is enough
        columns.append(share[table.sense] * country)
    said_country = said[:, ALL_SORTS.index(Sort.COUNTRY)]
    columns += [said_country * country, said_country * ~country]
    columns.append(named_town[table.sense] * (country & (table.log_population > _CITY_STATE)))
    return stacked(columns)


_SORT_NOUNS = {
    Sort.TOWN: "a town",
    Sort.REGION: "a region",
    Sort.COUNTRY: "a country",
    Sort.NATURAL: "a water or landform",
    Sort.FACILITY: "a site",
    Sort.GROUP: "a group",
}


def _wording_sentence(row: Row) -> str:
    """ "The text speaks of control and troops in Kursk." """
    against = sum(v for k, v in row.values.items() if k.endswith(("against", "other", "country")))
    total = sum(row.values.values())
    if not total:
        return ""
    table = row.table
    own = ALL_SORTS[int(table.sort[row.index])]
    sense = table.senses[int(table.sense[row.index])]
    name = table.mentions[sense.mentions[0]].text
    fits = total - against > against
    if fits is not row.favours:
        return ""
    phrases: list[str] = []
    for mention in sense.mentions:
        cues = table.cues[mention]
        sort = cues.explicit or cues.leaning or cues.referred
        if cues.words and sort is not None and (sort is own) == fits:
            phrases.append(cues.words)
    if not phrases:
        return ""
    say = row.say
    if say.language != "en":
        # English phrases can be quoted in another language, but not told in its words.
        words = phrases[0].strip(" ,(")
        if fits:
            return say("The text has “{words}” beside the name.", words=words)
        return say(
            "The text has “{words}” beside the name, which does not fit {sort}.",
            words=words,
            sort=say(_SORT_NOUNS[own], context="about"),
        )
    said = _spoken(phrases, name)
    return f"{said}." if fits else f"{said}, which does not fit {_SORT_NOUNS[own]}."


_LEADING = re.compile(r"^(.*?) (in|into|inside|across|of|over|on)(?: the)?$", re.I)


def _spoken(phrases: list[str], name: str) -> str:
    """The phrases around a name as one clause; those with "in" last, since it reads best there."""
    parts = [match for phrase in phrases if (match := _LEADING.match(phrase))]
    if not parts:
        return f"The text has “{phrases[0]}” beside the name"
    parts.sort(key=lambda match: match[2].lower() != "of")
    nouns = list(dict.fromkeys(match[1].lower() for match in parts))
    preposition = parts[min(len(nouns), 2) - 1][2].lower() if len(nouns) < 2 else "in"
    if len(nouns) < 2:
        return f"The text speaks of {nouns[0]} {preposition} {name}"
    if nouns[0] == parts[0][1].lower() and parts[0][2].lower() == "of":
        other = next((m[1].lower() for m in parts if m[2].lower() != "of"), nouns[1])
        return f"The text speaks of {nouns[0]} and {other} in {name}"
    return f"The text speaks of {nouns[0]} and {nouns[1]} in {name}"


WORDING = EvidenceKind(
    name="wording",
    features=_WORDING,
    values=_wording_values,
    sentence=_wording_sentence,
    fixed=True,
    prior={
        "called_town_for": 1.5,
        "called_town_against": -1.5,
        "called_region_for": 2.0,
        "called_region_against": -2.0,
        "leaning_town_for": 0.5,
        "leaning_town_against": -0.5,
        "leaning_region_for": 0.7,
        "leaning_region_against": -0.7,
        "referred_town_for": 0.8,
        "referred_town_against": -0.8,
        "referred_region_for": 1.5,
        "referred_region_against": -1.5,
        "called_natural": 2.0,
        "called_facility": 2.0,
        "called_other": -1.5,
        "called_town_against_country": -4.0,
        "called_region_against_country": -1.5,
        "leaning_town_against_country": -0.5,
        "called_country_for": 2.0,
        "called_country_against": -2.0,
        "named_town_against_country": -4.0,
    },
    # Corpora take region and town of one name for the same: both are at the right place. What is
    # called a country outright they hardly hold.
    firm=frozenset(
        {
            *_WORDING[: _WORDING.index("called_natural")],
            "called_town_against_country",
            "called_country_for",
            "called_country_against",
            "named_town_against_country",
        }
    ),
)

# Qualifiers ------------------------------------------------------------------------------------

_FORMS = ("comma", "list", "in", "of", "possessive")
_QUALIFIER = (
    *(f"{form}_{side}" for form in _FORMS for side in ("inside", "outside")),
    "comma_in_no_candidate",
    "qualifies",
    "qualifies_elsewhere",
)


def _qualifier_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    values = np.zeros((len(table), len(_QUALIFIER)))
    for sense, other, form, inside in table.qualified:
        mine, theirs = table.rows_of(sense), table.rows_of(other)
        likely = (inside * beliefs.probability[theirs][None, :]).max(axis=1)
        column = 2 * _FORMS.index(form)
        values[mine, column] = np.maximum(values[mine, column], likely)
        outside = np.maximum(0.0, likely.max() - likely)
        values[mine, column + 1] = np.maximum(values[mine, column + 1], outside)
        encloses = (inside * beliefs.probability[mine][:, None]).max(axis=0)
        if form == "comma":
            # "Petrolia, California", where the gazetteer knows only that of Texas.
            land = table.is_sort(Sort.COUNTRY)[theirs] | table.is_kind(Kind.REGION)[theirs]
            known = float((beliefs.probability[theirs] * land).sum())
            wide = table.is_kind(Kind.COUNTRY, Kind.GROUP, Kind.AREA)[mine]
            # In "Athens, Georgia" one reading of the second holds one of the first.
            possible = float((inside * beliefs.possibility[theirs][None, :]).max(initial=0.0))
            missed = known * (1.0 - possible) * ~wide
            values[mine, -3] = np.maximum(values[mine, -3], missed)
            values[theirs, -2] = np.maximum(values[theirs, -2], encloses)
            elsewhere = np.maximum(0.0, encloses.max() - encloses)
            values[theirs, -1] = np.maximum(values[theirs, -1], elsewhere)
    return values


def _qualifier_sentence(row: Row) -> str:
    table, sense = row.table, int(row.table.sense[row.index])
    inside = max(v for k, v in row.values.items() if k.endswith("inside"))
    outside = max(v for k, v in row.values.items() if k.endswith("outside"))
    if row.values["qualifies_elsewhere"] > 0.5 and not row.favours:
        return row.say("The text names it to say where another place is, which does not lie in it.")
    if row.favours is (outside > inside):
        return ""
    if max(inside, outside) < 0.2:
        if row.values["qualifies"]:
            return row.say("The text names it to say where another place is.")
        return ""
    for mention in table.senses[sense].mentions:
        qualifier = table.cues[mention].qualifier
        if qualifier is not None and qualifier in table.sense_of_mention:
            text = table.mentions[qualifier].text
            if inside >= outside:
                return row.say("The text places it with “{text}”, and it lies there.", text=text)
            return row.say("The text places it with “{text}”, but it lies elsewhere.", text=text)
    return ""


QUALIFIER = EvidenceKind(
    name="qualifier",
    features=_QUALIFIER,
    values=_qualifier_values,
    sentence=_qualifier_sentence,
    prior={
        "comma_inside": 5.0,
        "comma_outside": -5.0,
        "list_inside": 0.7,
        "list_outside": -0.5,
        "in_inside": 1.5,
        "in_outside": -1.0,
        "of_inside": 2.0,
        "of_outside": -1.5,
        "possessive_inside": 1.0,
        "possessive_outside": -0.7,
        "comma_in_no_candidate": -5.5,
        "qualifies": 5.0,
        "qualifies_elsewhere": -6.0,
    },
    # What a writer says outright weighs more than what the rest of the text makes likely; corpora
    # hold few towns that their own state's context speaks against.
    firm=frozenset(
        {
            "comma_inside",
            "comma_outside",
            "comma_in_no_candidate",
            "qualifies",
            "qualifies_elsewhere",
        }
    ),
)

# Lists -----------------------------------------------------------------------------------------

_LIST = ("peers_of_its_sort", "peers_of_its_sort_and_country", "peers_around_it")


def _list_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    values = np.zeros((len(table), len(_LIST)))
    for sense, other, alike in table.peers:
        likely = beliefs.probability[table.rows_of(other)]
        values[table.rows_of(sense)] += (alike @ likely).T
    return values


def _list_sentence(row: Row) -> str:
    if not row.favours or row.values["peers_of_its_sort"] < 0.3:
        return ""
    table = row.table
    for mention in table.senses[int(table.sense[row.index])].mentions:
        for peer in table.cues[mention].peers:
            if table.sense_of_mention.get(peer, -1) != table.sense[row.index]:
                other = table.mentions[peer].text
                return row.say(
                    "It is named in one breath with “{text}”, which is of its kind.", text=other
                )
    return ""


LIST = EvidenceKind(
    name="list",
    features=_LIST,
    values=_list_values,
    sentence=_list_sentence,
    prior={
        "peers_of_its_sort": 0.7,
        "peers_of_its_sort_and_country": 0.5,
        "peers_around_it": -1.5,
    },
    # Marked corpora hold few lists of countries with a namesake inside one of them.
    firm=frozenset({"peers_around_it"}),
)

# Dateline --------------------------------------------------------------------------------------

_DATELINE = (
    "dateline_country",
    "dateline_region",
    "dateline_large",
    "dateline_small",
    "dateline_town",
)
_AFTER_DATELINE = re.compile(r"^(?:,[^\n]{0,40})?\s*(?:\([^)\n]{1,30}\)\s*)?(?:—|–|--|�|- |:\s)")
# "WASHINGTON Christopher Steele, who …": the dash got lost on the way.
_BARE_DATELINE = re.compile(r"^\s+[A-Z][a-z]")
_LEAST_CAPITALS = 4


def dateline(table: Table) -> int | None:
    """The index of the mention that is the dateline, as in "BEIRUT (AP) — "."""
    text = table.document.text
    for index, mention in enumerate(table.mentions[:4]):
        start = text.rfind("\n", 0, mention.start) + 1
        if mention.start - start > 1 or mention.role is Role.DEMONYM:
            continue
        after = text[mention.end : mention.end + 80]
        capitals = mention.text.isupper() and len(mention.text) >= _LEAST_CAPITALS
        if _AFTER_DATELINE.match(after) or (capitals and _BARE_DATELINE.match(after)):
            return index
    return None


def _dateline_values(beliefs: Beliefs) -> Floats:
    table = beliefs.table
    values = np.zeros((len(table), len(_DATELINE)))
    mention = dateline(table)
    sense = None if mention is None else table.sense_of_mention.get(mention)
    if sense is None:
        return values
    others = table.sense_name[table.sense] != table.sense_name[sense]
    for column, codes, mass in (
        (0, table.country, beliefs.country_mass),
        (1, table.admin1, beliefs.admin1_mass),
    ):
        known = (codes >= 0) & others
        values[known, column] = mass[sense, codes[known]]
    own = table.rows_of(sense)
    values[own, 2] = table.log_population[own] / 10
    values[own, 3] = table.log_population[own] < 9.0
    values[own, 4] = table.is_sort(Sort.TOWN)[own]
    return values


def _dateline_sentence(row: Row) -> str:
    if not row.favours:
        return ""
    if row.values["dateline_large"]:
        return row.say("The report is dated from it.")
    if row.values["dateline_region"] > 0.3:
        return row.say("The report is dated from the same region.")
    if row.values["dateline_country"] > 0.3:
        return row.say("The report is dated from the same country.")
    return ""


DATELINE = EvidenceKind(
    name="dateline",
    features=_DATELINE,
    values=_dateline_values,
    sentence=_dateline_sentence,
    prior={"dateline_country": 0.5, "dateline_region": 0.5, "dateline_town": 1.5},
    # Reports are dated from towns; corpora hold few datelines that a region or country shares.
    firm=frozenset({"dateline_town"}),
)
