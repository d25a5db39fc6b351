"""For the panel and those who run a call: who stands, what each is given, and what is decided."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.councils import ranking
from thriving.programs.councils.actions import seats as seating
from thriving.programs.councils.actions import selecting as actions
from thriving.programs.councils.forms.calls import ConflictsForm, DecideForm, ScoreForm, WhyForm
from thriving.programs.councils.models import TOP, Call, Nomination, Panelist, Sheet
from thriving.programs.councils.queries.nominations import candidates_for, waiting_for_consent
from thriving.programs.councils.queries.seats import held_in
from thriving.programs.councils.queries.selection import (
    is_revealed,
    judged,
    own_sheets,
    progress,
    ranked,
    whose_turn,
)
from thriving.programs.councils.states.call import DECIDED, SCORING
from thriving.programs.councils.states.nomination import RESERVE, SELECTED, STANDING
from thriving.programs.councils.views.pages import call_at, form_page, sent, took


@require_safe
@signed_in
def candidates(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Without those with whom the reader has a conflict; before all have scored, without anybody's scores."""
    call = _judged_call(request, key, number)
    if _must_look_first(request, call):
        return redirect("councils:conflicts", key, number)
    person = cast("Person", request.user)
    seen = {each.pk: each for each in candidates_for(person, call)}
    open_scores = call.state == SCORING and is_revealed(call)
    order = [each for each in ranked(call) if each.nomination.pk in seen] if open_scores else []
    context = {
        "council": call.council,
        "call": call,
        "candidates": [(each, own_sheets(person, call).get(each.pk)) for each in seen.values()],
        "order": order,
        "progress": progress(call),
        "waiting": waiting_for_consent(call),
        "judges": access.may(person, "judge_call", call),
        "why_not": actions.why_not_yet(call, person) if call.state == SCORING else "",
        "may_decide": access.may(person, "decide_call", call),
        "may_run": access.may(person, "run_call", call),
        "decided": call.state == DECIDED,
        "sample": call.sample,
    }
    return render(request, "councils/candidates.html", context)


@signed_in
def candidate(request: HttpRequest, key: str, number: int, nomination: str) -> HttpResponseBase:
    """What one says of themselves; the sheet of who judges; the sheets of all, once all are given."""
    call = _judged_call(request, key, number)
    found = _candidate(request, call, nomination)
    person = cast("Person", request.user)
    own = own_sheets(person, call).get(found.pk)
    revealed = call.state == DECIDED or is_revealed(call)
    scores = access.may(person, "score_candidate", found) and not revealed
    form: forms.Form = ScoreForm(call.rubric, own, typed(request)) if scores and call.rubric else forms.Form()
    if request.method == "POST" and not scores:
        raise Http404
    if sent(request, form) and took(form, lambda: _score(request, found, form)):
        messages.success(request, _("Kept. Nobody reads it until all have scored."))
        return redirect("councils:candidates", key, number)
    return form_page(
        request,
        call.council,
        form,
        template="councils/candidate.html",
        heading=found.shown_name,
        label=_("Give these points"),
        call=call,
        nomination=found,
        scores=scores,
        sheets=_sheets(call, found) if revealed else [],
        may_run=access.may(person, "run_call", call),
        places=_places(request, call, found),
    )


def _score(request: HttpRequest, found: Nomination, form: forms.Form) -> None:
    told = cast("ScoreForm", form)
    actions.score(found, told.points(), told.cleaned_data["note"], by=cast("Person", request.user))


def _sheets(call: Call, found: Nomination) -> list[tuple[Sheet, Any]]:
    """Each with its score; who gave it is not said."""
    weights = call.rubric.weights if call.rubric else {}
    return [(each, ranking.score(each.points, weights, TOP)) for each in found.sheets.order_by("?")]


def _places(request: HttpRequest, call: Call, found: Nomination) -> list[Any]:
    """The free seats that it is their turn to get."""
    if found.state not in (SELECTED, RESERVE) or not access.may(request.user, "run_call", call):
        return []
    held = held_in(call.term)
    if found.nominee_id in held.values():
        return []
    free = call.seats.select_related("region").exclude(pk__in=held)
    return [each for each in free if found in whose_turn(call, each)]


