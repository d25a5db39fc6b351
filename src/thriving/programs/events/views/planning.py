"""Events are planned and changed, and take their steps, each on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.forms.event import EventForm
from thriving.programs.events.forms.steps import CopyForm, ReasonForm, RepeatForm
from thriving.programs.events.models import Event
from thriving.programs.events.queries.event import drafts_of_series, rest_of_series, run_by
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.states.event import (
    AHEAD,
    CANCELED,
    DRAFT,
    HELD,
    OVER,
    PUBLISHED,
    REPORTED,
    RUNNING,
)

ANY = (DRAFT, PUBLISHED, RUNNING, HELD, REPORTED, CANCELED)


@needs("plan_event")
def new(request: HttpRequest) -> HttpResponseBase:
    person = cast("Person", request.user)
    form = EventForm(None, person, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan(form.planned(), key=form.cleaned_data["key"], by=person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Saved as a draft, which its organizers see. Announce it when it is ready.")
            )
            return redirect("events:event", made.key)
    return _form_page(request, None, form, heading=_("Plan an event"), label=_("Save the draft"))


@signed_in
def change(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(run_by(request.user).exclude(state=CANCELED), key=key)
    person = cast("Person", request.user)
    form = EventForm(found, person, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(found, form.planned(), by=person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:event", found.key)
    return _form_page(request, found, form, heading=_("Change the event"), label=_("Save"))


def _form_page(
    request: HttpRequest, found: Event | None, form: EventForm, *, heading: str, label: str
) -> HttpResponse:
    protected = bool(found and is_protected(found))
    context = {
        "form": form,
        "event": found,
        "heading": heading,
        "label": label,
        "protected": protected,
        "tracks": found and tracks_contributions(found, protected=protected),
    }
    return render(request, "events/plan.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True)
class Step:
    """A page that asks for what a step needs, and takes it; ``take`` may say where to go on."""

    title: str | Promise
    states: tuple[str, ...]
    form: Callable[[Event, Any], forms.Form]
    take: Callable[[Event, forms.Form, Person], object]
    words: str | Promise = ""
    done: str | Promise = ""
    # With which it is taken, where these are several: the page names them before.
    of_all: Callable[[Any, Event], QuerySet[Event]] | None = None


STEPS = {
    "publish": Step(
        gettext_lazy("Announce it"),
        (DRAFT,),
        lambda _event, data: forms.Form(data),
        lambda event, _form, by: actions.publish(event, by=by),
        gettext_lazy("From now on whoever may come can read it and register."),
        gettext_lazy("It is announced."),
    ),
    "copy": Step(
        gettext_lazy("Copy it"),
        ANY,
        lambda _event, data: CopyForm(data),
        lambda event, form, by: actions.copy(event, first_day=form.cleaned_data["first_day"], by=by),
        gettext_lazy(
            "A new draft with the same words, times, places and organizers; nobody is registered for it."
        ),
        gettext_lazy("This is the copy: a draft."),
    ),
    "repeat": Step(
        gettext_lazy("Repeat it"),
        (DRAFT, *AHEAD, *OVER),
        lambda _event, data: RepeatForm(data),
        lambda event, form, by: actions.repeat(event, **form.cleaned_data, by=by),
        done=gettext_lazy("The events of the series are drafts: you find each under “That I organize”."),
    ),
    "publish-series": Step(
        gettext_lazy("Announce all drafts of the series"),
        (DRAFT, *AHEAD, *OVER),
        lambda _event, data: forms.Form(data),
        lambda event, _form, by: actions.publish_series(event, by=by),
        gettext_lazy("From now on whoever may come can read each of these and register."),
        gettext_lazy("They are announced."),
        drafts_of_series,
    ),
    "cancel": Step(
        gettext_lazy("Cancel it"),
        (DRAFT, *AHEAD),
        lambda _event, data: ReasonForm(data),
        lambda event, form, by: actions.cancel(event, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy(
            "Whoever is registered gets a letter, once. It cannot be undone; a copy can be planned."
        ),
        gettext_lazy("It is canceled."),
    ),
    "cancel-series": Step(
        gettext_lazy("Cancel the rest of the series"),
        (DRAFT, *AHEAD, *OVER, CANCELED),
        lambda _event, data: ReasonForm(data),
        lambda event, form, by: actions.cancel_rest(event, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy("Whoever is registered gets one letter for each of these. It cannot be undone."),
        gettext_lazy("They are canceled."),
        rest_of_series,
    ),
    "take-back": Step(
        gettext_lazy("Say that it did not take place"),
        OVER,
        lambda _event, data: ReasonForm(data),
        lambda event, form, by: actions.take_back(event, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy("The plan no longer counts it, nor what it left."),
    ),
}


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(run_by(request.user), key=key)
    asked, person = STEPS.get(step), cast("Person", request.user)
    if asked is None or not _is_offered(asked, person, found):
        raise Http404
    form = asked.form(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = asked.take(found, form, person)
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, str(asked.done) or _("Done."))
            return redirect("events:event", made.key if isinstance(made, Event) else key)
    context = {
        "form": form,
        "event": found,
        "heading": asked.title,
        "label": asked.title,
        "words": asked.words,
        "events": asked.of_all(person, found).order_by("starts_at", "pk") if asked.of_all else (),
    }
    return render(request, "events/step.html", context, status=422 if form.errors else 200)


def steps_for(reader: Any, event: Event) -> list[tuple[str, str | Promise]]:
    if not access.may(reader, "run_event", event):
        return []
    return [(name, each.title) for name, each in STEPS.items() if _is_offered(each, reader, event)]


def _is_offered(step: Step, reader: Any, event: Event) -> bool:
    if event.standing not in step.states:
        return False
    return step.of_all is None or (event.series_id is not None and step.of_all(reader, event).exists())
