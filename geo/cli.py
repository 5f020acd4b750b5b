"""The command `dateline`. Errors: message and hint on standard error, exit code 2, no traceback.

Everything heavy is imported where it is used: `dateline parse` starts cold in under two seconds.
"""

from __future__ import annotations

import argparse
import atexit
import dataclasses
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geo.errors import DatelineError, InputError, UnreadableFile
from geo.settings import SWITCHES, Settings

if TYPE_CHECKING:
    from geo.exports.picture import Picture
    from geo.model import ArticleMap, Document

DISTRIBUTION = "dateline-map"
EXIT_INPUT = 2
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141
_DRAWN = ("html", "png", "svg")
# How numpy's libraries are told how many threads to use. Matrices of a sentence are too small for
# more than one: on a busy machine the threads mostly wait for one another.
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    # What is left when the process ends need not be searched for objects that only refer to one
    # another: that takes a fifth of a second after many articles.
    atexit.register(gc.freeze)
    for variable in _THREADS:
        os.environ.setdefault(variable, "1")  # before numpy is imported
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        code = run(options)
        sys.stdout.flush()
    except DatelineError as error:
        _report(error)
        return EXIT_INPUT
    except BrokenPipeError:
        # Whoever read our output has enough (`| head`); Python must not complain at its exit.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE_CLOSED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    return code


# serve -------------------------------------------------------------------------------------------


def _serve(options: argparse.Namespace) -> int:
    from geo.articles import open_article
    from geo.web import create_app, run_server

    settings = _settings(options)
    files = [Path(name) for name in options.files]
    # A file that cannot be read is said before the server's parts are loaded.
    documents = [open_article(each, max_bytes=settings.max_text_bytes) for each in files]
    app = create_app(settings, files=files)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    root = f"http://{host}:{settings.port}"

    def announce() -> None:
        addresses = [f"{root}/articles/{each.id}" for each in documents] or [f"{root}/"]
        for address in addresses:
            print(address, flush=True)
        if options.open and _has_display():
            import webbrowser

            webbrowser.open(addresses[0])

    run_server(app, settings, ready=announce)
    return 0


