"""What affiliates owe and hand in during the sample year, and a group that asks to be recognized."""

from __future__ import annotations

from datetime import date

from thriving.web.sample.deeds import Applied, HandedIn, ReportsAsked, Stepped

# Of six that owe a report of 2019, five handed it in, one of them late.
HANDED_IN = (
    (date(2020, 2, 27), "capital-students"),
    (date(2020, 3, 12), "altiplano-students"),
    (date(2020, 3, 30), "delta-students"),
    (date(2020, 3, 31), "island-students"),
    (date(2020, 4, 9), "atlas-students"),
)


def deeds() -> tuple[ReportsAsked | HandedIn | Applied | Stepped, ...]:
    return (
        ReportsAsked(date(2020, 1, 2), 2019),
        *(HandedIn(on, affiliate) for on, affiliate in HANDED_IN),
        Applied(date(2020, 3, 27)),
        Stepped(date(2020, 3, 30), "acknowledge"),
        Stepped(date(2020, 4, 14), "invite"),
        Stepped(date(2020, 5, 20), "put_to_vote"),
    )
