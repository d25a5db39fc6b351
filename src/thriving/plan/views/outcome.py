"""One desired outcome: its monthly series, the plan's year in them, the key results that serve it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.plan.models import Plan
from thriving.plan.pages import kept, records, spoken
from thriving.plan.pages.dates import Dates
from thriving.plan.standing.key_results import OutcomeStanding, PlanStanding
from thriving.plan.views import setting
from thriving.ui.twins.records import Form, addresses


@require_safe
def outcome(request: HttpRequest, plan: str, outcome: str, form: Form) -> HttpResponseBase:
    found = setting.plan_for(request, plan)
    asked = setting.dates_of(request, records.OUTCOME)
    if form == "html":
        return kept.page(
            request, found, "plan/_outcome.html", lambda: _content(request, found, outcome, asked)
        )
    standing = setting.standing_for(request, found, asked)
    each = _outcome_in(standing, outcome)
    said = spoken.about([each.outcome], standing)[outcome]
    # Published series are real, also where the plan that asks for them is a sample.
    return records.OUTCOME.respond(
        request,
        [one.row() for one in said],
        form=form,
        template="",
        title=str(each.outcome.title),
        sample=any(one.series.indicator.sample for one in said),
        on=standing.on,
        known=standing.known_on,
    )


def _content(request: HttpRequest, found: Plan, key: str, asked: Dates) -> dict[str, Any]:
    standing = setting.standing_for(request, found, asked)
    each = _outcome_in(standing, key)
    return {
        **setting.context(request, standing, asked),
        "title": str(each.outcome.title),
        "each": each,
        "spoken": spoken.about([each.outcome], standing)[key],
        "steps": setting.steps(found, (_("Outcomes"), reverse("plan:outcomes", args=[found.key]))),
        "here": str(each.outcome.title),
        "twins": addresses(request),
    }


def _outcome_in(standing: PlanStanding, key: str) -> OutcomeStanding:
    found = next((each for each in standing.outcomes if each.outcome.key == key), None)
    if found is None:
        raise Http404(key)
    return found
