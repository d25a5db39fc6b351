"""Retention: who of those that began in a month came back in a later window."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.failures import HistoryError
from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.tables import Tables, month_of
from thriving.history.metrics.windows import DAY, once_closed, within

Expression = Any

_WMF = (
    "Wikimedia Foundation, movement metrics: wikimedia/analytics-wmf-product-jobs, movement_metrics, "
    "update_new_editors.hql, and wikimedia-research/movement-metrics, new_editor_retention"
)
_ACCOUNTS = (
    "revision_id",
    "event_user_text",
    "event_user_creation_timestamp",
    "event_user_is_created_by_system",
)
_ALL_EDITS = (
    "Bots, temporary accounts, every namespace, redirects, imported edits and edits of pages deleted since "
    "count too, as they do at the source."
)


@metric(
    title="New editor retention",
    unit="share",
    grain=Grain.COHORT,
    source=_WMF,
    needs=_ACCOUNTS,
    is_additive=False,
    limits=_ALL_EDITS,
)
def new_editor_retention(tables: Tables, *, days: int = 30) -> Expression:
    """The share of a month's new accounts, among those that edited in 30 days, that edited in the next 30.

    Accounts that the system made for people from another wiki are left out. The first window ends before
    creation + 30 days and has no beginning; the second runs from there, included, to creation + 60 days, left
    out. A day is 86,400 seconds. A person on two wikis is two.
    """
    return _of_accounts(tables, came_within=days, from_day=days, until_day=2 * days)


@metric(
    title="Retention in a window",
    unit="share",
    grain=Grain.COHORT,
    source="Thriving: new_editor_retention with windows of one's own",
    needs=_ACCOUNTS,
    is_additive=False,
    limits=_ALL_EDITS,
)
def retention_in_window(
    tables: Tables, *, came_within_days: int = 30, from_day: int = 30, until_day: int = 60
) -> Expression:
    """new_editor_retention, where each window is given.

    Of the accounts that edited before creation + came_within_days (30), the share that edited from creation +
    from_day (30), included, to creation + until_day (60), left out. Known until_day days after the month.
    """
    if from_day >= until_day:
        raise HistoryError(f"until_day cannot be {until_day}: a window from day {from_day} ends later.")
    return _of_accounts(tables, came_within=came_within_days, from_day=from_day, until_day=until_day)


def _of_accounts(tables: Tables, *, came_within: int, from_day: int, until_day: int) -> Expression:
    longest = max(came_within, until_day)
    edits = tables.edits_within(longest * DAY)
    own = edits.filter(~edits.is_by_system).mutate(began=edits.created)
    return _retention(tables, own, came_within, (from_day, until_day))


@metric(
    title="Retention since the first edit",
    unit="share",
    grain=Grain.COHORT,
    source="Thriving: new_editor_retention counted from the first edit, for dumps that know no accounts",
    needs=("revision_id", "event_user_text", "event_user_is_anonymous"),
    is_additive=False,
    limits="Not new_editor_retention: everybody in it has edited, and accounts made elsewhere are in it.",
)
def retention_since_first_edit(tables: Tables, *, days: int = 30) -> Expression:
    """The share of those who first edited the wiki in a month who edited in the second 30 days after it.

    Registered people only; bots, addresses and temporary accounts are left out. Edits of every namespace, of
    redirects and of pages deleted since count.
    The second window runs from the first edit + 30 days, included, to + 60 days, left out. A day is 86,400
    seconds.
    """
    edits = tables.typed_edits
    people = edits.filter(edits.user_type == "user", edits.user_name.notnull()).select(
        "wiki_db", "user_name", "event_timestamp"
    )
    first = people.group_by("wiki_db", "user_name").agg(began=people.event_timestamp.min())
    return _retention(tables, people.join(first, ["wiki_db", "user_name"]), days, (days, 2 * days))


def _retention(tables: Tables, edits: Expression, came_within: int, window: tuple[int, int]) -> Expression:
    """``edits`` with ``began``: the moment from which a person's windows, in days, run."""
    from_day, until_day = window
    when = edits.mutate(
        month=month_of(edits.began),
        came=edits.event_timestamp < edits.began + ibis.interval(days=came_within),
        stayed=within(edits.event_timestamp, edits.began, hours=from_day * DAY, until=until_day * DAY),
    )
    people = when.group_by("wiki_db", "month", "user_name").agg(
        came=when.came.any(), stayed=when.stayed.any()
    )
    cohorts = (
        people.filter(people.came)
        .group_by("wiki_db", "month")
        .agg(numerator=ibis._.stayed.cast("int64").sum(), denominator=ibis._.count())
    )
    value = cohorts.numerator.cast("float64") / cohorts.denominator
    return once_closed(tables, cohorts.mutate(value=value), hours=max(came_within, until_day) * DAY)
