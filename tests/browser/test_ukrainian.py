"""A reader of Ukrainian finds no English on the page, but for the article and names."""

from __future__ import annotations

import re
from typing import Any

from browsing import Open, Site, mention
from playwright.sync_api import Page, expect

# Names of things, the same in every language.
THINGS = {
    "Dateline", "Earth", "English", "GeoJSON", "GeoNames", "HTML", "ISO", "JavaScript", "Leaflet",
    "Natural", "PNG", "SVG", "Wikidata",
}  # fmt: skip
_LATIN = re.compile("[A-Za-zÀ-ɏ]{3,}")
SAID = """() => {
    const own = "#text, #article-title, blockquote, .names, .leaflet-control-attribution, noscript";
    const said = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        if (!texts.currentNode.parentElement.closest(own)) said.push(texts.currentNode.data);
    }
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        for (const node of document.querySelectorAll(`[${name}]`)) {
            if (!node.closest(own)) said.push(node.getAttribute(name));
        }
    }
    return said;
}"""


def english(page: Page, known: set[str]) -> set[str]:
    """The Latin words on the page that are no names, and not quoted from the article."""
    said = "\n".join(re.sub(r"«[^»]*»", "", each) for each in page.evaluate(SAID))
    return set(_LATIN.findall(said)) - known


def names_in(article: dict[str, Any]) -> set[str]:
    """The words of all names of the article's places and of what else they could be."""
    named: list[str] = []
    for place in article["places"]:
        named += [place["name"], place["local_name"] or "", place["id"]]
        named += [*place["names"].values(), *(parent["name"] for parent in place["parents"])]
        # A reason may name the next candidate and what that lies in.
        named += re.findall(r"варіант — [^)]*", place["reason"])
    for each in article["mentions"]:
        for candidate in each["candidates"]:
            named += [candidate["name"], candidate["description"]]
    return {word for name in named for word in _LATIN.findall(name)}


def test_no_english_stands_on_the_page_of_a_reader_of_ukrainian(
    open_page: Open, site: Site
) -> None:
    page = open_page(f"{site.article}?language=uk")
    article = page.request.get(f"{site.api}?language=uk").json()
    known = THINGS | names_in(article)
    assert english(page, known) == set()
    for name in ("Kursk", "Moscow", "G7", "Pokrovsk", "Crimea"):
        mention(page, name).click()
        card = page.locator("#card")
        expect(card.get_by_role("heading", level=2)).to_be_visible()
        card.locator("details").evaluate_all(
            "folds => folds.forEach(fold => { fold.open = true; })"
        )
        assert english(page, known) == set(), name
    page.keyboard.press("Escape")
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert english(page, known) == set()
    page.locator("#legend details").evaluate_all(
        "folds => folds.forEach(fold => { fold.open = true; })"
    )
    page.locator("#annotate summary").click()
    assert english(page, known) == set()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Поділитися").click()
    assert english(page, known) == set()
