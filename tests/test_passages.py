"""Short passages of our own, with what a careful reader marks in them and where it lies."""

from __future__ import annotations

import pytest

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.mentions import find
from geo.model import Kind, Mention, Role
from geo.places import choose_entries


def read(text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    document = document_from_text(text, language="en")
    return choose_entries(document, find(document, gazetteer), gazetteer).mentions


def meanings(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """Each mention and the name of its entry."""
    return [(m.text, m.entry.name if m.entry else "") for m in read(text, gazetteer)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Shelling went on in the Kursk and Belgorod regions overnight.",
            [("Kursk", "Kursk Oblast"), ("Belgorod", "Belgorod Oblast")],
        ),
        (
            "Troops entered the Donetsk, Luhansk and Kherson oblasts.",
            [
                ("Donetsk", "Donetsk Oblast"),
                ("Luhansk", "Luhansk Oblast"),
                ("Kherson", "Kherson Oblast"),
            ],
        ),
        (
            "The leaders of North and South Korea met in Panmunjom.",
            [("North", "North Korea"), ("South Korea", "South Korea"), ("Panmunjom", "Panmunjom")],
        ),
        (
            "Snow fell across North and South Dakota and in Minnesota.",
            [
                ("North", "North Dakota"),
                ("South Dakota", "South Dakota"),
                ("Minnesota", "Minnesota"),
            ],
        ),
        (
            "Storms hit Cass and Clay counties in Minnesota.",
            [("Cass", "Cass County"), ("Clay", "Clay County"), ("Minnesota", "Minnesota")],
        ),
        ("They crossed the Red and Black seas.", [("Red", "Red Sea"), ("Black", "Black Sea")]),
        (
            "Ships waited on Lakes Erie and Ontario.",
            [("Erie", "Lake Erie"), ("Ontario", "Lake Ontario")],
        ),
    ],
)
def test_names_that_share_a_word(
    text: str, found: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    assert meanings(text, gazetteer) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "floods hit jakarta as indonesia braces for more rain",
            [("jakarta", "Jakarta"), ("indonesia", "Indonesia")],
        ),
        (
            "i went from berlin to warsaw and then on to vilnius last summer",
            [("berlin", "Berlin"), ("warsaw", "Warsaw"), ("vilnius", "Vilnius")],
        ),
        ("it was a nice day, and we were reading in the bath. may was warm too.", []),
        (
            "FLOODS HIT JAKARTA AS INDONESIA BRACES FOR MORE RAIN",
            [("JAKARTA", "Jakarta"), ("INDONESIA", "Indonesia")],
        ),
    ],
)
def test_texts_in_small_letters_and_in_capitals(
    text: str, found: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    assert meanings(text, gazetteer) == found


def test_country_and_state_called_by_what_they_are(gazetteer: Gazetteer) -> None:
    text = "He flew to Georgia, the country, and not to Georgia, the state."
    country, state = read(text, gazetteer)
    assert country.entry is not None
    assert state.entry is not None
    assert (country.entry.id, state.entry.id) == ("geonames:614540", "geonames:4197000")


@pytest.mark.parametrize(
    ("text", "found", "lon", "lat"),
    [
        ("The wreck lies at 4Q FJ 12345 67890.", "4Q FJ 12345 67890", -157.91608, 21.40981),
        ("A team dug at 18SUJ2348306479 in May.", "18SUJ2348306479", -77.03524, 38.88947),
        ("They camped near 56H LH 345 507 at dusk.", "56H LH 345 507", 151.21122, -33.87062),
    ],
)
def test_military_grid_references_are_points(
    text: str, found: str, lon: float, lat: float, gazetteer: Gazetteer
) -> None:
    (mention,) = read(text, gazetteer)
    assert (mention.text, mention.role) == (found, Role.COORDINATES)
    assert mention.geometry is not None
    point = mention.geometry.representative_point()
    assert (point.x, point.y) == pytest.approx((lon, lat), abs=1e-4)


@pytest.mark.parametrize("text", ["He ordered 4Q AB 12 parts.", "Flight 32X II 1234 was late."])
def test_other_codes_are_no_grid_references(text: str, gazetteer: Gazetteer) -> None:
    assert all(mention.role is not Role.COORDINATES for mention in read(text, gazetteer))


def test_a_name_that_the_gazetteer_lacks_lies_where_its_neighbour_does(
    gazetteer: Gazetteer,
) -> None:
    text = "A bus left the road near the village of Zwettelhausen, south of Linz in Austria."
    village, linz, _ = read(text, gazetteer)
    assert (village.text, village.entry, village.beside) == ("Zwettelhausen", None, linz.id)
    assert village.geometry is not None
    assert linz.entry is not None
    assert (village.geometry.x, village.geometry.y) == (linz.entry.lon, linz.entry.lat)
    assert 0 < village.confidence < linz.confidence


def test_a_name_that_the_gazetteer_lacks_lies_where_the_text_says(gazetteer: Gazetteer) -> None:
    text = (
        "Peru declared an emergency in Tumbes and Piura after an attack on a mine in Qarpatazu, in "
        "the northern region of La Libertad."
    )
    *_, mine, region = read(text, gazetteer)
    assert (mine.text, mine.entry, mine.beside) == ("Qarpatazu", None, region.id)


def test_what_is_said_to_lie_in_a_region_is_placed_nowhere_else(gazetteer: Gazetteer) -> None:
    text = (
        "Diplomats in Brussels would pay for monitors at Qarpatazu, in Sudan's Blue Nile state. "
        "They flew to Qarpatlond in Alaska by way of Moscow."
    )
    mentions = {mention.text: mention for mention in read(text, gazetteer)}
    assert mentions["Qarpatazu"].beside == mentions["Blue Nile"].id
    assert mentions["Qarpatlond"].geometry is None


def test_a_name_that_the_gazetteer_lacks_is_in_one_place(gazetteer: Gazetteer) -> None:
    text = (
        "Perth will sell its share of the mine at Qarpatazu.\n"
        "Ore is carried from Qarpatazu, near Tom Price, to the coast.\n"
    )
    first, second = (m for m in read(text, gazetteer) if m.text == "Qarpatazu")
    assert first.beside is not None
    assert first.beside == second.beside
    assert first.confidence < second.confidence


def test_no_namesake_elsewhere_is_taken_for_a_place_that_the_text_puts_in_a_state(
    gazetteer: Gazetteer,
) -> None:
    text = "An earthquake struck south of Petrolia, California, on Monday."
    petrolia, california = (m for m in read(text, gazetteer) if m.role is Role.LITERAL)
    assert (petrolia.text, petrolia.entry, petrolia.beside) == ("Petrolia", None, california.id)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan scored twice in the second half, and the crowd cheered.",
        "Michael Jordan scored forty points against the visitors.",
        "Paris Hilton opened a shop.",
        "Chelsea won 3-0 and Arsenal lost at home.",
        "We ate a turkey and a slice of ham.",
        "The Washington Post reported the story first.",
        "The New York Times and the Los Angeles Times wrote about it.",
        "The Boston Globe said the Chicago Tribune was wrong.",
        "The Houston Rockets beat the Dallas Mavericks.",
        "Manchester United signed a player.",
        "Austin Powers and Dallas Green met Brooklyn Beckham.",
        "Mr. Washington and Ms. Lincoln spoke.",
        "Virginia Woolf wrote it.",
        "Toyota and Nokia reported losses.",
        "Nobody could say who Vladimir Putin would meet.",
        "She moved out with her sister, Georgia, and their sons Dallas and Austin.",
        "The clubs AC Milan, Atletico Madrid and Inter Miami will play.",
        "Trapani, a producer, left in May. Andy Trapani lived by the sea.",
        "Crews closed the corner of Northwest 8th Avenue and Southwest Elm Street.",
        "She leaves a sister, Victoria, and was the daughter of Florence and Austin Jackson.",
        "Salt is rising in the Delta, farmers said.",
    ],
)
def test_false_friends_are_no_places(text: str, gazetteer: Gazetteer) -> None:
    assert meanings(text, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "name", "geonameid"),
    [
        ("Students at a school in Moscow, Idaho, raised money.", "Moscow", 5601538),
        ("A fire destroyed a barn in Lebanon, Pa., on Tuesday.", "Lebanon", 5197517),
        ("Washington said that it would not wait.", "Washington", 4140963),
        ("Farmers in Washington state fear a drought.", "Washington", 5815135),
        ("A train derailed near Charleston, W.Va., on Monday.", "W.Va.", 4826850),
        ("Police in Wichita, Kan., arrested two men.", "Kan.", 4273857),
        ("Fires burned near Kelowna, B.C., on Sunday.", "B.C.", 5909050),
        ("Floods closed roads in NSW and Queensland.", "NSW", 2155400),
        ("Officials from the U.A.E. met in Riyadh.", "U.A.E.", 290557),
        ("Springfield, Ill., is the state capital.", "Springfield", 4250542),
        ("The Russian city of Kursk was hit again.", "Kursk", 538560),
        ("Pokrovsk in Donetsk region was shelled.", "Pokrovsk", 704422),
        ("KYIV, Ukraine (AP) — Drones struck a depot on Friday.", "KYIV", 703448),
        ("She lives in Newcastle, NSW, Australia.", "Newcastle", 2155472),
        ("A hospital in Gaza City was hit.", "Gaza City", 281133),
        ("WASHINGTON (AP) — The president met reporters.", "WASHINGTON", 4140963),
        ("GOMA, Congo (AP) — Goma, the region's largest city, was quiet.", "Goma", 216281),
        ("ST. LOUIS — Police announced a raid on Monday.", "ST. LOUIS", 4407066),
        ("Rep. Nick Rahall, D-W. Va., chairman, praised it.", "W. Va.", 4826850),
        ("HURRICANE, W.Va. — Two boys were found on Monday.", "W.Va.", 4826850),
        ("EDMONTON, Ky (WBKO) — A fire broke out on Monday.", "Ky", 6254925),
        ("He was born in Athens, Georgia, and lives in Brooklyn.", "Athens", 4180386),
        ("A film about Manhattan opens in Venice, Italy, tonight.", "Manhattan", 5125771),
        ("Stars came to Hollywood for the Academy Awards.", "Hollywood", 5357527),
        ("The city of Mexico, Missouri, will vote in May.", "Mexico", 4398103),
        ("Police in Bath, England, and in Reading, Pennsylvania, spoke.", "Reading", 5207728),
    ],
)
def test_which_place_a_passage_means(
    text: str, name: str, geonameid: int, gazetteer: Gazetteer
) -> None:
    entries = {mention.text: mention.entry for mention in read(text, gazetteer)}
    entry = entries[name]
    assert entry is not None
    assert entry.geonameid == geonameid


