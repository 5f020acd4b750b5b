"""Putting right what Dateline chose."""

from __future__ import annotations

from browsing import READY, Open, Site, marker, mention
from playwright.sync_api import Page, expect


def _other(page: Page, text: str) -> str:
    """The name of the first other candidate on the card."""
    return page.locator("#card .candidates li").first.locator(".candidate-name").inner_text()


def test_another_candidate_is_drawn_only_while_it_is_looked_at(reading: Page) -> None:
    mention(reading, "Kursk").click()
    item = reading.locator("#card .candidates li").first
    expect(reading.locator("#map .ghost")).to_have_count(0)
    item.hover()
    expect(reading.locator("#map .pin.ghost")).to_have_count(1)
    reading.locator("#card h2").hover()
    expect(reading.locator("#map .pin.ghost")).to_have_count(0)
    item.get_by_role("button", name="Choose").focus()
    expect(reading.locator("#map .pin.ghost")).to_have_count(1)


def test_another_candidate_is_chosen_for_all_mentions_and_survives_a_restart(
    own_site: Site, open_page: Open
) -> None:
    page = open_page(own_site.article)
    mention(page, "Kursk").click()
    expect(page.get_by_label("For all 6 mentions of “Kursk”")).to_be_checked()
    page.get_by_role("button", name="Choose Kursk, town").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card .card-kind")).to_contain_text("Town")
    expect(page.locator("#text a.chosen")).to_have_count(6)
    expect(marker(page, "Kursk Oblast")).to_have_count(0)
    expect(page.locator("#card")).to_contain_text("Chosen by a person.")
    own_site.stop()
    own_site.start()
    page.reload()
    page.wait_for_selector(READY, state="attached")
    mention(page, "Kursk", 3).click()
    expect(page.locator("#card .card-kind")).to_contain_text("Town")


def test_only_one_mention_is_corrected_when_asked(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    mention(page, "Kursk").click()
    page.get_by_label("For all 6 mentions of “Kursk”").uncheck()
    page.get_by_role("button", name="Choose Kursk, town").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card .card-kind")).to_contain_text("Town")
    expect(page.locator("#card")).to_contain_text("Chosen by a person.")
    page.get_by_role("button", name="Next mention").click()
    expect(page.locator("#card")).not_to_contain_text("Chosen by a person.")


def test_not_a_place_takes_the_line_away_and_undo_brings_it_back(
    own_site: Site, open_page: Open
) -> None:
    page = open_page(own_site.article)
    mention(page, "Pokrovsk").click()
    page.get_by_role("button", name="Not a place").click()
    expect(mention(page, "Pokrovsk")).to_have_count(0)
    expect(page.locator("#text")).to_contain_text("logistics hub of Pokrovsk.")
    expect(marker(page, "Pokrovsk")).to_have_count(0)
    page.get_by_role("button", name="Undo").first.click()
    expect(mention(page, "Pokrovsk")).to_have_count(1)
    expect(marker(page, "Pokrovsk")).to_be_visible()


def test_a_correction_is_taken_back_from_the_list(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    mention(page, "Pokrovsk").click()
    page.get_by_role("button", name="Not a place").click()
    page.get_by_role("tab", name="Places").click()
    line = page.locator("#corrections li")
    expect(line).to_contain_text("“Pokrovsk”")
    line.get_by_role("button", name="Undo").click()
    expect(page.locator("#corrections li")).to_have_count(0)
    expect(marker(page, "Pokrovsk")).to_be_visible()


def test_any_entry_of_the_gazetteer_can_be_chosen(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    mention(page, "Pokrovsk").click()
    page.get_by_role("button", name="Correct", exact=True).click()
    field = page.get_by_role("combobox", name="Search for the right place")
    expect(field).to_be_focused()
    field.fill("Odesa")
    field.press("Enter")
    expect(page.locator("#card h2")).to_contain_text("Odesa")
    expect(mention(page, "Pokrovsk")).to_have_attribute("aria-current", "true")


def test_words_that_are_no_name_yet_can_be_marked_as_a_place(
    own_site: Site, open_page: Open
) -> None:
    page = open_page(own_site.article)
    page.evaluate(
        """() => {
            const block = [...document.querySelectorAll("#text .block")]
                .find(one => one.textContent.includes("battle to gain"));
            const node = [...block.childNodes].find(one => one.data?.includes("battle to"));
            const at = node.textContent.indexOf("battle to");
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 6);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="Mark as place").click()
    field = page.get_by_role("combobox", name="Search for the right place")
    expect(field).to_be_focused()
    field.fill("Belgorod")
    field.press("Enter")
    expect(page.locator("#card h2")).to_contain_text("Belgorod")
    expect(mention(page, "battle")).to_have_count(1)
