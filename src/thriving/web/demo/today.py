"""Turns a process to the demo's day: to that day's database and to its clock."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from functools import partial

from django.conf import settings
from django.db import connection, connections

from thriving.kernel import clock
from thriving.web.demo.days import Days, require_ours

NOON = time_of_day(12)
DAY = 24 * 60 * 60  # seconds

days = Days(settings.DATA)
_followed: date | None = None


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
    """An afternoon that lasts as long as a real day, so that midnight never comes and the sample's mornings are past."""
    return datetime.combine(day, NOON, UTC) + timedelta(seconds=time.time() % DAY / 2)