def test_relatives_are_no_places_and_where_they_live_is_one(gazetteer: Gazetteer) -> None:
    text = "She is survived by her sons, Houston of Burlington and Dallas of Portland, Maine."
    assert [mention.text for mention in read(text, gazetteer)] == [
        "Burlington",
        "Portland",
        "Maine",
    ]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "Gunmen burned a market in Mirebalais, in the Centre department of Haiti.",
            "Centre",
            "HT",
        ),
        ("Rain fell in the Central region of Ghana.", "Central", "GH"),
    ],
)
def test_a_division_that_the_gazetteer_has_with_its_noun_alone(
    text: str, name: str, country: str, gazetteer: Gazetteer
) -> None:
    entry = next(mention.entry for mention in read(text, gazetteer) if mention.text == name)
    assert entry is not None
    assert (entry.kind, entry.country_code) == (Kind.REGION, country)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ports on the Danube at Izmail and Reni were attacked.",
            ["Danube", "Izmail", "Reni"],
        ),
        (
            "Farmers from Pergamino, Rosario and Santa Fe rallied.",
            ["Pergamino", "Rosario", "Santa Fe"],
        ),
        ("They live in Boston and Clinton won the vote in Ohio.", ["Boston", "Ohio"]),
        ("The path passes Malham Cove and Pen-y-ghent.", ["Malham Cove"]),
    ],
)
def test_what_is_listed_with_where_something_is(
    text: str, names: list[str], gazetteer: Gazetteer
) -> None:
    document = document_from_text(text, language="en")
    assert [mention.text for mention in find(document, gazetteer)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It may woo rural Mexicans.", ["Mexicans"]),
        ("Troops pressed into a Syrian Kurdish enclave.", ["Syrian Kurdish"]),
        ("Many prominent Nigerians wondered why.", ["Nigerians"]),
    ],
)
def test_peoples_are_found(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    assert [mention.text for mention in read(text, gazetteer)] == names


def test_a_sea_is_no_region_of_its_name(gazetteer: Gazetteer) -> None:
    text = "A cargo ship sank in the Red Sea, an Egyptian official said."
    sea = next(mention.entry for mention in read(text, gazetteer) if mention.text == "Red Sea")
    assert sea is not None
    assert sea.kind is Kind.WATER
    text = "The governor of the Red Sea governorate spoke in Hurghada."
    region = next(mention.entry for mention in read(text, gazetteer) if "Red Sea" in mention.text)
    assert region is not None
    assert region.kind is Kind.REGION


def test_what_the_text_calls_a_city_is_no_country(gazetteer: Gazetteer) -> None:
    """The gazetteer lacks the town of Turkey in Texas."""
    found = read("Bob Wills Day returns to Turkey, according to the city of Turkey.", gazetteer)
    assert [(mention.text, mention.entry) for mention in found] == [
        ("Turkey", None),
        ("Turkey", None),
    ]


def test_a_lake_that_begins_with_a_state_is_not_the_state(gazetteer: Gazetteer) -> None:
    found = read("The storm moved through Benton to the edge of Kentucky Lake.", gazetteer)
    assert [mention.text for mention in found] == ["Benton", "Kentucky Lake"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Snow closed the Dolly Sods Wilderness and Jefferson National Forest.",
            ["Dolly Sods Wilderness", "Jefferson National Forest"],
        ),
        ("Two hikers are missing in the Sipsey Wilderness.", ["Sipsey Wilderness"]),
        ("The State Park Service loves the Wilderness.", []),
    ],
)
def test_protected_land_is_a_place_by_its_whole_name(
    text: str, found: list[str], gazetteer: Gazetteer
) -> None:
    assert [mention.text for mention in read(text, gazetteer)] == found
