"""What texts, languages and addresses may be stored and shown."""

from __future__ import annotations

import re

from geo.errors import BadRecord, UnknownName
from geo.model import Document

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_LONGEST_LANGUAGE = 35  # RFC 5646, 4.4.1
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000
TEXTS = ("title", "note", "source", "url")
MAX_TITLE = 500
"""Longest title of an article or annotation, and longest name of a publisher, in characters."""


def checked_document(document: Document) -> Document:
    """The document if its metadata can be shown, wherever they come from.

    Raises `BadRecord`, and `UnknownName` for a language that is no tag.
    """
    checked_text("title", document.title or "", limit=MAX_TITLE)
    checked_text("source", document.source or "", limit=MAX_TITLE)
    checked_language(document.language)
    checked_address(document.url or "")
    return document


def checked_address(address: str) -> str:
    """The address of a web page, or "". Raises `BadRecord`."""
    url = checked_text("url", address, limit=_LONGEST_ADDRESS)
    if url and not _WEB_ADDRESS.fullmatch(url):
        raise BadRecord(
            "url is not the address of a web page: {url}.",
            value=url[:100],
            hint="It has to begin with https:// or http://, or be left out.",
            url=repr(url[:100]),
        )
    return url


def checked_language(language: str) -> str:
    """A BCP 47 language tag as it is, if it has that form. Raises `UnknownName`."""
    if len(language) <= _LONGEST_LANGUAGE and _LANGUAGE.fullmatch(language):
        return language
    raise UnknownName(
        "{tag} is no language tag.",
        value=language[:50],
        hint="Use a BCP 47 tag such as en, uk or pt-BR.",
        tag=repr(language[:50]),
    )


def text_at(document: Document, start: int, end: int) -> str:
    """What stands at `[start, end)`, in code points. Raises `BadRecord` if that is no text."""
    length = len(document.text)
    if not 0 <= start < end <= length:
        raise BadRecord(
            "The stretch {start} to {end} is not within the text.",
            value=[start, end],
            hint="Offsets count Unicode code points: 0 <= start < end <= {length}.",
            start=str(start),
            end=str(end),
            length=str(length),
        )
    text = document.text[start:end]
    if not text.strip():
        raise BadRecord(
            "The stretch {start} to {end} holds nothing but space.",
            value=[start, end],
            hint="Choose a stretch with letters in it.",
            start=str(start),
            end=str(end),
        )
    return text


def checked_text(name: str, text: str, *, limit: int) -> str:
    """The text if it can be stored and shown; `name` is one of `TEXTS`. Raises `BadRecord`."""
    if len(text) > limit:
        raise BadRecord(
            f"The {name} has {{count}} characters; the limit is {{limit}}.",
            value=len(text),
            hint=f"Shorten the {name}.",
            count=len(text),
            limit=limit,
        )
    for position, character in enumerate(text):
        if character == "\0" or "\ud800" <= character <= "\udfff":
            raise BadRecord(
                f"Character {{at}} of the {name} is {{character}}, "
                "which is no character of a text.",
                value=position,
                hint="Remove it.",
                at=str(position),
                character=f"U+{ord(character):04X}",
            )
    return text
