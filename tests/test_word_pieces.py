"""Words cut into pieces, and passages around names."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.mentions.passages import LONGEST, passages
from geo.mentions.word_pieces import WordPieces, word_pieces
from geo.model import Span


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return word_pieces()


def cut(text: str, pieces: WordPieces) -> list[str]:
    names = {number: piece for piece, number in pieces.vocabulary.items()}
    return [names[p] for word in pieces.words(text, 0, len(text)) for p in word.pieces]


# What the published tokenizer of this vocabulary (PyPI tokenizers, bert-base-uncased) answers.
KNOWN = {
    "Kyiv’s envoy": ["kyiv", "’", "s", "envoy"],
    "U.S.": ["u", ".", "s", "."],
    "São Paulo": ["sao", "paulo"],
    "Gaza-based": ["gaza", "-", "based"],
    "$5,000": ["$", "5", ",", "000"],
    "北京 said": ["北", "京", "said"],
    "a\u200bb": ["ab"],
    "x" * 101: ["[UNK]"],
    "🙂 ok": ["[UNK]", "ok"],
    "": [],
    " \n\t ": [],
    "\x00": [],
}


@pytest.mark.parametrize("text", KNOWN)
def test_known_texts(text: str, pieces: WordPieces) -> None:
    assert cut(text, pieces) == KNOWN[text]


@given(st.text(max_size=80))
@example("\u0130stanbul \ufb01ne")
def test_words_lie_in_the_text_in_order_and_do_not_touch(text: str) -> None:
    words = word_pieces().words(text, 0, len(text))
    assert all(0 <= word.start < word.end <= len(text) and word.pieces for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))


@given(st.text(alphabet=st.characters(categories=["L", "Nd"], max_codepoint=0x24F), max_size=30))
def test_pieces_spell_the_word(text: str) -> None:
    pieces = word_pieces()
    spelled = "".join(piece.removeprefix("##") for piece in cut(text, pieces))
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn"
    )
    assert spelled == plain or "[UNK]" in spelled


@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=20))
def test_the_part_of_a_text_reads_as_it_does_alone(text: str, before: str, behind: str) -> None:
    pieces = word_pieces()
    start, end = len(before) + 1, len(before) + 1 + len(text)
    inside = pieces.words(f"{before} {text} {behind}", start, end)
    alone = pieces.words(text, 0, len(text))
    assert [(w.start - start, w.end - start, w.pieces) for w in inside] == [
        (w.start, w.end, w.pieces) for w in alone
    ]


def test_names_of_a_sentence_share_a_passage(pieces: WordPieces) -> None:
    text = "It rained in Lima and in Cusco."
    spans = [(13, 17), (25, 30)]
    (found,) = passages(text, [Span(start=0, end=len(text))] * 2, spans, pieces)
    assert found.numbers == (0, 1)
    for (start, end), (first, after) in zip(spans, found.names, strict=True):
        word = pieces.words(text, start, end)[0]
        assert found.pieces[first:after] == word.pieces


@given(
    st.lists(st.sampled_from(["Lima", "of", "Peru", "a" * 300, "x.y", "\u200b", "é"]), min_size=1),
    st.integers(1, 40),
)
def test_every_name_with_letters_is_in_one_short_passage(words: list[str], times: int) -> None:
    pieces = word_pieces()
    text = " ".join(words * times)
    spans, at = [], 0
    for word in words * times:
        if word[0].isupper():
            spans.append((at, at + len(word)))
        at += len(word) + 1
    found = passages(text, [Span(start=0, end=len(text))] * len(spans), spans, pieces)
    assert sorted(n for passage in found for n in passage.numbers) == list(range(len(spans)))
    for passage in found:
        assert len(passage.pieces) <= LONGEST
        for number, (first, after) in zip(passage.numbers, passage.names, strict=True):
            name = text[slice(*spans[number])]
            expected = [n for word in pieces.words(name, 0, len(name)) for n in word.pieces]
            assert list(passage.pieces[first:after]) == expected
