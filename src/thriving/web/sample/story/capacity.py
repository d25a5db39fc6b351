"""Affiliates that reach more students: assessed before a program and after it. All are invented."""

from __future__ import annotations

from datetime import date

from thriving.web.sample.deeds import Assessed

STUDENTS = "engaging-students"
PROGRAM = "students-at-home"
UNDERREPRESENTED = ("qu", "ha", "sat", "tet", "zgh")  # what students speak, except in the harbor town

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
SCHOOL_YEAR = date(2020, 5, 29)  # its last day
PROGRAM_DAYS = {  # the first and the last day that each planned: a school year, or a part of it
    "altiplano-students": (date(2019, 9, 16), date(2020, 2, 14)),
    "savanna-students": (date(2019, 9, 23), date(2020, 3, 13)),
    "delta-students": (date(2019, 10, 7), SCHOOL_YEAR),
    "capital-students": (date(2019, 10, 14), date(2020, 2, 28)),
    "atlas-students": (date(2019, 11, 18), SCHOOL_YEAR),
    "island-students": (date(2020, 3, 2), SCHOOL_YEAR),
}
ENDED_EARLIER = {
    "atlas-students": (date(2020, 3, 13), "The schools closed, and the groups could not meet any longer."),
}
WORDS = {
    "before": "Three officers and four members talked it over, with the lists of who came since 2018.",
    "after": "The same people talked it over again, with the lists of who came and who came back.",
}
WHO = "Pupils and students of the schools and colleges around us, in the language they speak at home."
REACHED = "About sixty students of four schools, most of them in the language that they speak at home."


def deeds() -> tuple[Assessed, ...]:
    return tuple(Assessed(on, affiliate, wave) for affiliate, wave, on, _levels in ASSESSED)
