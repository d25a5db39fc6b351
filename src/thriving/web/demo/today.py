"""Turns a process to the demo's day: to that day's database and to its clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import partial

from django.conf import settings
from django.db import connection, connections

from thriving.kernel import clock
from thriving.web.demo.days import UNFINISHED, Days, require_ours

NOON = time(12)

days = Days(settings.DATA)
_followed: date | None = None


def is_ready() -> bool:
    """Whether there is a day to turn to: not before the first is built, nor while this process builds one."""
    builds = str(connections.settings["default"]["NAME"]).endswith(UNFINISHED)
    return not builds and days.file(days.chosen()).exists()


def follow() -> date:
    """The chosen day, which this process asks and answers on from now on.

    Other threads finish what they have begun on the day before: each request opens the database anew.
    """
    global _followed  # noqa: PLW0603 -- one process, one day
    day = days.chosen()
    if day != _followed:
        file = days.file(day)
        require_ours(file)
        connection.close()
        connections.settings["default"]["NAME"] = str(file)
        clock.run_on(partial(moment_on, day))
        _followed = day
    return day


def moment_on(day: date) -> datetime:
    """An afternoon as long as a real day: midnight never comes, and the sample's mornings are past."""
    real = clock.system()
    since_midnight = real - real.replace(hour=0, minute=0, second=0, microsecond=0)
    return datetime.combine(day, NOON, UTC) + since_midnight / 2
