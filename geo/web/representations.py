"""An article map as the JSON of docs/api.md. The page without script shows the same dict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from geo.articles import Sample, heading
from geo.collection import CollectionArticle, CollectionMap, CollectionPlace, Quote
from geo.gazetteer.descriptions import Naming
from geo.geodesy import bbox_of
from geo.languages.interface import interface
from geo.layers import LAYER_TITLES, certainty, counted_mentions, features, layer_of, local_name
from geo.model import (
    SYMBOLS,
    ArticleMap,
    Candidate,
    Correction,
    Dispute,
    Document,
    Entry,
    Evidence,
    Mention,
    Overlay,
    Place,
    Status,
    Worldview,
)
from geo.store import ArticleSummary
from geo.workspace.counts import review_of

_UNKNOWN_LANGUAGE = "und"


def summary_member(summary: ArticleSummary) -> dict[str, Any]:
    """An article as a member of a list."""
    return {
        "id": summary.id,
        "title": summary.title,
        "heading": summary.heading,
        "published": summary.published,
        "created": summary.created,
        "words": summary.words,
        "places": summary.places,
        "needs_checking": summary.needs_checking,
    }


def found_member(summary: ArticleSummary, names: Sequence[str]) -> dict[str, Any]:
    """An article as a member of a list that was searched, with the names that were found."""
    return {**summary_member(summary), "found": list(names)}


def deleted_member(summary: ArticleSummary) -> dict[str, Any]:
    """An article that can be brought back."""
    return {**summary_member(summary), "deleted": summary.deleted}


def sample_member(sample: Sample, *, stored: bool) -> dict[str, Any]:
    """An article that comes with Dateline; `article` is its id where it is stored."""
    document = sample.document
    return {
        "id": sample.id,
        "heading": heading(document),
        "about": sample.about,
        "published": None if document.published is None else document.published.isoformat(),
        "source": document.source,
        "words": len(document.text.split()),
        "article": document.id if stored else None,
    }


def article_body(
    article_map: ArticleMap,
    *,
    naming: Naming,
    names: Mapping[str, str],
    worldviews: tuple[Worldview, ...],
) -> dict[str, Any]:
    """One article with its mentions, places and candidates.

    `naming` is in the map's language; `names` gives the names of the entries that corrections
    chose.
    """
    document = article_map.document
    placed = {
        identifier: place.id for place in article_map.places for identifier in place.mention_ids
    }
    return {
        **_document_members(document, article_map.language),
        "worldview": article_map.worldview.id,
        "worldviews": [
            worldview_member(worldview, article_map.language) for worldview in worldviews
        ],
        "view_language": article_map.language,
        "focus": {
            "bbox": None if article_map.focus.bbox is None else list(article_map.focus.bbox),
            "outside": list(article_map.focus.outside),
        },
        "mentions": [
            _mention_member(mention, placed.get(mention.id), document, naming)
            for mention in article_map.mentions
        ],
        "places": [_place_member(article_map, place, naming) for place in article_map.places],
        "corrections": [
            correction_member(correction, names) for correction in article_map.corrections
        ],
        "layers": layer_members(article_map),
        "overlays": [overlay_member(overlay) for overlay in article_map.overlays],
    }


def layer_members(article_map: ArticleMap) -> list[dict[str, Any]]:
    """The layers with the number of their features."""
    counts = Counter(feature.layer for feature in features(article_map))
    say = interface(article_map.language)
    return [
        {"id": layer.value, "title": say(title), "count": counts[layer]}
        for layer, title in LAYER_TITLES.items()
    ]


def overlay_member(overlay: Overlay) -> dict[str, Any]:
    """An overlay without its lines and areas, which are in the layer `overlays`."""
    return {
        "id": overlay.id,
        "title": overlay.title,
        "as_of": overlay.as_of.isoformat(),
        "source": overlay.source,
        "url": overlay.url,
        "parts": len(overlay.parts),
        "names": list(overlay.names),
        "created": overlay.created,
    }


def correction_member(correction: Correction, names: Mapping[str, str]) -> dict[str, Any]:
    """A person's decision."""
    return {
        "id": correction.id,
        "start": correction.start,
        "end": correction.end,
        "text": correction.text,
        "entry": correction.entry_id,
        "name": None if correction.entry_id is None else names.get(correction.entry_id),
        "everywhere": correction.everywhere,
        "created": correction.created,
    }


