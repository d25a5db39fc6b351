"""Movement diversity: affiliates that reach more students."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from thriving.evidence.statements import Statement
from thriving.web.sample.deeds import Record, Told
from thriving.web.sample.groups import AFFILIATES

STUDENTS = "engaging-students"
SEASON = {"before": _("First assessment of %(group)s"), "after": _("Second assessment of %(group)s")}

# Affiliate, wave, day, and the level of each capacity from 0 (none) to 4 (strong).
ASSESSED = (
    ("altiplano-students", "before", date(2019, 9, 11), {STUDENTS: 1, "governance": 2}),
    ("savanna-students", "before", date(2019, 9, 19), {STUDENTS: 0, "governance": 1}),
    ("delta-students", "before", date(2019, 10, 3), {STUDENTS: 2, "governance": 2}),
    ("capital-students", "before", date(2019, 10, 8), {STUDENTS: 2, "governance": 4}),
    ("atlas-students", "before", date(2019, 11, 14), {STUDENTS: 2, "governance": 1}),
    ("altiplano-students", "after", date(2020, 2, 19), {STUDENTS: 3, "governance": 2}),
    ("island-students", "before", date(2020, 2, 24), {STUDENTS: 1, "governance": 1}),
    ("capital-students", "after", date(2020, 3, 5), {STUDENTS: 4, "governance": 4}),
    ("savanna-students", "after", date(2020, 3, 18), {STUDENTS: 2, "governance": 2}),
    ("atlas-students", "after", date(2020, 4, 7), {STUDENTS: 2, "governance": 2}),
    ("delta-students", "after", date(2020, 6, 11), {STUDENTS: 3, "governance": 2}),
)
WELL_SERVED = frozenset({"capital-students"})  # students there speak a language that has plenty


def deeds() -> tuple[Told, ...]:
    return tuple(_assessed(*each) for each in ASSESSED)


def _assessed(affiliate: str, wave: str, on: date, levels: dict[str, int]) -> Told:
    group = AFFILIATES[affiliate]
    record = Record(f"assessment/{affiliate}/{wave}", "assessment", SEASON[wave], {"group": group.name})
    shared = {
        "wave": wave,
        "serves": "students",
        "language_standing": "represented" if affiliate in WELL_SERVED else "underrepresented",
    }
    facts = tuple(
        Statement(
            "capacity.assessed",
            affiliate,
            on,
            Decimal(level),
            {**shared, "capacity": capacity},
            source=record.key,
        )
        for capacity, level in levels.items()
    )
    return Told(on, record, facts)
