"""Step 2: the mentions of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from shapely.geometry import Point

from geo.gazetteer import Gazetteer
from geo.languages.english_names import DISEASE_NOUNS, ORGANISATION_NOUNS
from geo.languages.lexicons import english
from geo.mentions.casing import recased
from geo.mentions.choice import choose, is_institution, probability_of
from geo.mentions.classifier import Classifier, fitted, observe
from geo.mentions.compounds import PROBABILITY as COMPOUND_PROBABILITY
from geo.mentions.compounds import compounds
from geo.mentions.doubts import read_again
from geo.mentions.encoder import fitted_encoder
from geo.mentions.foreign import PROBABILITY as FOREIGN_PROBABILITY
from geo.mentions.foreign import foreign_names
from geo.mentions.language_names import is_no_people
from geo.mentions.patterns import (
    CoordinatesFound,
    RelativeFound,
    coordinates,
    leads_to,
    relative_phrases,
)
from geo.mentions.proposals import Proposal, Proposer
from geo.mentions.relations import relations
from geo.mentions.rivers import PROBABILITY as RIVER_PROBABILITY
from geo.mentions.rivers import rivers
from geo.mentions.role_features import Stretch
from geo.mentions.roles import RoleClassifier, fitted_roles, listed_role, read_roles
from geo.mentions.rules import is_common_land, is_in_address, is_street_side, is_torn, tempered
from geo.mentions.tokens import Reading, read
from geo.mentions.word_pieces import word_pieces
from geo.model import Document, Kind, Mention, Progress, Relation, RelationKind, Role

_LARGE_TOWN = 1_000_000  # people
_proposers: WeakKeyDictionary[Gazetteer, Proposer] = WeakKeyDictionary()


def preload(*, roles: bool = True) -> None:
    """Read word lists and weights now, so that the first article does not wait for them."""
    english()
    fitted()
    if roles:
        fitted_roles()
        fitted_encoder()
        word_pieces()


def find(
    document: Document,
    gazetteer: Gazetteer,
    *,
    demonyms: bool = True,
    inside_names: bool = True,
    roles: bool = True,
    classifier: Classifier | None = None,
    role_classifier: RoleClassifier | None = None,
    progress: Progress | None = None,
) -> tuple[Mention, ...]:
    """Find the mentions of a document, in text order, none overlapping another.

    `demonyms` keeps "Russian" and "Ukrainians"; `inside_names` keeps places inside other names, as
    in "Aleppo University"; without `roles` all but demonyms are literal. Entries are not chosen
    yet: `named` holds what the gazetteer has. The classifiers are the installation's own unless
    given. `progress` is told how far the slow part is. Raises `DataMissing` when the installation
    lacks the weights or the word lists.
    """
    classifier = fitted() if classifier is None else classifier
    if roles and role_classifier is None:
        role_classifier = fitted_roles()
    lexicon = english()
    written = document
    document = recased(document, gazetteer, lexicon)
    reading = read(document, lexicon)
    positions = coordinates(document.text)
    proposer = _proposers.get(gazetteer)
    if proposer is None:
        proposer = _proposers.setdefault(gazetteer, Proposer(gazetteer, lexicon))
    proposals = [
        proposal
        for proposal in _clear_of(proposer.propose(reading), positions, len(document.text))
        if not _names_disease(reading, proposal)
        and not is_in_address(reading, proposal)
        and not is_common_land(reading, proposal)
        and not is_street_side(reading, proposal)
        and not is_torn(reading, proposal)
        and not is_no_people(reading, proposal)
    ]
    scores = classifier.probabilities(proposals, observe(reading, proposals, lexicon))
    known_actors: Mapping[tuple[int, int], float] = {}
    if roles and role_classifier is not None and (encoder := role_classifier.encoder_for(reading)):
        again = read_again(reading, proposals, scores, encoder, progress=progress)
        scores, known_actors = again.scores, again.associative
    scores = tempered(reading, proposals, lexicon, scores)
    kept = choose(proposals, scores)
    chosen = [(proposals[index], probability_of(proposals[index], kept[index])) for index in kept]
    # Named as a place once, named as a place throughout.
    surest: dict[str, float] = {}
    for index in kept:
        text = proposals[index].text
        surest[text] = max(surest.get(text, 0.0), float(scores[index]))
    institutions = {
        proposals[index].start
        for index in kept
        if is_institution(proposals[index], surest[proposals[index].text])
    }
    waters = rivers(reading, gazetteer, lexicon)
    chosen = _with_parts(chosen, waters, RIVER_PROBABILITY)
    chosen = _with_parts(chosen, compounds(reading, gazetteer), COMPOUND_PROBABILITY)
    foreign = _clear(foreign_names(reading, gazetteer), chosen)
    chosen = _with_parts(chosen, foreign, FOREIGN_PROBABILITY)
    phrases = _with_anchors(document.text, [proposal for proposal, _ in chosen])
    # "North" in "30 km North of" is part of the phrase.
    chosen = [
        (proposal, score)
        for proposal, score in chosen
        if not any(p.start < proposal.end and proposal.start < p.end for p, _ in phrases)
    ]
    if not inside_names:
        chosen = [item for item in chosen if not _inside_name(reading, item[0])]
    # What is measured from and what flows does not act.
    literal = {item.start for item in (*waters, *(anchor for _, anchor in phrases))}
    mentions = _named_mentions(
        reading, chosen, literal, role_classifier if roles else None, known_actors, progress
    )
    if institutions:
        mentions = [
            replace(m, institution=True) if m.start in institutions else m for m in mentions
        ]
    if not demonyms:
        mentions = [mention for mention in mentions if mention.role is not Role.DEMONYM]
    starts = {mention.start for mention in mentions}
    related = _related(reading, mentions)
    mentions += [_offset(reading, p, anchor) for p, anchor in phrases if anchor.start in starts]
    mentions += [_position(reading, position) for position in positions]
    taken = {offset for mention in mentions for offset in range(mention.start, mention.end)}
    mentions += [each for each in related if taken.isdisjoint(range(each.start, each.end))]
    if document is not written:
        mentions = [replace(m, text=written.text[m.start : m.end]) for m in mentions]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _names_disease(reading: Reading, proposal: Proposal) -> bool:
    """ "Marburg virus", "Rift Valley fever"; but a large place that has one: "Wuhan virus"."""
    following = reading.tokens[proposal.after : proposal.after + 1]
    if not following or following[0].lower not in DISEASE_NOUNS or proposal.facts.demonym:
        return False
    return not any(
        named.entry.kind is Kind.COUNTRY
        or (named.entry.kind is Kind.TOWN and named.entry.population >= _LARGE_TOWN)
        for named in proposal.named
    )


def _named_mentions(
    reading: Reading,
    chosen: Sequence[tuple[Proposal, float]],
    literal: set[int],
    role_classifier: RoleClassifier | None,
    known_actors: Mapping[tuple[int, int], float],
    progress: Progress | None,
) -> list[Mention]:
    stretches = [
        Stretch(first=proposal.first, after=proposal.after, facts=proposal.facts)
        for proposal, _ in chosen
    ]
    decided = (
        [listed_role(stretch.facts) for stretch in stretches]
        if role_classifier is None
        else read_roles(reading, stretches, role_classifier, known_actors, progress=progress)
    )
    mentions = []
    for (proposal, score), (role, certainty) in zip(chosen, decided, strict=True):
        if proposal.start in literal:
            role, certainty = Role.LITERAL, 1.0
        mentions.append(
            Mention(
                id=f"m{proposal.start}-{proposal.end}",
                start=proposal.start,
                end=proposal.end,
                text=proposal.text,
                role=role,
                role_probability=certainty,
                block=reading.block_of[proposal.first],
                sentence=reading.sentences[reading.sentence_of[proposal.first]],
                probability=round(score, 4),
                named=proposal.named,
            )
        )
    return mentions


def _clear_of(
    proposals: Sequence[Proposal],
    others: Sequence[CoordinatesFound | RelativeFound],
    length: int,
) -> list[Proposal]:
    """The stretches that share no character with the others."""
    taken = bytearray(length)
    for other in others:
        taken[other.start : other.end] = b"\1" * (other.end - other.start)
    return [item for item in proposals if taken.find(1, item.start, item.end) < 0]


def _clear(parts: Sequence[Proposal], chosen: Sequence[tuple[Proposal, float]]) -> list[Proposal]:
    """The names that overlap none of those chosen already."""
    taken = {offset for item, _ in chosen for offset in range(item.start, item.end)}
    return [part for part in parts if taken.isdisjoint(range(part.start, part.end))]


def _with_parts(
    chosen: Sequence[tuple[Proposal, float]], parts: Sequence[Proposal], probability: float
) -> list[tuple[Proposal, float]]:
    """Names that a rule found in place of what was chosen there."""
    if not parts:
        return list(chosen)
    kept = [
        item
        for item in chosen
        if not any(p.start < item[0].end and item[0].start < p.end for p in parts)
    ]
    return sorted([*kept, *((part, probability) for part in parts)], key=lambda item: item[0].start)


def _with_anchors(text: str, proposals: Sequence[Proposal]) -> list[tuple[RelativeFound, Proposal]]:
    pairs = []
    starts = [item.start for item in proposals]
    for phrase in relative_phrases(text):
        index = bisect_right(starts, phrase.end)
        if index < len(starts) and leads_to(text, phrase.end, starts[index]):
            pairs.append((phrase, proposals[index]))
    return pairs


def _inside_name(reading: Reading, proposal: Proposal) -> bool:
    """Is the place part of an organisation's name: "Aleppo University", "Bank of England"?"""
    tokens = reading.tokens
    start, end = reading.run_start[proposal.first], reading.run_end[proposal.after - 1]
    behind = tokens[proposal.after : end]
    before = tokens[start - 2] if start > 1 and tokens[start - 1].lower == "of" else None
    return any(token.lower in ORGANISATION_NOUNS for token in behind) or (
        before is not None and before.capital and before.lower in ORGANISATION_NOUNS
    )


