"""The tables. What is written here and what the migrations make must be the same (tested)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables; constraints are named, so that later migrations can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ArticleRow(Base):
    """One article: its text exactly as given, and what a list of articles shows."""

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    blocks: Mapped[list[list[Any]]] = mapped_column(JSON)  # [[start, end, kind], …]
    title: Mapped[str | None] = mapped_column(Text)
    published: Mapped[date | None]
    published_inferred: Mapped[bool]
    source: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(35))
    heading: Mapped[str] = mapped_column(Text)
    words: Mapped[int]
    created: Mapped[str] = mapped_column(String(27), index=True)
    # Counts of the latest map in the default worldview; null until one was made.
    places: Mapped[int | None]
    needs_checking: Mapped[int | None]
    # Grows with each change of the corrections, from the time of storing in microseconds: the key
    # under which a map may be kept.
    corrections_revision: Mapped[int] = mapped_column(BigInteger)
    # When it was deleted; it can be brought back for a while.
    deleted: Mapped[str | None] = mapped_column(String(27), index=True)


class ArticlePlacesRow(Base):
    """The places of an article's map in one worldview and language, for searches and collections.

    What can be made anew from the article: it holds only as long as `revision` is that of the
    article's corrections and `maker` that of the program, its data and its settings.
    """

    __tablename__ = "article_places"

    article_id: Mapped[str] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    worldview: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(35), primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)
    maker: Mapped[str] = mapped_column(String(64))
    names: Mapped[list[list[Any]]] = mapped_column(JSON)  # [[name, [folded, …]], …]
    places: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class CorrectionRow(Base):
    """A person's decision; one that was taken back or replaced keeps its row."""

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_article", "article_id", "sequence"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    entry_id: Mapped[str | None] = mapped_column(Text)
    everywhere: Mapped[bool]
    who: Mapped[str] = mapped_column(Text)
    created: Mapped[str] = mapped_column(String(27))
    withdrawn: Mapped[str | None] = mapped_column(String(27))


class AnnotationRow(Base):
    """One annotation as it stands."""

    __tablename__ = "annotations"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("geometry IS NOT NULL OR start IS NOT NULL", name="anchored"),
        Index("ix_annotations_article", "article_id", "created"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    version: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    # GeoJSON as text: NULL, not the JSON value null, where there is none.
    geometry: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    start: Mapped[int | None]
    end: Mapped[int | None]
    text: Mapped[str | None] = mapped_column(Text)
    created: Mapped[str] = mapped_column(String(27))
    modified: Mapped[str] = mapped_column(String(27))


class OverlayRow(Base):
    """An imported overlay; one that was removed can be brought back for a while."""

    __tablename__ = "overlays"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    article_id: Mapped[str] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date]
    source: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    parts: Mapped[list[list[Any]]] = mapped_column(JSON)  # [[name, GeoJSON geometry], …]
    created: Mapped[str] = mapped_column(String(27))
    removed: Mapped[str | None] = mapped_column(String(27), index=True)


class AnnotationHistoryRow(Base):
    """One change of an annotation. Rows are added and never changed (a trigger refuses it)."""

    __tablename__ = "annotation_history"
    __table_args__ = (
        Index("uq_annotation_history_version", "annotation_id", "version", unique=True),
        Index("ix_annotation_history_article", "article_id"),
        CheckConstraint("action IN ('create', 'update', 'delete', 'restore')", name="action"),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    # No foreign key to the annotation: its history outlives it.
    annotation_id: Mapped[str] = mapped_column(String(32))
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    version: Mapped[int]
    action: Mapped[str] = mapped_column(String(7))
    who: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(27))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class IdempotencyKeyRow(Base):
    """What a POST with an `Idempotency-Key` made, so that its repetition makes nothing new."""

    __tablename__ = "idempotency_keys"

    article_id: Mapped[str] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))  # SHA-256 of what was posted
    annotation_id: Mapped[str] = mapped_column(String(32))
    created: Mapped[str] = mapped_column(String(27))
