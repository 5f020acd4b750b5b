"""A library of articles to measure with: our own sentences, the same each time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY = date(2025, 1, 6)
_UNDATED = 20  # each so manieth article has no date

_REGIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Ukraine": (
        ("Kyiv", "Kharkiv", "Odesa", "Lviv", "Zaporizhzhia", "Pokrovsk", "Kherson", "Dnipro"),
        ("Donetsk Oblast", "Kharkiv Oblast", "Crimea", "Zakarpattia"),
    ),
    "Poland": (
        ("Warsaw", "Gdańsk", "Kraków", "Lublin", "Rzeszów", "Szczecin"),
        ("Masovia", "Silesia"),
    ),
    "Kenya": (("Nairobi", "Mombasa", "Kisumu", "Nakuru", "Eldoret"), ("Turkana County",)),
    "Brazil": (
        ("São Paulo", "Manaus", "Recife", "Porto Alegre", "Belém", "Brasília"),
        ("Amazonas", "Rio Grande do Sul", "Pará"),
    ),
    "Japan": (
        ("Tokyo", "Osaka", "Sapporo", "Sendai", "Nagasaki", "Kanazawa"),
        ("Hokkaido", "Ishikawa Prefecture"),
    ),
    "Turkey": (
        ("Istanbul", "Ankara", "Izmir", "Gaziantep", "Trabzon", "Antalya"),
        ("Hatay Province",),
    ),
    "Canada": (
        ("Toronto", "Vancouver", "Calgary", "Halifax", "Winnipeg", "Montreal"),
        ("Alberta", "Manitoba", "Nova Scotia"),
    ),
    "Fiji": (("Suva", "Nadi", "Labasa", "Savusavu"), ()),
    "Chile": (("Santiago", "Valparaíso", "Concepción", "Antofagasta"), ("Atacama",)),
    "Indonesia": (("Jakarta", "Surabaya", "Medan", "Makassar"), ("Aceh", "Bali")),
}
_IN_TOWN = (
    "A storm closed the port of {town} on Monday.",
    "Crews in {town} repaired the bridge before the evening.",
    "The hospital in {town} treated eleven people.",
    "Trains from {town} arrived up to forty minutes late.",
    "Schools in {town} stay closed until Thursday.",
    "A factory near {town} stopped work after the power failed.",
)
_IN_AREA = (
    "Heavy rain fell in {area} during the night.",
    "Roads in {area} were blocked by fallen trees.",
    "Farmers in {area} expect a poor harvest.",
)
_ACTING = (
    "{country} said it would pay for the repairs.",
    "The government of {country} promised a report within a month.",
)
_PLAIN = (
    "Nobody was hurt, and most shops opened again the next day.",
    "Residents called the night the longest in years.",
    "The cause is not known yet.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryArticle:
    """What `POST /api/articles` takes."""

    title: str
    text: str
    published: str | None


def library(count: int) -> list[LibraryArticle]:
    """So many articles of some 150 to 300 words, over half a year."""
    chance = random.Random(20250106)  # noqa: S311 - nothing secret
    return [_article(chance, number) for number in range(count)]


def _article(chance: random.Random, number: int) -> LibraryArticle:
    country = chance.choice(list(_REGIONS))
    towns, areas = _REGIONS[country]
    chosen = chance.sample(towns, k=min(len(towns), chance.randint(3, 5)))
    paragraphs = []
    for town in chosen:
        sentences = [each.format(town=town) for each in chance.sample(_IN_TOWN, k=3)]
        if areas:
            sentences.append(chance.choice(_IN_AREA).format(area=chance.choice(areas)))
        sentences.append(chance.choice(_PLAIN))
        chance.shuffle(sentences)
        paragraphs.append(" ".join(sentences))
    paragraphs.append(chance.choice(_ACTING).format(country=country))
    day = FIRST_DAY + timedelta(days=chance.randint(0, 180))
    return LibraryArticle(
        title=f"Report {number + 1}: {chosen[0]} and {chosen[1]} after the storm",
        text="\n\n".join(paragraphs),
        published=None if number % _UNDATED == 3 else day.isoformat(),
    )
