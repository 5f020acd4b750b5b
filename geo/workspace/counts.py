"""What a list of articles says about a map: how many places, and how many need a person's eye."""

from __future__ import annotations

from geo.layers import Layer, certainty, counted_mentions, layer_of
from geo.model import ArticleMap, Place, Review, Status

_LOCATED = frozenset({Layer.AREAS, Layer.PLACES})


def places_count(article_map: ArticleMap) -> int:
    """Number of places that are locations, not only actors or adjectives."""
    return sum(layer_of(place) in _LOCATED for place in article_map.places)


def needs_checking_count(article_map: ArticleMap) -> int:
    """Number of doubtful places, and of names for which no place was found."""
    doubtful = sum(
        layer_of(place) is not None and is_doubtful(article_map, place)
        for place in article_map.places
    )
    placed = {identifier for place in article_map.places for identifier in place.mention_ids}
    unplaced = {
        mention.text
        for mention in article_map.mentions
        if mention.id not in placed and mention.status is not Status.REJECTED
    }
    return doubtful + len(unplaced)


def is_doubtful(article_map: ArticleMap, place: Place) -> bool:
    """Whether a person should check the place."""
    return review_of(article_map, place) is not None or certainty(place.confidence) == "doubtful"


def review_of(article_map: ArticleMap, place: Place) -> Review | None:
    """Why a person should check the place: the gravest reason among its mentions."""
    reasons = {mention.review for mention in counted_mentions(article_map, place)}
    return next((reason for reason in (Review.NONE, Review.CLOSE) if reason in reasons), None)
