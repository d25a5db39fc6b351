"""Questions that organizers ask of those who register: by whose rules, and until when answers are kept."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from thriving.movement.models import Person
from thriving.programs.events.models import Event, Registration
from thriving.questions import owners, queries
from thriving.questions.models import Questionnaire, Sheet, Version

SORT = "event"


def owner_of(event: Event) -> str:
    """By what never changes: a copy asks questions of its own."""
    return f"{SORT}:{event.uid}"


def questionnaire_of(event: Event) -> Questionnaire | None:
    return queries.of(owner_of(event))


def asked_of(event: Event) -> Version | None:
    """What is asked now: what is written and not published, or was closed, asks nobody."""
    found = questionnaire_of(event)
    return found.published if found and found.is_open else None


def answers_as(registration: Registration) -> Person | str:
    """By whom a registration's answers are kept: its person, or what stands for whoever has its link."""
    return registration.person or registration.uid


def sheet_of_registration(registration: Registration) -> Sheet | None:
    questionnaire = questionnaire_of(registration.event)
    return queries.sheet_of(questionnaire, answers_as(registration)) if questionnaire else None


def _event(uid: str) -> Event | None:
    return Event.objects.filter(uid=uid).first()


def _title(uid: str) -> str:
    found = _event(uid)
    return str(found.title) if found else ""


def _address(uid: str) -> str:
    found = _event(uid)
    return reverse("events:event", args=[found.key]) if found else reverse("events:events")


def _last_day(uid: str) -> date | None:
    found = _event(uid)
    return found.held_on if found else None


owners.declare(
    SORT,
    may_edit="run_event",
    may_read="see_registrations",
    may_require=False,
    record=_event,
    title=_title,
    back_to=_address,
    last_day=_last_day,
)
