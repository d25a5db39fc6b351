"""Whatever anybody does in whatever order: nothing leaves past the gate, and no cent is lost.

A few sequences in every run; `THRIVING_DEEP=1` tries hundreds, and longer ones.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Q, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.conftest import person
from tests.grants.agreements.world import DAY, Hands, on
from tests.grants.payments import world
from tests.safety.event_risk import paying

from thriving.grants.agreements import actions as agreements
from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import actions
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Disbursement, Hold, Outcome, Payee, Requirement, Sending, Tranche
from thriving.grants.payments.sealing import seal_of
from thriving.grants.payments.separation import barred
from thriving.grants.payments.states import CANCELED, GONE
from thriving.grants.proposals.rules import closed_to
from thriving.kernel.access import EVERYTHING, NOTHING
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.money import MoneyRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding
from thriving.programs.events.models import Event

REFUSALS = (Refused, MoveRefused, MoneyRefused, PermissionDenied)
DEEP = bool(os.environ.get("THRIVING_DEEP"))
ROLES = st.sampled_from(["applicant", "officer", "finance", "second", "auditor", "protector"])
STAFF = st.sampled_from(["officer", "finance", "second"])
AMOUNTS = st.sampled_from(["0.01", "250", "333.33", "500", "1000"])
NTH = st.integers(0, 5)


def total(rows: Any) -> Decimal:
    return Decimal(rows.aggregate(total=Sum("amount"))["total"] or 0)


class Moves(RuleBasedStateMachine):
    """Everybody tries everything; what is refused changes nothing, and what is done must have been right."""

    hands: Hands
    left = 0  # how often money left, in all sequences: a machine in which it never does shows nothing

    def stage(self) -> None:
        """The grant pays for an event, and the machine says who has a conflict or judged its risk."""
        self.stack = ExitStack()
        self.gone, self.closed, self.judged = set[str](), set[str](), set[str]()
        self.stack.enter_context(closed_to.temporarily("moves", self.closed_for))
        self.stack.enter_context(barred.temporarily("moves", self.those_who_judged))
        self.hands = world.hands()
        agreement = world.running(self.hands)
        self.event = paying.safe(person("olu", "organizer"))
        agreements.add_work(agreement, self.event, by=self.hands.officer)
        world.account(agreement, self.hands)

    def closed_for(self, who: Any) -> Q:
        mine = {getattr(self.hands, role).pk for role in self.closed}
        return EVERYTHING if getattr(who, "pk", None) in mine else NOTHING

    def those_who_judged(self, _payment: Disbursement) -> set[int]:
        return {getattr(self.hands, role).pk for role in self.judged}

    @initialize(steps=st.sampled_from([5, 4, 2, 0]))
    def begin(self, steps: int) -> None:
        """With a first payment so many steps on its way: a few sequences must reach far."""
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.stage()
        for _each in range(steps):
            self.go_one_step_on(0)

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            self.stack.close()
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def by(self, role: str) -> Person:
        return Person.objects.with_roles().get(pk=getattr(self.hands, role).pk)

    def payment(self, nth: int) -> Disbursement | None:
        found = list(Disbursement.objects.select_related("tranche__agreement__proposal").order_by("pk"))
        return found[nth % len(found)] if found else None

    def tries(self, act: Callable[[], object]) -> bool:
        try:
            with on():
                act()
        except REFUSALS:
            return False
        return True

    @rule(role=ROLES, amount=AMOUNTS, condition=st.booleans())
    def plan(self, role: str, amount: str, condition: bool) -> None:  # noqa: FBT001 -- drawn
        said = actions.Planned("x", world.money(amount), DAY, ("A list.",) if condition else ())
        done = self.tries(lambda: actions.plan_tranche(Agreement.objects.get(), said, by=self.by(role)))
        assert not done or role == "officer"

    @rule(role=ROLES, nth=NTH)
    def request(self, role: str, nth: int) -> None:
        if payment := self.payment(nth):
            done = self.tries(lambda: actions.request_payment(payment, by=self.by(role)))
            assert not done or role in ("applicant", "officer")

    @rule(role=ROLES, nth=NTH)
    def approve(self, role: str, nth: int) -> None:
        if payment := self.payment(nth):
            done = self.tries(lambda: actions.approve(payment, seal_of(payment), by=self.by(role)))
            assert not done or role in ("officer", "finance", "second")

    @rule(role=ROLES, nth=NTH, other=NTH)
    def send(self, role: str, nth: int, other: int) -> None:
        payments = {each.pk: each for each in (self.payment(nth), self.payment(other)) if each}
        with on():
            open_now = {key: RELEASE.ask(each).open for key, each in payments.items()}
        before = {key: each.state for key, each in payments.items()}
        done = self.tries(lambda: self.sends(list(payments.values()), role))
        if done:
            Moves.left += 1
            assert role in ("finance", "second")
            assert all(open_now.values())
            assert set(before.values()) == {"approved_2"}
            assert Event.objects.get().place == self.event.place
            for payment in payments.values():
                self.nobody_acted_who_may_not(payment, role)

    def nobody_acted_who_may_not(self, payment: Disbursement, sender: str) -> None:
        payment.refresh_from_db()
        may_not = self.keys_of(self.gone | self.closed | self.judged)
        assert not may_not & {payment.first_by, payment.second_by, getattr(self.hands, sender).key}
        assert payment.requested_by not in self.keys_of(self.judged)

    def keys_of(self, roles: set[str]) -> set[str]:
        return {getattr(self.hands, role).key for role in roles}

    @rule(role=STAFF)
    def end_role(self, role: str) -> None:
        self.gone ^= {role}
        if role in self.gone:
            RoleHolding.objects.filter(person=getattr(self.hands, role)).delete()
        else:
            name = "grants_officer" if role == "officer" else "finance_officer"
            begins = date(2019, 1, 1)
            RoleHolding.objects.create(person=getattr(self.hands, role), role=name, begins_on=begins)

    @rule(role=STAFF)
    def declare_conflict(self, role: str) -> None:
        self.closed ^= {role}

    @rule(role=ROLES)
    def judge_the_risk(self, role: str) -> None:
        self.judged ^= {role}

    @rule(place=st.sampled_from(["", "Accra"]))
    def change_the_venue(self, place: str) -> None:
        """While nobody notices: no action of the event has told anybody."""
        Event.objects.update(place=place or self.event.place)

    def sends(self, payments: list[Disbursement], role: str) -> None:
        actions.send(payments, carrier="Lake Bank", token=uuid.uuid4().hex, by=self.by(role))

    @rule(nth=NTH)
    def go_one_step_on(self, nth: int) -> None:
        """The next step as it should be, by whoever should."""
        payment = self.payment(nth)
        if payment is None:
            self.plan("officer", "250", condition=False)
        elif payment.state == "approved_2":
            self.send("finance", nth, nth)
        elif payment.state in ("checks_passed", "approved_1"):
            self.approve("officer" if payment.state == "checks_passed" else "second", nth)
        else:
            self.request("applicant", nth)

    @rule(role=ROLES, nth=NTH, outcome=st.sampled_from(["confirm", "fail"]))
    def settle(self, role: str, nth: int, outcome: str) -> None:
        if payment := self.payment(nth):
            known = {"on": DAY, "reference": "S", "by": self.by(role)}
            if outcome == "confirm":
                self.tries(lambda: actions.confirm_payment(payment, **known))
            else:
                self.tries(lambda: actions.fail_payment(payment, why="x", **known))

    @rule(role=ROLES, nth=NTH, amount=AMOUNTS)
    def bring_back(self, role: str, nth: int, amount: str) -> None:
        if payment := self.payment(nth):
            known = {"on": DAY, "reference": uuid.uuid4().hex, "by": self.by(role)}
            self.tries(lambda: actions.record_return(payment, world.money(amount), **known))

    @rule(role=ROLES, nth=NTH)
    def cancel(self, role: str, nth: int) -> None:
        if payment := self.payment(nth):
            self.tries(lambda: actions.cancel(payment, why="x", by=self.by(role)))

    @rule(role=ROLES, nth=NTH)
    def take_back(self, role: str, nth: int) -> None:
        if payment := self.payment(nth):
            self.tries(lambda: actions.take_request_back(payment, by=self.by(role)))

    @rule(role=ROLES, nth=NTH)
    def hold(self, role: str, nth: int) -> None:
        if payment := self.payment(nth):
            done = self.tries(lambda: actions.hold_payment(payment, reason="x", by=self.by(role)))
            assert not done or role in ("protector", "finance", "second")

    @precondition(lambda self: hasattr(self, "hands"))
    @rule(role=ROLES)
    def lift(self, role: str) -> None:
        if placed := Hold.objects.filter(lifted_at=None).first():
            self.tries(lambda: actions.lift_hold(placed, by=self.by(role)))

    @rule(role=ROLES)
    def meet(self, role: str) -> None:
        if unmet := Requirement.objects.filter(met_at=None).first():
            self.tries(lambda: actions.meet_requirement(unmet, ground="Here.", by=self.by(role)))

    @rule(role=ROLES)
    def name_the_account(self, role: str) -> None:
        self.tries(lambda: actions.state_account(Agreement.objects.get(), world.ACCOUNT, by=self.by(role)))

    @rule(role=ROLES)
    def confirm_the_account(self, role: str) -> None:
        newest = Payee.objects.order_by("-number")[0]
        self.tries(lambda: actions.confirm_account(newest, how="Called.", by=self.by(role)))

    @rule(role=ROLES, move=st.sampled_from(["suspend", "resume"]))
    def run(self, role: str, move: str) -> None:
        agreement = Agreement.objects.get()
        if move == "suspend":
            self.tries(lambda: agreements.suspend(agreement, why="x", by=self.by(role)))
        else:
            self.tries(lambda: agreements.resume(agreement, by=self.by(role)))

    @invariant()
    def money_is_conserved(self) -> None:
        if not hasattr(self, "hands"):
            return
        agreement = Agreement.objects.get()
        assert agreement.planned == total(Tranche.objects.exclude(payment__state=CANCELED)) <= agreement.award
        assert agreement.sent == total(Sending.objects.exclude(outcome=Outcome.FAILED)) <= agreement.planned
        assert agreement.returned <= agreement.sent

    @invariant()
    def what_left_was_approved_by_two_others(self) -> None:
        if not hasattr(self, "hands"):
            return
        for payment in Disbursement.objects.filter(state__in=GONE):
            people = {payment.first_by, payment.second_by}
            assert len(people) == 2
            assert not people & {"", payment.requested_by, payment.applied_by}
            assert payment.sendings.exclude(outcome=Outcome.FAILED).count() == 1


@pytest.mark.django_db
@pytest.mark.timeout(7200 if DEEP else 300)
def test_no_sequence_of_moves_gets_around_the_gate() -> None:
    assert connection.in_atomic_block
    run_state_machine_as_test(
        Moves,
        settings=settings(
            max_examples=300 if DEEP else 4,
            stateful_step_count=60 if DEEP else 20,
            deadline=None,
            derandomize=not DEEP,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Moves.left
