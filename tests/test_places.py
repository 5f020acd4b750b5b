"""Which place a name means: namesakes, regions and towns, corrections, doubt. Own articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import document_from_text
from geo.errors import UnknownName
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.model import ArticleMap, Correction, Kind, Mention, Review, Role, Status
from geo.pipeline import make_map
from geo.settings import Settings

MakeMap = Callable[..., ArticleMap]

ILLINOIS = (
    "SPRINGFIELD, Ill. — State lawmakers went home on Friday without a budget.\n"
    "Governor's aides said that schools in Peoria and Decatur would open as planned. "
    "“Springfield has to do better,” said a teacher from Champaign.\n"
)
MASSACHUSETTS = (
    "A water main broke in Springfield on Sunday, and crews from Chicopee and Holyoke helped. "
    "The mayor of Springfield asked people in western Massachusetts to be patient.\n"
)
TWO_SPRINGFIELDS = (
    "The library in Springfield, Ill., lent a rare map to the museum in Springfield, Mass., "
    "which will show it until May.\n"
)
GEORGIA_STATE = (
    "ATLANTA — Peach growers across Georgia fear a late frost. Orchards near Macon and Savannah "
    "were already hit, and a farm outside Augusta lost half of its trees.\n"
)
GEORGIA_COUNTRY = (
    "TBILISI — Thousands marched in the capital of Georgia on Saturday. Smaller rallies were held "
    "in Batumi and Kutaisi, and the border with Armenia stayed open.\n"
)
TEXAS = (
    "A tornado damaged barns near Paris, Texas, on Tuesday. The storm moved on to Dallas. "
    "In Paris the power was back by night, the county said.\n"
)
FIJI = (
    "A cyclone crossed Fiji on Monday. Boats were lost in Suva and on the island of Taveuni, and "
    "airlines stopped their flights to Apia in Samoa.\n"
)
KURSK_BOTH = (
    "Shelling hit the city of Kursk at night, and a hospital in Kursk was damaged. "
    "Elsewhere in the Kursk region two villages lost power.\n"
)
NOTHING = "The committee met twice. Nobody agreed on anything, and then they all went to lunch.\n"


@pytest.fixture
def read(gazetteer: Gazetteer, areas: Areas, settings: Settings) -> MakeMap:
    def make(text: str, **options: object) -> ArticleMap:
        document = document_from_text(text)
        return make_map(document, gazetteer, areas, settings=settings, **options)  # type: ignore[arg-type]

    return make


def meant(article_map: ArticleMap, text: str) -> list[int | None]:
    """The GeoNames ids that the mentions of a text were resolved to, in order."""
    return [
        None if mention.entry is None else mention.entry.geonameid
        for mention in article_map.mentions
        if mention.text == text
    ]


def mention_of(article_map: ArticleMap, text: str) -> Mention:
    return next(mention for mention in article_map.mentions if mention.text == text)


def test_springfield_with_its_state_is_the_one_in_illinois(read: MakeMap) -> None:
    article_map = read(ILLINOIS)
    assert meant(article_map, "SPRINGFIELD") == [4250542]
    assert meant(article_map, "Springfield") == [4250542]
    assert meant(article_map, "Ill.") == [4896861]


def test_springfield_among_its_neighbours_is_the_one_in_massachusetts(read: MakeMap) -> None:
    assert meant(read(MASSACHUSETTS), "Springfield") == [4951788, 4951788]


def test_two_springfields_in_one_article_are_two_places(read: MakeMap) -> None:
    assert meant(read(TWO_SPRINGFIELDS), "Springfield") == [4250542, 4951788]


def test_a_namesake_named_in_passing_changes_no_other_mention(read: MakeMap) -> None:
    places = read(
        "SPRINGFIELD, Ill. — Springfield is to have a new bridge, used by people from Decatur and "
        "Chatham. A bridge in Springfield, Missouri, had cost twice as much.\n"
        "Work starts in Springfield in April; Jacksonville waits.\n"
    )
    assert meant(places, "SPRINGFIELD") == [4250542]
    assert meant(places, "Springfield") == [4250542, 4409896, 4250542]


def test_a_country_after_a_town_is_no_list(read: MakeMap) -> None:
    places = read(
        "A train derailed near Cordoba, Argentina, and another in Córdoba, Spain, on one day.\n"
    )
    assert meant(places, "Cordoba") == [3860259]
    assert meant(places, "Córdoba") == [2519240]


def test_country_and_state_of_one_name_are_told_by_what_they_qualify(read: MakeMap) -> None:
    places = read(
        "TBILISI, Georgia — Protests spread to Batumi, Kutaisi and Zugdidi on Friday. Police in "
        "Gori, west of the capital, stood by, and troops remain in Abkhazia.\n"
        "“Georgia belongs in Europe,” said a student.\n"
        "In Atlanta, Georgia, members of the diaspora held a vigil.\n"
    )
    assert meant(places, "Georgia") == [614540, 614540, 4197000]


def test_georgia_with_atlanta_is_the_state(read: MakeMap) -> None:
    assert meant(read(GEORGIA_STATE), "Georgia") == [4197000]


def test_georgia_with_tbilisi_is_the_country(read: MakeMap) -> None:
    assert meant(read(GEORGIA_COUNTRY), "Georgia") == [614540]


def test_paris_texas_stays_in_texas_for_the_whole_article(read: MakeMap) -> None:
    article_map = read(TEXAS)
    assert meant(article_map, "Paris") == [4717560, 4717560]
    assert "Texas" in mention_of(article_map, "Paris").candidates[0].evidence[0].sentence


def test_a_governor_makes_georgia_the_state(read: MakeMap) -> None:
    text = "Lawmakers in Georgia passed the bill on Monday; the Georgia governor signed it.\n"
    assert meant(read(text), "Georgia") == [4197000, 4197000]


def test_a_village_and_the_country_of_its_name_are_told_apart(read: MakeMap) -> None:
    article_map = read("A bus crashed in Jordan, Minn., and another in Amman, Jordan.\n")
    assert meant(article_map, "Jordan") == [5032106, 248816]


def test_a_namesake_abroad_is_told_apart_by_where_it_is(read: MakeMap) -> None:
    text = "The mayor of Birmingham, Alabama, met visitors from Birmingham in England.\n"
    assert meant(read(text), "Birmingham") == [4049979, 2655603]


@pytest.mark.parametrize(
    ("name", "geonameid"),
    [
        ("Chad", 2434508),
        ("Cuba", 3562981),
        ("Georgia", 614540),
        ("Guinea", 2420477),
        ("Jordan", 248816),
        ("Lebanon", 272103),
        ("Mali", 2453866),
        ("Mexico", 3996063),
        ("Panama", 3703430),
        ("Peru", 3932488),
        ("Poland", 798544),
        ("Russia", 2017370),
    ],
)
def test_a_country_is_never_taken_for_a_village_of_its_name(
    read: MakeMap, name: str, geonameid: int
) -> None:
    text = f"Aid workers left {name} on Monday after weeks of talks.\n"
    assert meant(read(text), name) == [geonameid]


@pytest.mark.parametrize(
    ("demonym", "geonameid"),
    [("Turkish", 298795), ("Syrian", 163843), ("French", 3017382), ("Polish", 798544)],
)
def test_a_demonym_means_its_country(read: MakeMap, demonym: str, geonameid: int) -> None:
    article_map = read(f"A {demonym} minister arrived in Brussels on Monday.\n")
    mention = mention_of(article_map, demonym)
    assert mention.role is Role.DEMONYM
    assert meant(article_map, demonym) == [geonameid]


def test_washington_that_speaks_is_the_capital(read: MakeMap) -> None:
    text = "Washington warned Beijing on Monday, and Tokyo agreed with Washington.\n"
    assert set(meant(read(text), "Washington")) == {4140963}


def test_paris_alone_is_in_france(read: MakeMap) -> None:
    assert meant(read("Talks were held in Paris on Monday.\n"), "Paris") == [2988507]


def test_the_map_of_fiji_and_samoa_crosses_the_antimeridian(read: MakeMap) -> None:
    box = read(FIJI).focus.bbox
    assert box is not None
    west, _, east, _ = box
    assert west > 170
    assert east < -165


def test_the_country_that_the_article_speaks_of_is_in_view(read: MakeMap) -> None:
    article_map = read(
        "Protesters in Tbilisi blocked the parliament of Georgia. Georgian police used gas.\n"
        "A spokesman in Washington urged calm.\n"
    )
    outside = {place.name for place in article_map.places if place.id in article_map.focus.outside}
    assert outside == {"Washington"}


def test_city_and_region_of_one_name_are_two_places(read: MakeMap) -> None:
    article_map = read(KURSK_BOTH)
    kinds = {
        mention.start: mention.entry.kind
        for mention in article_map.mentions
        if mention.entry is not None and "Kursk" in mention.text
    }
    assert list(kinds.values()) == [Kind.TOWN, Kind.TOWN, Kind.REGION]


def test_a_text_without_places_has_an_empty_map(read: MakeMap) -> None:
    article_map = read(NOTHING)
    assert article_map.mentions == ()
    assert article_map.places == ()
    assert article_map.focus.bbox is None


def test_a_name_with_two_equal_namesakes_asks_to_be_checked(read: MakeMap) -> None:
    mention = mention_of(read("The fair in Springfield opens on Friday.\n"), "Springfield")
    assert mention.review is Review.CLOSE
    assert len(mention.candidates) > 2
    assert mention.confidence < 0.7


def test_probabilities_and_evidence_are_complete(read: MakeMap) -> None:
    for mention in read(ILLINOIS + TEXAS).mentions:
        if mention.role is Role.RELATIVE:
            continue
        total = sum(candidate.probability for candidate in mention.candidates)
        assert 0 < total <= 1.001
        ordered = [candidate.probability for candidate in mention.candidates]
        assert ordered == sorted(ordered, reverse=True)
        for candidate in mention.candidates:
            assert candidate.evidence
            assert all(item.sentence.endswith(".") for item in candidate.evidence)


def test_coordinates_are_a_point_of_their_own(read: MakeMap) -> None:
    article_map = read("The ship sank at 44.50 N, 33.60 E on Monday, the navy said.\n")
    place = next(place for place in article_map.places if place.role is Role.COORDINATES)
    assert (place.lon, place.lat) == (pytest.approx(33.6), pytest.approx(44.5))
    assert place.entry is None


def test_a_distance_from_a_town_is_an_area_of_its_own(read: MakeMap) -> None:
    article_map = read("Troops stopped 30 km north of Pokrovsk in Ukraine on Monday.\n")
    place = next(place for place in article_map.places if place.role is Role.RELATIVE)
    assert place.geometry is not None
    assert place.geometry.geom_type == "Polygon"
    assert place.lat == pytest.approx(48.28 + 0.27, abs=0.05)
    assert place.lon == pytest.approx(37.18, abs=0.1)


# Corrections -----------------------------------------------------------------------------------


def correct(text: str, name: str, entry_id: str | None, *, everywhere: bool = False) -> Correction:
    start = text.index(name)
    return Correction(
        id="1", start=start, end=start + len(name), text=name, entry_id=entry_id,
        everywhere=everywhere,
    )  # fmt: skip


def test_a_chosen_place_always_wins_and_informs_the_same_name_elsewhere(read: MakeMap) -> None:
    plain = read(TEXAS)
    assert meant(plain, "Paris") == [4717560, 4717560]
    chosen = read(TEXAS, corrections=(correct(TEXAS, "Paris", "geonames:2988507"),))
    first, second = (m for m in chosen.mentions if m.text == "Paris")
    assert first.entry is not None
    assert first.entry.geonameid == 2988507
    assert (first.status, first.confidence, first.review) == (Status.CORRECTED, 1.0, None)
    assert second.status is Status.AUTOMATIC
    assert second.entry is not None
    assert second.entry.geonameid == 2988507


def test_a_chosen_place_moves_its_neighbours(read: MakeMap) -> None:
    text = "The fair in Springfield opens on Friday. Visitors from Chester are expected.\n"
    chosen = read(text, corrections=(correct(text, "Springfield", "geonames:4951788"),))
    plain = read(text)

    def massachusetts(article_map: ArticleMap) -> float:
        return sum(
            candidate.probability
            for candidate in mention_of(article_map, "Chester").candidates
            if candidate.entry.admin1_code == "MA"
        )

    assert massachusetts(chosen) > massachusetts(plain)


def test_a_choice_everywhere_holds_for_each_mention_of_the_text(read: MakeMap) -> None:
    everywhere = correct(TEXAS, "Paris", "geonames:2988507", everywhere=True)
    mentions = [m for m in read(TEXAS, corrections=(everywhere,)).mentions if m.text == "Paris"]
    assert [m.status for m in mentions] == [Status.CORRECTED] * 2


def test_not_a_place_takes_it_from_the_map_and_keeps_it_in_the_text(read: MakeMap) -> None:
    article_map = read(TEXAS, corrections=(correct(TEXAS, "Dallas", None),))
    assert mention_of(article_map, "Dallas").status is Status.REJECTED
    assert "Dallas" not in {place.name for place in article_map.places}


def test_a_correction_on_words_without_a_mention_makes_one(read: MakeMap) -> None:
    made = correct(NOTHING, "committee", "geonames:2988507")
    article_map = read(NOTHING, corrections=(made,))
    assert meant(article_map, "committee") == [2988507]
    assert [place.name for place in article_map.places] == ["Paris"]


def test_a_correction_whose_text_moved_is_passed_over(read: MakeMap) -> None:
    moved = Correction(id="1", start=0, end=5, text="Paris", entry_id="geonames:2988507")
    assert meant(read(TEXAS, corrections=(moved,)), "Paris") == [4717560, 4717560]


def test_a_correction_with_an_entry_that_is_gone_is_passed_over(read: MakeMap) -> None:
    gone = correct(TEXAS, "Paris", "geonames:0")
    assert meant(read(TEXAS, corrections=(gone,)), "Paris") == [4717560, 4717560]


def test_an_unknown_worldview_names_the_known_ones(read: MakeMap) -> None:
    with pytest.raises(UnknownName, match="iso"):
        read(TEXAS, worldview="nowhere")


# Any text --------------------------------------------------------------------------------------

_WORDS = st.sampled_from(
    ["Paris", "Texas", "Springfield", "Georgia", "the", "in", ",", ".", "Moscow", "Fiji", "said",
     "30 km north of", "London", "Ont.", "\n", "Jordan", "Lebanon", "Pa.", "🙂", "é"]
)  # fmt: skip


@given(st.lists(_WORDS, min_size=1, max_size=25))
def test_any_text_gives_a_sound_map(
    gazetteer: Gazetteer, areas: Areas, settings: Settings, words: list[str]
) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    article_map = make_map(document_from_text(text), gazetteer, areas, settings=settings)
    ids = {mention.id for mention in article_map.mentions}
    for mention in article_map.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert 0 <= mention.confidence <= 1
    for place in article_map.places:
        assert set(place.mention_ids) <= ids
        assert place.mention_ids
        assert 0 <= place.confidence <= 1
        if place.lon is not None and place.lat is not None:
            assert -180 <= place.lon <= 180
            assert -90 <= place.lat <= 90
            assert (place.lon, place.lat) != (0, 0)


def test_who_acts_behind_a_comma_says_nothing_of_a_country(read: MakeMap) -> None:
    article_map = read("He had worked for years in Russia, U.S. officials said, and in Paris.")
    russia = next(mention for mention in article_map.mentions if mention.text == "Russia")
    assert russia.entry is not None
    assert russia.entry.kind is Kind.COUNTRY


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Barcelona", "ES"),
        ("Birmingham", "GB"),
        ("London", "GB"),
        ("Paris", "FR"),
        ("Tripoli", "LY"),
        ("Tunis", "TN"),
        ("Washington", "US"),
    ],
)
def test_famous_towns_are_meant_where_nothing_says_otherwise(
    name: str, country: str, read: MakeMap
) -> None:
    article_map = read(f"Officials in {name} said on Monday that talks would go on.")
    (place,) = article_map.places
    assert place.entry is not None
    assert (place.entry.kind, place.entry.country_code) == (Kind.TOWN, country)
