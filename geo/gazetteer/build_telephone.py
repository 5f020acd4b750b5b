"""Make `data/telephone/`: which country or region a telephone number belongs to.

    python -m geo.gazetteer.build_telephone

From PyPI phonenumbers (Google's libphonenumber), dependency group `data`: country codes, and the
area codes of the North American Numbering Plan with the state or province that each serves.
"""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import phonenumbers
from phonenumbers.geodata import GEOCODE_DATA

from geo.gazetteer import Gazetteer
from geo.model import Kind
from geo.settings import Settings

_OUT = Path(__file__).resolve().parents[2] / "data" / "telephone"
_NORTH_AMERICA = "1"
_AREA_CODE = 4  # digits, that one among them
# As the descriptions of area codes write states and provinces, where the gazetteer does not.
_WRITTEN = {
    "Washington State": "Washington",
    "Washington D.C.": "District of Columbia",
    "British Colombia": "British Columbia",
}


def rows(gazetteer: Gazetteer) -> list[tuple[str, str, str]]:
    """Prefix (digits behind the plus sign), country, admin-1 code or "", by prefix."""
    found: dict[str, tuple[str, str]] = {}
    for code, countries in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        if countries[0] != phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY:
            if str(code) != _NORTH_AMERICA:
                found[str(code)] = (countries[0], "")
                continue
            for country in countries:
                metadata = phonenumbers.PhoneMetadata.metadata_for_region(country)
                leading = (metadata.leading_digits if metadata is not None else None) or ""
                for digits in leading.split("|"):
                    if re.fullmatch(r"\d{3}", digits):
                        found[f"{code}{digits}"] = (country, "")
    exchanges: dict[str, set[tuple[str, str]]] = {}
    for prefix, names in GEOCODE_DATA.items():
        if prefix.startswith(_NORTH_AMERICA) and (
            region := _region(names.get("en", ""), gazetteer)
        ):
            if len(prefix) == _AREA_CODE:
                found[prefix] = region
            else:
                exchanges.setdefault(prefix[:_AREA_CODE], set()).add(region)
    # Some area codes are described by their exchanges alone.
    for prefix, regions in exchanges.items():
        if len(regions) == 1:
            found.setdefault(prefix, *regions)
    return [(prefix, *found[prefix]) for prefix in sorted(found)]


def _region(described: str, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """ "Texas", "San Antonio, TX": a state or province; the country alone of two of them."""
    name = described.rsplit(", ", 1)[-1]
    parts = [
        (named.entry.country_code, named.entry.admin1_code)
        for part in name.split("/")
        for named in gazetteer.named(_WRITTEN.get(part, part))
        if named.entry.kind is Kind.REGION and named.entry.country_code in {"US", "CA"}
    ]
    if not parts:
        return None
    return parts[0] if "/" not in name else (parts[0][0], "")


def source_toml() -> str:
    """The source as TOML: package, version, licence, date, checksum of what was read."""
    package = Path(phonenumbers.__file__).parent
    digest = hashlib.sha256()
    for file in sorted((*package.glob("geodata/data*.py"), *package.glob("data/__init__.py"))):
        digest.update(file.read_bytes())
    return "\n".join(
        (
            "# Written by the build.",
            "",
            "[phonenumbers]",
            'registry = "PyPI"',
            'package = "phonenumbers"',
            f'version = "{version("phonenumbers")}"',
            'what = "country codes; area codes of North America"',
            'licence = "Apache-2.0, Google libphonenumber and David Drysdale"',
            f'retrieved = "{datetime.now(UTC).date()}"',
            'file = "geodata/data*.py, data/__init__.py"',
            f'sha256 = "{digest.hexdigest()}"  # of these files one after another',
            "",
        )
    )


def main() -> None:
    gazetteer = Gazetteer.open(Settings.from_environment().cache)
    with (_OUT / "areas.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("prefix", "country", "region"))
        writer.writerows(rows(gazetteer))
    (_OUT / "sources.toml").write_text(source_toml(), encoding="utf-8")


if __name__ == "__main__":
    main()
