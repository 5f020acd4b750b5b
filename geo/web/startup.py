"""What a server does first: store the files it was started with, and make their maps."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from geo.errors import DatelineError
from geo.workspace import Workspace

_log = logging.getLogger(__name__)


class Startup:
    """The files named at start. They are stored at once; their maps are made in the background."""

    def __init__(self, workspace: Workspace, files: Sequence[Path]) -> None:
        """Store the files, all or none. Raises what `Workspace.read_article` raises."""
        self.workspace = workspace
        documents = [workspace.read_article(path) for path in files]
        self.article_ids = tuple(added.article_id for added in workspace.add_articles(documents))
        self.files = tuple(
            (path.name, article_id)
            for path, article_id in zip(files, self.article_ids, strict=True)
        )
        self.error: DatelineError | None = None
        self._done = threading.Event()
        self._begun = threading.Lock()
        if not files:
            self._done.set()

    @property
    def done(self) -> bool:
        """Whether the maps of the files are made, or their making has failed."""
        return self._done.is_set()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until `done`."""
        return self._done.wait(timeout_s)

    def begin(self) -> None:
        """Open the gazetteer and make the maps, in a thread of its own. Once only."""
        if self._begun.acquire(blocking=False):
            threading.Thread(target=self._warm, name="dateline-startup", daemon=True).start()

    def _warm(self) -> None:
        try:
            self.workspace.warm()
            for article_id in self.article_ids:
                self.workspace.export(article_id, "geojson")
        except DatelineError as error:
            self.error = error
            _log.error("%s", error)
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell
            self.error = DatelineError(
                "The maps of the files could not be made: {cause}.",
                hint="The server's log has the cause.",
                cause=str(error),
            )
            _log.exception("The maps of the files could not be made.")
        finally:
            self._done.set()
