"""Newcomers as Wikimetrics and the research on Meta count them, with the edges that their queries have."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.failures import HistoryError
from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.newcomers.cohorts import (
    BOTS_TOO,
    BY_SELF,
    NEEDS,
    by_cohort,
    count_of_accounts,
    own,
    people,
    share_of_accounts,
)
from thriving.history.metrics.tables import Tables, month_of
from thriving.history.metrics.windows import DAY, SECONDS, once_closed, within

Expression = Any

_WIKIMETRICS = "Wikimetrics: wikimedia/analytics-wikimetrics, wikimetrics/metrics"
_COHORTS = "Wikimetrics asks it of a list of people; here it is asked of those who made accounts in a month."


@metric(
    title="Newly registered",
    unit="people",
    source=f"{_WIKIMETRICS}/newly_registered.py",
    needs=("user_is_created_by_self",),
    is_additive=True,
    limits="new_registered_users, by Wikistats, differs by those of a month's first second alone.",
)
def newly_registered(tables: Tables) -> Expression:
    """Accounts that people made themselves after the beginning of the month, left out, to its end, included.

    One made in the first second of February (UTC) counts in January.
    """
    events = tables.user_events
    made = events.filter(events.event_type == "create", events.user_is_created_by_self)
    placed = made.mutate(month=month_of(made.event_timestamp - ibis.interval(seconds=1)))
    return placed.group_by("wiki_db", "month").agg(value=ibis._.count()).order_by("wiki_db", "month")


@metric(
    title="New editors",
    unit="people",
    grain=Grain.COHORT,
    source="Meta, Research:New editor",
    needs=NEEDS,
    is_additive=True,
    limits=f"{BY_SELF} {BOTS_TOO}",
)
def new_editors(tables: Tables, *, number_of_edits: int = 1, days: int = 1) -> Expression:
    """Accounts that people made themselves in the month, with one edit or more within a day of that.

    From the moment in which the account was made to 24 hours later, both included. Edits of every namespace
    and of pages deleted since count. Known a day after the month.
    """
    edits = own(tables.edits_within(days * DAY))
    soon = within(edits.event_timestamp, edits.created, hours=0, until=days * DAY, last=True)
    return count_of_accounts(tables, people(edits.filter(soon), at_least=number_of_edits), hours=days * DAY)


@metric(
    title="Survival",
    unit="share",
    grain=Grain.COHORT,
    source=f"{_WIKIMETRICS}/survival.py",
    needs=NEEDS,
    is_additive=False,
    limits=f"{_COHORTS} Its form begins with 0 and 0 hours. {BY_SELF} {BOTS_TOO}",
)
def survival(
    tables: Tables,
    *,
    number_of_edits: int = 1,
    survival_hours: int = 30 * DAY,
    sunset_in_hours: int = 30 * DAY,
    namespaces: str = "0",
) -> Expression:
    """Of the accounts that people made themselves in a month, the share with so many edits in a later window.

    From survival_hours after the account was made to sunset_in_hours after that, both included; a sunset of 0
    is the end of what the lake knows. Edits of pages that are in these namespaces now; of pages deleted since
    none count. Known survival_hours and sunset_in_hours after the month.
    """
    if not sunset_in_hours:
        edits = _live(tables.edits_since_account, namespaces)
        later = edits.event_timestamp >= edits.created + ibis.interval(hours=survival_hours)
        stayed = people(edits.filter(later), at_least=number_of_edits)
        return share_of_accounts(tables, stayed, hours=survival_hours)
    until = survival_hours + sunset_in_hours
    edits = _live(tables.edits_within(until), namespaces)
    later = within(edits.event_timestamp, edits.created, hours=survival_hours, until=until, last=True)
    return share_of_accounts(tables, people(edits.filter(later), at_least=number_of_edits), hours=until)


@metric(
    title="Threshold",
    unit="share",
    grain=Grain.COHORT,
    source=f"{_WIKIMETRICS}/threshold.py",
    needs=NEEDS,
    is_additive=False,
    limits=f"{_COHORTS} {BY_SELF} {BOTS_TOO}",
)
def threshold(
    tables: Tables, *, number_of_edits: int = 1, threshold_hours: int = DAY, namespaces: str = "0"
) -> Expression:
    """Of the accounts that people made themselves in a month, the share with so many edits soon after.

    From the moment in which the account was made to 24 hours later, both included. Edits of pages that are in
    these namespaces now; of pages deleted since none count. Known 24 hours after the month.
    """
    soon = _soon(tables, threshold_hours, namespaces)
    return share_of_accounts(tables, people(soon, at_least=number_of_edits), hours=threshold_hours)


@metric(
    title="Time to threshold",
    unit="hours",
    grain=Grain.COHORT,
    source=f"{_WIKIMETRICS}/threshold.py, time_to_threshold",
    needs=NEEDS,
    is_additive=False,
    limits=f"{_COHORTS} The mean of their hours; Wikimetrics gives each person's. {BY_SELF} {BOTS_TOO}",
)
def time_to_threshold(
    tables: Tables, *, number_of_edits: int = 1, threshold_hours: int = DAY, namespaces: str = "0"
) -> Expression:
    """The mean of the hours from the making of the account to that edit, of those whom threshold counts.

    Whole seconds are counted and divided. A month in which nobody reached it has no row.
    """
    soon = _soon(tables, threshold_hours, namespaces)
    order = ibis.window(group_by=["wiki_db", "user_name", "created"], order_by="event_timestamp")
    numbered = soon.mutate(number=ibis.row_number().over(order) + 1)
    reached = numbered.filter(numbered.number == number_of_edits)
    seconds = reached.event_timestamp.epoch_seconds() - reached.created.epoch_seconds()
    hours = by_cohort(
        reached.mutate(hours=seconds.cast("float64") / SECONDS),
        numerator=ibis._.hours.sum(),
        denominator=ibis._.count(),
    )
    return once_closed(tables, hours.mutate(value=hours.numerator / hours.denominator), hours=threshold_hours)


def _soon(tables: Tables, hours: int, namespaces: str) -> Expression:
    edits = _live(tables.edits_within(hours), namespaces)
    return edits.filter(within(edits.event_timestamp, edits.created, hours=0, until=hours, last=True))


def _live(edits: Expression, namespaces: str) -> Expression:
    return own(edits).filter(ibis._.is_live, ibis._.namespace.isin(_numbers(namespaces)))


def _numbers(namespaces: str) -> list[int]:
    try:
        return [int(each) for each in namespaces.split(",")]
    except ValueError:
        raise HistoryError(f"namespaces cannot be “{namespaces}”: it is numbers, as 0 or 0,4.") from None
