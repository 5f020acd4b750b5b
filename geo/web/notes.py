"""Notes: Markdown to HTML that is safe to show."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

# No images: they would load from elsewhere. Headings are left out of the page's own outline.
_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}

_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def note_html(note: str) -> str:
    """The note as cleaned HTML: no script, no images, links to web and mail addresses only."""
    return nh3.clean(
        _markdown.render(note),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    ).strip()
