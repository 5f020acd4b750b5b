"""Makes maps: opens the gazetteer and the areas when first needed, and runs the pipeline."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geo.errors import UnknownEntry, UnknownName
from geo.model import ArticleMap, Correction, Document, Entry, Progress
from geo.settings import Settings
from geo.workspace.checking import checked_language

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.areas import Areas


class MapMaker:
    """Safe to use from several threads."""

    def __init__(
        self,
        settings: Settings,
        *,
        gazetteer: Gazetteer | None = None,
        areas: Areas | None = None,
    ) -> None:
        self._settings = settings
        self._opening = threading.Lock()
        self._gazetteer = gazetteer
        self._areas = areas

    @property
    def gazetteer(self) -> Gazetteer:
        """The lookup of names. Raises `DataMissing`."""
        with self._opening:
            if self._gazetteer is None:
                from geo.gazetteer import Gazetteer

                self._gazetteer = Gazetteer.open(self._settings.cache)
            return self._gazetteer

    @property
    def areas(self) -> Areas:
        """The areas of countries and regions. Raises `DataMissing`."""
        with self._opening:
            if self._areas is None:
                from geo.gazetteer.areas import Areas

                self._areas = Areas.open()
            return self._areas

    def warm(self) -> None:
        """Open all that a map needs, so that the first one is not slow. Raises `DataMissing`."""
        from geo.articles import document_from_text

        # A map of any text loads the gazetteer, the areas and the fitted weights.
        self.make(document_from_text("A train from Lyon arrived in Geneva."), ())

    def view(self, worldview: str | None, language: str | None) -> tuple[str, str]:
        """The worldview and language asked for, or those of the settings.

        Raises `UnknownName`.
        """
        from geo.gazetteer.worldviews import worldview as worldview_of

        chosen = worldview_of(self._settings.worldview if worldview is None else worldview)
        return chosen.id, checked_language(language or self._settings.language)

    def make(
        self,
        document: Document,
        corrections: Sequence[Correction],
        *,
        worldview: str | None = None,
        language: str | None = None,
        switches: Mapping[str, bool] = MappingProxyType({}),
        progress: Progress | None = None,
    ) -> ArticleMap:
        """The document's map, without annotations and overlays.

        `progress` is told how far the slow part is. `switches` are some of
        `geo.settings.SWITCHES`, instead of those of the settings. Raises
        `UnknownName` and `DataMissing`.
        """
        from geo.pipeline import make_map

        return make_map(
            document,
            self.gazetteer,
            self.areas,
            corrections=tuple(corrections),
            worldview=worldview or self._settings.worldview,
            language=language or self._settings.language,
            settings=dataclasses.replace(self._settings, **dict[str, Any](switches)),
            progress=progress,
        )

    def entry(self, entry_id: str) -> Entry:
        """The entry that somebody chose. Raises `UnknownName`."""
        try:
            return self.gazetteer.entry(entry_id)
        except UnknownEntry as error:
            raise UnknownName(
                "The gazetteer has no entry {id}.",
                value=entry_id[:100],
                hint="GET /api/gazetteer?q=… finds entries by name.",
                id=repr(entry_id[:100]),
            ) from error
