"""What a person writes into an annotation, before it has an id and a version."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from geo.errors import BadRecord
from geo.model import Annotation, Document
from geo.workspace.checking import MAX_TITLE, checked_text, text_at

MAX_NOTE = 100_000
"""Longest note of an annotation, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Title, note (Markdown), geometry (longitude, latitude in degrees) and text span."""

    title: str = ""
    note: str = ""
    geometry: BaseGeometry | None = None
    start: int | None = None
    end: int | None = None

    @classmethod
    def of(cls, annotation: Annotation) -> Draft:
        """The draft that would make this annotation."""
        return cls(
            title=annotation.title,
            note=annotation.note,
            geometry=annotation.geometry,
            start=annotation.start,
            end=annotation.end,
        )


def annotation_from(
    draft: Draft,
    document: Document,
    *,
    annotation_id: str,
    version: int,
    created: str,
    modified: str,
) -> Annotation:
    """Check a draft against the article and make the annotation. Raises `BadRecord`."""
    title = checked_text("title", draft.title, limit=MAX_TITLE)
    note = checked_text("note", draft.note, limit=MAX_NOTE)
    text: str | None = None
    if draft.start is not None and draft.end is not None:
        text = text_at(document, draft.start, draft.end)
    elif draft.start is not None or draft.end is not None:
        raise BadRecord(
            "Of start and end only one is given.",
            value=draft.start if draft.end is None else draft.end,
            hint="Give both, or neither.",
        )
    elif draft.geometry is None:
        raise BadRecord(
            "The annotation has neither a geometry nor a stretch of text.",
            hint="Give a geometry, or start and end, or both.",
        )
    return Annotation(
        id=annotation_id,
        version=version,
        title=title,
        note=note,
        geometry=draft.geometry,
        start=draft.start,
        end=draft.end,
        text=text,
        created=created,
        modified=modified,
    )
