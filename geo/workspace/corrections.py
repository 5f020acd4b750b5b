"""The decisions of a reader about what names mean."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from geo.errors import BadRecord, UnknownEntry
from geo.model import Correction
from geo.store import Store, new_id, now, replaces
from geo.workspace.checking import text_at
from geo.workspace.mapmaking import MapMaker
from geo.workspace.reader import READER

_LONGEST_NAME = 300


class Corrections:
    """The corrections of a store's articles."""

    def __init__(self, store: Store, maker: MapMaker) -> None:
        self._store = store
        self._maker = maker

    def of(self, article_id: str) -> tuple[Correction, ...]:
        """The decisions in force, oldest first. Raises `UnknownArticle`."""
        return self._store.corrections.of(article_id)[1]

    def add(
        self,
        article_id: str,
        start: int,
        end: int,
        entry_id: str | None,
        *,
        everywhere: bool = False,
    ) -> Correction:
        """Decide which place the text at `[start, end)` means; None: it is not a place.

        Raises `UnknownArticle`, `BadRecord` for a stretch that is not in the text, `UnknownName`
        for an entry that the gazetteer does not have.
        """
        document = self._store.articles.get(article_id)
        text = text_at(document, start, end)
        if end - start > _LONGEST_NAME:
            raise BadRecord(
                "The stretch has {count} characters; a name has at most {limit}.",
                value=[start, end],
                hint="Choose the name alone.",
                count=end - start,
                limit=_LONGEST_NAME,
            )
        if entry_id is not None:
            self._maker.entry(entry_id)
        correction = Correction(
            id=new_id(),
            start=start,
            end=end,
            text=text,
            entry_id=entry_id,
            everywhere=everywhere,
            created=now(),
        )
        # The map is made before the decision is stored: what cannot be drawn is not stored.
        earlier = [
            other
            for other in self._store.corrections.of(article_id)[1]
            if not replaces(correction, other)
        ]
        self._maker.make(document, (*earlier, correction))
        self._store.corrections.add(article_id, correction, who=READER)
        return correction

    def withdraw(self, article_id: str, correction_id: str) -> None:
        """Take a decision back. Raises `UnknownArticle` and `UnknownCorrection`."""
        self._store.corrections.withdraw(article_id, correction_id)

    def names(self, corrections: Sequence[Correction], language: str) -> dict[str, str]:
        """The names, in a language, of the entries that corrections chose; those that are gone are
        left out.
        """
        names: dict[str, str] = {}
        naming = self._maker.gazetteer.naming(language)
        for entry_id in {each.entry_id for each in corrections} - {None}:
            with suppress(UnknownEntry):
                names[str(entry_id)] = naming.name(self._maker.gazetteer.entry(str(entry_id)))
        return names
