"""Everybody reads of a council; its owners run it, its members sit on it."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thriving.kernel import clock
from thriving.kernel.access import NOTHING, Scope, declare, everyone, role
from thriving.movement.queries.roles import held_today
from thriving.plan.rules import LEAD
from thriving.programs.councils.models import Membership, Owner
from thriving.programs.councils.rules.taking_part import is_known, sitting
from thriving.programs.roles import ORGANIZER

ROLES = (LEAD, ORGANIZER)  # with the last of them, what one owned is run by others


def _owned(person: Any) -> Q:
    return Q(owners__person=person.pk) if is_known(person) else NOTHING


def _without_an_owner(_person: Any) -> Q:
    """Nobody who still may answers for it."""
    return ~Q(Exists(at_work().filter(council=OuterRef("pk"))))


def at_work() -> QuerySet[Owner]:
    """Those who hold such a role today."""
    return Owner.objects.filter(person__in=held_today().filter(role__in=ROLES).values("person"))


def _seated(person: Any) -> Q:
    """From the first day of their term to its last, as long as they may take part."""
    if not is_known(person):
        return NOTHING
    theirs = Membership.objects.filter(sitting(clock.today()), person=person.pk, council=OuterRef("pk"))
    return Q(Exists(theirs))


may_own = role(LEAD) | role(ORGANIZER)
owns = may_own & Scope(_owned)

declare(  # of councils
    start_council=role(LEAD),
    own_council=may_own,
    see_council=everyone,
    run_council=owns | (role(LEAD) & Scope(_without_an_owner)),
    sit_on_council=Scope(_seated),
)
