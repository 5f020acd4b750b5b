"""Stored overlays: what readers imported of who holds which ground."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from geo.errors import UnknownOverlay
from geo.model import Overlay
from geo.store import records
from geo.store.articles import article_row
from geo.store.database import Database
from geo.store.tables import OverlayRow


class Overlays:
    """The overlays of a store's articles. A removed one can be brought back for a while."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: str) -> tuple[Overlay, ...]:
        """The article's overlays, the first imported first. Raises `UnknownArticle`."""
        with self._database.reading() as session:
            article_row(session, article_id)
            query = (
                select(OverlayRow)
                .where(OverlayRow.article_id == article_id, OverlayRow.removed.is_(None))
                .order_by(OverlayRow.created, OverlayRow.id)
            )
            return tuple(records.overlay(row) for row in session.scalars(query))

    def add(self, article_id: str, overlay: Overlay) -> None:
        """Raises `UnknownArticle`."""
        with self._database.writing() as session:
            article_row(session, article_id)
            session.add(records.overlay_row(article_id, overlay))

    def remove(self, article_id: str, overlay_id: str) -> None:
        """Put one aside. Raises `UnknownArticle` and `UnknownOverlay`."""
        with self._database.writing() as session:
            _row(session, article_id, overlay_id, removed=False).removed = records.now()

    def restore(self, article_id: str, overlay_id: str) -> Overlay:
        """Bring a removed one back. Raises `UnknownArticle` and `UnknownOverlay`."""
        with self._database.writing() as session:
            row = _row(session, article_id, overlay_id, removed=True)
            row.removed = None
            return records.overlay(row)

    def erase_removed_before(self, moment: str) -> None:
        """Forget those removed at or before a moment (RFC 3339, UTC)."""
        old = OverlayRow.removed <= moment
        with self._database.reading() as session:
            if session.scalar(select(OverlayRow.id).where(old).limit(1)) is None:
                return
        with self._database.writing() as session:
            session.execute(delete(OverlayRow).where(old))
        self._database.forget()


def _row(session: Session, article_id: str, overlay_id: str, *, removed: bool) -> OverlayRow:
    article_row(session, article_id)
    row = session.get(OverlayRow, overlay_id)
    if row is None or row.article_id != article_id or (row.removed is not None) is not removed:
        raise UnknownOverlay(
            "No such overlay of this article has the id “{id}”.",
            value=overlay_id[:50],
            hint="It may have been removed, or brought back; GET …/overlays lists them.",
            id=overlay_id[:50],
        )
    return row
