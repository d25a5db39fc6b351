"""The pages of core duties: the list with its share, one of them, and keeping it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement import scopes
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.programs.initiatives import actions, parts, queries, vocabulary
from thriving.programs.initiatives.forms import DutyForm, NewDutyForm, ReasonForm
from thriving.programs.initiatives.models import Duty
from thriving.ui.twins import Column, Parameter, Records

DUTIES = Records(
    "duties",
    gettext_lazy("Core duties"),
    gettext_lazy("Work that goes on all year, who holds it, and the priority of the plan that it serves."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("kind", "string", gettext_lazy("Kind"), gettext_lazy("By the vocabulary of initiatives.")),
        Column("team", "string", gettext_lazy("Held by"), gettext_lazy("A team.")),
        Column("scope", "string", gettext_lazy("For"), gettext_lazy("Empty: the whole movement.")),
        Column("begins_on", "date", gettext_lazy("Since"), gettext_lazy("Held since.")),
        Column("priority", "string", gettext_lazy("Serves"), gettext_lazy("As plan/priority; may be empty.")),
        Column("why_none", "string", gettext_lazy("Why none"), gettext_lazy("Where it serves none.")),
    ),
    parameters=(Parameter("kind", "string", gettext_lazy("Kind"), gettext_lazy("Only those of this kind.")),),
)
_COLUMNS = [column.name for column in DUTIES.columns]


@require_safe
def duties(request: HttpRequest, form: Any) -> HttpResponse:
    asked = DUTIES.asked(request)
    every = queries.duties()
    listed = list(every.filter(kind=asked["kind"]) if asked["kind"] else every)
    called = parts.priorities_called({each.priority for each in listed if each.priority})
    kinds = vocabulary.words_for("duties")
    return DUTIES.respond(
        request,
        [{name: getattr(each, name) for name in _COLUMNS} for each in listed],
        form=form,
        template="initiatives/duties.html",
        context={
            "duties": [(each, kinds.get(each.kind, each.kind), called.get(each.priority)) for each in listed],
            "aligned": sum(1 for each in listed if each.priority),
            "may_hold": access.holds(request.user, "hold_duty"),
        },
        sample=any(each.sample for each in listed),
    )


@require_safe
def duty(request: HttpRequest, key: str) -> HttpResponse:
    """Also one that has ended: links to it stay."""
    found = get_object_or_404(Duty, key=key)
    called = parts.priorities_called([found.priority] if found.priority else [])
    context = {
        "duty": found,
        "kind": vocabulary.words_for("duties").get(found.kind, found.kind),
        "region": scopes.names_of([found.scope])[found.scope] if found.scope else "",
        "priority": called.get(found.priority),
        "priority_address": parts.address_of_priority(found.priority) if found.priority in called else "",
        "may_keep": queries.duties_kept_by(request.user).filter(pk=found.pk).exists(),
        "sample": found.sample,
    }
    return render(request, "initiatives/duty.html", context)


@needs("hold_duty")
def new(request: HttpRequest) -> HttpResponseBase:
    form = NewDutyForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"].lower()
        try:
            actions.hold_duty(form.described(), key=key, by=_reader(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("initiatives:duty", key)
    return _page(request, None, form, heading=_("Add a core duty"), label=_("Save"))


@signed_in
def describe(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(queries.duties_kept_by(request.user), key=key)
    form = DutyForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_duty(found, form.described(), by=_reader(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("initiatives:duty", key)
    return _page(request, found, form, heading=_("Describe it anew"), label=_("Save"))


@signed_in
def end(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(queries.duties_kept_by(request.user), key=key)
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_duty(found, reason=form.cleaned_data["reason"], by=_reader(request))
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done."))
            return redirect("initiatives:duty", key)
    words = _("Nobody holds it any more, and it no longer counts.")
    return _page(request, found, form, heading=_("End it"), label=_("End it"), words=words)


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _page(request: HttpRequest, found: Duty | None, form: forms.Form, **words: Any) -> HttpResponse:
    context = {"form": form, "duty": found, **words}
    return render(request, "initiatives/duty_form.html", context, status=422 if form.errors else 200)
