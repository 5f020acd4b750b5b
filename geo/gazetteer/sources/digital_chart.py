"""Seas, islands, ranges, deserts and parts of continents: the collections of deb gmt-dcw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from geo.gazetteer.rows import Name, Row
from geo.gazetteer.sources.natural_earth_packages import debian_package
from geo.model import BBox, Kind, NameMatch

KEY = "gmt-dcw"

# The collection's spelling -> what English news writes; the first is the main name.
_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "Balcans": ("Balkans",),
    "Balearic": ("Balearic Sea",),
    "Baleares Islands": ("Balearic Islands", "Balearics"),
    "Alps Mountains": ("Alps",),
    "Himalayas Mountains": ("Himalayas", "Himalaya"),
    "Andes Mountains": ("Andes", "Andes Mountains"),
    "Ural Mountains": ("Ural Mountains", "Urals"),
    "Caucasus Mountains": ("Caucasus Mountains", "Greater Caucasus"),
    "Rocky Mountains": ("Rocky Mountains", "Rockies"),
    "Gulf of Iran": ("Persian Gulf", "Arabian Gulf"),
    "Japan Sea": ("Sea of Japan", "East Sea"),
    "Eastern China Sea": ("East China Sea",),
    "Molukka Sea": ("Molucca Sea",),
    "Malacca Strait": ("Strait of Malacca", "Malacca Strait", "Straits of Malacca"),
    "Singapore Strait": ("Singapore Strait", "Strait of Singapore"),
    "Makassar Strait": ("Makassar Strait", "Strait of Makassar"),
    "Rio de La Plata": ("Río de la Plata", "River Plate"),
    "Seto naikai": ("Seto Inland Sea", "Inland Sea of Japan"),
    "Victoria Lake": ("Lake Victoria",),
    "Mayor Antilles": ("Greater Antilles",),
    "Mediterranean Sea": ("Mediterranean Sea", "Mediterranean"),
    "Caribbean Sea": ("Caribbean Sea", "Caribbean"),
    "Adriatic Sea": ("Adriatic Sea", "Adriatic"),
    "Aegean Sea": ("Aegean Sea", "Aegean"),
    "Baltic Sea": ("Baltic Sea",),
    "Gulf of Mexico": ("Gulf of Mexico",),
    "Sahara Desert": ("Sahara", "Sahara Desert"),
    "Gobi Desert": ("Gobi Desert", "Gobi"),
    "Siberia Peninsula": ("Siberia",),
    "Nordics": ("Nordic countries", "Nordics"),
    "Baltic states": ("Baltic states", "Baltics"),
    "Irish Sea and St. George's Channel": ("Irish Sea",),
    "Kattegat, Sund and Belts": ("Kattegat",),
    "The Northwestern Passages": ("Northwest Passage",),
    "Galapagos Islands": ("Galápagos Islands", "Galápagos"),
    "Azores Islands": ("Azores",),
    "Canary Islands": ("Canary Islands", "Canaries"),
    "Madeira Archipelago": ("Madeira",),
    "Isla Grande de Tierra del Fuego": ("Tierra del Fuego",),
    "The Guianas": ("Guianas",),
    "Arab Countries": ("Arab countries", "Arab world"),
    "Bolivarian countries": ("Bolivarian countries",),
    "Australia and New Zealanda": ("Australia and New Zealand", "Australasia"),
}

# Parts of no use to news: halves of a sea, a country without its islands.
_LEFT_OUT = re.compile(
    r"^(Continental |Mediterranean Sea (West|East)ern Basin|Coastal Waters|Inner Seas|World$)"
)

# Islands that are named without the word; "South", "Victoria" and "Vancouver" alone mean others.
_BARE_ISLANDS = frozenset(
    [
        "New Guinea",
        "Borneo",
        "Sumatra",
        "Honshu",
        "Sulawesi",
        "Great Britain",
        "Java",
        "Luzon",
        "Newfoundland",
        "Ireland",
        "Mindanao",
        "Hokkaido",
        "Sakhalin",
        "Spitsbergen",
        "Kyushu",
        "New Britain",
        "Timor",
        "Sicily",
    ]
)

_BBOX = re.compile(r"region:\s*([-\d.]+)/([-\d.]+)/([-\d.]+)/([-\d.]+)")
_FEATURE_CODES: tuple[tuple[str, Kind, str], ...] = (
    (r"\b(Ocean)\b", Kind.WATER, "OCN"),
    (r"\b(Gulf)\b", Kind.WATER, "GULF"),
    (r"\b(Bay|Bight)\b", Kind.WATER, "BAY"),
    (r"\b(Strait|Channel|Passage|Kattegat|Skagerrak)\b", Kind.WATER, "STRT"),
    (r"\b(Sea|Seto)\b", Kind.WATER, "SEA"),
    (r"\b(Lakes)\b", Kind.WATER, "LKS"),
    (r"\b(Lake)\b", Kind.WATER, "LK"),
    (r"\b(Islands|Azores|Archipelago|Madeira|Antilles|Sunda)\b", Kind.LANDFORM, "ISLS"),
    (r"\b(Island|Tierra del Fuego)\b", Kind.LANDFORM, "ISL"),
    (r"\b(Mountains|Alps|Himalayas|Tian Shan|Range|Andes)\b", Kind.LANDFORM, "MTS"),
    (r"\b(Desert|Sahara)\b", Kind.LANDFORM, "DSRT"),
    (r"\b(Peninsula)\b", Kind.LANDFORM, "PEN"),
    (r"\b(Plain|Plains|Steppe)\b", Kind.LANDFORM, "PLN"),
    (r"\b(Plateau)\b", Kind.LANDFORM, "PLAT"),
    (r"\b(Basin)\b", Kind.LANDFORM, "BSN"),
)


def digital_chart_rows() -> Iterator[Row]:
    """Collections with a bounding box or a list of member countries."""
    tag, title = "", ""
    seen: set[str] = set()
    for line in collections_path().read_text(encoding="utf-8").splitlines():
        if line.startswith("tag:"):
            tag, _, title = line.removeprefix("tag:").strip().partition(" ")
            title = title.removeprefix("UN ").strip()
        elif line.startswith(("region:", "list:")) and not _LEFT_OUT.match(title):
            row = _row(tag, title, line)
            if row.id not in seen:
                seen.add(row.id)
                yield row


def collections_path() -> Path:
    """The one file of the package that is read."""
    return debian_package("gmt-dcw")[0] / "usr/share/gmt-dcw/dcw-collections.txt"


def _row(tag: str, title: str, line: str) -> Row:
    spellings = _SPELLINGS.get(title)
    kind, code = _kind(title, tag)
    if spellings is None:
        bare = title.removesuffix(" Island")
        spellings = (bare, title) if bare != title and bare in _BARE_ISLANDS else (title,)
    bbox: BBox | None = None
    members: tuple[str, ...] = ()
    if found := _BBOX.match(line):
        west, east, south, north = (float(value) for value in found.groups())
        bbox = (_wrapped(west), south, _wrapped(east), north)
    else:
        members = tuple(
            code for code in line.removeprefix("list:").strip().split(",") if len(code) == 2
        )
    lon, lat = _middle(bbox) if bbox else (None, None)
    return Row(
        id=f"dcw:{_slug(spellings[0])}",
        name=spellings[0],
        kind=kind,
        source=KEY,
        lon=lon,
        lat=lat,
        feature_code=code,
        bbox=bbox,
        area_ids=members,
        names=[
            Name(text=spelling, match=NameMatch.ENGLISH if number else NameMatch.MAIN)
            for number, spelling in enumerate(spellings)
        ],
    )


def _kind(title: str, tag: str) -> tuple[Kind, str]:
    for pattern, kind, code in _FEATURE_CODES:
        if re.search(pattern, title):
            return kind, code
    if tag.startswith("IHO"):
        return Kind.WATER, "SEA"
    is_continent = tag in {"UN002", "UN142", "UN150", "UN009", "AFR", "ASI", "EUR", "NAM", "SAM"}
    return Kind.AREA, "CONT" if is_continent else "RGN"


def _middle(bbox: BBox) -> tuple[float, float]:
    west, south, east, north = bbox
    width = (east - west) % 360 if (west, east) != (-180.0, 180.0) else 360.0
    return round(_wrapped(west + width / 2), 4), round((south + north) / 2, 4)


def _wrapped(lon: float) -> float:
    return lon if -180 <= lon <= 180 else round((lon + 180) % 360 - 180, 4)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
