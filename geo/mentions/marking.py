"""Mentions where somebody else says that there are some: a person, or a marked corpus."""

from __future__ import annotations

from collections.abc import Sequence

from geo.gazetteer import Gazetteer
from geo.languages.lexicons import english
from geo.mentions.facts import facts_of
from geo.mentions.role_features import Stretch
from geo.mentions.roles import RoleClassifier, fitted_roles, read_roles
from geo.mentions.tokens import read
from geo.model import Document, Mention


def mark(
    document: Document,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    role_classifier: RoleClassifier | None = None,
) -> tuple[Mention, ...]:
    """Mentions of given stretches `[start, end)` in code points, in text order, with their roles.

    A stretch without a word in it gives none.
    """
    reading = read(document, english())
    stretches = []
    kept = []
    for start, end in sorted(spans):
        first, after = reading.index_at(start), reading.index_at(end - 1) + 1
        if not reading.tokens or reading.tokens[after - 1].end <= start:
            continue
        named = gazetteer.named(document.text[start:end])
        stretches.append(Stretch(first=first, after=after, facts=facts_of(named)))
        kept.append((start, end, first, named))
    decided = read_roles(reading, stretches, role_classifier or fitted_roles())
    return tuple(
        Mention(
            id=f"m{start}-{end}",
            start=start,
            end=end,
            text=document.text[start:end],
            role=role,
            role_probability=certainty,
            block=reading.block_of[first],
            sentence=reading.sentences[reading.sentence_of[first]],
            probability=1.0,
            named=named,
        )
        for (start, end, first, named), (role, certainty) in zip(kept, decided, strict=True)
    )
