"""Many articles from JSON Lines: one record at a time, order kept, bad lines reported."""

from __future__ import annotations

import gc
import json
import queue
import shutil
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, TypeAlias, TypeVar

from geo.articles import document_from_text
from geo.errors import BadRecord, DatelineError, InputError
from geo.exports.toponyms import explained_record, record
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.gazetteer.worldviews import worldview as known_worldview
from geo.mentions import preload
from geo.model import Document
from geo.pipeline import contribution, locate_mentions, make_map
from geo.places.feed import Contribution, Feeds, publisher_of
from geo.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import Future

# A character takes at most twelve bytes in JSON (two escaped surrogates); the rest of the record
# is allowed as much again.
_BYTES_A_CHARACTER = 12

Answer = TypeVar("Answer")
Parsed: TypeAlias = tuple[bytes, str]
"""The line that answers one of the input, and what is wrong with that one; either may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of the input."""

    id: str | int
    text: str
    source: str | None
    url: str | None
    language: str | None


def parse_lines(
    stream: IO[bytes],
    settings: Settings,
    *,
    explain: bool = False,
    feeds: bool = False,
    jobs: int = 1,
    report: Callable[[str], None],
) -> Generator[bytes]:
    """Yield one line of JSON for each line `{"id", "text"}` of the stream, in its order.

    Lines may also hold strings `source` and `url`, which tell where the publisher is at home, and
    `language` (BCP 47), which is guessed otherwise. With `feeds` the stream is read twice (what
    cannot be is kept in a temporary file), and articles of one publisher inform each other.

    A line that cannot be used is reported with its number, in its turn, and left out. With several
    `jobs` as many processes share the work; the stream is then read by a thread that is left
    waiting when the caller stops early. Raises `UnknownName` for an unknown worldview and
    `DataMissing`.
    """
    known_worldview(settings.worldview)
    # Here, so that the processes find the gazetteer expanded.
    parser = Parser(settings, explain=explain)
    limit = settings.max_text_bytes * 2 * _BYTES_A_CHARACTER
    with ExitStack() as opened:
        if feeds:
            stream = opened.enter_context(_seekable(stream))
            start = stream.tell()
            parser.feeds = Feeds()
            for publisher, named in _answers(
                Parser.contribution, _lines(stream, limit), parser, jobs
            ):
                parser.feeds.add(publisher, named)
            stream.seek(start)
        for made, problem in _answers(Parser.parse, _lines(stream, limit), parser, jobs):
            if problem:
                report(problem)
            if made:
                yield made


class Parser:
    """Parses single lines."""

    def __init__(self, settings: Settings, *, explain: bool, feeds: Feeds | None = None) -> None:
        self.settings = settings
        self.explain = explain
        self.feeds = feeds
        self._gazetteer = Gazetteer.open(settings.cache)
        self._areas = Areas.open() if explain else None

    def contribution(self, number: int, line: bytes | None) -> tuple[str, Contribution]:
        """The publisher of a line, "" if unknown, and what its article names."""
        try:
            _, document = self._document(number, line)
        except InputError:  # reported when the line is parsed
            return "", {}
        publisher = publisher_of(document)
        if not publisher:
            return "", {}
        return publisher, contribution(document, self._gazetteer, settings=self.settings)

    def _document(self, number: int, line: bytes | None) -> tuple[str | int, Document]:
        given = _read(line, first=number == 1)
        document = document_from_text(
            given.text,
            source=given.source,
            url=given.url,
            language=given.language,
            max_bytes=self.settings.max_text_bytes,
        )
        return given.id, document

    def parse(self, number: int, line: bytes | None) -> Parsed:
        """The line that answers it, or what is wrong with it."""
        settings = self.settings
        try:
            record_id, document = self._document(number, line)
        except InputError as error:
            return b"", f"line {number}: {error.detail}"
        if self._areas is not None:
            article_map = make_map(
                document,
                self._gazetteer,
                self._areas,
                worldview=settings.worldview,
                language=settings.language,
                settings=settings,
                feeds=self.feeds,
            )
            made = explained_record(article_map, record_id=record_id)
        else:
            mentions = locate_mentions(
                document, self._gazetteer, settings=settings, feeds=self.feeds
            )
            made = record(document, mentions, record_id=record_id)
        # Escaped, so that no reader takes U+2028 or U+0085 inside a text for the end of a line.
        return json.dumps(made, ensure_ascii=True, allow_nan=False).encode() + b"\n", ""


