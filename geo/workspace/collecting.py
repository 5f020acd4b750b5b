"""Searches and collections over all articles, from what is stored of their maps.

A map that was made leaves its places in the store (`remember`). Where they are missing, since an
article was stored without its map, or the program or its data are newer, the map is made when it
is needed: for about a second a request, so that a page never waits long; what is then still
missing is said to be pending.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geo.collection import (
    ArticlePlace,
    CollectionArticle,
    CollectionMap,
    Period,
    article_places,
    collect,
    outline_features,
)
from geo.errors import BadRecord, StoreUnusable, UnknownArticle
from geo.model import ArticleMap
from geo.resources import installation_stamp
from geo.settings import SWITCHES, Settings
from geo.store import ArticleSummary, PlacesKey, Store
from geo.workspace.counts import needs_checking_count, places_count
from geo.workspace.mapmaking import MapMaker
from geo.workspace.recent import Recent

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

PATIENCE_S = 1.0
"""How long one request makes missing maps."""

_KEPT = 6

MAX_CHOSEN = 2_000
"""Most articles that can be chosen for a collection by their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionKey:
    """What a collection depends on: each article with its places' revision, None if unknown."""

    view: PlacesKey
    articles: tuple[tuple[CollectionArticle, int | None], ...]


class Collector:
    """What is known of all articles' places. Safe to use from several threads."""

    def __init__(self, settings: Settings, store: Store, maker: MapMaker) -> None:
        self._settings = settings
        self._store = store
        self._maker = maker
        switches = [getattr(settings, name) for name in SWITCHES]
        stamp = hashlib.sha256(f"{installation_stamp()} {switches}".encode())
        self._made_by = stamp.hexdigest()[:32]
        self._collections: Recent[CollectionKey, CollectionMap] = Recent(_KEPT)
        self._outlines: Recent[CollectionKey, str] = Recent(_KEPT)

    def remember(self, article_map: ArticleMap, revision: int) -> None:
        """Keep what lists, searches and collections need of a map.

        A map is shown even if that cannot be kept.
        """
        article_id = article_map.document.id
        with suppress(StoreUnusable):
            if article_map.worldview.id == self._settings.worldview:
                self._store.articles.set_counts(
                    article_id,
                    places=places_count(article_map),
                    needs_checking=needs_checking_count(article_map),
                )
            self._store.places.put(
                article_id,
                self._key(article_map.worldview.id, article_map.language),
                revision=revision,
                names=_names(article_map),
                places=article_places(article_map),
            )

    def collection(
        self,
        articles: Sequence[ArticleSummary],
        period: Period | None,
        worldview: str,
        language: str,
    ) -> CollectionMap:
        """The map of those of the articles that belong to the period."""
        return self._collection(self._asked(articles, period, worldview, language))

    def outlines(
        self,
        articles: Sequence[ArticleSummary],
        period: Period | None,
        worldview: str,
        language: str,
    ) -> str:
        """The areas of the same map with their names alone, as GeoJSON."""
        from geo.exports.geojson import dumps, feature_collection

        key = self._asked(articles, period, worldview, language)

        def made() -> str:
            features = outline_features(
                self._collection(key), lambda place: self.geometry(place, key.view.worldview)
            )
            return dumps(feature_collection(features))

        return self._outlines.get(key, made)

    def _asked(
        self,
        articles: Sequence[ArticleSummary],
        period: Period | None,
        worldview: str,
        language: str,
    ) -> CollectionKey:
        """What the collection will be made of, once missing maps are made as far as time allows."""
        within = [each for each in map(_article, articles) if period is None or period.holds(each)]
        view = self._key(worldview, language)
        known = self._fill([each.id for each in within], view)
        return CollectionKey(
            view=view, articles=tuple((each, known.get(each.id)) for each in within)
        )

    def _collection(self, key: CollectionKey) -> CollectionMap:
        from geo.gazetteer.worldviews import worldview as worldview_of

        def made() -> CollectionMap:
            ids = [article.id for article, revision in key.articles if revision is not None]
            return collect(
                [article for article, _ in key.articles],
                self._store.places.of(key.view, ids),
                worldview=worldview_of(key.view.worldview),
                language=key.view.language,
            )

        return self._collections.get(key, made)

    def geometry(self, place: ArticlePlace, worldview: str) -> BaseGeometry | None:
        """The place's area in a worldview, else its point. Raises `DataMissing`."""
        from geo.places.geometry import locate

        if place.entry is None:
            return place.geometry
        entry = self._maker.gazetteer.entry(place.entry)
        return locate(entry, self._maker.areas, worldview).geometry

    def found(
        self, articles: Sequence[ArticleSummary], query: str, worldview: str, language: str
    ) -> tuple[list[tuple[ArticleSummary, tuple[str, ...]]], int]:
        """The articles in whose title, or among whose places' names, each word of a query begins
        a word; with the names found, and the number of articles whose places are not known yet.
        """
        from geo.gazetteer.folding import fold

        words = fold(query).split()
        key = self._key(worldview, language)
        ids = [each.id for each in articles]
        self._fill(ids, key)
        names = self._store.places.names(key, ids)
        hits = []
        for article in articles:
            title = fold(" ".join(filter(None, (article.title, article.heading))))
            left = [word for word in words if not _begins_word(title, word)]
            places = {}
            for name, folded in names.get(article.id, ()):
                said = [word for word in words if any(_begins_word(each, word) for each in folded)]
                if said:
                    places[name] = said
            covered = {word for said in places.values() for word in said}
            if covered.issuperset(left):
                # A name that answers the whole query tells more than one that answers a word.
                most = max((len(said) for said in places.values()), default=0)
                best = tuple(name for name, said in places.items() if len(said) == most)
                hits.append((article, best))
        return hits, len(ids) - len(names)

    def _key(self, worldview: str, language: str) -> PlacesKey:
        return PlacesKey(worldview=worldview, language=language, maker=self._made_by)

    def _fill(self, article_ids: Sequence[str], key: PlacesKey) -> dict[str, int]:
        """Make missing maps as far as time allows; answers the articles that have one, each with
        the revision it is of.
        """
        known = self._store.places.known(key, article_ids)
        until = time.monotonic() + PATIENCE_S
        for article_id in article_ids:
            if article_id in known:
                continue
            if time.monotonic() > until:
                break
            with suppress(UnknownArticle):  # deleted in the meantime
                revision, corrections = self._store.corrections.of(article_id)
                document = self._store.articles.get(article_id)
                made = self._maker.make(
                    document, corrections, worldview=key.worldview, language=key.language
                )
                self.remember(made, revision)
                known[article_id] = revision
        return known


