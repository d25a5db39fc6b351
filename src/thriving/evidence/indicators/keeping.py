"""Figures of a series as known: months that moved close their old figure and write a new one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thriving.evidence import actions, ledger
from thriving.evidence.indicators.files import Figures, MonthFigure
from thriving.evidence.kinds import FactKind
from thriving.evidence.models import Indicator, IndicatorValue, Origin
from thriving.evidence.statements import Statement
from thriving.kernel import clock

_AT_ONCE = 2_000


@dataclass(frozen=True)
class Moved:
    """Months whose figure is new, differs, or is no longer there."""

    added: tuple[date, ...]
    corrected: tuple[date, ...]
    withdrawn: tuple[date, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.corrected or self.withdrawn)


def standing(indicator: Indicator) -> Figures:
    values = indicator.values.known()
    return {value.month: MonthFigure(value.value, value.numerator, value.denominator) for value in values}


def moved(figures: Figures, before: Figures) -> Moved:
    return Moved(
        added=tuple(sorted(figures.keys() - before.keys())),
        corrected=tuple(sorted(m for m in figures.keys() & before.keys() if figures[m] != before[m])),
        withdrawn=tuple(sorted(before.keys() - figures.keys())),
    )


def digest_of(figures: Figures) -> str:
    """One hash for one series: over its months in order and their figures."""
    lines = (
        f"{month:%Y-%m} {figure.value} {figure.numerator} {figure.denominator}"
        for month, figure in sorted(figures.items())
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def state(indicator: Indicator, kind: FactKind, *, by: Any, origin: Origin) -> int:
    """State that the series was renewed, so that its figures are known from a number of the ledger on."""
    statement = Statement(
        kind=kind.name,
        subject=indicator.key,
        occurred_on=clock.today(),
        key=f"{indicator.key}|{_times_renewed(indicator) + 1}",
    )
    actions.state([statement], by=by, origin=origin)
    return ledger.position()


def _times_renewed(indicator: Indicator) -> int:
    """By figures or by a computation that left every figure as it was."""
    numbers = IndicatorValue.objects.filter(indicator=indicator).values_list("known_number", flat=True)
    return len({*numbers.distinct(), *indicator.computations.values_list("known_number", flat=True)})


def write(indicator: Indicator, figures: Figures, moved: Moved, number: int) -> None:
    gone = [*moved.corrected, *moved.withdrawn]
    IndicatorValue.objects.known().filter(indicator=indicator, month__in=gone).update(
        superseded_number=number
    )
    new = {month: figures[month] for month in (*moved.added, *moved.corrected)}
    IndicatorValue.objects.bulk_create(_rows(indicator, new, number), batch_size=_AT_ONCE)


def _rows(indicator: Indicator, figures: Mapping[date, MonthFigure], number: int) -> list[IndicatorValue]:
    return [
        IndicatorValue(
            indicator=indicator,
            month=month,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            known_number=number,
        )
        for month, figure in figures.items()
    ]
