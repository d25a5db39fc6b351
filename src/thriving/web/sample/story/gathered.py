"""Gatherings that grants pay for, and who is asked about their risks before.

By 15 April, 45 roles of the Foundation are required and 43 have taken part: 88 records, of which a visitor
may open 61. By the end of the year two of the last gathering have not taken part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfGathering
from thriving.web.sample.story import LAST

FOUNDATION = ("grants-officer", "trust-and-safety", "events-team", "legal")
ASKED_WITHIN = timedelta(days=6)
HELD_AFTER = timedelta(days=45)
TITLE = _("Gathering of %(group)s")
TEXT = _(
    "Two days on which we write together, show each other how, and welcome whoever comes for the first time."
)
POLICY = _("Everybody is welcome as they are. Nobody is photographed without being asked.")
# Where those meet that have no place of their own, or meet abroad.
TOWNS = {
    "oral-history": "Tamale",
    "night-sky": "Tafí del Valle",
    "women-in-science": "Kairouan",
    "riverbank": "Jalpaiguri",
}
ABROAD = {"riverbank": ("IN", "Asia/Kolkata")}


@dataclass(frozen=True)
class Gathered:
    """``required``: how many roles of the Foundation its care asks for; 4 where care is enhanced.

    ``missing``: so many of them, the last, did not take part in time. ``closed``: for those invited alone.
    """

    approved_on: date
    group: str
    required: int
    closed: bool = False
    missing: int = 0
    made_good_on: date | None = None

    @property
    def key(self) -> str:
        return f"{self.group}-{self.approved_on:%Y-%m}"

    @property
    def on(self) -> date:
        return self.approved_on + HELD_AFTER

    @property
    def is_enhanced(self) -> bool:
        return self.required == len(FOUNDATION)

    @property
    def roles(self) -> tuple[str, ...]:
        return FOUNDATION[: self.required]

    @property
    def prompt(self) -> tuple[str, ...]:
        return self.roles[: self.required - self.missing]

    @property
    def tardy(self) -> tuple[str, ...]:
        return self.roles[self.required - self.missing :]


GATHERED = (
    Gathered(date(2019, 8, 5), "lakeside", 4),
    Gathered(date(2019, 9, 4), "highland", 4),
    Gathered(date(2019, 9, 17), "desert", 4, closed=True),
    Gathered(date(2019, 10, 3), "riverbank", 4),
    Gathered(date(2019, 11, 6), "steppe", 3, closed=True),
    Gathered(date(2019, 11, 12), "archipelago", 4),
    Gathered(date(2019, 12, 11), "dawn", 4),
    Gathered(date(2020, 2, 19), "oral-history", 4),
    Gathered(date(2020, 3, 4), "plateau", 3, closed=True),
    Gathered(date(2020, 3, 9), "night-sky", 4),
    Gathered(date(2020, 4, 2), "women-in-science", 4, closed=True, missing=1, made_good_on=date(2020, 5, 4)),
    Gathered(date(2020, 4, 6), "riverbank", 3, missing=1, made_good_on=date(2020, 5, 4)),
    Gathered(date(2020, 5, 13), "highland", 4),
    Gathered(date(2020, 6, 4), "lakeside", 4, missing=2),
)
BY_KEY = {each.key: each for each in GATHERED}
# Of which the risks are written down, reviewed and accepted, and when.
ASSESSED = {
    "lakeside-2019-08": date(2019, 8, 13),
    "highland-2019-09": date(2019, 9, 12),
    "riverbank-2019-10": date(2019, 10, 11),
    "archipelago-2019-11": date(2019, 11, 20),
    "oral-history-2020-02": date(2020, 2, 27),
    "women-in-science-2020-04": date(2020, 4, 7),
    "night-sky-2020-03": date(2020, 4, 7),
    "plateau-2020-03": date(2020, 4, 8),
    "riverbank-2020-04": date(2020, 4, 10),
}
# Of the others two contacts answer.
OUT_OF_REACH = ("oral-history-2020-02", "women-in-science-2020-04", "riverbank-2020-04")
CALLED = {key: on + timedelta(days=4) for key, on in ASSESSED.items() if key not in OUT_OF_REACH}
MOVED, MOVED_ON, MOVED_TO = "women-in-science-2020-04", date(2020, 4, 13), "Mahdia"
ALERTED_ON, ALERTED = date(2020, 4, 13), "IN"
ALERT = "Floods have closed roads in the north-east."
ALERT_SOURCE = "https://sample.invalid/alerts/1"
WAIVED, WAIVED_ON, WAIVER_GRANTED_ON = "oral-history-2020-02", date(2020, 2, 28), date(2020, 3, 2)
WAIVER_LASTS = timedelta(days=10)
WAIVER_REASON = (
    "The network there is down until Thursday; both contacts were reached by radio, which we may not count."
)
THREAT = "The road home is dark, and buses stop at nine."
CAPACITY = "The hosts know the drivers, and leave together with whoever is last."
CONTEXT = "A quiet quarter. The police post is ten minutes away, and friendly."
MEASURE = "A minibus takes everybody home at eight."


def deeds() -> Iterator[OfGathering]:
    for each in GATHERED:
        yield from _of(each)
    for key, on in ASSESSED.items():
        yield OfGathering(on, key, "assess")
    for key, on in CALLED.items():
        yield OfGathering(on, key, "call")
    yield OfGathering(MOVED_ON, MOVED, "move")
    yield OfGathering(ALERTED_ON, "riverbank-2020-04", "alert")
    yield OfGathering(WAIVED_ON, WAIVED, "ask_waiver")
    yield OfGathering(WAIVER_GRANTED_ON, WAIVED, "waive")


def _of(each: Gathered) -> Iterator[OfGathering]:
    yield OfGathering(each.approved_on, each.key, "plan")
    yield OfGathering(each.approved_on + ASKED_WITHIN, each.key, "ask")
    if each.made_good_on:
        yield OfGathering(each.made_good_on, each.key, "make_good")
    if each.on <= LAST:
        yield OfGathering(each.on, each.key, "end")