def entry_member(entry: Entry, naming: Naming) -> dict[str, Any]:
    """A gazetteer entry, for a search box."""
    return {
        "id": entry.id,
        "name": naming.name(entry),
        "kind": entry.kind.value,
        "symbol": SYMBOLS[entry.kind].value,
        "description": naming.describe(entry),
        "lon": entry.lon,
        "lat": entry.lat,
        "population": entry.population,
        "country_code": entry.country_code or None,
        "geonameid": entry.geonameid,
    }


def worldview_member(worldview: Worldview, language: str) -> dict[str, Any]:
    say = interface(language)
    return {
        "id": worldview.id,
        "name": say(worldview.name),
        "description": say(worldview.description),
    }


def _document_members(document: Document, language: str) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "heading": heading(document),
        "published": None if document.published is None else document.published.isoformat(),
        "published_inferred": document.published_inferred,
        "source": document.source,
        "url": document.url,
        "language": document.language,
        "notice": _notice(document.language, language),
        "words": len(document.text.split()),
        "text": document.text,
        "blocks": [
            {"start": block.start, "end": block.end, "kind": block.kind.value}
            for block in document.blocks
        ],
    }


def _notice(written: str, language: str) -> str | None:
    """What to say, in a language, about a text that is not written in English."""
    tag = written.split("-")[0].lower()
    say = interface(language)
    if tag == "en":
        return None
    if tag == _UNKNOWN_LANGUAGE:
        return say(
            "Dateline cannot tell which language this text is in. "
            "It reads English; expect missing and wrong places."
        )
    return say(
        "This text is not in English (its language tag is {tag}). "
        "Dateline reads English; expect missing and wrong places.",
        tag=written,
    )


def _mention_member(
    mention: Mention, place: str | None, document: Document, naming: Naming
) -> dict[str, Any]:
    sentence = mention.sentence
    placed = place is not None or mention.entry is not None
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role.value,
        "block": mention.block.value,
        "sentence": {
            "start": sentence.start,
            "end": sentence.end,
            "text": document.text[sentence.start : sentence.end],
        },
        "place": place,
        "confidence": round(mention.confidence, 4),
        "certainty": certainty(mention.confidence, placed=placed),
        "review": None if mention.review is None else mention.review.value,
        "status": mention.status.value,
        "candidates": [_candidate_member(each, naming) for each in mention.candidates],
    }


def _candidate_member(candidate: Candidate, naming: Naming) -> dict[str, Any]:
    entry = candidate.entry
    return {
        "entry": entry.id,
        "name": naming.name(entry),
        "kind": entry.kind.value,
        "symbol": SYMBOLS[entry.kind].value,
        "description": naming.describe(entry),
        "lon": entry.lon,
        "lat": entry.lat,
        "population": entry.population,
        "probability": round(candidate.probability, 4),
        "match": candidate.match.value,
        "evidence": [_evidence_member(evidence) for evidence in candidate.evidence],
    }


def _evidence_member(evidence: Evidence) -> dict[str, Any]:
    return {
        "kind": evidence.kind,
        "weight": round(evidence.weight, 3),
        "sentence": evidence.sentence,
    }


