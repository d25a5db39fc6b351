"""Each condition of the gate: what is missing, and whose it is."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from tests.grants.agreements import world as world_of_agreements
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.agreements import actions as agreements
from thriving.grants.agreements.gates import CLOSING
from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import actions, gates
from thriving.grants.payments.actions import Planned
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Disbursement, Requirement, Tranche
from thriving.kernel import diary
from thriving.movement.actions import Refused

pytestmark = pytest.mark.django_db


def unmet(payment: Disbursement) -> list[tuple[str, str]]:
    with world.on():
        found = RELEASE.ask(Disbursement.objects.get(pk=payment.pk)).unmet
    return [(str(each.sentence), str(each.whose)) for each in found]


def test_the_conditions_are_these() -> None:
    """So that nobody takes one away unseen."""
    assert {"agreement", "requirements", "account", "holds", "award"} <= set(RELEASE.conditions)
    assert RELEASE.unfilled() == []


def test_the_applicant_reads_what_is_missing_and_whose_it_is(hands: Hands) -> None:
    payment = world.planned(world.running(hands), hands, requirements=("A list of lenses.",))
    assert not world.request(payment, hands.applicant)
    assert payment.state == "requested"
    assert unmet(payment) == [
        ("“A list of lenses.” is not there, or the officer has not said that it is.", "the grantee"),
        ("No account was named to which it is paid.", "the grantee"),
    ]
    told = diary.entries_about(payment).get(verb="checks_failed")
    assert len((told.body or {})["unmet"]) == 2


def test_what_is_met_opens_it(hands: Hands) -> None:
    agreement = world.running(hands)
    payment = world.planned(agreement, hands, requirements=("A list of lenses.",))
    world.request(payment, hands.applicant)
    with world.on():
        payee = actions.state_account(agreement, world.ACCOUNT, by=hands.applicant)
        assert ("The account has not been confirmed with the grantee.", "finance") in unmet(payment)
        actions.confirm_account(payee, how="Called.", by=hands.finance)
    world.meet(Requirement.objects.get(), hands.officer)
    assert unmet(payment) == []
    with world.on():
        assert actions.check_all_again("a worker") == 1
    assert Disbursement.objects.get().state == "checks_passed"


def test_not_before_its_day(hands: Hands) -> None:
    agreement = world.running(hands)
    world.account(agreement, hands)
    payment = world.planned(agreement, hands, from_day=world.DAY + timedelta(days=1))
    assert unmet(payment) == [("It is paid from 7 July 2026 on.", "")]


@pytest.mark.parametrize("move", ["suspend", "terminate"])
def test_not_while_the_agreement_is_not_in_force(hands: Hands, move: str) -> None:
    payment = world.requested(hands)
    getattr(agreements, move)(payment.agreement, why="Wait.", by=hands.officer)
    ((sentence, whose),) = unmet(payment)
    assert ("not in force" in sentence, whose) == (True, "the grants officer")


def test_not_when_the_amounts_do_not_add_up(hands: Hands) -> None:
    payment = world.requested(hands)
    Agreement.objects.update(planned=Decimal(500))
    ((sentence, whose),) = unmet(payment)
    assert ("do not add up" in sentence, whose) == (True, "finance")
    Agreement.objects.update(planned=Decimal(400), sent=Decimal(1))
    assert len(unmet(payment)) == 1
    Agreement.objects.update(sent=Decimal(0))
    assert unmet(payment) == []


def test_not_more_than_was_planned(hands: Hands) -> None:
    payment = world.confirmed(hands)
    other = world.requested(hands, "100", payment.agreement)
    Tranche.objects.filter(pk=other.tranche_id).update(amount=Decimal(101))
    ((sentence, _whose),) = unmet(other)
    assert "do not add up" in sentence


def test_holds_of_others_read_as_our_own(hands: Hands) -> None:
    payment = world.requested(hands)
    with gates.more_holds.temporarily("test", lambda _payment: ["ZZZZ9999"]), world.on():
        placed = actions.hold_payment(payment, reason="We look.", by=hands.protector)
        told = unmet(payment)
        assert [each for each, _whose in told] == [
            f"This payment is held. Whoever asks about it names the code {code}."
            for code in sorted([placed.code, "ZZZZ9999"])
        ]
        assert {whose for _each, whose in told} == {""}


def test_tranches_are_within_the_award_to_the_cent(hands: Hands) -> None:
    agreement = world.running(hands)
    world.planned(agreement, hands, "999.99")
    with pytest.raises(Refused, match=r"\$0.02 is more"):
        world.planned(agreement, hands, "0.02")
    world.planned(agreement, hands, "0.01")
    assert Agreement.objects.get().planned == Decimal(1000)


def test_a_tranche_is_planned_by_the_officer_once_it_is_signed(hands: Hands) -> None:
    agreement = world_of_agreements.drafted(hands)
    with pytest.raises(Refused, match="once both sides have signed"):
        world.planned(agreement, hands)
    for by in (hands.applicant, hands.finance, hands.auditor):
        with pytest.raises(PermissionDenied):
            actions.plan_tranche(agreement, Planned("x", world.money("1"), world.DAY), by=by)


@pytest.mark.parametrize(
    "said",
    [
        Planned(" ", world.money("1"), world.DAY),
        Planned("x" * 151, world.money("1"), world.DAY),
        Planned("x", world.money("0"), world.DAY),
        Planned("x", world.money("1"), world.DAY, ("x",) * 13),
        Planned("x", world.money("1"), world.DAY, ("x" * 301,)),
    ],
)
def test_a_tranche_that_is_none_is_refused(hands: Hands, said: Planned) -> None:
    agreement = world.running(hands)
    with pytest.raises(Refused):
        actions.plan_tranche(agreement, said, by=hands.officer)
    assert not Tranche.objects.exists()


def test_a_requirement_is_met_once_by_an_officer_with_a_ground(hands: Hands) -> None:
    world.planned(world.running(hands), hands, requirements=("A list.",))
    requirement = Requirement.objects.get()
    with pytest.raises(PermissionDenied):
        actions.meet_requirement(requirement, ground="Here.", by=hands.applicant)
    with pytest.raises(Refused, match="what shows it"):
        actions.meet_requirement(requirement, ground=" ", by=hands.officer)
    world.meet(requirement, hands.officer)
    with pytest.raises(Refused, match="said already"):
        world.meet(requirement, hands.officer)


def test_a_grant_is_closed_when_nothing_is_open(hands: Hands) -> None:
    payment = world.sent(hands)
    agreement = Agreement.objects.get()
    with world.on():
        agreements.wind_up(agreement, by=hands.officer)
        with pytest.raises(Refused, match="Payment 1 is still open"):
            agreements.close(agreement, by=hands.officer)
        actions.confirm_payment(payment, on=world.DAY, reference="S-1", by=hands.finance)
        assert gates.nothing_is_open(Agreement.objects.get()) is True
    assert "payments" in CLOSING.conditions


def test_what_was_asked_back_comes_back_before_it_is_closed(hands: Hands) -> None:
    payment = world.confirmed(hands)
    agreement = Agreement.objects.get()
    with world.on():
        agreements.terminate(agreement, why="It will not take place.", by=hands.officer)
        agreements.ask_back(agreement, world.money("150"), by=hands.officer)
        with pytest.raises(Refused, match=r"\$150.00 of what was asked back"):
            agreements.close(agreement, by=hands.officer)
        actions.record_return(payment, world.money("150"), on=world.DAY, reference="R-1", by=hands.finance)
        assert gates.nothing_is_open(Agreement.objects.get()) is True
