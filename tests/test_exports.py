"""What can be downloaded: every format, whole or by layer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import shapely
from sample_maps import TEXT, sample_map

from geo.errors import UnknownName
from geo.exports import FORMATS, write
from geo.exports.toponyms import explained_record, record
from geo.layers import Layer


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_a_named_file_of_its_kind(name: str) -> None:
    article_map = sample_map()
    export = write(article_map, name)
    assert export.media_type == FORMATS[name].media_type
    assert export.file_name == f"dateline-{article_map.document.id}{FORMATS[name].suffix}"
    assert export.content


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_map_always_gives_the_same_bytes(name: str) -> None:
    assert write(sample_map(), name).content == write(sample_map(), name).content


@pytest.mark.parametrize("layer", list(Layer))
def test_a_layer_can_be_had_alone(layer: Layer) -> None:
    export = write(sample_map(), "geojson", layer=layer.value)
    features = json.loads(export.content)["features"]
    assert {f["properties"]["layer"] for f in features} == {layer.value}
    assert export.file_name.endswith(f"-{layer.value}.geojson")


def test_all_layers_lie_in_one_collection_with_ids_of_their_own() -> None:
    collection = json.loads(write(sample_map(), "geojson").content)
    ids = [f["id"] for f in collection["features"]]
    assert len(ids) == len(set(ids)) == 12
    assert collection["bbox"] == [9.0, 49.0, 32.0, 55.0]


def test_the_area_in_the_file_is_wound_counterclockwise() -> None:
    (area,) = json.loads(write(sample_map(), "geojson", layer="areas").content)["features"]
    assert shapely.LinearRing(area["geometry"]["coordinates"][0]).is_ccw


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        write(sample_map(), "shapefile")
    assert caught.value.hint == "Formats are: geojson, html, json, png, svg."


def test_an_unknown_layer_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        write(sample_map(), "geojson", layer="towns")
    assert (
        caught.value.hint == "Layers are: overlays, areas, places, actors, mentions, annotations."
    )


def test_a_format_without_layers_says_so() -> None:
    with pytest.raises(UnknownName) as caught:
        write(sample_map(), "html", layer="places")
    assert caught.value.detail == "The format 'html' has no layers."


def test_a_record_holds_each_toponym_with_its_place() -> None:
    article_map = sample_map()
    made = record(article_map.document, article_map.mentions, record_id="x7")
    assert made["id"] == "x7"
    assert made["text"] == TEXT
    assert made["toponyms"][0] == {
        "start": 12,
        "end": 17,
        "text": "Marsk",
        "role": "literal",
        "lat": 50.0,
        "lon": 30.123457,
        "geonameid": 1,
        "radius_km": 3.25,
    }
    assert made["toponyms"][-1] == {
        "start": 97,
        "end": 106,
        "text": "Lostville",
        "role": "literal",
        "lat": None,
        "lon": None,
        "geonameid": None,
        "radius_km": None,
    }


def test_a_record_keeps_institutions_apart() -> None:
    article_map = sample_map()
    first, *rest = article_map.mentions
    made = record(article_map.document, [replace(first, institution=True), *rest])
    assert [each["text"] for each in made["institutions"]] == ["Marsk"]
    assert "Marsk" not in {each["text"] for each in made["toponyms"] if each["start"] == 12}
    explained = explained_record(
        replace(article_map, mentions=(replace(first, institution=True), *rest))
    )
    assert explained["institutions"][0]["entry"] == "geonames:1"


def test_an_explained_record_names_the_candidates() -> None:
    first = explained_record(sample_map())["toponyms"][0]
    assert first["entry"] == "geonames:1"
    assert first["confidence"] == 0.95
    assert first["reason"] == "It is the only one."
    assert first["candidates"] == [
        {
            "entry": "geonames:1",
            "name": "Marsk",
            "kind": "town",
            "country_code": "UA",
            "lat": 50.0,
            "lon": 30.123457,
            "probability": 0.95,
            "evidence": [],
        }
    ]
