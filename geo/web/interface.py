"""Gives the templates the reader's language: `t("…")`, `t.count(…)`, `t.date(…)`."""

from __future__ import annotations

from typing import Any

from flask import Flask, request

from geo.languages.interface import INTERFACE_LANGUAGES, Interface, interface
from geo.settings import Settings


def register(app: Flask, settings: Settings) -> None:
    """Put the sentences of `?language=`, else of the setting, into every template."""

    @app.context_processor
    def words() -> dict[str, Any]:
        spoken: Interface = interface(request.args.get("language") or settings.language)
        return {"t": spoken, "interface_languages": INTERFACE_LANGUAGES}
