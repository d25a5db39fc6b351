"""Only those who answer crises read anything of one; everybody else finds that it is not there."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thriving.grants.payments.models import Office
from thriving.grants.payments.rules import offices
from thriving.kernel.access import NOTHING, Scope, declare, role
from thriving.movement.models import RoleHolding
from thriving.movement.queries.accounts import accounts_of
from thriving.movement.queries.roles import held_today
from thriving.safety.crisis.models import AWAITED, Action, Decision, Duty, Part
from thriving.safety.crisis.roles import MANAGER, OFFICER, RESPONDERS

responds = role(OFFICER) | role(MANAGER)
for each in RESPONDERS:
    offices.add(each, Office.CRISIS)  # they may hold a payment; whose reason it is, others do not read


def able(*roles: str) -> QuerySet[RoleHolding]:
    """Today's holdings of these roles with which somebody may act: none that waits for something first."""
    acting = RoleHolding.objects.with_what_waits().filter(Q(must_wait=False))
    return acting.filter(pk__in=held_today().filter(role__in=roles).values("pk"))


def _is_known(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "is_active", False))


def _leads(person: Any) -> Q:
    """Who leads now, or stands in for them."""
    if not _is_known(person):
        return NOTHING
    held = Duty.objects.filter(crisis=OuterRef("pk"), person=person.pk, ended_at=None)
    return Q(Exists(held.filter(part__in=[Part.COMMANDER, Part.DEPUTY])))


def _takes_part(person: Any) -> Q:
    if not _is_known(person):
        return NOTHING
    return Q(Exists(Duty.objects.filter(crisis=OuterRef("pk"), person=person.pk, ended_at=None)))


def _is_led_by_nobody(_person: Any) -> Q:
    """Nobody was named, or whoever was may no longer answer crises."""
    people = able(*RESPONDERS).values("person")
    leading = Duty.objects.filter(
        crisis=OuterRef("pk"), part=Part.COMMANDER, ended_at=None, person__in=people
    )
    return ~Q(Exists(leading))


def _waits_for_a_second_reader(person: Any) -> Q:
    """A decision by which less is done, by somebody else."""
    if not _is_known(person):
        return NOTHING
    return Q(Exists(Decision.objects.filter(_did_not_decide(person), crisis=OuterRef("pk"))))


def _has_an_action(person: Any) -> Q:
    if not _is_known(person):
        return NOTHING
    return Q(Exists(Action.objects.filter(crisis=OuterRef("pk"), owner=person.pk, state="open")))


def _did_not_decide(person: Any) -> Q:
    return AWAITED & ~Q(decided_by__in=accounts_of(person)) if _is_known(person) else NOTHING


def _owns(person: Any) -> Q:
    return Q(owner=person.pk) if _is_known(person) else NOTHING


def _did_not_write(person: Any) -> Q:
    return ~Q(review__written_by__in=accounts_of(person)) if _is_known(person) else NOTHING


def _is_not_of(person: Any) -> Q:
    """Of an action: that somebody else is to do it."""
    return ~Q(owner__in=accounts_of(person)) if _is_known(person) else NOTHING


def _did_not_record(person: Any) -> Q:
    """Of a drill that was passed, and that nobody has confirmed yet."""
    unconfirmed = Q(passed=True, confirmed_at=None)
    return unconfirmed & ~Q(recorded_by__in=accounts_of(person)) if _is_known(person) else NOTHING


declare(
    respond_to_crises=responds,  # a power: the queue, playbooks, the rota
    manage_crises=role(MANAGER),
    # of crises
    see_crisis=responds,
    decide_on_crisis=responds,
    direct_crisis=role(MANAGER) | (responds & Scope(_leads)),
    appoint_in_crisis=role(MANAGER) | (responds & (Scope(_leads) | Scope(_is_led_by_nobody))),
    second_crisis_decision=responds & Scope(_waits_for_a_second_reader),
    do_action_of_crisis=responds & Scope(_has_an_action),
    answer_crisis=role(MANAGER) | (responds & Scope(_takes_part)),
    accept_open_action=role(MANAGER),
    accept_crisis_review=role(MANAGER) & Scope(_did_not_write),
    # of decisions that something is no crisis
    read_decision_on_crisis=responds & Scope(_did_not_decide),
    # of the actions of a review
    do_crisis_action=responds & Scope(_owns),
    leave_crisis_action=role(MANAGER) & Scope(_is_not_of),
    # of drills
    confirm_drill=responds & Scope(_did_not_record),
)
