"""What waits of agreements for whoever runs them."""

from __future__ import annotations

import pytest
from tests.grants.agreements import world
from tests.grants.agreements.world import DAY, Hands

from thriving.grants.agreements import actions
from thriving.grants.agreements.actions import Document
from thriving.grants.agreements.models import Agreement
from thriving.grants.proposals.models import Step
from thriving.kernel import clock
from thriving.movement import work
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db
TELL = "Tell how a grant was decided"


def kinds(person: Person) -> set[str]:
    with world.on():
        return {each.item.kind for each in work.waiting_for(person, clock.today(), "grants")}


def test_of_a_grant_from_a_table_the_decision_is_told(hands: Hands) -> None:
    agreement = world.drafted(hands)
    assert TELL not in kinds(hands.officer)
    Step.objects.update(move="taken over")
    assert TELL in kinds(hands.officer)
    assert TELL not in kinds(hands.applicant) | kinds(hands.finance)
    with world.on():
        actions.tell_decision(agreement, Document("Minutes of May", DAY, "a" * 64), by=hands.officer)
    assert TELL not in kinds(hands.officer)


def test_each_says_as_whom_one_is_asked(hands: Hands) -> None:
    world.granted(hands.applicant, "to-write")
    world.ready(hands)
    Agreement.objects.update(no_works_agreed_by="")
    with world.on():
        told = {
            (each.item.kind, each.item.whose)
            for person in (hands.officer, hands.second, hands.applicant)
            for each in work.waiting_for(person, clock.today(), "grants")
        }
    assert told >= {
        ("Write an agreement", "as grants officer"),
        ("Sign an agreement", "on the grantee’s side"),
        ("Sign an agreement", "for the fund"),
        ("Agree that a grant pays for no event", "as a second officer, or in finance"),
    }
    assert all(whose for _kind, whose in told)
