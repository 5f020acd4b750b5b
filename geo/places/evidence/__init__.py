"""The kinds of evidence: one object each, in one registry. A new kind is one entry in `EVIDENCE`.

Weights are fitted by `python -m geo.places.fit`; after adding a kind, fit again.
"""

from __future__ import annotations

from geo.places.evidence.article import CONTAINMENT, DISTANCE, FIRST, SENSE, SHARE
from geo.places.evidence.base import EvidenceKind, Row
from geo.places.evidence.name import KIND, NAME, POPULATION
from geo.places.evidence.namegivers import NAMEGIVERS
from geo.places.evidence.nearness import NEARNESS
from geo.places.evidence.publisher import FEED, HOME
from geo.places.evidence.telephone import TELEPHONE
from geo.places.evidence.telltale import TELLTALE
from geo.places.evidence.text import DATELINE, LIST, QUALIFIER, WORDING

EVIDENCE: tuple[EvidenceKind, ...] = (
    NAME,
    KIND,
    POPULATION,
    WORDING,
    QUALIFIER,
    NEARNESS,
    LIST,
    DATELINE,
    CONTAINMENT,
    SHARE,
    DISTANCE,
    FIRST,
    SENSE,
    HOME,
    FEED,
    TELEPHONE,
    NAMEGIVERS,
    TELLTALE,
)
FEATURES: tuple[str, ...] = tuple(feature for kind in EVIDENCE for feature in kind.features)

__all__ = ["EVIDENCE", "FEATURES", "EvidenceKind", "Row"]
