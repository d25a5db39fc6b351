"""At the enhanced tier nobody who could be in danger is named here, nor how to reach them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.stakeholding import ENHANCED
from thriving.safety.protocols.naming import has_contact, names_any


def require_nobody_named(event: Event, tier: str, *texts: str) -> None:
    """It is not said who it is: that would be a name too."""
    if tier == ENHANCED and names_somebody(event, *texts):
        raise Refused(
            _(
                "This assessment is enhanced, so it must not say who is at risk or how to reach them: no "
                "names, numbers, addresses or accounts. Whoever runs this site could read them. "
                "Write of roles, such as “a speaker”, and keep names with those who need them."
            )
        )


def names_somebody(event: Event, *texts: str) -> bool:
    said = "\n".join(texts)
    return has_contact(said) or names_any(said, names_around(event))


def names_around(event: Event) -> Iterator[str]:
    """Of whoever runs the event, comes to it or answers for its safety."""
    yield from event.registrations.exclude(name="").values_list("name", flat=True)
    people = (
        Person.objects.filter(organized_events__event=event)
        | Person.objects.filter(registrations__event=event)
        | Person.objects.filter(risk_roles__event=event)
        | Person.objects.filter(safety_of_events=event)
    )
    for name, username in people.distinct().values_list("name", "username"):
        yield from (name, username)


def require_nameless(event: Event, *texts: str) -> None:
    """Of what happened: roles are enough for whoever reads it later."""
    if names_somebody(event, *texts):
        raise Refused(
            _(
                "Write it without names, numbers, addresses or accounts: say “a participant”, “a visitor”. "
                "Keep names with those who need them."
            )
        )
