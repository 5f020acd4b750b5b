"""Drawing and writing on map and text."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any

import pytest
from browsing import READY, Open, Site, Watch, marker, saved
from playwright.sync_api import Page, expect


def _stored(site: Site) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{site.api}/annotations") as answer:  # noqa: S310 - our own server
        features: list[dict[str, Any]] = json.load(answer)["features"]
    return features


def _points(page: Page, *shares: tuple[float, float]) -> list[tuple[float, float]]:
    box = page.locator("#map").bounding_box()
    assert box is not None
    return [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in shares]


def _draw(page: Page, choice: str, *shares: tuple[float, float]) -> None:
    page.locator("#annotate summary").click()
    page.get_by_role("button", name=choice).click()
    page.locator("#drawing").wait_for()
    for x, y in _points(page, *shares):
        page.mouse.move(x, y)
        page.mouse.click(x, y)


def _write(page: Page, title: str, note: str = "") -> None:
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Note", exact=True).fill(note)
    page.get_by_role("button", name="Save").click()
    saved(page)


def _typed_note(page: Page, where: str, title: str) -> None:
    page.get_by_role("tab", name="Notes").click()
    page.locator("#notes").get_by_role("button", name="Type a name or coordinates").click()
    page.get_by_label("Name or coordinates").fill(where)
    page.get_by_label("Name or coordinates").press("Enter")
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_role("button", name="Save").click()
    saved(page)


SHAPES = {
    "Point on the map": ("Point", [(0.5, 0.45)]),
    "Line on the map": ("LineString", [(0.4, 0.3), (0.5, 0.5), (0.6, 0.4), (0.6, 0.4)]),
    "Area on the map": ("Polygon", [(0.4, 0.35), (0.6, 0.35), (0.5, 0.5), (0.4, 0.35)]),
}


@pytest.mark.parametrize("choice", SHAPES)
def test_a_shape_is_drawn_described_and_still_there_after_a_restart(
    own_site: Site, open_page: Open, choice: str
) -> None:
    kind, shares = SHAPES[choice]
    page = open_page(own_site.article)
    _draw(page, choice, *shares)
    _write(page, "Seen here", "By **two** readers")
    [feature] = _stored(own_site)
    assert feature["geometry"]["type"] == kind
    assert feature["properties"]["title"] == "Seen here"
    own_site.stop()
    own_site.start()
    page.reload()
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("button", name="Note: Seen here")).to_be_visible()
    page.get_by_role("button", name="Note: Seen here").click()
    expect(page.locator("#notes strong")).to_have_text("two")


def test_a_drawn_point_is_where_it_was_clicked(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    before = marker(page, "Pokrovsk").locator("..").bounding_box()
    assert before is not None
    page.locator("#annotate summary").click()
    page.get_by_role("button", name="Point on the map").click()
    page.locator("#drawing").wait_for()
    page.mouse.click(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    _write(page, "At Pokrovsk")
    [feature] = _stored(own_site)
    lon, lat = feature["geometry"]["coordinates"]
    assert lon == pytest.approx(37.18, abs=0.03)
    assert lat == pytest.approx(48.28, abs=0.03)


def test_drawing_is_given_up_with_escape(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    _draw(page, "Area on the map", (0.4, 0.4), (0.6, 0.4))
    page.keyboard.press("Escape")
    expect(page.locator("#drawing")).to_be_hidden()
    marker(page, "Crimea").click()
    expect(page.locator("#card h2")).to_have_text("Crimea")
    assert _stored(own_site) == []


def test_words_in_the_text_are_marked(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    page.evaluate(
        """() => {
            const block = [...document.querySelectorAll("#text .block")]
                .find(one => one.textContent.startsWith("“We appreciate"));
            const node = block.firstChild;
            const at = node.textContent.indexOf("request");
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + "request".length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="Add note").click()
    _write(page, "Which one?")
    [feature] = _stored(own_site)
    assert feature["geometry"] is None
    assert feature["properties"]["text"] == "request"
    assert page.evaluate("[...CSS.highlights.get('note')].map(range => range.toString())") == [
        "request"
    ]


@pytest.mark.parametrize(
    ("where", "lon", "lat"), [("48.5, 37.7", 37.7, 48.5), ("Reykjavik", -21.9, 64.1)]
)
def test_a_point_is_set_by_typing(
    own_site: Site, open_page: Open, where: str, lon: float, lat: float
) -> None:
    page = open_page(own_site.article)
    _typed_note(page, where, "Typed")
    [feature] = _stored(own_site)
    assert feature["geometry"]["coordinates"] == pytest.approx([lon, lat], abs=0.1)


