"""What a reader imports of who holds which ground, before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import shapely

from geo.errors import BadRecord
from geo.model import Overlay, OverlayPart
from geo.store import Store, new_id, now
from geo.workspace.checking import MAX_TITLE, checked_address, checked_text

MAX_OVERLAYS = 12
"""Most overlays of one article."""
MAX_PARTS = 2_000
"""Most lines and areas of one overlay."""
MAX_POSITIONS = 100_000
"""Most positions of one overlay: beyond it a page draws too slowly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayDraft:
    """Title, day, source, its address, and parts: what the file says and what the reader adds."""

    parts: tuple[OverlayPart, ...]
    title: str = ""
    as_of: date | None = None
    source: str = ""
    url: str = ""


class Overlays:
    """Who holds which ground, with a store's articles, by sources of the reader's."""

    def __init__(self, store: Store, erase_old: Callable[[], None]) -> None:
        """`erase_old` forgets what was removed too long ago to be brought back."""
        self._store = store
        self._erase_old = erase_old

    def of(self, article_id: str) -> tuple[Overlay, ...]:
        """The first imported first. Raises `UnknownArticle`."""
        return self._store.overlays.of(article_id)

    def add(self, article_id: str, draft: OverlayDraft) -> Overlay:
        """Keep with an article who holds which ground by a source of the reader's.

        Raises `UnknownArticle` and `BadRecord`.
        """
        if len(self._store.overlays.of(article_id)) >= MAX_OVERLAYS:
            raise BadRecord(
                "The article has {count} overlays already.",
                value=MAX_OVERLAYS,
                hint="Remove one first.",
                count=MAX_OVERLAYS,
            )
        overlay = overlay_from(draft, overlay_id=new_id(), created=now())
        self._store.overlays.add(article_id, overlay)
        return overlay

    def remove(self, article_id: str, overlay_id: str) -> None:
        """Remove an overlay; for `Settings.undo_minutes` it can be brought back.

        Raises `UnknownArticle` and `UnknownOverlay`.
        """
        self._store.overlays.remove(article_id, overlay_id)

    def restore(self, article_id: str, overlay_id: str) -> Overlay:
        """Bring a removed overlay back. Raises `UnknownArticle` and `UnknownOverlay`."""
        self._erase_old()
        return self._store.overlays.restore(article_id, overlay_id)


def overlay_from(draft: OverlayDraft, *, overlay_id: str, created: str) -> Overlay:
    """Check a draft and make the overlay. Raises `BadRecord`."""
    if draft.as_of is None:
        raise BadRecord(
            "Neither the file nor the form says what day the overlay is of.",
            value="as_of",
            hint="Give the day: who holds which ground changes.",
        )
    # It may be tomorrow already where the reader is.
    if draft.as_of > (datetime.now(UTC) + timedelta(days=1)).date():
        raise BadRecord(
            "The day {day} is yet to come.",
            value=draft.as_of.isoformat(),
            hint="Give the day whose state the overlay shows.",
            day=draft.as_of.isoformat(),
        )
    source = checked_text("source", draft.source.strip(), limit=MAX_TITLE)
    if not source:
        raise BadRecord(
            "Neither the file nor the form says where the overlay is from.",
            value="source",
            hint="Name the source, so that readers know whose account it is.",
        )
    if not draft.parts:
        raise BadRecord(
            "The file has no areas and no lines.",
            hint="Choose a GeoJSON file with areas or lines of who holds which ground.",
        )
    if len(draft.parts) > MAX_PARTS:
        raise BadRecord(
            "The file has {count} areas and lines; the limit is {limit}.",
            value=len(draft.parts),
            hint="Join those that belong together.",
            count=len(draft.parts),
            limit=MAX_PARTS,
        )
    positions = sum(int(shapely.get_num_coordinates(each.geometry)) for each in draft.parts)
    if positions > MAX_POSITIONS:
        raise BadRecord(
            "The file has {count} positions; the limit is {limit}.",
            value=positions,
            hint="Simplify its lines and areas first.",
            count=positions,
            limit=MAX_POSITIONS,
        )
    for part in draft.parts:
        checked_text("title", part.name, limit=MAX_TITLE)
    return Overlay(
        id=overlay_id,
        title=checked_text("title", draft.title.strip(), limit=MAX_TITLE),
        as_of=draft.as_of,
        source=source,
        url=checked_address(draft.url.strip()) or None,
        parts=draft.parts,
        created=created,
    )
