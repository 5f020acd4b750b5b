"""What one can do with Dateline, whoever asks: the HTTP interface, the command line, a script."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.exports.picture import Form, Picture
from geo.model import ArticleMap, Correction, Document, Entry
from geo.settings import Settings
from geo.store import (
    ArticleSummary,
    Store,
    moment_before,
)
from geo.workspace.annotations import Annotations
from geo.workspace.checking import checked_document
from geo.workspace.collecting import Collector, chosen
from geo.workspace.corrections import Corrections
from geo.workspace.mapmaking import MapMaker
from geo.workspace.overlays import Overlays
from geo.workspace.recent import ExportKey, MapKey, Recent
from geo.workspace.thumbnails import Thumbnails

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.articles import Sample
    from geo.collection import ArticlePlace, CollectionMap, Period
    from geo.exports import Export
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.areas import Areas

_KEPT_MAPS = 24
_LONG_TEXT = 20_000  # characters: some seconds of work
_KEPT_EXPORTS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The outcome of adding an article."""

    article_id: str
    new: bool  # False: the same text was stored before


class Workspace:
    """A user's articles with their maps; `annotations`, `corrections` and `overlays` of them.

    Safe to use from several threads. Opening it is cheap; the gazetteer is opened when needed.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        gazetteer: Gazetteer | None = None,
        areas: Areas | None = None,
    ) -> None:
        """Open the store in `settings.home`. Raises `StoreUnusable`."""
        self.settings = settings
        self._store = Store(settings.home)
        self._maps: Recent[MapKey, ArticleMap] = Recent(_KEPT_MAPS)
        self._exports: Recent[ExportKey, Export] = Recent(_KEPT_EXPORTS)
        self._progress: dict[str, tuple[int, int]] = {}
        self._thumbnails = Thumbnails(settings.home)
        self._maker = MapMaker(settings, gazetteer=gazetteer, areas=areas)
        self._collector = Collector(settings, self._store, self._maker)
        self.annotations = Annotations(self._store)
        self.corrections = Corrections(self._store, self._maker)
        self.overlays = Overlays(self._store, self._erase_old)
        self._erase_old()

    def close(self) -> None:
        """Let go of the store's file."""
        self._store.close()

    @property
    def gazetteer(self) -> Gazetteer:
        """The lookup of names. Raises `DataMissing`."""
        return self._maker.gazetteer

    def warm(self) -> None:
        """Open all that a map needs, so that the first one is not slow. Raises `DataMissing`."""
        self._maker.warm()

    # Articles ----------------------------------------------------------------------------------

    def read_article(
        self,
        source: str | bytes | Path,
        *,
        title: str | None = None,
        published: date | None = None,
        publisher: str | None = None,
        url: str | None = None,
        language: str | None = None,
    ) -> Document:
        """Read an article without storing it.

        Raises what `geo.articles.open_article` raises, and `BadRecord` or `UnknownName` for
        metadata that cannot be used.
        """
        from geo.articles import open_article

        document = open_article(
            source,
            title=title,
            published=published,
            publisher=publisher,
            url=url,
            language=language,
            max_bytes=self.settings.max_text_bytes,
        )
        return checked_document(document)

    def add_article(self, document: Document, *, with_map: bool = True) -> Added:
        """Store a document; the same text is stored once.

        With `with_map` the map is made first, so that what cannot be mapped is not stored.
        """
        if self._store.articles.has(document.id):
            return Added(article_id=document.id, new=False)
        made = self._maker.make(document, ()) if with_map else None
        added = self.add_articles([document])[0]
        if made is not None and added.new:
            key = self._key(made)
            self._maps.put(key, made)
            self._collector.remember(made, key.revision)
        return added

    def samples(self) -> tuple[tuple[Sample, bool], ...]:
        """The articles that come with Dateline, and whether each is stored."""
        from geo.articles import samples

        stored = {each.id for each in self.articles()}
        return tuple((each, each.document.id in stored) for each in samples())

    def sample(self, sample_id: str) -> Document:
        """An article that comes with Dateline. Raises `UnknownName`."""
        from geo.articles import sample

        return sample(sample_id).document

    def add_articles(self, documents: Sequence[Document]) -> tuple[Added, ...]:
        """Store several documents without their maps, all of them or none."""
        from geo.articles import heading

        rows = [(document, heading(document), len(document.text.split())) for document in documents]
        return tuple(
            Added(article_id=document.id, new=new)
            for document, new in zip(documents, self._store.articles.add_all(rows), strict=True)
        )

    def articles(self) -> tuple[ArticleSummary, ...]:
        """All articles, the newest first."""
        return self._store.articles.summaries()

    def find_articles(self, query: str) -> tuple[list[tuple[ArticleSummary, tuple[str, ...]]], int]:
        """The articles whose title or places match a query, each with the names that do, the
        newest first; and the number of articles whose places are not known yet.
        """
        worldview, language = self._maker.view(None, None)
        return self._collector.found(self.articles(), query, worldview, language)

    def article(self, article_id: str) -> ArticleSummary:
        """Raises `UnknownArticle`."""
        return self._store.articles.summary(article_id)

    def delete_article(self, article_id: str) -> None:
        """Delete an article with its corrections, annotations and history.

        For `Settings.undo_minutes` it can be brought back; then nothing of it is left. Raises
        `UnknownArticle`.
        """
        self._store.articles.delete(article_id)
        self._thumbnails.forget(article_id)
        minutes = self.settings.undo_minutes
        if minutes <= 0:
            self._store.articles.erase(article_id)
            return
        # Also on a server that nobody asks anything until then.
        eraser = threading.Timer(60 * minutes + 1, self._erase_old)
        eraser.daemon = True
        eraser.start()

    def deleted_articles(self) -> tuple[ArticleSummary, ...]:
        """The articles that can still be brought back, the one deleted last first."""
        self._erase_old()
        return self._store.articles.deleted()

    def restore_article(self, article_id: str) -> ArticleSummary:
        """Bring a deleted article back with all that belonged to it. Raises `UnknownArticle`."""
        self._erase_old()
        self._store.articles.restore(article_id)
        return self._store.articles.summary(article_id)

    def erase_article(self, article_id: str) -> None:
        """Remove a deleted article for good, before its time. Raises `UnknownArticle`."""
        self._store.articles.erase(article_id)

    # Maps --------------------------------------------------------------------------------------

    def open_map(
        self,
        article_id: str,
        *,
        worldview: str | None = None,
        language: str | None = None,
        switches: Mapping[str, bool] = MappingProxyType({}),
    ) -> ArticleMap:
        """The article's map as it stands. Raises `UnknownArticle` and `UnknownName`.

        `switches` are some of `geo.settings.SWITCHES`, instead of those of the settings.
        """
        return self._open(article_id, worldview, language, switches)[1]

    def text_to_wait_with(
        self,
        article_id: str,
        *,
        worldview: str | None = None,
        language: str | None = None,
        switches: Mapping[str, bool] = MappingProxyType({}),
    ) -> ArticleMap | None:
        """A long article without its places, to be read while they are looked for.

        None where there is nothing to wait for: the map is made already, or the text is short.
        Raises `UnknownArticle` and `UnknownName`.
        """
        from geo.pipeline import text_alone

        key, _ = self._asked(article_id, worldview, language, switches)
        document = self._store.articles.get(article_id)
        if len(document.text) < _LONG_TEXT or self._maps.has(key):
            return None
        alone = text_alone(document, worldview=key.worldview, language=key.language)
        return replace(
            alone,
            annotations=self._store.annotations.of(article_id),
            overlays=self._store.overlays.of(article_id),
        )

    def progress(self, article_id: str) -> tuple[int, int] | None:
        """How many passages of how many are read, while the article's map is being made.

        None before the first of them, and where no map is being made. Raises `UnknownArticle`.
        """
        self._store.articles.revision(article_id)
        return self._progress.get(article_id)

    def export(
        self,
        article_id: str,
        format: str,  # noqa: A002
        *,
        layer: str | None = None,
        worldview: str | None = None,
        language: str | None = None,
        switches: Mapping[str, bool] = MappingProxyType({}),
        picture: Picture | None = None,
        both_names: bool = False,
    ) -> Export:
        """The article as a file, or as a picture of a size; `switches` as in `open_map`.

        With `both_names` maps write a place's local name behind the reader's.
        Raises `UnknownArticle`, `UnknownName` and `BadRecord`.
        """
        from geo.exports import write

        thumbnail = picture is not None and picture.form is Form.THUMBNAIL and format == "png"
        if picture is not None and thumbnail and not layer and not self._switched(switches):
            return self._thumbnail(article_id, picture, worldview, language)
        map_key, article_map = self._open(article_id, worldview, language, switches)
        key = ExportKey(
            map=map_key,
            annotations=tuple((each.id, each.version) for each in article_map.annotations),
            overlays=tuple(each.id for each in article_map.overlays),
            format=format,
            layer=layer,
            picture=picture,
            both_names=both_names,
        )
        asked = replace(article_map, both_names=both_names)
        return self._exports.get(key, lambda: write(asked, format, layer=layer, picture=picture))

    def collection(
        self,
        article_ids: Sequence[str] = (),
        *,
        period: Period | None = None,
        worldview: str | None = None,
        language: str | None = None,
    ) -> CollectionMap:
        """The map of the articles with these ids, of all if none is given, within a period.

        Raises `UnknownArticle` and `UnknownName`.
        """
        worldview, language = self._maker.view(worldview, language)
        articles = chosen(self.articles(), article_ids)
        return self._collector.collection(articles, period, worldview, language)

    def collection_outlines(
        self,
        article_ids: Sequence[str] = (),
        *,
        period: Period | None = None,
        worldview: str | None = None,
        language: str | None = None,
    ) -> str:
        """The areas of the same map with their names alone, as GeoJSON. Raises as `collection`."""
        worldview, language = self._maker.view(worldview, language)
        articles = chosen(self.articles(), article_ids)
        return self._collector.outlines(articles, period, worldview, language)

    def collected_geometry(self, place: ArticlePlace, worldview: str) -> BaseGeometry | None:
        """Where a place of a collection is: its area in a worldview, else its point.

        Longitude, latitude in degrees; None if unknown. Raises `DataMissing`.
        """
        return self._collector.geometry(place, worldview)

    def search(
        self, query: str, *, limit: int = 10, language: str | None = None
    ) -> tuple[Entry, ...]:
        """Gazetteer entries for a search box, best first."""
        _, language = self._maker.view(None, language)
        query = " ".join(query.split())
        return self.gazetteer.search(query, limit=limit, language=language) if query else ()

    # Inside ------------------------------------------------------------------------------------

    def _erase_old(self) -> None:
        moment = moment_before(60 * self.settings.undo_minutes)
        self._store.articles.erase_deleted_before(moment)
        self._store.overlays.erase_removed_before(moment)

    def _open(
        self,
        article_id: str,
        worldview: str | None,
        language: str | None,
        switches: Mapping[str, bool] = MappingProxyType({}),
    ) -> tuple[MapKey, ArticleMap]:
        key, corrections = self._asked(article_id, worldview, language, switches)

        def make() -> ArticleMap:
            document = self._store.articles.get(article_id)
            try:
                made = self._maker.make(
                    document,
                    corrections,
                    worldview=key.worldview,
                    language=key.language,
                    switches=dict(key.switches),
                    progress=lambda done, every: self._progress.update({article_id: (done, every)}),
                )
            finally:
                self._progress.pop(article_id, None)
            if not key.switches:
                self._collector.remember(made, key.revision)
            return made

        article_map = self._maps.get(key, make)
        added = replace(
            article_map,
            annotations=self._store.annotations.of(article_id),
            overlays=self._store.overlays.of(article_id),
        )
        return key, added

    def _asked(
        self,
        article_id: str,
        worldview: str | None,
        language: str | None,
        switches: Mapping[str, bool],
    ) -> tuple[MapKey, tuple[Correction, ...]]:
        worldview, language = self._maker.view(worldview, language)
        revision, corrections = self._store.corrections.of(article_id)
        key = MapKey(
            article_id=article_id,
            revision=revision,
            worldview=worldview,
            language=language,
            switches=tuple(sorted(self._switched(switches).items())),
        )
        return key, tuple(corrections)

    def _switched(self, switches: Mapping[str, bool]) -> dict[str, bool]:
        """The switches that differ from the settings."""
        return {n: on for n, on in switches.items() if on is not getattr(self.settings, n)}

    def _thumbnail(
        self, article_id: str, picture: Picture, worldview: str | None, language: str | None
    ) -> Export:
        from geo.exports import write
        from geo.exports.registry import file_of

        worldview, language = self._maker.view(worldview, language)
        key = MapKey(
            article_id=article_id,
            revision=self._store.articles.revision(article_id),
            worldview=worldview,
            language=language,
        )

        def draw() -> bytes:
            article_map = self._open(article_id, worldview, language)[1]
            return write(article_map, "png", picture=picture).content

        return file_of(article_id, "png", self._thumbnails.get(key, picture, draw))

    def _key(self, article_map: ArticleMap) -> MapKey:
        return MapKey(
            article_id=article_map.document.id,
            revision=self._store.articles.revision(article_map.document.id),
            worldview=article_map.worldview.id,
            language=article_map.language,
        )
