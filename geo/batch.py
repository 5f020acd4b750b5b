"""Many articles from JSON Lines: one record at a time, order kept, bad lines reported."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import IO, Any

from geo.articles import document_from_text
from geo.errors import BadRecord, InputError
from geo.exports.toponyms import explained_record, record
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.gazetteer.worldviews import worldview as known_worldview
from geo.pipeline import locate_mentions, make_map
from geo.settings import Settings

# A character takes at most twelve bytes in JSON (two escaped surrogates); the rest of the record
# is allowed as much again.
_BYTES_A_CHARACTER = 12


def parse_lines(
    stream: IO[bytes],
    settings: Settings,
    *,
    explain: bool = False,
    report: Callable[[str], None],
) -> Iterator[bytes]:
    """Yield one line of JSON for each line `{"id", "text"}` of the stream, in its order.

    A line that cannot be used is reported with its number and left out. Raises `UnknownName` for an
    unknown worldview.
    """
    known_worldview(settings.worldview)
    gazetteer = Gazetteer.open(settings.cache)
    areas = Areas.open() if explain else None
    for number, line in _lines(stream, settings.max_text_bytes * 2 * _BYTES_A_CHARACTER):
        try:
            record_id, text = _read(line, first=number == 1)
            document = document_from_text(text, max_bytes=settings.max_text_bytes)
        except InputError as error:
            report(f"line {number}: {error.detail}")
            continue
        if areas is not None:
            article_map = make_map(
                document,
                gazetteer,
                areas,
                worldview=settings.worldview,
                language=settings.language,
                settings=settings,
            )
            made = explained_record(article_map, record_id=record_id)
        else:
            mentions = locate_mentions(document, gazetteer, settings=settings)
            made = record(document, mentions, record_id=record_id)
        # Escaped, so that no reader takes U+2028 or U+0085 inside a text for the end of a line.
        yield json.dumps(made, ensure_ascii=True, allow_nan=False).encode() + b"\n"


def _lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one longer than `limit` bytes, whose rest is passed over."""
    number = 0
    while line := stream.readline(limit):
        number += 1
        if len(line) == limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _read(line: bytes | None, *, first: bool) -> tuple[str | int, str]:
    if line is None:
        raise BadRecord("the line is too long.")
    try:
        value: Any = json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except UnicodeDecodeError:
        raise BadRecord("the line is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise BadRecord(f"the line is not JSON: {error.msg} at column {error.colno}.") from None
    except (ValueError, RecursionError):
        raise BadRecord("the line is JSON beyond what can be read.") from None
    if not isinstance(value, dict):
        raise BadRecord("the line is not a JSON object.")
    record_id, text = value.get("id"), value.get("text")
    if not isinstance(record_id, (str, int)) or isinstance(record_id, bool):
        raise BadRecord('the record has no "id" that is a string or a whole number.')
    if not isinstance(text, str):
        raise BadRecord('the record has no "text" that is a string.')
    return record_id, text
