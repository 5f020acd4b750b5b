"""The map as a picture: what is drawn, in which size, with whose letters."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sample_maps import TEXT, sample_map

from geo.errors import BadRecord
from geo.exports import write
from geo.exports.picture import THUMBNAIL, Form, Picture, Shade
from geo.exports.picture.labels import Box, Space
from geo.exports.picture.view import view_of
from geo.exports.picture.writing import Face, can_write, first_legible, legible, width_px, wrapped
from geo.model import Focus
from geo.workspace import Workspace

_SVG = "{http://www.w3.org/2000/svg}"


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def pixels(png: bytes) -> np.ndarray:
    from matplotlib.image import imread

    return np.asarray((imread(io.BytesIO(png))[:, :, :3] * 255).round(), dtype=int)


def share(png: bytes, colour: str, *, near: int = 6) -> float:
    """The part of the picture in a colour."""
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return float((np.abs(pixels(png) - wanted).max(axis=2) <= near).mean())


@pytest.mark.parametrize("scale", [1, 2])
def test_a_picture_has_the_size_that_was_asked_for(scale: int) -> None:
    picture = Picture(width=601, height=403, scale=scale)
    assert size_of(write(sample_map(), "png", picture=picture).content) == (
        601 * scale,
        403 * scale,
    )


def test_an_svg_has_the_size_that_was_asked_for() -> None:
    content = write(sample_map(), "svg", picture=Picture(width=600, height=400)).content
    root = ET.fromstring(content)  # noqa: S314 - our own file
    assert root.tag == f"{_SVG}svg"
    assert root.get("viewBox") == "0 0 600 400"


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("theme", list(Shade))
def test_every_form_shows_land_and_places(form: Form, theme: Shade) -> None:
    picture = Picture(width=480, height=400, form=form, theme=theme)
    png = write(sample_map(), "png", picture=picture).content
    dark = theme is Shade.DARK
    assert share(png, "#22262B" if dark else "#F1EEE6") > 0.15  # land
    assert share(png, "#4FC3B8" if dark else "#0B6B66") > 0.0003  # the town's symbol


def test_the_sheet_names_the_places_that_lie_outside_of_it() -> None:
    article_map = sample_map()
    plain = write(article_map, "svg").content
    away = replace(article_map, focus=Focus(bbox=(30.0, 50.0, 32.0, 51.0), outside=("geonames:3",)))
    assert len(write(away, "svg").content) > len(plain)


def test_the_same_map_gives_the_same_bytes_in_every_thread() -> None:
    made: list[bytes] = []
    threads = [
        threading.Thread(
            target=lambda: made.append(write(sample_map(), "png", picture=THUMBNAIL).content)
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


def test_a_map_across_the_antimeridian_is_one_piece() -> None:
    from geo.exports.picture.ground import read_ground

    view = view_of((177.0, -19.0, -176.0, -15.0), width=400, height=300, margin=20)
    assert view.point(179.9, -17)[0] < view.point(-179.9, -17)[0] < 400
    ground = read_ground(view, worldview="iso", languages=())
    assert ground is not None
    # Vanua Levu's east and Taveuni lie on both sides of the line.
    west, _, east, _ = ground.land.bounds
    assert west < 100
    assert east > 250


def test_a_map_without_places_shows_the_world() -> None:
    empty = replace(sample_map(), places=(), mentions=(), focus=Focus(bbox=None, outside=()))
    png = write(empty, "png", picture=THUMBNAIL).content
    assert 0.2 < share(png, "#F1EEE6") < 0.7
    assert share(png, "#D6E4EA") > 0.3


def test_crimea_is_dashed_and_its_sentence_stands_under_the_map(
    workspace: Workspace, kursk_file: Path
) -> None:
    document = workspace.read_article(kursk_file)
    workspace.add_article(document)
    article_map = workspace.open_map(document.id)
    (crimea,) = (place for place in article_map.places if place.name == "Crimea")
    assert crimea.dispute is not None
    agreed = replace(
        article_map,
        places=tuple(replace(place, dispute=None) for place in article_map.places),
    )
    disputed_svg = write(article_map, "svg").content
    assert b"stroke-dasharray: 6,4" in disputed_svg
    assert b"stroke-dasharray: 6,4" not in write(agreed, "svg").content


# What is asked for -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [{"width": 20}, {"height": 9000}, {"scale": 9}, {"width": 3000, "height": 3000, "scale": 3}],
)
def test_a_picture_that_would_be_too_small_or_too_large_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(BadRecord) as caught:
        Picture(**wrong)  # type: ignore[arg-type]
    assert caught.value.hint


def test_a_file_that_is_no_picture_has_no_size() -> None:
    with pytest.raises(BadRecord) as caught:
        write(sample_map(), "geojson", picture=Picture())
    assert caught.value.detail == "The format 'geojson' is no picture."


def stored(client: FlaskClient) -> str:
    return str(client.post("/api/articles", json={"text": "Troops left Pokrovsk."}).json["id"])


def test_the_interface_draws_pictures(client: FlaskClient) -> None:
    base = f"/api/articles/{stored(client)}/exports"
    answer = client.get(f"{base}/png?width=320&height=240&scale=2&theme=dark&form=map")
    assert answer.status_code == 200
    assert answer.content_type == "image/png"
    assert size_of(answer.data) == (640, 480)
    assert client.get(f"{base}/svg?form=map").data.startswith(b"<?xml")
    small = client.get(f"{base}/png?form=thumbnail")
    assert size_of(small.data) == (320, 200)
    again = client.get(
        f"{base}/png?form=thumbnail", headers={"If-None-Match": small.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    "query", ["width=12", "height=1e9", "scale=4", "theme=red", "form=round", "width=-5"]
)
def test_a_picture_nobody_can_draw_is_a_problem_with_a_hint(
    client: FlaskClient, query: str
) -> None:
    answer = client.get(f"/api/articles/{stored(client)}/exports/png?{query}")
    assert answer.status_code == 400
    assert answer.json["hint"]


def test_a_thumbnail_is_drawn_once_and_goes_with_its_article(
    client: FlaskClient, settings: object
) -> None:
    from geo.settings import Settings

    assert isinstance(settings, Settings)
    article = stored(client)
    path = f"/api/articles/{article}/exports/png?form=thumbnail"
    first = client.get(path).data
    (file,) = (settings.home / "thumbnails").iterdir()
    file.write_bytes(b"kept")
    assert client.get(path).data == b"kept"
    # A correction changes the map.
    client.post(
        f"/api/articles/{article}/corrections", json={"start": 12, "end": 20, "entry": None}
    )
    assert client.get(path).data not in (first, b"kept")
    assert client.delete(f"/api/articles/{article}").status_code == 204
    assert list((settings.home / "thumbnails").iterdir()) == []


# Letters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Kursk Oblast", "Курська область", "Київ", "غزة", "Ἀθῆναι", "İzmir"]
)
def test_names_are_written_in_their_own_script(name: str) -> None:
    assert first_legible((name, "English"), Face.STRONG) == name


def test_a_name_that_no_font_can_write_gives_way_to_the_next() -> None:
    assert not can_write("库尔斯克州")
    assert first_legible(("库尔斯克州", "Kursk Oblast")) == "Kursk Oblast"
    assert first_legible(("库尔斯克州",)) == ""
    assert legible("Kursk 库尔斯克 Oblast") == "Kursk Oblast"


def test_signs_of_mathematics_are_letters() -> None:
    text = r"Prices $x^2$ rise \frac{1}{2} _now_"
    assert legible(text) == text
    article_map = replace(sample_map(), document=replace(sample_map().document, title=text))
    assert write(article_map, "svg").content
    assert write(article_map, "png").content


def test_controls_and_marks_of_direction_are_left_out() -> None:
    assert legible("A\u202eB\x00C\nD\u200b") == "ABC D"


@given(st.text(max_size=60))
def test_any_text_can_be_drawn_on_a_line(text: str) -> None:
    shown = legible(text)
    assert shown == "" or can_write(shown)
    for line in wrapped(text, Face.TEXT, size=12, width=120, lines=2):
        assert width_px(line, Face.TEXT, 12) <= 120


def test_a_long_title_ends_in_an_ellipsis() -> None:
    lines = wrapped("word " * 100, Face.TITLE, size=20, width=300, lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


# Room for names ----------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(st.floats(0, 300), st.floats(0, 200), st.floats(5, 90)), min_size=1, max_size=30
    )
)
def test_names_never_cover_each_other_or_a_symbol(
    items: list[tuple[float, float, float]],
) -> None:
    space = Space(width=300, height=200)
    symbols = [Box.around(x, y, 12, 12) for x, y, _ in items]
    for symbol in symbols:
        space.take(symbol)
    names = []
    for symbol, (_, _, width) in zip(symbols, items, strict=True):
        box = space.beside(symbol, width, 14)
        if box is not None:
            names.append((symbol, box))
    for number, (own, box) in enumerate(names):
        assert box.left >= 0
        assert box.right <= 300
        assert not any(box.meets(other) for _, other in names[:number])
        assert not any(box.meets(other) for other in symbols if other is not own)


# Start of the server -----------------------------------------------------------------------------


def test_the_server_starts_without_matplotlib() -> None:
    code = (
        "import sys; import geo.cli, geo.web, geo.exports.registry;"
        "from geo.web import create_app;"
        "print([name for name in ('matplotlib', 'geopandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_sample_text_is_drawn_with_its_title() -> None:
    assert TEXT.startswith("Troops")
    content = write(sample_map(), "svg").content.decode()
    assert "Troops leave Marsk" in content  # in the file's own description


# The command line --------------------------------------------------------------------------------


def test_the_command_draws_what_the_files_name_says(kursk_file: Path, tmp_path: Path) -> None:
    from geo.cli import main

    png, svg = tmp_path / "map.png", tmp_path / "map.svg"
    sizes = ["--width", "500", "--height", "400", "--theme", "dark"]
    assert main(["map", str(kursk_file), "-o", str(png), *sizes, "--scale", "2"]) == 0
    assert size_of(png.read_bytes()) == (1000, 800)
    assert main(["map", str(kursk_file), "-o", str(svg), *sizes, "--language", "uk"]) == 0
    assert b'viewBox="0 0 500 400"' in svg.read_bytes()


def test_the_command_says_which_pictures_it_can_draw(
    kursk_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from geo.cli import main

    assert main(["map", str(kursk_file), "-o", str(tmp_path / "map.gif")]) == 2
    assert capsys.readouterr().err == (
        "dateline: A map cannot be drawn as .gif.\nName a file that ends in .html, .png, .svg.\n"
    )
