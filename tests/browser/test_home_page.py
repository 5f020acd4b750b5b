"""The home page: any article becomes a map."""

from __future__ import annotations

import re

import pytest
from browsing import PHONE, READY, Open, Site, Watch, marker
from playwright.sync_api import Locator, Page, expect

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


def test_a_reader_who_chooses_ukrainian_gets_all_pages_in_ukrainian(
    library_site: Site, open_page: Open
) -> None:
    page = open_page(f"{library_site.url}/")
    page.get_by_role("link", name="Українська").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Перенесіть статтю на карту")
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("Вставте текст новини").fill(ARTICLE)
    page.get_by_role("button", name="Створити карту").click()
    page.wait_for_url(re.compile(r"/articles/[0-9a-f]+\?language=uk"))
    page.wait_for_selector(READY, state="attached")
    marker(page, "Таллінн").click()
    card = page.locator("#card")
    expect(card.locator(".card-kind")).to_have_text(re.compile("^Населений пункт · .*Естонія$"))
    said = card.locator("p.reason").first.inner_text()
    assert said
    assert not re.search("[A-Za-z]{3,}", said)
    card.locator("details summary", has_text="Чому саме так").click()
    for clue in card.locator(".evidence li > span:last-child").all_inner_texts():
        assert not re.search("[A-Za-z]{3,}", clue.replace("Tallinn", ""))
    page.get_by_role("link", name="Dateline, усі статті").click()
    page.wait_for_selector(READY, state="attached")
    page.get_by_role("button", name="Карта всіх статей").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 статті на одній карті")
    page.wait_for_selector(READY, state="attached")
    marker(page, "Таллінн").click()
    page.locator("#card").get_by_role("link", name="Storm in the north").click()
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("tab", name="Нотатки")).to_be_visible()


def test_what_is_refused_is_refused_in_the_readers_language(
    own_site: Site, open_page: Open, watch: Watch
) -> None:
    watch.allow("400")
    page = open_page(f"{own_site.url}/?language=uk")
    page.get_by_label("Вставте текст новини").fill("\x01" * 40 + "Київ")
    page.get_by_role("button", name="Створити карту").click()
    expect(page.get_by_role("alert")).to_contain_text("Це схоже на двійковий файл")


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


def test_an_address_of_a_mention_leads_to_its_sentence(open_page: Open, site: Site) -> None:
    page = open_page(site.article)
    name = page.locator("#text a.mention").get_by_text("Crimea", exact=True)
    page = open_page(f"{site.article}#{name.get_attribute('id')}")
    expect(page.locator("#card h2")).to_have_text("Crimea")
    expect(page.locator("#text a.mention.current")).to_be_in_viewport()


# Samples -----------------------------------------------------------------------------------------


def test_the_first_start_offers_the_paste_box_and_samples_and_nothing_else(
    empty_site: Site, open_page: Open
) -> None:
    page = open_page(f"{empty_site.url}/")
    expect(page.get_by_label("Paste the text of a news article")).to_be_visible()
    samples = page.get_by_role("list").filter(has=page.locator(".sample")).get_by_role("button")
    expect(samples).to_have_count(3)
    expect(page.locator("#articles")).to_have_count(0)


def test_one_click_on_a_sample_opens_its_map_on_the_pacific(
    empty_site: Site, open_page: Open
) -> None:
    page = open_page(f"{empty_site.url}/")
    page.get_by_role("button", name=re.compile("Cyclone crosses the date line")).click()
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("heading", level=1).first).to_contain_text("Cyclone crosses")
    for name in ("Suva", "Apia", "Mata-Utu", "Labasa"):
        expect(marker(page, name)).to_be_in_viewport()
    page.goto(f"{empty_site.url}/")
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(".sample")).to_have_count(2)


# Finding, choosing, deleting ---------------------------------------------------------------------


def row(page: Page, title: str) -> Locator:
    return page.locator("#article-list > li").filter(has_text=title)


def test_articles_are_found_by_title_and_by_the_names_of_places(
    library_site: Site, open_page: Open
) -> None:
    page = open_page(f"{library_site.url}/")
    field = page.get_by_label("Find articles by title or place")
    field.fill("storm")
    expect(page.locator("#find-status")).to_have_text("1 of 3 articles has “storm”.")
    expect(row(page, "Storm in the north")).to_be_visible()
    expect(row(page, "Russian President")).to_be_hidden()
    field.fill("крим")
    expect(row(page, "Russian President")).to_contain_text("Crimea")
    expect(row(page, "Storm in the north")).to_be_hidden()
    field.fill("")
    expect(page.locator("#article-list > li:visible")).to_have_count(3)
    expect(page.locator("#find-status")).to_be_empty()