def _has_display() -> bool:
    return sys.platform in {"darwin", "win32"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


# map ---------------------------------------------------------------------------------------------


def _map(options: argparse.Namespace) -> int:
    from geo.exports import write

    output = options.output or Path(_stem(options.file) + ".html")
    kind = output.suffix.removeprefix(".").lower() or "html"
    if kind not in _DRAWN:
        raise InputError(
            f"A map cannot be drawn as {output.suffix}.",
            value=str(output),
            hint=f"Name a file that ends in {', '.join(f'.{each}' for each in _DRAWN)}.",
        )
    picture = None if kind == "html" else _picture(options)
    settings = _settings(options)
    article_map = dataclasses.replace(
        _article_map(_document(options.file, settings), settings), both_names=options.local_names
    )
    content = write(article_map, kind, picture=picture).content
    _write(output, content)
    if str(output) != "-":
        print(f"{output}: {_size(len(content))}", file=sys.stderr)
    return 0


def _picture(options: argparse.Namespace) -> Picture:
    from geo.exports.picture import Picture, Shade

    given = {
        name: value
        for name in ("width", "height", "scale")
        if (value := getattr(options, name)) is not None
    }
    return Picture(theme=Shade(options.theme), **given)


# parse -------------------------------------------------------------------------------------------


def _parse(options: argparse.Namespace) -> int:
    settings = _settings(options)
    if options.jsonl is not None:
        if options.file is not None:
            raise InputError("Give a file or --jsonl, not both.", hint="See dateline parse --help.")
        return _parse_lines(options, settings)
    if options.feeds:
        raise InputError("--feeds is for --jsonl.", hint="One article is no feed.")
    if options.jobs != 1:
        raise InputError("--jobs is for --jsonl.", hint="One article is parsed by one process.")
    if options.file is None:
        raise InputError("There is no file to parse.", hint="Name one, or - for standard input.")
    article_map = _article_map(_document(options.file, settings), settings)
    if options.format == "geojson":
        from geo.exports import write

        content = write(article_map, "geojson").content
    else:
        import json

        from geo.exports.toponyms import explained_record, record

        made = (
            explained_record(article_map)
            if options.explain
            else record(article_map.document, article_map.mentions)
        )
        content = json.dumps(made, ensure_ascii=False, indent=2).encode()
    _write(Path("-"), content + b"\n")
    return 0


def _parse_lines(options: argparse.Namespace, settings: Settings) -> int:
    from geo.batch import parse_lines, settle

    source = options.jsonl
    try:
        # A file of its own: with several jobs a thread may still read from it when we end.
        stream: IO[bytes] = open(0 if source == "-" else source, "rb", closefd=source != "-")  # noqa: SIM115
    except OSError as error:
        raise UnreadableFile(
            f"{source} cannot be read: {(error.strerror or str(error)).lower()}.",
            value=source,
            hint="Check the name, and that it is a file you may read.",
        ) from None
    made = parse_lines(
        stream,
        settings,
        explain=options.explain,
        feeds=options.feeds,
        jobs=options.jobs,
        report=_say,
    )
    threshold = gc.get_threshold()
    if options.jobs == 1:
        settle(settings)
    try:
        with closing(made):
            for line in made:
                sys.stdout.buffer.write(line)
                sys.stdout.buffer.flush()
    finally:
        gc.freeze()  # or what is young would be looked at now
        gc.set_threshold(*threshold)
        if options.jobs == 1:
            stream.close()
    return 0


# gazetteer, settings -----------------------------------------------------------------------------


def _gazetteer_search(options: argparse.Namespace) -> int:
    from geo.gazetteer import Gazetteer

    settings = _settings(options)
    gazetteer = Gazetteer.open(settings.cache)
    found = gazetteer.search(options.name, limit=options.limit, language=settings.language)
    naming = gazetteer.naming(settings.language)
    rows = [
        (
            naming.name(entry),
            naming.describe(entry),
            "" if entry.lat is None or entry.lon is None else f"{entry.lat:.4f} {entry.lon:.4f}",
            f"{entry.population:,}" if entry.population else "",
            entry.id,
        )
        for entry in found
    ]
    if not rows:
        print(f"The gazetteer has no entry under {options.name!r}.", file=sys.stderr)
        return 1
    _table(("name", "what", "lat lon", "population", "id"), rows)
    return 0


def _show_settings(_options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    rows = []
    for each in dataclasses.fields(Settings):
        variable = f"DATELINE_{each.name.upper()}"
        value = getattr(settings, each.name)
        shown = str(int(value)) if isinstance(value, bool) else str(value)
        origin = "environment" if variable in os.environ else "default"
        rows.append((variable, shown, origin, each.metadata["help"]))
    _table(("variable", "value", "from", "what"), rows)
    return 0


# Shared ------------------------------------------------------------------------------------------


def _settings(options: argparse.Namespace) -> Settings:
    """The environment's settings with what the command line says instead."""
    given = {
        name: value
        for name in ("host", "port", "worldview", "language", *SWITCHES)
        if (value := getattr(options, name, None)) is not None
    }
    return dataclasses.replace(Settings.from_environment(), **given)


def _document(name: str, settings: Settings) -> Document:
    from geo.articles import open_article

    source = sys.stdin.buffer.read() if name == "-" else Path(name)
    return open_article(source, max_bytes=settings.max_text_bytes)


def _article_map(document: Document, settings: Settings) -> ArticleMap:
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.areas import Areas
    from geo.pipeline import make_map

    return make_map(
        document,
        Gazetteer.open(settings.cache),
        Areas.open(),
        worldview=settings.worldview,
        language=settings.language,
        settings=settings,
    )


def _write(path: Path, content: bytes) -> None:
    if str(path) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    # Whole or not at all: a map that was there stays until the new one is complete.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise UnreadableFile(
            f"{path} cannot be written: {(error.strerror or str(error)).lower()}.",
            value=str(path),
            hint="Name another file with -o, or - for standard output.",
        ) from None


def _stem(name: str) -> str:
    return "map" if name == "-" else Path(name).stem


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1_000:.0f} kB"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
    for row in (heads, *rows):
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def _report(error: DatelineError) -> None:
    _say(f"dateline: {error.detail}")
    if error.hint:
        _say(error.hint)


