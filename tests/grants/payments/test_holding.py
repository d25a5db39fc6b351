"""A payment is stopped by a code that says nothing; its reason is read by one office alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.grants.payments import world
from tests.grants.payments.world import Hands

from thriving.grants.payments import actions, queries
from thriving.grants.payments.models import Disbursement, Hold, Office
from thriving.kernel import diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding

pytestmark = pytest.mark.django_db
REASON = "Somebody says that the organizer is threatened."


def held(hands: Hands) -> Hold:
    payment = world.approved(hands)
    with world.on():
        return actions.hold_payment(payment, reason=REASON, by=hands.protector)


def test_it_stops_at_once_and_begins_again_when_it_ends(hands: Hands) -> None:
    placed = held(hands)
    found = Disbursement.objects.get()
    assert (found.state, found.first_by, found.second_by) == ("held", "", "")
    with world.on():
        actions.lift_hold(placed, by=hands.protector)
        assert Disbursement.objects.get().state == "requested"
        with pytest.raises(Refused, match="ended already"):
            actions.lift_hold(placed, by=hands.protector)


def test_before_it_was_asked_for_it_is_planned_again(hands: Hands) -> None:
    payment = world.planned(world.running(hands), hands)
    placed = actions.hold_payment(payment, reason=REASON, by=hands.protector)
    actions.lift_hold(placed, by=hands.protector)
    assert Disbursement.objects.get().state == "planned"


def test_of_two_holds_the_last_ends_it(hands: Hands) -> None:
    first = held(hands)
    second = actions.hold_payment(first.disbursement, reason="The books.", by=hands.finance)
    actions.lift_hold(first, by=hands.protector)
    assert Disbursement.objects.get().state == "held"
    actions.lift_hold(second, by=hands.finance)
    assert Disbursement.objects.get().state == "requested"


def test_an_office_reads_and_lifts_its_own(hands: Hands) -> None:
    placed = held(hands)
    assert placed.office == Office.SAFETY
    for by in (hands.finance, hands.officer, hands.applicant, hands.auditor):
        assert not queries.reasons_for(by, placed.disbursement).exists()
        with pytest.raises(PermissionDenied):
            actions.lift_hold(placed, by=by)
    assert queries.reasons_for(hands.protector, placed.disbursement).get().reason == REASON
    with pytest.raises(Refused, match="none of the choices"):
        actions.hold_payment(placed.disbursement, reason="x", office=Office.FINANCE, by=hands.protector)


def test_the_reason_goes_nowhere_else(hands: Hands) -> None:
    placed = held(hands)
    (stored,) = Hold.objects.values_list("reason", flat=True)
    assert "threatened" not in stored
    assert not [each for each in diary.Entry.objects.all() if "threatened" in (each.written or "")]
    told = diary.entries_about(placed.disbursement).get(verb="held")
    assert told.body == {"code": placed.code, "why": ""}


def test_who_has_no_office_holds_nothing_and_a_reason_is_needed(hands: Hands) -> None:
    payment = world.requested(hands)
    for by in (hands.officer, hands.applicant, hands.auditor):
        with pytest.raises(PermissionDenied):
            actions.hold_payment(payment, reason=REASON, by=by)
    with pytest.raises(Refused, match="Say why"):
        actions.hold_payment(payment, reason=" ", by=hands.protector)
    assert Disbursement.objects.get().state == "checks_passed"


def test_what_has_left_is_not_held(hands: Hands) -> None:
    payment = world.sent(hands)
    with pytest.raises(Refused, match="nothing to hold"):
        actions.hold_payment(payment, reason=REASON, by=hands.protector)
    assert not Hold.objects.exists()


def test_nobody_of_an_office_reads_or_lifts_a_hold_on_their_own_grant(hands: Hands) -> None:
    placed = held(hands)
    RoleHolding.objects.create(
        person=hands.applicant, role="safeguarding_officer", begins_on=date(2019, 1, 1)
    )
    own = Person.objects.get(pk=hands.applicant.pk)
    assert not queries.reasons_for(own, placed.disbursement).exists()
    with pytest.raises(PermissionDenied):
        actions.lift_hold(placed, by=own)