def test_a_search_is_kept_in_the_address(library_site: Site, open_page: Open) -> None:
    page = open_page(f"{library_site.url}/")
    page.get_by_label("Find articles by title or place").fill("helsinki")
    expect(page).to_have_url(re.compile(r"\?q=helsinki$"))
    page.reload()
    page.wait_for_selector(READY, state="attached")
    expect(page.locator("#article-list > li:visible")).to_have_count(1)
    expect(row(page, "Storm in the north")).to_contain_text("Helsinki")


def test_a_deleted_article_is_brought_back_with_its_notes_by_keyboard(
    library_site: Site, open_page: Open
) -> None:
    article = library_site.article_called("Storm in the north")
    note = {"type": "Feature", "geometry": None, "properties": {"title": "N", "start": 0, "end": 7}}
    page = open_page(f"{library_site.url}/")
    page.request.post(f"{library_site.url}/api/articles/{article}/annotations", data=note)
    delete = page.get_by_role("button", name="Delete “Storm in the north”")
    delete.focus()
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Undo deletion of “Storm in the north”")
    expect(undo).to_be_focused()
    expect(page.locator("#live")).to_have_text("“Storm in the north” was deleted.")
    expect(page.locator("#articles-count")).to_have_text("2")
    assert page.request.get(f"{library_site.url}/api/articles/{article}").status == 404
    page.keyboard.press("Enter")
    expect(delete).to_be_focused()
    expect(page.locator("#articles-count")).to_have_text("3")
    notes = page.request.get(f"{library_site.url}/api/articles/{article}/annotations").json()
    assert [each["properties"]["title"] for each in notes["features"]] == ["N"]


def test_undo_is_still_there_when_the_page_was_left(library_site: Site, open_page: Open) -> None:
    page = open_page(f"{library_site.url}/")
    page.get_by_role("button", name="Delete “Storm in the north”").click()
    page.get_by_role("button", name=re.compile("^Undo")).wait_for()
    page.goto(library_site.article)
    page.wait_for_selector(READY, state="attached")
    page.goto(f"{library_site.url}/")
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(row(page, "Storm in the north").get_by_role("link").first).to_be_visible()


def test_what_is_deleted_for_good_is_gone(library_site: Site, open_page: Open) -> None:
    page = open_page(f"{library_site.url}/")
    page.get_by_role("button", name="Delete “Storm in the north”").click()
    page.get_by_role("button", name=re.compile("^Delete for good")).click()
    expect(row(page, "Storm in the north")).to_have_count(0)
    page.reload()
    expect(page.locator("#article-list > li")).to_have_count(2)


def test_the_button_says_how_many_articles_are_chosen_for_the_map(
    library_site: Site, open_page: Open
) -> None:
    page = open_page(f"{library_site.url}/")
    button = page.locator("#open-collection")
    expect(button).to_have_text("Map of all articles")
    page.get_by_label("Choose “Storm in the north” for the map").check()
    expect(button).to_have_text("Map of 1 chosen")


def test_each_article_has_a_small_map_in_the_theme_of_the_page(
    library_site: Site, open_page: Open
) -> None:
    page = open_page(f"{library_site.url}/")
    image = row(page, "Storm in the north").locator("img")
    drawn = "image => image.complete && image.naturalWidth"
    image.scroll_into_view_if_needed()
    page.wait_for_function(drawn, arg=image.element_handle())
    assert image.evaluate(drawn) == 416
    assert "theme=light" in image.evaluate("image => image.currentSrc")
    page.locator("#theme").click()
    page.wait_for_function(
        "image => image.currentSrc.includes('theme=dark')", arg=image.element_handle()
    )


def test_what_needs_checking_leads_to_the_list_of_places(
    library_site: Site, open_page: Open
) -> None:
    page = open_page(f"{library_site.url}/")
    link = row(page, "Doubts").get_by_role("link", name="to check")
    expect(link).to_have_attribute("href", re.compile("#panel-places$"))
    link.click()
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("tab", name="Places")).to_have_attribute("aria-selected", "true")


# Without script ----------------------------------------------------------------------------------


def test_articles_are_found_deleted_and_brought_back_without_script(
    library_site: Site, open_page: Open
) -> None:
    page = open_page(f"{library_site.url}/", java_script_enabled=False, size=PHONE)
    page.get_by_label("Find articles by title or place").fill("helsinki")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#article-list > li:visible")).to_have_count(1)
    page.get_by_role("button", name="Delete “Storm in the north”").click()
    expect(row(page, "Storm in the north")).to_contain_text("It can be brought back")
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.locator("#article-list > li:visible")).to_have_count(3)


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
