"""Pages for those who answer for key results: what needs attention, what waits for them, a check-in."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.plan import actions, queries
from thriving.plan.forms import CheckInForm
from thriving.plan.models import CheckIn, Plan
from thriving.plan.pages import attention, records, rows
from thriving.plan.pages.dates import Dates
from thriving.plan.standing.key_results import KeyResultStanding
from thriving.plan.views import setting
from thriving.ui.twins.records import Form


@require_safe
@needs("see_lead_page")
def needs_attention(request: HttpRequest, plan: str, form: Form) -> HttpResponse:
    """The lead's page: exceptions first, then what nothing was heard of, then the rest."""
    found = setting.plan_for(request, plan)
    standing = setting.standing_for(request, found, Dates())
    mine = set(queries.led_by(request.user).values_list("pk", flat=True))
    groups = attention.groups(standing, mine)
    context = {
        **setting.context(request, standing, Dates()),
        "groups": groups,
        "mine": mine,
        "steps": setting.steps(found),
        "here": _("What needs attention"),
    }
    return records.EXCEPTIONS.respond(
        request,
        rows.of_exceptions(standing, [each for group in groups for each in group.key_results]),
        form=form,
        template="plan/attention.html",
        context=context,
        sample=standing.sample,
        on=standing.on,
        known=standing.known_on,
    )


@signed_in
def check_in(request: HttpRequest, plan: str, key_result: str) -> HttpResponse:
    """One plain form: what the numbers say stands on it already."""
    found = setting.plan_for(request, plan)
    standing = setting.standing_for(request, found, Dates())
    each = setting.key_result_in(standing, key_result)
    access.require(request.user, "check_in", each.key_result)
    form = CheckInForm(typed(request), initial=_last_said(each))
    if request.method == "POST" and form.is_valid():
        faster = each.key_result.check_ins.filter(pk__gt=form.cleaned_data["after"] or 0)
        if not faster:
            return _kept(request, found, form, each)
        form = _again(form, faster[0])
    context = {
        **setting.context(request, standing, Dates()),
        "each": each,
        "form": form,
        "since": queries.since_check_in(each),
        "steps": setting.steps(found, (str(each.key_result.title), _address(found, each))),
        "here": _("Check in"),
    }
    return render(request, "plan/check_in.html", context, status=422 if form.errors else 200)


def _last_said(each: KeyResultStanding) -> dict[str, Any]:
    last = each.check_in
    if last is None:
        return {}
    return {"confidence": last.confidence, "help_needed": last.help_needed, "after": last.pk}


def _again(form: CheckInForm, faster: CheckIn) -> CheckInForm:
    """The same words once more, below those of whoever was faster."""
    shown = CheckInForm({**form.cleaned_data, "after": faster.pk})
    shown.add_error(None, _was_faster(faster))
    return shown


def _was_faster(newest: CheckIn) -> str:
    return _(
        "Somebody checked in while you were writing, and said %(confidence)s of 10: “%(words)s”. "
        "Nothing of yours is lost: send it again if it still holds."
    ) % {"confidence": newest.confidence, "words": newest.what_changed or "–"}


def _kept(request: HttpRequest, found: Plan, form: CheckInForm, each: KeyResultStanding) -> HttpResponse:
    said = {name: value for name, value in form.cleaned_data.items() if name != "after"}
    person = cast("Person", request.user)  # nobody else comes through `signed_in`
    actions.check_in(each.key_result, **said, by=person)
    messages.success(request, _("Thank you. Your check-in stands beside the number now."))
    return redirect(_address(found, each))


def _address(found: Plan, each: KeyResultStanding) -> str:
    return reverse("plan:key_result", args=[found.key, each.key_result.key])
