"""An article's mentions as plain JSON, for programs: one record with its toponyms in text order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from geo.exports.geojson import DECIMALS, dumps
from geo.geodesy import radius_km
from geo.model import ArticleMap, Document, Mention, Place, Status

Json: TypeAlias = dict[str, Any]


def write(article_map: ArticleMap) -> bytes:
    """The record with explained candidates, in UTF-8."""
    return dumps(explained_record(article_map)).encode()


def record(
    document: Document, mentions: Sequence[Mention], *, record_id: str | int | None = None
) -> Json:
    """`{"id", "text", "toponyms", "institutions", "relative"}`.

    Offsets are in code points of the text, coordinates in degrees. Institutions are alliances and
    seats of power that act and are not named as places: "NATO said". Relative places ("30 km north
    of" a town, "between" two) are no names; they have the offsets of those that they count from.
    Coordinates are null where a mention was not placed. Mentions that a person rejected are left
    out.
    """
    by_id = {mention.id: mention for mention in mentions}
    return {
        "id": document.id if record_id is None else record_id,
        "text": document.text,
        "toponyms": [_toponym(mention) for mention in _toponyms(mentions)],
        "institutions": [_toponym(mention) for mention in _institutions(mentions)],
        "relative": [_relative(mention, by_id) for mention in _relatives(mentions)],
    }


def explained_record(article_map: ArticleMap, *, record_id: str | int | None = None) -> Json:
    """The record; each toponym with what it was taken for, how surely, why, and the candidates."""
    places = {each: place for place in article_map.places for each in place.mention_ids}
    made = record(article_map.document, article_map.mentions, record_id=record_id)
    mentions = article_map.mentions
    for key, part in (
        ("toponyms", _toponyms(mentions)),
        ("institutions", _institutions(mentions)),
        ("relative", _relatives(mentions)),
    ):
        for each, mention in zip(made[key], part, strict=True):
            each |= _explanation(mention, places.get(mention.id))
    return made


def _toponyms(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in _shown(mentions) if not m.institution and m.relation is None]


def _institutions(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in _shown(mentions) if m.institution]


def _relatives(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in _shown(mentions) if m.relation is not None]


def _shown(mentions: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.status is not Status.REJECTED]


def _toponym(mention: Mention) -> Json:
    lon, lat = _position(mention)
    entry = mention.entry
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role.value,
        "lat": lat,
        "lon": lon,
        "geonameid": entry.geonameid if entry else None,
        "radius_km": _rounded(entry.radius_km, 3) if entry else None,
    }


def _relative(mention: Mention, by_id: Mapping[str, Mention]) -> Json:
    lon, lat = _position(mention)
    relation, geometry = mention.relation, mention.geometry
    anchors = [] if relation is None else [by_id[each] for each in relation.anchors]
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "relation": None if relation is None else relation.kind.value,
        "anchors": [{"start": anchor.start, "end": anchor.end} for anchor in anchors],
        "lat": lat,
        "lon": lon,
        "radius_km": None if geometry is None else _rounded(radius_km(geometry), 1),
    }


def _explanation(mention: Mention, place: Place | None) -> Json:
    entry = mention.entry
    return {
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


def _position(mention: Mention) -> tuple[float | None, float | None]:
    """Longitude and latitude: of the entry, else of the mention's own geometry."""
    if mention.entry is not None:
        return (
            _rounded(mention.entry.lon, DECIMALS),
            _rounded(mention.entry.lat, DECIMALS),
        )
    if mention.geometry is not None and not mention.geometry.is_empty:
        point = mention.geometry.representative_point()
        return _rounded(point.x, DECIMALS), _rounded(point.y, DECIMALS)
    return None, None


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)
