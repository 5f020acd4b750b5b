"""The scripts and the style sheets of a page as one file each, put together from the real ones.

A page has some sixty modules and a dozen sheets; asked for one by one they take a browser a third
of its time. What a module keeps to itself stays so: each one gets a block of its own, in the order
in which a browser would run them. Nothing is built beforehand and nothing is shortened: a file that
was edited is in the next answer. What is imported by a bare name (`leaflet`) stays an import, and
what is imported when needed (`import(…)`) a file of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from flask import Blueprint, Flask, Response, request, url_for
from werkzeug.exceptions import NotFound

from geo.errors import DataMissing
from geo.resources import static_path

blueprint = Blueprint("bundles", __name__, url_prefix="/bundles")

_YEAR_S = 31_536_000
_STATIC = "/static/"
_IMPORT = re.compile(
    r"""^import\s+(?P<names>\{[^}]*\}|\*\s+as\s+\w+)\s+from\s+["'](?P<target>[^"']+)["'];?$""",
    re.MULTILINE,
)
_EXPORT = re.compile(r"^export\s+(?=(?:async\s+function|function|class|const)\b)", re.MULTILINE)
_EXPORTED = re.compile(
    r"^export\s+(?:(?:async\s+function|function|class|const)\s+(?P<name>[\w$]+)"
    r"|const\s+\{(?P<several>[^}]*)\}\s*=|\{(?P<list>[^}]*)\};?$)",
    re.MULTILINE,
)
_EXPORT_LIST = re.compile(r"^export\s+\{[^}]*\};?$", re.MULTILINE)
_LATER = re.compile(r"""\bimport\(\s*["'](\.[^"']+)["']\s*\)""")
_LEFT = re.compile(r"^(?:import|export)\s", re.MULTILINE)
_NAME = re.compile(r"[a-z-]+")
_AS = re.compile(r"\s+as\s+")
_ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)["']?\s*\)""")


def register(app: Flask) -> None:
    """Give templates `script_address("js/main.js")` and `sheets_address(("fonts", "layout"))`."""
    app.jinja_env.globals["script_address"] = _script_address
    app.jinja_env.globals["sheets_address"] = _sheets_address
    app.register_blueprint(blueprint)


def modules_of(entry: str) -> tuple[str, ...]:
    """`entry` and all modules that it imports, directly or not, in the order in which they run.

    Paths in the static folder, such as `js/main.js`. Raises `DataMissing` for one that is not
    there, `RuntimeError` where modules import each other in a circle.
    """
    order: list[str] = []
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in order:
            return
        if name in open_:
            raise RuntimeError(f"Modules import each other in a circle: {[*open_, name]}.")
        open_.append(name)
        for target in _imports(_read(name)):
            visit(_path_from(name, target))
        open_.pop()
        order.append(name)

    visit(entry)
    return tuple(order)


def script_bundle(entry: str) -> str:
    """The module `entry` with all that it imports, as one module.

    Raises `DataMissing` and `RuntimeError`: for a circle, or for a form of `import` or `export`
    that this does not know.
    """
    order = modules_of(entry)
    numbers = {name: number for number, name in enumerate(order)}
    outside: dict[str, str] = {}
    blocks = [_block(name, numbers, outside) for name in order]
    imports = [f'import * as {alias} from "{name}";' for name, alias in outside.items()]
    return "\n".join((*imports, *blocks)) + "\n"


def sheet_bundle(names: Sequence[str]) -> str:
    """Style sheets in their order, with addresses that hold wherever the bundle is.

    A name stands for `css/{name}.css`, or for `vendor/{name}/{name}.css`. Raises `DataMissing`.
    """

    def address(file: str) -> Callable[[re.Match[str]], str]:
        return lambda found: f'url("{_file_address(_path_from(file, found[1]))}")'

    return "\n".join(_ADDRESS.sub(address(file), _read(file)) for file in map(_sheet, names))


