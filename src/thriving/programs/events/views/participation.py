"""Who comes, for those who run the event: seen, invited, exported, and what registering means there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import tables
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import in_every_language
from thriving.movement.actions import Refused
from thriving.movement.doors import fresh, signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.asked import owner_of, questionnaire_of
from thriving.programs.events.forms.registration import AdmissionForm, InviteForm
from thriving.programs.events.forms.steps import RemoveForm
from thriving.programs.events.models import Event, Registration
from thriving.programs.events.queries.event import run_by
from thriving.programs.events.queries.registration import counts, registrations_for
from thriving.programs.events.states.registration import COMING
from thriving.programs.events.views.door import guarded_event
from thriving.questions import actions as questions

ON_A_PAGE = 200
COLUMNS = ("code", "name", "state", "role", "country", "language", "attended_on")
PURPOSE = gettext_noop("To prepare the event for those who come.")
KEPT_AFTER = 30  # days for which answers are kept, until organizers choose otherwise


@signed_in
@require_safe
@never_cache
def participants(request: HttpRequest, key: str) -> HttpResponse:
    event = guarded_event(request.user, key)
    page = Paginator(registrations_for(request.user, event), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"event": event, "page": page, "counts": counts(event), "sample": event.sample}
    return render(request, "events/participants.html", context)


@fresh
@require_safe
@never_cache
def participants_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """Codes and what people let organizers call them; neither addresses nor names on wikis ever leave."""
    event = guarded_event(request.user, key)
    lines = tables.csv_lines(COLUMNS, _cells(registrations_for(request.user, event)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.key}-participants.csv"'
    return response


@signed_in
@require_POST
def not_there(request: HttpRequest, key: str, uid: str) -> HttpResponse:
    event = guarded_event(request.user, key)
    found = get_object_or_404(registrations_for(request.user, event), uid=uid)
    actions.undo_check_in(found, by=cast("Person", request.user))
    messages.success(request, _("They are no longer checked in, and count no more."))
    return redirect("events:participants", key)


@signed_in
@never_cache
def remove(request: HttpRequest, key: str, uid: str) -> HttpResponseBase:
    """Take a registration off, with the reason that its owner reads."""
    event = guarded_event(request.user, key)
    found = get_object_or_404(registrations_for(request.user, event).filter(state__in=COMING), uid=uid)
    form = RemoveForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove(found, reason=form.cleaned_data["reason"], by=cast("Person", request.user))
        except (Refused, MoveRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("They are no longer registered. Below you can put it back."))
            return redirect("events:participants", key)
    words = _("Of %(who)s. They get a letter, if we have an address; the first who waits gets the place.")
    more = {"heading": _("Take a registration off"), "label": _("Take it off")}
    who = {"who": found.shown_name or found.written_code}
    return _form_page(request, event, form, "events/step.html", words=words % who, **more)


@signed_in
@require_POST
def put_back(request: HttpRequest, key: str, uid: str) -> HttpResponse:
    event = guarded_event(request.user, key)
    found = get_object_or_404(registrations_for(request.user, event), uid=uid)
    try:
        actions.put_back(found, by=cast("Person", request.user))
    except (Refused, MoveRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("They are registered again."))
    return redirect("events:participants", key)


@signed_in
@never_cache
def admission(request: HttpRequest, key: str) -> HttpResponseBase:
    event = get_object_or_404(run_by(request.user), key=key)
    form = AdmissionForm(event, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose(event, form.chosen(), by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:admission", key)
    more = {"heading": _("Registration"), "label": _("Save"), "questionnaire": questionnaire_of(event)}
    return _form_page(request, event, form, "events/admission.html", **more)


@signed_in
@require_POST
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Begin questions of the event's own; what they are for is written next."""
    event = get_object_or_404(run_by(request.user), key=key)
    found = questionnaire_of(event) or questions.begin(
        owner_of(event),
        in_every_language(PURPOSE),
        delete_after=KEPT_AFTER,
        by=cast("Person", request.user),
    )
    return redirect("questions:edit", found.key)


@signed_in
@never_cache
def invite(request: HttpRequest, key: str) -> HttpResponseBase:
    event = guarded_event(request.user, key)
    form = InviteForm(typed(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            written = actions.invite(
                event, said["addresses"], language=said["language"], by=cast("Person", request.user)
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Letters that go out now: %(count)d.") % {"count": written})
            return redirect("events:participants", key)
    more = {"heading": _("Invite people"), "label": _("Send the invitations")}
    return _form_page(request, event, form, "events/step.html", **more)


def _cells(registrations: Any) -> Iterator[tuple[object, ...]]:
    for each in registrations.iterator(1_000):
        yield tuple(_cell(each, name) for name in COLUMNS)


def _cell(registration: Registration, name: str) -> object:
    if name == "name":
        return registration.shown_name
    return registration.written_code if name == "code" else getattr(registration, name)


def _form_page(
    request: HttpRequest, event: Event, form: forms.Form, template: str, **more: Any
) -> HttpResponse:
    context = {"event": event, "form": form, "sample": event.sample, **more}
    return render(request, template, context, status=422 if form.errors else 200)
