"""Who came: by codes read at the door, however often a phone sends them, and by organizers who correct it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.programs.events import codes
from thriving.programs.events.actions.event import hold
from thriving.programs.events.actions.measuring import drop_sums
from thriving.programs.events.actions.registration import draw_code, next_number
from thriving.programs.events.actions.standing import standings
from thriving.programs.events.facts import participation
from thriving.programs.events.models import Arrival, Event, Outcome, Registration, Role
from thriving.programs.events.states.event import CANCELED, DRAFT
from thriving.programs.events.states.registration import PLACED, WAITING, WITHDRAWN

MOST_AT_ONCE = 500
EARLY = timedelta(hours=12)  # before it begins


@dataclass(frozen=True)
class Reading:
    """A code that somebody read: ``key`` names this reading, so that it counts once."""

    key: str
    typed: str
    at: datetime


@transaction.atomic
def check_in(event: Event, readings: Sequence[Reading], *, by: Person) -> list[Arrival]:
    """Note who came; an answer for each reading. One that was sent before gets the answer it got then."""
    access.require(by, "see_registrations", event)
    if len(readings) > MOST_AT_ONCE:
        raise Refused(_("At most %(count)d codes at a time.") % {"count": MOST_AT_ONCE})
    hold(event)
    if sentence := shut_because(event):
        raise Refused(sentence)
    known = {each.key: each for each in event.arrivals.filter(key__in=[each.key for each in readings])}
    new = {each.key: each for each in readings if each.key not in known}
    arrivals = _arrive(event, list(new.values()), by)
    answers = known | {each.key: each for each in arrivals}
    return [answers[each.key] for each in readings]


@transaction.atomic
def undo_check_in(registration: Registration, *, by: Person) -> None:
    """They were not there after all: what was counted of it is taken back."""
    event = registration.event
    access.require(by, "see_registrations", event)
    hold(event)
    registration.refresh_from_db()
    if registration.attended_on is None:
        return
    participation.take_back([registration], by=by, why=_("Checked in by mistake."))
    if registration.may_measure:
        drop_sums([registration])
    registration.attended_on, registration.standing = None, ""
    registration.save(update_fields=["attended_on", "standing"])
    diary.note(registration, "not_there", by=by)


@transaction.atomic
def note_organizers(event: Event, *, by: Actor) -> None:
    """Whoever is named as an organizer of an event that was held took part in it, by running it."""
    came = []
    for each in event.organizers.select_related("person"):
        own = event.registrations.exclude(origin=Registration.Origin.LIST)
        found = own.filter(subject=each.person.key).first() or _as_organizer(event, each.person)
        found.role = Role.ORGANIZER
        note_coming(found, event.held_on)
        came.append(found)
    participation.tell(came, by=by)


def note_coming(registration: Registration, on: date) -> None:
    registration.attended_on = registration.attended_on or on
    registration.standing = standings([registration])[registration.uid]
    registration.save()


def shut_because(event: Event) -> str:
    """Why nobody can be checked in; nothing where one can."""
    if event.state in (DRAFT, CANCELED):
        return _("It does not take place: nobody is checked in.")
    if clock.now() < event.starts_at - EARLY:
        return _("Checking in begins on the day itself.")
    return ""


def _arrive(event: Event, readings: Sequence[Reading], by: Person) -> list[Arrival]:
    wanted = {codes.read(each.typed) for each in readings} - {""}
    found = {each.code: each for each in event.registrations.filter(code__in=wanted).select_related("person")}
    arrivals = [_arrival(event, each, found.get(codes.read(each.typed)), by) for each in readings]
    came = [each.registration for each in arrivals if each.outcome in (Outcome.ARRIVED, Outcome.WAITING)]
    _write([each for each in came if each])
    Arrival.objects.bulk_create(arrivals)
    participation.tell([each for each in came if each], by=by)
    if came:
        diary.note(event, "checked_in", by=by, body={"people": len(came)})
    return arrivals


def _arrival(event: Event, reading: Reading, found: Registration | None, by: Person) -> Arrival:
    now = clock.now()
    said_at = min(max(reading.at, event.starts_at - EARLY), now)
    outcome = _outcome(found)
    if found and outcome in (Outcome.ARRIVED, Outcome.WAITING):
        found.event = event
        found.attended_on = said_at.astimezone(event.zone).date()
        found.state = PLACED
    return Arrival(
        event=event,
        key=reading.key,
        code=found.code if found else reading.typed[:20],
        registration=found,
        outcome=outcome,
        said_at=said_at,
        received_at=now,
        received_from=by.key,
    )


def _outcome(found: Registration | None) -> str:
    if found is None:
        return Outcome.UNKNOWN
    if found.attended_on:
        return Outcome.ALREADY
    if found.state == WITHDRAWN:
        return Outcome.WITHDRAWN
    return Outcome.WAITING if found.state == WAITING else Outcome.ARRIVED


def _write(came: Sequence[Registration]) -> None:
    known = standings(came)
    for each in came:
        each.standing = known[each.uid]
    Registration.objects.bulk_update(came, ["attended_on", "standing", "state"], batch_size=200)


def _as_organizer(event: Event, person: Person) -> Registration:
    return Registration(
        event=event,
        person=person,
        subject=person.key,
        origin=Registration.Origin.ACCOUNT,
        state=PLACED,
        language=person.language,
        code=draw_code(event),
        number=next_number(event),
        registered_at=clock.now(),
    )
