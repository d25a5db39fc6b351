"""What becomes of an agreement and its payments is told to the grantee’s side, with nothing of it in mail."""

from __future__ import annotations

import pytest
from tests.grants.agreements import world as world_of_agreements
from tests.grants.agreements.world import granted
from tests.grants.payments import world
from tests.grants.payments.world import DAY, Hands

from thriving.grants.agreements import actions as agreements
from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import actions
from thriving.grants.proposals import standing
from thriving.grants.proposals.models import Proposal
from thriving.kernel.models import Mail
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands(db: None) -> Hands:
    of = world.hands()
    Person.objects.filter(pk=of.applicant.pk).update(email="ama@example.org")
    of.applicant.refresh_from_db()
    return of


def letters() -> list[str]:
    """The first words of each, by their order."""
    return [
        each.text.split("\n")[0] for each in Mail.objects.filter(address="ama@example.org").order_by("pk")
    ]


def test_the_grantee_hears_of_each_step(hands: Hands) -> None:
    payment = world.confirmed(hands)
    with world.on():
        actions.record_return(payment, world.money("1"), on=DAY, reference="R-1", by=hands.finance)
        agreements.suspend(Agreement.objects.get(), why="We look into a threat.", by=hands.officer)
    assert [each.split(":")[0].split(".")[0] for each in letters()] == [
        "An agreement is ready to be signed for your side",
        "Both sides have signed an agreement of yours",
        "An agreement of yours has begun",
        "A payment of your grant was sent",
        "Money of a payment of your grant came back",
        "An agreement of yours was suspended",
    ]


def test_what_cannot_leave_is_told_once_for_each_request(hands: Hands) -> None:
    payment = world.planned(world.running(hands), hands, requirements=("A list of lenses.",))
    before = len(letters())
    world.request(payment, hands.applicant)
    world.check(payment)
    assert ["cannot leave yet" in each for each in letters()[before:]] == [True]


def test_no_letter_says_how_much_or_why(hands: Hands) -> None:
    world.confirmed(hands)
    with world.on():
        agreements.suspend(Agreement.objects.get(), why="We look into a threat.", by=hands.officer)
    for mail in Mail.objects.all():
        for word in ("400", "1,000", "2051", "photographs", "threat", "lenses"):
            assert word not in mail.text.replace("/grants/agreements/photographs/", "")
            assert word not in mail.subject


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("signed", "In agreement"),
        ("suspended", "Running"),
        ("closing", "Running"),
        ("terminated", "Finished"),
        ("recovering", "Finished"),
        ("closed", "Finished"),
        ("dropped", "Finished"),
    ],
)
def test_everybody_reads_three_words(hands: Hands, state: str, word: str) -> None:
    world_of_agreements.signed(hands, granted(hands.applicant))
    Agreement.objects.update(state=state)
    assert str(standing.public_word(Proposal.objects.get())) == word
