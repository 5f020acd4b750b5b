"""An article's mentions as plain JSON, for programs: one record with its toponyms in text order."""

from __future__ import annotations

from typing import Any, TypeAlias

from geo.exports.geojson import DECIMALS, dumps
from geo.model import ArticleMap, Mention, Place, Status

Json: TypeAlias = dict[str, Any]


def write(article_map: ArticleMap) -> bytes:
    """The record with explained candidates, in UTF-8."""
    return dumps(record(article_map, explain=True)).encode()


def record(
    article_map: ArticleMap, *, record_id: str | int | None = None, explain: bool = False
) -> Json:
    """`{"id", "text", "toponyms"}`; offsets in code points of the text, coordinates in degrees.

    Coordinates are null where a mention was not placed. `explain` adds what each was taken for, how
    sure that is, and the candidates with their evidence. Mentions that a person rejected are left
    out.
    """
    places = {each: place for place in article_map.places for each in place.mention_ids}
    return {
        "id": article_map.document.id if record_id is None else record_id,
        "text": article_map.document.text,
        "toponyms": [
            _toponym(mention, places.get(mention.id), explain=explain)
            for mention in article_map.mentions
            if mention.status is not Status.REJECTED
        ],
    }


def _toponym(mention: Mention, place: Place | None, *, explain: bool) -> Json:
    lon, lat = _position(mention, place)
    entry = mention.entry
    made: Json = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role.value,
        "lat": lat,
        "lon": lon,
        "geonameid": entry.geonameid if entry else None,
        "radius_km": _rounded(entry.radius_km, 3) if entry else None,
    }
    if explain:
        made |= {
            "entry": entry.id if entry else None,
            "name": entry.name if entry else place.name if place else None,
            "kind": entry.kind.value if entry else place.kind.value if place else None,
            "country_code": (entry.country_code or None) if entry else None,
            "confidence": round(mention.confidence, 4),
            "review": mention.review.value if mention.review else None,
            "reason": place.reason if place else None,
            "candidates": [
                {
                    "entry": candidate.entry.id,
                    "name": candidate.entry.name,
                    "kind": candidate.entry.kind.value,
                    "country_code": candidate.entry.country_code or None,
                    "lat": _rounded(candidate.entry.lat, DECIMALS),
                    "lon": _rounded(candidate.entry.lon, DECIMALS),
                    "probability": round(candidate.probability, 4),
                    "evidence": [
                        {
                            "kind": clue.kind,
                            "weight": round(clue.weight, 3),
                            "sentence": clue.sentence,
                        }
                        for clue in candidate.evidence
                    ],
                }
                for candidate in mention.candidates
            ],
        }
    return made


def _position(mention: Mention, place: Place | None) -> tuple[float | None, float | None]:
    """Longitude and latitude: of the entry, else of the mention's own or its place's geometry."""
    if mention.entry is not None:
        return (
            _rounded(mention.entry.lon, DECIMALS),
            _rounded(mention.entry.lat, DECIMALS),
        )
    if place is not None and place.lon is not None and place.lat is not None:
        return _rounded(place.lon, DECIMALS), _rounded(place.lat, DECIMALS)
    if mention.geometry is not None and not mention.geometry.is_empty:
        point = mention.geometry.representative_point()
        return _rounded(point.x, DECIMALS), _rounded(point.y, DECIMALS)
    return None, None


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)
