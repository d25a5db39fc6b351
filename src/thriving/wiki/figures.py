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
SHARE = "share"
FEWEST = 10  # people who may be told of; zero is as small as one
REVISION = 2  # of the rule below: raised with it, for then all is measured anew
# Shares of which both sides count people. Of all others it has to be known how many people stand behind.
OF_PEOPLE = frozenset(
    {
        "activation",
        "active_editors_by_generation",
        "active_editors_by_languages",
        "active_editors_by_primary_language",
        "constructive_activation",
        "constructive_activation_on_mobile",
        "coordinating_editors_by_generation",
        "highest_flags_of_active_editors",
        "new_editor_retention",
        "retention_by_tenure",
        "retention_in_window",
        "retention_on_another_day",
        "retention_since_first_edit",
        "stability_of_active_editors",
        "survival",
        "technical_editors_by_generation",
        "threshold",
    }
)
_TOLD = frozenset({"wiki_db", "month", "value", "numerator", "denominator", "known_from"})

Number = Decimal | float | None


class NotOneSeries(Exception):
    """The answer cannot become one series; the message is a sentence that says what could."""


@dataclass
class Months:
    """``open``: from when a month may be known. ``withheld``: months with too few people behind them."""

    figures: Figures = field(default_factory=dict)
    open: dict[date, date] = field(default_factory=dict)
    withheld: list[date] = field(default_factory=list)


@dataclass(frozen=True)
class Sides:
    """What a figure is made of. ``people``: who made what its sides count, where they do not count people."""

    value: Number
    numerator: Number = None
    denominator: Number = None
    people: Number = None


def months(  # noqa: PLR0913 -- each is a part of what has to be known of a metric
    rows: Sequence[Row],
    *,
    metric: str,
    unit: str,
    is_additive: bool,
    known_until: datetime,
    part: str = "",
    people: Mapping[date, int] | None = None,
) -> Months:
    """One figure for each month. Raises NotOneSeries where the wikis' figures may not be put together.

    ``people``: how many at least stand behind a month, where the rows do not tell.
    """
    found, behind = Months(), people or {}
    for month, same in sorted(_by_month(_of_part(rows, part)).items()):
        if known_from := _open_until(month, same, known_until):
            found.open[month] = known_from
        elif (figure := _together(same, is_additive=is_additive)) is None:
            continue
        elif is_small(metric, unit, _sides(figure, [*_people(same), behind.get(month, 0)])):
            found.withheld.append(month)
        else:
            found.figures[month] = figure
    return found


def is_small(metric: str, unit: str, sides: Sides) -> bool:
    """Whether a figure tells of so few people that it is not told. A share tells of both of its parts."""
    if unit == SHARE and metric not in OF_PEOPLE:
        return sides.value is not None and (sides.people or 0) < FEWEST
    if sides.denominator is None:
        return unit == PEOPLE and sides.value is not None and sides.value < FEWEST
    return sides.denominator < FEWEST or any(map(_is_few, _both(sides)))


def small_ones(metric: str, unit: str, parts: Sequence[Sides]) -> set[int]:
    """The places of those ``parts`` of a month that are not told.

    Of parts that make up the whole, those left out are as good as told while they are one, or few together:
    then the next smallest is left out too.
    """
    small = {place for place, sides in enumerate(parts) if is_small(metric, unit, sides)}
    if not small or not _is_whole(parts):
        return small
    rest = sorted(set(range(len(parts))) - small, key=lambda place: parts[place].numerator or 0)
    while rest and (len(small) == 1 or sum(float(parts[place].numerator or 0) for place in small) < FEWEST):
        small.add(rest.pop(0))
    return small


def _both(sides: Sides) -> tuple[Number, Number]:
    """Who is counted above the line, and who is not."""
    if sides.numerator is None or sides.denominator is None:
        return None, None
    return sides.numerator, float(sides.denominator) - float(sides.numerator)


def _is_few(people: Number) -> bool:
    return people is not None and 0 < people < FEWEST


def _is_whole(parts: Sequence[Sides]) -> bool:
    wholes = {sides.denominator for sides in parts}
    return wholes == {sum(float(sides.numerator or 0) for sides in parts)}


def _sides(figure: MonthFigure, people: Sequence[int]) -> Sides:
    """Who works on two wikis is one: of several numbers of people, the largest is sure."""
    return Sides(figure.value, figure.numerator, figure.denominator, max(people))


def _people(rows: Iterable[Row]) -> list[int]:
    return [row.get("people") or 0 for row in rows]


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
