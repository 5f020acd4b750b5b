"""The annotations of articles: added, edited, deleted, brought back; nothing is lost on the way."""

from __future__ import annotations

from geo.errors import VersionMissing
from geo.model import Annotation
from geo.store import AnnotationVersion, IdempotencyKey, Store, new_id, now
from geo.workspace.drafts import Draft, annotation_from
from geo.workspace.reader import READER


class Annotations:
    """What a reader wrote on the maps of a store's articles."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, article_id: str) -> tuple[Annotation, ...]:
        """Oldest first. Raises `UnknownArticle`."""
        return self._store.annotations.of(article_id)

    def get(self, article_id: str, annotation_id: str) -> Annotation:
        """Raises `UnknownArticle` and `UnknownAnnotation`."""
        return self._store.annotations.get(article_id, annotation_id)

    def add(
        self, article_id: str, draft: Draft, *, key: IdempotencyKey | None = None
    ) -> tuple[Annotation, bool]:
        """Add an annotation; returns it, and False when `key` made it before.

        Raises `UnknownArticle`, `BadRecord` and `KeyReused`.
        """
        document = self._store.articles.get(article_id)
        moment = now()
        annotation = annotation_from(
            draft, document, annotation_id=new_id(), version=1, created=moment, modified=moment
        )
        return self._store.annotations.add(article_id, annotation, who=READER, key=key)

    def edit(
        self, article_id: str, annotation_id: str, draft: Draft, *, based_on: int | None
    ) -> Annotation:
        """Replace an annotation's content, if its version still is `based_on`.

        Raises `UnknownArticle`, `UnknownAnnotation`, `BadRecord`, `VersionMissing`, `VersionStale`.
        """
        document = self._store.articles.get(article_id)
        version = _required(based_on)
        first = self.history(article_id, annotation_id)[0]
        annotation = annotation_from(
            draft,
            document,
            annotation_id=annotation_id,
            version=version + 1,
            created=first.at,
            modified=now(),
        )
        return self._store.annotations.update(article_id, annotation, based_on=version, who=READER)

    def delete(self, article_id: str, annotation_id: str, *, based_on: int | None) -> None:
        """Remove an annotation, if its version still is `based_on`; its history stays.

        Raises as `edit` does.
        """
        self.history(article_id, annotation_id)
        self._store.annotations.delete(
            article_id, annotation_id, based_on=_required(based_on), who=READER
        )

    def restore(self, article_id: str, annotation_id: str, draft: Draft) -> Annotation:
        """Bring a deleted annotation back with this content.

        Raises `UnknownArticle`, `UnknownAnnotation`, `BadRecord`, and `VersionStale` if it is
        not deleted.
        """
        document = self._store.articles.get(article_id)
        moment = now()
        annotation = annotation_from(
            draft,
            document,
            annotation_id=annotation_id,
            version=1,
            created=moment,
            modified=moment,
        )
        return self._store.annotations.restore(article_id, annotation, who=READER)

    def history(self, article_id: str, annotation_id: str) -> tuple[AnnotationVersion, ...]:
        """All versions, oldest first. Raises `UnknownArticle` and `UnknownAnnotation`."""
        return self._store.annotations.history(article_id, annotation_id)


def _required(based_on: int | None) -> int:
    if based_on is None:
        raise VersionMissing(
            "The request does not say which version it changes.",
            hint="Send If-Match with the ETag that came with the annotation.",
        )
    return based_on
