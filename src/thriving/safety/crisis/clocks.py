"""What has to be done by when, for each severity: each as long as the setting says.

A deadline is a moment in UTC that is written down when its clock starts; the clocks of no country move it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SATURDAY = 5
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


class Task(models.TextChoices):
    """What a clock waits for."""

    ACKNOWLEDGE = "acknowledge", _("Take the report up")
    DECIDE = "decide", _("Decide whether it is a crisis")
    COMMANDER = "commander", _("Name who leads")
    CONTACT = "contact", _("Reach those at risk safely for the first time")
    BRIEF = "brief", _("Brief the leadership")
    REPORT = "report", _("Write a situation report")
    REVIEW = "review", _("Meet for the review")
    SECOND_READER = "second-reader", _("Have a second person read the decision")
    AGREE = "agree", _("Have a second person agree that it is less grave")


# What the answer to a crisis consists of: these met in time, it was answered in time.
OF_THE_ANSWER = (Task.ACKNOWLEDGE, Task.COMMANDER, Task.CONTACT, Task.BRIEF, Task.REPORT)
SINCE_QUALIFIED = (Task.COMMANDER, Task.CONTACT, Task.BRIEF, Task.REPORT)
# What may have to wait for the good of those at risk; nobody puts off looking, deciding or leading.
MAY_STAND_STILL = (Task.CONTACT, Task.BRIEF, Task.REPORT, Task.REVIEW)
SECOND_READER_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """How long a clock runs: a time, or a number of business days, Monday to Friday in UTC."""

    time: timedelta = timedelta()
    business_days: int = 0

    @classmethod
    def read(cls, written: str) -> Span | None:
        """``15m``, ``4h``, ``3d``, ``5b`` (business days); ``none`` where no clock runs."""
        if written == "none":
            return None
        number, unit = int(written[:-1]), written[-1]
        return cls(business_days=number) if unit == "b" else cls(number * _UNITS[unit])

    def after(self, moment: datetime) -> datetime:
        return _business(moment, self.business_days) if self.business_days else moment + self.time


# As the protocol of the movement has it; what stands nowhere has no clock.
USUAL: Mapping[str, str] = {
    "s1.acknowledge": "15m",
    "s1.decide": "30m",
    "s1.commander": "30m",
    "s1.contact": "1h",
    "s1.brief": "2h",
    "s1.report": "4h",
    "s1.review": "3d",
    "s2.acknowledge": "30m",
    "s2.decide": "1h",
    "s2.commander": "1h",
    "s2.contact": "4h",
    "s2.brief": "4h",
    "s2.report": "12h",
    "s2.review": "5b",
    "s3.acknowledge": "4h",
    "s3.decide": "8h",
    "s3.commander": "8h",
    "s3.contact": "1d",
    "s3.report": "1d",
    "s4.acknowledge": "1b",
    "s4.decide": "2b",
}


def span(severity: int, task: str) -> Span | None:
    name = f"s{severity}.{task}"
    written = settings.CRISIS_CLOCKS.get(name) or USUAL.get(name, "none")
    return Span.read(written)


def deadline(severity: int, task: str, start: datetime) -> datetime | None:
    found = span(severity, task)
    return found.after(start) if found else None


def halfway(start: datetime, due: datetime) -> datetime:
    return start + (due - start) / 2


def _business(moment: datetime, days: int) -> datetime:
    """At the same time of day; what begins on a weekend begins on the Monday after it."""
    for _day in range(days):
        moment += timedelta(days=1)
        while moment.weekday() >= SATURDAY:
            moment += timedelta(days=1)
    return moment
