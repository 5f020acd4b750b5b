"""Rules that overrule scores: names that are a team's, a person's or a date's, and parties' states.

Corpora mark some of these and not others, or hold too few for a model to learn them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.languages.english_names import (
    CALENDAR,
    CONQUEST_NOUNS,
    CONQUEST_VERBS,
    DIRECTIONS,
    FACILITY_NOUNS,
    LOCATIVE_PREPOSITIONS,
    NAME_CONNECTORS,
    NATURAL_NOUNS,
    ORGANISATION_NOUNS,
    OTHER_PREPOSITIONS,
    PLACE_NOUNS_AFTER,
    PROTECTED_LAND,
    STREET_NOUNS,
)
from geo.languages.english_namesakes import (
    KIN_LEADS,
    KIN_NOUNS,
    LAND_NOUNS,
    NEWSPAPER_NOUNS,
    PERSONAL_VERBS,
    TEAM_LEADS,
    TEAM_NOUNS,
)
from geo.languages.english_roles import ACTOR_VERBS
from geo.languages.lexicons import Lexicon
from geo.mentions.patterns import says_what_is_near, says_where_it_lies
from geo.mentions.proposals import Proposal
from geo.mentions.tokens import Reading
from geo.mentions.trees import Floats
from geo.model import Kind

_SHARE = 0.3
_SURE = 0.9
_SAID = 0.8  # what the text says to lie somewhere
_LEAST_PROTECTED = 0.1  # of names of protected land, below which the classifiers are believed
_LEAST_FOUGHT_OVER = 0.1
_A_PEOPLE = 0.5
_HARDLY = 0.05  # less than choosing looks at
_LEAST_AT_START = 0.1  # of a word that a sentence begins with, and that may be any
# "At Izmail and Reni": behind a name this sure one in a list is lifted, from where on.
_SURELY, _IN_LIST, _LEAST_LISTED = 0.8, 0.5, 0.08
_JOINTS = frozenset({"and", "or"})
_SPEAKS, _LEAST_SPEAKING = 0.5, 0.05
_NEIGHBOURS = 6  # proposals that begin where another does stand near it
_ERAS = frozenset({"A.D.", "AD", "B.C.", "BC"})
_PARTIES = frozenset({"D", "R", "I"})
_MOST_STREET_WORDS = 3
_PARTS = 4  # "-y-ghent"
_LISTING = frozenset({"and", ",", "of"})
_POSSESSIVES = frozenset({"'s", "’s"})
# "to Georgia's credit" is no location, "in Georgia's capital" is.
_STRONG_LOCATIVES = frozenset({"in", "near", "across", "throughout", "outside", "inside", "at"})
_NO_SURNAMES = (
    PLACE_NOUNS_AFTER | ORGANISATION_NOUNS | FACILITY_NOUNS | STREET_NOUNS | DIRECTIONS | CALENDAR
)
_FACILITY = tuple(Kind).index(Kind.FACILITY)
_QUALIFYING = tuple(tuple(Kind).index(kind) for kind in (Kind.COUNTRY, Kind.REGION))


def tempered(
    reading: Reading, proposals: Sequence[Proposal], lexicon: Lexicon, scores: Floats
) -> Floats:
    """The scores, less for what is no place to a reader, more for what surely is one."""
    if not len(proposals):
        return scores
    people = _people(reading, proposals, lexicon) | _last_names(reading, proposals, scores)
    shares: Floats = np.array(
        [
            _SHARE
            if index in people
            or _is_namesake(reading, proposal, lexicon)
            or _is_relative(reading, proposal, lexicon)
            else 1.0
            for index, proposal in enumerate(proposals)
        ]
    )
    result: Floats = scores * shares
    seats = {p.after for p in proposals if p.facts.capital and not _names_people(p.text, lexicon)}
    for index, proposal in enumerate(proposals):
        whole = _natural_name(reading, index, proposals)
        if whole is not None:
            result[whole] = max(result[whole], result[index])
            result[index] = min(result[index], _HARDLY)
        if scores[index] < _SURE and _follows_party(reading, proposal):
            result[index] = _SURE
        if result[index] < _A_PEOPLE and _names_a_people(reading, proposal, scores[index]):
            result[index] = _A_PEOPLE
        if _LEAST_SPEAKING <= result[index] < _SPEAKS and _is_capital_speaking(
            reading, proposal, lexicon, seats
        ):
            result[index] = _SPEAKS
        if result[index] < _SAID and _lies_somewhere(reading, proposal, scores[index], lexicon):
            result[index] = _SAID
        if _LEAST_PROTECTED <= result[index] < _SAID and _is_protected_land(reading, proposal):
            result[index] = _SAID
        if (
            shares[index] == 1.0  # no person of the text bears the name
            and _LEAST_FOUGHT_OVER <= result[index] < _SAID
            and _is_fought_over(reading, proposal)
        ):
            result[index] = _SAID
    _lift_lists(reading, proposals, lexicon, result)
    return result


def _lift_lists(
    reading: Reading, proposals: Sequence[Proposal], lexicon: Lexicon, scores: Floats
) -> None:
    """ "At Izmail and Reni": what is named in one breath with where something is, is a place."""
    tokens = reading.tokens
    ends: set[int] = set()  # behind names of a list that says where something is
    for index, proposal in enumerate(proposals):
        first = proposal.first
        if not proposal.facts.entries or proposal.facts.demonym or not first:
            continue
        before = tokens[first - 1].lower
        joint = first - 1
        if before in _JOINTS and joint and tokens[joint - 1].text == ",":
            joint -= 1
        listed = (before in _JOINTS or before == ",") and joint in ends
        if listed and scores[index] < _IN_LIST and before in _JOINTS:
            is_person = _names_people(tokens[first].lower, lexicon)
            whole = reading.run_start[first] == first and reading.run_end[first] == proposal.after
            if whole and not is_person and scores[index] >= _LEAST_LISTED:
                scores[index] = _IN_LIST
        if scores[index] >= _SURELY and (listed or before in LOCATIVE_PREPOSITIONS):
            ends.add(proposal.after)


def _natural_name(reading: Reading, index: int, proposals: Sequence[Proposal]) -> int | None:
    """ "Kentucky Lake": the index of the whole where a region's name begins that of a water."""
    own = proposals[index]
    if own.after >= len(reading.tokens) or own.facts.best_kind not in _QUALIFYING:
        return None
    noun = reading.tokens[own.after]
    if not noun.capital or noun.lower not in NATURAL_NOUNS:
        return None
    if reading.run_end[own.first] != own.after + 1:
        return None
    low = max(0, index - _NEIGHBOURS)
    for number, other in enumerate(proposals[low : index + 1], low):
        if (other.first, other.after) == (own.first, own.after + 1) and not other.facts.entries:
            return number
    return None


