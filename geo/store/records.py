"""Turns rows into the types of `geo.model`, and back."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.model import (
    Annotation,
    Block,
    BlockKind,
    Correction,
    Document,
    Overlay,
    OverlayPart,
)
from geo.store.tables import AnnotationRow, ArticleRow, CorrectionRow, OverlayRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """An article as a list of articles shows it."""

    id: str
    title: str | None
    heading: str  # the title, or the first words
    published: str | None  # ISO 8601 date
    created: str  # RFC 3339, UTC
    words: int
    places: int | None  # None until a map was made
    needs_checking: int | None
    deleted: str | None = None  # RFC 3339, UTC: when it was deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationVersion:
    """One step of an annotation's history."""

    version: int
    action: str  # "create", "update", "delete" or "restore"
    who: str
    at: str  # RFC 3339, UTC
    before: Annotation | None
    after: Annotation | None


def now() -> str:
    """This moment, RFC 3339 in UTC with microseconds, so that it sorts as text."""
    return moment_before(0)


def moment_before(seconds: float) -> str:
    """The moment that many seconds ago, in the form of `now`."""
    return (datetime.now(UTC) - timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def new_id() -> str:
    """An id that no other row has: 32 hex digits at random."""
    return uuid.uuid4().hex


def article_row(
    document: Document, *, heading: str, words: int, created: str | None = None
) -> ArticleRow:
    return ArticleRow(
        id=document.id,
        text=document.text,
        blocks=[[block.start, block.end, block.kind.value] for block in document.blocks],
        title=document.title,
        published=document.published,
        published_inferred=document.published_inferred,
        source=document.source,
        url=document.url,
        language=document.language,
        heading=heading,
        words=words,
        created=created or now(),
        # Later than that of the same text stored, and deleted, before.
        corrections_revision=time.time_ns() // 1_000,
    )


def document(row: ArticleRow) -> Document:
    return Document(
        id=row.id,
        text=row.text,
        blocks=tuple(
            Block(start=start, end=end, kind=BlockKind(kind)) for start, end, kind in row.blocks
        ),
        title=row.title,
        published=row.published,
        published_inferred=row.published_inferred,
        source=row.source,
        url=row.url,
        language=row.language,
    )


def correction(row: CorrectionRow) -> Correction:
    return Correction(
        id=row.id,
        start=row.start,
        end=row.end,
        text=row.text,
        entry_id=row.entry_id,
        everywhere=row.everywhere,
        created=row.created,
    )


def annotation(row: AnnotationRow) -> Annotation:
    return Annotation(
        id=row.id,
        version=row.version,
        title=row.title,
        note=row.note,
        geometry=from_geojson(row.geometry),
        start=row.start,
        end=row.end,
        text=row.text,
        created=row.created,
        modified=row.modified,
    )


def fill(row: AnnotationRow, annotation: Annotation) -> None:
    """Write the annotation's values into its row."""
    row.version = annotation.version
    row.title = annotation.title
    row.note = annotation.note
    row.geometry = to_geojson(annotation.geometry)
    row.start = annotation.start
    row.end = annotation.end
    row.text = annotation.text
    row.created = annotation.created
    row.modified = annotation.modified


def snapshot(annotation: Annotation | None) -> dict[str, Any] | None:
    """The annotation as JSON, for the history."""
    if annotation is None:
        return None
    return {
        "id": annotation.id,
        "version": annotation.version,
        "title": annotation.title,
        "note": annotation.note,
        "geometry": to_geojson(annotation.geometry),
        "start": annotation.start,
        "end": annotation.end,
        "text": annotation.text,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def from_snapshot(values: dict[str, Any] | None) -> Annotation | None:
    if values is None:
        return None
    return Annotation(**{**values, "geometry": from_geojson(values["geometry"])})


def overlay_row(article_id: str, overlay: Overlay) -> OverlayRow:
    return OverlayRow(
        id=overlay.id,
        article_id=article_id,
        title=overlay.title,
        as_of=overlay.as_of,
        source=overlay.source,
        url=overlay.url,
        parts=[[part.name, to_geojson(part.geometry)] for part in overlay.parts],
        created=overlay.created,
    )


def overlay(row: OverlayRow) -> Overlay:
    return Overlay(
        id=row.id,
        title=row.title,
        as_of=row.as_of,
        source=row.source,
        url=row.url,
        parts=tuple(OverlayPart(name=name, geometry=shape(values)) for name, values in row.parts),
        created=row.created,
    )


def to_geojson(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    # Numbers as Python writes them: what is read back is exactly what was stored.
    return None if geometry is None else dict(mapping(geometry))


def from_geojson(values: dict[str, Any] | None) -> BaseGeometry | None:
    return None if values is None else shape(values)
