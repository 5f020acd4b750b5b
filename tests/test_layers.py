"""What stands in which layer, and how it is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_maps import TEXT, rejected, sample_map

from geo.layers import (
    COLUMNS,
    STYLES,
    Layer,
    certainty,
    features,
    layer_of,
    layers,
    local_name,
    marker_radius_px,
)
from geo.model import Kind, Role, Symbol


def test_each_feature_is_in_its_layer_and_demonyms_are_only_mentions() -> None:
    found = [(f.layer.value, f.id) for f in features(sample_map())]
    assert found == [
        ("overlays", "overlays:o1:1"),
        ("overlays", "overlays:o1:2"),
        ("areas", "areas:dateline:zalia"),
        ("places", "places:geonames:1"),
        ("actors", "actors:geonames:3"),
        ("mentions", "mentions:m12-17"),
        ("mentions", "mentions:m21-26"),
        ("mentions", "mentions:m38-45"),
        ("mentions", "mentions:m57-63"),
        ("mentions", "mentions:m74-79"),
        ("mentions", "mentions:m97-106"),
        ("annotations", "annotations:a1"),
    ]


def test_every_feature_has_the_columns_of_its_layer_in_order() -> None:
    for feature in features(sample_map()):
        assert tuple(feature.properties) == tuple(COLUMNS[feature.layer])


def test_a_place_says_all_that_the_article_says_about_it() -> None:
    article_map = sample_map()
    (town,) = features(article_map, layer=Layer.PLACES)
    assert town.properties == {
        "layer": "places",
        "article": article_map.document.id,
        "name": "Marsk",
        "local_name": "Марськ",
        "names": {"uk": "Марськ"},
        "kind": "town",
        "symbol": "town",
        "role": "literal",
        "roles": {"literal": 2},
        "confidence": 0.95,
        "certainty": "certain",
        "reason": "It is the only one.",
        "precision_m": None,
        "mentions": [
            {
                "id": "m12-17",
                "start": 12,
                "end": 17,
                "text": "Marsk",
                "role": "literal",
                "sentence": "Troops left Marsk in Zalia on Monday, Norburg said.",
            },
            {
                "id": "m74-79",
                "start": 74,
                "end": 79,
                "text": "Marsk",
                "role": "literal",
                "sentence": "The Zalian army held Marsk.",
            },
        ],
        "candidates": ["geonames:1"],
        "entry": "geonames:1",
        "geonameid": 1,
        "wikidata": "Q1",
        "country_code": "UA",
        "parents": [{"id": "geonames:4", "name": "Ukraine", "kind": "country"}],
        "dispute": None,
        "worldview": "iso",
        "attribution": "Places: GeoNames (CC BY 4.0). Areas: Natural Earth.",
    }
    for each in town.properties["mentions"]:
        assert TEXT[each["start"] : each["end"]] == each["text"]


def test_a_disputed_area_carries_its_sentence_and_source() -> None:
    (area,) = features(sample_map(), layer=Layer.AREAS)
    assert area.properties["dispute"] == {
        "id": "zalia",
        "sentence": "Administered by one, claimed by the other.",
        "source": "A resolution",
        "url": "https://example.org/resolution",
    }


def test_an_actor_is_a_point_even_when_its_area_is_known() -> None:
    (actor,) = features(sample_map(), layer=Layer.ACTORS)
    assert actor.geometry is not None
    assert (actor.geometry.x, actor.geometry.y) == (9.0, 55.0)


def test_a_mention_that_was_not_placed_has_no_point_and_no_certainty() -> None:
    lost = features(sample_map(), layer=Layer.MENTIONS)[-1]
    assert lost.geometry is None
    assert lost.properties["certainty"] is None
    assert lost.properties["review"] == "none"


def test_a_demonym_is_a_mention_with_its_country() -> None:
    zalian = features(sample_map(), layer=Layer.MENTIONS)[3]
    assert (zalian.properties["text"], zalian.properties["name"]) == ("Zalian", "Ukraine")


def test_a_mention_called_no_place_is_not_counted_and_has_no_point() -> None:
    before = sample_map()
    after = replace(before, mentions=rejected(before, "m74-79"))
    (town,) = features(after, layer=Layer.PLACES)
    assert [m["id"] for m in town.properties["mentions"]] == ["m12-17"]
    assert features(after, layer=Layer.MENTIONS)[4].geometry is None


def test_a_place_that_is_both_location_and_actor_is_a_location() -> None:
    marsk = sample_map().places[0]
    assert layer_of(marsk) is Layer.PLACES
    assert layer_of(replace(marsk, role=Role.ASSOCIATIVE)) is Layer.ACTORS
    assert layer_of(replace(marsk, role=Role.DEMONYM)) is None
    assert layer_of(replace(marsk, geometry=None)) is Layer.PLACES


def test_a_lake_or_mountain_is_no_actor_whatever_the_sentence_does_with_it() -> None:
    place = next(p for p in sample_map().places if p.id == "geonames:1")
    for kind in (Kind.WATER, Kind.LANDFORM):
        assert layer_of(replace(place, kind=kind, role=Role.ASSOCIATIVE)) is Layer.PLACES


@pytest.mark.parametrize(
    ("confidence", "word"),
    [(1.0, "certain"), (0.9, "certain"), (0.899, "likely"), (0.6, "likely"), (0.599, "doubtful")],
)
def test_confidence_has_a_word(confidence: float, word: str) -> None:
    assert certainty(confidence) == word


def test_the_local_name_is_left_out_where_it_is_the_same() -> None:
    marsk = sample_map().places[0]
    assert local_name(marsk) == "Марськ"
    assert local_name(replace(marsk, names={"uk": "Marsk"})) is None
    assert local_name(replace(marsk, names={})) is None


def test_layers_are_geodataframes_in_longitude_and_latitude() -> None:
    found = layers(sample_map())
    assert found.places.crs == "EPSG:4326"
    assert list(found.places.index) == ["places:geonames:1"]
    assert found.places.loc["places:geonames:1", "geonameid"] == 1
    assert found.places.geometry.iloc[0].coords[0] == (30.123456789, 50.0)
    assert list(found.mentions["text"]) == [
        "Marsk",
        "Zalia",
        "Norburg",
        "Zalian",
        "Marsk",
        "Lostville",
    ]
    assert list(found.areas.columns) == [*COLUMNS[Layer.AREAS], "geometry"]


def test_empty_layers_keep_their_columns() -> None:
    found = layers(replace(sample_map(), places=(), mentions=(), annotations=(), overlays=()))
    for layer in Layer:
        frame = getattr(found, layer.value)
        assert len(frame) == 0
        assert list(frame.columns) == [*COLUMNS[layer], "geometry"]


def test_a_marker_grows_with_its_mentions_up_to_a_limit() -> None:
    sizes = [marker_radius_px(n) for n in (0, 1, 2, 4, 100)]
    assert sizes[0] == sizes[1]
    assert sizes == sorted(sizes)
    assert sizes[-1] == 13.0


def test_every_symbol_has_a_shape_and_colours_of_its_own() -> None:
    assert set(STYLES) == set(Symbol)
    for part in ("shape", "light", "dark"):
        assert len({getattr(style, part) for style in STYLES.values()}) == len(Symbol)
