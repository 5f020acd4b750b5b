"""Telephone numbers of a text tell where it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import document_from_text
from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.gazetteer.telephone import telephone_areas
from geo.pipeline import make_map
from geo.settings import Settings


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Call 519-661-5670.", ["CA.08"]),
        ("Call (806) 423-1253, or 806.423.1033.", ["US.TX"]),
        ("Tickets: 1-304-399-6500 or 614- 889-7444", ["US.WV", "US.OH"]),
        ("Toll free: 1-800-222-8477, 888-310-1122.", []),
        ("Call the desk on +44 1223 358966.", ["GB."]),
        ("Kyiv: +380 44 123 45 67. Nassau: +1 242 325 1234.", ["UA.", "BS."]),
        ("Whitehorse: 867-667-5811", ["CA."]),
        ("On 2009-03-22, from 10:30 to 11:45, lot 415-22-1234 sold for $212.555.", []),
        ("ISBN 978-519-661-5670-1; v3.212-661-5670; 01223 358966", []),
        ("", []),
    ],
)
def test_the_areas_of_numbers(text: str, areas: list[str]) -> None:
    found = [f"{area.country_code}.{area.admin1_code}" for area in telephone_areas(text)]
    assert found == areas


@given(st.text(alphabet="0123456789+-(). x\n", max_size=60))
def test_any_digits_are_read_without_complaint(text: str) -> None:
    for area in telephone_areas(text):
        assert area.number in text
        assert len(area.country_code) == 2


def test_a_number_tells_namesakes_apart(
    gazetteer: Gazetteer, areas: Areas, settings: Settings
) -> None:
    text = "A man was hurt in London on Sunday, police say. Witnesses may call 519-661-5670."
    article_map = make_map(document_from_text(text), gazetteer, areas, settings=settings)
    (london,) = article_map.places
    assert london.entry is not None
    assert (london.entry.country_code, london.entry.admin1_code) == ("CA", "08")
    assert london.reason.startswith("The telephone number 519-661-5670 is of its region")


_PIECES = st.tuples(
    *(
        st.sampled_from(pieces)
        for pieces in (
            ("", "(", "+1 ", "1-", "+44 "),
            ("519", "614", "123"),
            (") ", "-", ".", " ", "/ "),
            ("661", "011"),
            ("-", " ", ".", ""),
            ("5670", "567"),
            ("", "0", " x"),
        )
    )
)


@given(_PIECES.map("".join))
def test_numbers_do_not_depend_on_the_rest_of_the_text(text: str) -> None:
    """Texts that can hold none are seen through at once: that must never hide one."""
    assert telephone_areas(text) == telephone_areas(f"{text}\nx+1x")
