"""What the words around a name say about its kind, and which other name qualifies it.

All rules are about English wording in general; none names a place. Offsets are code points of the
document's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from geo.model import Document, Kind, Mention, Role, Term


class Sort(Term):
    """A coarse kind that wording can tell apart."""

    TOWN = "town"
    REGION = "region"
    COUNTRY = "country"
    NATURAL = "natural"
    FACILITY = "facility"
    GROUP = "group"


SORTS = {
    Kind.COUNTRY: Sort.COUNTRY,
    Kind.REGION: Sort.REGION,
    Kind.DISTRICT: Sort.REGION,
    Kind.AREA: Sort.REGION,
    Kind.GROUP: Sort.GROUP,
    Kind.TOWN: Sort.TOWN,
    Kind.SUBURB: Sort.TOWN,
    Kind.WATER: Sort.NATURAL,
    Kind.LANDFORM: Sort.NATURAL,
    Kind.FACILITY: Sort.FACILITY,
}

_TOWN_NOUNS = (
    "city|town|village|hamlet|township|municipality|settlement|suburb|neighbou?rhood|port|hub|"
    "stronghold|resort|capital|seaport|metropolis"
)
_REGION_NOUNS = (
    "region|province|oblast|krai|governorate|prefecture|voivodeship|canton|county|parish|state|"
    "territory|peninsula|enclave|exclave|department"
)
_NATURAL_NOUNS = "river|lake|sea|bay|gulf|strait|mountains?|island|isle|valley|desert|ocean|canal"

# What comes right before the name, said outright: anchored at its end, which is a space.
# "The capital of Georgia" says of Georgia that it is none.
_NAMED_TOWN = _TOWN_NOUNS.replace("|capital", "")


class _Before(NamedTuple):
    """What may stand before a name."""

    sort: Sort
    words: str  # a pattern
    joints: tuple[str, ...] = ()  # one of them stands between the words and the name
    article: bool = True  # and "the" may
    # A pattern of the last word but for "the", where that is no joint and not all of `words`.
    last: str = ""

    def compiled(self) -> _Compiled:
        joint = rf"\s(?:{'|'.join(self.joints)})" if self.joints else ""
        article = "(?:the )?" if self.article else ""
        pattern = re.compile(rf"\b(?:{self.words}){joint}\s{article}$", re.IGNORECASE)
        if self.joints:
            return self.sort, frozenset(self.joints).__contains__, pattern
        return self.sort, re.compile(rf"\b(?:{self.last or self.words})$").search, pattern


# The sort, what says quickly that the last word before the name (but for "the") does not fit, and
# the pattern.
_Compiled: TypeAlias = tuple[Sort, Callable[[str], object], re.Pattern[str]]


_NAMING = ("of", "called", "named")
_BEFORE_EXPLICIT = tuple(
    rule.compiled()
    for rule in (
        _Before(Sort.TOWN, rf"(?:{_NAMED_TOWN})s?", _NAMING),
        _Before(Sort.TOWN, "downtown", article=False),
        _Before(Sort.TOWN, "mayor|city council|suburbs?|outskirts|streets", ("of",), article=False),
        _Before(Sort.REGION, rf"(?:{_REGION_NOUNS})s?", _NAMING),
        _Before(Sort.REGION, "governor", ("of",)),
        _Before(
            Sort.NATURAL,
            rf"(?:{_NATURAL_NOUNS})(?: of)?",
            article=False,
            last=f"{_NATURAL_NOUNS}|of",
        ),
    )
)
_AFTER_EXPLICIT: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    # "Georgia, the country", "Kursk (region)".
    (
        Sort.COUNTRY,
        re.compile(r"^(?:, the| \((?:the )?) ?(?:country|nation)\b(?!['’]s| of\b)", re.I),
    ),
    (
        Sort.REGION,
        re.compile(
            rf"^(?:, the| \((?:the )?) ?(?:U\.?S\.? )?(?:{_REGION_NOUNS})\b(?!['’]s| of\b)", re.I
        ),
    ),
    (
        Sort.TOWN,
        re.compile(rf"^(?:, the| \((?:the )?) ?(?:{_TOWN_NOUNS})\b(?!['’]s| of\b)", re.I),
    ),
    (Sort.REGION, re.compile(rf"^(?:['’]s)? (?:{_REGION_NOUNS})\b", re.I)),
    (
        Sort.REGION,
        re.compile(r"^(?:['’]s)? (?:governor|gov\.|legislature|attorney general)(?!\w)", re.I),
    ),
    (Sort.TOWN, re.compile(r"^ (?:city|town|village|suburb|township|neighbou?rhood)\b", re.I)),
    (Sort.NATURAL, re.compile(rf"^ (?:{_NATURAL_NOUNS})\b")),
    (Sort.FACILITY, re.compile(r"^ (?:airport|air base|airbase|nuclear|power plant|dam)\b", re.I)),
)
# What leans to one sort without saying so.
_MILITARY = (
    "troops|forces|soldiers|units|army|fighters|offensive|counter-?offensive|incursion|operation|"
    "operations|campaign|invasion|fighting|battle|battles|combat|defeat|gains|advance|advances|"
    "positions|situation|developments|challenges|front|frontline|foothold|salient|villages|towns|"
    "settlements|districts|territory|border|borders"
)
_BEFORE_LEANING = tuple(
    rule.compiled()
    for rule in (
        _Before(Sort.REGION, _MILITARY, ("in", "into", "inside", "across", "on")),
        _Before(
            Sort.REGION,
            "control|occupation|annexation|invasion|parts?|most|much|areas|swathes?|swaths|"
            "(?:the|in|far) (?:north|south|east|west)|borders?|rest|half|third|territory",
            ("of", "over"),
        ),
        _Before(
            Sort.REGION,
            "across|throughout|within|occupied|annexed|annex|(?:north|south|east|west|central"
            "|northern|southern|eastern|western|north-?eastern|north-?western|south-?eastern"
            "|south-?western|upstate|rural)",
        ),
        _Before(
            Sort.TOWN,
            "street|centre|center|residents|heart|edge|bishop|archbishop|university|museum|people",
            ("of",),
            article=False,
        ),
        _Before(
            Sort.TOWN,
            "hospitals?|airport|hotels?|schools?|restaurants?|apartments?|buildings?|church|"
            "mosque|court|courtroom|university|college|station|stadium|streets?|square|park|shop|"
            "store|bar|embassy|office|offices|headquarters|headquartered|theat(?:re|er)|house|home|"
            "homes|factory|studio|conference|talks|summit|rally",
            ("in",),
            article=False,
        ),
        _Before(
            Sort.TOWN,
            "(?:miles?|kilometers?|kilometres?|km|mi)"
            "(?: away| [a-z-]*(?:north|south|east|west)[a-z-]*)?",
            ("of", "from"),
        ),
        _Before(Sort.FACILITY, "(?:inside|outside) the", article=False, last="inside|outside"),
    )
)
_AFTER_LEANING: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    (
        Sort.TOWN,
        re.compile(
            r"^(?:['’]s)? (?:mayor|police|airport|hospital|city|downtown|suburbs?|streets?|council|"
            r"(?:elementary|middle|high|public|junior) (?:and \w+ )?schools?|school district|"
            r"elementary|resident|residents|fire|metro|subway|man|woman|teen|native|library|"
            r"town hall|town council|township|selectmen|aldermen|post office)\b",
            re.I,
        ),
    ),
    (
        Sort.REGION,
        re.compile(
            r"^(?:['’]s)? (?:front|incursion|offensive|border|villages|lawmakers|assembly|senate|"
            r"senator|supreme court|national guard)\b",
            re.I,
        ),
    ),
)
_THE_SORT = re.compile(
    r"[Tt](?<!\w.)he (?:(?P<region>region|province|oblast|county|peninsula)|"
    r"(?P<town>city|town|village))\b(?! of\b)(?!['’]s [A-Z])(?! [A-Z])",
)
_QUALIFIED = re.compile(r"^,\s*(?:in\s+(?:the\s+)?)?$|^\s+\((?:in\s+)?$")
_PEERS = re.compile(r"^,?\s+(?:and|or|and in|or in|and the|or the)\s+$|^,\s+(?:the\s+|in\s+)?$|^/$")
_LISTED = re.compile(r"^\s+(?:and|or)\b|^,\s+(?:and|or)\b")
_IN = re.compile(
    r"^(?:,?\s+(?:a|the)\s+(?:[\w-]+\s+){0,3}(?:city|town|village|suburb|area)"
    r"|\s+(?:county|district|township|village|town|city|prefecture|province|area))?,?\s+in\s+"
    r"(?:the\s+)?(?:(?:north|south|east|west|central|northern|southern|eastern|western|"
    r"north-?eastern|north-?western|south-?eastern|south-?western)\s+)?(?:[a-z]+\s+of\s+)?$",
    re.I,
)
_OF = re.compile(
    rf"^(?:['’]s?)?\s+(?:[\w-]+\s+){{0,3}}(?:{_TOWN_NOUNS}|{_REGION_NOUNS}|{_NATURAL_NOUNS})s?"
    r"(?:\s+(?:of|called|named))?\s+(?:the\s+)?$",
    re.I,
)
_POSSESSIVE = re.compile(r"^['’]s?\s+(?:[a-z-]+\s+){0,3}$")
_WATER_NAME = re.compile(r"\w (?:Sea|River|Lake|Gulf|Bay|Strait|Ocean|Canal)$")
_IN_THE = re.compile(
    r"\b(?:across|along|around|by|in|into|near|off|on|over|through|to|of) the $", re.I
)
_GOES_ON = re.compile(
    r"^(?:['’]s)? (?!(?:and|or|in|on|at|off|near|from|to|is|was|were|will|would|has|had|have|after"
    r"|before|as|with|by|for|since|when|where|which|that|last|this|early|late|on)\b)[\w]"
)
# "On the border with New Brunswick": towns hardly have one.
_BORDER_WITH = re.compile(r"\bborders? with (?:the )?$", re.IGNORECASE)
_WINDOW = 90
_MOST_WORDS = 7  # no rule about what comes before looks further back


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What the text says about one mention."""

    explicit: Sort | None  # "the city of X", "X region"
    leaning: Sort | None  # "troops in X", "a hospital in X"
    referred: Sort | None  # "the region", "the city" said of it soon afterwards
    words: str  # the words that said so, for the reader
    qualifier: int | None  # index of the mention that says where it is: "Springfield, Ill."
    peers: tuple[int, ...]  # mentions named in one breath with it: "England and Wales"
    qualifier_form: str  # "comma", "list", "in", "of", "possessive"; "" if none
    paragraph: int = 0  # offset of the start of its line