def _is_protected_land(reading: Reading, proposal: Proposal) -> bool:
    """ "The Dolly Sods Wilderness": a whole name that ends in what such land is called."""
    tokens = reading.tokens
    own = tuple(token.lower for token in tokens[proposal.first : proposal.after])
    behind = tokens[proposal.after : proposal.after + 1]
    return (
        any(len(own) > len(kind) and own[-len(kind) :] == kind for kind in PROTECTED_LAND)
        and not (behind and behind[0].capital)
        and not (proposal.first and tokens[proposal.first - 1].capital)
    )


def is_in_address(reading: Reading, proposal: Proposal) -> bool:
    """ "900 West Fifth Avenue" and "12 Wall Street" are streets of the town, not New York's."""
    tokens, first = reading.tokens, proposal.first
    if not first or not proposal.facts.curated or not proposal.facts.kinds[_FACILITY]:
        return False
    before = tokens[first - 1]
    return tokens[proposal.after - 1].lower in STREET_NOUNS and (
        before.text.isdigit() or (before.capital and before.lower in DIRECTIONS)
    )


def is_street_side(reading: Reading, proposal: Proposal) -> bool:
    """ "Northwest" in "Northwest 8th Avenue": a direction that begins an address."""
    tokens, after = reading.tokens, proposal.after
    if after != proposal.first + 1 or tokens[proposal.first].lower not in DIRECTIONS:
        return False
    street = tokens[after : after + _MOST_STREET_WORDS]
    return (
        bool(street)
        and (street[0].capital or street[0].text[0].isdigit())
        and any(token.lower in STREET_NOUNS and token.capital for token in street)
    )


def is_torn(reading: Reading, proposal: Proposal) -> bool:
    """ "Ballon" in "Ballon d'Or", "Pen" in "Pen-y-ghent": a longer name goes on behind it."""
    parts = reading.tokens[proposal.after : proposal.after + _PARTS]
    if parts and parts[0].lower.startswith(("d'", "d’")) and parts[0].text[2:3].isupper():
        return True
    return (
        len(parts) == _PARTS
        and parts[0].text == parts[2].text == "-"
        and parts[1].text in NAME_CONNECTORS
        and parts[3].start == parts[0].start + len(parts[1].text) + 2
    )


def is_common_land(reading: Reading, proposal: Proposal) -> bool:
    """ "The Delta" is no town or state of that name, unless Dateline's own table has it."""
    tokens, first = reading.tokens, proposal.first
    return (
        proposal.after == first + 1
        and first > 0
        and tokens[first].lower in LAND_NOUNS
        and tokens[first - 1].lower == "the"
        and not proposal.facts.curated
        and (proposal.after >= len(tokens) or not tokens[proposal.after].capital)
    )


