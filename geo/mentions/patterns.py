"""Positions that a text gives without naming them: coordinates, and "30 km north of" a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from geo.mentions.military_grid import GRID, PERHAPS_GRID, position

_NUMBER = r"[-+−]?\d{1,3}"
_DEGREE = r"\s?[°º˚]\s?"
_LETTER_LAT, _LETTER_LON = r"[NSns]", r"[EWew]"


def _angle(name: str, letter: str) -> str:
    """48.28, 48.28°, 48°17′, 48° 17' 30.5", with or without a letter."""
    return (
        rf"(?P<{name}_degrees>{_NUMBER}(?:\.\d+)?)"
        rf"(?P<{name}_mark>{_DEGREE})?"
        rf"(?:(?P<{name}_minutes>\d{{1,2}}(?:\.\d+)?)\s?['’′]\s?)?"
        rf"(?:(?P<{name}_seconds>\d{{1,2}}(?:\.\d+)?)\s?(?:[\"”″]|''|’’)\s?)?"
        rf"\s?(?P<{name}_letter>{letter}\b)?"
    )


_COORDINATES = re.compile(
    rf"(?<![\w.,°])(?<!\d[-–]){_angle('lat', _LETTER_LAT)}\s*[,;/]?\s*{_angle('lon', _LETTER_LON)}"
    r"(?![\w°])(?!\.\d)"
)
# Every position has one of these.
_PERHAPS_COORDINATES = re.compile(r"[°º˚]|\d\.\d+[\s'’′\"”″,;/+−-]*+(?:[NSns][\s,;/+−-]*+)?\d")
# Two bare numbers are coordinates only when both have this many decimals.
_FEWEST_DECIMALS = 3

