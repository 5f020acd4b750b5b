"""What the sources yield and the build collects: places with their names, not yet ranked."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.model import BBox, Kind, NameMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a place."""

    text: str
    match: NameMatch
    language: str = ""  # BCP 47; "" if the source does not say
    exact: bool = False  # only this very spelling counts: "US", "Kan.", "NSW"
    after_comma: bool = False  # only behind a town and a comma: "Salem, OR"
    demotion: int = 0  # steps by which it ranks lower than its kind of name does


@dataclass(slots=True, kw_only=True)
class Row:
    """A place on its way into the gazetteer. The build fills in what a source does not know."""

    id: str
    name: str
    kind: Kind
    source: str  # a key of data/sources.toml
    lon: float | None = None
    lat: float | None = None
    feature_code: str = ""
    country_code: str = ""
    admin1_code: str = ""
    admin2_code: str = ""
    population: int = 0
    bbox: BBox | None = None
    radius_km: float | None = None
    area_ids: tuple[str, ...] = ()
    geonameid: int | None = None
    wikidata: str | None = None
    iso_code: str = ""  # ISO 3166-2 of a subdivision; only joins sources
    division_type: str = ""  # "Oblast", "Province"; only makes names
    prominence: float = 0.0  # how likely the name means this place, on the scale of ln(population)
    least_prominence: float = 0.0  # what a person says it has at least
    names: list[Name] = field(default_factory=list)