def _offset(reading: Reading, phrase: RelativeFound, anchor: Proposal) -> Mention:
    relation = Relation(
        kind=RelationKind.OFFSET,
        anchors=(f"m{anchor.start}-{anchor.end}",),
        distance_m=phrase.distance_m,
        bearing_deg=phrase.bearing_deg,
    )
    return _relative(reading, phrase.start, phrase.end, relation)


def _related(reading: Reading, named: Sequence[Mention]) -> list[Mention]:
    """Mentions such as "between" before two towns. Actors are at a border, and nothing else."""
    found = []
    spans = [(mention.start, mention.end) for mention in named]
    for phrase in relations(reading.document.text, spans):
        anchors = [named[index] for index in phrase.names]
        located = all(anchor.role is Role.LITERAL for anchor in anchors)
        if located or phrase.kind is RelationKind.BORDER:
            relation = Relation(
                kind=phrase.kind,
                anchors=tuple(anchor.id for anchor in anchors),
                bearing_deg=phrase.bearing_deg,
            )
            found.append(_relative(reading, phrase.start, phrase.end, relation))
    return found


def _relative(reading: Reading, start: int, end: int, relation: Relation) -> Mention:
    index = reading.index_at(start)
    return Mention(
        id=f"m{start}-{end}",
        start=start,
        end=end,
        text=reading.document.text[start:end],
        role=Role.RELATIVE,
        block=reading.block_of[index],
        sentence=reading.sentences[reading.sentence_of[index]],
        probability=1.0,
        relation=relation,
    )


def _position(reading: Reading, found: CoordinatesFound) -> Mention:
    index = reading.index_at(found.start)
    return Mention(
        id=f"m{found.start}-{found.end}",
        start=found.start,
        end=found.end,
        text=reading.document.text[found.start : found.end],
        role=Role.COORDINATES,
        block=reading.block_of[index],
        sentence=reading.sentences[reading.sentence_of[index]],
        probability=1.0,
        geometry=Point(found.lon, found.lat),
    )
