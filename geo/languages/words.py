"""Lists of words, as the modules of a language write them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, which spaces part."""
    return frozenset(text.split())
