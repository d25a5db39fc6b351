"""The shipped plan with its twelve key results, evaluated live: numbers, curves, forecasts and statuses."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.timing import seconds
from thriving.kernel import clock
from thriving.plan import actions, queries
from thriving.plan.file import shipped
from thriving.plan.models import Plan

MOST = 1.5  # seconds; "about a second"
TODAY = datetime(2020, 6, 15, 12, tzinfo=UTC)
EVALUATOR = SimpleNamespace(
    roles=frozenset({"evaluator"}),
    scopes=lambda _role: frozenset({""}),
    is_authenticated=True,
    is_active=True,
)


def load() -> Plan:
    return Plan.objects.first() or actions.load(shipped(), by="bench")


def evaluate(times: int) -> tuple[float, int]:
    """Seconds for the whole plan as an evaluator sees it, fastest run; and how many queries it takes."""
    plan = load()
    with clock.stopped_at(TODAY):
        connection.queries_log.clear()  # Django keeps the last 9,000 where DEBUG is on
        with CaptureQueriesContext(connection) as asked:
            found = queries.standing(plan, EVALUATOR)
        if any(each.value is None for each in _numbers(found) if each.name == "organizers"):
            raise SystemExit("the plan counts nobody: the facts do not fit its measures")
        return min(seconds(lambda: queries.standing(plan, EVALUATOR)) for _ in range(times)), len(asked)


def _numbers(found: queries.PlanStanding) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(name=each.requirement.key, value=each.number.reading.value)
        for key_result in found.key_results
        for each in key_result.requirements
    ]
