"""Newcomers: who began in a month, and who came back. A cohort whose window is open has no value yet."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.tables import Tables, month_of

Expression = Any

_WMF = "Wikimedia Foundation, movement metrics: wikimedia-research/movement-metrics, new_editor_retention"


@metric(
    title="New editor retention",
    unit="share",
    grain=Grain.COHORT,
    source=_WMF,
    needs=(
        "revision_id",
        "event_user_text",
        "event_user_creation_timestamp",
        "event_user_is_created_by_system",
    ),
    is_additive=False,
    limits="Bots and edits of pages deleted since count too, as they do at the source.",
)
def new_editor_retention(tables: Tables, *, days: int = 30) -> Expression:
    """The share of a month's new accounts, among those that edited in 30 days, that edited in the next 30.

    Accounts that the system made for people from another wiki are left out. The first window ends before
    creation + 30 days and has no beginning; the second runs from there, included, to creation + 60 days, left
    out. A day is 86,400 seconds. A person on two wikis is two.
    """
    edits = tables.edits
    own = edits.filter(
        ~edits.event_user_is_created_by_system.fill_null(False),  # noqa: FBT003 -- Ibis's own signature
        edits.event_user_creation_timestamp.notnull(),
    )
    return _retention(tables, own.mutate(began=own.event_user_creation_timestamp), days)


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

    Registered people only.
    The second window runs from the first edit + 30 days, included, to + 60 days, left out. A day is 86,400
    seconds. Bots are left out.
    """
    edits = tables.edits
    people = edits.filter(edits.user_type == "user", edits.user_name.notnull())
    first = people.event_timestamp.min().over(ibis.window(group_by=["wiki_db", "user_name"]))
    return _retention(tables, people.mutate(began=first), days)


def _retention(tables: Tables, edits: Expression, days: int) -> Expression:
    """``edits`` with ``began``: the moment from which a person's windows run."""
    middle, end = edits.began + ibis.interval(days=days), edits.began + ibis.interval(days=2 * days)
    when = edits.mutate(
        cohort=month_of(edits.began),
        in_first=edits.event_timestamp < middle,
        in_second=(edits.event_timestamp >= middle) & (edits.event_timestamp < end),
    )
    people = when.group_by("wiki_db", "cohort", "user_name").agg(
        came=when.in_first.any(), stayed=when.in_second.any()
    )
    cohorts = (
        people.filter(people.came)
        .group_by("wiki_db", "cohort")
        .agg(retained=ibis._.stayed.cast("int64").sum(), newcomers=ibis._.count())
    )
    return _closed(tables, cohorts, days=2 * days)


def _closed(tables: Tables, cohorts: Expression, *, days: int) -> Expression:
    """The last person of a month's cohort may begin in its last second: only ``days`` later is it known."""
    known = cohorts.join(tables.known, "wiki_db")
    next_month = (known.cohort.cast("timestamp") + ibis.interval(days=31)).truncate("M")
    closes = next_month + ibis.interval(days=days)
    is_closed = closes <= known.known_until
    share = known.retained.cast("float64") / known.newcomers
    return known.select(
        "wiki_db",
        month=known.cohort,
        value=is_closed.ifelse(share, ibis.null("float64")),
        newcomers=known.newcomers,
        known_from=is_closed.ifelse(ibis.null("date"), closes.date()),
    ).order_by("wiki_db", "month")
