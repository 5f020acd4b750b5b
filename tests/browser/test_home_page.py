"""The home page: any article becomes a map."""

from __future__ import annotations

import re

import pytest
from browsing import PHONE, READY, Open, Site, Watch, marker
from playwright.sync_api import expect

ARTICLE = """A storm closed the port of Helsinki on Monday. A ship from Stockholm turned back.

Two people were hurt in Tallinn, where trees fell on parked cars."""


def test_the_articles_are_listed_and_lead_to_their_maps(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.url}/")
    page.get_by_role("link", name=re.compile("Russian President Vladimir Putin")).click()
    page.wait_for_selector(READY, state="attached")
    expect(marker(page, "Crimea")).to_be_visible()


def test_a_pasted_text_becomes_a_map(own_site: Site, open_page: Open) -> None:
    page = open_page(f"{own_site.url}/")
    page.get_by_label("Paste the text of a news article").fill(ARTICLE)
    page.get_by_role("button", name="Make the map").click()
    page.wait_for_url(re.compile(r"/articles/[0-9a-f]+"))
    page.wait_for_selector(READY, state="attached")
    for name in ("Helsinki", "Tallinn", "Stockholm"):
        expect(marker(page, name)).to_be_visible()


def test_a_text_without_places_says_what_to_do(own_site: Site, open_page: Open) -> None:
    page = open_page(f"{own_site.url}/")
    page.get_by_label("Paste the text of a news article").fill("Nothing happened, and it rained.")
    page.get_by_role("button", name="Make the map").click()
    page.wait_for_url(re.compile(r"/articles/[0-9a-f]+"))
    page.wait_for_selector(READY, state="attached")
    expect(page.locator("#map-notice")).to_contain_text("No places were found")


def test_an_empty_text_is_refused_with_a_hint(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.url}/")
    page.get_by_label("Paste the text of a news article").fill("   ")
    page.get_by_role("button", name="Make the map").click()
    expect(page.get_by_role("alert")).to_have_text("The text is empty. Paste an article.")


def test_the_limit_is_said_before_a_long_text_is_sent(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.url}/")
    page.get_by_label("Paste the text of a news article").fill("Kursk " * 170_000)
    expect(page.get_by_role("alert")).to_contain_text("the limit is 1,000,000")


def test_a_pasted_text_survives_a_closed_tab(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.url}/")
    page.get_by_label("Paste the text of a news article").fill("Not sent yet.")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(f"{site.url}/")
    again.wait_for_selector(READY, state="attached")
    expect(again.get_by_label("Paste the text of a news article")).to_have_value("Not sent yet.")


@pytest.mark.parametrize("text", ["", "A train left Lyon for Geneva."])
def test_the_form_works_without_script(own_site: Site, open_page: Open, text: str) -> None:
    page = open_page(f"{own_site.url}/", java_script_enabled=False, size=PHONE)
    box = page.get_by_label("Paste the text of a news article")
    if text:
        box.fill(text)
        page.get_by_role("button", name="Make the map").click()
        expect(page.locator("#text a.mention").first).to_have_text("Lyon")
    else:
        expect(box).to_have_attribute("required", "")


def test_an_unknown_article_leads_back_to_the_others(
    open_page: Open, site: Site, watch: Watch
) -> None:
    watch.allow(r"404")
    page = open_page(f"{site.url}/articles/000000000000", java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="All articles").click()
    expect(page).to_have_url(f"{site.url}/")
