"""Pages for those who answer for key results: what needs attention, what waits for them, a check-in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.kernel import access, clock
from thriving.movement.doors import needs, signed_in, typed
from thriving.plan import actions, attention, queries, records, rows, work
from thriving.plan.dates import Dates
from thriving.plan.forms import CheckInForm
from thriving.plan.models import CheckIn, Plan
from thriving.plan.standings import KeyResultStanding
from thriving.plan.views import setting
from thriving.ui.twins.records import Form


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
def my_work(request: HttpRequest, form: Form) -> HttpResponse:
    today = clock.today()
    tasks = work.waiting_for(request.user)
    return records.WORK.respond(
        request,
        [task.row(today) for task in tasks],
        form=form,
        template="plan/my_work.html",
        context={"tasks": tasks, "today": today},
    )


@signed_in
def check_in(request: HttpRequest, plan: str, key_result: str) -> HttpResponse:
    """One plain form: what the numbers say stands on it already."""
    found = setting.plan_for(request, plan)
    standing = setting.standing_for(request, found, Dates())
    each = setting.key_result_in(standing, key_result)
    access.require(request.user, "check_in", each.key_result)
    form = CheckInForm(typed(request), initial=_last_said(each))
    if request.method == "POST" and form.is_valid() and not _somebody_was_faster(request, form, each):
        _keep(request, form, each)
        return redirect("plan:key_result", found.key, each.key_result.key)
    context = {
        **setting.context(request, standing, Dates()),
        "each": each,
        "form": form,
        "since": queries.since_check_in(each),
        "steps": setting.steps(found, (str(each.key_result.title), _address(found, each))),
        "here": _("Check in"),
    }
    return render(request, "plan/check_in.html", context, status=200 if request.method == "GET" else 422)


def _last_said(each: KeyResultStanding) -> dict[str, Any]:
    last = each.check_in
    if last is None:
        return {}
    return {"confidence": last.confidence, "help_needed": last.help_needed, "after": last.pk}


def _somebody_was_faster(request: HttpRequest, form: CheckInForm, each: KeyResultStanding) -> bool:
    """Whether a check-in came while this one was written. It is shown, and this one asked for again."""
    newest = CheckIn.objects.filter(key_result=each.key_result).first()
    if newest is None or newest.pk == form.cleaned_data["after"]:
        return False
    form.data = form.data.copy()
    form.data["after"] = str(newest.pk)
    form.add_error(None, _faster(newest))
    return True


def _faster(newest: CheckIn) -> str:
    return _(
        "Somebody checked in while you were writing, and said %(confidence)s of 10: “%(words)s”. "
        "Nothing of yours is lost: send it again if it still holds."
    ) % {"confidence": newest.confidence, "words": newest.what_changed or "–"}


def _keep(request: HttpRequest, form: CheckInForm, each: KeyResultStanding) -> None:
    said = {name: form.cleaned_data[name] for name in ("confidence", "what_changed", "what_next", "help_needed")}
    actions.check_in(each.key_result, **said, by=request.user)
    messages.success(request, _("Thank you. Your check-in stands beside the number now."))


def _address(found: Plan, each: KeyResultStanding) -> str:
    return reverse("plan:key_result", args=[found.key, each.key_result.key])
