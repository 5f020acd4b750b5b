"""The stand-alone file links to nothing, and what is written into it cannot break out."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_maps import sample_map

import geo
from geo.errors import DataMissing
from geo.exports import write
from geo.exports.html.offline import SCRIPTS, STYLESHEETS, script_text, stylesheet_text
from geo.settings import Settings


def test_the_file_links_to_nothing() -> None:
    page = write(sample_map(), "html").content.decode()
    assert "<script src" not in page
    assert "<link" not in page
    assert "sourceMappingURL" not in page
    for host in ("jsdelivr", "cdnjs", "unpkg", "bootstrapcdn", "code.jquery"):
        assert host not in page


def test_a_link_to_a_file_that_does_not_come_with_us_stops_the_writing() -> None:
    with pytest.raises(DataMissing):
        script_text("jquery")
    with pytest.raises(DataMissing):
        stylesheet_text("bootstrap_css")


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_can_end_its_element(name: str) -> None:
    assert "</script" not in script_text(name).lower()


@pytest.mark.parametrize("name", STYLESHEETS)
def test_no_style_sheet_asks_for_a_file(name: str) -> None:
    text = stylesheet_text(name)
    assert "</style" not in text.lower()
    assert "@import" not in text
    assert "url(" not in text.replace("url(data:", "")


def test_the_file_speaks_the_language_of_its_map(settings: Settings, kursk_file: Path) -> None:
    article = geo.read(kursk_file, settings=settings, language="uk")
    page = write(article.article_map, "html").content.decode()
    assert '<html lang="uk">' in page
    assert '<h2 id="list-title">Місця</h2>' in page
    assert "Кордони: ISO 3166. Місця: GeoNames" in page
    english = write(geo.read(kursk_file, settings=settings).article_map, "html").content.decode()
    assert '<html lang="en">' in english
    assert '<h2 id="list-title">Places</h2>' in english


def test_letters_of_a_script_come_with_the_file_only_where_they_are_used(
    settings: Settings,
) -> None:
    def faces(text: str) -> int:
        article_map = geo.read(text, settings=settings).article_map
        return write(article_map, "html").content.decode().count("@font-face")

    assert faces("Nothing happened anywhere.") == 2
    assert faces("Nothing happened anywhere, said Нобель.") == 4


def test_the_file_stays_under_three_megabytes(settings: Settings, kursk_file: Path) -> None:
    article = geo.read(kursk_file, settings=settings)
    assert len(write(article.article_map, "html").content) < 3_000_000