@blueprint.get("/<name>.js")
def script(name: str) -> Response:
    if not _NAME.fullmatch(name):
        raise NotFound
    try:
        files = modules_of(f"js/{name}.js")
    except DataMissing as error:
        raise NotFound from error
    return _answer(f"{name}.js", files, "text/javascript")


@blueprint.get("/<names>.css")
def sheets(names: str) -> Response:
    files = tuple(_existing(name) for name in names.split(","))
    return _answer(names, files, "text/css")


def _answer(name: str, files: tuple[str, ...], media_type: str) -> Response:
    version = _version(files)
    response = Response(_kept(name, version), mimetype=media_type)
    response.set_etag(version)
    if request.args.get("v") == version:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR_S}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


@lru_cache(maxsize=32)
def _kept(name: str, _version: str) -> str:
    return script_bundle(f"js/{name}") if name.endswith(".js") else sheet_bundle(name.split(","))


def _script_address(entry: str) -> str:
    name = entry.removeprefix("js/").removesuffix(".js")
    return url_for("bundles.script", name=name, v=_version(modules_of(entry)))


def _sheets_address(names: Sequence[str]) -> str:
    version = _version(tuple(map(_sheet, names)))
    return url_for("bundles.sheets", names=",".join(names), v=version)


def _existing(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise NotFound
    try:
        return _sheet(name)
    except DataMissing as error:
        raise NotFound from error


def _sheet(name: str) -> str:
    own = f"css/{name}.css"
    try:
        _file(own)
    except DataMissing:
        own = f"vendor/{name}/{name}.css"
        _file(own)
    return own


def _block(name: str, numbers: dict[str, int], outside: dict[str, str]) -> str:
    """One module as a block that fills the object of its exports."""

    def imported(found: re.Match[str]) -> str:
        names, target = found["names"], found["target"]
        if target.startswith("."):
            source = f"${numbers[_path_from(name, target)]}"
        else:
            source = outside.setdefault(target, f"$outside{len(outside)}")
        if names.startswith("*"):
            return f"const {names.split()[-1]} = {source};"
        return f"const {_AS.sub(': ', names)} = {source};"

    def later(found: re.Match[str]) -> str:
        return f'import("{_file_address(_path_from(name, found[1]))}")'

    text = _read(name)
    exported = _exports(text)
    text = _EXPORT.sub("", _EXPORT_LIST.sub("", _IMPORT.sub(imported, text)))
    if _LEFT.search(text):
        raise RuntimeError(f"{name} imports or exports in a form that bundles do not know.")
    text = _LATER.sub(later, text)
    number = numbers[name]
    return (
        f"// {name}\nconst ${number} = {{}};\n{{\n{text}\n"
        f"Object.assign(${number}, {{ {', '.join(exported)} }});\n}}"
    )


def _exports(text: str) -> list[str]:
    names: list[str] = []
    for found in _EXPORTED.finditer(text):
        listed = found["name"] or found["several"] or found["list"]
        names.extend(part.strip() for part in listed.split(",") if part.strip())
    return names


def _path_from(name: str, target: str) -> str:
    """The path of what `name` calls `target`: both in the static folder."""
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / target).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _file_address(name: str) -> str:
    return url_for("static", filename=name)


@lru_cache(maxsize=256)
def _content(name: str, _time_ns: int, _size: int) -> str:
    return _file(name).read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _imports(text: str) -> tuple[str, ...]:
    """The modules of ours that a module names in its imports."""
    targets = (found["target"] for found in _IMPORT.finditer(text))
    return tuple(target for target in targets if target.startswith("."))


def _read(name: str) -> str:
    found = _file(name).stat()
    return _content(name, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=256)
def _file(name: str) -> Path:
    return static_path(*name.split("/"))


def _version(files: tuple[str, ...]) -> str:
    """Changes whenever one of the files does."""
    digest = hashlib.sha256()
    for name in files:
        found = _file(name).stat()
        digest.update(f"{name} {found.st_mtime_ns} {found.st_size}\n".encode())
    return digest.hexdigest()[:16]
