"""Which country, state or province the telephone numbers of a text belong to.

International numbers (+44 …) and those of North America (519-555-0144) say it; toll-free ones, and
others as they are dialled within a country, do not.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from geo.resources import data_path

# ITU-T E.123 has a plus sign before the country code. North America writes an area code, which
# begins with 2 to 9, then three digits and four.
_NUMBER = re.compile(
    r"(?<![\w.+-])(?:\+(?P<international>[1-9](?:[ ().-]{0,2}\d){6,14})"
    r"|(?:1[ .-])?\(?(?P<area>[2-9]\d\d)(?:\)[ -]?|[ ./-] ?)[2-9]\d\d[ .-]\d{4})(?!\w|-\d)"
)
# Every number has this; texts without are seen through at once.
_PERHAPS = re.compile(r"\+[1-9]|[2-9]\d\d[ .-]\d{4}")
_NORTH_AMERICA = "1"
_LONGEST = 4  # digits of a prefix


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneArea:
    """Where a number belongs."""

    country_code: str
    admin1_code: str  # "" for the country as a whole
    number: str  # as the text has it


def telephone_areas(text: str) -> tuple[TelephoneArea, ...]:
    """One for each area that numbers of the text belong to, in text order."""
    found: dict[tuple[str, str], TelephoneArea] = {}
    for match in _NUMBER.finditer(text) if _PERHAPS.search(text) else ():
        digits = re.sub(r"\D", "", match["international"] or _NORTH_AMERICA + match["area"])
        for length in range(_LONGEST, 0, -1):
            if area := _areas().get(digits[:length]):
                country, region = area
                found.setdefault(
                    area,
                    TelephoneArea(country_code=country, admin1_code=region, number=match[0]),
                )
                break
    return tuple(found.values())


@cache
def _areas() -> dict[str, tuple[str, str]]:
    """Country and admin-1 code by the first digits behind the plus sign."""
    with data_path("telephone", "areas.csv").open(encoding="utf-8", newline="") as file:
        return {row["prefix"]: (row["country"], row["region"]) for row in csv.DictReader(file)}
