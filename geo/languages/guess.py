"""Which language a text is written in, from its script and its commonest words.

Small on purpose: it only has to notice that a text is not English, so that a reader can be told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

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
        " göre oldu olduğu türkiye",
        "ro": "și de la în cu pe un o nu este care din mai că pentru au fost sau dar prin său",
        "id": "yang dan di dengan untuk dari ini itu dalam pada tidak akan oleh juga telah adalah",
    }.items()
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
_SAMPLE = 20_000
_FEWEST = 3


def guess_language(text: str) -> str:
    """Return the BCP 47 code of the likeliest language; "en" when the text gives no clue."""
    sample = text[:_SAMPLE]
    scripts: Counter[str] = Counter()
    for character, number in Counter(sample.lower()).items():
        if character.isalpha():
            script = unicodedata.name(character, "").partition(" ")[0]
            scripts[script] += number
    if scripts:
        script, _ = max(scripts.items(), key=lambda item: (item[1], item[0]))
        if script != "LATIN" and script in _SCRIPTS:
            return _by_script(script, sample.lower(), scripts)
    counts: Counter[str] = Counter()
    for word in _WORD.findall(sample.lower()):
        for language, words in STOP_WORDS.items():
            if word in words:
                counts[language] += 1
    best = max(counts, key=lambda language: (counts[language], language == "en"), default="en")
    # English wins a tie and a near-tie: a name in another language is no article in it.
    return best if counts[best] >= _FEWEST and counts[best] > 1.2 * counts["en"] else "en"


def _by_script(script: str, text: str, scripts: Mapping[str, int]) -> str:
    if script == "CYRILLIC" and any(letter in text for letter in _UKRAINIAN):
        return "uk"
    if script == "CJK" and (scripts.get("HIRAGANA", 0) or scripts.get("KATAKANA", 0)):
        return "ja"
    return _SCRIPTS[script]