def test_a_note_is_added_where_the_search_leads(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    field = page.get_by_role("combobox", name="Find in the article, or any place")
    field.fill("Reykjavik")
    field.press("Enter")
    page.get_by_role("button", name="Add a note here").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value(re.compile("^Reykjav[ií]k$"))
    page.get_by_role("button", name="Save").click()
    saved(page)
    [feature] = _stored(own_site)
    assert feature["geometry"]["coordinates"] == pytest.approx([-21.9, 64.1], abs=0.1)


def test_a_place_that_nobody_knows_is_not_saved(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    page.get_by_role("tab", name="Notes").click()
    page.locator("#notes").get_by_role("button", name="Type a name or coordinates").click()
    page.get_by_label("Name or coordinates").fill("Qxzzyq")
    page.get_by_role("button", name="Add point").click()
    expect(page.get_by_role("alert")).to_contain_text("neither coordinates nor a known name")


def test_a_note_is_edited_moved_and_deleted_with_undo(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    _typed_note(page, "49, 36", "First")
    page.get_by_role("button", name="Edit note “First”").click()
    page.get_by_label("Title", exact=True).fill("Second")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Edit note “Second”")).to_be_visible()

    page.get_by_role("button", name="Move the shape of note “Second”").click()
    page.locator("#drawing").get_by_role("button", name="Done").wait_for()
    at = page.evaluate(
        """() => {
            const drawn = [...document.querySelectorAll("#map path:not(.area)")].at(-1);
            const {x, y, width, height} = drawn.getBoundingClientRect();
            return [x + width / 2, y + height / 2];
        }"""
    )
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + 60, at[1] + 10, steps=8)
    page.mouse.up()
    page.locator("#drawing").get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Edit note “Second”")).to_be_visible()
    [feature] = _stored(own_site)
    assert feature["properties"]["version"] == 3
    assert feature["geometry"]["coordinates"][0] > 36.5

    page.get_by_role("button", name="Delete note “Second”").click()
    expect(page.get_by_text("No notes yet.")).to_be_visible()
    assert _stored(own_site) == []
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Edit note “Second”")).to_be_visible()
    assert len(_stored(own_site)) == 1


def _conflict(site: Site, page: Page, watch: Watch) -> None:
    """Somebody else saves while the editor is open; then this page saves."""
    watch.allow(r"412 \(PRECONDITION FAILED\)")
    _typed_note(page, "49, 36", "Start")
    page.get_by_role("button", name="Edit note “Start”").click()
    page.get_by_label("Title", exact=True).fill("Mine")
    [feature] = _stored(site)
    feature["properties"]["title"] = "Theirs"
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{site.api}/annotations/{feature['id']}",
        data=json.dumps(feature).encode(),
        method="PUT",
        headers={"Content-Type": "application/json", "If-Match": '"1"'},
    )
    urllib.request.urlopen(request).close()  # noqa: S310 - our own server
    page.get_by_role("button", name="Save").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", level=2)).to_have_text(
        "Somebody changed this note in the meantime"
    )
    expect(dialog.get_by_label("Mine", exact=True)).to_contain_text("Mine")
    expect(dialog.get_by_label("Theirs", exact=True)).to_contain_text("Theirs")


@pytest.mark.parametrize(
    ("answer", "titles"),
    [("Keep mine", ["Mine"]), ("Take theirs", ["Theirs"]), ("Keep both", ["Theirs", "Mine"])],
)
def test_two_versions_of_a_note_are_shown_side_by_side_and_settled(
    own_site: Site, open_page: Open, watch: Watch, answer: str, titles: list[str]
) -> None:
    page = open_page(own_site.article)
    _conflict(own_site, page, watch)
    page.get_by_role("button", name=answer).click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#notes .note-title")).to_have_text(titles)
    assert sorted(one["properties"]["title"] for one in _stored(own_site)) == sorted(titles)


def test_unsaved_words_survive_a_closed_tab(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    _draw(page, "Point on the map", (0.5, 0.4))
    page.get_by_label("Title", exact=True).fill("Half written")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(own_site.article)
    again.wait_for_selector(READY, state="attached")
    again.get_by_role("tab", name="Notes").click()
    expect(again.get_by_text("A note was not saved.")).to_be_visible()
    again.get_by_role("button", name="Go on").click()
    expect(again.get_by_label("Title", exact=True)).to_have_value("Half written")
    again.get_by_role("button", name="Save").click()
    saved(again)
    assert [one["properties"]["title"] for one in _stored(own_site)] == ["Half written"]


def test_nothing_is_lost_when_the_server_is_gone(
    own_site: Site, open_page: Open, watch: Watch
) -> None:
    watch.allow(r"ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE")
    page = open_page(own_site.article)
    _draw(page, "Point on the map", (0.5, 0.4))
    page.get_by_label("Title", exact=True).fill("Written in the dark")
    own_site.stop()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    own_site.start()
    page.get_by_role("button", name="Save").click()
    saved(page)
    assert [one["properties"]["title"] for one in _stored(own_site)] == ["Written in the dark"]


def test_markup_in_a_note_is_text(own_site: Site, open_page: Open) -> None:
    page = open_page(own_site.article)
    _draw(page, "Point on the map", (0.5, 0.4))
    _write(
        page, "<img src=x onerror=alert(1)>", "<script>alert(1)</script> [x](javascript:alert(1))"
    )
    expect(page.locator("#notes .note-title")).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator("#notes img, #notes script, #map img[onerror]").count() == 0
    assert page.locator("#notes a[href^='javascript']").count() == 0
