"""What the page prints: the text in blocks with its names, and the lists of places."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geo.web.reading import reading


def _mention(start: int, end: int, text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"m{start}-{end}",
        "start": start,
        "end": end,
        "text": text,
        "role": "literal",
        "place": None,
        "status": "automatic",
        **more,
    }


def _place(identifier: str, **more: Any) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": identifier,
        "local_name": None,
        "kind": "town",
        "symbol": "town",
        "layer": "places",
        "description": "",
        "parents": [],
        "mentions": ["m0-1"],
        "certainty": "certain",
        "review": None,
        **more,
    }


def _article(text: str, **more: Any) -> dict[str, Any]:
    return {
        "text": text,
        "words": len(text.split()),
        "blocks": [{"start": 0, "end": len(text), "kind": "paragraph"}],
        "published": None,
        "mentions": [],
        "places": [],
        **more,
    }


def test_each_name_is_a_segment_and_the_rest_is_plain() -> None:
    text = "🇫🇷 From Lyon to Geneva."
    start = text.index("Lyon")
    article = _article(text, mentions=[_mention(start, start + 4, "Lyon")])
    [block] = reading(article).blocks
    assert [(segment.text, segment.mention is not None) for segment in block.segments] == [
        ("🇫🇷 From ", False),
        ("Lyon", True),
        (" to Geneva.", False),
    ]


def test_of_nested_names_the_outer_one_is_the_link() -> None:
    text = "Aleppo University"
    article = _article(text, mentions=[_mention(0, 17, text), _mention(0, 6, "Aleppo")])
    [block] = reading(article).blocks
    assert [segment.text for segment in block.segments] == ["Aleppo University"]


def test_a_rejected_name_is_plain_text() -> None:
    article = _article("Lyon", mentions=[_mention(0, 4, "Lyon", status="rejected")])
    [block] = reading(article).blocks
    assert [segment.mention for segment in block.segments] == [None]


def test_what_needs_checking_comes_first_in_the_list() -> None:
    places = [
        _place("Sure"),
        _place("Close", review="close"),
        _place("Weak", certainty="doubtful"),
        _place("Actor", layer="actors"),
        _place("Adjective", layer=None),
    ]
    result = reading(_article("x", places=places))
    assert [row.name for row in result.places] == ["Close", "Weak", "Sure"]
    assert [row.name for row in result.actors] == ["Actor"]
    assert [row.name for row in result.others] == ["Adjective"]
    assert (result.places_to_check, result.actors_to_check) == (2, 0)


def test_a_name_without_a_place_is_listed_once_with_its_count() -> None:
    mentions = [_mention(0, 2, "Oz"), _mention(3, 5, "Oz")]
    [row] = reading(_article("Oz Oz", mentions=mentions)).unplaced
    assert (row.name, row.count, row.certainty, row.mention) == ("Oz", 2, "Not placed", "m0-2")


@given(
    st.text(alphabet="ab 𝕏\u0301", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=8),
)
def test_the_segments_are_the_text_whatever_the_names(
    text: str, spans: list[tuple[int, int]]
) -> None:
    inside = sorted({(a, min(a + n, len(text))) for a, n in spans if a < len(text)})
    mentions = [_mention(a, b, text[a:b]) for a, b in inside]
    [block] = reading(_article(text, mentions=mentions)).blocks
    assert "".join(segment.text for segment in block.segments) == text
