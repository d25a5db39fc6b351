"""Abuse case 60: the grantee or finance learns from a hold that somebody looks into something, and what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import person
from tests.grants.payments import world
from tests.grants.payments.world import Hands
from tests.programs.events import world as events

from thriving.grants.agreements.models import FundedWork
from thriving.grants.payments import actions
from thriving.grants.payments.gates import RELEASE, more_holds
from thriving.grants.payments.models import Disbursement, Hold
from thriving.grants.payments.models.hold import new_code
from thriving.kernel import diary
from thriving.movement.models import Person
from thriving.programs.events.models import Event

pytestmark = pytest.mark.django_db
REASON = "Somebody says that the organizer is threatened."


def page(person: Person, name: str, pk: int) -> str:
    client = Client()
    client.force_login(person)
    with world.on():
        answer = client.get(reverse(name, args=[pk]))
    return answer.content.decode().partition("<main")[2] if answer.status_code == 200 else ""


def test_those_who_see_held_see_a_code_and_nothing_more(hands: Hands) -> None:
    payment = world.requested(hands)
    with world.on():
        placed = actions.hold_payment(payment, reason=REASON, by=hands.protector)
    for reader in (hands.applicant, hands.officer, hands.finance, hands.auditor):
        shown = page(reader, "payments:payment", payment.pk)
        assert placed.code in shown
        for word in ("threatened", "Safety", "Sana", hands.protector.key, "safety office"):
            assert word not in shown
    told = page(hands.auditor, "payments:story", payment.pk)
    assert placed.code not in told or "threatened" not in told
    assert "Sana" not in told
    assert REASON in page(hands.protector, "payments:payment", payment.pk)


def test_one_hold_reads_as_another(hands: Hands) -> None:
    payment = world.requested(hands)
    shown = []
    for by in (hands.protector, hands.second):
        with world.on():
            placed = actions.hold_payment(payment, reason=REASON, by=by)
        shown.append(page(hands.applicant, "payments:payment", payment.pk).replace(placed.code, "CODE"))
        with world.on():
            actions.lift_hold(placed, by=by)
    assert shown[0] == shown[1]


def test_a_code_says_nothing_of_its_hold(hands: Hands) -> None:
    payment = world.requested(hands)
    codes = {actions.hold_payment(payment, reason=REASON, by=hands.protector).code for _each in range(20)}
    assert len(codes) == 20
    assert all(len(each) == 8 and each.isalnum() for each in codes)
    assert Hold.objects.count() == 20


def test_the_diary_of_the_payment_names_nobody_who_holds_it(hands: Hands) -> None:
    """Whatever an auditor takes away of it: who it was stands in the diary of the hold alone."""
    payment = world.requested(hands)
    with world.on():
        placed = actions.hold_payment(payment, reason=REASON, by=hands.protector)
        actions.lift_hold(placed, by=hands.protector)
    told = diary.entries_about(payment).filter(verb__in=("held", "hold_lifted"))
    assert {each.actor for each in told} == {"an office that holds payments"}
    assert [set(each.body or {}) for each in told] == [{"code", "why"}] * 2
    assert not diary.entries_about(payment).filter(actor=hands.protector.key).exists()
    assert {each.actor for each in diary.entries_about(placed)} == {hands.protector.key}
    assert hands.protector.key not in page(hands.auditor, "payments:story", payment.pk)


def test_a_hold_on_its_event_does_to_a_payment_what_every_hold_does(hands: Hands) -> None:
    """The state, the approvals, the page and the diary are alike, while it is held and afterwards."""
    event = events.announced(person("olu", "organizer"))
    agreement = world.running(hands)
    FundedWork.objects.create(agreement=agreement, event=event, added_on=world.DAY, added_by="test")
    with RELEASE.without("event"):
        RELEASE.fill("event", lambda _payment: True)
        payment = world.approved(hands, agreement=agreement)
        by_office = [*while_held(payment, hands), told(payment, "")]
        for by in (hands.officer, hands.second):
            world.check(payment)
            world.approve(payment, by)
        by_event = [*while_its_event_is_held(payment, event), told(payment, "")]
        RELEASE._checks.pop("event")  # noqa: SLF001 -- what this test put there
    assert by_office == by_event


def while_held(payment: Disbursement, of: Hands) -> Iterator[object]:
    with world.on():
        placed = actions.hold_payment(payment, reason=REASON, by=of.protector)
        yield told(payment, placed.code)
        actions.lift_hold(placed, by=of.protector)


def while_its_event_is_held(payment: Disbursement, event: Event) -> Iterator[object]:
    code = new_code()
    with world.on():
        with more_holds.temporarily("test", lambda _payment: [code]):
            actions.stop_payments_for(event, code)
            yield told(payment, code)
        actions.free_payments_for(event, code)


def told(payment: Disbursement, code: str) -> tuple[object, ...]:
    """All that those who only see "held" see of it."""
    found = Disbursement.objects.get(pk=payment.pk)
    shown = page(Person.objects.get(username="ama"), "payments:payment", payment.pk)
    shown = shown.replace(code, "CODE") if code else shown
    last = diary.entries_about(payment).order_by("-number")[0]
    return found.state, found.first_by, found.second_by, shown, last.verb, last.actor
