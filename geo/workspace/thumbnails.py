"""Small maps of articles, kept as files: a list of two hundred articles cannot draw each anew.

They lie in the user's home, since they show what the user reads, and go with their article.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from geo.exports.picture import Picture
from geo.resources import installation_stamp
from geo.workspace.recent import MapKey

_KEPT_EACH = 6  # light and dark, in a few views


class Thumbnails:
    """Safe to use from several threads and processes: a file is there whole or not at all."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "thumbnails"

    def get(self, key: MapKey, picture: Picture, make: Callable[[], bytes]) -> bytes:
        """The thumbnail under `key`, drawn by `make` if it is not kept."""
        state = hashlib.sha256(repr((key, picture, installation_stamp())).encode()).hexdigest()[:16]
        path = self._folder / f"{key.article_id}-{state}.png"
        with suppress(OSError):
            return path.read_bytes()
        made = make()
        # A full disk or a folder that may not be written costs time later, not the picture now.
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(made)
            unfinished.replace(path)
            for old in self._of(key.article_id)[:-_KEPT_EACH]:
                old.unlink(missing_ok=True)
        return made

    def forget(self, article_id: str) -> None:
        """Remove an article's thumbnails."""
        for path in self._of(article_id):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _of(self, article_id: str) -> list[Path]:
        """Oldest first."""
        found = []
        for path in self._folder.glob(f"{article_id}-*.png"):
            with suppress(OSError):
                found.append((path.stat().st_mtime_ns, path))
        return [path for _, path in sorted(found)]
