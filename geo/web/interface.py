"""Gives the templates the reader's language: `t("…")`, `t.count(…)`, `t.date(…)`.

The address alone says in which language a page is. `linked(…)` takes it along to our other pages.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, current_app, request

from geo.languages.interface import INTERFACE_LANGUAGES, Interface, interface
from geo.settings import Settings


def register(app: Flask) -> None:
    """Put the sentences of the reader's language into every template."""

    @app.context_processor
    def words() -> dict[str, Any]:
        return {
            "t": spoken(),
            "interface_languages": INTERFACE_LANGUAGES,
            "chosen_language": chosen_language(),
            "linked": linked,
            "switched": _switched,
        }


def spoken() -> Interface:
    """The sentences of `?language=`, else of the setting."""
    return interface(chosen_language() or _settings().language)


def chosen_language() -> str:
    """The language that the address asks for, "" where that is the setting's."""
    asked = request.args.get("language", "")
    return "" if asked == _settings().language else asked


def linked(path: str) -> str:
    """The address of another page of ours, in the language of this one."""
    language = chosen_language()
    if not language:
        return path
    before, mark, fragment = path.partition("#")
    joint = "&" if "?" in before else "?"
    return f"{before}{joint}language={quote(language, safe='')}{mark}{fragment}"


def _switched(language: str) -> str:
    """The address of this page in another language."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "language"]
    return f"?{urlencode([*kept, ('language', language)])}"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["dateline"].workspace.settings
    return settings
