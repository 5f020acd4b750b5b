"""Numpy arrays and strings in two files that are mapped into memory, not read."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ARRAYS = "arrays.bin"
_INDEX = "arrays.json"
_STRINGS = "strings.bin"
_ALIGNMENT = 64


def write_arrays(folder: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write one-dimensional arrays one after the other."""
    index: dict[str, tuple[str, int, int]] = {}
    with (folder / _ARRAYS).open("wb") as file:
        for name, array in arrays.items():
            file.write(b"\0" * (-file.tell() % _ALIGNMENT))
            index[name] = (array.dtype.str, file.tell(), len(array))
            file.write(np.ascontiguousarray(array).tobytes())
    (folder / _INDEX).write_text(json.dumps(index), encoding="ascii")


def map_arrays(folder: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a folder, read-only."""
    index = json.loads((folder / _INDEX).read_text(encoding="ascii"))
    whole = np.memmap(folder / _ARRAYS, dtype=np.uint8, mode="r")
    return {
        name: np.frombuffer(whole, dtype=np.dtype(kind), count=length, offset=offset)
        for name, (kind, offset, length) in index.items()
    }


class StringWriter:
    """Collects strings, each once, and hands out their numbers. Number 0 is the empty string."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}

    def add(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def add_all(self, texts: Iterable[str | None]) -> NDArray[np.uint32]:
        return np.fromiter((self.add(text or "") for text in texts), dtype=np.uint32)

    def write(self, folder: Path) -> NDArray[np.uint32]:
        """Write the strings; answers where each starts, with the end of the last one behind."""
        encoded = [text.encode() for text in self._numbers]
        with (folder / _STRINGS).open("wb") as file:
            file.write(b"".join(encoded))
        lengths = np.fromiter((len(text) for text in encoded), dtype=np.uint32)
        return np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32)


class Strings:
    """The strings that a `StringWriter` wrote, mapped into memory."""

    def __init__(self, folder: Path, starts: NDArray[np.uint32]) -> None:
        with (folder / _STRINGS).open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._starts = starts.data

    def __getitem__(self, number: int) -> str:
        if not number:
            return ""
        return self._bytes[self._starts[number] : self._starts[number + 1]].decode()
