"""Everybody sees what is offered; leads of a priority publish what serves it, organizers keep it true."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import EVERYTHING, NOTHING, Scope, declare, role
from thriving.movement import scopes
from thriving.plan.rules import LEAD, priorities_led
from thriving.programs.initiatives.models import Sort
from thriving.programs.initiatives.states import DRAFT
from thriving.programs.roles import ORGANIZER, TRANSLATOR

PROGRAM = "program"  # the kind of scope that is an initiative


def leads(person: Any, priority: str) -> bool:
    """Whether they lead this priority, "plan/priority"."""
    led = codes_led(person)
    return led is None or priority in led


def codes_led(person: Any) -> frozenset[str] | None:
    """The priorities that they lead; ``None`` for all there are."""
    led = priorities_led(person)
    return None if led is None else frozenset(f"{plan}/{key}" for plan, key in led)


def _led(person: Any) -> Q:
    led = codes_led(person)
    if led is None:
        return EVERYTHING
    return Q(traits__sort=Sort.PRIORITY, traits__code__in=sorted(led)) if led else NOTHING


def _duties_led(person: Any) -> Q:
    led = codes_led(person)
    return EVERYTHING if led is None else Q(priority__in=sorted(led))


def _organized(person: Any) -> Q:
    held = person.scopes(ORGANIZER) if hasattr(person, "scopes") else frozenset()
    keys = sorted(scopes.key_of(each) for each in held if scopes.kind_of(each) == PROGRAM)
    return Q(key__in=keys) if keys else NOTHING


def _drafted(person: Any) -> Q:
    return Q(proposer=getattr(person, "pk", None), proposer__isnull=False, state=DRAFT)


lead = role(LEAD)
runs_programs = role(ORGANIZER) | lead
told = Scope(lambda _person: ~Q(state=DRAFT))
led = Scope(_led)
run = led | Scope(_organized) | (Scope(_drafted) & runs_programs)

declare(
    propose_initiative=runs_programs,
    see_initiative=told | run,
    run_initiative=run,
    lead_initiative=led,
    translate_initiative=run | (told & role(TRANSLATOR)),
    hold_duty=lead,
    # One that serves no priority is nobody's in particular: any lead mends it.
    keep_duty=Scope(_duties_led) | (lead & Scope(lambda _person: Q(priority=""))),
)
