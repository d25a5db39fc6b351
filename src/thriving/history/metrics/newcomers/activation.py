"""Activation: what newcomers do in their first day, as the Growth team and the mobile apps' plan ask it."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.metrics.events import NAMESPACE_OF_THEN
from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.newcomers.cohorts import BOTS_TOO, BY_SELF, NEEDS, by_cohort, own, people, share
from thriving.history.metrics.newcomers.cohorts import share_of_accounts as _share
from thriving.history.metrics.tables import Tables
from thriving.history.metrics.windows import DAY, SECONDS, within

Expression = Any

_GROWTH = "Wikimedia Foundation, Growth team: Newcomer tasks, experiment analysis of November 2020"
_MOBILE = "Wikimedia Foundation, annual plan: constructive activation (T385614)"
_REVERTS = ("revision_is_identity_reverted", "revision_seconds_to_identity_revert")
MAIN = 0  # the namespace of articles


@metric(
    title="Activation within 24 hours",
    unit="share",
    grain=Grain.COHORT,
    source=_GROWTH,
    needs=NEEDS,
    is_additive=False,
    limits=f"{BY_SELF} {BOTS_TOO} {NAMESPACE_OF_THEN}",
)
def activation(tables: Tables, *, hours: int = DAY) -> Expression:
    """Of the accounts that people made themselves in a month, the share that edited an article within a day.

    From the moment in which the account was made, included, to 24 hours later, left out. An article is a page
    that was in namespace 0 then, deleted since or not, redirect or not. Known 24 hours after the month.
    """
    return _share(tables, people(_articles(tables, hours)), hours=hours)


@metric(
    title="Constructive activation",
    unit="share",
    grain=Grain.COHORT,
    source=f"{_GROWTH}; reverted within 48 hours as in T385614",
    needs=(*NEEDS, *_REVERTS),
    is_additive=False,
    limits=f"On any device: see constructive_activation_on_mobile. {BY_SELF} {BOTS_TOO} {NAMESPACE_OF_THEN}",
)
def constructive_activation(tables: Tables, *, hours: int = DAY, revert_hours: int = 48) -> Expression:
    """As activation, where the article was not put back within 48 hours of the edit.

    One such edit is enough, whatever became of others. Put back: to exactly what it was, at most 48 hours
    (172,800 seconds, included) after the edit. Known 72 hours after the month.
    """
    kept = _kept(_articles(tables, hours), revert_hours)
    return _share(tables, people(kept), hours=hours + revert_hours)


@metric(
    title="Constructive activation on mobile",
    unit="share",
    grain=Grain.COHORT,
    source=_MOBILE,
    needs=(*NEEDS, *_REVERTS, "revision_tags"),
    is_additive=False,
    limits="No history of a wiki says on which device an account was made: here all accounts stand below the "
    "line, where the source has those made on a mobile device alone, and so the share is smaller than the "
    f"source's. Of Wikipedias alone, if those are asked for. {BY_SELF} {BOTS_TOO} {NAMESPACE_OF_THEN}",
)
def constructive_activation_on_mobile(
    tables: Tables, *, hours: int = DAY, revert_hours: int = 48
) -> Expression:
    """As constructive_activation, where that edit has a tag of a mobile edit.

    The tags are mobile edit, mobile web edit and mobile app edit.
    """
    articles = _articles(tables, hours)
    kept = _kept(articles.filter(articles.is_mobile), revert_hours)
    return _share(tables, people(kept), hours=hours + revert_hours)


@metric(
    title="Retention on another day",
    unit="share",
    grain=Grain.COHORT,
    source=f"{_GROWTH}; two weeks as in T343290",
    needs=NEEDS,
    is_additive=False,
    limits=f"{BY_SELF} {BOTS_TOO} {NAMESPACE_OF_THEN}",
)
def retention_on_another_day(tables: Tables, *, days: int = 14) -> Expression:
    """Of those whom activation counts, the share that edited an article on another day (UTC).

    Within 14 days of 86,400 seconds of their first edit of an article, the end left out. An article is as in
    activation. Known 15 days after the month.
    """
    articles = _articles(tables, (days + 1) * DAY)
    each = ibis.window(group_by=["wiki_db", "user_name", "created"])
    first = articles.mutate(first=articles.event_timestamp.min().over(each))
    activated = first.filter(within(first.first, first.created, hours=0, until=DAY))
    is_back = within(activated.event_timestamp, activated.first, hours=0, until=days * DAY) & (
        activated.event_timestamp.date() > activated.first.date()
    )
    came = by_cohort(people(activated), denominator=ibis._.count())
    back = by_cohort(people(activated.filter(is_back)), numerator=ibis._.count())
    return share(tables, back, came, hours=(days + 1) * DAY)


def _articles(tables: Tables, hours: int) -> Expression:
    edits = own(tables.edits_within(hours))
    return edits.filter(
        edits.was_namespace == MAIN, within(edits.event_timestamp, edits.created, hours=0, until=hours)
    )


def _kept(edits: Expression, hours: int) -> Expression:
    return edits.filter(edits.reverted_after.isnull() | (edits.reverted_after > hours * SECONDS))
