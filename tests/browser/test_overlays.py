"""Who holds which ground: said not to be shown, imported with day and source, switched, removed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browsing import DESKTOP, PHONE, READY, Open, Site, Watch
from playwright.sync_api import Locator, Page, expect

SAID = "Control by side, as of 14 March 2025, source: Institute for maps"


def part(kind: str, coordinates: object, name: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": {"name": name},
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two areas and the line between them; the file says neither its day nor its source."""
    north = [[[33, 50.5], [37.5, 50.5], [38, 52.5], [33, 52.5], [33, 50.5]]]
    south = [[[33, 50.5], [33, 47.5], [39, 47.5], [37.5, 50.5], [33, 50.5]]]
    made = {
        "type": "FeatureCollection",
        "features": [
            part("Polygon", north, "Held by the north"),
            part("Polygon", south, "Held by the south"),
            part("LineString", [[33, 50.5], [37.5, 50.5]], "Line of contact"),
        ],
    }
    path = tmp_path / "front.geojson"
    path.write_text(json.dumps(made), encoding="utf-8")
    return path


def legend(page: Page) -> Locator:
    return page.get_by_role("complementary", name="On this map")


def open_import(page: Page) -> Locator:
    fold = legend(page).locator("summary", has_text="Who holds which ground")
    if fold.count():
        fold.click()
    legend(page).get_by_role("button", name="Import a map of it…").click()
    dialog = page.get_by_role("dialog", name="Who holds which ground")
    expect(dialog.get_by_label("GeoJSON file")).to_be_focused()
    return dialog


