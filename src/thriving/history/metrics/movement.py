"""The movement's metrics, as the Wikimedia Foundation computes them each month: people over all wikis."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.metrics.edit_months import NO_PARENT
from thriving.history.metrics.events import NAMESPACE_OF_THEN, true
from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.tables import Tables, month_of
from thriving.history.metrics.volume import new_pages

Expression = Any

_EDITORS = (
    "Wikimedia Foundation, movement metrics: wikimedia/analytics-wmf-product-jobs, movement_metrics, "
    "update_editor_month.hql and update_active_editors.hql"
)
_EDITS = "Wikimedia Foundation, movement metrics: wikimedia-research/movement-metrics, queries/edits.hql"
_CONTENT = (
    "Wikimedia Foundation, movement metrics: wikimedia-research/movement-metrics, editing_02a-calculation"
)
_CONTENT_OF_REVISIONS = (
    "Wikimedia Foundation, movement metrics: wikimedia-research/movement-metrics, "
    "queries/global_south_net_new_content.sql, without its part of the world"
)
_RETAINED = "Wikimedia Foundation, annual plan 2026–27, key result DE1 (T424692)"

_WHO = ("revision_id", "event_user_id", "event_user_text", "event_user_is_bot_by")
_ACCOUNT = (*_WHO, "event_user_creation_timestamp")
_ALL_WIKIS = "The Foundation asks its 17 families of wikis; here it is the wikis that are asked for."
_NAMES = f"A person is a name: somebody who works under two accounts is two. {NAMESPACE_OF_THEN}"
# In any case of letters, as the Foundation's first queries had it; its later ones take small letters alone.
NAMED_BOT = r"(?i)bot\b"
ACTIVE = 5  # edits of content in a month


@metric(
    title="Active editors across wikis",
    unit="people",
    grain=Grain.MONTH_OF_ALL,
    source=_EDITORS,
    needs=_WHO,
    is_additive=False,
    limits=f"{_ALL_WIKIS} {_NAMES} Temporary accounts have an id and so count, as they do at the source.",
)
def active_editors_across_wikis(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """Names with five edits of content or more in the calendar month (UTC), over all wikis together.

    An edit is of content by the namespace that the page had then. Edits of redirects, of pages deleted since
    and imported ones count. Left out: who has no account (an id of 0, or none); who is a bot by name or by
    group, then or now, on any wiki on which they edited in the month; whose name has "bot" at the end of a
    word. active_editors_across_wikis_bots_by_group leaves out fewer.
    """
    return _by_month(_active(tables, at_least), ibis._.count())


@metric(
    title="Active editors across wikis, bots by group",
    unit="people",
    grain=Grain.MONTH_OF_ALL,
    source=f"{_EDITORS}: by the column's name, bot_by_group, rather than by what is in it",
    needs=_WHO,
    is_additive=False,
    limits=f"{_ALL_WIKIS} {_NAMES} Temporary accounts have an id and so count.",
)
def active_editors_across_wikis_bots_by_group(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """As active_editors_across_wikis, but who is a bot by name alone stays in.

    Unless "bot" is at the end of a word of the name: "Robot" and "Bot-7" go, "Robot7" stays.
    """
    return _by_month(_active(tables, at_least, by_name=False), ibis._.count())


@metric(
    title="New active editors",
    unit="people",
    grain=Grain.MONTH_OF_ALL,
    source=_EDITORS,
    needs=_ACCOUNT,
    is_additive=False,
    limits=f"{_ALL_WIKIS} {_NAMES} Accounts made before 2005 have no time, and are never new.",
)
def new_active_editors(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """Those of active_editors_across_wikis whose account was made in the month.

    That is the first of the times at which it was made, of the wikis on which the name edited in the month.
    Who has none on any of them is not new.
    """
    active = _active(tables, at_least)
    return _by_month(active, active.count(where=true(active.is_new)))


@metric(
    title="Returning active editors",
    unit="people",
    grain=Grain.MONTH_OF_ALL,
    source=_EDITORS,
    needs=_ACCOUNT,
    is_additive=False,
    limits=f"{_ALL_WIKIS} {_NAMES} Accounts made before 2005 have no time, and always return.",
)
def returning_active_editors(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """Those of active_editors_across_wikis who are not of new_active_editors.

    So is who has no time at which the account was made.
    """
    active = _active(tables, at_least)
    return _by_month(active, active.count(where=~true(active.is_new)))


def _active(tables: Tables, at_least: int, *, by_name: bool = True) -> Expression:
    months = tables.names_by("month", "user_name", "user_type")
    is_bot = months.is_bot_by_group | months.is_bot_by_name if by_name else months.is_bot_by_group
    people = (
        months.filter(months.user_name.notnull(), months.user_id != 0)
        .mutate(is_bot=is_bot)
        .group_by("month", "user_name")
        .agg(content=ibis._.content_edits.sum(), is_bot=ibis._.is_bot.any(), created=ibis._.created.min())
    )
    kept = people.filter(people.content >= at_least, ~people.is_bot, ~people.user_name.re_search(NAMED_BOT))
    return kept.mutate(is_new=month_of(kept.created) == kept.month)


def _by_month(people: Expression, value: Expression) -> Expression:
    return people.group_by("month").agg(value=value).order_by("month")


@metric(
    title="Retained editors",
    unit="people",
    grain=Grain.MONTH_OF_ALL,
    source=_RETAINED,
    needs=("revision_id", "event_user_text", "event_user_is_anonymous"),
    is_additive=False,
    limits="A person is a name. The key result is of Wikipedias: ask for those alone. It names no rule for "
    "bots; they count. The first month of a lake has no month before it, and nobody in it.",
)
def retained_editors(tables: Tables) -> Expression:
    """Names with an account with at least one edit in the month and one in the calendar month before.

    On any of the wikis asked for, not always the same; in every namespace, reverted or not, of pages deleted
    since, too. Temporary accounts are left out.
    """
    months = tables.names_by("month", "user_name", "user_type")
    people = months.filter(months.user_name.notnull(), months.user_type != "anonymous")
    here = people.select("month", "user_name").distinct()
    before = here.select(month=_next(here.month), user_name="user_name")
    both = here.mutate(came=1, was=0).union(before.mutate(came=0, was=1))
    each = both.group_by("month", "user_name").agg(came=ibis._.came.sum(), was=ibis._.was.sum())
    counted = each.group_by("month").agg(
        value=each.count(where=(each.came > 0) & (each.was > 0)), editors=each.came.sum()
    )
    return counted.filter(counted.editors > 0).order_by("month")


def _next(month: Expression) -> Expression:
    return (month.cast("timestamp") + ibis.interval(days=31)).truncate("M").date()


_DELETED_TOO = "Edits of pages deleted since, of redirects and imported ones count."


@metric(
    title="Revert rate, bots in the numerator",
    unit="share",
    source=_EDITS,
    needs=("revision_is_identity_reverted", "event_user_is_bot_by"),
    is_additive=False,
    limits="Reverted edits of bots are counted above the line and not below it, as they are at the source: "
    "see revert_rate_of_people. A recent month rises as its edits are reverted.",
)
def revert_rate(tables: Tables) -> Expression:
    """Edits of the month that were reverted since, of anybody, over the edits of those who are no bots.

    In every namespace, of deleted pages and redirects too, imported ones as well. Reverted: the page was put
    back, at any time, to exactly what it was. A bot: by name or by group, then or now.
    """
    return _share(tables, ibis._.reverted_edits.sum())


@metric(
    title="Revert rate of people",
    unit="share",
    source="Thriving: revert_rate without bots on either side of the line",
    needs=("revision_is_identity_reverted", "event_user_is_bot_by"),
    is_additive=False,
    limits="A recent month rises as its edits are reverted.",
)
def revert_rate_of_people(tables: Tables) -> Expression:
    """The share of the edits of those who are no bots that were reverted since.

    All else is as in revert_rate. Who has no account counts as people here.
    """
    return _share(tables, ibis._.reverted_edits_of_people.sum())


def _share(tables: Tables, reverted: Expression) -> Expression:
    months = (
        tables.edits_by("wiki_db", "month")
        .group_by("wiki_db", "month")
        .agg(numerator=reverted, denominator=ibis._.edits_of_people.sum())
    )
    value = months.numerator.cast("float64") / months.denominator.nullif(0)
    return months.mutate(value=value).order_by("wiki_db", "month")


@metric(title="All edits", unit="edits", source=_EDITS, needs=("revision_id",), is_additive=True)
def total_edits(tables: Tables) -> Expression:
    """Revisions made in the month: of anybody, in every namespace, of pages deleted since too.

    edits, by Wikistats, leaves out those of deleted pages.
    """
    return _sum(tables, ibis._.edits.sum())


@metric(
    title="Mobile edits",
    unit="edits",
    source=_EDITS,
    needs=("revision_tags",),
    is_additive=True,
    limits="Known by tags, which began in 2013; before, it is 0.",
)
def mobile_edits(tables: Tables) -> Expression:
    """Those of total_edits with one of the tags mobile edit, mobile web edit, mobile app edit; bots too."""
    return _sum(tables, ibis._.mobile_edits.sum())


@metric(
    title="Edits without an account",
    unit="edits",
    source=_EDITS,
    needs=("event_user_is_anonymous",),
    is_additive=True,
    limits="Where temporary accounts have come, it falls to nothing: see edits_without_own_account.",
)
def anonymous_edits(tables: Tables) -> Expression:
    """Those of total_edits made from an address, without temporary accounts."""
    return _sum(tables, ibis._.anonymous_edits.sum())


@metric(
    title="Edits without an account of one's own",
    unit="edits",
    source="Wikistats 2: its user type anonymous, over total_edits",
    needs=("event_user_is_anonymous", "event_user_is_temporary"),
    is_additive=True,
)
def edits_without_own_account(tables: Tables) -> Expression:
    """Those of total_edits made from an address or by a temporary account."""
    return _sum(tables, ibis._.edits_without_own_account.sum())


@metric(
    title="Uploads",
    unit="files",
    source=_EDITS,
    needs=("revision_parent_id", "page_namespace"),
    is_additive=True,
    limits=NAMESPACE_OF_THEN,
)
def uploads(tables: Tables) -> Expression:
    """Those of total_edits that are the first of a page in namespace 6 (as of then), of files deleted too."""
    return _sum(tables, ibis._.uploads.sum())


def _sum(tables: Tables, value: Expression) -> Expression:
    return (
        tables.edits_by("wiki_db", "month")
        .group_by("wiki_db", "month")
        .agg(value=value)
        .order_by("wiki_db", "month")
    )


@metric(
    title="Net new content",
    unit="pages",
    source=f"{_CONTENT}: Wikistats' new pages of content",
    needs=("page_id", "page_is_redirect"),
    is_additive=True,
    limits="A month shrinks in later snapshots, as its pages are deleted or become redirects.",
)
def net_new_content(tables: Tables) -> Expression:
    """new_pages of content namespaces: first edited in the month, neither deleted nor redirects by now."""
    return new_pages(tables, page_type="content")


@metric(
    title="Net new content by first edits",
    unit="pages",
    source=_CONTENT_OF_REVISIONS,
    needs=("page_id", "revision_parent_id", "page_is_redirect"),
    is_additive=True,
    limits="Of pages deleted since, those count whose page the dump still knows.",
)
def net_new_content_by_first_edits(tables: Tables) -> Expression:
    """Pages with an edit in the month that has no parent, in a content namespace and no redirects by now.

    net_new_content asks the events of pages; this asks those of edits, and counts pages deleted since.
    """
    edits = tables.edits
    made = edits.filter(
        edits.revision_parent_id == NO_PARENT, edits.page_type == "content", ~true(edits.page_is_redirect)
    )
    return made.group_by("wiki_db", "month").agg(value=made.page_id.nunique()).order_by("wiki_db", "month")