def _place_member(article_map: ArticleMap, place: Place, naming: Naming) -> dict[str, Any]:
    mentions = counted_mentions(article_map, place)
    layer = layer_of(place)
    review = review_of(article_map, place)
    corrected = any(mention.status is Status.CORRECTED for mention in mentions)
    bbox = place.bbox
    if bbox is None and place.geometry is not None:
        bbox = bbox_of(place.geometry)
    return {
        "id": place.id,
        "name": place.name,
        "local_name": local_name(place),
        "kind": place.kind.value,
        "symbol": SYMBOLS[place.kind].value,
        "layer": None if layer is None else layer.value,
        "role": place.role.value,
        "roles": dict(Counter(mention.role.value for mention in mentions)),
        "description": "" if place.entry is None else naming.describe(place.entry),
        "lon": place.lon,
        "lat": place.lat,
        "bbox": None if bbox is None else list(bbox),
        "precision_m": place.precision_m,
        "mentions": [mention.id for mention in mentions],
        "confidence": round(place.confidence, 4),
        "certainty": certainty(place.confidence),
        "reason": place.reason,
        "parents": [
            {"id": parent.id, "name": parent.name, "kind": parent.kind.value}
            for parent in place.parents
        ],
        "names": dict(place.names),
        "dispute": _dispute_member(place.dispute),
        "geonameid": None if place.entry is None else place.entry.geonameid,
        "wikidata": None if place.entry is None else place.entry.wikidata,
        "status": (Status.CORRECTED if corrected else Status.AUTOMATIC).value,
        "review": None if review is None else review.value,
    }


def _dispute_member(dispute: Dispute | None) -> dict[str, Any] | None:
    if dispute is None:
        return None
    return {
        "id": dispute.id,
        "sentence": dispute.sentence,
        "source": dispute.source,
        "url": dispute.url,
    }


# Collections -------------------------------------------------------------------------------------


def collection_body(collection: CollectionMap, worldviews: Sequence[Worldview]) -> dict[str, Any]:
    """A collection with its places; their sentences are asked for place by place."""
    focus = collection.focus
    return {
        "articles": [_collection_article_member(each) for each in collection.articles],
        "places": [_collection_place_member(each) for each in collection.places],
        "focus": {
            "bbox": None if focus.bbox is None else list(focus.bbox),
            "outside": list(focus.outside),
        },
        "worldview": worldview_member(collection.worldview, collection.language),
        "worldviews": [worldview_member(each, collection.language) for each in worldviews],
        "view_language": collection.language,
        "pending": len(collection.pending),
    }


def collection_place_body(collection: CollectionMap, place: CollectionPlace) -> dict[str, Any]:
    """One place of a collection with the sentences of each article that names it."""
    articles = {each.id: each for each in collection.articles}
    return {
        **_collection_place_member(place),
        "articles": [
            {
                **_collection_article_member(articles[each.article]),
                "mentions": [_quote_member(quote) for quote in each.quotes],
            }
            for each in place.counted
        ],
    }


def _collection_article_member(article: CollectionArticle) -> dict[str, Any]:
    return {
        "id": article.id,
        "heading": article.heading,
        "published": None if article.published is None else article.published.isoformat(),
    }


def _collection_place_member(collected: CollectionPlace) -> dict[str, Any]:
    place = collected.place
    return {
        "id": place.id,
        "name": place.name,
        "local_name": place.local_name,
        "kind": place.kind.value,
        "symbol": SYMBOLS[place.kind].value,
        "layer": collected.layer.value,
        "within": place.within,
        "lon": place.lon,
        "lat": place.lat,
        "bbox": None if place.bbox is None else list(place.bbox),
        "precision_m": place.precision_m,
        "mentions": collected.mentions,
        "confidence": place.confidence,
        "certainty": certainty(place.confidence),
        "review": None if place.review is None else place.review.value,
        "dispute": _dispute_member(place.dispute),
        "appearances": [
            {
                "article": each.article,
                "layer": each.layer.value,
                "mentions": len(each.quotes),
            }
            for each in collected.appearances
        ],
    }


def _quote_member(quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.mention,
        "start": quote.start,
        "end": quote.end,
        "sentence": {"start": quote.sentence_start, "text": quote.sentence},
    }
