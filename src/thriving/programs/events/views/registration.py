"""To register for an event, with an account or without; to look at it again, and to give the place back."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.accounts import attempts
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person, new_key
from thriving.programs.events import actions
from thriving.programs.events.actions.registration import closed_because, countries_of
from thriving.programs.events.asked import answers_as, asked_of, questionnaire_of
from thriving.programs.events.forms.registration import RegisterForm
from thriving.programs.events.models import Event, Registration
from thriving.programs.events.queries.event import events_at
from thriving.programs.events.queries.places import Where, is_protected
from thriving.programs.events.queries.registration import (
    EventStanding,
    at_token,
    measured_of,
    place_in_line,
    public_participants,
    registration_of,
    step_of,
    token_of,
    told_coming,
    told_full,
)
from thriving.programs.events.states.event import OVER
from thriving.programs.events.views.answers import answers_address
from thriving.questions import actions as questions
from thriving.questions.forms import AnswerForm, form_for
from thriving.questions.models import Version
from thriving.ui.content import asked as asked_language
from thriving.ui.content import kept, reading

LETTERS_TO_ONE = 5  # registrations with one mail address, over all events, in a quarter of an hour
LETTERS_TO_ONE_IN_A_DAY = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def register(request: HttpRequest, key: str) -> HttpResponseBase:
    announced = events_at(request.user).filter(published_at__isnull=False).prefetch_related(None)
    event = get_object_or_404(announced, key=key)
    found = registration_of(request.user, event)
    if found and found.is_coming:
        return redirect("events:my_registration", key)
    country = getattr(request.user, "country_id", None) or ""
    form = RegisterForm(event, typed(request), by_account=request.user.is_authenticated, countries=[country])
    version = asked_of(event)
    asked = form_for(version, request.POST if request.method == "POST" else None) if version else None
    sound = request.method == "POST" and form.is_valid() and (asked is None or asked.is_valid())
    if sound and (done := _register(request, event, form, version, asked)):
        return done
    return _register_page(request, event, form, asked)


@require_safe
@never_cache
def registered(request: HttpRequest, key: str) -> HttpResponse:
    """After an address was given: the same words whether it was known or not."""
    event = get_object_or_404(events_at(request.user).filter(published_at__isnull=False), key=key)
    context = {"event": event, "reading": reading(request, event.title), "sample": event.sample}
    return render(request, "events/registered.html", context)


@signed_in
@never_cache
def my_registration(request: HttpRequest, key: str) -> HttpResponseBase:
    event = get_object_or_404(events_at(request.user), key=key)
    found = registration_of(request.user, event)
    if found is None:
        return _nameless_page(request, event, cast("Person", request.user))
    here = reverse("events:my_registration", args=[key])
    return _own_page(request, found, here, by=cast("Person", request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def private_registration(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link is all that its owner has: nobody is asked who they are."""
    found = at_token(token)
    if found is None or found.event.published_at is None:
        raise Http404
    if request.method == "POST" and "join" in request.POST and isinstance(request.user, Person):
        return _join(request, found, request.user)
    return _own_page(request, found, reverse("events:private_registration", args=[token]), by=None)


def _register(
    request: HttpRequest, event: Event, form: RegisterForm, version: Version | None, asked: AnswerForm | None
) -> HttpResponse | None:
    try:
        _count(request, event, form.wishes().email)
        with transaction.atomic():
            registration = _enter(request, event, form)
            _keep_answers(registration, request.user, version, asked)
    except (Refused, MoveRefused) as refused:
        form.add_error(None, str(refused))
        return None
    except attempts.TooManyAttempts:
        form.add_error(None, _("Many people registered from this place just now. Try again in some minutes."))
        return None
    # By who asks and what they typed, never by what was found: that would tell who is registered.
    if isinstance(request.user, Person):
        return _lead(request, event, "events:my_registration", event.key)
    if form.wishes().email:
        # Whoever typed an address need not be its owner: the link goes there, and nowhere else.
        return _lead(request, event, "events:registered", event.key)
    return _lead(request, event, "events:private_registration", token_of(registration))


def _lead(request: HttpRequest, event: Event, view: str, argument: str) -> HttpResponse:
    """On, in the language in which the event was read."""
    return redirect(kept(reverse(view, args=[argument]), asked_language(request, event.title), event.title))


def _count(request: HttpRequest, event: Event, mail: str) -> None:
    """Outside the transaction: a refusal must not take its count back. All at a venue share an address.

    A mail address is counted by itself, over all events: it may be that of somebody who asked for nothing.
    """
    if isinstance(request.user, Person):
        return
    address = request.META["REMOTE_ADDR"]
    attempts.count(
        "registration",
        name=mail.strip().lower(),
        address=address,
        limit=LETTERS_TO_ONE,
        limit_of_address=settings.REGISTRATIONS_BY_ADDRESS,
    )
    if mail:
        name, most = mail.strip().lower(), LETTERS_TO_ONE_IN_A_DAY
        attempts.count_in_a_day("registration", name=name, limit=most)
    elif event.capacity:
        _count_nameless(event, address)


