"""Stored articles."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session, load_only

from geo.errors import UnknownArticle
from geo.model import Document
from geo.store import records
from geo.store.database import Database
from geo.store.records import ArticleSummary
from geo.store.tables import ArticleRow


class Articles:
    """The articles of a store. The same text is stored once, under its own hash."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, document: Document, *, heading: str, words: int) -> bool:
        """Store the document; False if its text is stored already, which then stays as it is."""
        return self.add_all([(document, heading, words)])[0]

    def add_all(self, articles: list[tuple[Document, str, int]]) -> list[bool]:
        """Store (document, heading, number of words) each, all of them or none."""
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
            found = select(ArticleRow.id).where(ArticleRow.id == article_id)
            return session.scalar(found) is not None

    def summaries(self) -> tuple[ArticleSummary, ...]:
        """All articles, the newest first."""
        query = (
            select(ArticleRow)
            .options(
                load_only(
                    ArticleRow.title,
                    ArticleRow.heading,
                    ArticleRow.published,
                    ArticleRow.created,
                    ArticleRow.words,
                    ArticleRow.places,
                    ArticleRow.needs_checking,
                    raiseload=True,
                )
            )
            .order_by(ArticleRow.created.desc(), ArticleRow.id)
        )
        with self._database.reading() as session:
            return tuple(_summary(row) for row in session.scalars(query))

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
        """Remove the article and all that belongs to it. Raises `UnknownArticle`."""
        with self._database.writing() as session:
            session.delete(article_row(session, article_id))


def article_row(session: Session, article_id: str) -> ArticleRow:
    row = session.get(ArticleRow, article_id)
    if row is None:
        raise UnknownArticle(
            f"No article has the id {article_id[:50]!r}.",
            value=article_id[:50],
            hint="GET /api/articles lists the articles that are stored.",
        )
    return row


def _insert(session: Session, row: ArticleRow) -> bool:
    values = {
        column.key: getattr(row, column.key)
        for column in ArticleRow.__mapper__.column_attrs
        if getattr(row, column.key) is not None
    }
    added = session.execute(
        insert(ArticleRow).values(values).on_conflict_do_nothing().returning(ArticleRow.id)
    )
    return added.first() is not None


def _summary(row: ArticleRow) -> ArticleSummary:
    return ArticleSummary(
        id=row.id,
        title=row.title,
        heading=row.heading,
        published=None if row.published is None else row.published.isoformat(),
        created=row.created,
        words=row.words,
        places=row.places,
        needs_checking=row.needs_checking,
    )
