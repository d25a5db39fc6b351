"""Numbers are published, and with them what the plan's rule said of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from thriving.evidence.actions import publish
from thriving.evidence.models import Release
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.plan.actions.revising import require, revise_open
from thriving.plan.judgment.forecast import Interval
from thriving.plan.models import Plan, PublishedStanding
from thriving.plan.queries.standing import promised, standing
from thriving.plan.standing.requirements import RequirementStanding
from thriving.plan.states import Cadence

CLOCK = "plan clock"  # who the diary says published on time
NOBODY = None  # reads what is published, as a visitor does
DAY = timedelta(days=1)


@transaction.atomic
def publish_release(  # noqa: PLR0913 -- each is said by name at the call
    plan: Plan,
    *,
    on: date,
    known: date | None = None,
    note: Words | None = None,
    corrects: Release | None = None,
    by: Any,
) -> Release:
    """Fix every number of the plan as it was on ``on``, as known by the end of ``known`` (default: now)."""
    require(by, "publish_plan", plan)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    revise_open(plan)
    known_on = known or clock.today()
    asked = list(promised(plan, known_on).asked().values())
    release = publish(
        plan.key, asked, on=on, known=known_on, note=note, corrects=corrects, sample=plan.sample, by=by
    )
    _keep_what_it_says(plan, release)
    return release


def _keep_what_it_says(plan: Plan, release: Release) -> None:
    found = standing(plan, NOBODY, on=release.on, known=release.known_on)
    stands = (each for result in found.key_results for each in result.requirements)
    PublishedStanding.objects.bulk_create(_said(each, release) for each in stands)


def _said(each: RequirementStanding, release: Release) -> PublishedStanding:
    outlook = each.forecast
    low, high, periods = _ends(outlook.found)
    return PublishedStanding(
        requirement=each.requirement,
        release=release,
        status=each.status,
        reading=each.number.reading.as_json(),
        target=each.target,
        expected=each.expected,
        until=outlook.until,
        low=low,
        high=high,
        withheld="" if outlook.found is None or isinstance(outlook.found, Interval) else outlook.found,
        periods=periods,
        step="" if outlook.found is None else outlook.step,
    )


def _ends(found: Any) -> tuple[Decimal | None, Decimal | None, int]:
    if not isinstance(found, Interval):
        return None, None, 0
    return Decimal(str(found.low)), Decimal(str(found.high)), found.periods


def publish_due(*, by: Any = CLOCK) -> list[Release]:
    """Publish what the cadence of each open plan asks for: periods that are over and have no release yet."""
    running = Plan.objects.filter(state="open", starts_on__lte=clock.today()).order_by("key")
    return [release for plan in running if (release := _publish_if_due(plan, by))]


@transaction.atomic
def _publish_if_due(plan: Plan, by: Any) -> Release | None:
    """Of the newest period that is over; what was not published in its time is left to a person."""
    on = last_end(plan, clock.today())
    # Whoever else is publishing holds the plan until it is done.
    Plan.objects.select_for_update().get(pk=plan.pk)
    if on < plan.starts_on or Release.objects.filter(plan=plan.key, on__gte=on).exists():
        return None
    return publish_release(plan, on=on, known=on, by=by)


def last_end(plan: Plan, today: date) -> date:
    """The last day of the newest period of the plan's cadence that is over."""
    return min(ENDS[Cadence(plan.cadence)](today), plan.ends_on)


def _last_sunday(today: date) -> date:
    return today - DAY * today.isoweekday()


def _last_month_end(today: date) -> date:
    return today.replace(day=1) - DAY


def _last_quarter_end(today: date) -> date:
    return today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1) - DAY


ENDS = {
    Cadence.WEEKLY: _last_sunday,
    Cadence.MONTHLY: _last_month_end,
    Cadence.QUARTERLY: _last_quarter_end,
}
