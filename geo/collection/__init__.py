"""Several articles on one map: their places gathered by place, and as features."""

from __future__ import annotations

from geo.collection.features import GeometryOf, collection_features, outline_features
from geo.collection.gathering import (
    Appearance,
    ArticlePlace,
    CollectionArticle,
    CollectionMap,
    CollectionPlace,
    Period,
    Quote,
    article_places,
    collect,
)

__all__ = [
    "Appearance",
    "ArticlePlace",
    "CollectionArticle",
    "CollectionMap",
    "CollectionPlace",
    "GeometryOf",
    "Period",
    "Quote",
    "article_places",
    "collect",
    "collection_features",
    "outline_features",
]
