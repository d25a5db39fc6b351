"""A page that asks for what an action needs, and takes it; and the event that it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.forms.opened import written_over
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.protocols.naming import LooksLikeAName, vouched

NAMES_NOBODY = "names_nobody"


def event_at(request: HttpRequest, key: str, rule: str = "see_event_risk") -> Event:
    """An event with which the reader may do this; any other is not there."""
    return get_object_or_404(access.within(request.user, rule, Event.objects.all()), key=key)


def act(  # noqa: PLR0913 -- each is shown, or done
    request: HttpRequest,
    event: Event,
    form: forms.Form,
    take: Callable[[dict[str, Any]], object],
    *,
    heading: str | Promise,
    to: str,
    words: str | Promise = "",
    done: str | Promise = "",
) -> HttpResponse:
    """The form, or the way on to the page of the event that is named ``to`` once it was taken."""
    said_so = NAMES_NOBODY in request.POST
    if request.method == "POST" and form.is_valid():
        try:
            with vouched(names_nobody=said_so):
                written_over(form, lambda: take(form.cleaned_data))
        except LooksLikeAName as refused:
            form.add_error(None, str(refused))
            said_so = True
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        except PermissionDenied as late:  # somebody was faster, or a role ended while they typed
            raise Http404 from late
        else:
            messages.success(request, str(done) or _("Saved."))
            return redirect(to, event.key)
    if said_so:  # it is asked of those alone to whom it happens
        form.fields[NAMES_NOBODY] = _tick()
    context = {"event": event, "form": form, "heading": heading, "label": heading, "words": words}
    return render(request, "event_risk/act.html", context, status=422 if form.errors else 200)


def _tick() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("What looks like a name in it names no person"),
        required=False,
        help_text=_("Tick it only if you were asked to, and have looked."),
    )


def asker(request: HttpRequest) -> Person:
    """Whoever asks, behind a door that lets in nobody without an account."""
    return cast("Person", request.user)
