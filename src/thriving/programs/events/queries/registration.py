"""Who is registered, for those who may read it; and totals, which are the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from thriving.kernel import access
from thriving.movement.models import Person
from thriving.programs.events.models import Event, Registration, Role, Roll
from thriving.programs.events.states.registration import COMING, PLACED, WAITING
from thriving.programs.events.states.roll import CHECKED

_UID = 32  # characters of a link that name the registration; the rest prove it
STEP = 10  # totals are told in tens, so that nobody learns from one of them who has just come or left
STEP_WHERE_DANGEROUS = 20


def is_registered(reader: Any, event: Event) -> bool:
    """Whether the reader has a place: who waits for one, or gave it back, is told no more than others."""
    return bool(reader.pk) and event.registrations.filter(person=reader.pk, state=PLACED).exists()


def registration_of(reader: Any, event: Event) -> Registration | None:
    return event.registrations.filter(person=reader.pk).first() if reader.pk else None


def measured_of(reader: Any, event: Event) -> Registration | None:
    """Theirs by nothing but an identifier, and with a user name that is kept to count what they edited."""
    if not isinstance(reader, Person):
        return None
    return event.registrations.filter(subject=reader.key, person=None, wiki_name__isnull=False).first()


def events_of(person: Person) -> QuerySet[Event]:
    """Past and coming ones for which they have a place, or wait for one."""
    theirs = Registration.objects.filter(person=person.pk, state__in=COMING)
    return Event.objects.filter(pk__in=theirs.values("event")).order_by("starts_at", "pk")


def registrations_of(person: Person) -> QuerySet[Registration]:
    """Theirs, also of events after which names were deleted: by their own identifier."""
    theirs = Q(person=person.pk) | Q(subject=person.key)
    return Registration.objects.filter(theirs).select_related("event").order_by("-event__starts_at")


def registrations_for(reader: Any, event: Event) -> QuerySet[Registration]:
    """For those who run it by name: everybody, in order."""
    found = access.within(reader, "see_registration", Registration.objects.filter(event=event))
    return found.select_related("person").order_by("number")


def participants_for(reader: Any, event: Event) -> QuerySet[Registration]:
    """Those of whom the reader may know that they come."""
    coming = Registration.objects.filter(event=event, state=PLACED, role=Role.PARTICIPANT)
    found = access.within(reader, "see_participant", coming)
    return found.select_related("person").order_by("number")


def public_participants(event: Event) -> list[Registration]:
    """The same list for every reader of the page: only who wants to be seen by everybody."""
    return [each for each in participants_for(_Nobody(), event) if each.shown_name]


class _Nobody:
    """Reads what everybody reads."""

    pk = None
    is_active = False
    is_authenticated = False


def at_token(token: str) -> Registration | None:
    """The registration that a private link opens; nothing tells a wrong link from one that never was."""
    uid, proof = token[:_UID], token[_UID:]
    found = Registration.objects.filter(uid=uid, person=None).select_related("event").first()
    return found if constant_time_compare(proof, _proof(uid)) else None


def token_of(registration: Registration) -> str:
    """Made anew from the site's secret whenever it is needed: a copy of the database opens nothing."""
    return registration.uid + _proof(registration.uid)


def _proof(uid: str) -> str:
    return salted_hmac("thriving.events.registration", uid, algorithm="sha256").hexdigest()[:40]


def coming(event: Event) -> int:
    """Exactly how many have a place: for those who run it, never for a page that others read."""
    return _with_place(event).count()


def step_of(*, protected: bool) -> int:
    return STEP_WHERE_DANGEROUS if protected else STEP


def told_coming(event: Event, *, step: int = STEP) -> int:
    """How many are told to come, to everybody alike: in whole steps, and 0 for fewer than one."""
    return coming(event) // step * step


def in_tens(count: int) -> int:
    return count // STEP * STEP


def told_full(event: Event, *, protected: bool) -> bool:
    """Whether others are told that it is full before they register: of few places that is how many come."""
    may_be_told = not protected and (event.capacity or 0) >= STEP
    return may_be_told and not has_room(event)


def has_room(event: Event) -> bool:
    return event.capacity is None or coming(event) < event.capacity


def waiting(event: Event) -> QuerySet[Registration]:
    return event.registrations.filter(state=WAITING).order_by("number")


def place_in_line(registration: Registration) -> int:
    """How many wait before them, themselves included."""
    return waiting(registration.event).filter(number__lte=registration.number).count()


def counts(event: Event) -> dict[str, int]:
    """For those who run it: all that can be counted, by one query."""
    participants = Q(role=Role.PARTICIPANT)
    came = Q(attended_on__isnull=False)
    return event.registrations.aggregate(
        coming=Count("pk", filter=participants & Q(state=PLACED)),
        waiting=Count("pk", filter=Q(state=WAITING)),
        came=Count("pk", filter=participants & came),
        organizers=Count("pk", filter=Q(role=Role.ORGANIZER) & came),
        new_organizers=Count("pk", filter=Q(role=Role.ORGANIZER, standing="new") & came),
        new=Count("pk", filter=participants & came & Q(standing="new")),
        measured=Count("pk", filter=came & Q(may_measure=True, wiki_name__isnull=False)),
    )


def _with_place(event: Event) -> QuerySet[Registration]:
    return event.registrations.filter(state=PLACED, role=Role.PARTICIPANT)


def people_at(events: QuerySet[Event]) -> int:
    """How many different people came to any of these events: exact, so for those who run them."""
    return _came_to(events).values("subject").distinct().count()


def subjects_at(events: QuerySet[Event]) -> QuerySet[Registration, str]:
    """The random identifiers of those who came, each once: to be joined with those of other records."""
    return _came_to(events).order_by().values_list("subject", flat=True).distinct()


def _came_to(events: QuerySet[Event]) -> QuerySet[Registration]:
    return Registration.objects.filter(event__in=events, attended_on__isnull=False)


def lists_waiting(reader: Any) -> QuerySet[Roll]:
    """Lists that were brought to events of theirs, and neither taken in nor dropped."""
    mine = access.within(reader, "see_registrations", Event.objects.all())
    undecided = Roll.objects.filter(state=CHECKED, event__in=mine.values("pk"))
    return undecided.select_related("event").order_by("brought_at")


@dataclass(frozen=True)
class EventStanding:
    """What the page of an event says about taking part: alike to all, and beside it the reader's own."""

    mine: Registration | None
    closed: str
    full: bool
    step: int  # in which it is told how many come
    told: int  # at least so many come; 0 is fewer than a step
    public: list[Registration]
    over: bool
