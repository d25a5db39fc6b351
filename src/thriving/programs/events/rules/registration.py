"""Who comes is told to those who run the event by name. Others read it of those who want it read."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel import clock
from thriving.kernel.access import Scope, declare
from thriving.movement.models import CountryProtection
from thriving.movement.rules.minors import apart_from_minors
from thriving.programs.events.rules.event import mine
from thriving.programs.events.states.registration import PLACED


def _own(person: Any) -> Q:
    return Q(person=person.pk) if person.pk and person.is_active else Q(pk__in=[])


def _of_my_events(person: Any) -> Q:
    return Q(event__organizers__person=person.pk) if person.pk and person.is_active else Q(pk__in=[])


def _public(_person: Any) -> Q:
    # A country may have become dangerous since somebody chose to be seen.
    dangerous = CountryProtection.objects.on(clock.today()).values("country_id")
    there = Q(event__country__in=dangerous)
    from_there = Q(country__in=dangerous) | Q(person__country__in=dangerous)
    return Q(is_public=True, state=PLACED) & ~(there | from_there) & apart_from_minors("person")


own = Scope(_own)
of_my_events = Scope(_of_my_events)
declare(
    # On events. A lead who must know is named as an organizer first, and the diary tells that.
    see_registrations=mine,
    # On registrations.
    see_registration=own | of_my_events,
    see_participant=Scope(_public) | own | of_my_events,
)
