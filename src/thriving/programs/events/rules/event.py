"""Everybody sees what is announced to all; whoever is named as an organizer runs that event alone."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import Scope, declare, lets_read, role
from thriving.movement import scopes
from thriving.movement.models import Person
from thriving.programs.events.models import Entrance
from thriving.programs.roles import ORGANIZER, TRANSLATOR

_PROGRAM_LEAD = "program_lead"


def _mine(person: Any) -> Q:
    active = getattr(person, "is_active", False)
    return Q(organizers__person=person.pk) if active and person.pk else Q(pk__in=[])


announced = Scope(lambda _person: Q(published_at__isnull=False))
open_to_all = Scope(lambda _person: Q(entrance=Entrance.OPEN))
mine = Scope(_mine)

declare(
    plan_event=role(ORGANIZER) | role(_PROGRAM_LEAD),
    see_event=(announced & open_to_all) | mine | role(_PROGRAM_LEAD),
    # Whoever was given the address of an event may open it: the address is the invitation.
    open_event=announced | mine | role(_PROGRAM_LEAD),
    run_event=mine | role(_PROGRAM_LEAD),
    translate_event=mine | role(_PROGRAM_LEAD) | (announced & open_to_all & role(TRANSLATOR)),
)


def plans_for(person: Person, initiative: str) -> bool:
    """Whether they may plan events of this initiative; without one, of none in particular."""
    held = person.scopes(ORGANIZER)
    mine = scopes.WHOLE in held or scopes.written("program", initiative) in held
    return mine or _PROGRAM_LEAD in person.roles


lets_read("open_event")
