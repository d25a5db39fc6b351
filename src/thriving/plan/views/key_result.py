"""One key result: its number, why it stands so, and how it came there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.evidence.queries import releases_for
from thriving.evidence.tables.reading import edition as tables_edition
from thriving.evidence.tables.wording import of_number
from thriving.kernel import access
from thriving.movement.queries import terms
from thriving.plan import queries, slots
from thriving.plan.models import KeyResult, Plan
from thriving.plan.pages import history, kept, records, rows
from thriving.plan.pages.dates import Dates
from thriving.plan.pages.parts import parts_of
from thriving.plan.standing.key_results import KeyResultStanding, PlanStanding
from thriving.plan.views import setting
from thriving.ui.twins.records import Form, addresses


@require_safe
def key_result(request: HttpRequest, plan: str, key_result: str, form: Form) -> HttpResponseBase:
    found = setting.plan_for(request, plan)
    asked = setting.dates_of(request, records.SERIES)
    if form == "html":
        return kept.page(
            request,
            found,
            "plan/_key_result_page.html",
            lambda: _content(request, found, key_result, asked),
            toolbar=_toolbar(request, found, key_result),
            also=f"{tables_edition()}|{slots.edition()}",
        )
    standing = setting.standing_for(request, found, asked)
    each = setting.key_result_in(standing, key_result)
    return records.SERIES.respond(
        request,
        rows.of_series(each),
        form=form,
        template="",
        title=str(each.key_result.title),
        sample=standing.sample,
        on=standing.on,
        known=standing.known_on,
    )


def _content(request: HttpRequest, found: Plan, key: str, asked: Dates) -> dict[str, Any]:
    standing = setting.standing_for(request, found, asked)
    each = setting.key_result_in(standing, key)
    return {
        **setting.context(request, standing, asked),
        "title": str(each.key_result.title),
        "steps": setting.steps(found),
        "here": _("Key result %(number)s") % {"number": each.key_result.number},
        "each": each,
        "place": _place(standing, each),
        "definitions": terms.named(each.key_result.definitions),
        "served": [
            (link, outcome) for outcome in standing.outcomes for link, one in outcome.links if one is each
        ],
        "check_ins": queries.check_ins_of(each.key_result, on=standing.known_on),
        "forecasts": [
            one for one in queries.forecasts_of(each.key_result, on=standing.known_on) if one.words
        ],
        "releases": list(releases_for(found.key)),
        "parts": {one.requirement.key: parts_of(one) for one in each.requirements},
        "tables": {
            one.requirement.key: of_number(one.asked.question, standing.on, standing.known_on)
            for one in each.requirements
        },
        "twins": addresses(request),
    }


def _place(standing: PlanStanding, each: KeyResultStanding) -> tuple[Any, Any]:
    """The priority and the objective that the key result belongs to."""
    return next(
        (priority.priority, objective.objective)
        for priority in standing.priorities
        for objective in priority.objectives
        if each in objective.key_results
    )


def _toolbar(request: HttpRequest, found: Plan, key: str) -> list[tuple[str, str]]:
    """What this reader may do here; asked afresh for each reader."""
    if not request.user.is_authenticated:
        return []
    this = KeyResult.objects.filter(objective__priority__plan=found, key=key)
    ways = [
        ("check_in", _("Check in"), reverse("plan:check_in", args=[found.key, key])),
        ("edit_key_result", _("Edit"), reverse("plan:edit_part", args=[found.key, f"key-result:{key}"])),
    ]
    return [(label, url) for rule, label, url in ways if access.within(request.user, rule, this).exists()]


@require_safe
def target_history(request: HttpRequest, plan: str, key_result: str, form: Form) -> HttpResponse:
    """Every change of its targets and definitions, with the reason."""
    found = setting.plan_for(request, plan)
    standing = setting.standing_for(request, found, Dates())
    each = setting.key_result_in(standing, key_result)
    changes = list(queries.changes_of(each.key_result))
    context = {
        **setting.context(request, standing, Dates()),
        "each": each,
        "changes": changes,
        "titles": history.titles_of(found),
        "steps": setting.steps(found, (str(each.key_result.title), _address(found, each))),
        "here": _("History of the target"),
    }
    return records.TARGETS.respond(
        request,
        rows.of_changes(found, changes),
        form=form,
        template="plan/target_history.html",
        context=context,
        sample=standing.sample,
    )


def _address(found: Plan, each: KeyResultStanding) -> str:
    return reverse("plan:key_result", args=[found.key, each.key_result.key])
