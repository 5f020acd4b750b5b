"""Builds `data/areas/`: `python -m geo.gazetteer.build_areas`.

Writes `fine.npz` and `screen.npz` (coverages), `areas.json` (what their items are) and
`sources.toml`. The same packages give the same files.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.coverage import arcs_of
from geo.gazetteer.sources.natural_earth import Admin1Unit, admin0_units, admin1_units
from geo.gazetteer.sources.natural_earth_disputes import disputed_parts
from geo.gazetteer.sources.natural_earth_groups import admin1_groups
from geo.gazetteer.sources.natural_earth_packages import (
    SourceFile,
    admin0_source,
    admin1_source,
    medium_source,
)

FINE_DEGREES = 0.003
SCREEN_DEGREES = 0.02
_EARTH_RADIUS_KM = 6371.0088
RETRIEVED = "2026-11-22"  # when the packages were last fetched and reviewed
_LICENCE = "public domain (Natural Earth)"

_PART_NAMES = {
    "abyei": "Abyei",
    "aksai-chin": "Aksai Chin",
    "golan-heights": "Golan Heights",
    "shaksgam": "Shaksgam Valley",
    "south-ossetia": "South Ossetia",
    "southern-kurils": "Southern Kuril Islands",
    "western-sahara-west": "Western Sahara, west of the berm",
}


def build(folder: Path) -> None:
    """Write all files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    units = admin1_units()
    owners, pieces = split_units(units)
    full = shapely.set_precision(np.asarray(pieces, dtype=object), 1e-6)
    if not shapely.coverage_is_valid(full):
        raise ValueError("The units do not share their borders: gaps or overlaps.")
    for name, tolerance in (("fine", FINE_DEGREES), ("screen", SCREEN_DEGREES)):
        simple = shapely.coverage_simplify(full, tolerance)
        coverage = arcs_of(simple)
        coverage.save(folder / f"{name}.npz")
        print(f"{name}: {len(coverage.xy)} vertices, {len(coverage.arc_start) - 1} arcs")
    _write_index(folder / "areas.json", owners, full.tolist())
    sources = (
        admin1_source(),
        admin0_source(),
        medium_source("ne_50m_admin_0_breakaway_disputed_areas"),
    )
    (folder / "sources.toml").write_text(sources_toml(sources), encoding="utf-8")


def split_units(
    units: Sequence[Admin1Unit],
) -> tuple[list[tuple[Admin1Unit, str]], list[BaseGeometry]]:
    """Cut disputed parts off their units: (unit, part or "") and geometry of each item."""
    parts = disputed_parts(units, admin0_units())
    owners: list[tuple[Admin1Unit, str]] = []
    pieces: list[BaseGeometry] = []
    for unit in units:
        rest = unit.geometry
        for part, geometry in parts.get(unit.area_id, ()):
            owners.append((unit, part))
            pieces.append(geometry)
            rest = rest.difference(geometry)
        owners.append((unit, ""))
        pieces.append(rest)
    return owners, pieces


def sources_toml(sources: Sequence[SourceFile]) -> str:
    """The sources as TOML: package, version, what, licence, date, sha256."""
    lines = ["# Written by the build."]
    for source in sources:
        lines += [
            "",
            f"[{source.key}]",
            f'registry = "{source.registry}"',
            f'package = "{source.package}"',
            f'version = "{source.version}"',
            f'file = "{source.path.name}"',
            f'what = "{source.what}"',
            f'licence = "{_LICENCE}"',
            f'retrieved = "{RETRIEVED}"',
            f'sha256 = "{source.sha256}"',
        ]
    return "\n".join(lines) + "\n"


def _write_index(
    path: Path, owners: Sequence[tuple[Admin1Unit, str]], pieces: Sequence[BaseGeometry]
) -> None:
    items = [
        [
            unit.area_id,
            part,
            unit.country_code,
            round(_area_km2(piece), 3),
            [round(value, 4) for value in piece.bounds],
        ]
        for (unit, part), piece in zip(owners, pieces, strict=True)
    ]
    groups = {group.area_id: list(group.members) for group in admin1_groups()}
    names = {unit.area_id: unit.name for unit, _ in owners}
    names |= {group.area_id: group.name for group in admin1_groups()} | _PART_NAMES
    rows = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    path.write_text(
        f'{{"items": [\n{rows}\n],\n"groups": {json.dumps(groups)},\n'
        f'"names": {json.dumps(names, ensure_ascii=False)}}}\n',
        encoding="utf-8",
    )


def _area_km2(geometry: BaseGeometry) -> float:
    """Area on the sphere, through Lambert's cylindrical equal-area projection."""

    def project(lonlat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        x = np.radians(lonlat[:, 0]) * _EARTH_RADIUS_KM
        y = np.sin(np.radians(lonlat[:, 1])) * _EARTH_RADIUS_KM
        return np.column_stack([x, y])

    return math.fabs(shapely.transform(geometry, project).area)


if __name__ == "__main__":
    from geo.resources import data_path

    build(data_path("samples").parent / "areas")
