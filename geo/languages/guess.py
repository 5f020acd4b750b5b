"""Which language a text is written in, from its script and its commonest words.

Small on purpose: it only has to notice that a text is not English, so that a reader can be told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from geo.languages.lexicons import english

# Words that are frequent in one language and rare as words of the others.
STOP_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that for it was on with as his they at be this from have by not"
        " but had were which their said has been its who will would he she are an or more after",
        "es": "el los las de que y en un una por con para del se su al lo como más pero fue sus"
        " ha este son entre cuando muy sin sobre también hasta hay donde desde está nos ya",
        "fr": "le les des et un une du en est que pour dans qui par sur pas au avec ce il sont"
        " plus ne se cette aux ont mais comme ou été son sa ses leur nous vous elle",
        "de": "der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch"
        " es an werden aus er hat dass sie nach wird bei einer um am sind noch wie",
        "it": "il di che la e un una per non sono del della dei con si le nel da al come più anche"
        " gli ha alla delle dal è ma lo questo nella hanno dopo stato sua",
        "pt": "o de que e do da em um uma para com não os no se na por mais as dos como mas ao das"
        " à seu sua ou quando muito nos já também pelo pela até isso são foi",
        "nl": "de het een en van in is dat op te zijn voor met die niet aan er om ook als dan maar"
        " bij nog uit naar worden heeft hij ze werd door over",
        "pl": "w na i z się nie do to że jest o jak po co za od przez dla są był tym przy oraz ale"
        " jego tego które może już tylko została",
        "sv": "och att det som en på är av för med den till inte har de ett om men var jag från"
        " kan när så efter hade vid eller också",
        "tr": "ve bir bu için ile da de olarak çok daha gibi sonra kadar olan ancak en ise ne"
        " göre oldu olduğu türkiye her var yok etti dedi günü yeni iki üç yıl",
        "ro": "și de la în cu pe un o nu este care din mai că pentru au fost sau dar prin său",
        "id": "yang dan di dengan untuk dari ini itu dalam pada tidak akan oleh juga telah adalah",
    }.items()
}

# Letters that hardly any other language has, in words that are no names.
_LETTERS: Mapping[str, str] = {
    "ß": "de",
    "ñ": "es",
    "ã": "pt",
    "õ": "pt",
    "ł": "pl",
    "ż": "pl",
    "ź": "pl",
    "ą": "pl",
    "ę": "pl",
    "å": "sv",
    "ğ": "tr",
    "ş": "tr",
    "ı": "tr",
    "ț": "ro",
    "ă": "ro",
}
_LANGUAGES_OF: Mapping[str, tuple[str, ...]] = {
    word: tuple(language for language, words in STOP_WORDS.items() if word in words)
    for word in frozenset().union(*STOP_WORDS.values())
}

# Scripts that one language, or one language by far, is written in.
_SCRIPTS: Mapping[str, str] = {
    "GREEK": "el",
    "HEBREW": "he",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "ARABIC": "ar",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "TAMIL": "ta",
    "CYRILLIC": "ru",
}
_UKRAINIAN = frozenset("іїєґ")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_PLAIN = re.compile(r"[^\x00-\x7f]")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_LETTERS_AND_SPACE = bytes.maketrans(_NO_LETTERS, b" " * len(_NO_LETTERS))
_SAMPLE = 20_000
_FEWEST = 3
# Of the words of an English text, at least this many are among its commonest ones …
_ENGLISH_SHARE = 0.1
# … and at least this many of those that are no names are in the list of its words.
_LISTED_SHARE = 0.5
UNKNOWN = "und"


def guess_language(text: str) -> str:
    """Return the BCP 47 code of the likeliest language; "en" when the text gives no clue.

    "und" stands for a text that surely is not English, in a language that is not known here.
    """
    sample = text[:_SAMPLE]
    lower = sample.lower()
    if not sample.isascii():
        scripts = _scripts(lower)
        if scripts:
            script, _ = max(scripts.items(), key=lambda item: (item[1], item[0]))
            if script != "LATIN" and script in _SCRIPTS:
                return _by_script(script, lower, scripts)
    words = _words(sample)
    counts = _counts(words)
    best = max(counts, key=lambda code: (counts[code], code == "en", code), default="en")
    # English wins a tie and a near-tie: a name in another language is no article in it.
    if counts[best] >= _FEWEST and counts[best] > 1.2 * counts["en"]:
        return best
    if not words or 0 < _ENGLISH_SHARE * len(words) <= counts["en"]:
        return "en"
    return _short(words, counts)


def _words(text: str) -> list[str]:
    """What `_WORD` finds; in plain text by a table, several times faster."""
    if text.isascii():
        return text.encode().translate(_LETTERS_AND_SPACE).decode().split()
    return _WORD.findall(text)


def _scripts(text: str) -> Counter[str]:
    """How many letters each script has in the text."""
    scripts: Counter[str] = Counter()
    # Most letters of most texts are plain: they are counted at once.
    plain = text.encode("ascii", "ignore").translate(None, _NO_LETTERS)
    if plain:
        scripts["LATIN"] = len(plain)
    for character, number in Counter(_NOT_PLAIN.findall(text)).items():
        if character.isalpha():
            scripts[unicodedata.name(character, "").partition(" ")[0]] += number
    return scripts


def _counts(words: Sequence[str]) -> Counter[str]:
    """How many words speak for each language."""
    counts: Counter[str] = Counter()
    for word, number in Counter(map(str.lower, words)).items():
        for language in _LANGUAGES_OF.get(word, ()):
            counts[language] += number
    if not all(map(str.isascii, words)):
        for word in words:
            if not word.isascii() and word[0].islower():
                counts.update(sorted({_LETTERS[letter] for letter in word if letter in _LETTERS}))
    return counts


def _short(words: Sequence[str], counts: Counter[str]) -> str:
    """The language of a text with next to no English words that every English text has.

    That may be a headline: then the words that are no names are in the English list all the same.
    """
    small = [word for word in words if word[0].islower() and len(word) > 1]
    listed = english().words
    if not small or sum(word in listed for word in small) >= _LISTED_SHARE * len(small):
        return "en"
    first, second = ([*counts.most_common(2), ("", 0), ("", 0)])[:2]
    return first[0] if first[1] > second[1] and first[0] != "en" else UNKNOWN


def _by_script(script: str, text: str, scripts: Mapping[str, int]) -> str:
    if script == "CYRILLIC" and any(letter in text for letter in _UKRAINIAN):
        return "uk"
    if script == "CJK" and (scripts.get("HIRAGANA", 0) or scripts.get("KATAKANA", 0)):
        return "ja"
    return _SCRIPTS[script]
