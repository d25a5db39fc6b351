"""What every page of a plan starts from: the plan that the reader may open, and the two dates asked for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.plan import queries
from thriving.plan.models import Plan
from thriving.plan.pages import dates, phrases
from thriving.plan.pages.dates import Dates
from thriving.plan.standing.key_results import KeyResultStanding, PlanStanding
from thriving.ui.twins import Records


def plan_for(request: HttpRequest, key: str) -> Plan:
    return get_object_or_404(queries.plans_for(request.user), key=key)


def dates_of(request: HttpRequest, records: Records) -> Dates:
    return dates.read(records.asked(request), today=clock.today())


def standing_for(request: HttpRequest, plan: Plan, asked: Dates) -> PlanStanding:
    return queries.standing(plan, request.user, on=asked.happened_by, known=asked.known)


def key_result_in(standing: PlanStanding, key: str) -> KeyResultStanding:
    found = standing.by_key(key)
    if found is None:
        raise Http404(key)
    return found


def context(request: HttpRequest, standing: PlanStanding, asked: Dates) -> dict[str, Any]:
    """The words that stand under the title of each page, and what its links need."""
    plan = standing.plan
    return {
        "plan": plan,
        "standing": standing,
        "dates": asked,
        "sample": standing.sample,
        "period": phrases.period(plan.starts_on, plan.ends_on),
        "as_known": phrases.as_known(standing.on, standing.known_on),
        "cadence": phrases.cadence(plan.cadence),
        "now_url": request.path,
    }


def steps(plan: Plan, *further: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of ``plan``: labels with their addresses."""
    return [
        (_("The plan"), reverse("plan:current")),
        (str(plan.title), reverse("plan:plan", args=[plan.key])),
        *further,
    ]
