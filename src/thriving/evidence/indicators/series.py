"""Series as pages read them: two queries for any number of indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from thriving.evidence.models.indicator import Computation, Indicator, IndicatorValue


@dataclass(frozen=True)
class MonthPoint:
    month: date
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def on(self) -> date:
        """The day that stands for it in charts, as for any other point."""
        return self.month


@dataclass(frozen=True)
class Gap:
    """A month between two others for which no figure was published: a curve breaks there."""

    month: date
    value: None = None

    @property
    def on(self) -> date:
        return self.month


@dataclass(frozen=True)
class Series:
    """``computation``: how the points came about, of a series that was computed here."""

    indicator: Indicator
    points: tuple[MonthPoint, ...]
    computation: Computation | None = None

    @property
    def key(self) -> str:
        return self.indicator.key

    @property
    def open_months(self) -> dict[date, date]:
        """Months that are not known yet, each with the day from which they may be."""
        told = self.computation.open_months if self.computation else {}
        return {date.fromisoformat(month): date.fromisoformat(day) for month, day in sorted(told.items())}

    @property
    def withheld_months(self) -> tuple[date, ...]:
        told = self.computation.withheld_months if self.computation else ()
        return tuple(date.fromisoformat(month) for month in told)

    @property
    def drawn(self) -> tuple[MonthPoint | Gap, ...]:
        """Its months in their order, with a gap for each that has no figure, or none yet."""
        last = self.points[-1].month if self.points else date.min
        return (*with_gaps(self.points), *(Gap(month) for month in self.open_months if month > last))

    def between(self, starts_on: date, ends_on: date) -> tuple[MonthPoint, ...]:
        return tuple(point for point in self.points if starts_on <= point.month <= ends_on)


def with_gaps(points: Sequence[MonthPoint]) -> tuple[MonthPoint | Gap, ...]:
    """The points in their order, with a gap for every month that is missing between them."""
    drawn: list[MonthPoint | Gap] = []
    for point in points:
        while drawn and (month := next_month(drawn[-1].month)) < point.month:
            drawn.append(Gap(month))
        drawn.append(point)
    return tuple(drawn)


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def every_series(number: int | None = None) -> list[Series]:
    """All series, as known at a ledger number or now."""
    return _with_points(list(Indicator.objects.order_by("position", "key")), number)


def for_keys(keys: Sequence[str], *, number: int | None = None) -> list[Series]:
    """The series of ``keys`` in their order; a key whose series was never read has none."""
    found = {indicator.key: indicator for indicator in Indicator.objects.filter(key__in=keys)}
    return _with_points([found[key] for key in keys if key in found], number)


def _with_points(indicators: list[Indicator], number: int | None) -> list[Series]:
    points, computed = _points(indicators, number), _computations(indicators, number)
    return [Series(each, tuple(points[each.pk]), computed.get(each.pk)) for each in indicators]


def _computations(indicators: Iterable[Indicator], number: int | None) -> dict[int, Computation]:
    """The one that was known then, for each series that is computed."""
    made = Computation.objects.filter(indicator__in=[each.pk for each in indicators if each.is_computed])
    known = made if number is None else made.filter(known_number__lte=number)
    return {each.indicator_id: each for each in known.order_by("known_number")}


def _points(indicators: Iterable[Indicator], number: int | None) -> dict[int, list[MonthPoint]]:
    by_indicator: dict[int, list[MonthPoint]] = {indicator.pk: [] for indicator in indicators}
    values = IndicatorValue.objects.known(number).filter(indicator__in=by_indicator).order_by("month")
    for pk, *point in values.values_list("indicator_id", "month", "value", "numerator", "denominator"):
        by_indicator[pk].append(MonthPoint(*point))  # type: ignore[arg-type]  # django-stubs drops the types
    return by_indicator
