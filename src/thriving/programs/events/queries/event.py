from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.programs.events.models import Event


def events_for(reader: Any) -> QuerySet[Event]:
    """The ones that lists may show them, in the order of their beginnings."""
    return access.within(reader, "see_event", Event.objects.prefetch_related("marks"))


def events_at(reader: Any) -> QuerySet[Event]:
    """The ones whose page they may open, if they know its address: also those for the invited."""
    return access.within(reader, "open_event", Event.objects.all())


def run_by(person: Any) -> QuerySet[Event]:
    return access.within(person, "run_event", Event.objects.all())


def organized_by(person: Any) -> QuerySet[Event]:
    """Theirs by name: a lead runs all events, and answers for those alone that name them."""
    return Event.objects.filter(organizers__person=person.pk) if person.pk else Event.objects.none()
