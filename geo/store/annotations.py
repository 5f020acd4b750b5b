"""Stored annotations: one row each with a version, and an append-only history."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from geo.errors import KeyReused, UnknownAnnotation, VersionStale
from geo.model import Annotation
from geo.store import records
from geo.store.articles import article_row
from geo.store.database import Database
from geo.store.records import AnnotationVersion
from geo.store.tables import AnnotationHistoryRow, AnnotationRow, IdempotencyKeyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKey:
    """A client's name for one request, and a hash of what it asked for."""

    key: str
    fingerprint: str


class Annotations:
    """The annotations of a store.

    Versions count from 1 and never repeat: a deletion takes a number too, so that an annotation
    brought back is newer than anything known of it before.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: str) -> tuple[Annotation, ...]:
        """The article's annotations, oldest first. Raises `UnknownArticle`."""
        with self._database.reading() as session:
            article_row(session, article_id)
            query = (
                select(AnnotationRow)
                .where(AnnotationRow.article_id == article_id)
                .order_by(AnnotationRow.created, AnnotationRow.id)
            )
            return tuple(records.annotation(row) for row in session.scalars(query))

    def get(self, article_id: str, annotation_id: str) -> Annotation:
        """Raises `UnknownArticle` and `UnknownAnnotation`."""
        with self._database.reading() as session:
            article_row(session, article_id)
            row = _row(session, article_id, annotation_id)
            if row is None:
                raise _unknown(annotation_id)
            return records.annotation(row)

    def add(
        self,
        article_id: str,
        annotation: Annotation,
        *,
        who: str,
        key: IdempotencyKey | None = None,
    ) -> tuple[Annotation, bool]:
        """Store a new annotation; with a key that was used before, answer with what it made.

        Returns the row and whether it is new. Raises `UnknownArticle`, and `KeyReused` when the
        key came with something else before.
        """
        with self._database.writing() as session:
            article_row(session, article_id)
            if key is not None:
                first = _made_before(session, article_id, key)
                if first is not None:
                    return first, False
                session.add(
                    IdempotencyKeyRow(
                        article_id=article_id,
                        key=key.key,
                        fingerprint=key.fingerprint,
                        annotation_id=annotation.id,
                        created=annotation.created,
                    )
                )
            row = AnnotationRow(id=annotation.id, article_id=article_id)
            records.fill(row, annotation)
            session.add(row)
            _record(session, article_id, "create", who, annotation, before=None)
            return annotation, True

    def update(
        self, article_id: str, annotation: Annotation, *, based_on: int, who: str
    ) -> Annotation:
        """Replace the row by `annotation`, whose version must be `based_on` + 1.

        Raises `UnknownArticle`, `UnknownAnnotation`, and `VersionStale` with the row as it stands
        when its version is not `based_on`.
        """
        with self._database.writing() as session:
            row = _row_of_version(session, article_id, annotation.id, based_on)
            before = records.annotation(row)
            records.fill(row, annotation)
            _record(session, article_id, "update", who, annotation, before=before)
            return annotation

    def delete(self, article_id: str, annotation_id: str, *, based_on: int, who: str) -> None:
        """Remove the row; its history stays. Raises as `update` does."""
        with self._database.writing() as session:
            row = _row_of_version(session, article_id, annotation_id, based_on)
            before = records.annotation(row)
            session.execute(delete(AnnotationRow).where(AnnotationRow.id == annotation_id))
            _record(session, article_id, "delete", who, before, before=before)

    def restore(self, article_id: str, annotation: Annotation, *, who: str) -> Annotation:
        """Bring a deleted annotation back with the given values; its version is set here.

        Raises `UnknownArticle`, `UnknownAnnotation` if there never was one, and `VersionStale`
        with the row as it stands if it is not deleted.
        """
        with self._database.writing() as session:
            article_row(session, article_id)
            row = _row(session, article_id, annotation.id)
            if row is not None:
                raise _stale(records.annotation(row), annotation.id)
            last, created = _last_version(session, article_id, annotation.id)
            restored = replace(annotation, version=last + 1, created=created)
            row = AnnotationRow(id=restored.id, article_id=article_id)
            records.fill(row, restored)
            session.add(row)
            _record(session, article_id, "restore", who, restored, before=None)
            return restored

    def history(self, article_id: str, annotation_id: str) -> tuple[AnnotationVersion, ...]:
        """All versions, oldest first. Raises `UnknownArticle` and `UnknownAnnotation`."""
        with self._database.reading() as session:
            article_row(session, article_id)
            query = (
                select(AnnotationHistoryRow)
                .where(
                    AnnotationHistoryRow.article_id == article_id,
                    AnnotationHistoryRow.annotation_id == annotation_id,
                )
                .order_by(AnnotationHistoryRow.version)
            )
            versions = tuple(
                AnnotationVersion(
                    version=row.version,
                    action=row.action,
                    who=row.who,
                    at=row.at,
                    before=records.from_snapshot(row.before),
                    after=records.from_snapshot(row.after),
                )
                for row in session.scalars(query)
            )
        if not versions:
            raise _unknown(annotation_id)
        return versions


