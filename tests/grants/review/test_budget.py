"""No committee gives more than its round has, whatever it votes, and in whatever currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import AtOnce, Cast, person
from tests.grants import world as grants
from tests.grants.review import world

from thriving.grants.funds.models import Round
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.actions import deciding
from thriving.grants.review.queries.budget import budget_of, given_up
from thriving.kernel.money import Money
from thriving.movement.actions import Refused
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(db: None) -> Round:
    """It has 1,500 dollars in all."""
    return grants.grant_round("small", budget=Decimal(1500), most=Decimal(1500))


def approved(applicant: Person, officer: Person, round_: Round, **otherwise: Any) -> Proposal:
    """By the votes, and not written down yet. It asks for a thousand."""
    found = world.in_review(applicant, officer, round=round_, **otherwise)
    world.deliberating(found, officer)
    world.voted(found, "approve", world.members(round_.committee)[:2])
    return found


@pytest.fixture
def two(cast: Cast, officer: Person, small: Round) -> tuple[Proposal, Proposal]:
    world.committee(officer, round=small)
    return approved(cast.volunteer, officer, small), approved(cast.volunteer, officer, small)


def test_no_more_is_granted_than_is_left_in_the_round(
    two: tuple[Proposal, Proposal], officer: Person
) -> None:
    first, second = two
    world.decide(first, officer, awarded=world.dollars(800))
    with pytest.raises(
        Refused, match=r"Only US\$700.00 of the budget .* is left: US\$701.00 is more than that"
    ):
        world.decide(second, officer, awarded=world.dollars(701))
    second.refresh_from_db()
    assert second.state == "deliberation"
    world.decide(second, officer, awarded=world.dollars(700))
    assert (second.state, budget_of(second.round).left) == ("approved", world.dollars(0))


def test_it_is_counted_in_the_currency_of_the_round_by_a_dated_rate(
    cast: Cast, officer: Person, small: Round
) -> None:
    world.committee(officer, round=small)
    rate = grants.rate(value="1.50")
    said: dict[str, Any] = {"currency": "EUR", "rate": rate, "compared": Decimal(1500)}
    euros = approved(cast.volunteer, officer, small, **said)
    small.budget = Decimal(1200)
    Round.objects.filter(pk=small.pk).update(budget=1200, most=1200)
    euros.round.refresh_from_db()
    with pytest.raises(Refused, match=r"US\$1,201.50 is more .* 1 February 2026.*European Central Bank.*1.5"):
        world.decide(euros, officer, awarded=Money(Decimal(801), "EUR"))
    world.decide(euros, officer, awarded=Money(Decimal(800), "EUR"))
    assert budget_of(euros.round).given == world.dollars(1200)


def test_what_is_approved_without_money_is_put_off_with_its_reason(
    two: tuple[Proposal, Proposal], officer: Person, client: Client
) -> None:
    first, second = two
    world.decide(first, officer, awarded=world.dollars(1000))
    Round.objects.filter(pk=second.round_id).update(budget=1000, most=1000)
    second.round.refresh_from_db()
    client.force_login(officer)
    html = client.get(f"/grants/review/{second.key}/decide/").content.decode()
    assert "Nothing is left of the budget" in html
    with pytest.raises(Refused, match="Nothing is granted"):
        world.decide(second, officer, awarded=world.dollars(1))
    world.decide(second, officer)
    assert (second.state, second.awarded) == ("deferred", None)
    said = client.get(f"/grants/review/{second.key}/decision/").content.decode()
    assert "Put off: nothing was left in the round" in said
    assert deciding.deliberate(second, by=officer).number == 2


def test_what_is_left_stands_beside_the_vote_and_the_decision(
    two: tuple[Proposal, Proposal], officer: Person, client: Client
) -> None:
    first, second = two
    world.decide(first, officer, awarded=world.dollars(800))
    client.force_login(officer)
    for page in (f"review/{second.key}/decide", f"committees/{second.round.committee.key}"):
        html = client.get(f"/grants/{page}/").content.decode()
        told = html.partition("What the round can still give")[2].partition("</section>")[0]
        assert "700.00" in told
        assert "1,500.00" in told


def test_a_grant_that_was_given_up_is_the_rounds_again(
    two: tuple[Proposal, Proposal], officer: Person
) -> None:
    first, _second = two
    world.decide(first, officer, awarded=world.dollars(800))
    assert "agreements" in given_up
    from tests.grants.reports.world import agreement  # noqa: PLC0415 -- only here there is an agreement

    made = agreement(person("ama"), proposal=first, state="dropped", reason="They gave it up.", award=800)
    assert budget_of(first.round).left == world.dollars(1500)
    type(made).objects.update(state="active")
    assert budget_of(first.round).left == world.dollars(700)


def test_more_grants_cost_no_more_queries(cast: Cast, small: Round) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            budget_of(small)
        return len(counted)

    grants.proposal(cast.volunteer, "approved", round=small)
    before = queries()
    for _each in range(3):
        grants.proposal(cast.volunteer, "approved", round=small)
    assert queries() == before


@pytest.mark.django_db(transaction=True)
def test_10_two_decisions_at_once_do_not_give_the_same_money(at_once: AtOnce, cast: Cast) -> None:
    officer, round_ = world.officer(), grants.grant_round("small", budget=Decimal(1500), most=Decimal(1500))
    with world.on():
        world.committee(officer, round=round_)
        both = [approved(cast.volunteer, officer, round_) for _each in range(2)]

    def decide(found: Proposal) -> object:
        with world.on():
            return world.decide(Proposal.objects.get(pk=found.pk), officer, awarded=world.dollars(1000))

    answers = at_once(*(lambda found=each: decide(found) for each in both))
    assert sum(isinstance(each, Refused) for each in answers) == 1
    assert budget_of(round_).given == world.dollars(1000)
