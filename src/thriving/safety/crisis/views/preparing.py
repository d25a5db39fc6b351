"""What is ready before anything happens: playbooks, the rota, drills; for those who answer crises alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access, clock
from thriving.kernel.words import FALLBACK
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.forms.opened import written_over
from thriving.movement.models import Person
from thriving.safety.crisis import operating
from thriving.safety.crisis.actions import preparing
from thriving.safety.crisis.forms.preparing import (
    DrillForm,
    GoodUntilForm,
    PlaybookForm,
    ShiftForm,
    StepsForm,
    TimesForm,
)
from thriving.safety.crisis.models import Drill, Playbook, Shift
from thriving.safety.crisis.queries import readiness

RESPONDS, MANAGES = "respond_to_crises", "manage_crises"
DRILLS_SHOWN = 50


def _require(request: HttpRequest, rule: str) -> None:
    if not access.holds(request.user, rule):
        raise Http404


@signed_in
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """All on one page: whether the protocol works, and what is missing."""
    _require(request, RESPONDS)
    found = list(readiness.playbooks())
    context = {
        "standing": operating.standing(),
        "playbooks": [(each, readiness.good_until(each, clock.today())) for each in found],
        "layers": readiness.layers(),
        "on_call": readiness.on_call_by_name(),
        "shifts": list(readiness.shifts_ahead()),
        "drills": list(Drill.objects.select_related("playbook")[:DRILLS_SHOWN]),
        "to_confirm": set(readiness.drills_to_confirm(request.user).values_list("key", flat=True)),
        "unwatched": readiness.unwatched(),
        "may_manage": access.holds(request.user, MANAGES),
    }
    return render(request, "crisis/ready.html", context)


@signed_in
@require_safe
def playbook(request: HttpRequest, key: str) -> HttpResponse:
    _require(request, RESPONDS)
    found = _playbook_at(key)
    context = {
        "playbook": found,
        "version": found.newest,
        "good_until": readiness.good_until(found, clock.today()),
        "may_manage": access.holds(request.user, MANAGES),
        "sample": found.sample,
    }
    return render(request, "crisis/playbook.html", context)


def _playbook_at(key: str) -> Playbook:
    return get_object_or_404(readiness.playbooks(), key=key)


@signed_in
def new_playbook(request: HttpRequest) -> HttpResponseBase:
    _require(request, MANAGES)
    form = PlaybookForm(None, typed(request))
    return _page(
        request,
        form,
        lambda said, by: preparing.write_playbook(said["title"], said["lines"], language=_language(), by=by),
        _("Write a playbook"),
        _("Somebody else reviews it before a crisis can take it."),
    )


@signed_in
def rewrite_playbook(request: HttpRequest, key: str) -> HttpResponseBase:
    _require(request, MANAGES)
    found = _playbook_at(key)
    return _page(
        request,
        StepsForm(found, typed(request)),
        lambda said, by: preparing.rewrite_playbook(found, said["lines"], language=_language(), by=by),
        _("Write it anew"),
        _("Somebody else reviews the new version before a crisis can take it."),
    )


@signed_in
def review_playbook(request: HttpRequest, key: str) -> HttpResponseBase:
    _require(request, RESPONDS)
    found = _playbook_at(key)
    return _page(
        request,
        GoodUntilForm(typed(request)),
        lambda said, by: preparing.review_playbook(found, good_until=said["good_until"], by=by),
        _("Say that you reviewed it"),
        _("You read its newest version through and found it good. Whoever wrote it cannot say so."),
    )


@signed_in
def retire_playbook(request: HttpRequest, key: str) -> HttpResponseBase:
    _require(request, MANAGES)
    found = _playbook_at(key)
    return _page(
        request,
        forms.Form(typed(request)),
        lambda _said, by: preparing.retire_playbook(found, by=by),
        _("Take it out of use"),
        _("Crises that took it keep their checklists."),
    )


@signed_in
def put_on_call(request: HttpRequest) -> HttpResponseBase:
    _require(request, MANAGES)
    return _page(
        request,
        ShiftForm(typed(request)),
        lambda said, by: preparing.put_on_call(
            said["layer"], said["who"], begins_at=said["begins_at"], ends_at=said["ends_at"], by=by
        ),
        _("Put somebody on call"),
    )


@signed_in
def stand_in(request: HttpRequest) -> HttpResponseBase:
    _require(request, RESPONDS)
    return _page(
        request,
        TimesForm(typed(request)),
        lambda said, by: preparing.stand_in(
            said["layer"], begins_at=said["begins_at"], ends_at=said["ends_at"], by=by
        ),
        _("Stand in for whoever is on call"),
        _("For this time you are told instead of them."),
    )


@signed_in
@require_POST
def take_off_call(request: HttpRequest, number: int) -> HttpResponseBase:
    _require(request, MANAGES)
    shift = get_object_or_404(Shift.objects.select_related("person"), pk=number)
    try:
        preparing.take_off_call(shift, by=cast("Person", request.user))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("crisis:ready")


@signed_in
def record_drill(request: HttpRequest) -> HttpResponseBase:
    _require(request, RESPONDS)
    return _page(
        request,
        DrillForm(typed(request)),
        lambda said, by: preparing.record_drill(
            said["playbook"],
            held_on=said["held_on"],
            passed=said["passed"] == "yes",
            learned=said["learned"],
            by=by,
        ),
        _("Record a drill"),
        _(
            "Also one that was not passed: it is what drills are for. Somebody else confirms that it was "
            "passed."
        ),
    )


@signed_in
def confirm_drill(request: HttpRequest, key: str) -> HttpResponseBase:
    _require(request, RESPONDS)
    drill = get_object_or_404(readiness.drills_to_confirm(request.user), key=key)
    return _page(
        request,
        forms.Form(typed(request)),
        lambda _said, by: preparing.confirm_drill(drill, by=by),
        _("Confirm that it was passed"),
        _("You took part in it or watched it, and it went as its record says."),
        drill=drill,
    )


def _page(
    request: HttpRequest,
    form: forms.Form,
    take: Callable[[Any, Person], object],
    heading: str | Promise,
    words: str | Promise = "",
    **more: object,
) -> HttpResponse:
    """A form, or once it was taken the way back; a refusal stands on it with everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            written_over(form, lambda: take(form.cleaned_data, cast("Person", request.user)))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("Done."))
            return redirect("crisis:ready")
    context = {"form": form, "heading": heading, "label": str(heading), "words": words, **more}
    return render(request, "crisis/prepare.html", context, status=422 if form.errors else 200)


def _language() -> str:
    return get_language() or FALLBACK
