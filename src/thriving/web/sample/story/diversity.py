"""Movement diversity: affiliates that reach more students, and liaisons in the regions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from thriving.evidence.statements import Statement
from thriving.web.sample.deeds import Record, Told
from thriving.web.sample.groups import AFFILIATES, AFRICA, LATIN, SOUTH

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

# Position, role, region, first day at work. Two in one region still are one region.
FILLED = (
    (
        "gender-program-manager",
        "program-manager",
        "",
        date(2019, 11, 25),
        _("Gender program manager begins work"),
    ),
    ("liaison-1", "regional-liaison", LATIN, date(2019, 11, 4), _("First regional liaison begins work")),
    ("liaison-2", "regional-liaison", AFRICA, date(2020, 2, 10), _("Second regional liaison begins work")),
    ("liaison-3", "regional-liaison", LATIN, date(2020, 3, 16), _("Third regional liaison begins work")),
    ("liaison-4", "regional-liaison", SOUTH, date(2020, 6, 15), _("Fourth regional liaison begins work")),
)


def deeds() -> tuple[Told, ...]:
    return (*(_assessed(*each) for each in ASSESSED), *(_filled(*each) for each in FILLED))


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


def _filled(position: str, role: str, region: str, on: date, title: str) -> Told:
    record = Record(f"position/{position}", "position", title)
    fact = Statement(
        "position.filled", position, on, dimensions={"role": role, "region": region}, source=record.key
    )
    return Told(on, record, (fact,))
