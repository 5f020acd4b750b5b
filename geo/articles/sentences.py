"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.languages.english_reading import (
    PLAIN_ABBREVIATIONS,
    SENTENCE_STARTERS,
    TITLE_ABBREVIATIONS,
)
from geo.model import Block, BlockKind, Span

# An end mark with the quotes and brackets that close after it, space, then what may begin anew. It
# begins with a set of characters, which passes over all others fastest.
_END = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+(?=\s++(\S{1,40}))")
_SOMETHING = re.compile(r"\S")
_LAST_WORD = re.compile(r"[^\s\"“‘(\[—–]+\Z")
_OPENING = "\"'“‘«([—–"
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+\Z")


def sentences(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Split blocks into sentences, in order. Headings, links and captions stay whole."""
    spans: list[Span] = []
    for block in blocks:
        start = block.start
        if block.kind is BlockKind.PARAGRAPH:
            for match in _END.finditer(text, block.start, block.end):
                if match.start() >= start and _ends_sentence(text, start, match):
                    spans.append(Span(start=start, end=match.end()))
                    rest = _SOMETHING.search(text, match.end(), block.end)
                    start = rest.start() if rest else block.end
        spans.append(Span(start=start, end=block.end))
    return tuple(spans)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = match.group(1).lstrip(_OPENING)
    if not following or not (following[0].isupper() or following[0].isdigit()):
        # A new sentence begins with a capital or a figure; scripts without case have neither.
        return bool(following) and following[0].isalpha() and following.lower() == following.upper()
    mark = match.group()
    if mark[0] != ".":
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - 40), match.start())
    if before is None:
        return True
    word = before.group()
    next_word = following.rstrip(".,;:!?\"'”’)").split("’")[0].split("'")[0]
    if mark[-1] in "\"'”’»)]" and mark[0] == "." and "." not in word:
        return True
    # "ST. LOUIS" in a line of capitals.
    if word in TITLE_ABBREVIATIONS or (word.isupper() and word.capitalize() in TITLE_ABBREVIATIONS):
        return False
    letter = word.rpartition("-")[2]  # "D-W. Va."
    if len(letter) == 1 and letter.isupper():
        return next_word in SENTENCE_STARTERS and letter != "I" and next_word != "I"
    if _INITIALS.match(word + ".") or word in PLAIN_ABBREVIATIONS:
        return next_word in SENTENCE_STARTERS
    return True
