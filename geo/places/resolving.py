"""Step 3: decide which place each mention means; explain it and build the places when asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shapely.geometry import Point

from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.gazetteer.descriptions import Naming
from geo.model import (
    Correction,
    Document,
    Entry,
    Kind,
    Mention,
    Place,
    RelationKind,
    Review,
    Role,
    Status,
)
from geo.places.corrections import apply_corrections, rejected
from geo.places.deciding import Decision, decide
from geo.places.explaining import candidates, reason
from geo.places.feed import Feeds, publisher_of
from geo.places.home import find_home
from geo.places.namegivers import find_namegivers
from geo.places.places import build_places
from geo.places.ranker import Ranking, Weights, rank, shipped_weights
from geo.places.relating import related
from geo.places.senses import Sense, find_senses
from geo.places.surroundings import likelihood, neighbours
from geo.places.table import Table
from geo.places.wording import read_cues

_NAMED_ROLES = (Role.LITERAL, Role.ASSOCIATIVE, Role.DEMONYM)
_MENTION_EXPONENT = 0.4
# Below both a mention is left out: chosen by end-to-end F1 on corpora left out.
_CLEAR_MENTION = 0.7
_LEAST_SURE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Mentions with entry and confidence, in text order, and what an explanation needs."""

    mentions: tuple[Mention, ...]  # without candidates
    ranking: Ranking | None  # None when no mention has a name in the gazetteer
    decisions: tuple[Decision, ...]  # one a sense of the ranking's table
    sense_of: Mapping[str, int]  # of each ranked mention, by its id


def resolve(
    document: Document,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    areas: Areas,
    *,
    corrections: Sequence[Correction] = (),
    worldview: str = "iso",
    language: str = "en",
    feeds: Feeds | None = None,
    weights: Weights | None = None,
) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """Mentions with explained candidates, entry and confidence, and the places they mean.

    `mentions` come from `geo.mentions.find`, in text order. Corrections always win and inform the
    others. `feeds` hold what articles of publishers name, this one among them. Raises
    `UnknownName` for an unknown worldview.
    """
    resolved = choose_entries(
        document,
        mentions,
        gazetteer,
        areas=areas,
        corrections=corrections,
        worldview=worldview,
        feeds=feeds,
        weights=weights,
    )
    naming = gazetteer.naming(language)
    explained, reasons = explain(resolved, naming)
    places = build_places(explained, reasons, naming, areas, worldview=worldview)
    return explained, places


def choose_entries(
    document: Document,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    areas: Areas | None = None,
    corrections: Sequence[Correction] = (),
    worldview: str = "iso",
    feeds: Feeds | None = None,
    weights: Weights | None = None,
) -> Resolved:
    """The decisions alone: which entry each mention means, and how surely.

    `areas`, the installation's own unless given, are read only when the text names a border.
    `feeds` hold what articles of publishers name, this one among them.
    """
    weights = shipped_weights() if weights is None else weights
    decided = apply_corrections(document, mentions, gazetteer, corrections)
    active = [
        mention
        for mention in decided.mentions
        if mention.id not in decided.rejected and mention.role in _NAMED_ROLES
    ]
    forced = {
        index: decided.chosen[mention.id]
        for index, mention in enumerate(active)
        if mention.id in decided.chosen
    }
    ranking = _ranked(document, active, forced, gazetteer, feeds, weights)
    senses: Sequence[Sense] = () if ranking is None else ranking.table.senses
    decisions = (
        () if ranking is None else tuple(decide(ranking, index) for index in range(len(senses)))
    )
    sense_of = {active[number].id: index for index, s in enumerate(senses) for number in s.mentions}
    named: dict[str, Mention] = {}
    for mention in active:
        index = sense_of.get(mention.id)
        if index is None:
            named[mention.id] = replace(mention, review=Review.NONE)
        else:
            named[mention.id] = _with_entry(mention, senses[index], decisions[index], weights)
    complete = [
        rejected(mention)
        if mention.id in decided.rejected
        else named.get(mention.id, _with_confidence(mention))
        for mention in decided.mentions
    ]
    names = [mention for mention in complete if mention.relation is None]
    located = _by_surroundings(names, document.text)
    relative = [mention for mention in complete if mention.relation is not None]
    leant_on = {mention.beside for mention in located} | {
        anchor
        for mention in relative
        if mention.relation is not None and mention.relation.kind is RelationKind.OFFSET
        for anchor in mention.relation.anchors
    }
    # In other languages the lexicon alone finds names, and says of all that they are doubtful.
    weighed = document.language == "en"
    kept = [m for m in located if m.id in leant_on or not (weighed and _is_noise(m))]
    placed = [
        mention if mention.status is Status.REJECTED else related(mention, kept, areas, worldview)
        for mention in relative
    ]
    return Resolved(
        mentions=tuple(
            sorted(
                [*kept, *(mention for mention in placed if mention is not None)],
                key=lambda mention: (mention.start, mention.end),
            )
        ),
        ranking=ranking,
        decisions=decisions,
        sense_of=sense_of,
    )


