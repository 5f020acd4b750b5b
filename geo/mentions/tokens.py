"""Words with their offsets: what the features of mentions look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, cast

from geo.articles import sentences
from geo.languages.english_names import SPEECH_VERBS, TITLES
from geo.languages.english_reading import DATE_LEADS, DATES, TITLE_ABBREVIATIONS
from geo.languages.lexicons import Lexicon
from geo.model import BlockKind, Document, Span
from geo.remembering import Remembered

_LETTER = r"[^\W\d_]"
# What needs no second try is taken possessively: that halves the time.
_WORD = r"[^\W_]++(?:[\u0300-\u036f\u200d]++[^\W_]*+)*+"
_TOKEN = re.compile(
    rf"((?:{_LETTER}{{1,3}}+\.){{2,}}"  # U.S., W.Va., a.m.
    r"|['’]s\b"  # a possessive is a word of its own
    rf"|{_WORD}(?:['’ʼ](?!s\b){_WORD})*+"
    r"|[^\w\s]|_)"
)
_DIGITS = re.compile(r"\d")
BOUNDARY = ""
_MOST_NAMES = 4
# No name is longer; a text all in capitals is one endless run.
_LONGEST_RUN = 24


class Token(NamedTuple):
    """A word, a figure or a mark. A tuple, since a text has thousands of them."""

    start: int
    end: int
    text: str
    lower: str  # digits as 0
    capital: bool  # begins with a capital letter
    word: bool  # begins with a letter or digit
    opens: bool  # first word of its sentence


# `Token._make` without its Python code.
_token = cast("Callable[[tuple[Any, ...]], Token]", partial(tuple.__new__, Token))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as words, with what it says about people. Indices are those of `tokens`."""

    document: Document
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]  # offsets of the tokens
    sentences: tuple[Span, ...]
    sentence_of: tuple[int, ...]  # of each token
    block_of: tuple[BlockKind, ...]  # of each token
    capital_share: tuple[float, ...]  # of each sentence's words
    run_start: tuple[int, ...]  # of each token: where its run of capitalised words begins
    run_end: tuple[int, ...]  # and the index after its last word
    people: frozenset[str]  # last names, in lower case, of people whom the text names in full
    given: frozenset[str]  # first names, in lower case, of those people
    in_person: tuple[bool, ...]  # of each token: inside the full name of a person
    lower_words: frozenset[str]  # words that the text writes without a capital

    def index_at(self, offset: int) -> int:
        """The token that holds an offset, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)


def read(document: Document, lexicon: Lexicon) -> Reading:
    """Split a document into words and sentences."""
    text = document.text
    spans = sentences(text, document.blocks)
    block_ends = [block.end for block in document.blocks]
    starts: list[int] = []
    ends: list[int] = []
    strings: list[str] = []
    firsts: list[int] = []  # of each sentence: its first token
    sentence_of: list[int] = []
    block_of: list[BlockKind] = []
    block = 0
    for number, span in enumerate(spans):
        while block_ends[block] < span.end:
            block += 1
        # What stands between the tokens and the tokens themselves, in turn.
        parts = _TOKEN.split(text[span.start : span.end])
        offsets = list(accumulate(map(len, parts), initial=span.start))
        firsts.append(len(strings))
        strings += parts[1::2]
        starts += offsets[1:-1:2]
        ends += offsets[2::2]
        count = len(strings) - firsts[-1]
        sentence_of += [number] * count
        block_of += [document.blocks[block].kind] * count
    forms = [_forms[string] for string in strings]
    lowers, capitals, is_word = ([form[part] for form in forms] for part in range(3))
    opens = [False] * len(strings)
    shares: list[float] = []
    for first, after in pairwise([*firsts, len(strings)]):
        words = is_word[first:after].count(True)
        if words:
            opens[is_word.index(True, first)] = True
        shares.append(capitals[first:after].count(True) / words if words else 0.0)
    tokens = list(
        map(_token, zip(starts, ends, strings, lowers, capitals, is_word, opens, strict=True))
    )
    run_start, run_end = _runs(text, tokens, sentence_of)
    people, given, in_person = _people(tokens, run_start, run_end, lexicon)
    return Reading(
        document=document,
        tokens=tuple(tokens),
        starts=tuple(starts),
        sentences=spans,
        sentence_of=tuple(sentence_of),
        block_of=tuple(block_of),
        capital_share=tuple(shares),
        run_start=tuple(run_start),
        run_end=tuple(run_end),
        people=people,
        given=given,
        in_person=tuple(in_person),
        lower_words=frozenset(
            string
            for string, (lower, _, word) in dict(zip(strings, forms, strict=True)).items()
            if word and lower == string
        ),
    )


def _form(string: str) -> tuple[str, bool, bool]:
    """A token in lower case with digits as 0; has it a capital; is it a word."""
    lower = string.lower()
    if not lower.isalpha():
        lower = _DIGITS.sub("0", lower)
    return lower, string[0].isupper(), string[0].isalnum()


_forms = Remembered(_form, most=16_000)


def _runs(
    text: str, tokens: Sequence[Token], sentence_of: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Runs of capitalised words with nothing but space or a hyphen between them."""
    starts = list(range(len(tokens)))
    ends = [index + 1 for index in starts]
    after = 0
    for index, token in enumerate(tokens):
        if index < after or not token.capital:
            continue
        last = index
        while True:
            following = last + 1
            if following < len(tokens) and (
                tokens[following].text == "-"
                or (tokens[following].text == "." and _is_short_form(tokens[last]))
            ):
                following += 1
            if (
                following < len(tokens)
                and following - index < _LONGEST_RUN
                and tokens[following].capital
                and sentence_of[following] == sentence_of[index]
                and not is_date(tokens, last)
                and not text[tokens[last].end : tokens[following].start].strip(" \u00a0-.")
            ):
                last = following
            else:
                break
        after = last + 1
        for inside in range(index, after):
            starts[inside], ends[inside] = index, after
    return starts, ends


