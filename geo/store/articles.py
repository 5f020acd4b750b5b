"""Stored articles."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from geo.errors import UnknownArticle
from geo.model import Document
from geo.store import records
from geo.store.database import Database
from geo.store.records import ArticleSummary
from geo.store.tables import ArticleRow

# The columns alone: making an object of each row takes longer than reading it.
_SUMMARY = (
    ArticleRow.id,
    ArticleRow.title,
    ArticleRow.heading,
    ArticleRow.published,
    ArticleRow.created,
    ArticleRow.words,
    ArticleRow.places,
    ArticleRow.needs_checking,
    ArticleRow.deleted,
)


class Articles:
    """The articles of a store. The same text is stored once, under its own hash."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, document: Document, *, heading: str, words: int) -> bool:
        """Store the document; False if its text is stored already, which then stays as it is."""
        return self.add_all([(document, heading, words)])[0]

    def add_all(self, articles: list[tuple[Document, str, int]]) -> list[bool]:
        """Store (document, heading, number of words) each, all of them or none.

        A text that was deleted begins anew: it can no longer be brought back as it was.
        """
        with self._database.writing() as session:
            return [
                _insert(session, records.article_row(document, heading=heading, words=words))
                for document, heading, words in articles
            ]

    def get(self, article_id: str) -> Document:
        """Raises `UnknownArticle`."""
        with self._database.reading() as session:
            return records.document(article_row(session, article_id))

    def revision(self, article_id: str) -> int:
        """A number that grows with each change of the article's corrections."""
        with self._database.reading() as session:
            return article_row(session, article_id).corrections_revision

    def has(self, article_id: str) -> bool:
        with self._database.reading() as session:
            found = select(ArticleRow.id).where(
                ArticleRow.id == article_id, ArticleRow.deleted.is_(None)
            )
            return session.scalar(found) is not None

    def summaries(self) -> tuple[ArticleSummary, ...]:
        """All articles, the newest first."""
        query = (
            select(*_SUMMARY)
            .where(ArticleRow.deleted.is_(None))
            .order_by(ArticleRow.created.desc(), ArticleRow.id)
        )
        with self._database.reading() as session:
            return tuple(_summary(row) for row in session.execute(query))

    def summary(self, article_id: str) -> ArticleSummary:
        """Raises `UnknownArticle`."""
        with self._database.reading() as session:
            return _summary(article_row(session, article_id))

    def set_counts(self, article_id: str, *, places: int, needs_checking: int) -> None:
        """Remember what the latest map counted; nothing happens if the article is gone."""
        with self._database.writing() as session:
            row = session.get(ArticleRow, article_id)
            if row is not None:
                row.places, row.needs_checking = places, needs_checking

    def delete(self, article_id: str) -> None:
        """Put the article aside: it is gone for everybody, but can be brought back.

        Raises `UnknownArticle`.
        """
        with self._database.writing() as session:
            article_row(session, article_id).deleted = records.now()

    def deleted(self) -> tuple[ArticleSummary, ...]:
        """The articles that can be brought back, the one deleted last first."""
        query = (
            select(*_SUMMARY)
            .where(ArticleRow.deleted.is_not(None))
            .order_by(ArticleRow.deleted.desc(), ArticleRow.id)
        )
        with self._database.reading() as session:
            return tuple(_summary(row) for row in session.execute(query))

    def restore(self, article_id: str) -> None:
        """Bring a deleted article back with all that belongs to it.

        Raises `UnknownArticle` if it is not among the deleted ones.
        """
        with self._database.writing() as session:
            _deleted_row(session, article_id).deleted = None

    def erase(self, article_id: str) -> None:
        """Remove a deleted article and all that belongs to it for good.

        Raises `UnknownArticle` if it is not among the deleted ones.
        """
        with self._database.writing() as session:
            session.delete(_deleted_row(session, article_id))
        self._database.forget()

    def erase_deleted_before(self, moment: str) -> int:
        """Remove the articles deleted at or before a moment (RFC 3339, UTC); answers how many."""
        old = ArticleRow.deleted <= moment
        with self._database.reading() as session:
            if session.scalar(select(ArticleRow.id).where(old).limit(1)) is None:
                return 0
        with self._database.writing() as session:
            gone = session.scalars(delete(ArticleRow).where(old).returning(ArticleRow.id)).all()
        self._database.forget()
        return len(gone)


def article_row(session: Session, article_id: str) -> ArticleRow:
    """The article's row. Raises `UnknownArticle`, also for a deleted one."""
    row = session.get(ArticleRow, article_id)
    if row is None or row.deleted is not None:
        raise UnknownArticle(
            "No article has the id {id}.",
            value=article_id[:50],
            hint="GET /api/articles lists the articles that are stored.",
            id=repr(article_id[:50]),
        )
    return row


def _deleted_row(session: Session, article_id: str) -> ArticleRow:
    row = session.get(ArticleRow, article_id)
    if row is None or row.deleted is None:
        raise UnknownArticle(
            "No deleted article has the id {id}.",
            value=article_id[:50],
            hint="It was never deleted, or is gone for good; "
            "GET /api/deleted-articles lists those that can be brought back.",
            id=repr(article_id[:50]),
        )
    return row


def _insert(session: Session, row: ArticleRow) -> bool:
    session.execute(
        delete(ArticleRow).where(ArticleRow.id == row.id, ArticleRow.deleted.is_not(None))
    )
    values = {
        column.key: getattr(row, column.key)
        for column in ArticleRow.__mapper__.column_attrs
        if getattr(row, column.key) is not None
    }
    added = session.execute(
        insert(ArticleRow).values(values).on_conflict_do_nothing().returning(ArticleRow.id)
    )
    return added.first() is not None


def _summary(row: ArticleRow | Row[*tuple[Any, ...]]) -> ArticleSummary:
    return ArticleSummary(
        id=row.id,
        title=row.title,
        heading=row.heading,
        published=None if row.published is None else row.published.isoformat(),
        created=row.created,
        words=row.words,
        places=row.places,
        needs_checking=row.needs_checking,
        deleted=row.deleted,
    )
