"""A window that has not closed has no value yet: nothing that is still open is told as 0 or as a share."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.metrics.tables import Tables

Expression = Any  # Ibis has no types that mypy can read

DAY, SECONDS = 24, 3600  # hours in a day, seconds in an hour


def once_closed(tables: Tables, cohorts: Expression, *, hours: int) -> Expression:
    """``cohorts`` in order, each value null while the cohort's window is open, with ``known_from``.

    Of wiki_db, month, value and what else there is: ``numerator`` is as open as the value, other columns are
    known at once. The last person of a month may begin in its last second: only ``hours`` later is the
    whole cohort known, and ``known_from`` is the first day on which a snapshot can say so.
    """
    known = cohorts.join(tables.known, "wiki_db")
    closes = end_of_month(known.month) + ibis.interval(hours=hours)
    is_closed = closes <= known.known_until
    told = {name: is_closed.ifelse(known[name], None) for name in _still_open(cohorts)}
    first_day = (closes + ibis.interval(hours=DAY) - ibis.interval(seconds=1)).date()
    return (
        known.mutate(**told, known_from=is_closed.ifelse(ibis.null("date"), first_day))
        .select(*cohorts.columns, "known_from")
        .order_by("wiki_db", "month")
    )


def _still_open(cohorts: Expression) -> list[str]:
    return [name for name in ("value", "numerator") if name in cohorts.columns]


def end_of_month(month: Expression) -> Expression:
    """The first moment after it."""
    return (month.cast("timestamp") + ibis.interval(days=31)).truncate("M")


def within(
    moment: Expression, begin: Expression, *, hours: int, until: int, last: bool = False
) -> Expression:
    """From ``begin`` + ``hours``, included, to ``begin`` + ``until`` hours, left out unless ``last``."""
    start, end = begin + ibis.interval(hours=hours), begin + ibis.interval(hours=until)
    return (moment >= start) & ((moment <= end) if last else (moment < end))
