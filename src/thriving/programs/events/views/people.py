"""Who runs an event."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.forms.steps import DismissForm, OrganizerForm
from thriving.programs.events.models import Event
from thriving.programs.events.queries.event import run_by


@signed_in
def organizers(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(run_by(request.user), key=key)
    form = OrganizerForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_organizer(found, form.cleaned_data["who"], by=cast("Person", request.user))
        except Refused as refused:
            form.add_error("who", str(refused))
        else:
            messages.success(request, _("They run this event now, and nothing of any other."))
            return redirect("events:organizers", key)
    return _page(request, found, form)


@signed_in
@require_POST
def dismiss(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(run_by(request.user), key=key)
    form = DismissForm(found, request.POST)
    if form.is_valid():
        who = found.organizers.select_related("person").get(pk=form.cleaned_data["organizer"]).person
        try:
            actions.dismiss_organizer(found, who, by=cast("Person", request.user))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("They no longer run this event."))
            if who == request.user:
                return redirect("events:events")
    return redirect("events:organizers", key)


def _page(request: HttpRequest, found: Event, form: forms.Form) -> HttpResponseBase:
    context = {
        "event": found,
        "form": form,
        "organizers": found.organizers.select_related("person"),
        "heading": _("Who runs it"),
        "label": _("Name an organizer"),
    }
    return render(request, "events/organizers.html", context, status=422 if form.errors else 200)
