"""Flags: the groups of accounts with rights of their own. Who gets them, who loses them, who has them."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.parts import MONTH, in_order, share_of_month
from thriving.history.metrics.renewal.members import ACTIVE, NEEDS, SOURCE, active
from thriving.history.metrics.tables import Tables, month_of

Expression = Any

NO_FLAG = "none"
# From the highest. The ranks are the source's; among equals it takes the group with more members, we the
# first by name, which changes from no snapshot to the next. "suppress" is what "oversight" is called now.
RANKS: tuple[tuple[str, ...], ...] = (
    ("founder",),
    ("steward",),
    ("import",),
    ("oversight", "suppress"),
    ("checkuser",),
    ("bureaucrat",),
    ("sysop",),
    (
        "abusefilter",
        "abusefilter-helper",
        "accountcreator",
        "autopatrolled",
        "autoreviewer",
        "eventcoordinator",
        "extendedconfirmed",
        "extendedmover",
        "filemover",
        "interface-admin",
        "massmessage-sender",
        "patroller",
        "researcher",
        "reviewer",
        "rollbacker",
        "templateeditor",
    ),
    ("confirmed", "ipblock-exempt"),
)
HIGHEST_FIRST = tuple(flag for rank in RANKS for flag in rank)

_EVENTS = ("user_id", "user_text", "user_groups_historical")
_EXPIRY = (
    "A group that ended by itself on a day set beforehand is noticed at the account's next change of groups."
)


@metric(
    title="Flags granted",
    unit="flags",
    grain=Grain.MONTH_AND_FLAG,
    source=SOURCE,
    needs=_EVENTS,
    is_additive=True,
    limits=_EXPIRY,
)
def flags_granted(tables: Tables) -> Expression:
    """Groups that accounts came into in the month, by group.

    From the history of groups: what a change of an account's groups (altergroups) leaves it with, less what
    the change before had left it with; before its first change an account had none. Groups are those of then
    (user_groups_historical), not of the snapshot. Accounts of bots count too.
    """
    held = _held(_changes(tables))
    granted = held.filter(held.had_it.isnull() | (held.had_it != held.change - 1))
    return _by_flag(granted.mutate(month=month_of(granted.event_timestamp)))


@metric(
    title="Flags removed",
    unit="flags",
    grain=Grain.MONTH_AND_FLAG,
    source=SOURCE,
    needs=_EVENTS,
    is_additive=True,
    limits=_EXPIRY,
)
def flags_removed(tables: Tables) -> Expression:
    """Groups that accounts went out of in the month, by group; the last one of an account too.

    From the history of groups, as flags_granted: what the change before had left the account with, less what
    this change leaves it with.
    """
    held = _held(_changes(tables))
    removed = held.filter(held.next_change.notnull(), held.has_it.isnull() | (held.has_it != held.change + 1))
    return _by_flag(removed.mutate(month=month_of(removed.next_change)))


@metric(
    title="Highest flags of active editors",
    unit="share",
    grain=Grain.MONTH_AND_FLAG,
    source=SOURCE,
    needs=(*NEEDS, "event_user_groups_historical"),
    is_additive=False,
    limits="Groups that only some wikis have are not ranked. Where few are active, a flag names a person.",
)
def highest_flags_of_active_editors(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """How a month's active editors divide by the highest flag that each had in an edit of that month.

    Active as in vital_signs_active_editors. From the highest: founder, steward, import, oversight (or
    suppress), checkuser, bureaucrat, sysop; then the groups of patrollers and the like; then confirmed and
    ipblock-exempt; among equals the first by name. Groups are those of the edit, not of the snapshot. Who
    had none of these is in "none".
    """
    best = _highest_of_month(tables)
    people = active(tables, at_least).select(*MONTH, "user_name").left_join(best, [*MONTH, "user_name"])
    names = ((people.place == place, flag) for place, flag in enumerate(HIGHEST_FIRST))
    flagged = people.mutate(flag=ibis.cases(*names, else_=NO_FLAG))
    parts = flagged.group_by(*MONTH, "flag").agg(people=flagged.count())
    return in_order(share_of_month(parts, "flag"), "flag", HIGHEST_FIRST)


def _highest_of_month(tables: Tables) -> Expression:
    """The place among the flags, where somebody has one: few edits in all are by them."""
    edits = tables.edits
    groups = edits.event_user_groups_historical
    place = ibis.cases(*((groups.contains(flag), place) for place, flag in enumerate(HIGHEST_FIRST)))
    flagged = edits.filter(groups.length() > 0, edits.user_type == "user").mutate(place=place)
    return flagged.group_by(*MONTH, "user_name").agg(place=flagged.place.min())


def _changes(tables: Tables) -> Expression:
    """The changes of each account's groups, numbered, each with the time of the next."""
    events = tables.user_events
    changes = events.filter(events.event_type == "altergroups").select(
        "wiki_db", "user_id", "user_text", "event_timestamp", groups=events.user_groups_historical
    )
    # Two changes in one second have no order in the dump; any will do that is the same every time.
    after = {"group_by": _ACCOUNT, "order_by": ["event_timestamp", changes.groups.join(",")]}
    return changes.mutate(
        change=ibis.row_number().over(**after), next_change=changes.event_timestamp.lead().over(**after)
    )


_ACCOUNT = ("wiki_db", "user_id", "user_text")  # an old account may lack its number


def _held(changes: Expression) -> Expression:
    """A row for each group after each change, with the numbers of the changes around it that left it too."""
    held = changes.mutate(flag=changes.groups.unnest()).drop("groups")
    same = {"group_by": (*_ACCOUNT, "flag"), "order_by": "change"}
    return held.mutate(had_it=held.change.lag().over(**same), has_it=held.change.lead().over(**same))


def _by_flag(rows: Expression) -> Expression:
    return rows.group_by(*MONTH, "flag").agg(value=rows.count()).order_by(*MONTH, "flag")
