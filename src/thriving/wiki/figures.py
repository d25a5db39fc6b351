"""The rows of an answer as figures of months: summed over wikis only where that is no mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thriving.evidence.indicators import Figures, MonthFigure, kept

Row = Mapping[str, Any]

PEOPLE = "people"
FEWEST = 10  # people who may be told of; zero is as small as one
_TOLD = frozenset({"wiki_db", "month", "value", "numerator", "denominator", "known_from"})


class NotOneSeries(Exception):
    """The answer cannot become one series; the message is a sentence that says what could."""


@dataclass
class Months:
    """``open``: from when a month may be known. ``withheld``: months with too few people behind them."""

    figures: Figures = field(default_factory=dict)
    open: dict[date, date] = field(default_factory=dict)
    withheld: list[date] = field(default_factory=list)


def months(
    rows: Sequence[Row], *, unit: str, is_additive: bool, known_until: datetime, part: str = ""
) -> Months:
    """One figure for each month. Raises NotOneSeries where the wikis' figures may not be put together."""
    found = Months()
    for month, same in sorted(_by_month(_of_part(rows, part)).items()):
        if known_from := _open_until(month, same, known_until):
            found.open[month] = known_from
        elif (figure := _together(same, is_additive=is_additive)) is None:
            continue
        elif is_small(unit, figure.value, figure.denominator):
            found.withheld.append(month)
        else:
            found.figures[month] = figure
    return found


def is_small(unit: str, value: Decimal | float | None, whole: Decimal | float | None) -> bool:
    """Whether so few people stand behind a figure that it is not told."""
    people = whole if whole is not None else value if unit == PEOPLE else None
    return people is not None and people < FEWEST


def part_of(row: Row) -> str:
    """The value of the one column beyond those that every answer has: a generation, a tenure."""
    return next(
        (str(value) for name, value in row.items() if name not in _TOLD and isinstance(value, str)), ""
    )


def is_over(month: date, known_until: datetime) -> bool:
    return next_month(month) <= known_until.date()


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def _of_part(rows: Sequence[Row], part: str) -> list[Row]:
    chosen = [row for row in rows if not part or part_of(row) == part]
    parts = {part_of(row) for row in chosen}
    if len(parts) > 1:
        raise NotOneSeries(
            _("This metric has parts, and a series is of one: name it with part, as one of %(parts)s.")
            % {"parts": ", ".join(sorted(parts))}
        )
    return chosen


def _by_month(rows: Iterable[Row]) -> dict[date, list[Row]]:
    found: defaultdict[date, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["month"]].append(row)
    return found


def _open_until(month: date, rows: Iterable[Row], known_until: datetime) -> date | None:
    """The latest day for which any wiki has to wait; the end of the month, where that is not known yet."""
    days = [row["known_from"] for row in rows if row.get("known_from")]
    if not is_over(month, known_until):
        days.append(next_month(month))
    return max(days, default=None)


def _together(rows: Sequence[Row], *, is_additive: bool) -> MonthFigure | None:
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return None
    if all(row.get("denominator") is not None for row in known):
        return _share(known)
    if len(known) > 1 and not is_additive:
        raise NotOneSeries(
            _("What one wiki counts, another may count again, so they are not added up: name one wiki.")
        )
    return MonthFigure(sum((_exact(row["value"]) for row in known), Decimal(0)))


def _share(rows: Sequence[Row]) -> MonthFigure | None:
    """Shares are never averaged: their sides are summed."""
    numerator = sum((_exact(row["numerator"]) for row in rows), Decimal(0))
    denominator = sum((_exact(row["denominator"]) for row in rows), Decimal(0))
    return MonthFigure(kept(numerator / denominator), numerator, denominator) if denominator else None


def _exact(value: float) -> Decimal:
    return kept(Decimal(repr(value) if isinstance(value, float) else value))