@signed_in
def conflicts(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Before reading anything: only what each wants to be called; without whom they proposed."""
    call = call_at(request, key, number, rule="judge_call")
    if not _must_look_first(request, call):
        raise Http404
    by = cast("Person", request.user)
    found = list(judged(call).exclude(nominator=by))
    form = ConflictsForm(found, typed(request))
    if sent(request, form) and took(form, lambda: actions.say_conflicts(call, form.found(), by=by)):
        return redirect("councils:candidates", key, number)
    words = _(
        "Before you read: are you related to one of these, or friends, or do you work together? Then nothing "
        "of them is shown to you, and you do not judge them. With nobody? Then send it as it is."
    )
    return form_page(
        request, call.council, form, heading=_("With whom you have a conflict"), label=_("Go on"), words=words
    )


@signed_in
def recuse(request: HttpRequest, key: str, number: int, nomination: str) -> HttpResponseBase:
    call = _judged_call(request, key, number)
    found = _candidate(request, call, nomination)
    if found.state != STANDING:
        raise Http404
    form = WhyForm(typed(request))
    by = cast("Person", request.user)
    if sent(request, form) and took(form, lambda: actions.recuse(found, form.cleaned_data["why"], by=by)):
        messages.success(request, _("Nothing of this candidate is shown to you from now on."))
        return redirect("councils:candidates", key, number)
    words = (
        _("All have scored, and the scores are open: they stay as they are.")
        if is_revealed(call)
        else _("What you gave them does not count, and nothing of them is shown to you any more.")
    )
    return form_page(request, call.council, form, heading=_("I have a conflict"), words=words)


@signed_in
def decide(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    call = call_at(request, key, number, rule="decide_call")
    by = cast("Person", request.user)
    why_not = actions.why_not_yet(call, by)
    if why_not:
        raise Http404
    order = ranked(call)
    form = DecideForm(order, list(call.seats.select_related("region")), typed(request))
    if sent(request, form) and took(
        form, lambda: actions.decide(call, form.chosen(), form.cleaned_data["reason"], by=by)
    ):
        messages.success(request, _("Decided. All candidates get a letter."))
        return redirect("councils:candidates", key, number)
    words = (
        _("It is filled in as the scores and the seats would have it. You may depart from it, with a reason.")
        if access.may(by, "judge_call", call)
        else actions.ONLY_THE_PANEL_DEPARTS
    )
    return form_page(
        request,
        call.council,
        form,
        template="councils/decide.html",
        heading=_("Decide"),
        call=call,
        order=order,
        words=words,
    )


@signed_in
def give_seat(request: HttpRequest, key: str, number: int, nomination: str, seat: int) -> HttpResponseBase:
    call = call_at(request, key, number, rule="run_call")
    found = _candidate(request, call, nomination)
    place = next((each for each in _places(request, call, found) if each.number == seat), None)
    if place is None:
        raise Http404
    form = forms.Form(typed(request))
    if sent(request, form) and took(
        form, lambda: seating.give_seat(found, place, by=cast("Person", request.user))
    ):
        messages.success(request, _("The seat is theirs."))
        return redirect("councils:candidates", key, number)
    words = _("They get a letter, and hold the seat for the whole term.")
    return form_page(request, call.council, form, heading=_("Give the seat"), words=words, seat=place)


def _judged_call(request: HttpRequest, key: str, number: int) -> Call:
    """For its panel and for those who run it; to all others there is no such page."""
    call = call_at(request, key, number)
    if not any(access.may(request.user, rule, call) for rule in ("judge_call", "run_call")):
        raise Http404
    return call


def _must_look_first(request: HttpRequest, call: Call) -> bool:
    """Who judges says first with whom they have a conflict."""
    unread = Panelist.objects.filter(call=call, person=cast("Person", request.user), looked_on=None)
    return call.state == SCORING and unread.exists()


def _candidate(request: HttpRequest, call: Call, key: str) -> Nomination:
    return get_object_or_404(candidates_for(request.user, call), key=key)
