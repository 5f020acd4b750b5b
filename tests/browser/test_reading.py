"""Reading an article beside its map."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from browsing import DESKTOP, PHONE, TABLET, Open, Site, marker, mention
from playwright.sync_api import Page, expect


def test_the_page_opens_with_the_map_drawn_and_the_names_lit(reading: Page) -> None:
    assert mention(reading, "Kursk").count() == 1
    assert reading.locator("#text a.mention").get_by_text("Kursk", exact=True).count() == 6
    for name in ("Kursk Oblast", "Pokrovsk", "Crimea"):
        expect(marker(reading, name)).to_be_visible()
    assert reading.locator("#map canvas").count() > 0
    underline = mention(reading, "Kursk").evaluate("n => getComputedStyle(n).textDecorationLine")
    assert underline == "underline"


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE])
def test_the_map_opens_on_kursk_pokrovsk_and_crimea_with_nothing_over_them(
    open_page: Open, site: Site, size: tuple[int, int]
) -> None:
    page = open_page(site.article, size=size)
    covered = page.evaluate(
        """() => ["Kursk Oblast", "Pokrovsk", "Crimea"].filter(name => {
            const pin = document.querySelector(`#map [aria-label^='${name},'] .name`);
            const box = pin.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return !pin.contains(top) && top !== pin;
        })"""
    )
    assert covered == []
    areas = page.evaluate(
        """() => {
            const frame = document.getElementById("map").getBoundingClientRect();
            const over = ["legend", "card"].map(id => document.getElementById(id))
                .filter(node => !node.hidden).map(node => node.getBoundingClientRect());
            const drawn = [...document.querySelectorAll("path.area")]
                .filter(path => path.getBoundingClientRect().width);
            return drawn.map(path => {
                const box = path.getBoundingClientRect();
                const hidden = over.some(one => box.left < one.right && box.right > one.left &&
                    box.top < one.bottom && box.bottom > one.top);
                const inside = box.left >= frame.left && box.right <= frame.right &&
                    box.top >= frame.top && box.bottom <= frame.bottom;
                return {hidden, inside};
            });
        }"""
    )
    assert areas == [{"hidden": False, "inside": True}] * 2


def test_a_place_out_of_view_is_named_at_the_edge_and_leads_there(reading: Page) -> None:
    chip = reading.get_by_role("button", name="Canada not in view")
    expect(chip).to_be_visible()
    chip.click()
    expect(reading.locator("#card h2")).to_have_text("Canada")
    expect(marker(reading, "Canada")).to_be_in_viewport()
    expect(chip).to_have_count(0)


def test_choosing_a_name_opens_its_card_and_lights_it_everywhere(reading: Page) -> None:
    mention(reading, "Kursk", 1).click()
    card = reading.locator("#card")
    expect(card.locator("h2")).to_have_text("Kursk Oblast")
    expect(card.locator(".card-kind")).to_have_text("Region · Russia")
    expect(card.locator(".card-local bdi").first).to_have_text("Курская область")
    expect(card).to_contain_text("Mention 2 of 6")
    expect(card.locator("blockquote b")).to_have_text("Kursk")
    expect(card.locator("blockquote")).to_contain_text(
        "launched a swift counteroffensive in Kursk,"
    )
    expect(reading.locator("#text a.chosen")).to_have_count(6)
    expect(reading.locator("#text a.current")).to_have_count(1)
    expect(marker(reading, "Kursk Oblast")).to_have_attribute("aria-pressed", "true")
    expect(reading.locator("path.area.chosen")).to_have_count(1)


def test_the_card_steps_through_the_mentions_round_and_round(reading: Page) -> None:
    mention(reading, "Kursk").click()
    reading.get_by_role("button", name="Previous mention").click()
    expect(reading.locator("#card")).to_contain_text("Mention 6 of 6")
    expect(reading.locator("#text a.current")).to_be_in_viewport()
    reading.get_by_role("button", name="Next mention").click()
    expect(reading.locator("#card")).to_contain_text("Mention 1 of 6")


def test_choosing_a_marker_brings_its_first_mention_into_view(reading: Page) -> None:
    expect(mention(reading, "Crimea")).not_to_be_in_viewport()
    marker(reading, "Crimea").click()
    expect(mention(reading, "Crimea")).to_be_in_viewport()
    expect(mention(reading, "Crimea")).to_have_attribute("aria-current", "true")


def test_a_disputed_area_is_dashed_and_says_so_with_a_source(reading: Page) -> None:
    expect(reading.locator("path.area.disputed")).to_have_count(1)
    marker(reading, "Crimea").click()
    note = reading.locator("#card .dispute-note")
    expect(note).to_contain_text("Russia")
    expect(note).to_contain_text("Ukraine")
    expect(note.get_by_role("link")).to_contain_text("Source: ")
    fold = reading.locator("#legend summary").first
    expect(fold).to_contain_text("Crimea")
    fold.click()
    expect(reading.locator("#legend details").first).to_contain_text("United Nations")


def test_hovering_a_name_haloes_its_place_and_its_other_mentions(reading: Page) -> None:
    mention(reading, "Kursk").hover()
    expect(reading.locator("#text a.near")).to_have_count(6)
    expect(reading.locator("path.area.near")).to_have_count(1)
    reading.locator("h1").first.hover()
    expect(reading.locator("#text a.near")).to_have_count(0)


def test_hovering_a_place_haloes_its_mentions(reading: Page) -> None:
    marker(reading, "Pokrovsk").hover()
    expect(reading.locator("#text a.near")).to_have_count(1)


def test_one_tab_stop_for_all_names_and_arrows_between_them(reading: Page) -> None:
    stops = reading.locator("#text a.mention[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    first = reading.evaluate("document.activeElement.dataset.mention")
    reading.keyboard.press("ArrowRight")
    second = reading.evaluate("document.activeElement.dataset.mention")
    assert first != second
    expect(stops).to_have_count(1)
    reading.keyboard.press("End")
    expect(reading.locator(":focus")).to_be_in_viewport()
    reading.keyboard.press("Home")
    assert reading.evaluate("document.activeElement.dataset.mention") == first


def test_the_focus_goes_into_the_card_and_comes_back(reading: Page) -> None:
    name = mention(reading, "Kursk")
    name.focus()
    reading.keyboard.press("Enter")
    expect(reading.locator("#card h2")).to_be_focused()
    reading.keyboard.press("Escape")
    expect(reading.locator("#card")).to_be_hidden()
    expect(name).to_be_focused()


def test_one_tab_stop_for_all_markers_and_arrows_between_neighbours(reading: Page) -> None:
    stops = reading.locator("#map [role=button][data-place][tabindex='0']")
    expect(stops).to_have_count(1)
    marker(reading, "Kursk Oblast").focus()
    reading.keyboard.press("ArrowDown")
    expect(marker(reading, "Pokrovsk")).to_be_focused()
    reading.keyboard.press("ArrowDown")
    expect(marker(reading, "Crimea")).to_be_focused()
    reading.keyboard.press("Enter")
    expect(reading.locator("#card h2")).to_be_focused()
    expect(reading.locator("#card h2")).to_have_text("Crimea")


def test_what_is_chosen_is_said_aloud(reading: Page) -> None:
    mention(reading, "Kursk", 2).click()
    expect(reading.locator("#live")).to_have_text("Kursk Oblast: mention 3 of 6.")


def test_actors_are_hidden_until_the_legend_shows_them(reading: Page) -> None:
    expect(marker(reading, "Moscow")).to_have_count(0)
    row = reading.locator("#legend").get_by_role("button", name="Actors")
    expect(row).to_contain_text("hidden")
    expect(row).to_have_attribute("aria-pressed", "false")
    row.click()
    expect(marker(reading, "Kyiv")).to_be_visible()
    expect(reading.locator("#legend").get_by_role("button", name="Actors")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_the_legend_switches_a_layer_off(reading: Page) -> None:
    reading.locator("#legend").get_by_role("button", name="Towns").click()
    expect(marker(reading, "Pokrovsk")).to_have_count(0)
    expect(marker(reading, "Crimea")).to_be_visible()


def test_the_worldview_is_switched_and_stays_in_the_address(reading: Page) -> None:
    borders = reading.locator("#legend summary", has_text="Borders")
    borders.click()
    reading.get_by_role("combobox", name="Borders").select_option("de_facto")
    expect(reading).to_have_url(re.compile(r"worldview=de_facto"))
    expect(reading.locator("#legend .changes")).to_have_text(
        "Compared with ISO 3166:Crimea lies in Russia instead of Ukraine."
    )
    marker(reading, "Crimea").click()
    expect(reading.locator("#card .card-kind")).to_contain_text("Russia")
    link = reading.locator("#download a").first
    expect(link).to_have_attribute("href", re.compile(r"worldview=de_facto"))
    reading.reload()
    expect(reading.locator("#legend select")).to_have_value("de_facto")


def test_the_address_of_a_place_opens_it(open_page: Open, reading: Page) -> None:
    marker(reading, "Pokrovsk").click()
    page = open_page(reading.url)
    expect(page.locator("#card h2")).to_have_text("Pokrovsk")


def test_the_list_of_places_does_the_same_by_keyboard(reading: Page) -> None:
    reading.get_by_role("tab", name="Article").focus()
    reading.keyboard.press("ArrowRight")
    expect(reading.locator("#panel-places")).to_be_visible()
    expect(reading.locator("#panel-article")).to_be_hidden()
    row = reading.locator("#panel-places tr", has_text="Crimea")
    expect(row).to_contain_text("Certain")
    row.get_by_role("link", name="Crimea", exact=True).focus()
    reading.keyboard.press("Enter")
    expect(reading.locator("#card h2")).to_be_focused()
    expect(row).to_have_attribute("aria-current", "true")
    reading.keyboard.press("Escape")
    expect(row.get_by_role("link", name="Crimea", exact=True)).to_be_focused()


def test_a_chosen_theme_is_remembered(open_page: Open, site: Site) -> None:
    page = open_page(site.article, theme="light")
    page.get_by_role("button", name="Switch to dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_search_finds_places_of_the_article_first(reading: Page) -> None:
    field = reading.get_by_role("combobox", name="Find in the article, or any place")
    field.fill("pokr")
    options = reading.locator(".combobox-list [role=option]")
    expect(options.first).to_contain_text("Pokrovsk")
    expect(options.first).to_contain_text("1 mention")
    field.press("Enter")
    expect(reading.locator("#card h2")).to_have_text("Pokrovsk")


def test_any_other_place_can_be_looked_up_on_the_map(reading: Page) -> None:
    field = reading.get_by_role("combobox", name="Find in the article, or any place")
    field.fill("Reykjavik")
    expect(reading.locator(".combobox-list [role=option]").first).to_contain_text("Reykjav")
    field.press("Enter")
    expect(reading.locator("#map .pin.ghost")).to_be_in_viewport()


def test_everything_can_be_downloaded(reading: Page) -> None:
    reading.locator("#download summary").click()
    with reading.expect_download() as download:
        reading.get_by_role("link", name="Everything GeoJSON").click()
    body = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert body["type"] == "FeatureCollection"
    names = {feature["properties"].get("name") for feature in body["features"]}
    assert {"Kursk Oblast", "Pokrovsk", "Crimea", "Canada"} <= names
    layers = reading.locator("#download ul a")
    for link in layers.all():
        address = reading.evaluate(
            "path => new URL(path, location).href", link.get_attribute("href")
        )
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            assert answer.headers["Content-Type"] == "application/geo+json"


def test_escape_closes_the_download_menu(reading: Page) -> None:
    reading.locator("#download summary").click()
    reading.keyboard.press("Escape")
    expect(reading.locator("#download")).not_to_have_attribute("open", "")


def test_text_with_names_in_it_is_copied_whole(reading: Page) -> None:
    copied = reading.evaluate(
        """() => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector("#text .block"));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        }"""
    )
    assert copied.startswith(
        "Russian President Vladimir Putin has called on Ukrainian troops in Kursk"
    )
    assert copied.endswith("ceasefire negotiations.")


def test_text_can_be_selected_from_the_middle_of_a_name(reading: Page) -> None:
    box = mention(reading, "Kursk").bounding_box()
    assert box is not None
    reading.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    reading.mouse.down()
    reading.mouse.move(box["x"] + box["width"] + 120, box["y"] + box["height"] / 2, steps=6)
    reading.mouse.up()
    assert "to surrender" in reading.evaluate("getSelection().toString()")
    expect(reading.locator("#card")).to_be_hidden()


def test_without_script_text_lists_and_downloads_are_there(open_page: Open, site: Site) -> None:
    page = open_page(site.article, java_script_enabled=False)
    expect(page.locator("#panel-article h1")).to_be_visible()
    name = mention(page, "Crimea")
    name.click()
    row = page.locator(f"[id='{(name.get_attribute('href') or '')[1:]}']")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("Crimea")
    page.locator("#download summary").click()
    expect(page.get_by_role("link", name="Everything GeoJSON")).to_be_visible()
