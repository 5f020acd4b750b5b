"""Names marked with roles in corpora, as what the two models of roles learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from geo.gazetteer import Gazetteer
from geo.languages.lexicons import english
from geo.mentions.context import buckets
from geo.mentions.facts import facts_of
from geo.mentions.gold import GoldDocument
from geo.mentions.lessons import UNKNOWN, Lesson
from geo.mentions.passages import Passage, passages
from geo.mentions.role_features import Stretch, frame, role_figures, role_words
from geo.mentions.role_sentences import (
    MarkedName,
    MarkedSentence,
    Pools,
    patterns,
    pool_of,
    renamed,
    written,
)
from geo.mentions.roles import is_demonym
from geo.mentions.tokens import read
from geo.mentions.word_pieces import word_pieces
from geo.model import Span

_SHARE_RENAMED = 0.4
_WRITTEN = 1000  # sentences of our own in each epoch


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleExample:
    """One marked name that is literal or associative."""

    figures: list[float]
    words: list[int]
    associative: bool
    document: str
    sentence: str
    name: MarkedName


def examples(documents: Sequence[GoldDocument], gazetteer: Gazetteer) -> list[RoleExample]:
    """All marked toponyms that are literal or associative, demonyms by list left out."""
    found = []
    for gold in documents:
        reading = read(gold.document, english())
        stretches = []
        for toponym in gold.toponyms:
            first = reading.index_at(toponym.start)
            after = reading.index_at(toponym.end - 1) + 1
            facts = facts_of(gazetteer.named(toponym.text))
            stretches.append(Stretch(first=first, after=max(after, first + 1), facts=facts))
        places = frozenset(i for item in stretches for i in range(item.first, item.after))
        for toponym, stretch in zip(gold.toponyms, stretches, strict=True):
            if toponym.role not in {"literal", "associative"} or is_demonym(stretch.facts):
                continue
            seen = frame(reading, stretch, places)
            sentence = reading.sentences[reading.sentence_of[stretch.first]]
            associative = toponym.role == "associative"
            found.append(
                RoleExample(
                    figures=role_figures(reading, stretch, seen),
                    words=buckets(role_words(reading, stretch, seen)),
                    associative=associative,
                    document=f"{gold.id} {gold.document.id}",
                    sentence=gold.document.text[sentence.start : sentence.end],
                    name=MarkedName(
                        start=toponym.start - sentence.start,
                        end=min(toponym.end, sentence.end) - sentence.start,
                        associative=associative,
                        pool=pool_of(stretch.facts, toponym.text),
                    ),
                )
            )
    return found


def role_lessons(rng: Random, items: Sequence[RoleExample], names: Pools) -> list[Lesson]:
    """One epoch: the sentences of the corpora, some names replaced, and sentences of our own."""
    sentences = [renamed(rng, item, _SHARE_RENAMED, names) for item in _by_sentence(items)]
    sentences += written(rng, patterns(), _WRITTEN, names)
    return [
        Lesson(
            passage=passage,
            answers=tuple(
                (UNKNOWN, float(sentence.names[number].associative)) for number in passage.numbers
            ),
        )
        for sentence in sentences
        for passage in passages_of(sentence.text, sentence.names)
    ]


def passages_of(text: str, names: Sequence[MarkedName]) -> list[Passage]:
    """The passages of one sentence."""
    whole = Span(start=0, end=len(text))
    spans = [(name.start, name.end) for name in names]
    return passages(text, [whole] * len(names), spans, word_pieces())


def _by_sentence(items: Sequence[RoleExample]) -> list[MarkedSentence]:
    found: dict[tuple[str, str], dict[tuple[int, int], MarkedName]] = {}
    for item in items:
        names = found.setdefault((item.document, item.sentence), {})
        names[item.name.start, item.name.end] = item.name
    return [
        MarkedSentence(text=text, names=_apart([names[span] for span in sorted(names)]))
        for (_, text), names in found.items()
    ]


def _apart(names: Sequence[MarkedName]) -> tuple[MarkedName, ...]:
    """Without names that begin inside another."""
    kept: list[MarkedName] = []
    for name in names:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return tuple(kept)
