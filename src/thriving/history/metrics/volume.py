"""Volume and people, as Wikistats defines them."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.failures import HistoryError
from thriving.history.metrics.metric import metric
from thriving.history.metrics.tables import ALL, Tables, counted, month_of, of_types

Expression = Any

_WIKISTATS = "Wikistats 2: wikimedia/analytics-aqs, sys/mediawiki-history-metrics.js"
_EDIT = ("event_user_text", "event_user_is_bot_by", "event_user_is_anonymous")
LEVELS = {"all": (1, None), "1..4": (1, 4), "5..24": (5, 24), "25..99": (25, 99), "100..": (100, None)}


@metric(title="Edits", unit="edits", source=_WIKISTATS, needs=("revision_id", *_EDIT), is_additive=True)
def edits(tables: Tables, *, user_type: str = ALL, page_type: str = ALL) -> Expression:
    """Revisions made in the month, without those of pages deleted since.

    By user type (anonymous, group_bot, name_bot, user) and page type (content, non_content).
    """
    made = of_types(tables.live_edits, user_type, page_type)
    return counted(made, made.count())


@metric(
    title="Editors",
    unit="people",
    source=_WIKISTATS,
    needs=("revision_id", *_EDIT),
    is_additive=False,
    limits="An editor of two wikis is two. Of anonymous ones, addresses are counted.",
)
def editors(
    tables: Tables, *, user_type: str = ALL, page_type: str = ALL, activity_level: str = "all"
) -> Expression:
    """Names with at least one edit in the month, without edits of pages deleted since.

    By activity level: 1..4, 5..24, 25..99 or 100.. edits in the calendar month, both ends included.
    """
    if activity_level not in LEVELS:
        raise HistoryError(f"There is no activity level {activity_level}; there are: {', '.join(LEVELS)}.")
    least, most = LEVELS[activity_level]
    return _editors(of_types(tables.live_edits, user_type, page_type), least, most)


@metric(
    title="Active editors per wiki",
    unit="people",
    source="Wikistats 2: wikimedia/analytics-wikistats2, active editors",
    needs=("revision_id", *_EDIT),
    is_additive=False,
    limits="An editor of two wikis is two; active_editors_across_wikis counts them once.",
)
def active_editors_per_wiki(tables: Tables, *, at_least: int = 5) -> Expression:
    """Registered people, no bots, with five edits or more in the calendar month, on any page of one wiki.

    Edits of redirects and of every namespace count; edits of pages deleted since do not.
    """
    return _editors(of_types(tables.live_edits, "user", ALL), at_least, None)


@metric(
    title="New registered users",
    unit="people",
    source=_WIKISTATS,
    needs=("user_is_created_by_self",),
    is_additive=True,
)
def new_registered_users(tables: Tables) -> Expression:
    """Accounts that people made themselves in the month, not those that the system or a peer made."""
    events = tables.user_events
    made = events.filter(events.event_type == "create", events.user_is_created_by_self)
    return counted(made.mutate(month=month_of(made.event_timestamp)), ibis._.count())


@metric(
    title="New pages",
    unit="pages",
    source=_WIKISTATS,
    needs=("page_id", "page_is_redirect", *_EDIT),
    is_additive=True,
    limits="What is a redirect today is left out, even if it was a page for years.",
)
def new_pages(tables: Tables, *, user_type: str = ALL, page_type: str = ALL) -> Expression:
    """Pages first edited in the month that are neither deleted nor redirects as of the snapshot."""
    return counted(_pages(tables, user_type, page_type), ibis._.count())


@metric(
    title="Pages to date",
    unit="pages",
    source=_WIKISTATS,
    needs=("page_id", "page_is_redirect", *_EDIT),
    is_additive=True,
    limits="Months in which no page was made have no row: the number of the month before still holds.",
)
def pages_to_date(tables: Tables, *, user_type: str = ALL, page_type: str = ALL) -> Expression:
    """The running total of new_pages."""
    made = counted(_pages(tables, user_type, page_type), ibis._.count())
    so_far = ibis.window(group_by="wiki_db", order_by="month", following=0)
    return made.mutate(value=made.value.sum().over(so_far)).order_by("wiki_db", "month")


@metric(
    title="Net bytes difference",
    unit="bytes",
    source=_WIKISTATS,
    needs=("revision_text_bytes_diff", *_EDIT),
    is_additive=True,
)
def net_bytes_difference(tables: Tables, *, user_type: str = ALL, page_type: str = ALL) -> Expression:
    """The sum of differences in size of the edits that edits counts: what was added less what was removed."""
    made = of_types(tables.live_edits, user_type, page_type)
    return counted(made, made.revision_text_bytes_diff.sum())


@metric(
    title="Absolute bytes difference",
    unit="bytes",
    source=_WIKISTATS,
    needs=("revision_text_bytes_diff", *_EDIT),
    is_additive=True,
)
def absolute_bytes_difference(tables: Tables, *, user_type: str = ALL, page_type: str = ALL) -> Expression:
    """The sum of the sizes of those differences, whether they added or removed."""
    made = of_types(tables.live_edits, user_type, page_type)
    return counted(made, made.revision_text_bytes_diff.abs().sum())


def _editors(made: Expression, least: int, most: int | None) -> Expression:
    named = made.filter(made.user_name.notnull())
    each = named.group_by("wiki_db", "month", "user_name").agg(edits=named.count())
    within = (
        each.filter(each.edits >= least) if most is None else each.filter(each.edits.between(least, most))
    )
    return counted(within, ibis._.count())


def _pages(tables: Tables, user_type: str, page_type: str) -> Expression:
    made = of_types(tables.pages_created, user_type, page_type)
    return made.filter(~made.page_is_redirect.fill_null(False))  # noqa: FBT003 -- Ibis's own signature