def read_cues(document: Document, mentions: Sequence[Mention]) -> list[Cues]:
    """The cues of each mention, in order."""
    referred = _referred(document, mentions)
    qualifiers = _qualifiers(document, mentions)
    peers = _peers(document, mentions)
    cues = []
    for index, mention in enumerate(mentions):
        before = document.text[max(0, mention.start - _WINDOW) : mention.start].split("\n")[-1]
        before = " ".join(before.rsplit(" ", _MOST_WORDS)[-_MOST_WORDS:])
        after = document.text[mention.end : mention.end + _WINDOW].split("\n")[0]
        explicit, words = _first(_BEFORE_EXPLICIT, before, _AFTER_EXPLICIT, after)
        if explicit is None and _says_water(mention.text, before, after):
            explicit, words = Sort.NATURAL, mention.text.rpartition(" ")[2]
        border = _BORDER_WITH.search(before)
        if explicit is None and border is not None and not may_be_country(mention):
            explicit, words = Sort.REGION, border[0].strip()
        leaning = None
        if explicit is None:
            leaning, words = _first(_BEFORE_LEANING, before, _AFTER_LEANING, after)
        sort, noun = referred.get(index, (None, ""))
        qualifier, form = qualifiers.get(index, (None, ""))
        cues.append(
            Cues(
                explicit=explicit,
                leaning=leaning,
                referred=sort,
                words=words or noun,
                qualifier=qualifier,
                peers=tuple(peers.get(index, ())),
                qualifier_form=form,
                paragraph=document.text.rfind("\n", 0, mention.start) + 1,
            )
        )
    return cues


