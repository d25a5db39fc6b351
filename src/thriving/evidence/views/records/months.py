"""A number that others counted: the months of the official series that it reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from thriving.evidence.indicators import MonthPoint, for_keys
from thriving.evidence.views.records.asking import Asking
from thriving.evidence.views.records.columns import EMPTY


def months(asking: Asking) -> HttpResponse:
    number, specification = asking.found.number, asking.asked.question.specification
    found = for_keys([specification.indicator], number=number.known_number)
    points = [point for series in found for point in series.points if point.month <= number.on]
    return asking.respond(
        [_row(point, specification.indicator) for point in points],
        template="evidence/months.html",
        context={"series": found[0] if found else None, "points": list(reversed(points))},
    )


def _row(point: MonthPoint, key: str) -> dict[str, Any]:
    return {**EMPTY, "occurred_on": point.month, "subject": key, "value": point.value, "origin": "wiki"}
