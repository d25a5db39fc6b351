"""The parts of a month's number: in their own order, each with its share of the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ibis

Expression = Any  # Ibis has no types that mypy can read

MONTH = ("wiki_db", "month")


def up_to(number: Expression, last: Mapping[str, int], *, beyond: str) -> Expression:
    """The name of the first part whose last number is not passed; ``beyond`` all of them."""
    return ibis.cases(*((number <= most, name) for name, most in last.items()), else_=beyond)


def in_order(rows: Expression, part: str, names: Sequence[str]) -> Expression:
    """By wiki, month and the place that the part has among the names, which no alphabet knows."""
    place = ibis.cases(*((rows[part] == name, place) for place, name in enumerate(names)), else_=len(names))
    return rows.order_by(*MONTH, place)


def share(rows: Expression, numerator: Expression, denominator: Expression) -> Expression:
    """``rows`` with ``value`` and the two numbers that it is made of; nothing of nothing is null."""
    whole = denominator.cast("int64").nullif(0)
    value = numerator.cast("float64") / whole.cast("float64")
    return rows.mutate(value=value, numerator=numerator.cast("int64"), denominator=denominator.cast("int64"))


def share_of_month(parts: Expression, part: str, whole: Expression | None = None) -> Expression:
    """Of rows with ``people`` in each part: each part's share of all the month's."""
    everybody = parts.people.sum().over(group_by=MONTH) if whole is None else whole
    columns = (*MONTH, part, "value", "numerator", "denominator")
    return share(parts, parts.people, everybody).select(*columns)
