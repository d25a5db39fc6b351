"""What changes between a check and the sending is seen by the sending, whoever comes first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import AtOnce, person
from tests.grants.payments import world as payments
from tests.safety.event_risk import paying, ready

from thriving.grants.payments.actions.sending import NotSent
from thriving.grants.payments.models import Batch, Disbursement, Sending
from thriving.kernel.models import DiaryEntry
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import holds, staleness
from thriving.safety.event_risk.models import RiskHold, Stale
from thriving.safety.event_risk.queries import gate

pytestmark = pytest.mark.django_db


def send(payment: Disbursement, by: Person) -> Batch:
    return payments.send([Disbursement.objects.get(pk=payment.pk)], Person.objects.get(pk=by.pk))


def written(verb: str) -> int:
    return DiaryEntry.objects.filter(verb=verb).latest("number").number


def test_what_was_approved_is_not_sent_once_the_event_has_moved(organizer: Person) -> None:
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)
    paying.move(event, "Accra", organizer)
    with pytest.raises(NotSent, match="The event has changed"):
        send(payment, of.finance)
    assert not Sending.objects.exists()


def test_what_moved_while_nobody_noticed_is_not_paid_either(organizer: Person) -> None:
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)
    Event.objects.filter(pk=event.pk).update(country="NG")
    with pytest.raises(NotSent, match="changed since its risks were assessed"):
        send(payment, of.finance)


@pytest.mark.parametrize("order", [("send", "move"), ("move", "send")])
def test_of_a_move_and_a_sending_at_once_one_comes_wholly_before_the_other(
    at_once: AtOnce, order: tuple[str, str]
) -> None:
    organizer = person("olu", "organizer")
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)
    deeds: dict[str, Callable[[], object]] = {
        "send": lambda: send(payment, of.finance),
        "move": lambda: paying.move(event, "Accra", organizer),
    }
    with ready.at(paying.NOW):
        answers = dict(zip(order, at_once(*(deeds[each] for each in order)), strict=True))
    assert answers["move"] is None, answers
    event.refresh_from_db()
    assert event.place == "Accra"
    if isinstance(answers["send"], Batch):
        assert written("sent") < written("changed")
        assert Sending.objects.count() == 1
    else:
        assert isinstance(answers["send"], NotSent), answers
        assert not Sending.objects.exists()


def test_of_a_hold_and_a_sending_at_once_one_comes_wholly_before_the_other(at_once: AtOnce) -> None:
    organizer, officer = person("olu", "organizer"), ready.officer()
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)

    def hold() -> RiskHold:
        return holds.place(Event.objects.get(pk=event.pk), "Wait.", by=Person.objects.get(pk=officer.pk))

    with ready.at(paying.NOW):
        placed, answer = at_once(hold, lambda: send(payment, of.finance))
    assert isinstance(placed, RiskHold), placed
    if isinstance(answer, Batch):
        assert written("sent") < written("held")
    else:
        assert isinstance(answer, NotSent), answer
        assert placed.code in str(answer)


def test_an_assessment_that_went_stale_keeps_the_money(organizer: Person) -> None:
    of, event = payments.hands(), paying.safe(organizer)
    payment = paying.approved(of, event)
    with ready.at(paying.NOW):
        staleness.make_stale(event, Stale.ALERT, by="test")
        assert not gate.is_open(event)
    with pytest.raises(NotSent, match="new alert"):
        send(payment, of.finance)