# Several processes -------------------------------------------------------------------------------

# Lines under way for each process: enough that none waits, few enough to bound the memory.
_AHEAD = 4


def _answers(
    ask: Callable[[Parser, int, bytes | None], Answer],
    lines: Iterable[tuple[int, bytes | None]],
    parser: Parser,
    jobs: int,
) -> Iterator[Answer]:
    """What the parser makes of the lines, in their order."""
    if jobs == 1:
        return (ask(parser, number, line) for number, line in lines)
    return _shared(ask, lines, parser, jobs)


def _shared(
    ask: Callable[[Parser, int, bytes | None], Answer],
    lines: Iterable[tuple[int, bytes | None]],
    parser: Parser,
    jobs: int,
) -> Iterator[Answer]:
    """The same, by several processes."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Spawned, not forked: the same on every system, and no thread's lock is copied.
    pool = ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=get_context("spawn"),
        initializer=_start,
        initargs=(parser.settings, parser.explain, parser.feeds),
    )
    under_way: queue.Queue[Future[Answer] | BaseException | None] = queue.Queue(jobs * _AHEAD)

    def feed() -> None:
        try:
            for number, line in lines:
                under_way.put(pool.submit(_ask, ask, number, line))
        except BaseException as error:  # noqa: BLE001 (raised again where the results are read)
            under_way.put(error)
        under_way.put(None)

    # Results are handed out while this thread waits for more lines.
    threading.Thread(target=feed, daemon=True).start()
    try:
        while (each := under_way.get()) is not None:
            if isinstance(each, BaseException):
                raise each
            yield each.result()
    except BrokenProcessPool:
        raise DatelineError(
            "One of the processes ended before its work was done.",
            value=jobs,
            hint="It may have run out of memory; try fewer jobs.",
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


# Objects made before the garbage collector looks for those that only refer to one another. An
# article has thousands, and next to none of that kind.
_BETWEEN_COLLECTIONS = 100_000


def settle(settings: Settings) -> None:
    """Make a process ready that parses many articles and does nothing else.

    What articles need is read now, so that the garbage collector can pass over it from now on; it
    looks seldom at the rest.
    """
    preload(roles=settings.roles)
    gc.freeze()
    if gc.get_threshold()[0]:
        gc.set_threshold(_BETWEEN_COLLECTIONS)


_parsers: list[Parser] = []


def _start(settings: Settings, explain: bool, feeds: Feeds | None) -> None:
    # An interrupt is for the process that started us; it then ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _parsers.append(Parser(settings, explain=explain, feeds=feeds))
    settle(settings)


def _ask(
    ask: Callable[[Parser, int, bytes | None], Answer], number: int, line: bytes | None
) -> Answer:
    return ask(_parsers[0], number, line)


# Lines -------------------------------------------------------------------------------------------


@contextmanager
def _seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The stream, or a copy of what it holds where it can be read once only."""
    if stream.seekable():
        yield stream
        return
    with TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


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


def _read(line: bytes | None, *, first: bool) -> Record:
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
    # Corpora use these names for other things too: what is no string is left alone.
    source, url, language = (
        metadata if isinstance(metadata := value.get(key), str) else None
        for key in ("source", "url", "language")
    )
    return Record(id=record_id, text=text, source=source, url=url, language=language)
