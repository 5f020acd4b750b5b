"""Ukrainian and Russian names of Ukraine's towns, kept up with the renamings.

The tagged names that a package has are older than many renamings: it calls Pokrovsk
"Красноармійськ". A town's other names hold the new one too, without a language: it is spelt with
the language's letters and reads like the town's main name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

RENAMED_IN = "UA"
LANGUAGES = ("uk", "ru")

_ALPHABETS = {
    "uk": re.compile(r"[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ -]+", re.IGNORECASE),
    "ru": re.compile(r"[абвгдеёжзийклмнопрстуфхцчшщъыьэюя -]+", re.IGNORECASE),
}
# Spellings that are the other language's, or a third one's.
_FOREIGN = {
    "uk": re.compile(r"[сц]к\b|[бвгджзклмнпрстфхцчшщ]ї"),
    "ru": re.compile(r"[сц]ьк|\Bэ"),
}
_OWN = {"uk": re.compile("[іїєґ]|[сц]ьк"), "ru": re.compile("[ыё]")}
_LATIN = str.maketrans(
    dict(zip("абвгґдеёєзиіїйклмнопрстуфхыэюя", "abvhhdeeeziiiiklmnoprstufhieua", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
)
# "Киев" against "Kyiv" is 0.57 alike, "Свердловськ" against its new name "Dovzhansk" 0.53.
_SAME_TOWN = 0.55
_SAME_WORD = 0.8


def current_name(tagged: str, name: str, language: str, aliases: Iterable[str]) -> str | None:
    """The tagged name of a town, or the alias that took its place; None if there is none.

    `name` is the town's main name in Latin letters, `language` one of `LANGUAGES`.
    """
    if _ALPHABETS[language].fullmatch(tagged) and likeness(tagged, name) >= _SAME_TOWN:
        return tagged
    scored = [
        (likeness(alias, name) + 0.02 * bool(_OWN[language].search(alias)), alias)
        for alias in aliases
        if _ALPHABETS[language].fullmatch(alias) and not _FOREIGN[language].search(alias)
    ]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _SAME_WORD else None


def likeness(cyrillic: str, latin: str) -> float:
    """How alike two names sound, from 0 to 1."""
    return SequenceMatcher(None, _sound(cyrillic), _sound(latin), autojunk=False).ratio()


def _sound(text: str) -> str:
    """Letters that transliterations disagree on, made the same."""
    text = text.casefold().translate(_LATIN)
    text = re.sub(r"[^a-z]", "", text).replace("kh", "h").replace("g", "h").replace("w", "v")
    return re.sub(r"[yj]", "i", text).replace("ie", "e").replace("iu", "u").replace("ia", "a")