def chosen(
    articles: Sequence[ArticleSummary], article_ids: Sequence[str]
) -> tuple[ArticleSummary, ...]:
    """Those of the articles that have the ids, all if none is given.

    Raises `UnknownArticle`, and `BadRecord` for too many ids.
    """
    if not article_ids:
        return tuple(articles)
    if len(article_ids) > MAX_CHOSEN:
        raise BadRecord(
            "{count} articles are chosen; the limit is {limit}.",
            value=len(article_ids),
            hint="Choose none to get all of them.",
            count=len(article_ids),
            limit=MAX_CHOSEN,
        )
    wanted = set(article_ids)
    unknown = wanted - {each.id for each in articles}
    if unknown:
        missing = min(unknown)
        raise UnknownArticle(
            "No article has the id {id}.",
            value=missing[:50],
            hint="GET /api/articles lists the articles that are stored.",
            id=repr(missing[:50]),
        )
    return tuple(each for each in articles if each.id in wanted)


def _article(summary: ArticleSummary) -> CollectionArticle:
    published = None if summary.published is None else date.fromisoformat(summary.published)
    return CollectionArticle(id=summary.id, heading=summary.heading, published=published)


def _begins_word(text: str, word: str) -> bool:
    return text.startswith(word) or f" {word}" in text


def _names(article_map: ArticleMap) -> list[tuple[str, list[str]]]:
    """The places' names: as shown, and folded with all that a reader might type for them."""
    from geo.gazetteer.folding import fold

    texts = {mention.id: mention.text for mention in article_map.mentions}
    made = []
    for place in article_map.places:
        said = [texts[each] for each in place.mention_ids if each in texts]
        folded = {fold(name) for name in (place.name, *place.names.values(), *said)}
        made.append((place.name, sorted(folded - {""})))
    return made