def explain(resolved: Resolved, naming: Naming) -> tuple[tuple[Mention, ...], dict[str, str]]:
    """The mentions with their candidates, and the reasons for their places by mention id."""
    ranking = resolved.ranking
    if ranking is None:
        return resolved.mentions, {}
    shown = [candidates(ranking, decision, naming) for decision in resolved.decisions]
    said = [reason(ranking, decision, naming) for decision in resolved.decisions]
    mentions = tuple(
        replace(mention, candidates=shown[resolved.sense_of[mention.id]])
        if mention.id in resolved.sense_of
        else mention
        for mention in resolved.mentions
    )
    return mentions, {mention: said[sense] for mention, sense in resolved.sense_of.items()}


def _ranked(
    document: Document,
    mentions: Sequence[Mention],
    forced: dict[int, Entry],
    gazetteer: Gazetteer,
    feeds: Feeds | None,
    weights: Weights,
) -> Ranking | None:
    cues = read_cues(document, mentions)
    senses = find_senses(mentions, cues, forced)
    if not senses:
        return None
    table = Table(
        document,
        mentions,
        cues,
        senses,
        find_home(document, gazetteer),
        find_namegivers(document, mentions, gazetteer),
    )
    alone = rank(table, weights)
    if feeds is None:
        return alone
    feed = feeds.others(publisher_of(document), alone.contribution())
    return alone if feed is None else rank(table.in_feed(feed), weights)


def _as_mention(mention: Mention) -> float:
    """What doubt whether it is a place name at all leaves of a confidence.

    Corpora leave out names that readers would mark, so that the doubt is less than the classifier's
    probability says: with this exponent confidence holds on unseen corpora, counting what they do
    not mark as wrong, and leaving it out (`benchmarks/accuracy.py`).
    """
    return float(mention.probability**_MENTION_EXPONENT)


def _is_noise(mention: Mention) -> bool:
    """Is it hardly a place name, and no place clearly meant by it?"""
    if mention.status is not Status.AUTOMATIC or mention.role not in _NAMED_ROLES:
        return False
    if mention.entry is not None and mention.entry.kind is Kind.GROUP:
        return False
    surely = mention.confidence * mention.probability ** (1 - _MENTION_EXPONENT)
    return mention.probability < _CLEAR_MENTION and surely < _LEAST_SURE


def _with_entry(mention: Mention, sense: Sense, decision: Decision, weights: Weights) -> Mention:
    if sense.forced is not None:
        status, confidence = Status.CORRECTED, 1.0
    else:
        status = Status.AUTOMATIC
        confidence = weights.calibrated(decision.probability) * _as_mention(mention)
    return replace(
        mention,
        entry=decision.entry,
        confidence=round(confidence, 4) if decision.entry is not None else 0.0,
        review=decision.review,
        status=status,
    )


def _by_surroundings(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions, names that no entry fits placed by their neighbours in the text."""
    nowhere = [
        index
        for index, mention in enumerate(mentions)
        if mention.entry is None
        and mention.role in (Role.LITERAL, Role.ASSOCIATIVE)
        and mention.status is Status.AUTOMATIC
    ]
    anchors = neighbours(nowhere, mentions, text)
    placed = list(mentions)
    for index, anchor in anchors.items():
        own = mentions[index]
        if anchor.entry is None or anchor.entry.lon is None:
            continue
        confidence = _as_mention(own) * anchor.confidence * likelihood(own, anchor, text)
        placed[index] = replace(
            own,
            geometry=Point(anchor.entry.lon, anchor.entry.lat),
            beside=anchor.id,
            confidence=round(confidence, 4),
            review=Review.NONE,
        )
    return placed


def _with_confidence(mention: Mention) -> Mention:
    """Coordinates are as sure as it is that they are some."""
    if mention.role is Role.COORDINATES:
        return replace(mention, confidence=mention.probability)
    return mention
