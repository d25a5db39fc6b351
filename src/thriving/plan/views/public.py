"""The plan as everyone sees it: by priority, by outcome, on paper, with its rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.evidence.queries import releases_for
from thriving.kernel import access
from thriving.plan import queries
from thriving.plan.judgment import sentences
from thriving.plan.models import Plan, Priority
from thriving.plan.pages import kept, records, rows, spoken
from thriving.plan.pages.dates import Dates
from thriving.plan.standing.key_results import PlanStanding
from thriving.plan.states import Level
from thriving.plan.views import setting
from thriving.ui.twins import Records, Row
from thriving.ui.twins.records import Form, addresses


@require_safe
def current(request: HttpRequest, form: Form) -> HttpResponseBase:
    """The plan of today; where none is loaded, how to load one."""
    found = queries.current_plan(request.user)
    if found is None:
        return records.KEY_RESULTS.respond(request, [], form=form, template="plan/none.html")
    return _by_priority(request, found, form)


@require_safe
def plan(request: HttpRequest, plan: str, form: Form) -> HttpResponseBase:
    return _by_priority(request, setting.plan_for(request, plan), form)


def _by_priority(request: HttpRequest, found: Plan, form: Form) -> HttpResponseBase:
    return _page(request, found, form, _BY_PRIORITY)


@require_safe
def outcomes(request: HttpRequest, plan: str, form: Form) -> HttpResponseBase:
    found = setting.plan_for(request, plan)
    return _page(request, found, form, _BY_OUTCOME)


def _with_outcomes(standing: PlanStanding) -> dict[str, Any]:
    said = spoken.about([each.outcome for each in standing.outcomes], standing)
    every = [one for group in said.values() for one in group]
    above = standing.plan.priorities.filter(level=Level.MEDIUM_TERM)
    return {
        "goals": list(standing.goals),
        "above": list(above),
        "outcomes": [(each, said[each.outcome.key]) for each in standing.outcomes],
        "caution": every[0].year.caution if every else "",
    }


@dataclass(frozen=True)
class View:
    """The whole plan in one order: what its page shows, and what its twins list."""

    name: str
    records: Records
    template: str
    rows: Callable[[PlanStanding], list[Row]]
    more: Callable[[PlanStanding], dict[str, Any]] = lambda _standing: {}


_BY_PRIORITY = View("plan", records.KEY_RESULTS, "plan/_plan.html", rows.of_key_results)
_BY_OUTCOME = View("outcomes", records.OUTCOMES, "plan/_outcomes.html", rows.of_outcomes, _with_outcomes)


def _page(request: HttpRequest, found: Plan, form: Form, view: View) -> HttpResponseBase:
    asked = setting.dates_of(request, view.records)
    if form == "html":
        toolbar = _toolbar(request, found)
        return kept.page(
            request, found, view.template, lambda: _content(request, found, asked, view), toolbar=toolbar
        )
    standing = setting.standing_for(request, found, asked)
    return view.records.respond(
        request,
        view.rows(standing),
        form=form,
        template=view.template,
        title=str(found.title),
        sample=standing.sample,
        on=standing.on,
        known=standing.known_on,
    )


def _content(request: HttpRequest, found: Plan, asked: Dates, view: View) -> dict[str, Any]:
    standing = setting.standing_for(request, found, asked)
    return {
        **setting.context(request, standing, asked),
        **view.more(standing),
        "title": str(found.title),
        "views": views(found, asked, view.name),
        "releases": list(releases_for(found.key)),
        "twins": addresses(request),
    }


def _toolbar(request: HttpRequest, found: Plan) -> list[tuple[str, str]]:
    """What this reader may do with the plan; a visitor is asked nothing."""
    if not request.user.is_authenticated:
        return []
    led = access.within(request.user, "edit_priority", Priority.objects.filter(plan=found))
    ways = [
        (_("What needs attention"), "needs_attention", access.holds(request.user, "see_lead_page")),
        (_("Edit"), "edit", led.exists()),
    ]
    return [(label, reverse(f"plan:{name}", args=[found.key])) for label, name, may in ways if may]


def views(found: Plan, asked: Dates, here: str) -> list[tuple[str, str, bool]]:
    """The same plan seen otherwise, on the same two dates; ``here`` is the name of the page they stand on."""
    names = [
        ("plan", _("By priority")),
        ("outcomes", _("By outcome")),
        ("changes", _("Changes")),
        ("compare", _("Two dates side by side")),
        ("board", _("On one page")),
    ]
    question = asked.query()
    return [
        (label, reverse(f"plan:{name}", args=[found.key]) + question, name == here) for name, label in names
    ]


@require_safe
def rule(request: HttpRequest, plan: str) -> HttpResponse:
    """The rule that decides how a key result stands, with this plan's own thresholds."""
    found = setting.plan_for(request, plan)
    context = {
        "plan": found,
        "sample": found.sample,
        "lines": sentences.explain(found.thresholds),
        "steps": setting.steps(found),
    }
    return render(request, "plan/rule.html", {**context, "here": _("How we judge")})
