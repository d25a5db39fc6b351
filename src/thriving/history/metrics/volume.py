"""Volume and people, as Wikistats defines them."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.metrics.events import true
from thriving.history.metrics.metric import metric
from thriving.history.metrics.tables import ALL, Tables, counted, month_of, of_types, refuse_unless

Expression = Any

_WIKISTATS = "Wikistats 2: wikimedia/analytics-aqs, sys/mediawiki-history-metrics.js"
_EDIT = ("event_user_text", "event_user_is_bot_by", "event_user_is_anonymous")
_OF_PAGES = {
    ALL: ibis._.live_edits,
    "content": ibis._.live_content_edits,
    "non_content": ibis._.live_edits - ibis._.live_content_edits,
}
LEVELS = {"all": (1, None), "1..4": (1, 4), "5..24": (5, 24), "25..99": (25, 99), "100..": (100, None)}


@metric(title="Edits", unit="edits", source=_WIKISTATS, needs=("revision_id", *_EDIT), is_additive=True)
def edits(tables: Tables, *, user_type: str = ALL, page_type: str = ALL) -> Expression:
    """Revisions made in the month, without those of pages deleted since.

    By user type (anonymous, group_bot, name_bot, user) and page type (content, non_content).
    """
    made = _live(tables, user_type, page_type)
    return counted(made, made.live_edits.sum())


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
    refuse_unless("activity_level", activity_level, tuple(LEVELS))
    refuse_unless("page_type", page_type, tuple(_OF_PAGES))
    return _editors(tables, user_type, page_type, LEVELS[activity_level])


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
    return _editors(tables, "user", ALL, (at_least, None))


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
    is_additive=False,
    limits="Months in which no page was made have no row: the number of the month before still "
    "holds, also where wikis are added up.",
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
    made = _live(tables, user_type, page_type)
    return counted(made, made.net_bytes.sum())


@metric(
    title="Absolute bytes difference",
    unit="bytes",
    source=_WIKISTATS,
    needs=("revision_text_bytes_diff", *_EDIT),
    is_additive=True,
)
def absolute_bytes_difference(tables: Tables, *, user_type: str = ALL, page_type: str = ALL) -> Expression:
    """The sum of the sizes of those differences, whether they added or removed."""
    made = _live(tables, user_type, page_type)
    return counted(made, made.absolute_bytes.sum())


def _live(tables: Tables, user_type: str, page_type: str) -> Expression:
    """Months in which all edits were of pages deleted since have no row, rather than a 0."""
    asked = [name for name, of in (("user_type", user_type), ("page_type", page_type)) if of != ALL]
    months = of_types(tables.edits_by("wiki_db", "month", *asked), user_type, page_type)
    return months.filter(months.live_edits > 0)


def _editors(tables: Tables, user_type: str, page_type: str, level: tuple[int, int | None]) -> Expression:
    each = tables.live_edits_of_names(_OF_PAGES[page_type], user_type=user_type)
    least, most = level
    within = each.edits >= least if most is None else each.edits.between(least, most)
    return counted(each.filter(each.user_name.notnull(), within), ibis._.count())


def _pages(tables: Tables, user_type: str, page_type: str) -> Expression:
    made = of_types(tables.pages_created, user_type, page_type)
    return made.filter(~true(made.page_is_redirect))
