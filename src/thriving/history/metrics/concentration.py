"""Concentration: whether many make a wiki together, or few make most of it."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.failures import HistoryError
from thriving.history.metrics.metric import metric
from thriving.history.metrics.tables import ALL, PAGE_TYPES, Tables

Expression = Any

_NEEDS = ("revision_id", "event_user_text", "event_user_is_bot_by", "event_user_is_anonymous")
_MONTH = ("wiki_db", "month")
WHOLE = 100  # percent


@metric(
    title="Gini of edits",
    unit="coefficient from 0 to 1",
    source="Thriving; the coefficient of Gini over people ranked by their edits of the month",
    needs=_NEEDS,
    is_additive=False,
    limits="Of few people it says little: two who made 1 and 9 edits give 0.4. Who made none is not in it.",
)
def gini_of_edits(tables: Tables, *, page_type: str = ALL) -> Expression:
    """How unequally a month's edits are spread over those who made them: 0 is evenly, near 1 by few of many.

    Registered people, no bots, with one edit or more in the calendar month; edits of pages deleted since are
    left out. Of n people in the order of their edits, from the fewest, the one at place i having made x:
    2·Σ(i·x) / (n·Σx) − (n + 1) / n. In which order those with equally many stand makes no difference. It is 0
    of one person alone, and at most 1 − 1/n. By page type (content, non_content).
    """
    groups = _with_fewer(_by_number_of_edits(tables, page_type))
    # Twice the sum of their places, so that whole numbers stay whole: the last bit is the same everywhere.
    twice_the_places = groups.people * (2 * groups.fewer + groups.people + 1)
    months = groups.group_by(*_MONTH).agg(
        placed=(groups.edits * twice_the_places).sum().cast("int64"),
        people=groups.people.sum().cast("int64"),
        edits=(groups.edits * groups.people).sum().cast("int64"),
    )
    unequal = months.placed - (months.people + 1) * months.edits
    value = unequal.cast("float64") / (months.people * months.edits).cast("float64")
    return months.select(*_MONTH, value=value, people=months.people, edits=months.edits).order_by(*_MONTH)


@metric(
    title="Share of the most active",
    unit="share",
    source="Thriving; the share of edits made by the top 1 %, as studies of wikis usually give it",
    needs=_NEEDS,
    is_additive=False,
    limits="Where fewer than 100 edited, it is the share of one person, whom everybody there knows.",
)
def share_of_most_active(tables: Tables, *, percent: int = 1, page_type: str = ALL) -> Expression:
    """The share of a month's edits made by the 1 % of people who made most of them.

    People and edits are those of gini_of_edits. One percent of the people is rounded up: of 1 to 100 people
    it is one, of 101 two. Where some of equally many edits stand at the edge, any of them will do: the share
    is the same.
    """
    if not 0 < percent <= WHOLE:
        raise HistoryError(f"percent cannot be {percent}: it is a whole number from 1 to 100.")
    groups = _with_fewer(_by_number_of_edits(tables, page_type))
    everybody = groups.people.sum().over(group_by=_MONTH).cast("int64")
    places = (everybody * percent + (WHOLE - 1)) // WHOLE
    placed = groups.mutate(left=places - (everybody - groups.fewer - groups.people))
    chosen = ibis.least(ibis.greatest(placed.left, 0), placed.people)
    months = placed.group_by(*_MONTH).agg(
        numerator=(placed.edits * chosen).sum().cast("int64"),
        denominator=(placed.edits * placed.people).sum().cast("int64"),
        most_active=chosen.sum().cast("int64"),
        people=placed.people.sum().cast("int64"),
    )
    share = months.numerator.cast("float64") / months.denominator
    columns = ("numerator", "denominator", "most_active", "people")
    return months.select(*_MONTH, value=share, **{each: months[each] for each in columns}).order_by(*_MONTH)


def _by_number_of_edits(tables: Tables, page_type: str) -> Expression:
    """How many people made so many edits: some thousand rows a month, however many people."""
    each = tables.live_edits_of_names(_edits(page_type), user_type="user")
    made = each.filter(each.user_name.notnull(), each.edits > 0)
    return made.group_by(*_MONTH, "edits").agg(people=made.count())


def _edits(page_type: str) -> Expression:
    by_type = {
        ALL: ibis._.live_edits,
        "content": ibis._.live_content_edits,
        "non_content": ibis._.live_edits - ibis._.live_content_edits,
    }
    if page_type not in by_type:
        raise HistoryError(f"There is no page type {page_type}; there are: {', '.join((ALL, *PAGE_TYPES))}.")
    return by_type[page_type]


def _with_fewer(groups: Expression) -> Expression:
    """With how many people made fewer edits."""
    up_to = ibis.cumulative_window(group_by=_MONTH, order_by="edits")
    return groups.mutate(fewer=groups.people.sum().over(up_to).cast("int64") - groups.people)
