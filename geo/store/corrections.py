"""Stored corrections: a person's decisions about mentions, oldest first."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from geo.errors import UnknownCorrection
from geo.model import Correction
from geo.store import records
from geo.store.articles import article_row
from geo.store.database import Database
from geo.store.tables import CorrectionRow


def replaces(new: Correction, old: Correction) -> bool:
    """Whether a decision makes an earlier one void.

    One about a single stretch replaces another about it, but leaves one made for each mention of
    the text in force for the others. One for each mention replaces the earlier one of that kind.
    """
    same_stretch = (new.start, new.end) == (old.start, old.end)
    if new.everywhere:
        return same_stretch or (old.everywhere and old.text == new.text)
    return same_stretch and not old.everywhere


class Corrections:
    """The corrections of a store. None is ever removed; one taken back is marked as such."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: str) -> tuple[int, tuple[Correction, ...]]:
        """The revision and the corrections in force, oldest first. Raises `UnknownArticle`."""
        with self._database.reading() as session:
            revision = article_row(session, article_id).corrections_revision
            rows = session.scalars(_in_force(article_id).order_by(CorrectionRow.sequence))
            return revision, tuple(records.correction(row) for row in rows)

    def add(self, article_id: str, correction: Correction, *, who: str) -> None:
        """Store a decision in place of those that it `replaces`.

        Raises `UnknownArticle`.
        """
        with self._database.writing() as session:
            _next_revision(session, article_id)
            for row in session.scalars(_in_force(article_id)):
                if replaces(correction, records.correction(row)):
                    row.withdrawn = correction.created
            session.add(
                CorrectionRow(
                    id=correction.id,
                    article_id=article_id,
                    start=correction.start,
                    end=correction.end,
                    text=correction.text,
                    entry_id=correction.entry_id,
                    everywhere=correction.everywhere,
                    who=who,
                    created=correction.created,
                )
            )

    def withdraw(self, article_id: str, correction_id: str) -> None:
        """Take one back. Raises `UnknownArticle` and `UnknownCorrection`."""
        with self._database.writing() as session:
            _next_revision(session, article_id)
            row = session.scalar(_in_force(article_id).where(CorrectionRow.id == correction_id))
            if row is None:
                raise UnknownCorrection(
                    "No correction of this article has the id {id}.",
                    value=correction_id[:50],
                    hint="It may have been taken back already; GET …/corrections lists them.",
                    id=repr(correction_id[:50]),
                )
            row.withdrawn = records.now()


def _in_force(article_id: str) -> Select[CorrectionRow]:
    return select(CorrectionRow).where(
        CorrectionRow.article_id == article_id, CorrectionRow.withdrawn.is_(None)
    )


def _next_revision(session: Session, article_id: str) -> None:
    article_row(session, article_id).corrections_revision += 1
