"""The page and the HTTP interface (docs/api.md)."""

from __future__ import annotations

from geo.web.app import create_app
from geo.web.server import run_server

__all__ = ["create_app", "run_server"]
