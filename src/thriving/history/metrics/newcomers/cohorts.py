"""Accounts made in a month, and which of them did something: no account is joined to its edits for that."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.metrics.tables import Tables, month_of
from thriving.history.metrics.windows import once_closed

Expression = Any  # Ibis has no types that mypy can read

# What a share of the accounts that people made themselves needs to know.
NEEDS = (
    "revision_id",
    "event_user_text",
    "event_user_creation_timestamp",
    "event_user_is_created_by_self",
    "user_is_created_by_self",
)
BY_SELF = (
    "Accounts that the system made for people from another wiki, or that somebody made for another, are "
)
BY_SELF += "left out. A month is that in which the account was made (UTC). A person on two wikis is two."
BOTS_TOO = "Bots that made their accounts themselves are among them."


def own(edits: Expression) -> Expression:
    """Of those who made their accounts themselves."""
    return edits.filter(edits.is_by_self)


def people(edits: Expression, *, at_least: int = 1) -> Expression:
    """Those with so many of these edits: a row for each name on each wiki, with when the account was made."""
    each = edits.group_by("wiki_db", "user_name", "created").agg(edits=edits.count())
    return each.filter(each.edits >= at_least)


def by_cohort(people: Expression, **values: Expression) -> Expression:
    return people.mutate(month=month_of(people.created)).group_by("wiki_db", "month").agg(**values)


def share_of_accounts(tables: Tables, people: Expression, *, hours: int) -> Expression:
    """Of the accounts that people made themselves in the month, those; known ``hours`` after its end."""
    return share(tables, by_cohort(people, numerator=ibis._.count()), _made(tables), hours=hours)


def share(tables: Tables, some: Expression, all_: Expression, *, hours: int) -> Expression:
    """``some`` have a numerator by wiki and month, ``all_`` a denominator; what ``some`` lacks is 0."""
    both = all_.left_join(some, ["wiki_db", "month"])
    counted = both.select("wiki_db", "month", "denominator", numerator=both.numerator.fill_null(0))
    value = counted.numerator.cast("float64") / counted.denominator
    return once_closed(
        tables,
        counted.select("wiki_db", "month", "numerator", "denominator", value=value),
        hours=hours,
    )


def count_of_accounts(tables: Tables, people: Expression, *, hours: int) -> Expression:
    """How many of them there are; 0 in a month in which accounts were made and none of them did it."""
    both = _made(tables).left_join(by_cohort(people, found=ibis._.count()), ["wiki_db", "month"])
    counted = both.select("wiki_db", "month", value=both.found.fill_null(0), accounts=both.denominator)
    return once_closed(tables, counted, hours=hours)


def _made(tables: Tables) -> Expression:
    made = tables.accounts.filter(tables.accounts.is_by_self)
    return by_cohort(made, denominator=ibis._.count())