def _say(message: str) -> None:
    with suppress(BrokenPipeError):
        print(message, file=sys.stderr, flush=True)


# Arguments ---------------------------------------------------------------------------------------

_SAMPLE = "data/samples/kursk-ceasefire.txt"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline", description="Turns a news article into a map one can trust, offline."
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and end")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    serve = _command(
        commands,
        "serve",
        _serve,
        "serve the page and the HTTP interface",
        f"dateline serve {_SAMPLE} --port 5000",
    )
    serve.add_argument("files", nargs="*", metavar="FILE", help="articles to load")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (default 5000)")
    serve.add_argument(
        "--open", action="store_true", help="open a browser, where there is a display"
    )
    _add_switches(serve)

    drawn = _command(
        commands,
        "map",
        _map,
        "draw an article's map: one stand-alone HTML file, or a picture",
        f"dateline map {_SAMPLE} -o map.png",
    )
    drawn.add_argument("file", metavar="FILE", help="the article; - for standard input")
    drawn.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="the file to write, .html, .png or .svg; - for HTML on standard output",
    )
    drawn.add_argument("--width", type=int, help="of a picture, in pixels (default 1200)")
    drawn.add_argument("--height", type=int, help="of a picture, in pixels (default 900)")
    drawn.add_argument("--scale", type=int, help="times as many pixels in a PNG (default 1)")
    drawn.add_argument(
        "--theme", choices=("light", "dark"), default="light", help="of a picture (default light)"
    )
    drawn.add_argument(
        "--local-names", action="store_true", help="write places' local names behind the others"
    )
    _add_view(drawn)

    parse = _command(
        commands,
        "parse",
        _parse,
        "find and place an article's toponyms",
        f"dateline parse {_SAMPLE} --format geojson",
    )
    parse.add_argument("file", nargs="?", metavar="FILE", help="the article; - for standard input")
    parse.add_argument(
        "--format", choices=("json", "geojson"), default="json", help="default: json"
    )
    parse.add_argument(
        "--explain", action="store_true", help="add candidates and evidence to the JSON"
    )
    parse.add_argument(
        "--jsonl",
        metavar="FILE",
        help='read lines {"id", "text"} from FILE (- for standard input), write a line for each; '
        '"source", "url" and "language" are used where a line has them',
    )
    parse.add_argument(
        "--feeds",
        action="store_true",
        help='read FILE twice: articles of one "source" (or host of "url") tell where it is local',
    )
    parse.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="processes that share the lines; 0: one a core (default 1)",
    )
    _add_view(parse)

    gazetteer = commands.add_parser("gazetteer", help="look into the gazetteer")
    actions = gazetteer.add_subparsers(title="commands", required=True, metavar="COMMAND")
    search = _command(
        actions,
        "search",
        _gazetteer_search,
        "list the entries under a name",
        "dateline gazetteer search Pokrovsk",
    )
    search.add_argument("name", metavar="NAME")
    search.add_argument("--limit", type=int, default=20, help="entries at most (default 20)")
    search.add_argument("--language", help="language of names and descriptions (default en)")

    _command(
        commands,
        "settings",
        _show_settings,
        "list the settings, their values and where these come from",
        "dateline settings",
    )
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _jobs(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 4:
        return int(text) or os.cpu_count() or 1
    raise argparse.ArgumentTypeError(f"not a number of processes: {text}")


def _add_view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--worldview", help="whose view of disputed borders (default iso)")
    parser.add_argument("--language", help="language of place names and reasons (default en)")
    _add_switches(parser)


def _add_switches(parser: argparse.ArgumentParser) -> None:
    helps = {field.name: str(field.metadata["help"]) for field in dataclasses.fields(Settings)}
    for name in SWITCHES:
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            action=argparse.BooleanOptionalAction,
            default=None,
            help=helps[name],
        )


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"dateline {_version()}")
        parser.exit()


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown (not installed)"