def _count_nameless(event: Event, address: str) -> None:
    """Places are few, and whoever takes one with nothing told could take them all."""
    most = settings.PLACES_BY_ADDRESS
    try:
        attempts.count(f"nameless places of {event.pk}", address=address, limit_of_address=most)
    except attempts.TooManyAttempts:
        raise Refused(
            _(
                "Many places were taken from this network just now. With a mail address or an account you "
                "can register at once."
            )
        ) from None


def _enter(request: HttpRequest, event: Event, form: RegisterForm) -> Registration:
    if isinstance(request.user, Person):
        return actions.register(event, form.wishes(), by=request.user)
    return actions.register_without_account(event, form.wishes())


def _keep_answers(
    registration: Registration, reader: Any, version: Version | None, asked: AnswerForm | None
) -> None:
    """Whose address was known keeps what they said; to whoever typed it, it takes as long all the same."""
    if version is None or asked is None:
        return
    is_own = isinstance(reader, Person) or registration.was_made_now
    with actions.done_alike(kept=is_own):
        whose = answers_as(registration) if is_own else new_key()
        questions.answer(version, whose, asked.answers())


def _register_page(
    request: HttpRequest, event: Event, form: RegisterForm, asked: AnswerForm | None
) -> HttpResponse:
    context = {
        "event": event,
        "reading": reading(request, event.title, event.text),
        "form": form,
        "asked": asked,
        "closed": closed_because(event),
        "room": not told_full(event, protected=is_protected(event)),
        "by_account": request.user.is_authenticated,
        "questionnaire": questionnaire_of(event) if asked else None,
        "sample": event.sample,
    }
    wrong = form.errors or (asked is not None and asked.errors)
    return render(request, "events/register.html", context, status=422 if wrong else 200)


def _own_page(
    request: HttpRequest, registration: Registration, here: str, *, by: Person | None
) -> HttpResponseBase:
    event, by_account = registration.event, registration.person_id is not None
    posted = request.method == "POST"
    if posted and "withdraw" in request.POST:
        return _withdraw(request, registration, here, by)
    form = RegisterForm(
        event,
        request.POST if posted else None,
        by_account=by_account,
        registration=registration,
        countries=countries_of(registration),
    )
    if posted and form.is_valid():
        try:
            actions.wish_otherwise(registration, form.wishes(), by=by)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(here)
    context = {
        "event": event,
        "reading": reading(request, event.title),
        "registration": registration,
        "where": _inside(event) if registration.has_place else None,
        "in_line": place_in_line(registration) if registration.is_waiting else 0,
        "form": form,
        "may_join": not by_account and request.user.is_authenticated,
        "by_link": not by_account,
        "calendar_url": _calendar_of(registration),
        "answers_address": answers_address(registration),
        "sample": event.sample,
    }
    return render(request, "events/my_registration.html", context, status=422 if form.errors else 200)


def _nameless_page(request: HttpRequest, event: Event, person: Person) -> HttpResponse:
    """Names are deleted, and what they edited is still counted: that much can still be taken back."""
    found = measured_of(person, event)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.stop_measuring(found, by=person)
        messages.success(request, _("Saved."))
        return redirect("events:event", event.key)
    context = {"event": event, "reading": reading(request, event.title), "sample": event.sample}
    return render(request, "events/nameless.html", context)


def _calendar_of(registration: Registration) -> str:
    if registration.person_id:
        return reverse("events:one_calendar", args=[registration.event.key])
    return reverse("events:private_calendar", args=[token_of(registration)])


def _inside(event: Event) -> Where:
    """By a private link too: whoever has a place reads where exactly, and whom to call."""
    return Where(event, inside=True, protected=is_protected(event))


def _withdraw(
    request: HttpRequest, registration: Registration, here: str, by: Person | None
) -> HttpResponseBase:
    try:
        with transaction.atomic():
            actions.withdraw(registration, by=by)
            if asked := questionnaire_of(registration.event):
                questions.take_back(asked, answers_as(registration))
    except (Refused, MoveRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your place is given back. You can register again while there is time."))
    return redirect(here)


def _join(request: HttpRequest, registration: Registration, person: Person) -> HttpResponseBase:
    try:
        actions.join(registration, to=person)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("events:private_registration", token_of(registration))
    messages.success(request, _("It belongs to your account now; the link opens nothing any more."))
    return redirect("events:my_registration", registration.event.key)


def standing_of(event: Event, reader: Any, *, protected: bool) -> EventStanding:
    """For the page of the event."""
    mine = registration_of(reader, event)
    closed = closed_because(event)
    return EventStanding(
        mine=mine if mine and mine.is_coming else measured_of(reader, event),
        closed=closed,
        full=told_full(event, protected=protected),
        step=step_of(protected=protected),
        told=told_coming(event, step=step_of(protected=protected)),
        public=public_participants(event),
        over=bool(closed) and event.standing in OVER,
    )
