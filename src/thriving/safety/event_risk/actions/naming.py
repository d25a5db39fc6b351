"""At the enhanced tier nobody who could be in danger is named here, nor how to reach them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.stakeholding import ENHANCED
from thriving.safety.protocols.contacts import problems
from thriving.safety.protocols.naming import names_any, names_in, refuse_names_in


def require_nobody_named(event: Event, tier: str, *texts: str) -> None:
    """Of those around the event it is not said who was named: that would be a name too."""
    if tier == ENHANCED:
        why = _(
            "This assessment is enhanced, so it must not say who is at risk or how to reach them: no "
            "names, numbers, addresses or accounts. Whoever runs this site could read them. "
            "Write of roles, such as “a speaker”, and keep names with those who need them."
        )
        _require_none(event, texts, why)


def require_nameless(event: Event, *texts: str) -> None:
    """Of what happened: roles are enough for whoever reads it later."""
    why = _(
        "Write it without names, numbers, addresses or accounts: say “a participant”, “a visitor”. "
        "Keep names with those who need them."
    )
    _require_none(event, texts, why)


def leads_to_somebody(event: Event, *texts: str) -> bool:
    said = "\n".join(texts)
    return any(problems(said)) or names_any(said, names_around(event))


def may_name_somebody(event: Event, *texts: str) -> bool:
    """Also what only looks like a name, where nobody is there to be asked whether it is one."""
    return leads_to_somebody(event, *texts) or any(map(names_in, texts))


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


def _require_none(event: Event, texts: tuple[str, ...], why: str) -> None:
    said = "\n".join(texts)
    if found := list(problems(said)):
        raise Refused(" ".join([*found, why]))
    if names_any(said, names_around(event)):
        raise Refused(why)
    refuse_names_in(said, why)
