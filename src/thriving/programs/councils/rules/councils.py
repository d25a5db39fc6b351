"""Everybody reads of a council; its owners run it, its members sit on it."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from thriving.kernel import clock
from thriving.kernel.access import NOTHING, Scope, declare, everyone, role
from thriving.programs.councils.models import Membership
from thriving.programs.councils.rules.taking_part import is_known, sitting

_PROGRAM_LEAD = "program_lead"


def _owned(person: Any) -> Q:
    return Q(owners__person=person.pk) if is_known(person) else NOTHING


def _without_an_owner(_person: Any) -> Q:
    """Nobody who is still here answers for it."""
    return ~Q(owners__person__is_active=True)


def _seated(person: Any) -> Q:
    """From the first day of their term to its last, as long as they may take part."""
    if not is_known(person):
        return NOTHING
    theirs = Membership.objects.filter(sitting(clock.today()), person=person.pk, council=OuterRef("pk"))
    return Q(Exists(theirs))


owns = Scope(_owned)

declare(  # of councils
    start_council=role(_PROGRAM_LEAD),
    see_council=everyone,
    run_council=owns | (role(_PROGRAM_LEAD) & Scope(_without_an_owner)),
    sit_on_council=Scope(_seated),
)
