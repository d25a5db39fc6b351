"""A call: its rubric, its words, its panel, and its page, which everybody reads once it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access
from thriving.kernel.words import FALLBACK
from thriving.movement import ages
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.movement.queries import people
from thriving.programs.councils.actions import calls as actions
from thriving.programs.councils.forms.calls import CallForm, RubricForm
from thriving.programs.councils.forms.councils import PersonForm
from thriving.programs.councils.models import Call, Council, Panelist, Rubric
from thriving.programs.councils.queries.nominations import own_for, sent_by, waiting_for_consent
from thriving.programs.councils.queries.selection import progress
from thriving.programs.councils.states.call import CALL, DRAFT
from thriving.programs.councils.views.pages import (
    call_at,
    council_at,
    form_page,
    refusal_of,
    run_at,
    sent,
    took,
)

STEPS: dict[str, tuple[Callable[..., object], str | Promise]] = {
    "publish": (
        actions.publish,
        gettext_lazy("Everybody can read it, and stand or propose others from its first day on."),
    ),
    "score": (actions.hand_over, gettext_lazy("Nobody can stand any more; the panel begins to read.")),
    "cancel": (
        actions.cancel,
        gettext_lazy("Nobody is selected. What candidates said is deleted half a year from now."),
    ),
}


@require_safe
def rubric(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """By what a panel judges: everybody reads it before they stand."""
    found = call_at(request, key, number)
    if found.rubric is None:
        raise Http404
    return _show(request, found.council, found.rubric, call=found)


@require_safe
def selection(request: HttpRequest, key: str) -> HttpResponse:
    """The newest rubric of a council, from the day on which it is made: calls name it later."""
    found = council_at(request, key)
    newest = found.rubrics.first()
    if newest is None:
        raise Http404
    return _show(request, found, newest)


def _show(request: HttpRequest, found: Council, shown: Rubric, call: Call | None = None) -> HttpResponse:
    context = {
        "council": found,
        "call": call,
        "rubric": shown,
        "holds": actions.digest_of(shown.criteria) == shown.digest,
        "sample": found.sample,
    }
    return render(request, "councils/rubric.html", context)


@signed_in
def make_rubric(request: HttpRequest, key: str) -> HttpResponseBase:
    found = run_at(request, key)
    form = RubricForm(found.rubrics.first(), typed(request))
    by, language = cast("Person", request.user), get_language() or FALLBACK
    if sent(request, form) and took(
        form, lambda: actions.make_rubric(found, form.criteria(), language=language, by=by)
    ):
        messages.success(request, _("Saved."))
        return redirect("councils:council", key)
    words = _("What the panel judges by. It gets a number and a hash; a call names the version that it uses.")
    return form_page(
        request,
        found,
        form,
        template="councils/make_rubric.html",
        heading=_("Make a rubric"),
        label=_("Save"),
        words=words,
    )


@signed_in
def new(request: HttpRequest, key: str) -> HttpResponseBase:
    found = run_at(request, key)
    form = CallForm(found, None, typed(request))
    by = cast("Person", request.user)
    if sent(request, form) and took(
        form, lambda: actions.draft_call(found, form.called(), by=by, sample=found.sample)
    ):
        number = found.calls.order_by("-number").values_list("number", flat=True)[0]
        return redirect("councils:call", key, number)
    words = _("A draft: nobody reads it before you open it.")
    return form_page(request, found, form, heading=_("Write a call"), label=_("Save the draft"), words=words)


@signed_in
def rewrite(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    found = call_at(request, key, number, rule="run_call")
    if found.state != DRAFT:
        raise Http404
    form = CallForm(found.council, found, typed(request))
    by = cast("Person", request.user)
    if sent(request, form) and took(form, lambda: actions.rewrite_call(found, form.called(), by=by)):
        messages.success(request, _("Saved."))
        return redirect("councils:call", key, number)
    return form_page(request, found.council, form, heading=_("Change the draft"), label=_("Save"))


@require_safe
def call(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = call_at(request, key, number)
    decision = getattr(found, "decision", None)
    bands = found.bands or found.council.bands
    context = {
        "council": found.council,
        "call": found,
        "seats": list(found.seats.select_related("region")),
        "bands": [str(ages.Band.read(each)) for each in bands],
        "own": own_for(request.user).filter(call=found).order_by("-pk").first(),
        "sent": list(sent_by(request.user, found)),
        "decision": decision,
        "selected": found.nominations.filter(place__seat__isnull=False).count() if decision else 0,
        "sample": found.sample,
        **_for_those_who_run_it(request, found),
    }
    return render(request, "councils/call.html", context)


def _for_those_who_run_it(request: HttpRequest, found: Call) -> dict[str, Any]:
    may_run = access.may(request.user, "run_call", found)
    judges = access.may(request.user, "judge_call", found)
    if not (may_run or judges):
        return {}
    return {
        "may_run": may_run,
        "judges": judges,
        "steps": _steps(found) if may_run else [],
        "progress": progress(found),
        "waiting": waiting_for_consent(found),
        "may_decide": access.may(request.user, "decide_call", found),
    }


def _steps(found: Call) -> list[tuple[str, Any, list[Any]]]:
    """With what is still missing for each."""
    moves = [each for each in CALL.open_from(found.state) if each.name in STEPS]
    return [(each.name, each.title, each.refusals(found)) for each in moves]


@signed_in
def step(request: HttpRequest, key: str, number: int, step: str) -> HttpResponseBase:
    found = call_at(request, key, number, rule="run_call")
    titles = {name: title for name, title, _missing in _steps(found)}
    if step not in titles:
        raise Http404
    take, words = STEPS[step]
    form = forms.Form(typed(request))
    if sent(request, form) and took(form, lambda: take(found, by=cast("Person", request.user))):
        messages.success(request, _("Done."))
        return redirect("councils:call", key, number)
    return form_page(request, found.council, form, heading=str(titles[step]), words=words)


@signed_in
def panel(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Who judges, and how far each has come: for those who run it."""
    found = call_at(request, key, number, rule="run_call")
    form = PersonForm(typed(request))
    by = cast("Person", request.user)
    if sent(request, form) and took(
        form, lambda: actions.name_panelist(found, form.cleaned_data["who"], by=by)
    ):
        messages.success(request, _("Saved."))
        return redirect("councils:panel", key, number)
    named = list(found.panel.select_related("person"))
    shown = people.names(request.user, {each.person.key for each in named})
    done = progress(found)
    return form_page(
        request,
        found.council,
        form,
        template="councils/panel.html",
        heading=_("The panel"),
        label=_("Name somebody"),
        call=found,
        panel=[(each, shown.get(each.person.key, ""), done.missing.get(each.person_id, 0)) for each in named],
    )


@require_POST
@signed_in
def release_panelist(request: HttpRequest, key: str, number: int, panelist: int) -> HttpResponseBase:
    found = call_at(request, key, number, rule="run_call")
    named = get_object_or_404(Panelist, call=found, pk=panelist)
    form = forms.Form({})
    if not took(form, lambda: actions.release_panelist(named, by=cast("Person", request.user))):
        messages.error(request, refusal_of(form))
    return redirect("councils:panel", key, number)