METRES: Mapping[str, float] = {
    "km": 1000.0,
    "kms": 1000.0,
    "kilometer": 1000.0,
    "kilometers": 1000.0,
    "kilometre": 1000.0,
    "kilometres": 1000.0,
    "mile": 1609.344,
    "miles": 1609.344,
    "mi": 1609.344,
    "nautical mile": 1852.0,
    "nautical miles": 1852.0,
    "meter": 1.0,
    "meters": 1.0,
    "metre": 1.0,
    "metres": 1.0,
    "m": 1.0,
}
BEARINGS: Mapping[str, float] = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_NUMBERS: Mapping[str, int] = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "a hundred": 100,
}
# A direction, a key of `BEARINGS` but for space and hyphens.
# The words are matched in plain letters ("a"): else, without regard to case, "mıles" would fit too,
# which no table has.
COMPASS = r"(?a:north|south)[\s-]?(?a:east|west)|(?a:north|south|east|west)"
UNIT = f"(?a:{'|'.join(sorted(map(re.escape, METRES), key=len, reverse=True))})"
_RELATIVE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|(?a:"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + rf"))[\s\u00a0-]?(?P<unit>{UNIT})\b"
    r"(?:\s*\([^()\n]{1,30}\))?"
    r"\s+(?:(?:to\s+the\s+)?(?:due\s+)?"
    rf"(?P<direction>{COMPASS})(?:ern)?\s+(?:of|from)"
    r"|(?:away\s+)?(?:from|outside(?:\s+of)?))"
    r"(?=\s+)",
    re.IGNORECASE,
)
# What every such phrase has, of a text in small letters: most texts are seen through at once.
_PERHAPS_RELATIVE = re.compile(
    rf"(?:{UNIT})(?:\s*\([^()\n]{{1,30}}\))?\s+(?:(?:to\s+the\s+)?(?:due\s+)?(?:{COMPASS})(?:ern)?"
    r"\s+(?:of|from)|(?:away\s+)?(?:from|outside))\s"
)
# What follows a town's name and no person's: ", 20 km north of", ", just outside", ", a suburb of".
_ABOUT = r"(?:(?:some|about|around|roughly|nearly|almost|just|only)\s+)?"
_NAME_BEHIND = r"\s+(?:the\s+(?:[a-z]+\s+){0,2})?[^\W\d_a-z]"
_SIDE_OF = rf"(?:to\s+the\s+)?(?:due\s+)?(?:{COMPASS})(?:ern)?\s+of"
_FAR = rf"\d{{1,4}}(?:\.\d+)?[\s\u00a0-]?(?:{UNIT})\s+"
_SETTLED = r"(?:suburb|town|village|city|hamlet|settlement|community|neighbou?rhood|port)"
_LIES = re.compile(
    rf",\s+{_ABOUT}(?:(?:{_FAR})?{_SIDE_OF}|{_FAR}(?:away\s+)?from"
    rf"|an?\s+(?:[A-Za-z-]+\s+){{0,3}}{_SETTLED}\s+{_ABOUT}(?:of|in|near|outside|{_SIDE_OF})"
    r"|in\s+the\s+(?:far\s+|extreme\s+)?(?:north|south|east|west|centre|center|middle|heart|"
    rf"[a-z]+\s+part)\s+of){_NAME_BEHIND}"
)
_LIES_NEAR = re.compile(
    rf",\s+{_ABOUT}(?:near|outside(?:\s+of)?|close\s+to|not\s+far\s+from){_NAME_BEHIND}"
)
_FARTHEST = 60
# What may stand between the phrase and the name it starts from.
_BETWEEN = re.compile(
    r"\s+(?:the\s+)?(?:(?:[a-z]+\s+){0,2}(?:city|town|village|capital|port|border|hub)(?:\s+of)?\s+)?\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatesFound:
    start: int
    end: int
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeFound:
    """A phrase without the name that follows it."""

    start: int
    end: int
    distance_m: float
    bearing_deg: float | None


def coordinates(text: str) -> list[CoordinatesFound]:
    """Latitude and longitude in degrees, or with minutes and seconds; military grid references."""
    found = []
    for match in _COORDINATES.finditer(text) if _PERHAPS_COORDINATES.search(text) else ():
        if not _is_position(match):
            continue
        lat, lon = _value(match, "lat", "Ss"), _value(match, "lon", "Ww")
        if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180:
            end = match.start() + len(match.group().rstrip())
            found.append(CoordinatesFound(start=match.start(), end=end, lon=lon, lat=lat))
    for match in GRID.finditer(text) if PERHAPS_GRID.search(text) else ():
        place = position(match)
        if place is not None:
            start, end = match.span()
            found.append(CoordinatesFound(start=start, end=end, lon=place[0], lat=place[1]))
    return sorted(found, key=lambda item: item.start)


def _is_position(match: re.Match[str]) -> bool:
    both_letters = match["lat_letter"] and match["lon_letter"]
    both_marks = match["lat_mark"] and match["lon_mark"]
    if both_letters:
        # "5 S 6 W" is no position; a mark or decimals make it one.
        return bool(both_marks) or all("." in match[f"{n}_degrees"] for n in ("lat", "lon"))
    if both_marks:
        return all("." in match[f"{n}_degrees"] or match[f"{n}_minutes"] for n in ("lat", "lon"))
    if match["lat_letter"] or match["lon_letter"] or match["lat_minutes"] or match["lon_minutes"]:
        return False
    decimals = [len(match[f"{name}_degrees"].partition(".")[2]) for name in ("lat", "lon")]
    return min(decimals) >= _FEWEST_DECIMALS and bool(
        re.search(r"[,;/\s]", match.group()[len(match["lat_degrees"]) :])
    )


def _value(match: re.Match[str], name: str, negative: str) -> float | None:
    degrees = float(match[f"{name}_degrees"].replace("−", "-"))
    minutes = float(match[f"{name}_minutes"] or 0)
    seconds = float(match[f"{name}_seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    value = abs(degrees) + minutes / 60 + seconds / 3600
    letter = match[f"{name}_letter"]
    below = degrees < 0 or (letter is not None and letter in negative)
    return round(-value if below else value, 7)


def relative_phrases(text: str) -> list[RelativeFound]:
    """Phrases such as "30 km north of"; whether a place follows is for the caller to see."""
    found = []
    for match in _RELATIVE.finditer(text) if _PERHAPS_RELATIVE.search(text.lower()) else ():
        number = match["number"].lower()
        count = float(_NUMBERS[number]) if number in _NUMBERS else float(number.replace(",", ""))
        direction = match["direction"]
        key = re.sub(r"[\s-]", "", direction.lower()) if direction else None
        found.append(
            RelativeFound(
                start=match.start(),
                end=match.end(),
                distance_m=round(count * METRES[match["unit"].lower()], 1),
                bearing_deg=BEARINGS[key] if key else None,
            )
        )
    return found


def leads_to(text: str, phrase_end: int, name_start: int) -> bool:
    """May the name that starts there be what the phrase counts from?"""
    return 0 < name_start - phrase_end < _FARTHEST and bool(
        _BETWEEN.fullmatch(text[phrase_end:name_start])
    )


def says_where_it_lies(text: str, end: int) -> bool:
    """Whether what follows says of a name where it lies, as of a town: ", 20 km north of Kursk"."""
    return bool(_LIES.match(text, end))


def says_what_is_near(text: str, end: int) -> bool:
    """Whether what follows says what is near, which people and companies may be too."""
    return bool(_LIES_NEAR.match(text, end))
