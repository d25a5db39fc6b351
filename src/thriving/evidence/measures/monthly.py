"""Measures that read an official monthly series, which its publisher counted: not facts of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.measures.reading import Point, Reading
from thriving.evidence.measures.steps import month_end
from thriving.evidence.models import IndicatorValue

Months = list[tuple[date, Decimal]]  # the last day of each month, with its value; the newest last


def months_of(questions: Iterable[Question], as_of: AsOf) -> dict[str, Months]:
    """Every month of the series that ``questions`` read, as known then: one query, or none."""
    keys = {question.specification.indicator for question in questions} - {""}
    months: defaultdict[str, Months] = defaultdict(list)
    if keys:
        values = IndicatorValue.objects.known(as_of.number).filter(indicator__key__in=keys)
        for key, month, value in values.order_by("month").values_list("indicator__key", "month", "value"):
            months[key].append((month_end(month), value))
    return months


def reading(question: Question, months: Mapping[str, Months], on: date) -> Reading:
    """The newest month that is over by ``on``."""
    over = _over(question, months, on)
    if not over:
        return Reading(None)
    end, value = over[-1]
    return Reading(value, latest=end)


def points(question: Question, months: Mapping[str, Months], on: date) -> tuple[Point, ...]:
    return tuple(Point(end, value) for end, value in _over(question, months, on))


def _over(question: Question, months: Mapping[str, Months], on: date) -> Months:
    first, last = question.since or date.min, question.last_day(on)
    mine = months.get(question.specification.indicator, [])
    return [(end, value) for end, value in mine if first <= end <= last]
