"""Gives the templates the reader's language: `t("…")`, `t.count(…)`, `t.date(…)`."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, request

from geo.languages.interface import INTERFACE_LANGUAGES, Interface, interface
from geo.settings import Settings


def register(app: Flask) -> None:
    """Put the sentences of the reader's language into every template."""

    @app.context_processor
    def words() -> dict[str, Any]:
        return {"t": spoken(), "interface_languages": INTERFACE_LANGUAGES}


def spoken() -> Interface:
    """The sentences of `?language=`, else of the setting."""
    settings: Settings = current_app.extensions["dateline"].workspace.settings
    return interface(request.args.get("language") or settings.language)
