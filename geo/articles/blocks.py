"""Which lines of an article are paragraphs, headings, links to other articles, captions."""

from __future__ import annotations

import re

from geo.languages.english_reading import CAPTION_LEADS, CREDITS, LINK_LEADS, TITLE_CASE_SMALL
from geo.model import Block, BlockKind, Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# A text whose lines are all shorter may have been broken at a fixed width.
_WIDEST_WRAPPED = 120
_FEWEST_WRAPPED = 3
# Paragraphs hardly ever begin with a small letter; lines broken at a width often do.
_SMALL_SHARE = 0.25
_LONGEST_HEADING = 120
_MOST_WORDS_HEADING = 16
_LONGEST_CAPTION = 400
_QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“"}
_URL_LINE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def _leads(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+") for word in ordered)


_ONE_WORD_LEADS = tuple(lead for lead in LINK_LEADS if " " not in lead)
_LONG_LEADS = tuple(lead for lead in LINK_LEADS if " " in lead)
# "Read more: …", "READ: …", "Related | …"; an arrow at the end also marks a link.
_LINK = re.compile(
    rf"\W{{0,4}}(?:(?:{_leads(_LONG_LEADS)})\s*(?:[:|–—»>]|-\s|$)"
    rf"|(?:{_leads(_ONE_WORD_LEADS)})\s*[:|»>])",
    re.IGNORECASE,
)
_LINK_END = re.compile(r"(?:[»→➔›]|>>)\s*$")
_CAPTION = re.compile(rf"\W{{0,2}}(?:{_leads(CAPTION_LEADS)})\s*(?::|–|—|-\s)", re.IGNORECASE)


def blocks(text: str) -> tuple[Block, ...]:
    """Mark the blocks of a text: in order, not overlapping, without surrounding space."""
    spans = _paragraph_spans(text)
    strings = [text[span.start : span.end] for span in spans]
    kinds = [_plain_kind(string) for string in strings]
    for index, string in enumerate(strings):
        if kinds[index] is BlockKind.PARAGRAPH and _is_heading(index, string, strings, kinds):
            kinds[index] = BlockKind.HEADING
    return tuple(
        Block(start=span.start, end=span.end, kind=kind)
        for span, kind in zip(spans, kinds, strict=True)
    )


def _paragraph_spans(text: str) -> list[Span]:
    lines = [
        Span(start=match.start() + leading, end=match.start() + leading + len(stripped))
        for match in _LINE.finditer(text)
        if (stripped := match.group().strip())
        for leading in [len(match.group()) - len(match.group().lstrip())]
    ]
    width = max((line.end - line.start for line in lines), default=0)
    small = sum(
        text[line.start].islower() and not _URL_LINE.match(text, line.start) for line in lines
    )
    wrapped = (
        len(lines) >= _FEWEST_WRAPPED
        and width <= _WIDEST_WRAPPED
        and small >= _SMALL_SHARE * len(lines)
    )
    spans: list[Span] = []
    for index, line in enumerate(lines):
        if wrapped and index and _is_soft_break(text, lines[index - 1], line, width):
            spans[-1] = Span(start=spans[-1].start, end=line.end)
        else:
            spans.append(line)
    return spans


def _is_soft_break(text: str, line: Span, following: Span, width: int) -> bool:
    """Was the line broken only because the next word did not fit?"""
    between = text[line.end : following.start]
    if len(_BREAK.findall(between)) != 1:
        return False
    next_word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(next_word) > width


def _plain_kind(string: str) -> BlockKind:
    if _URL_LINE.fullmatch(string) or _LINK.match(string) or _LINK_END.search(string):
        return BlockKind.LINK
    if len(string) <= _LONGEST_CAPTION:
        if _CAPTION.match(string):
            return BlockKind.CAPTION
        ending = string[-60:].lower()
        if ending.endswith((")", "]", "images")) and any(credit in ending for credit in CREDITS):
            return BlockKind.CAPTION
    return BlockKind.PARAGRAPH


def _is_heading(index: int, string: str, strings: list[str], kinds: list[BlockKind]) -> bool:
    """A short line that is no sentence, set before something longer."""
    if len(string) > _LONGEST_HEADING or "\n" in string or string[0] in "-–—•*·0123456789":
        return False
    following = next(
        (
            other
            for other, kind in zip(strings[index + 1 :], kinds[index + 1 :], strict=True)
            if kind is BlockKind.PARAGRAPH and len(other) > len(string)
        ),
        None,
    )
    if following is None:
        return False
    words = _WORD.findall(string)
    if not words or len(words) > _MOST_WORDS_HEADING:
        return False
    quoted = _QUOTES.get(string[0]) == string[-1]
    ending = string.rstrip("”’\"'»)]")[-1:]
    if ending in {".", "!", "…", ",", ";", ":"} and not quoted:
        return False
    if words[0].lower() == "by" and len(words) <= 5:
        return False  # a byline
    capitalised = sum(
        word[0].isupper() or word[0].isdigit() or word.lower() in TITLE_CASE_SMALL for word in words
    )
    title_case = words[0][0].isupper() and capitalised >= 0.8 * len(words)
    return title_case or quoted or index == 0 or len(words) <= 8
