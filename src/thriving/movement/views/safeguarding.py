"""What whoever protects minors does: confirm ages, clear adults, delete what a guardian wants deleted."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.movement.actions import Refused, guardians, minors
from thriving.movement.actions import clearance as actions
from thriving.movement.doors import needs, typed
from thriving.movement.forms.minors import ClearForm, ConfirmAgeForm, EndClearanceForm
from thriving.movement.models import Person
from thriving.movement.queries import safeguarding as queries
from thriving.movement.queries.minors import consent_of, told_by_themselves

MOST = 100  # of each sort on one page


@needs(queries.RULE)
@require_safe
def safeguarding(request: HttpRequest) -> HttpResponse:
    """What waits, the longest-waiting first, and who may be with minors."""
    me = request.user
    context = {
        "to_confirm": [(each.person, told_by_themselves(each)) for each in queries.to_confirm(me)[:MOST]],
        "to_ask": [(each.person, each.ask_again_on) for each in queries.to_ask_again(me)[:MOST]],
        "to_delete": list(queries.to_delete(me)[:MOST]),
        "clearances": list(queries.clearances(me)[:MOST]),
    }
    return render(request, "movement/minors/safeguarding.html", context)


@needs(queries.RULE, fresh=True)
def confirm_age(request: HttpRequest, page: str) -> HttpResponseBase:
    person = get_object_or_404(queries.looked_after(request.user).select_related("age"), page=page)
    form = ConfirmAgeForm(person, person.age, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            minors.confirm_band(person, **form.cleaned_data, by=cast("Person", request.user))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Confirmed."))
            return redirect("movement:safeguarding")
    context = {
        "person": person,
        "says": told_by_themselves(person.age),
        "consent": consent_of(person),
        "form": form,
    }
    return render(request, "movement/minors/confirm_age.html", context, status=422 if form.errors else 200)


@needs(queries.RULE, fresh=True)
def clear_adult(request: HttpRequest) -> HttpResponseBase:
    form = ClearForm(typed(request))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.clear(said.pop("who"), **said, by=cast("Person", request.user))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("They may be with minors until that day."))
            return redirect("movement:safeguarding")
    context = {"form": form}
    return render(request, "movement/minors/clear_adult.html", context, status=422 if form.errors else 200)


@needs(queries.RULE, fresh=True)
def end_clearance(request: HttpRequest, pk: int) -> HttpResponseBase:
    clearance = get_object_or_404(queries.clearances(request.user), pk=pk)
    form = EndClearanceForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.end(clearance, why=form.cleaned_data["why"], by=cast("Person", request.user))
        messages.success(request, _("The clearance has ended."))
        return redirect("movement:safeguarding")
    context = {"clearance": clearance, "form": form}
    return render(request, "movement/minors/end_clearance.html", context, status=422 if form.errors else 200)


@needs(queries.RULE, fresh=True)
def delete_minor(request: HttpRequest, page: str) -> HttpResponseBase:
    """Only whose guardian asked for it."""
    consent = get_object_or_404(queries.to_delete(request.user), person__page=page)
    if request.method == "POST":
        guardians.delete_account(consent.person, by=cast("Person", request.user))
        messages.success(request, _("The account is deleted, with all that was known of them."))
        return redirect("movement:safeguarding")
    return render(request, "movement/minors/delete.html", {"consent": consent})
