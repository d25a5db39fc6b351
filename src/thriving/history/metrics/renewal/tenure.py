"""Who stays: after the first edit, and month by month."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa

from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.parts import in_order, share, share_of_month, up_to
from thriving.history.metrics.renewal.members import ACTIVE, NEEDS, PERSON, SOURCE, months_of_members
from thriving.history.metrics.tables import Tables, month_of
from thriving.history.metrics.windows import end_of_month

Expression = Any

# A month is one of the calendar, as it is at the source: 31 January and a month is the last day of February.
TENURES = {
    "1 day": ibis.interval(days=1),
    "7 days": ibis.interval(days=7),
    "1 month": ibis.interval(months=1),
    "2 months": ibis.interval(months=2),
}
# Months in a row, up to and with.
RUNS = {"1": 1, "2": 2, "3-6": 6, "7-12": 12, "13-24": 24}
LONGER = "more than 24"


@metric(
    title="Retention by tenure",
    unit="share",
    grain=Grain.COHORT_AND_TENURE,
    source=SOURCE,
    needs=NEEDS,
    is_additive=False,
    limits="The window has no end: who comes back years later still raises it, so newer months look worse. "
    "For a window with an end see retention_since_first_edit.",
)
def retention_by_tenure(tables: Tables) -> Expression:
    """The share of those who first edited in a month who edited again when a tenure had passed, or later.

    Tenures are 1 day (86,400 seconds), 7 days, and 1 and 2 months of the calendar (a month from 31 January
    leads to the last day of February). Retained is who made an edit at the first edit + tenure, included, or
    at any time after. People, above and below the line, as in vital_signs_active_editors; edits of pages
    deleted since count. A month has no value until its last newcomer has had the whole tenure.
    """
    months = months_of_members(tables)
    people = months.group_by(*PERSON).agg(first=months.first_edit.min(), last=months.last_edit.max())
    # Somebody edited at a time or after it exactly when their last edit was not before it.
    stayed = {
        f"stayed_{place}": (people.last >= people.first + tenure).cast("int64").sum()
        for place, tenure in enumerate(TENURES.values())
    }
    cohorts = people.group_by("wiki_db", month=month_of(people.first)).agg(newcomers=people.count(), **stayed)
    return _once_reached(tables, cohorts)


def _once_reached(tables: Tables, cohorts: Expression) -> Expression:
    """A row for each cohort and tenure; what not all of the month can have reached yet is null."""
    names = ibis.memtable(pa.table({"tenure": list(TENURES)}))
    rows = cohorts.cross_join(names).join(tables.known, "wiki_db")
    each = list(enumerate(TENURES.items()))
    retained = ibis.cases(*((rows.tenure == name, rows[f"stayed_{place}"]) for place, (name, _) in each))
    end = end_of_month(rows.month)
    closes = ibis.cases(*((rows.tenure == name, end + tenure) for _, (name, tenure) in each))
    is_closed = closes <= rows.known_until
    told = share(rows, is_closed.ifelse(retained, ibis.null("int64")), rows.newcomers)
    with_day = told.mutate(known_from=is_closed.ifelse(ibis.null("date"), closes.date()))
    columns = ("wiki_db", "month", "tenure", "value", "numerator", "denominator", "known_from")
    return in_order(with_day.select(*columns), "tenure", list(TENURES))


@metric(
    title="Stability of active editors",
    unit="share",
    grain=Grain.MONTH_AND_RUN,
    source=SOURCE,
    needs=NEEDS,
    is_additive=False,
    limits="A lake that begins late shortens the runs of its first two years.",
)
def stability_of_active_editors(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """How a month's active editors divide by how long each has edited without leaving out a month.

    Active as in vital_signs_active_editors. The run is the number of months of the calendar one after the
    other, up to and with this one, with one edit or more on that wiki: 1, 2, 3-6, 7-12, 13-24 or more than
    24 months. A run of which nobody is active has no row.
    """
    months = _with_run(months_of_members(tables))
    run = up_to(months.run, RUNS, beyond=LONGER)
    reached = months.mutate(run=run).filter(months.edits >= at_least)
    parts = reached.group_by("wiki_db", "month", "run").agg(people=reached.count())
    return in_order(share_of_month(parts, "run"), "run", [*RUNS, LONGER])


def _with_run(months: Expression) -> Expression:
    """With ``run``: this month is the so-manieth in a row."""
    number = (months.month.year() * 12 + months.month.month()).cast("int64")
    counted = months.select("wiki_db", "month", "user_name", "edits", number=number)
    before = counted.number.lag().over(group_by=PERSON, order_by="number")
    begins = (counted.number - before == 1).fill_null(False).ifelse(ibis.null("int64"), counted.number)  # noqa: FBT003 -- Ibis's own signature
    begun = counted.mutate(begins=begins)
    so_far = ibis.cumulative_window(group_by=PERSON, order_by="number")
    return begun.mutate(run=begun.number - begun.begins.max().over(so_far) + 1)
