"""Articles of one publisher tell where it is local: `dateline parse --jsonl --feeds`."""

from __future__ import annotations

import gc
import io
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import document_from_text
from geo.batch import parse_lines
from geo.cli import main
from geo.places.feed import Contribution, Feeds, Spot, publisher_of
from geo.settings import Settings

LEDGER = "The Morning Ledger"
ABOUT_ILLINOIS = (
    "Farmers from Decatur and Champaign, Illinois, met on Tuesday. Prices in Peoria were lower.",
    "A new bridge over the Illinois River will open in Pekin. Bloomington will be nearer.",
)
FIRE = "A warehouse fire in Springfield closed two streets on Friday. Nobody was hurt."
MISSOURI, ILLINOIS = 4409896, 4250542  # of Springfield, GeoNames


def answers(
    records: Sequence[dict[str, str]], *, feeds: bool = True, jobs: int = 1, explain: bool = False
) -> dict[str, dict[str, object]]:
    """The line that answers each record, by its id."""
    given = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    settings = Settings.from_environment()
    said: list[str] = []
    made = parse_lines(
        io.BytesIO(given), settings, explain=explain, feeds=feeds, jobs=jobs, report=said.append
    )
    by_id = {str(record["id"]): record for record in map(json.loads, made)}
    assert said == []
    return by_id


def of_ledger(*texts: str) -> list[dict[str, str]]:
    return [{"id": text[:12], "text": text, "source": LEDGER} for text in texts]


def springfield(answered: dict[str, object]) -> int:
    toponyms = answered["toponyms"]
    assert isinstance(toponyms, list)
    (found,) = (toponym for toponym in toponyms if toponym["text"] == "Springfield")
    return int(found["geonameid"])


def test_a_publishers_other_articles_tell_where_it_is_local() -> None:
    records = of_ledger(*ABOUT_ILLINOIS, FIRE)
    assert springfield(answers(records)[FIRE[:12]]) == ILLINOIS
    assert springfield(answers(records, feeds=False)[FIRE[:12]]) == MISSOURI


def test_articles_of_other_publishers_and_of_none_tell_nothing() -> None:
    records = [
        *of_ledger(*ABOUT_ILLINOIS),
        {"id": "courier", "text": FIRE, "source": "Evening Courier"},
        {"id": "nobody", "text": FIRE},
    ]
    made = answers(records)
    assert springfield(made["courier"]) == springfield(made["nobody"]) == MISSOURI


def test_an_article_is_no_clue_to_itself() -> None:
    text = f"{ABOUT_ILLINOIS[0]}\n\nA dog show opened in Springfield."
    (alone,) = answers(of_ledger(text)).values()
    (unfed,) = answers(of_ledger(text), feeds=False).values()
    assert alone == unfed


def test_the_order_of_articles_and_the_number_of_processes_change_nothing() -> None:
    records = [*of_ledger(*ABOUT_ILLINOIS, FIRE), {"id": "nobody", "text": FIRE}]
    made = answers(records)
    assert answers(records[::-1]) == made
    assert answers(records, jobs=2) == made


def test_the_host_tells_a_publisher_that_gives_no_name() -> None:
    records = [
        {"id": text[:12], "text": text, "url": f"https://www.ledger.example/{number}"}
        for number, text in enumerate((*ABOUT_ILLINOIS, FIRE))
    ]
    assert springfield(answers(records)[FIRE[:12]]) == ILLINOIS


def test_the_reason_names_the_other_articles() -> None:
    explained = answers(of_ledger(*ABOUT_ILLINOIS, FIRE), explain=True)[FIRE[:12]]
    assert "Other articles of the publisher are about its region" in json.dumps(explained)


def test_a_stream_that_can_be_read_once_is_kept_meanwhile() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    records = of_ledger(*ABOUT_ILLINOIS, FIRE)
    given = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    made = parse_lines(Pipe(given), Settings.from_environment(), feeds=True, report=pytest.fail)
    assert [json.loads(line) for line in made] == list(answers(records).values())


def test_a_bad_line_is_reported_once() -> None:
    said: list[str] = []
    stream = io.BytesIO(b'{"id": 1}\n' + json.dumps({"id": "ok", "text": "Rain."}).encode())
    made = list(parse_lines(stream, Settings.from_environment(), feeds=True, report=said.append))
    assert [json.loads(line)["id"] for line in made] == ["ok"]
    assert [line[:7] for line in said] == ["line 1:"]


def test_the_garbage_collector_is_left_as_it_was(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps({"id": "ok", "text": "Rain fell in Oslo."}), encoding="utf-8")
    before = gc.get_threshold()
    try:
        gc.set_threshold(701, 11, 12)
        assert main(["parse", "--jsonl", str(lines)]) == 0
        assert gc.get_threshold() == (701, 11, 12)
    finally:
        gc.set_threshold(*before)
    assert json.loads(capfdbinary.readouterr().out)["toponyms"][0]["text"] == "Oslo"


def test_feeds_are_for_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "data/samples/kursk-ceasefire.txt", "--feeds"]) == 2
    assert capsys.readouterr().err.startswith("dateline: --feeds is for --jsonl.")


@pytest.mark.parametrize(
    ("source", "url", "publisher"),
    [
        ("The  Morning\nLedger ", "https://other.example/", "the morning ledger"),
        (None, "https://www.ledger.example:8080/a/b?c", "ledger.example"),
        (" ", "https://ledger.example", "ledger.example"),
        (None, "no address", ""),
        (None, None, ""),
    ],
)
def test_a_publisher_is_its_name_or_its_host(
    source: str | None, url: str | None, publisher: str
) -> None:
    assert publisher_of(document_from_text("Rain.", source=source, url=url)) == publisher


SPOTS = [
    Spot(name=name, id=f"geonames:{n}", region="US.IL", district="", is_country=False, lon=n, lat=n)
    for n, name in enumerate("abc")
]
CONTRIBUTIONS = st.dictionaries(st.sampled_from(SPOTS), st.integers(1, 1000))


@given(st.lists(CONTRIBUTIONS, min_size=2, max_size=6), st.randoms())
def test_a_feed_is_the_sum_of_the_others_in_any_order(
    contributions: list[Contribution], rng: Random
) -> None:
    own, *others = contributions
    shuffled = list(contributions)
    rng.shuffle(shuffled)
    feeds = Feeds()
    for each in shuffled:
        feeds.add("ledger", each)
    feed = feeds.others("ledger", own)
    assert feed is not None
    assert feed.articles == len(others)
    assert feed.spots == {
        spot: total for spot in SPOTS if (total := sum(each.get(spot, 0) for each in others))
    }
    assert feeds.others("someone else", own) is None
    assert feeds.others("", own) is None


def test_of_a_large_feed_the_commonest_readings_count_and_those_of_the_own_names() -> None:
    def spot(number: int) -> Spot:
        return Spot(
            name=f"name {number % 500}",
            id=f"geonames:{number}",
            region="",
            district="",
            is_country=False,
            lon=0,
            lat=0,
        )

    feeds = Feeds()
    own = {spot(499): 1}
    feeds.add("ledger", own)
    feeds.add("ledger", {spot(number): 1000 - number for number in range(1000)})
    feed = feeds.others("ledger", own)
    assert feed is not None
    assert set(feed.spots) == {*map(spot, range(300)), spot(499), spot(999)}
    assert feed.spots[spot(499)] == 501
