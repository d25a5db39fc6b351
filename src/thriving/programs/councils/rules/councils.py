"""Everybody reads of a council; its owners run it, its members sit on it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, everyone, role
from thriving.programs.councils.states.membership import ACTIVE

_PROGRAM_LEAD = "program_lead"


def is_known(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "is_active", False))


def _owned(person: Any) -> Q:
    return Q(owners__person=person.pk) if is_known(person) else NOTHING


def _without_an_owner(_person: Any) -> Q:
    """Nobody who is still here answers for it."""
    return ~Q(owners__person__is_active=True)


def _seated(person: Any) -> Q:
    if not is_known(person):
        return NOTHING
    return Q(memberships__person=person.pk, memberships__state=ACTIVE)


owns = Scope(_owned)

declare(  # of councils
    start_council=role(_PROGRAM_LEAD),
    see_council=everyone,
    run_council=owns | (role(_PROGRAM_LEAD) & Scope(_without_an_owner)),
    sit_on_council=Scope(_seated),
)
