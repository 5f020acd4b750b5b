"""Steps 2 to 4 in order: find the mentions, resolve them, frame the map. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from geo.gazetteer import Gazetteer
from geo.gazetteer.areas import Areas
from geo.gazetteer.worldviews import worldview as worldview_of
from geo.mentions import find
from geo.model import Annotation, ArticleMap, Correction, Document, Mention, Progress
from geo.places import choose_entries, focus, resolve
from geo.places.feed import Contribution, Feeds
from geo.places.resolving import Resolved
from geo.settings import SWITCHES, Settings


def make_map(
    document: Document,
    gazetteer: Gazetteer,
    areas: Areas,
    *,
    corrections: Sequence[Correction] = (),
    annotations: Sequence[Annotation] = (),
    worldview: str = "iso",
    language: str = "en",
    settings: Settings,
    feeds: Feeds | None = None,
    progress: Progress | None = None,
) -> ArticleMap:
    """The map of a document. The same arguments always give the same map.

    `feeds` hold what articles of publishers name, this one among them. `progress` is told how far
    the slow part is. Raises `UnknownName` for an unknown worldview.
    """
    view = worldview_of(worldview)
    mentions, places = resolve(
        document,
        _found(document, gazetteer, settings, progress),
        gazetteer,
        areas,
        corrections=corrections,
        worldview=view.id,
        language=language,
        feeds=feeds,
    )
    return ArticleMap(
        document=document,
        mentions=mentions,
        places=places,
        focus=focus(places, mentions),
        worldview=view,
        language=language,
        corrections=tuple(corrections),
        annotations=tuple(annotations),
    )


def text_alone(document: Document, *, worldview: str, language: str) -> ArticleMap:
    """The map of a document before anything was looked for in it: text to read, no places.

    Raises `UnknownName` for an unknown worldview.
    """
    return ArticleMap(
        document=document,
        mentions=(),
        places=(),
        focus=focus((), ()),
        worldview=worldview_of(worldview),
        language=language,
        corrections=(),
        annotations=(),
    )


def locate_mentions(
    document: Document, gazetteer: Gazetteer, *, settings: Settings, feeds: Feeds | None = None
) -> tuple[Mention, ...]:
    """The mentions of the map that `make_map` makes, with their entries and nothing else.

    What only a reader of one map needs is not computed: evidence, the areas of places, the focus.
    """
    return _resolved(document, gazetteer, settings, feeds).mentions


def contribution(document: Document, gazetteer: Gazetteer, *, settings: Settings) -> Contribution:
    """What a document names, for the feed of its publisher."""
    ranking = _resolved(document, gazetteer, settings).ranking
    return {} if ranking is None else ranking.contribution()


def _resolved(
    document: Document, gazetteer: Gazetteer, settings: Settings, feeds: Feeds | None = None
) -> Resolved:
    return choose_entries(
        document,
        _found(document, gazetteer, settings),
        gazetteer,
        worldview=settings.worldview,
        feeds=feeds,
    )


def _found(
    document: Document,
    gazetteer: Gazetteer,
    settings: Settings,
    progress: Progress | None = None,
) -> tuple[Mention, ...]:
    switches = {name: getattr(settings, name) for name in SWITCHES}
    return find(document, gazetteer, progress=progress, **switches)
