"""The few maps and files made last, so that a page, its data and its downloads are made once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from geo.exports.picture import Picture

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapKey:
    """What a map depends on. Annotations and overlays are added to it when it is read."""

    article_id: str
    revision: int  # of the article and its corrections
    worldview: str
    language: str
    switches: tuple[tuple[str, bool], ...] = ()  # that differ from the settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportKey:
    """What a file depends on."""

    map: MapKey
    annotations: tuple[tuple[str, int], ...]  # id and version of each
    overlays: tuple[str, ...]  # ids
    format: str
    layer: str | None
    picture: Picture | None
    both_names: bool


class Recent(Generic[Key, Value]):
    """Keeps the results used last. Safe to use from several threads; none waits for another's
    result, except for the very same one."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._making: dict[Key, threading.Lock] = {}

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The result under `key`, made by `make` if it is not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, threading.Lock())
        try:
            with making:
                with self._lock:
                    if key in self._values:
                        return self._values[key]
                made = make()
                self.put(key, made)
                return made
        finally:
            with self._lock:
                self._making.pop(key, None)

    def has(self, key: Key) -> bool:
        """Whether the result is there without being made."""
        with self._lock:
            return key in self._values

    def put(self, key: Key, value: Value) -> None:
        """Keep a result that was made elsewhere."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)
