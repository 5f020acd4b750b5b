"""Where articles come from: text, bytes, or a file read by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from geo.articles.decoding import decode
from geo.articles.document import document_from_text
from geo.articles.metadata import Metadata, read_metadata
from geo.errors import TextTooLong, UnreadableFile
from geo.model import Document
from geo.settings import Settings

READERS: Mapping[str, Callable[[bytes], str]] = {"text": decode}
"""How an article's text is read from its bytes, by kind. A new kind is one file and one line."""

_KINDS: Mapping[str, str] = {".txt": "text", ".text": "text", ".md": "text"}


def open_article(
    source: str | bytes | Path,
    *,
    title: str | None = None,
    published: date | None = None,
    published_inferred: bool | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
    max_bytes: int | None = None,
) -> Document:
    """Open an article: its text (`str`), its bytes, or its file (`Path`).

    A `.toml` beside a file gives its metadata; arguments given here win over it. `publisher`
    becomes the document's `source`. Raises `UnreadableFile`, `NotText`, `EmptyText`,
    `TextTooLong`, or `BadRecord` for metadata that cannot be read.
    """
    metadata: Metadata = {}
    if isinstance(source, Path):
        text = READERS[_KINDS.get(source.suffix.lower(), "text")](_read(source, max_bytes))
        metadata = read_metadata(source)
    elif isinstance(source, bytes):
        text = READERS["text"](source)
    else:
        text = source
    inferred = metadata.get("published_inferred", False)
    return document_from_text(
        text,
        title=title or metadata.get("title"),
        published=published or metadata.get("published"),
        # A date that the caller gives is not the inferred one of the metadata.
        published_inferred=(
            published_inferred if published_inferred is not None else inferred and not published
        ),
        source=publisher or metadata.get("source"),
        url=url or metadata.get("url"),
        language=language or metadata.get("language"),
        max_bytes=max_bytes,
    )


def _read(path: Path, max_bytes: int | None) -> bytes:
    limit = Settings().max_text_bytes if max_bytes is None else max_bytes
    try:
        size = path.stat().st_size
        # UTF-16 takes at most twice the bytes of UTF-8: do not read what is surely too long.
        if path.is_file() and size > 2 * limit + 2:
            raise TextTooLong(
                "{name} has {size} bytes; the limit is {limit}.",
                value=size,
                hint="Split the text, or raise the limit with DATELINE_MAX_TEXT_BYTES.",
                name=path.name,
                size=size,
                limit=limit,
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be read: {(error.strerror or str(error)).lower()}.",
            value=str(path),
            hint="Check the name, and that it is a file you may read.",
        ) from None