def _is_relative(reading: Reading, proposal: Proposal, lexicon: Lexicon) -> bool:
    """ "His sister, Georgia", "their son Austin", "the daughter of Florence and Austin Jackson"."""
    tokens, first = reading.tokens, proposal.first
    at = first - 1
    if at > 0 and tokens[at].lower == "of":
        # "Of Burlington" says where a relative lives.
        following = tokens[proposal.after : proposal.after + 2]
        return (
            tokens[at - 1].lower in KIN_NOUNS
            and tokens[first].lower in lexicon.given_names
            and len(following) > 1
            and following[0].lower == "and"
            and following[1].lower in lexicon.given_names
        )
    if at > 0 and tokens[at].text == ",":
        at -= 1
        start = reading.run_start[at]
        if start and tokens[start - 1].lower == "of":
            return False  # "of Portland, Maine"
    listed = at
    while listed > 0 and (tokens[listed].capital or tokens[listed].lower in _LISTING):
        listed -= 1
    if tokens[listed].lower in KIN_NOUNS and tokens[listed].lower[-1] == "s":
        at = listed  # "their sons Dallas of Reno and Austin"
    return (
        at > 0
        and tokens[at].lower in KIN_NOUNS
        and any(token.lower in KIN_LEADS for token in tokens[max(0, at - 3) : at])
        and reading.sentence_of[at] == reading.sentence_of[first]
    )


def _is_namesake(reading: Reading, proposal: Proposal, lexicon: Lexicon) -> bool:
    tokens, after = reading.tokens, proposal.after
    if proposal.text in _ERAS and proposal.first and tokens[proposal.first - 1].text[-1].isdigit():
        return True  # "between 250 and 100 B.C."
    if proposal.first and not proposal.facts.demonym:
        before = tokens[proposal.first - 1]
        if before.capital and before.lower in TEAM_LEADS and _is_rest_of_run(reading, proposal):
            return True  # "AC Milan", "Real Madrid"
    if after >= len(tokens):
        return False
    behind = tokens[after]
    if behind.capital:
        # "Houston Rockets", but not "Boise Fire Department".
        return reading.run_end[proposal.first] == after + 1 and (
            behind.lower in TEAM_NOUNS or behind.lower in NEWSPAPER_NOUNS
        )
    return (
        behind.lower in PERSONAL_VERBS
        and after - proposal.first == 1
        and tokens[proposal.first].lower in lexicon.given_names
    )


def _is_rest_of_run(reading: Reading, proposal: Proposal) -> bool:
    first = proposal.first
    return (
        reading.run_start[first] == first - 1
        and reading.run_end[proposal.after - 1] == proposal.after
    )


def _follows_party(reading: Reading, proposal: Proposal) -> bool:
    """ "Carrie Webster, D-Kanawha": what a member of parliament stands for."""
    tokens, first = reading.tokens, proposal.first
    return (
        first > 2
        and bool(proposal.facts.entries)
        and tokens[first - 1].text == "-"
        and tokens[first - 2].text in _PARTIES
        and tokens[first - 3].text in {",", "("}
        and tokens[first - 1].end == proposal.start
        and reading.run_end[first] == proposal.after
    )


def _is_fought_over(reading: Reading, proposal: Proposal) -> bool:
    """ "Retook Lyman", "the siege of Lyman"."""
    tokens, first = reading.tokens, proposal.first
    if not proposal.facts.entries or proposal.facts.demonym or not _is_whole(reading, proposal):
        return False
    before = tokens[first - 1].lower if first else ""
    further = tokens[first - 2].lower if first > 1 else ""
    fought = before in CONQUEST_VERBS or (before == "of" and further in CONQUEST_NOUNS)
    return fought and tokens[first].lower not in CALENDAR


def _is_whole(reading: Reading, proposal: Proposal) -> bool:
    """Whether no word of the same name stands before or behind, and no person bears it."""
    first = proposal.first
    return (
        reading.run_start[first] == first
        and reading.run_end[first] == proposal.after
        and not reading.in_person[first]
    )


def _lies_somewhere(reading: Reading, proposal: Proposal, score: float, lexicon: Lexicon) -> bool:
    """ "Troops held Lyman, 20 km north of Sloviansk": what lies somewhere is a place."""
    tokens, first, text = reading.tokens, proposal.first, reading.document.text
    if (
        proposal.facts.demonym
        or not _is_whole(reading, proposal)
        or (tokens[first].opens and score < _LEAST_AT_START)
    ):
        return False
    if says_where_it_lies(text, proposal.end):
        last = tokens[proposal.after - 1].lower
        return bool(proposal.facts.entries) or last not in lexicon.surnames
    return bool(proposal.facts.entries) and says_what_is_near(text, proposal.end)


