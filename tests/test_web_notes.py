"""Notes are Markdown; whatever is written, what is shown can neither run nor load anything."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.web.notes import note_html

TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html,<script>)",
        "![a](https://spy.example/a.png)",
        "<a href='JaVaScRiPt:alert(1)'>",
        "`<b>`",
        "<!-- -->",
        "<style>*{display:none}</style>",
        "[a]: javascript:alert(1)\n[a]",
        "<iframe src=//x.example>",
        "**bold**",
        "\n\n",
        "> ",
        "- ",
        "&lt;script&gt;",
        '"',
        "'",
        "](",
        "<",
    ]
)


class Shown(HTMLParser):
    """Collects what a browser would make of the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


@given(st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_no_note_can_run_or_load_anything(note: str) -> None:
    shown = Shown(note_html(note))
    assert shown.tags <= TAGS
    for tag, name, value in shown.attributes:
        assert (tag, name) in {("a", "href"), ("a", "rel"), ("a", "title"), ("ol", "start")}
        if name == "href":
            scheme = value.partition(":")[0].lower() if ":" in value.partition("/")[0] else ""
            assert scheme in {"", "http", "https", "mailto"}


@pytest.mark.parametrize(
    ("note", "html"),
    [
        ("", ""),
        ("Two\n\nparagraphs", "<p>Two</p>\n<p>paragraphs</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("~~gone~~ 5 < 6 & 7", "<p><s>gone</s> 5 &lt; 6 &amp; 7</p>"),
        (
            "<https://paper.example/a?b=1&c=2>",
            (
                '<p><a href="https://paper.example/a?b=1&amp;c=2" '
                'rel="noopener noreferrer nofollow">https://paper.example/a?b=1&amp;c=2</a></p>'
            ),
        ),
    ],
)
def test_markdown_becomes_html(note: str, html: str) -> None:
    assert note_html(note) == html
