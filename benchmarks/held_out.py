"""Weights fitted in memory on some documents, to be scored on documents that they have not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.gazetteer import Gazetteer
from geo.languages.lexicons import english
from geo.mentions import find, mark
from geo.mentions.classifier import Classifier
from geo.mentions.fit import Example, example, own_examples, unseen_scores
from geo.mentions.fit import fit as fit_finding
from geo.mentions.fit_roles import fit as fit_roles
from geo.mentions.fit_roles import fit_light as fit_light_roles
from geo.mentions.gold import GoldDocument
from geo.mentions.lessons import Lesson, place_lessons
from geo.mentions.proposals import Proposer
from geo.mentions.role_examples import RoleExample, examples
from geo.mentions.role_sentences import pools
from geo.mentions.roles import RoleClassifier
from geo.model import Mention
from geo.places.feed import publisher_of
from geo.places.fit import fit_weights
from geo.places.gold import Case, read_cases
from geo.places.ranker import Weights

LOCAL_NEWS = "lgl_dev"
NEWSPAPER_FOLDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """All that is fitted."""

    finding: Classifier
    roles: RoleClassifier
    places: Weights

    def found(
        self, gold: GoldDocument, gazetteer: Gazetteer, *, demonyms: bool = True
    ) -> tuple[Mention, ...]:
        return find(
            gold.document,
            gazetteer,
            demonyms=demonyms,
            classifier=self.finding,
            role_classifier=self.roles,
        )

    def marked(self, gold: GoldDocument, gazetteer: Gazetteer) -> tuple[Mention, ...]:
        spans = [(toponym.start, toponym.end) for toponym in gold.toponyms]
        return mark(gold.document, spans, gazetteer, role_classifier=self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Documents to score, and the documents, by corpus, that the weights may be fitted on."""

    name: str
    held: tuple[GoldDocument, ...]
    seen: Mapping[str, tuple[GoldDocument, ...]]


def folds(corpora: Mapping[str, tuple[GoldDocument, ...]]) -> dict[str, list[Fold]]:
    """The folds of each row of the table: a corpus left out; newspapers of local news left out."""
    rows: dict[str, list[Fold]] = {}
    for name, held in corpora.items():
        others = {other: part for other, part in corpora.items() if other != name}
        if others:
            rows[name] = [Fold(name=name, held=held, seen=others)]
    if LOCAL_NEWS in corpora:
        parts = newspapers(corpora[LOCAL_NEWS])
        rows[f"{LOCAL_NEWS} by newspaper"] = [
            Fold(
                name=f"{LOCAL_NEWS} {number}",
                held=part,
                seen={
                    **corpora,
                    LOCAL_NEWS: tuple(d for other in parts if other is not part for d in other),
                },
            )
            for number, part in enumerate(parts, 1)
        ]
    return rows


def newspapers(documents: Sequence[GoldDocument]) -> list[tuple[GoldDocument, ...]]:
    """Documents in parts of like size that share no newspaper."""
    starts = [
        place
        for place, (one, other) in enumerate(pairwise(documents), 1)
        if publisher_of(one.document) != publisher_of(other.document)
    ]
    wanted = [number * len(documents) / NEWSPAPER_FOLDS for number in range(1, NEWSPAPER_FOLDS)]
    cuts = sorted({min(starts, key=lambda start: abs(start - want)) for want in wanted})
    edges = [0, *cuts, len(documents)]
    return [tuple(documents[start:end]) for start, end in pairwise(edges)]


class Fitting:
    """Fits all models of a fold; what the folds share is made once."""

    def __init__(
        self, gazetteer: Gazetteer, sentences: Sequence[GoldDocument], *, encoders: bool
    ) -> None:
        """`sentences` are marked with roles alone, and seen by every fold.

        Without `encoders`, which take minutes each, the light model of roles decides alone.
        """
        self.encoders = encoders
        self.gazetteer = gazetteer
        self._proposer = Proposer(gazetteer, english())
        self._own = own_examples(self._proposer)
        self._examples: dict[str, Example] = {}
        self._cases: dict[str, list[Case]] = {}
        self._role_examples: dict[str, list[RoleExample]] = {}
        self._role_models: dict[frozenset[str], RoleClassifier] = {}
        self._sentences = examples(sentences, gazetteer)
        self.names = pools(gazetteer)

    def models(self, fold: Fold) -> Models:
        cases = {
            name: [case for gold in part for case in self.cases(gold)]
            for name, part in fold.seen.items()
        }
        return Models(
            finding=fit_finding(self.examples(fold)),
            roles=self.roles(fold),
            places=fit_weights([case for part in cases.values() for case in part], list(cases)),
        )

    def examples(self, fold: Fold) -> list[Example]:
        """The fold's documents as the finding model sees them."""
        seen = [self.example(gold) for part in fold.seen.values() for gold in part]
        return [*seen, *self._own]

    def example(self, gold: GoldDocument) -> Example:
        if _key(gold) not in self._examples:
            self._examples[_key(gold)] = example(gold, self._proposer)
        return self._examples[_key(gold)]

    def cases(self, gold: GoldDocument) -> list[Case]:
        if _key(gold) not in self._cases:
            self._cases[_key(gold)] = read_cases([gold], self.gazetteer)
        return self._cases[_key(gold)]

    def roles(self, fold: Fold) -> RoleClassifier:
        documents = [gold for part in fold.seen.values() for gold in part]
        marked = [gold for gold in documents if any(t.role for t in gold.toponyms)]
        # The encoder learns from all names, the light model from those with roles alone.
        key = frozenset(map(_key, documents if self.encoders else marked))
        if key not in self._role_models:
            items = [*self._sentences, *self.role_examples(marked)]
            self._role_models[key] = (
                fit_roles(items, self.names, self.place_lessons(fold))[0]
                if self.encoders
                else fit_light_roles(items)
            )
        return self._role_models[key]

    def place_lessons(self, fold: Fold) -> list[Lesson]:
        """What the encoder learns of names in the fold's documents."""
        seen = self.examples(fold)
        return place_lessons(seen, unseen_scores(seen))

    def role_examples(self, documents: Sequence[GoldDocument]) -> list[RoleExample]:
        """The marked names of documents as the role model sees them."""
        items = []
        for gold in documents:
            if _key(gold) not in self._role_examples:
                self._role_examples[_key(gold)] = examples([gold], self.gazetteer)
            items += self._role_examples[_key(gold)]
        return items


def _key(gold: GoldDocument) -> str:
    return f"{gold.id} {gold.document.id}"
