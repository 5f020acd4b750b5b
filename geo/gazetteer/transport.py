"""The form in which the gazetteer is committed: two Parquet files, sorted and compact."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from geo.gazetteer.rows import Row
from geo.model import Kind, NameMatch

PLACES = "places.parquet"
NAMES = "names.parquet"

KINDS: tuple[Kind, ...] = tuple(Kind)
MATCHES: tuple[NameMatch, ...] = tuple(NameMatch)

# Degrees are kept as whole hundred-thousandths (about a metre).
SCALE = 100_000


def write(rows: Sequence[Row], folder: Path) -> str:
    """Write the rows as Parquet into a folder; answers the hash of the two files."""
    _write(_places(rows), folder / PLACES)
    _write(_names(rows), folder / NAMES)
    return version_of(folder)


def version_of(folder: Path) -> str:
    """First 16 hex digits of the SHA-256 over both files."""
    digest = hashlib.sha256()
    for name in (PLACES, NAMES):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def _write(table: pa.Table, path: Path) -> None:
    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=[
            field.name
            for field in table.schema
            if pa.types.is_dictionary(field.type) or field.name in {"admin1_code", "admin2_code"}
        ],
        column_encoding={
            field.name: "DELTA_BINARY_PACKED"
            for field in table.schema
            if pa.types.is_integer(field.type) and field.type.bit_width >= 32
        }
        | ({"name": "DELTA_BYTE_ARRAY"} if "name" in table.schema.names else {}),
        write_statistics=False,
        row_group_size=200_000,
    )


def _places(rows: Sequence[Row]) -> pa.Table:
    def words(values: list[str]) -> pa.Array:
        return pa.array(values, pa.string()).dictionary_encode()

    def degrees(values: list[float | None]) -> pa.Array:
        return pa.array([None if v is None else round(v * SCALE) for v in values], pa.int32())

    boxes = [row.bbox or (None, None, None, None) for row in rows]
    return pa.table(
        {
            # An id that is the GeoNames id needs no text of its own.
            "id": pa.array(
                ["" if row.id == f"geonames:{row.geonameid}" else row.id for row in rows]
            ),
            "geonameid": pa.array([row.geonameid for row in rows], pa.int32()),
            "name": pa.array([row.name for row in rows]),
            "kind": pa.array([KINDS.index(row.kind) for row in rows], pa.uint8()),
            "lon": degrees([row.lon for row in rows]),
            "lat": degrees([row.lat for row in rows]),
            "feature_code": words([row.feature_code for row in rows]),
            "country_code": words([row.country_code for row in rows]),
            "admin1_code": pa.array([row.admin1_code for row in rows]),
            "admin2_code": pa.array([row.admin2_code for row in rows]),
            "population": pa.array([row.population for row in rows], pa.int64()),
            "west": degrees([box[0] for box in boxes]),
            "south": degrees([box[1] for box in boxes]),
            "east": degrees([box[2] for box in boxes]),
            "north": degrees([box[3] for box in boxes]),
            "radius_km": pa.array([row.radius_km for row in rows], pa.float32()),
            "area_ids": words([" ".join(row.area_ids) for row in rows]),
            "wikidata": words([row.wikidata or "" for row in rows]),
            "source": words([row.source for row in rows]),
            "prominence": pa.array([row.prominence for row in rows], pa.float32()),
        }
    )


def _names(rows: Sequence[Row]) -> pa.Table:
    """One line per name, grouped by place in the order of the places."""
    names = [(number, name) for number, row in enumerate(rows) for name in row.names]
    return pa.table(
        {
            "place": pa.array([number for number, _ in names], pa.int32()),
            "name": pa.array([name.text for _, name in names]),
            "match": pa.array([MATCHES.index(name.match) for _, name in names], pa.uint8()),
            "language": pa.array([name.language for _, name in names]).dictionary_encode(),
            "exact": pa.array([name.exact for _, name in names]),
            "after_comma": pa.array([name.after_comma for _, name in names]),
            "demotion": pa.array([name.demotion for _, name in names], pa.uint8()),
        }
    )
