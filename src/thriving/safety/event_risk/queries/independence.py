"""Whether people who judged are still two, and none of them on the event's side, as it is known now."""

from __future__ import annotations

from thriving.movement.models import Person
from thriving.movement.queries.accounts import is_theirs
from thriving.programs.events.models import Event
from thriving.safety.event_risk.rules.sides import events_on_whose_side


def are_apart(event: Event, *keys: str) -> bool:
    """Of whoever has left nothing more can be known: what they decided stays."""
    people = Person.objects.filter(key__in=set(keys) - {""})
    return not any(events_on_whose_side(each).filter(pk=event.pk).exists() for each in people)


def are_two(one: str, other: str) -> bool:
    person = Person.objects.filter(key=one).first()
    return one != other and (person is None or not is_theirs(person, other))


def is_on_side(person: Person, event: Event) -> bool:
    return events_on_whose_side(person).filter(pk=event.pk).exists()
