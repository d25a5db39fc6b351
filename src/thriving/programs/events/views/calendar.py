"""Events for calendars: one, those that a list shows, and one's own by a secret address."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import outbox
from thriving.movement.doors import signed_in
from thriving.movement.models import Person
from thriving.movement.queries.places import protected_countries
from thriving.programs.events import actions
from thriving.programs.events.calendars import Told, calendar_of
from thriving.programs.events.models import Event, Feed
from thriving.programs.events.queries.calendar import calendar_for, events_within, owner_of
from thriving.programs.events.queries.event import events_at, recent
from thriving.programs.events.queries.places import Where, is_protected, where
from thriving.programs.events.queries.registration import at_token
from thriving.programs.events.views.events import EVENTS, wanted

MOST = 500


@require_safe
def event(request: HttpRequest, key: str) -> HttpResponse:
    """One event, to be put into a calendar."""
    found = get_object_or_404(events_at(request.user).filter(published_at__isnull=False), key=key)
    told = Told(found, where(found, request.user))
    return _answer(request, calendar_of([told], str(found.title)), f"{found.public_key}.ics")


@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same with where exactly, for who has a place without an account. The address says who reads."""
    mine = at_token(token)
    if mine is None or mine.event.published_at is None:
        raise Http404
    found = mine.event
    told = Told(found, Where(found, inside=mine.has_place, protected=is_protected(found)))
    response = _answer(request, calendar_of([told], str(found.title)), f"{found.public_key}.ics")
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All that the list would show, with the same filters."""
    listed = recent(request.user, wanted(EVENTS.asked(request)))[:MOST]
    return _answer(request, calendar_of(_outside(listed), _("Events")), "events.ics")


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What the owner of the secret in the address organizes and comes to. The address says who reads."""
    owner = owner_of(request.GET.get("secret", ""))
    if owner is None:
        raise Http404
    with translation.override(owner.language):
        body = calendar_of(_inside(calendar_for(owner)[:MOST], owner), _("My events"))
    response = _answer(request, body, "my-events.ics")
    patch_cache_control(response, private=True, no_store=True)
    return response


@signed_in
def mine(request: HttpRequest) -> HttpResponseBase:
    """Where one gets the address, and takes it back."""
    person = cast("Person", request.user)
    context: dict[str, Any] = {"feed": Feed.objects.filter(person=person).first()}
    if request.method == "POST":
        secret = actions.open_calendar(by=person)
        context |= {"address": f"{outbox.address_of('events:own_calendar')}?secret={secret}"}
    return render(request, "events/calendar.html", context)


@signed_in
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    actions.close_calendar(by=cast("Person", request.user))
    return redirect("events:my_calendar")


def _outside(events: Iterable[Event]) -> list[Told]:
    """As those read them who are not registered."""
    protected = protected_countries()
    return [Told(each, Where(each, inside=False, protected=each.country in protected)) for each in events]


def _inside(events: Iterable[Event], owner: Person) -> list[Told]:
    """Whoever runs it or has a place reads where exactly; who waits for one is told no more than others."""
    within, protected = events_within(owner), protected_countries()
    return [Told(each, Where(each, each.pk in within, each.country in protected)) for each in events]


def _answer(request: HttpRequest, body: bytes, file_name: str) -> HttpResponse:
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    if request.user.is_authenticated:  # what they alone may read is kept nowhere on the way
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response
