"""The main language of each country: the official language that most of its people use.

Source: Unicode CLDR 48, territoryInfo (official or de facto official, largest share of speakers).
"""

from __future__ import annotations

from collections.abc import Mapping

_COUNTRIES: Mapping[str, str] = {
    "am": "ET",
    "ar": "AE BH DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SY TD TN YE",
    "az": "AZ",
    "bg": "BG",
    "bi": "VU",
    "bn": "BD",
    "bs": "BA",
    "ca": "AD",
    "cs": "CZ",
    "da": "DK",
    "de": "AT CH DE LI",
    "dv": "MV",
    "dz": "BT",
    "el": "CY GR",
    "en": (
        "AC AG AI AU BB BM BS BW BZ CA CC CK CQ CX DG DM FJ FK FM GB GD GG GH GI GM GS GU GY "
        "IE IM IO JE JM KI KN KY LC LR MH MP MS MW NA NF NG NR NU NZ PH PN SB SG SH SL SS SX SZ "
        "TA TC TT UM US VC VG VI ZA ZM"
    ),
    "es": "AR BO CL CO CR CU DO EA EC ES GQ GT HN IC MX NI PA PE PR SV UY VE",
    "et": "EE",
    "fa": "AF IR",
    "fi": "FI",
    "fo": "FO",
    "fr": "BF BJ BL CD CG CI CM DJ FR GA GF GN GP LU MC MF ML MQ MU NC NE PF PM RE SC TF TG WF YT",
    "gn": "PY",
    "he": "IL",
    "hi": "IN",
    "hr": "HR",
    "ht": "HT",
    "hu": "HU",
    "hy": "AM",
    "id": "ID",
    "is": "IS",
    "it": "IT SM VA",
    "ja": "JP",
    "ka": "GE",
    "kl": "GL",
    "km": "KH",
    "ko": "KP KR",
    "ky": "KG",
    "lo": "LA",
    "lt": "LT",
    "lv": "LV",
    "mg": "MG",
    "mk": "MK",
    "mn": "MN",
    "ms": "BN MY",
    "mt": "MT",
    "my": "MM",
    "nb": "NO SJ",
    "ne": "NP",
    "nl": "AW BE BQ NL SR",
    "no": "BV",
    "pap": "CW",
    "pau": "PW",
    "pl": "PL",
    "pt": "AO BR CV GW MZ PT ST TL",
    "rn": "BI",
    "ro": "MD RO",
    "ru": "BY KZ RU",
    "rw": "RW",
    "sg": "CF",
    "si": "LK",
    "sk": "SK",
    "sl": "SI",
    "sm": "AS WS",
    "sn": "ZW",
    "so": "SO",
    "sq": "AL XK",
    "sr": "ME RS",
    "st": "LS",
    "sv": "AX SE",
    "sw": "KE TZ UG",
    "tg": "TJ",
    "th": "TH",
    "ti": "ER",
    "tk": "TM",
    "tkl": "TK",
    "to": "TO",
    "tpi": "PG",
    "tr": "TR",
    "tvl": "TV",
    "uk": "UA",
    "und": "AQ CP HM",
    "ur": "PK",
    "uz": "UZ",
    "vi": "VN",
    "wo": "SN",
    "zh": "CN HK MO TW",
}

_LANGUAGES: Mapping[str, str] = {
    country: language for language, codes in _COUNTRIES.items() for country in codes.split()
}


def main_language(country_code: str) -> str | None:
    """BCP 47 code of the main language of an ISO 3166-1 alpha-2 country, None if unknown."""
    return _LANGUAGES.get(country_code)