def may_be_country(mention: Mention) -> bool:
    """Whether a country bears the name."""
    return any(named.entry.kind is Kind.COUNTRY for named in mention.named)


def _says_water(name: str, before: str, after: str) -> bool:
    """ "Sank in the Red Sea", but not "the Red Sea governorate" or "the Fall River mayor"."""
    return bool(_WATER_NAME.search(name) and _IN_THE.search(before) and not _GOES_ON.match(after))


def _first(
    before_rules: tuple[_Compiled, ...],
    before: str,
    after_rules: tuple[tuple[Sort, re.Pattern[str]], ...],
    after: str,
) -> tuple[Sort | None, str]:
    if before[-1:].isspace():
        said = ["", *before.lower().split()]
        last = said[-2] if said[-1] == "the" else said[-1]
        for sort, fits, pattern in before_rules:
            if fits(last) and (match := pattern.search(before)):
                return sort, match[0].strip()
    for sort, pattern in after_rules:
        if match := pattern.match(after):
            return sort, match[0].strip().removeprefix("’s").removeprefix("'s").strip()
    return None, ""


def _referred(document: Document, mentions: Sequence[Mention]) -> dict[int, tuple[Sort, str]]:
    """ "The region", "the city": said of the last name before it, in its sentence or the next."""
    found: dict[int, tuple[Sort, str]] = {}
    if not mentions:
        return found
    position = 0
    for match in _THE_SORT.finditer(document.text):
        while position < len(mentions) and mentions[position].end <= match.start():
            position += 1
        sort = Sort.REGION if match["region"] else Sort.TOWN
        for index in range(position - 1, max(-1, position - 6), -1):
            mention = mentions[index]
            if "\n" in document.text[mention.end : match.start()]:
                break
            if match.start() - mention.end > 250:
                break
            if mention.role in (Role.DEMONYM, Role.ASSOCIATIVE):
                continue
            if any(SORTS[named.entry.kind] is sort for named in mention.named):
                found.setdefault(index, (sort, match[0]))
                break
    return found


