"""Keeps articles, their places, corrections and annotations: one SQLite file in the user's folder.

It speaks the types of `geo.model` only; SQLAlchemy stays inside.
"""

from __future__ import annotations

from pathlib import Path

from geo.store.annotations import Annotations, IdempotencyKey
from geo.store.article_places import PlacesKey, StoredPlaces
from geo.store.articles import Articles
from geo.store.corrections import Corrections, replaces
from geo.store.database import Database
from geo.store.overlays import Overlays
from geo.store.records import AnnotationVersion, ArticleSummary, moment_before, new_id, now

__all__ = [
    "AnnotationVersion",
    "ArticleSummary",
    "IdempotencyKey",
    "PlacesKey",
    "Store",
    "moment_before",
    "new_id",
    "now",
    "replaces",
]


class Store:
    """All that a user makes. Safe to use from several threads and processes at once."""

    def __init__(self, home: Path) -> None:
        """Open `home/dateline.sqlite`, made and migrated if need be. Raises `StoreUnusable`."""
        self._database = Database(home / "dateline.sqlite")
        self.articles = Articles(self._database)
        self.corrections = Corrections(self._database)
        self.annotations = Annotations(self._database)
        self.overlays = Overlays(self._database)
        self.places = StoredPlaces(self._database)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
