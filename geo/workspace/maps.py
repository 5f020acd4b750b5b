"""The few maps made last, so that a page, its data and its downloads are computed once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from geo.model import ArticleMap


@dataclass(frozen=True, slots=True, kw_only=True)
class MapKey:
    """What a map depends on. Annotations are not among it: they are added to a map when read."""

    article_id: str
    revision: int  # of the article's corrections
    worldview: str
    language: str


class MapCache:
    """Keeps the maps used last. Safe to use from several threads; none waits for another's map,
    except for the very same one."""

    def __init__(self, size: int = 24) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._maps: OrderedDict[MapKey, ArticleMap] = OrderedDict()
        self._making: dict[MapKey, threading.Lock] = {}

    def get(self, key: MapKey, make: Callable[[], ArticleMap]) -> ArticleMap:
        """The map under `key`, made by `make` if it is not kept."""
        with self._lock:
            if key in self._maps:
                self._maps.move_to_end(key)
                return self._maps[key]
            making = self._making.setdefault(key, threading.Lock())
        try:
            with making:
                with self._lock:
                    if key in self._maps:
                        return self._maps[key]
                made = make()
                self.put(key, made)
                return made
        finally:
            with self._lock:
                self._making.pop(key, None)

    def put(self, key: MapKey, article_map: ArticleMap) -> None:
        """Keep a map that was made elsewhere."""
        with self._lock:
            self._maps[key] = article_map
            self._maps.move_to_end(key)
            while len(self._maps) > self._size:
                self._maps.popitem(last=False)

    def forget(self, article_id: str) -> None:
        """Drop the maps of one article."""
        with self._lock:
            for key in [key for key in self._maps if key.article_id == article_id]:
                del self._maps[key]