def _peers(document: Document, mentions: Sequence[Mention]) -> dict[int, list[int]]:
    """Neighbours in a list; the first and the last of "A, B and C" are peers too."""
    found: dict[int, list[int]] = {}
    run: list[int] = []
    for index, mention in enumerate(mentions):
        # "In Canada, U.S. Secretary …" is no list: what stands in one does the same.
        joined = (
            bool(run)
            and mentions[index - 1].role is mention.role
            and _PEERS.match(document.text[mentions[index - 1].end : mention.start][:_WINDOW])
        )
        run = [*run, index] if joined else [index]
        for other in run[:-1][-4:]:
            found.setdefault(index, []).append(other)
            found.setdefault(other, []).append(index)
    return found


def says_where(gap: str) -> bool:
    """Whether what stands between two names says that the first lies in the second."""
    return bool(_QUALIFIED.match(gap) or _IN.match(gap))


def says_whose(gap: str) -> bool:
    """Whether what stands between two names says that the second lies in the first."""
    return bool(_OF.match(gap) or _POSSESSIVE.match(gap))


def _alike(mention: Mention, other: Mention) -> bool:
    """Whether both can be countries, or both regions, as the names of a list are."""
    if not mention.named or not other.named:
        return True
    kind = other.named[0].entry.kind
    return kind not in (Kind.COUNTRY, Kind.REGION) or any(
        named.entry.kind is kind for named in mention.named
    )


def _begins_anew(mention: Mention, other: Mention) -> bool:
    """ "In Russia, U.S. officials said": a name that acts behind a country says nothing of it."""
    return (
        other.role is Role.ASSOCIATIVE
        and mention.role is not Role.ASSOCIATIVE
        and any(named.entry.kind in (Kind.COUNTRY, Kind.AREA) for named in mention.named[:1])
    )


def _qualifiers(document: Document, mentions: Sequence[Mention]) -> dict[int, tuple[int, str]]:
    found: dict[int, tuple[int, str]] = {}
    for index, (mention, other) in enumerate(pairwise(mentions)):
        gap = document.text[mention.end : other.start]
        if len(gap) > _WINDOW or "\n" in gap:
            continue
        if _QUALIFIED.match(gap):
            if _begins_anew(mention, other):
                continue
            after = document.text[other.end : other.end + 8]
            full = not other.text.endswith(".") and _alike(mention, other)
            # "Mexico, Canada and Cuba" lists; "Salem, Ore., and", "Cork, Ireland, and" do not.
            form = "list" if full and _LISTED.match(after) else "comma"
            found.setdefault(index, (index + 1, form))
        elif _IN.match(gap):
            found.setdefault(index, (index + 1, "in"))
        elif _OF.match(gap):
            found[index + 1] = (index, "of")
        elif _POSSESSIVE.match(gap):
            found[index + 1] = (index, "possessive")
    return found