def is_date(tokens: Sequence[Token], index: int) -> bool:
    """ "On Monday", "since January": what is capitalised behind it is a name of its own."""
    return index > 0 and tokens[index].lower in DATES and tokens[index - 1].lower in DATE_LEADS


def _is_short_form(token: Token) -> bool:
    """ "St. Louis", "Gen. Lee", "A. Lee": a full stop that does not end the name."""
    return token.text in TITLE_ABBREVIATIONS or (len(token.text) == 1 and token.capital)


def _people(
    tokens: Sequence[Token], run_start: Sequence[int], run_end: Sequence[int], lexicon: Lexicon
) -> tuple[frozenset[str], frozenset[str], list[bool]]:
    """Last names, first names, and which tokens stand in a full name.

    A full name is a run of capitalised words that ends in a title or a given name and more words,
    or in words that only a person can be: who said something, or has an age.
    """
    people: set[str] = set()
    first_names: set[str] = set()
    inside = [False] * len(tokens)
    for start, token in enumerate(tokens):
        if not token.capital or run_start[start] != start:
            continue
        end = run_end[start]
        title = end
        while title > start and tokens[title - 1].lower not in TITLES:
            title -= 1
        if title < end and tokens[title].text == "." and title + 1 < end:
            title += 1
        if title == start and start > 1:
            before = tokens[start - 1]
            if before.text == "." and start > 1:
                before = tokens[start - 2]  # "Mr. Smith"
            titled = before.lower in TITLES
        else:
            titled = title > start
        names = [place for place in range(title, end) if tokens[place].word]
        if not names or len(names) > _MOST_NAMES:
            continue
        given = tokens[names[0]].lower in lexicon.given_names
        full = len(names) > 1 and (given or titled or _acts_as_person(tokens, start, end))
        if not full and not (titled and len(names) == 1):
            continue
        people.add(tokens[names[-1]].lower)
        if full:
            first_names.add(tokens[names[0]].lower)
        for place in range(names[0], end):
            inside[place] = True
    return frozenset(people), frozenset(first_names), inside


def _acts_as_person(tokens: Sequence[Token], start: int, end: int) -> bool:
    """ "…, Danie Kruger said", "said Danie Kruger", "Danie Kruger, 34,"."""
    before = tokens[start - 1].lower if start else ""
    behind = tokens[end].lower if end < len(tokens) else ""
    further = tokens[end + 1].lower if end + 1 < len(tokens) else ""
    return (
        before in SPEECH_VERBS
        or behind in SPEECH_VERBS
        or (behind == "," and further in {"00", "who", "whose"})
    )
