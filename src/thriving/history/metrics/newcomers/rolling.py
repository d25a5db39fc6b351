"""Rolling counts of editors, as Wikimetrics and Meta define them: of the days before a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa

from thriving.history.failures import HistoryError
from thriving.history.metrics.events import true
from thriving.history.metrics.metric import metric
from thriving.history.metrics.newcomers.cohorts import NEEDS, own
from thriving.history.metrics.newcomers.rolling_days import Span, by_day
from thriving.history.metrics.tables import Tables, month_of
from thriving.history.metrics.windows import DAY, end_of_month, once_closed

Expression = Any

_WIKIMETRICS = "Wikimetrics: wikimedia/analytics-wikimetrics, wikimetrics/metrics"
_LIMITS = (
    "Bots are out by today's group, as on Meta; Wikimetrics' code leaves them in: with_bots=true. Bots by "
    "name, and those whose group was taken away, are in at both. A window has both its ends, as the sources' "
    "BETWEEN has, and so is a second longer than its days."
)
SHORTEST_MONTH, LONGEST_MONTH = 28, 31
MOST_DAYS = 366
EDITS, WINDOW = 5, 30


@dataclass(frozen=True)
class _Asked:
    """How many edits within how many days, and of what."""

    number_of_edits: int
    days: int
    with_deleted: bool
    with_bots: bool

    def __post_init__(self) -> None:
        if not 1 <= self.days <= MOST_DAYS:
            raise HistoryError(f"rolling_days cannot be {self.days}: it is from 1 to {MOST_DAYS}.")

    def edits(self, edits: Expression) -> Expression:
        """Of ``edits``, which say is_live and is_group_bot_now."""
        kept = edits if self.with_deleted else edits.filter(edits.is_live)
        return kept if self.with_bots else kept.filter(~kept.is_group_bot_now)


@metric(
    title="Rolling active editors",
    unit="people",
    source=f"{_WIKIMETRICS}/rolling_active_editor.py; Meta, Research:Rolling active editor",
    needs=("revision_id", "event_user_text", "event_user_is_bot_by", "event_user_is_anonymous"),
    is_additive=False,
    limits=_LIMITS,
)
def rolling_active_editors(  # noqa: PLR0913 -- each is a parameter of the metric
    tables: Tables,
    *,
    number_of_edits: int = EDITS,
    rolling_days: int = WINDOW,
    with_deleted: bool = True,
    with_bots: bool = False,
    each_day: bool = False,
) -> Expression:
    """People with an account and with five edits or more in the 30 days before the end of the month.

    The end is T, midnight (UTC) after the month's last day, or after each day with each_day, where a day on
    which the number stays the same has no row. The window is from T - 30 days to T, both
    included. Every namespace, redirects, imported edits; edits of pages deleted since, unless with_deleted is
    false. Without temporary accounts, and without those who are in the group bot today. A person on two
    wikis is two.
    """
    asked = _Asked(number_of_edits, rolling_days, with_deleted, with_bots)
    edits = tables.typed_edits
    people = edits.filter(edits.user_type != "anonymous", edits.user_name.notnull()).select(
        "wiki_db",
        "user_name",
        "event_timestamp",
        is_live=~true(edits.revision_is_deleted_by_page_deletion),
        is_group_bot_now=true(edits.event_user_is_bot_by.contains("group")),
    )
    if each_day:
        return by_day(tables, asked.edits(people), Span(0, rolling_days, number_of_edits))
    placed = _at_ends(asked.edits(people), asked.days)
    recent = placed.filter(placed.event_timestamp >= placed.end - ibis.interval(days=asked.days))
    active = recent.group_by("wiki_db", "end", "user_name").agg(edits=recent.count())
    return _counted(tables, active.filter(active.edits >= asked.number_of_edits))


@metric(
    title="Rolling new active editors",
    unit="people",
    source=f"{_WIKIMETRICS}/rolling_new_active_editor.py; Meta, Research:Rolling new active editor",
    needs=(*NEEDS, "event_user_is_bot_by"),
    is_additive=False,
    limits=_LIMITS,
)
def rolling_new_active_editors(  # noqa: PLR0913 -- each is a parameter of the metric
    tables: Tables,
    *,
    number_of_edits: int = EDITS,
    rolling_days: int = WINDOW,
    with_deleted: bool = True,
    with_bots: bool = False,
    each_day: bool = False,
) -> Expression:
    """Those of rolling_active_editors who made their accounts themselves within the same window.

    From T - 30 days to T, both included, for the account as for the edits.
    """
    asked = _Asked(number_of_edits, rolling_days, with_deleted, with_bots)
    edits = asked.edits(own(tables.edits_within(asked.days * DAY)))
    if each_day:
        made = Span(0, rolling_days, 1, of="created")
        return by_day(tables, edits, Span(0, rolling_days, number_of_edits), made)
    placed = _at_ends(edits, asked.days)
    begin = placed.end - ibis.interval(days=asked.days)
    recent = placed.filter(placed.event_timestamp >= begin, placed.created.between(begin, placed.end))
    active = recent.group_by("wiki_db", "end", "user_name").agg(edits=recent.count())
    return _counted(tables, active.filter(active.edits >= asked.number_of_edits))


@metric(
    title="Rolling surviving new active editors",
    unit="people",
    source=(
        f"{_WIKIMETRICS}/rolling_surviving_new_active_editor.py; "
        "Meta, Research:Rolling surviving new active editor"
    ),
    needs=(*NEEDS, "event_user_is_bot_by"),
    is_additive=False,
    limits=_LIMITS,
)
def rolling_surviving_new_active_editors(  # noqa: PLR0913 -- each is a parameter of the metric
    tables: Tables,
    *,
    number_of_edits: int = EDITS,
    rolling_days: int = WINDOW,
    with_deleted: bool = True,
    with_bots: bool = False,
    each_day: bool = False,
) -> Expression:
    """Who made an account, and five edits or more, in one window of 30 days and five or more in the next.

    With T as in rolling_active_editors: the account from T - 60 days to T - 30 days, both included; the first
    edits in the same time; the second ones after T - 30 days, left out, to T, included. All else is as in
    rolling_new_active_editors.
    """
    asked = _Asked(number_of_edits, rolling_days, with_deleted, with_bots)
    edits = asked.edits(own(tables.edits_within(2 * asked.days * DAY)))
    if each_day:
        second = Span(0, rolling_days, number_of_edits, with_first_moment=False)
        first = Span(rolling_days, 2 * rolling_days, number_of_edits)
        made = Span(rolling_days, 2 * rolling_days, 1, of="created")
        return by_day(tables, edits, second, first, made)
    placed = _at_ends(edits, 2 * asked.days)
    middle = placed.end - ibis.interval(days=asked.days)
    begin = placed.end - ibis.interval(days=2 * asked.days)
    new = placed.filter(placed.event_timestamp >= begin, placed.created.between(begin, middle))
    is_recent = new.event_timestamp > new.end - ibis.interval(days=asked.days)
    each = new.group_by("wiki_db", "end", "user_name").agg(
        first=new.count(where=~is_recent), second=new.count(where=is_recent)
    )
    least = asked.number_of_edits
    return _counted(tables, each.filter(each.first >= least, each.second >= least))


def _at_ends(edits: Expression, days: int) -> Expression:
    """Each edit once for each ``end`` of a month that comes at most so many days after it, or a few more.

    Month's ends and not every day: what has to be held grows with the edits, not with wikis times days.
    """
    later = range(days // SHORTEST_MONTH + 1)
    crossed = edits.cross_join(ibis.memtable(pa.table({"later": list(later)})))
    # What happens at midnight is the end of the month before, too.
    first = end_of_month(month_of(crossed.event_timestamp - ibis.interval(seconds=1)))
    end = ibis.cases(*((crossed.later == many, _months_after(first, many)) for many in later), else_=first)
    return crossed.mutate(end=end)


def _months_after(first: Expression, many: int) -> Expression:
    """``first`` begins a month; 31 days for each month come to lie in the right one, for three years."""
    return (first + ibis.interval(days=LONGEST_MONTH * many)).truncate("M") if many else first


def _counted(tables: Tables, active: Expression) -> Expression:
    counted = active.group_by("wiki_db", "end").agg(value=active.count())
    months = counted.select("wiki_db", "value", month=month_of(counted.end - ibis.interval(seconds=1)))
    begun = months.join(tables.known, "wiki_db").filter(ibis._.month.cast("timestamp") < ibis._.known_until)
    return once_closed(tables, begun.select("wiki_db", "month", "value"), hours=0)
