"""That an adult was checked before being with minors: said by one officer of another person, for a time."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions.actor import Actor, Refused
from thriving.movement.models import Clearance, Person
from thriving.movement.queries import minors
from thriving.ui import cldr

LONGEST = timedelta(days=3 * 366)


@transaction.atomic
def clear(person: Person, *, checked_on: date, course_on: date, expires_on: date, by: Actor) -> Clearance:
    """``course_on``: the day on which they finished the course on the safety of young people."""
    if by == person:
        raise Refused(_("Nobody clears themselves: another officer does."))
    if not isinstance(by, str):
        access.require(by, "clear_adult", person)
    _refuse(person, checked_on, course_on, expires_on)
    clearance = Clearance.objects.create(
        person=person,
        checked_by=by if isinstance(by, Person) else None,
        checked_on=checked_on,
        course_on=course_on,
        expires_on=expires_on,
    )
    diary.note(person, "cleared", by=by, body={"until": expires_on.isoformat()})
    return clearance


@transaction.atomic
def end(clearance: Clearance, *, by: Actor, why: str) -> None:
    """From this moment on."""
    if not isinstance(by, str):
        access.require_holds(by, "safeguard_minors")
    if not clearance.holds_on(clock.today()):
        raise Refused(_("This clearance holds no more."))
    clearance.ended_on = clock.today()
    clearance.save(update_fields=["ended_on"])
    diary.note(clearance.person, "ended_clearance", by=by, why=why)


def _refuse(person: Person, checked_on: date, course_on: date, expires_on: date) -> None:
    age = minors.age_of(person)
    if age and age.shields:
        raise Refused(_("Only adults are cleared, once it is known that they are adults."))
    if checked_on > clock.today():
        raise Refused(_("The check was made today or earlier."))
    if course_on > checked_on:
        raise Refused(_("The course is finished before the clearance is given."))
    if not clock.today() < expires_on <= checked_on + LONGEST:
        raise Refused(
            _("A clearance expires after today, and no later than %(day)s.")
            % {"day": cldr.day(checked_on + LONGEST)}
        )
