"""Step 3: decide which place each mention means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.model import Correction, Document, Entry, Mention, Place, Review, Role, Status
from geo.places.corrections import apply_corrections, rejected
from geo.places.explaining import decide
from geo.places.geometry import locate_offset
from geo.places.home import find_home
from geo.places.places import build_places
from geo.places.ranker import Weights, rank, shipped_weights
from geo.places.senses import find_senses
from geo.places.table import Table
from geo.places.wording import read_cues

_NAMED_ROLES = (Role.LITERAL, Role.ASSOCIATIVE, Role.DEMONYM)


def resolve(
    document: Document,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    areas: Areas,
    *,
    corrections: Sequence[Correction] = (),
    worldview: str = "iso",
    language: str = "en",
    weights: Weights | None = None,
) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """Mentions with candidates, entry and confidence, in text order, and the places they mean.

    `mentions` come from `geo.mentions.find`. Corrections always win and inform the others. Raises
    `UnknownName` for an unknown worldview.
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
    resolved, reasons = _resolve_named(document, active, forced, gazetteer, weights)
    resolved = {mention.id: mention for mention in resolved.values()}
    everything = []
    for mention in decided.mentions:
        if mention.id in decided.rejected:
            everything.append(rejected(mention))
        else:
            everything.append(resolved.get(mention.id, mention))
    complete = tuple(_with_geometry(mention, resolved) for mention in everything)
    places = build_places(
        complete, reasons, gazetteer, areas, worldview=worldview, language=language
    )
    return complete, places


def _resolve_named(
    document: Document,
    mentions: Sequence[Mention],
    forced: dict[int, Entry],
    gazetteer: Gazetteer,
    weights: Weights,
) -> tuple[dict[str, Mention], dict[str, str]]:
    """Resolved mentions, and the reasons for their places, both by mention id."""
    cues = read_cues(document, mentions)
    senses = find_senses(mentions, cues, forced)
    resolved = {
        mention.id: replace(mention, review=Review.NONE)
        for mention in mentions
        if not mention.named
    }
    reasons: dict[str, str] = {}
    if not senses:
        return resolved, reasons
    table = Table(document, mentions, cues, senses, find_home(document, gazetteer))
    ranking = rank(table, weights)
    for index, sense in enumerate(senses):
        decision = decide(ranking, index, gazetteer)
        for number in sense.mentions:
            mention = mentions[number]
            reasons[mention.id] = decision.reason
            if sense.forced is not None:
                status, confidence = Status.CORRECTED, 1.0
            else:
                status = Status.AUTOMATIC
                confidence = weights.calibrated(decision.probability) * mention.probability
            best = decision.best
            resolved[mention.id] = replace(
                mention,
                candidates=decision.candidates,
                entry=None if best is None else best.entry,
                confidence=round(confidence, 4) if best is not None else 0.0,
                review=decision.review,
                status=status,
            )
    return resolved, reasons


def _with_geometry(mention: Mention, resolved: dict[str, Mention]) -> Mention:
    """A relative mention with the area that it may mean, once its anchor is known."""
    if mention.status is Status.REJECTED:
        return mention
    if mention.role is Role.COORDINATES:
        return replace(mention, confidence=mention.probability)
    if mention.role is not Role.RELATIVE or mention.offset is None:
        return mention
    anchor = resolved.get(mention.offset.anchor)
    if anchor is None or anchor.entry is None:
        return replace(mention, review=Review.NONE)
    return replace(
        mention,
        geometry=locate_offset(mention.offset, anchor.entry),
        confidence=anchor.confidence,
        review=anchor.review,
    )
