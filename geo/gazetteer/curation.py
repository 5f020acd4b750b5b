"""Joins the curated table with the rows of the packages: one place, one row."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from geo.errors import DataMissing
from geo.gazetteer.folding import fold
from geo.gazetteer.prominence import CURATED
from geo.gazetteer.rows import Name, Row
from geo.gazetteer.sources import airports, digital_chart
from geo.gazetteer.sources.curated import (
    CuratedPlace,
    Treatment,
    read_abbreviations,
    read_aliases,
    read_demonyms,
    read_false_friends,
    read_places,
)
from geo.model import Kind, NameMatch

_DIVISIONS = frozenset({Kind.REGION, Kind.DISTRICT})
_TOWNS = frozenset({Kind.TOWN, Kind.SUBURB})
_LEAST_REACH_KM = 60.0

# A false friend ranks below every other entry of the name.
_LAST = 3

_T = TypeVar("_T")


def curate(rows: list[Row]) -> list[Row]:
    """The rows together with the curated places, names and corrections."""
    by_id = {row.id: row for row in rows}
    by_name = _by_name(rows)
    countries = {row.country_code: row for row in rows if row.kind is Kind.COUNTRY}
    replaced: set[str] = set()
    final_ids: dict[str, str] = {}
    added: list[Row] = []
    for place in read_places():
        twin = by_id.get(place.entry_id) or _division_twin(place, by_name)
        if place.kind is Kind.COUNTRY and place.country_code:
            twin = twin or countries.get(place.country_code)
        if twin:
            _enrich(twin, place)
            final_ids[f"dateline:{place.slug}"] = twin.id
        else:
            row = _new_row(place)
            added.append(row)
            by_id[row.id] = row
            final_ids[f"dateline:{place.slug}"] = row.id
        replaced |= _lesser_twins(place, by_name)
    kept = [row for row in rows if row.id not in replaced] + added
    _join_regions(added, kept)
    _attach_names(kept, final_ids)
    return kept


def _by_name(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        trusted = (n for n in row.names if n.match in {NameMatch.MAIN, NameMatch.ENGLISH})
        for key in {fold(name.text) for name in trusted}:
            found[key].append(row)
    return found


def _keys(place: CuratedPlace) -> set[str]:
    english = (name.text for name in place.names if name.language == "en")
    return {fold(text) for text in (place.name, *english, *place.aliases)}


def _division_twin(place: CuratedPlace, by_name: Mapping[str, list[Row]]) -> Row | None:
    family = _DIVISIONS if place.kind in _DIVISIONS else _TOWNS if place.kind in _TOWNS else None
    if family is None or place.lon is None:
        return None
    twins = [
        row
        for key in (fold(place.name), *sorted(_keys(place)))
        for row in by_name.get(key, ())
        if row.kind in family and row.country_code == place.country_code and _is_near(place, row)
    ]
    same_kind = [row for row in twins if row.kind is place.kind]
    return next(iter(same_kind or twins), None)


def _lesser_twins(place: CuratedPlace, by_name: Mapping[str, list[Row]]) -> set[str]:
    """Rows of the other tables of regions and airports that stand for the same thing."""
    return {
        row.id
        for key in _keys(place)
        for row in by_name.get(key, ())
        if row.source in {digital_chart.KEY, airports.KEY} and (_is_near(place, row))
    }


def _is_near(place: CuratedPlace, row: Row) -> bool:
    if place.lon is None or place.lat is None or row.lon is None or row.lat is None:
        # Lists of member countries have no point; their names are enough.
        return row.source == digital_chart.KEY
    if place.bbox and row.source == digital_chart.KEY:
        west, south, east, north = place.bbox
        if south <= row.lat <= north and (west <= row.lon <= east or west > east):
            return True
    reach = max(_LEAST_REACH_KM, 1.5 * (place.radius_km or 0), 1.5 * (row.radius_km or 0))
    if row.bbox:
        reach = max(reach, 55.0 * abs(row.bbox[3] - row.bbox[1]))
    x = (((place.lon - row.lon + 180) % 360) - 180) * math.cos(math.radians(place.lat))
    return math.hypot(x, place.lat - row.lat) * 111.2 <= reach


def _enrich(row: Row, place: CuratedPlace) -> None:
    """The curated name, kind, point, areas and prominence hold; what it leaves empty stays."""
    own = [
        Name(
            text=name.text,
            match=NameMatch.ENGLISH if name.match is NameMatch.MAIN else name.match,
            language=name.language,
            exact=name.exact,
        )
        for name in row.names
    ]
    row.names = [*_names(place), *own]
    row.name = place.name
    row.kind = place.kind
    row.feature_code = row.feature_code or place.feature_code
    if row.kind not in _TOWNS and place.lon is not None:
        row.lon, row.lat = place.lon, place.lat
    row.country_code = place.country_code or row.country_code
    row.bbox = place.bbox or row.bbox
    row.radius_km = place.radius_km or row.radius_km
    row.area_ids = place.area_ids or row.area_ids
    row.wikidata = place.wikidata or row.wikidata
    row.least_prominence = place.prominence
    if row.kind not in _TOWNS:
        row.source = CURATED
        row.prominence = place.prominence


def _new_row(place: CuratedPlace) -> Row:
    return Row(
        id=place.entry_id,
        name=place.name,
        kind=place.kind,
        source=CURATED,
        lon=place.lon,
        lat=place.lat,
        feature_code=place.feature_code,
        country_code=place.country_code,
        bbox=place.bbox,
        radius_km=place.radius_km,
        area_ids=place.area_ids,
        geonameid=place.geonameid,
        wikidata=place.wikidata,
        iso_code=place.admin1,
        prominence=place.prominence,
        names=list(_names(place)),
    )


def _join_regions(added: Iterable[Row], rows: Iterable[Row]) -> None:
    """Turn the ISO 3166-2 code of a curated place's region into GeoNames' code of it."""
    regions = {
        code: row.admin1_code
        for row in rows
        if row.feature_code == "ADM1" and len(row.area_ids) == 1
        for code in (row.iso_code, *row.area_ids)
    }
    for row in added:
        row.admin1_code = regions.get(row.iso_code, "")


def _names(place: CuratedPlace) -> Iterator[Name]:
    yield Name(text=place.name, match=NameMatch.MAIN)
    for name in place.names:
        match = NameMatch.ENGLISH if name.language == "en" else NameMatch.LOCAL
        yield Name(text=name.text, match=match, language=name.language)
    for alias in place.aliases:
        yield Name(text=alias, match=NameMatch.ALIAS)


def _attach_names(rows: Sequence[Row], final_ids: Mapping[str, str]) -> None:
    targets = _targets(rows, final_ids)
    for abbreviation in _read(read_abbreviations):
        if row := targets.get(abbreviation.target):
            row.names.append(
                Name(
                    text=abbreviation.surface,
                    match=NameMatch.ABBREVIATION,
                    exact=True,
                    after_comma=abbreviation.after_comma_only,
                )
            )
    for alias in _read(read_aliases):
        if row := targets.get(alias.target):
            match = NameMatch.ENGLISH if alias.language == "en" else NameMatch.LOCAL
            row.names.append(Name(text=alias.alias, match=match))
    for demonym in _read(read_demonyms):
        if row := targets.get(demonym.target):
            row.names.append(
                Name(
                    text=demonym.surface,
                    match=NameMatch.DEMONYM,
                    demotion=demonym.preference - 1,
                )
            )
    _treat_false_friends(rows, targets)


def _targets(rows: Iterable[Row], final_ids: Mapping[str, str]) -> dict[str, Row]:
    """What the smaller tables may point at: ids, ISO 3166-1 and ISO 3166-2 codes."""
    by_id = {row.id: row for row in rows}
    found = dict(by_id)
    found |= {key: by_id[final] for key, final in final_ids.items() if final in by_id}
    for row in by_id.values():
        if row.kind is Kind.COUNTRY and row.country_code:
            found.setdefault(row.country_code, row)
    for row in by_id.values():
        if row.kind is Kind.REGION:
            codes = row.area_ids if len(row.area_ids) == 1 else ()
            for code in (row.iso_code, *codes):
                if code:
                    found.setdefault(code, row)
    return found


def _treat_false_friends(rows: Sequence[Row], targets: Mapping[str, Row]) -> None:
    everywhere: dict[str, Treatment] = {}
    for friend in _read(read_false_friends):
        key = fold(friend.surface)
        if not friend.target:
            everywhere[key] = friend.treatment
        elif row := targets.get(friend.target):
            row.names = _treated(row.names, {key: friend.treatment})
    for row in rows:
        if any(fold(name.text) in everywhere for name in row.names):
            row.names = _treated(row.names, everywhere)


def _treated(names: Iterable[Name], treatments: Mapping[str, Treatment]) -> list[Name]:
    kept = []
    for name in names:
        # Demonyms and abbreviations are reviewed themselves: "Of" is dropped, "OF" would not be.
        is_reviewed = name.exact or name.match is NameMatch.DEMONYM
        treatment = None if is_reviewed else treatments.get(fold(name.text))
        if treatment is None:
            kept.append(name)
        elif treatment is Treatment.LAST:
            kept.append(
                Name(
                    text=name.text,
                    match=name.match,
                    language=name.language,
                    exact=name.exact,
                    after_comma=name.after_comma,
                    demotion=_LAST,
                )
            )
    return kept


def _read(reader: Callable[[], tuple[_T, ...]]) -> tuple[_T, ...]:
    try:
        return reader()
    except DataMissing as error:
        if str(error.value).endswith(".csv"):
            return ()
        raise
