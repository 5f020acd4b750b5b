"""Text and metadata to a `Document`."""

from __future__ import annotations

import hashlib
from datetime import date

from geo.articles.blocks import blocks
from geo.articles.decoding import check_text
from geo.languages import guess_language
from geo.model import BlockKind, Document

_ID_DIGITS = 12
_LONGEST_HEADING = 90


def document_from_text(
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    published_inferred: bool = False,
    source: str | None = None,
    url: str | None = None,
    language: str | None = None,
    max_bytes: int | None = None,
) -> Document:
    """Make a document of a text, which is kept exactly as given.

    `language` is a BCP 47 code; None means that it is guessed. `max_bytes` is the longest text in
    bytes of UTF-8; None means the ordinary limit of the settings. Raises `EmptyText`, `TextTooLong`
    or `NotText`.
    """
    encoded = check_text(text, max_bytes=max_bytes)
    return Document(
        id=hashlib.sha256(encoded).hexdigest()[:_ID_DIGITS],
        text=text,
        blocks=blocks(text),
        title=_clean(title),
        published=published,
        published_inferred=published_inferred,
        source=_clean(source),
        url=_clean(url),
        language=_clean(language) or guess_language(text),
    )


def heading(document: Document) -> str:
    """What to call a document: its title, or its first words."""
    if document.title:
        return document.title
    prose = [
        block for block in document.blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    ] or list(document.blocks)
    first = " ".join(document.text[prose[0].start : prose[0].end].split()) if prose else ""
    if len(first) <= _LONGEST_HEADING:
        return first
    cut = first[: _LONGEST_HEADING + 1]
    return cut[: cut.rfind(" ") if " " in cut else _LONGEST_HEADING].rstrip(" ,;:–—-") + "…"


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
