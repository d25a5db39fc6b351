"""Everybody reads milestones; leads of what one serves, and its owners, say what is reached."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

from thriving.evidence.models import Visibility
from thriving.evidence.rules import EVALUATOR
from thriving.kernel.access import EVERYTHING, NOTHING, Scope, declare, everyone, role, signed_in
from thriving.plan.models import KeyResult
from thriving.plan.rules import LEAD, lead_of
from thriving.programs.milestones.models import Milestone
from thriving.programs.roles import ORGANIZER

_results_led = lead_of("objective__priority__")


def serves_what_they_lead(model: type[Model]) -> Scope:
    """Of records with ``plan`` and ``key_result``: those that serve a priority which the person leads."""

    def reach(person: Any) -> Q:
        led = _results_led.on(KeyResult, person)
        if led in (EVERYTHING, NOTHING):
            return led
        here = {"key": OuterRef("key_result"), "objective__priority__plan__key": OuterRef("plan")}
        served = model._base_manager.filter(Exists(KeyResult.ever.filter(led, **here)))
        return Q(pk__in=served.values("pk"))

    return Scope(reach)


def _owned(person: Any) -> Q:
    pk = getattr(person, "pk", None)
    return Q(owners__person=pk) if pk else NOTHING


led = serves_what_they_lead(Milestone)
prepares = role(LEAD) | role(ORGANIZER)
run = led | (prepares & Scope(_owned))  # with the last such role, what one owned is run by others


def _of_what_they_run(person: Any) -> Q:
    return Q(milestone__in=Milestone.objects.filter(run.on(Milestone, person)).values("pk"))


def _open_to(visibility: Visibility) -> Scope:
    return Scope(lambda _person: Q(visibility=visibility))


declare(
    see_milestone=everyone,
    run_milestone=run,
    lead_milestone=led,
    prepare_milestone=prepares,
    # Of proofs: that a step is reached is for everybody, its document only as far as was said.
    see_proof=_open_to(Visibility.PUBLIC)
    | (signed_in & _open_to(Visibility.MEMBERS))
    | role(EVALUATOR)
    | Scope(_of_what_they_run),
)
