"""What English calls administrative divisions: "Kursk", "Kursk Oblast", "Kursk region".

The sources name most divisions in the country's own language. News says the bare name with a noun,
and which noun is common depends on the country. These rules make those names; each is tagged
English, since that is what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from geo.gazetteer.folding import fold
from geo.gazetteer.rows import Name, Row
from geo.model import Kind, NameMatch

# The noun in the source's own type or name -> the nouns that English news puts behind the bare
# name, the official one first.
_NOUNS: Mapping[str, tuple[str, ...]] = {
    "oblast": ("Oblast", "Region", "Province"),
    "krai": ("Krai", "Territory", "Region"),
    "governorate": ("Governorate", "Province", "Region"),
    "province": ("Province", "Region"),
    "prefecture": ("Prefecture",),
    "voivodeship": ("Voivodeship", "Province", "Region"),
    "state": ("State",),
    "region": ("Region", "Oblast", "Province"),
    "district": ("District", "Region"),
    "department": ("Department", "Province"),
    "canton": ("Canton",),
    "county": ("County",),
    "division": ("Division", "Region"),
    "republic": ("Republic",),
    "emirate": ("Emirate",),
}

_TYPE_WORDS: tuple[tuple[str, str], ...] = (
    (r"oblast|voblas", "oblast"),
    (r"\bkra[iy]\b", "krai"),
    (r"governorate|muhafazah", "governorate"),
    (r"prefecture", "prefecture"),
    (r"voivod", "voivodeship"),
    (r"province|provincia", "province"),
    (r"republic", "republic"),
    (r"state", "state"),
    (r"department", "department"),
    (r"canton", "canton"),
    (r"county", "county"),
    (r"emirate", "emirate"),
    (r"division", "division"),
    (r"district", "district"),
    (r"region", "region"),
)

# Countries whose first-order divisions are known by their bare name even where a town shares it.
BARE_NAME_COUNTRIES = frozenset(
    [
        "US",
        "CA",
        "AU",
        "BR",
        "MX",
        "IN",
        "DE",
        "AT",
        "ES",
        "IT",
        "FR",
        "GB",
        "CH",
        "VE",
        "NL",
        "BE",
        "NZ",
    ]
)

# Countries that call a division of the type "Region" or "Administrative region" an oblast.
_OBLAST_COUNTRIES = frozenset({"RU", "UA"})

# Nouns that hold against what another name of the division says.
_OWN_NOUNS = frozenset({"oblast", "krai", "voivodeship", "prefecture"})

_ENGLISH_NAME = re.compile(
    r"^(?P<bare>[A-Z].+?) (?P<noun>Oblast|Krai|Governorate|Province|Prefecture|Voivodeship|Region|"
    r"State|Department|County|District|Canton|Division)$"
)
_ENDING = re.compile(
    r"(?i)\s+(oblast['’]?|kray|krai|voblas[cćts’]+|oblysy|region|governorate|province|prefecture|"
    r"voivodeship|voivodship|state|department|division|sheng|zizhiqu|shi|-do)$"
)
_NEEDS_NOUN = re.compile(
    r"(Autonomous|Metropolitan|Capital|Regional|Special|Federal|Union|Administrative|^The \w+|"
    r"^(North|South|East|West|Central|Centre|Northern|Southern|Eastern|Western|Upper|Lower))$"
)
# As English news writes them, which may mean any part of any country.
_DIRECTIONS = frozenset(
    [
        "central",
        "centre",
        "center",
        *(
            f"{one}{other}{ending}"
            for one in ("", "north", "south", "north ", "south ")
            for other in ("north", "south", "east", "west")
            for ending in ("", "ern")
        ),
    ]
)
_COUNTY_COMES_FIRST = "IE"
# Where the first-order divisions are nations or old provinces, and counties are what news names.
_COUNTIES_ARE_REGIONS = frozenset({"GB", "IE"})
_SAME_NAME = 0.8
_DISTRICT = re.compile(r"(?i)^(?P<bare>.+?)\s+(rayon|raion|district|rayonu|county)$")


def name_regions(regions: Iterable[Row], english: Mapping[str, str], towns: Iterable[Row]) -> None:
    """Give first-order divisions their English names, in place.

    `english` maps a row's id to the name that a source tags as English.
    """
    town_names: dict[tuple[str, str], set[str]] = {}
    for town in towns:
        key = (town.country_code, town.admin1_code)
        town_names.setdefault(key, set()).add(fold(town.name))
    for row in regions:
        bare, nouns = _bare_and_nouns(row, english.get(row.id))
        has_town = fold(bare) in town_names.get((row.country_code, row.admin1_code), ())
        row.name = _main_name(row, bare, nouns, has_town=has_town)
        names = [Name(text=row.name, match=NameMatch.MAIN)]
        names += [Name(text=text, match=NameMatch.ENGLISH) for text in _variants(row, bare, nouns)]
        local = [
            Name(text=name.text, match=NameMatch.LOCAL if number == 0 else name.match)
            for number, name in enumerate(row.names)
        ]
        row.names = names + local


def name_after_seats(regions: Iterable[Row], towns: Iterable[Row]) -> None:
    """Let a region follow the present name of the seat it is called after, in place.

    "Odessa Oblast" becomes Odesa Oblast, and "Dnipro region" names Dnipropetrovsk Oblast.
    """
    seats: dict[tuple[str, str], list[Row]] = {}
    for town in towns:
        if town.feature_code in {"PPLA", "PPLC"}:
            seats.setdefault((town.country_code, town.admin1_code), []).append(town)
    for row in regions:
        bare, _, noun = row.name.rpartition(" ")
        nouns = _NOUNS.get(noun.lower(), ())
        for seat in seats.get((row.country_code, row.admin1_code), ()) if bare and nouns else ():
            if seat.name[:1] != bare[:1]:
                continue
            known = {fold(name.text) for name in row.names}
            row.names += [
                Name(text=text, match=NameMatch.ENGLISH)
                for text in (f"{seat.name} {noun}" for noun in nouns)
                if fold(text) not in known
            ]
            alike = SequenceMatcher(None, fold(seat.name), fold(bare), autojunk=False).ratio()
            if _SAME_NAME <= alike < 1:
                row.name = f"{seat.name} {noun}"
                row.names.insert(0, Name(text=row.name, match=NameMatch.MAIN))


def mark_counties(districts: Iterable[Row], towns: Iterable[Row]) -> None:
    """Make regions of the British and Irish counties that no town of theirs shares its name with.

    "Kent" alone is the county and no suburb of Seattle, as "Hesse" is the state; "Leeds" is the
    town.
    """
    taken = {(town.country_code, fold(town.name)) for town in towns}
    for row in districts:
        bare = row.name.partition(",")[0]  # "Durham, County"
        is_town = re.search(r"\bCity\b", row.name) or (row.country_code, fold(bare)) in taken
        if row.country_code in _COUNTIES_ARE_REGIONS and row.population and not is_town:
            row.kind = Kind.REGION


def drop_bare_directions(rows: Iterable[Row]) -> None:
    """Take from places the names that are nothing but a direction, in place.

    "Western" alone is not Rwanda's Western Province. A place that is called so and no other way
    keeps its name: West, a town in Texas, and South Africa's North West.
    """
    for row in rows:
        own = fold(row.name)
        row.names = [
            name for name in row.names if (key := fold(name.text)) == own or key not in _DIRECTIONS
        ]


def name_districts(districts: Iterable[Row], seats: Mapping[tuple[str, str, str], str]) -> None:
    """Give second-order divisions the forms "X District", "X Raion", "County X", in place.

    `seats` maps country, admin-1 and admin-2 code to the name of the division's main town.
    """
    for row in districts:
        if row.country_code == _COUNTY_COMES_FIRST:
            row.names += _with_county_first(row)
            continue
        found = _DISTRICT.match(row.name)
        if not found:
            continue
        bare = found["bare"]
        nouns = ("County",) if row.name.endswith(" County") else ("District", "Raion", "Rayon")
        seat = seats.get((row.country_code, row.admin1_code, row.admin2_code), "")
        stems = [bare]
        # "Pokrovskyi Raion" is Pokrovsk's: English news names it after the town.
        if "County" not in nouns and len(seat) > 4 and fold(bare).startswith(fold(seat)[:5]):
            stems.append(seat)
        known = {fold(row.name)}
        for text in (f"{stem} {noun}" for stem in stems for noun in nouns):
            if fold(text) not in known:
                known.add(fold(text))
                row.names.append(Name(text=text, match=NameMatch.ENGLISH))


def _with_county_first(row: Row) -> Iterator[Name]:
    """ "County Mayo", "Co. Mayo" for Mayo. The sources have other forms for cities and for the
    parts of Dublin."""
    if re.fullmatch(r"\w+", row.name):
        for noun in ("County", "Co", "Co."):
            yield Name(text=f"{noun} {row.name}", match=NameMatch.ENGLISH)


def _bare_and_nouns(row: Row, english: str | None) -> tuple[str, tuple[str, ...]]:
    own_noun = _noun_of(f"{row.division_type} {row.name}")
    if english and "Republic" in english and own_noun in {"krai", "oblast"}:
        english = english.replace(" Republic", "")  # the source took one Altai for the other
    bare, noun = english or "", ""
    for name in row.names:
        found = _ENGLISH_NAME.match(name.text)
        # "Golden State" is California's, but not its name with a noun.
        if found and fold(found["bare"])[:4] == fold(bare or row.name)[:4]:
            noun, bare = found["noun"].lower(), bare or found["bare"]
            break
    if row.country_code in _OBLAST_COUNTRIES and own_noun in {"region", "oblast"}:
        noun = "oblast"
    noun = own_noun if own_noun in _OWN_NOUNS else noun or own_noun
    bare = bare or _ENDING.sub("", row.name)
    stripped = _ENDING.sub("", bare)
    if stripped and not _NEEDS_NOUN.search(stripped):
        bare = stripped
    bare, nouns = bare.strip(" ²'’"), _NOUNS.get(noun, ())
    if nouns and _NEEDS_NOUN.search(bare):
        bare = f"{bare} {nouns[0]}"
    return bare, nouns


def _noun_of(text: str) -> str:
    folded = text.lower()
    return next((noun for pattern, noun in _TYPE_WORDS if re.search(pattern, folded)), "")


def _main_name(row: Row, bare: str, nouns: tuple[str, ...], *, has_town: bool) -> str:
    if not nouns or bare.endswith(nouns):
        return bare
    always = nouns[0] in {"Oblast", "Krai", "Voivodeship", "Governorate"}
    if always or (has_town and row.country_code not in BARE_NAME_COUNTRIES):
        return f"{bare} {nouns[0]}"
    return bare


def _variants(row: Row, bare: str, nouns: tuple[str, ...]) -> Iterator[str]:
    known = {fold(row.name)}
    forms = [bare, *(f"{bare} {noun}" for noun in nouns)]
    if nouns[:1] == ("State",):
        forms.append(f"State of {bare}")
    if nouns[:1] == ("Republic",):
        forms.append(f"Republic of {bare}")
    for form in forms:
        if fold(form) not in known:
            known.add(fold(form))
            yield form


def seats_of(towns: Iterable[Row]) -> dict[tuple[str, str, str], str]:
    """The main town of each second-order division: its seat, else its largest town."""
    best: dict[tuple[str, str, str], tuple[bool, int, str]] = {}
    for town in towns:
        if not town.admin2_code or town.kind is not Kind.TOWN:
            continue
        key = (town.country_code, town.admin1_code, town.admin2_code)
        is_seat = town.feature_code in {"PPLC", "PPLA", "PPLA2"}
        rank = (is_seat, town.population, town.name)
        best[key] = max(best.get(key, rank), rank)
    return {key: name for key, (_, _, name) in best.items()}
