"""Sixty measures of every kind that counts, each beside the SQL that somebody would write by hand for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

REGIONS = (
    "central-and-eastern-europe-and-central-asia",
    "east-southeast-asia-and-pacific",
    "latin-america-and-caribbean",
    "middle-east-and-north-africa",
    "north-america",
    "northern-and-western-europe",
    "south-asia",
    "sub-saharan-africa",
)
STAGES = ("invited", "engaged", "tested", "refined")
ROLES = ("organizer", "affiliate_leader")
COHORTS = ("education-greenhouse-pilot", *(f"cohort-{number}" for number in range(1, 8)))
CAPACITIES = ("engaging-students", *(f"capacity-{number}" for number in range(1, 6)))
EMPLOYERS = ("foundation", "affiliate", "venue", "vendor")
LANGUAGES = ("ar", "bn", "en", "es", "fr", "ha", "hi", "sw")
STREAMS = tuple(f"stream-{number}" for number in range(200))
PEOPLE = {"k": 10, "cadence": "monthly"}
CURRENT = "superseded_number IS NULL AND occurred_on <= '2020-06-30' AND occurred_on >= '2019-07-01'"


@dataclass(frozen=True)
class Definition:
    """``by_hand`` selects one number, the same that a measure with ``specification`` gives."""

    name: str
    specification: dict[str, Any]
    by_hand: str
    members: tuple[str, ...] = ()


def definitions() -> list[Definition]:
    return [*_counts(), *_people(), *_things(), *_coverages(), *_ratios(), *_changes(), *_sums()]


def _where(**asked: str) -> tuple[list[list[Any]], str]:
    said = [[name, "in", [value]] for name, value in asked.items()]
    sql = "".join(f" AND dimensions ->> '{name}' = '{value}'" for name, value in asked.items())
    return said, sql


def _facts(kind: str, sql: str = "") -> str:
    return f"FROM evidence_fact WHERE kind = '{kind}' AND {CURRENT}{sql}"


def _counts() -> Iterator[Definition]:
    for region in REGIONS:
        where, sql = _where(region=region)
        yield Definition(
            f"partners met in {region}",
            {"kind": "count", "fact": "partner.met", "where": where, "unit": {"code": "partner"}},
            f"SELECT COUNT(*) {_facts('partner.met', sql)}",
        )


def _people() -> Iterator[Definition]:
    for stage in STAGES:
        for role in ROLES:
            where, sql = _where(stage=stage, role=role)
            yield _distinct("leadership.engaged", f"{role}s, {stage}", where, sql, privacy=PEOPLE)
    for region in REGIONS:
        where, sql = _where(region=region)
        yield _distinct("leadership.engaged", f"people in {region}", where, sql, privacy=PEOPLE)


def _things() -> Iterator[Definition]:
    for community_type in ("thematic", "regional"):
        where, sql = _where(community_type=community_type)
        yield _distinct("pilot.data_contributed", f"{community_type} communities", where, sql)
    for language in LANGUAGES[:4]:
        where, sql = _where(language=language)
        yield _distinct("pilot.data_contributed", f"communities in {language}", where, sql)
    yield _distinct("experiment.finished", "experiments", [], "")


def _distinct(kind: str, name: str, where: list[list[Any]], sql: str, **more: Any) -> Definition:
    said = {"kind": "distinct", "fact": kind, "where": where, "unit": {"code": "subject"}, **more}
    return Definition(name, said, f"SELECT COUNT(DISTINCT subject) {_facts(kind, sql)}")


def _coverages() -> Iterator[Definition]:
    for size in (2, 4, 6, 8):
        members = REGIONS[:size]
        yield _coverage("position.filled", "region", members, f"{size} regions with a position")
    for size in (5, 50, 200):
        yield _coverage("research.finding_named", "stream", STREAMS[:size], f"{size} streams with a finding")


def _coverage(kind: str, of: str, members: tuple[str, ...], name: str) -> Definition:
    listed = ", ".join(f"'{member}'" for member in members)
    facts = _facts(kind, f" AND dimensions ->> '{of}' IN ({listed})")
    sql = f"SELECT COUNT(DISTINCT dimensions ->> '{of}') {facts}"
    return Definition(name, {"kind": "coverage", "fact": kind, "of": of, "unit": {"code": of}}, sql, members)


def _ratios() -> Iterator[Definition]:
    for employer in EMPLOYERS:
        where, sql = _where(employer=employer)
        required, engaged = _facts("risk.stakeholder_required", sql), _facts("risk.stakeholder_engaged", sql)
        yield Definition(
            f"stakeholders of the {employer} engaged",
            {
                "kind": "ratio",
                "numerator": {"fact": "risk.stakeholder_engaged", "where": where},
                "denominator": {"fact": "risk.stakeholder_required", "where": where},
                "unit": {"code": "percent"},
            },
            f"SELECT 1.0 * COUNT(engaged.subject) / NULLIF(COUNT(*), 0)"
            f" FROM (SELECT DISTINCT subject {required}) AS required"
            f" LEFT JOIN (SELECT DISTINCT subject {engaged}) AS engaged"
            f" ON engaged.subject = required.subject",
        )


def _changes() -> Iterator[Definition]:
    for cohort in COHORTS:
        where, sql = _where(cohort=cohort)
        yield _change(
            "assessment.scored", f"share improved, {cohort}", where, sql, "improved_share", privacy=PEOPLE
        )
    for capacity in CAPACITIES:
        where, sql = _where(capacity=capacity)
        yield _change("capacity.assessed", f"affiliates improved, {capacity}", where, sql, "improved_count")


def _change(
    kind: str, name: str, where: list[list[Any]], sql: str, statistic: str, **more: Any
) -> Definition:
    said = {
        "kind": "change",
        "fact": kind,
        "where": where,
        "pair": "wave",
        "before": "before",
        "after": "after",
        "scale": [1, 5],
        "statistic": statistic,
        "improved_by": 1,
        "minimum": 1,
        "unit": {"code": "percent" if statistic == "improved_share" else "affiliate"},
        **more,
    }
    improved = "SUM(CASE WHEN later - earlier >= 1 THEN 1 ELSE 0 END)"
    value = f"1.0 * {improved} / COUNT(*)" if statistic == "improved_share" else improved
    paired = f"({_waves(kind, sql)}) AS paired WHERE earlier IS NOT NULL AND later IS NOT NULL"
    return Definition(name, said, f"SELECT {value} FROM {paired}")


def _waves(kind: str, sql: str) -> str:
    each = "AVG(CASE WHEN dimensions ->> 'wave' = '{wave}' THEN value END) AS {name}"
    waves = ", ".join(
        each.format(wave=wave, name=name) for wave, name in (("before", "earlier"), ("after", "later"))
    )
    return f"SELECT subject, {waves} {_facts(kind, sql)} GROUP BY subject"


def _sums() -> Iterator[Definition]:
    for capacity in CAPACITIES[:2]:
        for wave in ("before", "after"):
            where, sql = _where(capacity=capacity, wave=wave)
            yield Definition(
                f"points {wave}, {capacity}",
                {"kind": "sum", "fact": "capacity.assessed", "where": where, "unit": {"code": "points"}},
                f"SELECT SUM(value) {_facts('capacity.assessed', sql)}",
            )
