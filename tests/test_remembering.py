"""What a function says of words is worked out once while it is remembered."""

from __future__ import annotations

from geo.remembering import Remembered


def test_a_word_is_worked_out_once_until_all_is_forgotten() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Remembered(length, most=2)
    assert [lengths[word] for word in ("a", "bb", "a", "bb", "ccc", "ccc", "a")] == [
        1, 2, 1, 2, 3, 3, 1,
    ]  # fmt: skip
    assert asked == ["a", "bb", "ccc", "a"]
    assert len(lengths) == 2
