"""Organizers take a registration off: somebody harms others, or places were taken by nobody."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.events import letters
from thriving.programs.events.actions.event import hold
from thriving.programs.events.actions.registration import promote, require_open, stand_in_line
from thriving.programs.events.asked import answers_as, questionnaire_of
from thriving.programs.events.models import Registration, WikiName
from thriving.programs.events.states.registration import REGISTRATION
from thriving.questions import actions as questions


@transaction.atomic
def remove(registration: Registration, *, reason: str, by: Person) -> None:
    """They are told why, if there is a way to; the first who waits gets the place.

    Until it is put back nobody registers it again, by the same account, link or mail address.
    """
    event = registration.event
    access.require(by, "see_registrations", event)
    if not (why := clean(reason)):
        raise Refused(_("Say why."))
    hold(event)
    registration.refresh_from_db()
    if registration.attended_on:
        raise Refused(_("They were there: say first that they were not."))
    REGISTRATION.take(
        registration,
        "withdraw",
        is_public=False,
        may_measure=False,
        removed_at=clock.now(),
        removed_because=why,
    )
    WikiName.objects.filter(registration=registration).delete()
    registration.event = event
    if asked := questionnaire_of(event):
        questions.take_back(asked, answers_as(registration))
    letters.removed(registration)
    promote(event, by=by)
    diary.note(registration, "removed", by=by, why=why)


@transaction.atomic
def put_back(registration: Registration, *, by: Person) -> None:
    """It was a mistake: they are registered again, behind those who came since."""
    event = registration.event
    access.require(by, "see_registrations", event)
    hold(event)
    registration.refresh_from_db()
    if registration.removed_at is None:
        raise Refused(_("Nobody took this registration off."))
    registration.event = event
    room = require_open(event)
    registration.removed_at, registration.removed_because = None, ""
    stand_in_line(registration, again=True, room=room)
    letters.registered(registration)
    diary.note(registration, "put_back", by=by)
