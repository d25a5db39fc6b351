"""The plan as everyone sees it: by priority, by outcome, on paper, with its rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.plan import kept, queries, records, rows
from thriving.plan.dates import Dates
from thriving.plan.models import Plan
from thriving.plan.queries import PlanStanding
from thriving.plan.views import setting
from thriving.ui.twins import Records, Row
from thriving.ui.twins.records import Form, addresses


def current(request: HttpRequest, form: Form) -> HttpResponse:
    """The plan of today; where none is loaded, how to load one."""
    found = queries.current_plan(request.user)
    if found is None:
        return records.KEY_RESULTS.respond(request, [], form=form, template="plan/none.html")
    return _by_priority(request, found, form)


def plan(request: HttpRequest, plan: str, form: Form) -> HttpResponse:
    return _by_priority(request, setting.plan_for(request, plan), form)


def _by_priority(request: HttpRequest, found: Plan, form: Form) -> HttpResponse:
    return _page(request, found, form, records.KEY_RESULTS, "plan/_plan.html", rows.of_key_results)


def outcomes(request: HttpRequest, plan: str, form: Form) -> HttpResponse:
    found = setting.plan_for(request, plan)
    return _page(request, found, form, records.OUTCOMES, "plan/_outcomes.html", rows.of_outcomes)


def _page(  # noqa: PLR0913 -- a page of records: who asks, of what, in which form
    request: HttpRequest,
    found: Plan,
    form: Form,
    declared: Records,
    template: str,
    rows_of: Callable[[PlanStanding], list[Row]],
) -> HttpResponse:
    asked = setting.dates_of(request, declared)
    if form == "html":
        return kept.page(request, found, template, lambda: _content(request, found, asked))
    standing = setting.standing_for(request, found, asked)
    return declared.respond(
        request,
        rows_of(standing),
        form=form,
        template=template,
        title=str(found.title),
        sample=standing.sample,
        on=standing.on,
        known=standing.known_on,
    )


def _content(request: HttpRequest, found: Plan, asked: Dates) -> dict[str, Any]:
    standing = setting.standing_for(request, found, asked)
    return {
        **setting.context(request, standing, asked),
        "title": str(found.title),
        "views": views(request, found, asked),
        "releases": queries.releases_of(found),
        "twins": addresses(request),
    }


def views(request: HttpRequest, found: Plan, asked: Dates) -> list[tuple[str, str, bool]]:
    """The same plan seen otherwise, on the same two dates."""
    names = [
        (_("By priority"), "plan"),
        (_("By outcome"), "outcomes"),
        (_("Changes"), "changes"),
        (_("Two dates side by side"), "compare"),
        (_("On one page"), "board"),
    ]
    question = asked.query()
    found_views = [(label, reverse(f"plan:{name}", args=[found.key]) + question) for label, name in names]
    return [(label, url, url.partition("?")[0] == request.path) for label, url in found_views]


def rule(request: HttpRequest, plan: str) -> HttpResponse:
    """The rule that decides how a key result stands, with this plan's own thresholds."""
    found = setting.plan_for(request, plan)
    context = {"plan": found, "lines": queries.rule_in_words(found), "steps": setting.steps(found)}
    return render(request, "plan/rule.html", {**context, "here": _("How we judge")})
