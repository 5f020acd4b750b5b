"""`import geo` in a notebook or a script."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import folium
import geopandas
import pytest

import geo
from geo.errors import EmptyText, UnknownName, UnreadableFile
from geo.settings import Settings


@pytest.fixture(scope="module")
def article(kursk_file: Path, tmp_path_factory: pytest.TempPathFactory) -> geo.Article:
    settings = Settings(
        home=tmp_path_factory.mktemp("home"), cache=Settings.from_environment().cache
    )
    return geo.read(kursk_file, settings=settings)


def test_the_places_are_a_geodataframe_on_the_map_of_the_article(article: geo.Article) -> None:
    assert isinstance(article.places, geopandas.GeoDataFrame)
    assert "Pokrovsk" in set(article.places["name"])
    assert {"Kursk Oblast", "Crimea"} <= set(article.areas["name"])
    assert set(article.areas.geom_type) <= {"Polygon", "MultiPolygon"}
    assert "Moscow" in set(article.actors["name"])


def test_the_mentions_point_into_the_text(article: geo.Article) -> None:
    for row in article.mentions.itertuples():
        assert article.text[row.start : row.end] == row.text


def test_the_map_is_a_folium_map_that_shows_itself(article: geo.Article) -> None:
    drawn = article.map()
    assert isinstance(drawn, folium.Map)
    shown = drawn._repr_html_()
    assert "<iframe" in shown
    assert "Pokrovsk" in shown


def test_a_layer_of_ones_own_can_be_added_to_the_map(article: geo.Article) -> None:
    drawn = article.map()
    folium.CircleMarker([50.0, 36.0], radius=4).add_to(drawn)
    assert "L.circleMarker" in drawn.get_root().render()


def test_geojson_is_a_feature_collection_whole_or_by_layer(article: geo.Article) -> None:
    whole = article.geojson()
    assert whole["type"] == "FeatureCollection"
    assert len(article.geojson("areas")["features"]) == len(article.areas)
    with pytest.raises(UnknownName):
        article.geojson("towns")


def test_save_writes_the_format_of_the_files_ending(article: geo.Article, tmp_path: Path) -> None:
    saved = article.save(tmp_path / "map.geojson")
    assert len(geopandas.read_file(saved)) == len(article.geojson()["features"])
    with pytest.raises(UnknownName):
        article.save(tmp_path / "map.docx")


def test_a_string_may_be_a_text_or_the_name_of_a_file(settings: Settings, tmp_path: Path) -> None:
    assert geo.read("Rain in Oslo.", settings=settings).text == "Rain in Oslo."
    file = tmp_path / "article.txt"
    file.write_text("Sun in Rome.", encoding="utf-8")
    assert geo.read(str(file), settings=settings).text == "Sun in Rome."
    with pytest.raises(UnreadableFile):
        geo.read("no-such-article.txt", settings=settings)
    with pytest.raises(EmptyText):
        geo.read("  \n ", settings=settings)


def test_an_article_says_what_it_is(article: geo.Article) -> None:
    assert repr(article).startswith("<Article 'Russian President Vladimir Putin")


def test_importing_geo_is_light() -> None:
    code = "import sys, geo; print(sorted(m for m in sys.modules if m.startswith('geo')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['geo']"


def test_every_public_name_is_there() -> None:
    for name in geo.__all__:
        assert getattr(geo, name).__name__ == name
    with pytest.raises(AttributeError):
        geo.nothing  # noqa: B018
