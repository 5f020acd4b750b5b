"""Reading articles: text, bytes and files become documents whose text never changes."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import document_from_text, heading, open_article, sentences
from geo.errors import BadRecord, EmptyText, NotText, TextTooLong, UnreadableFile
from geo.model import BlockKind

ARTICLE = (
    "Floods Cut Off Two Villages\n"
    "Rivers rose for a third day on Tuesday, and two villages near Ulm were cut off, police said.\n"
    "Read more: What to pack when the water comes\n"
    "Helpers came by boat. “We took forty people out before dark,” Gen. A. B. Klein said.\n"
    "‘Nothing Left’\n"
    "In the U.S. Senate, Mr. Poole asked for aid. The vote is due on Friday.\n"
    "Photo: The church of St. Vitus under water\n"
)


def kinds(text: str) -> list[tuple[str, str]]:
    document = document_from_text(text)
    return [(block.kind.value, text[block.start : block.end]) for block in document.blocks]


def split(text: str) -> list[str]:
    document = document_from_text(text)
    return [text[span.start : span.end] for span in sentences(text, document.blocks)]


def test_text_is_kept_exactly_as_given() -> None:
    text = "  Two\r\nlines \u00a0and a tail\t\n\n"
    assert document_from_text(text).text == text


def test_the_id_is_the_first_twelve_digits_of_the_hash() -> None:
    expected = hashlib.sha256("Kyiv, Київ".encode()).hexdigest()[:12]
    assert document_from_text("Kyiv, Київ").id == expected


def test_paragraphs_headings_links_and_captions_are_told_apart() -> None:
    assert [kind for kind, _ in kinds(ARTICLE)] == [
        "heading",
        "paragraph",
        "link",
        "paragraph",
        "heading",
        "paragraph",
        "caption",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Rivers keep rising",
        "READ MORE — Rivers keep rising",
        "Related: Rivers keep rising",
        "See also: Rivers keep rising",
        "WATCH: Rivers keep rising",
        "Don’t miss: Rivers keep rising",
        "https://example.org/rivers",
    ],
)
def test_links_to_other_articles_are_links(line: str) -> None:
    text = f"The first paragraph is long enough.\n{line}\nThe last paragraph is long enough too."
    assert kinds(text)[1] == ("link", line)


@pytest.mark.parametrize(
    "line", ["Read the report before you vote.", "Watch out for ice.", "More rain fell."]
)
def test_sentences_that_begin_like_links_are_paragraphs(line: str) -> None:
    text = f"The first paragraph is long enough.\n{line}\nThe last paragraph is long enough too."
    assert kinds(text)[1] == ("paragraph", line)


def test_a_short_last_line_is_no_heading() -> None:
    assert kinds("The first paragraph is long enough.\nThe End") == [
        ("paragraph", "The first paragraph is long enough."),
        ("paragraph", "The End"),
    ]


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "Rivers rose for a third day on Tuesday, and two\n"
        "villages near Ulm were cut off, the police said\n"
        "on Tuesday night in a short statement to us.\n"
        "\n"
        "Helpers came by boat."
    )
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]


def test_sentences_end_where_a_reader_ends_them() -> None:
    assert split(ARTICLE) == [
        "Floods Cut Off Two Villages",
        ARTICLE.splitlines()[1],
        "Read more: What to pack when the water comes",
        "Helpers came by boat.",
        "“We took forty people out before dark,” Gen. A. B. Klein said.",
        "‘Nothing Left’",
        "In the U.S. Senate, Mr. Poole asked for aid.",
        "The vote is due on Friday.",
        "Photo: The church of St. Vitus under water",
    ]


def test_an_abbreviation_ends_a_sentence_before_a_word_that_begins_one() -> None:
    assert split("He moved to the U.S. The war went on.") == [
        "He moved to the U.S.",
        "The war went on.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ST. LOUIS — Police announced a raid.",
        "FT. WORTH, Texas — The man was found.",
        "Rep. Nick Rahall, D-W. Va., chairman of the committee, agreed.",
    ],
)
def test_an_abbreviation_in_a_line_of_capitals_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_a_question_in_quotes_ends_a_sentence() -> None:
    assert split("“Why now?” She did not say.") == ["“Why now?”", "She did not say."]


def test_an_article_is_called_by_its_title_or_its_first_words() -> None:
    assert heading(document_from_text("Some text.", title="A  Title")) == "A Title"
    assert heading(document_from_text(ARTICLE)) == "Floods Cut Off Two Villages"
    long = "word " * 40
    assert heading(document_from_text(long)) == ("word " * 18).strip() + "…"


def test_bytes_may_be_utf8_with_or_without_mark_or_utf16_with_one() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert open_article("Київ grüßt".encode(encoding)).text == "Київ grüßt"


def test_a_wrong_encoding_says_at_which_byte() -> None:
    with pytest.raises(NotText, match=r"byte 2 is 0xFC") as caught:
        open_article("grüßt".encode("latin-1"))
    assert caught.value.value == 2
    assert "UTF-8" in caught.value.hint


@pytest.mark.parametrize("data", [b"GIF89a\x00\x01", b"%PDF\x01\x02\x03\x04\x05", b"\xff\xfe\x00"])
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        open_article(data)


def test_one_stray_control_character_is_no_binary_file() -> None:
    text = "A page break mark \x1a stands in this old text, which is otherwise fine to read."
    assert document_from_text(text).text == text


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(NotText, match="Character 3"):
        document_from_text("bad\ud800")


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff"])
def test_a_text_without_anything_to_read_is_empty(text: str) -> None:
    with pytest.raises(EmptyText):
        document_from_text(text)


def test_a_text_over_the_limit_says_limit_and_size() -> None:
    with pytest.raises(TextTooLong, match=r"12 bytes; the limit is 11"):
        document_from_text("ü" * 6, max_bytes=11)
    assert document_from_text("ü" * 6, max_bytes=12).text == "ü" * 6


def test_the_ordinary_limit_is_a_megabyte() -> None:
    assert document_from_text("a" * 1_000_000).text
    with pytest.raises(TextTooLong, match="1,000,001 bytes; the limit is 1,000,000"):
        document_from_text("a" * 1_000_001)


def test_metadata_beside_a_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "floods.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    path.with_suffix(".toml").write_text(
        'title = "Floods"\npublished = 2024-02-03\npublished_inferred = true\n'
        'source = "Ulm Post"\nrights = "ours"\n',
        encoding="utf-8",
    )
    document = open_article(path)
    assert (document.title, document.published, document.published_inferred, document.source) == (
        "Floods",
        date(2024, 2, 3),
        True,
        "Ulm Post",
    )
    given_date = open_article(path, published=date(2024, 2, 4), title="Other")
    assert (given_date.title, given_date.published, given_date.published_inferred) == (
        "Other",
        date(2024, 2, 4),
        False,
    )


@pytest.mark.parametrize("content", ["title = ", 'published = "2024"', "title = 3"])
def test_metadata_that_cannot_be_read_say_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floods.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    path.with_suffix(".toml").write_text(content, encoding="utf-8")
    with pytest.raises(BadRecord, match=r"floods\.toml"):
        open_article(path)


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableFile) as caught:
            open_article(path)
        assert str(path) in caught.value.detail


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The rivers rose and the villages were cut off for three days.", "en"),
        ("Kyiv", "en"),
        ("Die Flüsse stiegen, und die Dörfer waren drei Tage lang von der Welt getrennt.", "de"),
        ("Les rivières ont monté et les villages sont coupés du monde depuis trois jours.", "fr"),
        ("Los ríos crecieron y las aldeas quedaron aisladas durante tres días por el agua.", "es"),
        ("Річки піднялися, і села були відрізані від світу три дні.", "uk"),
        ("Реки поднялись, и деревни были отрезаны от мира три дня.", "ru"),
        ("河水上涨，村庄与外界隔绝了三天。", "zh"),
    ],
)
def test_the_language_of_a_text_is_guessed(text: str, language: str) -> None:
    assert document_from_text(text).language == language


def test_the_first_article_has_one_link_and_two_headings() -> None:
    document = open_article(Path(__file__).parents[1] / "data/samples/kursk-ceasefire.txt")
    marked = [
        (block.kind, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind is not BlockKind.PARAGRAPH
    ]
    assert marked == [
        (BlockKind.LINK, "Read more: Putin Wins Fifth Term In Russian Election"),
        (BlockKind.HEADING, "‘Horrific Massacre’"),
        (BlockKind.HEADING, "Ukraine Losing Ground"),
    ]
    assert len(document.blocks) == 23
    assert (document.published, document.published_inferred) == (date(2025, 3, 14), True)


READABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\n.!")
)


@given(READABLE)
def test_blocks_and_sentences_are_ordered_disjoint_and_cover_all_words(text: str) -> None:
    try:
        document = document_from_text(text)
    except EmptyText:
        return
    covered = 0
    for block in document.blocks:
        assert covered <= block.start < block.end <= len(text)
        assert not text[covered : block.start].strip()
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        covered = block.end
    assert not text[covered:].strip()
    end = 0
    for span in sentences(text, document.blocks):
        assert end <= span.start < span.end
        assert not text[end : span.start].strip()
        assert any(b.start <= span.start and span.end <= b.end for b in document.blocks)
        end = span.end


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_a_clear_error(data: bytes) -> None:
    hint = ""
    text = ""
    try:
        text = open_article(data).text
    except (NotText, EmptyText) as error:
        hint = error.hint
    assert (
        hint or text.encode("utf-8") in data.removeprefix(b"\xef\xbb\xbf") or data[0] in b"\xff\xfe"
    )
