"""Bytes to text, and the check that a text is one."""

from __future__ import annotations

import codecs
import re

from geo.errors import EmptyText, NotText, TextTooLong
from geo.settings import Settings

# All but those that occur in real text: tab, line feed, line tabulation, form feed, return.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Old files carry a stray control character; more than this share of them is no text.
_MOST_CONTROLS = 0.02
_PLAIN_TEXT = "Give plain text; copy the article's text if it is a PDF or a word processor's file."


def decode(data: bytes) -> str:
    """Decode UTF-8 (with or without a byte order mark) or UTF-16 with one.

    The mark is not part of the text. Raises `NotText` with the byte offset that does not fit.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, name, skipped = "utf-16", "UTF-16", 0
    elif data.startswith(codecs.BOM_UTF8):
        encoding, name, skipped = "utf-8", "UTF-8", len(codecs.BOM_UTF8)
    else:
        encoding, name, skipped = "utf-8", "UTF-8", 0
    if encoding == "utf-8" and (nul := data.find(b"\0")) >= 0:
        raise NotText(
            "This looks like a binary file: byte {at} is NUL.",
            value=nul,
            hint=_PLAIN_TEXT,
            at=str(nul),
        )
    try:
        return data[skipped:].decode(encoding)
    except UnicodeDecodeError as error:
        offset = error.start + skipped
        byte = data[offset] if offset < len(data) else 0
        raise NotText(
            "The bytes are not {name}: byte {at} is {byte}.",
            value=offset,
            hint="Save the file as UTF-8 and try again.",
            name=name,
            at=str(offset),
            byte=f"0x{byte:02X}",
        ) from None


def check_text(text: str, *, max_bytes: int | None = None) -> bytes:
    """Return the text in UTF-8, having checked it.

    `max_bytes` is the longest text in bytes of UTF-8; None means the limit of the settings.
    Raises `EmptyText`, `TextTooLong` or `NotText`.
    """
    limit = Settings().max_text_bytes if max_bytes is None else max_bytes
    # A code point takes at least a byte: no need to encode what is surely too long.
    if len(text) > limit:
        raise _too_long(len(text.encode("utf-8", "replace")), limit)
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotText(
            "Character {at} is half of a surrogate pair, which is no character.",
            value=error.start,
            hint="Write characters beyond U+FFFF whole, or as a pair of escapes.",
            at=str(error.start),
        ) from None
    if len(encoded) > limit:
        raise _too_long(len(encoded), limit)
    controls = [match.start() for match in _CONTROL.finditer(text)]
    if controls and ("\0" in text or len(controls) > _MOST_CONTROLS * len(text)):
        first = text.find("\0") if "\0" in text else controls[0]
        raise NotText(
            "This looks like a binary file: character {at} is the control character {character}.",
            value=first,
            hint=_PLAIN_TEXT,
            at=str(first),
            character=f"U+{ord(text[first]):04X}",
        )
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise EmptyText(
            "The text is empty.", value="", hint="Give the text of an article, at least a word."
        )
    return encoded


def _too_long(size: int, limit: int) -> TextTooLong:
    return TextTooLong(
        "The text has {size} bytes; the limit is {limit}.",
        value=size,
        hint="Split the text, or raise the limit with DATELINE_MAX_TEXT_BYTES.",
        size=size,
        limit=limit,
    )