def _row(session: Session, article_id: str, annotation_id: str) -> AnnotationRow | None:
    return session.scalar(
        select(AnnotationRow).where(
            AnnotationRow.article_id == article_id, AnnotationRow.id == annotation_id
        )
    )


def _row_of_version(
    session: Session, article_id: str, annotation_id: str, based_on: int
) -> AnnotationRow:
    article_row(session, article_id)
    row = _row(session, article_id, annotation_id)
    if row is None:
        _last_version(session, article_id, annotation_id)  # raises if there never was one
        raise _stale(None, annotation_id)
    if row.version != based_on:
        raise _stale(records.annotation(row), annotation_id)
    return row


def _last_version(session: Session, article_id: str, annotation_id: str) -> tuple[int, str]:
    """The newest version's number, and when the annotation was first made."""
    query = select(func.max(AnnotationHistoryRow.version), func.min(AnnotationHistoryRow.at)).where(
        AnnotationHistoryRow.article_id == article_id,
        AnnotationHistoryRow.annotation_id == annotation_id,
    )
    last, created = session.execute(query).one()
    if last is None:
        raise _unknown(annotation_id)
    return int(last), str(created)


def _record(
    session: Session,
    article_id: str,
    action: str,
    who: str,
    newest: Annotation,
    *,
    before: Annotation | None,
) -> None:
    deleted = action == "delete"
    session.add(
        AnnotationHistoryRow(
            annotation_id=newest.id,
            article_id=article_id,
            version=newest.version + 1 if deleted else newest.version,
            action=action,
            who=who,
            at=records.now() if deleted else newest.modified,
            before=records.snapshot(before),
            after=None if deleted else records.snapshot(newest),
        )
    )


def _made_before(session: Session, article_id: str, key: IdempotencyKey) -> Annotation | None:
    made = session.get(IdempotencyKeyRow, (article_id, key.key))
    if made is None:
        return None
    if made.fingerprint != key.fingerprint:
        raise KeyReused(
            "This idempotency key came with another annotation before.",
            value=key.key,
            hint="Use a new key, such as a UUID, for each new annotation.",
        )
    row = _row(session, article_id, made.annotation_id)
    if row is not None:
        return records.annotation(row)
    # Deleted since: a late repetition must not bring it back, so it answers with the first row.
    first = session.scalar(
        select(AnnotationHistoryRow)
        .where(AnnotationHistoryRow.annotation_id == made.annotation_id)
        .order_by(AnnotationHistoryRow.version)
        .limit(1)
    )
    return None if first is None else records.from_snapshot(first.after)


def _unknown(annotation_id: str) -> UnknownAnnotation:
    return UnknownAnnotation(
        "No annotation of this article has the id {id}.",
        value=annotation_id[:50],
        hint="GET …/annotations lists those that are stored.",
        id=repr(annotation_id[:50]),
    )


def _stale(current: Annotation | None, annotation_id: str) -> VersionStale:
    if current is None:
        return VersionStale(
            "The annotation was deleted in the meantime.",
            current=None,
            value=annotation_id,
            hint="PUT it with If-None-Match: * to bring it back.",
        )
    return VersionStale(
        "The annotation is at version {version} now.",
        current=current,
        value=annotation_id,
        hint="Compare with the member “current”, then send the change with its version.",
        version=str(current.version),
    )
