"""Finding names in a text: offsets, word boundaries, folding, abbreviations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer
from geo.gazetteer.folding import fold, fold_with_offsets
from geo.model import Kind, NameMatch


def found(gazetteer: Gazetteer, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in gazetteer.scan(text)]


def test_names_are_found_with_their_offsets(gazetteer: Gazetteer) -> None:
    text = "“Troops near Pokrovsk,” he said, as Kursk’s governor left for Kyiv."
    names = found(gazetteer, text)
    assert {"Pokrovsk", "Kursk", "Kyiv"} <= set(names)


def test_nested_names_are_all_found(gazetteer: Gazetteer) -> None:
    names = found(gazetteer, "in New York City and the Kursk region")
    assert {"New York", "York", "New York City", "Kursk", "Kursk region"} <= set(names)


def test_a_name_inside_a_word_is_not_found(gazetteer: Gazetteer) -> None:
    assert "Oman" not in found(gazetteer, "Romania and womanhood and xOman")
    assert "Roman" not in found(gazetteer, "Romania")


@pytest.mark.parametrize(
    "text", ["Kursk-based", "pro-Kursk", "(Kursk)", "Kursk’s", "‘Kursk’", "Kursk/Orel", "KURSK"]
)
def test_punctuation_and_case_do_not_hide_a_name(gazetteer: Gazetteer, text: str) -> None:
    assert "kursk" in [name.lower() for name in found(gazetteer, text)]


def test_a_line_break_is_within_a_name_and_a_paragraph_or_sentence_break_is_not(
    gazetteer: Gazetteer,
) -> None:
    assert "New\nYork" in found(gazetteer, "to New\nYork")
    assert "New  York" in found(gazetteer, "to New  York")
    assert "New\n\nYork" not in found(gazetteer, "New\n\nYork")
    assert "Kursk. Oblast" not in found(gazetteer, "left Kursk. Oblast officials")


def test_abbreviations_are_found_in_their_spelling_alone(gazetteer: Gazetteer) -> None:
    text = "The U.S. told us about W.Va. and the UAE"
    hits = {text[hit.start : hit.end]: hit for hit in gazetteer.scan(text)}
    assert {"U.S.", "W.Va.", "UAE"} <= set(hits)
    assert gazetteer.named_by_key(hits["U.S."].key)[0].entry.country_code == "US"
    countries = {
        named.entry.country_code
        for hit in gazetteer.scan("he told us so")
        for named in gazetteer.named_by_key(hit.key)
        if named.entry.kind is Kind.COUNTRY
    }
    assert "US" not in countries


def test_postal_codes_count_only_behind_a_comma(gazetteer: Gazetteer) -> None:
    def states(text: str) -> list[str]:
        return [
            named.entry.name
            for hit in gazetteer.scan(text)
            for named in gazetteer.named_by_key(hit.key)
            if named.match is NameMatch.ABBREVIATION
        ]

    assert states("in Salem, OR, on Monday") == ["Oregon"]
    assert states("TRUE OR FALSE") == []
    assert states("EDMONTON, Ky (WBKO) — A fire") == ["Kentucky"]
    assert states("House Speaker Nancy Pelosi, D-Calif, told them") == ["California"]
    assert states("and Ky Tran said") == []


def test_offsets_are_right_behind_letters_that_fold_to_more_or_fewer(gazetteer: Gazetteer) -> None:
    text = "Straße · e\u0301 · ﬁ · 𝔘 — Kursk"
    assert found(gazetteer, text)[-1] == "Kursk"


def test_statistics_agree_with_the_entries(gazetteer: Gazetteer) -> None:
    text = "From Springfield to Georgia, Ukrainian and U.S. troops"
    for hit in gazetteer.scan(text):
        named = gazetteer.named_by_key(hit.key)
        statistics = gazetteer.statistics(hit.key)
        assert statistics.candidates == len(named)
        assert statistics.kinds == {item.entry.kind for item in named}
        order = list(NameMatch)
        assert statistics.match == min((item.match for item in named), key=order.index)


def test_unspaced_scripts_are_searched(gazetteer: Gazetteer) -> None:
    assert "基輔" in found(gazetteer, "在基輔的")


@given(st.text(max_size=200))
def test_any_text_gives_hits_in_order_within_it(gazetteer: Gazetteer, text: str) -> None:
    hits = gazetteer.scan(text)
    assert hits == gazetteer.scan(text)
    assert [(hit.start, hit.end) for hit in hits] == sorted((hit.start, hit.end) for hit in hits)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert gazetteer.named_by_key(hit.key)


@given(
    st.sampled_from(["Kursk", "Pokrovsk", "Crimea", "Côte d’Ivoire", "St. Petersburg"]), st.text()
)
def test_a_name_is_found_wherever_it_stands(gazetteer: Gazetteer, name: str, before: str) -> None:
    text = f"{before}. {name}; and more"
    assert (len(before) + 2, len(before) + 2 + len(name)) in {
        (hit.start, hit.end) for hit in gazetteer.scan(text)
    }


@given(st.text())
def test_folding_keeps_an_origin_for_each_character(text: str) -> None:
    folded = fold_with_offsets(text)
    assert len(folded.text) == len(folded.origins)
    assert folded.origins == sorted(folded.origins)
    assert all(0 <= origin < len(text) for origin in folded.origins)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Zs"], max_codepoint=0x24F)))
def test_folding_ignores_case(text: str) -> None:
    if len(text.upper()) == len(text):
        assert fold(text) == fold(text.upper().lower())
