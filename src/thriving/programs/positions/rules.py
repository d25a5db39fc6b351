"""Everybody sees what is open and what is filled; leads of what a position serves, and who manages it, write.

Of who holds one, others read only a name that the holder shows; the account is for those who fill it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, role
from thriving.plan.rules import LEAD, lead_of
from thriving.programs.milestones.rules import serves_what_they_lead
from thriving.programs.positions.models import Holding, Position
from thriving.programs.positions.states import DRAFT


def _managed(person: Any) -> Q:
    pk = getattr(person, "pk", None)
    return Q(manager=pk) if pk else NOTHING


def _held(person: Any) -> Q:
    pk = getattr(person, "pk", None)
    held = Q(stage__in=(Holding.Stage.PROMISED, Holding.Stage.AT_WORK, Holding.Stage.LEFT))
    return Q(holder=pk) & held if pk else NOTHING


def _of_what_they_run(person: Any) -> Q:
    return Q(position__in=Position.objects.filter(run.on(Position, person)).values("pk"))


led = serves_what_they_lead(Position)
run = led | (role(LEAD) & Scope(_managed))  # with the last such role, others manage it
shown = Scope(lambda _person: ~Q(state=DRAFT))
declare(
    see_position=shown | run,
    run_position=run,
    lead_position=led,
    decide_what_counts=lead_of("objective__priority__"),  # of key results: a position that moves their number
    propose_position=role(LEAD),
    show_own_name=Scope(_held),  # of holdings
    see_holder=Scope(_of_what_they_run) | Scope(_held),
)
