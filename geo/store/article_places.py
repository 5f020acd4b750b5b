"""Stored places of articles: what searches and collections need of maps, made once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects.sqlite import insert

from geo.collection import ArticlePlace, Quote
from geo.layers import Layer
from geo.model import Dispute, Kind, Review
from geo.store import records
from geo.store.database import Database
from geo.store.tables import ArticlePlacesRow, ArticleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesKey:
    """The view that places are stored for, and who made them: program, data and settings."""

    worldview: str
    language: str
    maker: str


class StoredPlaces:
    """The places of a store's articles. What is older than its article's corrections is unseen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self,
        article_id: str,
        key: PlacesKey,
        *,
        revision: int,
        names: Sequence[tuple[str, Sequence[str]]],
        places: Sequence[ArticlePlace],
    ) -> None:
        """Keep an article's places, and the names by which they are searched (shown, folded)."""
        values = {
            "article_id": article_id,
            "worldview": key.worldview,
            "language": key.language,
            "revision": revision,
            "maker": key.maker,
            "names": [[name, list(folded)] for name, folded in names],
            "places": [_values(place) for place in places],
        }
        with self._database.writing() as session:
            row = session.get(ArticleRow, article_id)
            if row is None:
                return  # gone in the meantime
            session.execute(
                insert(ArticlePlacesRow)
                .values(values)
                .on_conflict_do_update(
                    index_elements=["article_id", "worldview", "language"], set_=values
                )
            )

    def known(self, key: PlacesKey, article_ids: Collection[str]) -> dict[str, int]:
        """Those of the articles whose places are stored, each with the revision they are of."""
        with self._database.reading() as session:
            rows = session.execute(
                _valid(key, article_ids).with_only_columns(
                    ArticlePlacesRow.article_id, ArticlePlacesRow.revision
                )
            )
            return {row.article_id: row.revision for row in rows}

    def of(
        self, key: PlacesKey, article_ids: Collection[str]
    ) -> dict[str, tuple[ArticlePlace, ...]]:
        """The stored places of articles; those without are left out."""
        with self._database.reading() as session:
            rows = session.execute(
                _valid(key, article_ids).with_only_columns(
                    ArticlePlacesRow.article_id, ArticlePlacesRow.places
                )
            )
            return {article: tuple(_place(each) for each in places) for article, places in rows}

    def names(
        self, key: PlacesKey, article_ids: Collection[str]
    ) -> dict[str, list[tuple[str, list[str]]]]:
        """The names of the stored places of articles: as shown, and as folded for searching."""
        with self._database.reading() as session:
            rows = session.execute(
                _valid(key, article_ids).with_only_columns(
                    ArticlePlacesRow.article_id, ArticlePlacesRow.names
                )
            )
            return {article: [(name, folded) for name, folded in names] for article, names in rows}


def _valid(key: PlacesKey, article_ids: Collection[str]) -> Select[Any]:
    return (
        select(ArticlePlacesRow)
        .join(ArticleRow, ArticleRow.id == ArticlePlacesRow.article_id)
        .where(
            ArticlePlacesRow.worldview == key.worldview,
            ArticlePlacesRow.language == key.language,
            ArticlePlacesRow.maker == key.maker,
            ArticlePlacesRow.revision == ArticleRow.corrections_revision,
            ArticlePlacesRow.article_id.in_(article_ids),
        )
    )


def _values(place: ArticlePlace) -> dict[str, Any]:
    values = asdict(place)
    values["geometry"] = records.to_geojson(place.geometry)
    return values


def _place(values: Mapping[str, Any]) -> ArticlePlace:
    review, dispute, bbox = values["review"], values["dispute"], values["bbox"]
    return ArticlePlace(
        **{
            **values,
            "layer": Layer(values["layer"]),
            "kind": Kind(values["kind"]),
            "bbox": None if bbox is None else tuple(bbox),
            "geometry": records.from_geojson(values["geometry"]),
            "review": None if review is None else Review(review),
            "dispute": None if dispute is None else Dispute(**dispute),
            "quotes": tuple(Quote(**quote) for quote in values["quotes"]),
        }
    )