def import_it(page: Page, file: Path) -> None:
    dialog = open_import(page)
    dialog.get_by_label("GeoJSON file").set_input_files(file)
    dialog.get_by_label("The day it shows").fill("2025-03-14")
    dialog.get_by_label("Source", exact=True).fill("Institute for maps")
    dialog.get_by_label("Title").fill("Control by side")
    dialog.get_by_role("button", name="Import", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(line(page)).to_be_visible()


def line(page: Page) -> Locator:
    """The overlay's switch in the legend."""
    return legend(page).get_by_role("button", name=SAID)


def shapes(page: Page) -> Locator:
    return page.locator("#map path.overlay")


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def test_the_legend_says_that_who_holds_which_ground_is_not_shown(reading: Page) -> None:
    fold = legend(reading).locator("summary", has_text="Who holds which ground")
    expect(fold).to_contain_text("not shown")
    fold.click()
    expect(legend(reading)).to_contain_text("Who holds which ground is not shown, only borders.")
    expect(legend(reading)).to_contain_text("Dateline does not know it.")


def test_a_reader_imports_a_map_that_has_no_day_of_its_own(
    own_site: Site, open_page: Open, watch: Watch, file: Path
) -> None:
    watch.allow("400 \\(BAD REQUEST\\)")
    page = open_page(own_site.article)
    dialog = open_import(page)
    send = dialog.get_by_role("button", name="Import", exact=True)
    send.click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose a GeoJSON file first.")
    dialog.get_by_label("GeoJSON file").set_input_files(file)
    dialog.get_by_label("Source", exact=True).fill("Institute for maps")
    dialog.get_by_label("Title").fill("Control by side")
    send.click()
    expect(dialog.get_by_role("alert")).to_contain_text("says what day the overlay is of")
    expect(dialog.get_by_label("Source", exact=True)).to_have_value("Institute for maps")
    expect(dialog.get_by_label("Title")).to_have_value("Control by side")
    assert faults(page) == []
    dialog.get_by_label("The day it shows").fill("2025-03-14")
    send.click()
    expect(dialog).to_be_hidden()
    expect(line(page)).to_be_visible()
    expect(page.locator("#live")).to_have_text(f"Imported: {SAID}")
    expect(shapes(page)).to_have_count(3)
    expect(page.locator("#map .overlay-name", has_text="Held by the south")).to_be_visible()
    legend(page).locator("summary", has_text="What it shows").click()
    expect(legend(page).get_by_role("listitem")).to_have_text(
        ["Held by the north", "Held by the south", "Line of contact"]
    )
    assert faults(page) == []


def test_a_file_that_is_no_geojson_is_refused_with_the_reason(
    own_site: Site, open_page: Open, watch: Watch, tmp_path: Path
) -> None:
    watch.allow("400 \\(BAD REQUEST\\)")
    page = open_page(own_site.article)
    dialog = open_import(page)
    send = dialog.get_by_role("button", name="Import", exact=True)
    text = tmp_path / "notes.json"
    text.write_text("not json", encoding="utf-8")
    dialog.get_by_label("GeoJSON file").set_input_files(text)
    send.click()
    expect(dialog.get_by_role("alert")).to_contain_text("“notes.json” is no JSON file.")
    text.write_text('{"type": "Topology"}', encoding="utf-8")
    dialog.get_by_label("GeoJSON file").set_input_files(text)
    send.click()
    expect(dialog.get_by_role("alert")).to_contain_text("The file's type is “Topology”.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(shapes(page)).to_have_count(0)


def test_it_lies_under_the_places_and_lets_them_be_chosen(
    own_site: Site, open_page: Open, file: Path
) -> None:
    page = open_page(own_site.article)
    import_it(page, file)
    order = page.evaluate(
        """() => ["overlays", "overlay"].map(
            name => Number(getComputedStyle(document.querySelector(`.leaflet-${name}-pane`)).zIndex)
        )"""
    )
    assert order == sorted(order)
    page.locator("#map [role=button][aria-label^='Pokrovsk,']").click()
    expect(page.locator("#card h2")).to_have_text(re.compile("Pokrovsk"))


def test_it_is_switched_and_the_address_keeps_that(
    own_site: Site, open_page: Open, file: Path
) -> None:
    page = open_page(own_site.article)
    import_it(page, file)
    expect(line(page)).to_have_attribute("aria-pressed", "true")
    line(page).focus()
    page.keyboard.press("Enter")
    expect(line(page)).to_have_attribute("aria-pressed", "false")
    expect(line(page)).to_be_focused()
    expect(shapes(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"without=[0-9a-f]{32}"))
    page.reload()
    page.wait_for_selector(READY, state="attached")
    expect(line(page)).to_have_attribute("aria-pressed", "false")
    line(page).click()
    expect(shapes(page)).to_have_count(3)
    expect(page).not_to_have_url(re.compile("without="))


def test_it_is_removed_and_brought_back(own_site: Site, open_page: Open, file: Path) -> None:
    page = open_page(own_site.article)
    import_it(page, file)
    legend(page).locator("summary", has_text="What it shows").click()
    legend(page).get_by_role("button", name="Remove “Control by side” from the map").click()
    expect(shapes(page)).to_have_count(0)
    expect(legend(page)).to_contain_text("not shown")
    page.get_by_role("region", name="Messages").get_by_role("button", name="Undo").click()
    expect(shapes(page)).to_have_count(3)
    expect(line(page)).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_with_an_imported_map(
    own_site: Site, open_page: Open, file: Path, size: tuple[int, int], theme: str
) -> None:
    page = open_page(own_site.article)
    import_it(page, file)
    page = open_page(own_site.article, size=size, theme=theme)
    if size == PHONE:
        legend(page).get_by_role("button", name="Legend").click()
    legend(page).locator("summary", has_text="What it shows").click()
    assert faults(page) == []
    legend(page).get_by_role("button", name="Import a map of it…").click()
    expect(page.get_by_role("dialog", name="Who holds which ground")).to_be_visible()
    assert faults(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide


def test_a_frame_shows_it_and_takes_none(own_site: Site, open_page: Open, file: Path) -> None:
    page = open_page(own_site.article)
    import_it(page, file)
    frame = open_page(f"{own_site.article}/embed")
    expect(shapes(frame)).to_have_count(3)
    legend(frame).get_by_role("button", name="Legend").click()
    expect(line(frame)).to_be_visible()
    expect(legend(frame).get_by_role("button", name="Import a map of it…")).to_have_count(0)


def test_it_is_said_in_ukrainian(own_site: Site, open_page: Open, watch: Watch, file: Path) -> None:
    watch.allow("400 \\(BAD REQUEST\\)")
    page = open_page(f"{own_site.article}?language=uk")
    page.locator("#legend summary", has_text="Хто що контролює").click()
    expect(page.locator("#legend")).to_contain_text("а не те, хто яку територію контролює")
    page.get_by_role("button", name="Імпортувати карту…").click()
    dialog = page.get_by_role("dialog", name="Хто що контролює")
    dialog.get_by_label("Файл GeoJSON").set_input_files(file)
    dialog.get_by_role("button", name="Імпортувати", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("не вказують, за який день ця карта")
    dialog.get_by_label("День, який він показує").fill("2025-03-14")
    dialog.get_by_label("Джерело", exact=True).fill("Інститут")
    dialog.get_by_role("button", name="Імпортувати", exact=True).click()
    expect(page.locator("#legend")).to_contain_text(
        "Хто що контролює, станом на 14 березня 2025 р., джерело: Інститут"
    )
