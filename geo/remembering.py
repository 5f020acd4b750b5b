"""What a function says of words, remembered: for what is asked hundreds of times an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


class Remembered(dict[str, Answer]):
    """`remembered[word]` is `function(word)`, worked out once while it is remembered.

    All is forgotten when `most` words are known, which bounds the memory. Unlike
    `functools.lru_cache` it keeps no order of use, and a dictionary's own look-up is all it takes.
    Safe to share between threads: at worst a word is worked out twice.
    """

    def __init__(self, function: Callable[[str], Answer], *, most: int) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, word: str) -> Answer:
        answer = self._function(word)
        if len(self) >= self._most:
            self.clear()
        self[word] = answer
        return answer