def _names_a_people(reading: Reading, proposal: Proposal, score: float) -> bool:
    """ "Rural Mexicans", "a Syrian Kurdish enclave": corpora mark them in one text in two."""
    tokens, after = reading.tokens, proposal.after
    if not proposal.facts.demonym or reading.in_person[proposal.first]:
        return False
    if tokens[proposal.first].opens and score < _LEAST_AT_START:
        return False  # "Polish the table"
    if after < len(tokens) and tokens[after].capital:
        return reading.run_start[proposal.first] == proposal.first
    return True


def _is_capital_speaking(
    reading: Reading, proposal: Proposal, lexicon: Lexicon, seats: set[int]
) -> bool:
    """A government by its seat, which is no name of people: Juba, but not Victoria.

    Victoria speaks too behind "and" and a capital such as Juba; `seats` are the indices of the
    tokens behind such capitals.
    """
    tokens, first, after = reading.tokens, proposal.first, proposal.after
    return (
        proposal.facts.capital
        and after < len(tokens)
        and tokens[after].lower in ACTOR_VERBS
        and reading.run_start[first] == first
        and (
            not _names_people(proposal.text, lexicon)
            # "Bucharest and Sofia said".
            or (first > 0 and tokens[first - 1].lower == "and" and first - 1 in seats)
        )
    )


def _names_people(name: str, lexicon: Lexicon) -> bool:
    return name.lower() in lexicon.given_names or name.lower() in lexicon.surnames


def _people(reading: Reading, proposals: Sequence[Proposal], lexicon: Lexicon) -> frozenset[int]:
    """First names of people, by index: "Georgia Stevens", and then "Georgia", never a location."""
    given = {
        index: proposal
        for index, proposal in enumerate(proposals)
        if proposal.after - proposal.first == 1
        and reading.tokens[proposal.first].lower in reading.given
        and reading.tokens[proposal.first].lower in lexicon.given_names
    }
    full = {index for index, p in given.items() if _before_last_name(reading, p, lexicon)}
    if not full:
        return frozenset()
    qualifies = _qualifying(proposals)
    names = {given[index].text for index in full}
    names -= {
        p.text for i, p in given.items() if i not in full and _is_located(reading, p, qualifies)
    }
    return frozenset(full | {index for index, p in given.items() if p.text in names})


def _last_names(reading: Reading, proposals: Sequence[Proposal], scores: Floats) -> frozenset[int]:
    """Last names of people whom the text names in full, by index: "Trapani, who left in May".

    None that the text locates anywhere ("in Trapani", "of Trapani"), and no country or region.
    """
    named: dict[str, set[int]] = {}
    located: set[str] = set()
    qualifies = _qualifying(proposals)
    for index, proposal in enumerate(proposals):
        first = proposal.first
        if (
            proposal.after != first + 1
            or reading.tokens[first].lower not in reading.people
            or reading.in_person[first]
            or proposal.facts.demonym
            or not proposal.text.isalpha()
        ):
            continue
        before = reading.tokens[first - 1].lower if first else ""
        if (
            scores[index] >= _SURE
            or proposal.facts.best_kind in _QUALIFYING
            or before in OTHER_PREPOSITIONS
            or _is_located(reading, proposal, qualifies)
        ):
            located.add(proposal.text)
        named.setdefault(proposal.text, set()).add(index)
    return frozenset(
        index for text, indices in named.items() if text not in located for index in indices
    )


def _qualifying(proposals: Sequence[Proposal]) -> set[int]:
    """Where names of countries and regions begin: what stands before them may lie in them."""
    return {
        proposal.first
        for proposal in proposals
        if any(proposal.facts.kinds[kind] for kind in _QUALIFYING)
    }


def _before_last_name(reading: Reading, proposal: Proposal, lexicon: Lexicon) -> bool:
    first, after = proposal.first, proposal.after
    if reading.run_start[first] != first or reading.run_end[first] != after + 1:
        return False
    if first and reading.tokens[first - 1].lower in _STRONG_LOCATIVES:
        return False
    last = reading.tokens[after]
    return last.word and last.lower in lexicon.surnames and last.lower not in _NO_SURNAMES


def _is_located(reading: Reading, proposal: Proposal, qualifies: set[int]) -> bool:
    """Is it "in" that place, or is a region or country named behind it: "Paris, Texas"?"""
    tokens, first, after = reading.tokens, proposal.first, proposal.after
    behind = tokens[after].lower if after < len(tokens) else ""
    if behind in {",", "("} and after + 1 in qualifies:
        return True
    step = 2 if first > 1 and tokens[first - 1].lower == "the" else 1
    before = tokens[first - step].lower if first else ""
    if before in _STRONG_LOCATIVES:
        return True
    return before != "on" and before in LOCATIVE_PREPOSITIONS and behind not in _POSSESSIVES
