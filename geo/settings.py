"""The one table of settings. Each is a field here and an environment variable `DATELINE_<NAME>`.

Settings are passed as a value, never read from a global: tests make their own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from geo.errors import BadSetting

SWITCHES = ("demonyms", "inside_names", "roles")
"""The settings that say what is looked for in a text; each request may ask otherwise."""

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})


def _default_home() -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "dateline"


def _default_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "dateline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; the field's metadata `help` is shown by `dateline settings`."""

    home: Path = field(
        default_factory=_default_home,
        metadata={"help": "folder of all that a user makes: articles, corrections, annotations"},
    )
    cache: Path = field(
        default_factory=_default_cache,
        metadata={"help": "folder of what can be rebuilt: the expanded gazetteer"},
    )
    host: str = field(default="127.0.0.1", metadata={"help": "address the server listens on"})
    port: int = field(default=5000, metadata={"help": "port the server listens on"})
    threads: int = field(default=16, metadata={"help": "threads of the server"})
    max_text_bytes: int = field(
        default=1_000_000, metadata={"help": "longest article, in bytes of UTF-8"}
    )
    undo_minutes: int = field(
        default=10, metadata={"help": "minutes in which a deleted article can be brought back"}
    )
    worldview: str = field(default="iso", metadata={"help": "whose view of disputed borders"})
    language: str = field(default="en", metadata={"help": "language of pages and place names"})
    demonyms: bool = field(default=True, metadata={"help": "find “Russian”, “Ukrainians”"})
    inside_names: bool = field(
        default=True, metadata={"help": "find places inside other names, as in “Aleppo University”"}
    )
    roles: bool = field(
        default=True,
        metadata={"help": "tell “Moscow said” from “in Moscow”; off: all but demonyms are literal"},
    )
    tiles_url: str = field(
        default="", metadata={"help": "address of online tiles ({z}/{x}/{y}); empty: none"}
    )
    tiles_attribution: str = field(default="", metadata={"help": "attribution of those tiles"})

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read `DATELINE_*`. Raises `BadSetting` naming the variable and the value."""
        environ = os.environ if environ is None else environ
        known = {f"DATELINE_{f.name.upper()}": f for f in fields(cls)}
        values: dict[str, object] = {}
        for variable, text in environ.items():
            if variable in known:
                name = known[variable].name
                values[name] = _parse(variable, text, str(known[variable].type))
        return cls(**values)  # type: ignore[arg-type]


def _parse(variable: str, text: str, kind: str) -> object:
    if kind == "Path":
        return Path(text).expanduser()
    if kind == "int":
        try:
            return int(text)
        except ValueError:
            raise BadSetting(
                f"{variable} is not a whole number: {text!r}.",
                value=text,
                hint=f"Set it to digits, or unset {variable}.",
            ) from None
    if kind == "bool":
        if text.lower() in _TRUE | _FALSE:
            return text.lower() in _TRUE
        raise BadSetting(
            f"{variable} is neither on nor off: {text!r}.",
            value=text,
            hint="Use 1 or 0.",
        )
    return text
