"""What a person writes into an annotation, before it has an id and a version."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from geo.errors import BadRecord
from geo.model import Annotation, Document

MAX_TITLE = 500
"""Longest title of an annotation, in characters."""

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


def text_at(document: Document, start: int, end: int) -> str:
    """What stands at `[start, end)`, in code points. Raises `BadRecord` if that is no text."""
    length = len(document.text)
    if not 0 <= start < end <= length:
        raise BadRecord(
            f"The stretch {start} to {end} is not within the text.",
            value=[start, end],
            hint=f"Offsets count Unicode code points: 0 <= start < end <= {length}.",
        )
    text = document.text[start:end]
    if not text.strip():
        raise BadRecord(
            f"The stretch {start} to {end} holds nothing but space.",
            value=[start, end],
            hint="Choose a stretch with letters in it.",
        )
    return text


def checked_text(name: str, text: str, *, limit: int) -> str:
    """The text if it can be stored and shown. Raises `BadRecord`."""
    if len(text) > limit:
        raise BadRecord(
            f"The {name} has {len(text):,} characters; the limit is {limit:,}.",
            value=len(text),
            hint=f"Shorten the {name}.",
        )
    for position, character in enumerate(text):
        if character == "\0" or "\ud800" <= character <= "\udfff":
            raise BadRecord(
                f"Character {position} of the {name} is U+{ord(character):04X}, "
                "which is no character of a text.",
                value=position,
                hint="Remove it.",
            )
    return text
