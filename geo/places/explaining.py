"""Why a sense was decided as it was: candidates with their evidence, and a reason for readers."""

from __future__ import annotations

import numpy as np

from geo.gazetteer.descriptions import Naming
from geo.model import Candidate, Evidence
from geo.places.deciding import Decision
from geo.places.evidence import EVIDENCE, Row
from geo.places.ranker import Ranking
from geo.places.table import Floats
from geo.places.wording import SORTS, Sort

_LEAST_WEIGHT = 0.05  # log-odds below which evidence is not worth a line

_REASON_KINDS = ("qualifier", "wording", "containment", "list", "sense", "share", "distance",
                 "home", "feed", "telephone", "namegivers", "telltale", "first", "dateline",
                 "population", "kind", "name")  # fmt: skip


def candidates(ranking: Ranking, decision: Decision, naming: Naming) -> tuple[Candidate, ...]:
    """The candidates of a sense with their evidence, best first."""
    return tuple(_candidate(ranking, row, _baseline(ranking, row), naming) for row in decision.rows)


def reason(ranking: Ranking, decision: Decision, naming: Naming) -> str:
    """One sentence on why the best candidate is the best; "" when there is none."""
    if not decision.rows:
        return ""
    return _reason(ranking, decision.rows[0], decision.rival, naming)


def _candidate(ranking: Ranking, row: int, baseline: Floats, naming: Naming) -> Candidate:
    named = ranking.table.rows[row]
    evidence = [
        Evidence(kind=name, weight=round(weight, 2), sentence=sentence)
        for name, (weight, sentence) in _evidence(ranking, row, baseline, naming).items()
        if abs(weight) >= _LEAST_WEIGHT and sentence
    ]
    evidence.sort(key=lambda item: -abs(item.weight))
    return Candidate(
        entry=named.entry,
        match=named.match,
        probability=round(float(ranking.probability[row]), 4),
        evidence=tuple(evidence),
    )


def _baseline(ranking: Ranking, row: int) -> Floats:
    """[features]: what the sense's other candidates have, on average by their probability.

    Evidence is what sets a candidate apart; what all of them share says nothing. A candidate
    without rivals is compared with nothing.
    """
    part = ranking.table.rows_of(int(ranking.table.sense[row]))
    others = np.array([other for other in range(part.start, part.stop) if other != row])
    if not len(others):
        return np.zeros(ranking.values.shape[1])
    weight = ranking.probability[others] + 1e-9
    result: Floats = weight @ ranking.values[others] / weight.sum()
    return result


def _evidence(
    ranking: Ranking, row: int, baseline: Floats, naming: Naming
) -> dict[str, tuple[float, str]]:
    """Weight and sentence of each kind of evidence for a row, against a baseline of features."""
    result: dict[str, tuple[float, str]] = {}
    start = 0
    for kind in EVIDENCE:
        stop = start + len(kind.features)
        values = ranking.values[row, start:stop]
        weight = float((values - baseline[start:stop]) @ ranking.weights[start:stop])
        about = Row(
            table=ranking.table,
            beliefs=ranking.beliefs,
            index=row,
            values=dict(zip(kind.features, values.tolist(), strict=True)),
            favours=weight > 0,
            naming=naming,
        )
        spoken = values.any() or baseline[start:stop].any()
        result[kind.name] = (weight, kind.sentence(about) if spoken else "")
        start = stop
    return result


def _reason(ranking: Ranking, row: int, rival: int | None, naming: Naming) -> str:
    """One sentence from the evidence that most sets the best candidate apart from the second."""
    table = ranking.table
    sense = table.senses[int(table.sense[row])]
    entry = table.rows[row].entry
    if sense.forced is not None:
        return naming.say("A person chose this place.")
    if rival is None:
        return naming.say(
            "It is the only place of this name in the gazetteer: {what}.",
            what=naming.describe(entry),
        )
    mine = _evidence(ranking, row, ranking.values[rival], naming)
    leads = {name: mine[name][0] for name in _REASON_KINDS if mine[name][1]}
    strongest = sorted(
        (name for name, lead in leads.items() if lead > 0.2),
        key=lambda name: (-leads[name], _REASON_KINDS.index(name)),
    )
    # What the text says convinces a reader more than what every place of the kind has.
    spoken = [name for name in strongest if name not in ("kind", "name", "population")]
    clauses = [mine[name][1] for name in (spoken[:2] or strongest[:1])]
    if len(clauses) < 2:
        clauses.append(_against(ranking, row, rival, naming))
    if len(clauses) < 2 or not clauses[-1]:
        extra = [mine[name][1] for name in strongest if mine[name][1] not in clauses]
        clauses = [clause for clause in clauses if clause] + extra[:1]
    return _join(clauses[:2]) or naming.say("It fits the text best.")


def _against(ranking: Ranking, row: int, rival: int, naming: Naming) -> str:
    """How the second candidate relates to the best one."""
    table = ranking.table
    entry, other = table.rows[row].entry, table.rows[rival].entry
    same_region = bool(entry.admin1_code) and (entry.country_code, entry.admin1_code) == (
        other.country_code,
        other.admin1_code,
    )
    if same_region and SORTS[entry.kind] is Sort.REGION and SORTS[other.kind] is Sort.TOWN:
        return naming.say("The town of the same name lies inside it.")
    if same_region and SORTS[entry.kind] is Sort.TOWN and SORTS[other.kind] is Sort.REGION:
        return naming.say("The region of the same name lies around it.")
    return naming.say(
        "The next candidate is {name} ({what}).",
        name=naming.name(other),
        what=naming.describe(other),
    )


def _join(clauses: list[str]) -> str:
    """Sentences as one, with semicolons; "" for none."""
    kept = [clause.rstrip(".") for clause in clauses if clause]
    # None of them begins with a name.
    rest = [clause[0].lower() + clause[1:] for clause in kept[1:]]
    return "; ".join([*kept[:1], *rest]) + "." if kept else ""
