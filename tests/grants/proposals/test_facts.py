from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import person
from tests.grants import world
from tests.grants.proposals import written

from thriving.evidence import ledger, shipped
from thriving.evidence.asked import Asked
from thriving.evidence.check import mismatches
from thriving.evidence.measures import AsOf
from thriving.evidence.measures.evaluate import evaluate_many
from thriving.evidence.models import Fact, MeasureVersion, Visibility
from thriving.grants.proposals import actions
from thriving.grants.proposals.models import Proposal
from thriving.kernel import clock
from thriving.movement.models import Person


def stands() -> list[tuple[str, str]]:
    found = Fact.objects.filter(superseded_number=None).order_by("kind")
    return [(each.kind, each.visibility) for each in found]


def decided(made: Proposal, on: date, name: str = "approve") -> None:
    """As a committee decides it."""
    with written.on(on):
        for each in ("open_review", "deliberate", "record_decision"):
            actions.move(made, each, by="test")
        actions.move(made, name, by="test", awarded=1000, reason="It fits.", decided_on=on)


@pytest.fixture
def made(ama: Person, officer: Person) -> Proposal:
    one = written.handed_in(ama)
    actions.screen(one, by=officer)
    return one


def test_what_is_granted_leaves_three_facts(made: Proposal) -> None:
    decided(made, date(2026, 3, 2))
    facts = {each.kind: each for each in Fact.objects.all()}
    assert set(facts) == {"proposal.submitted", "proposal.decided", "grant.awarded"}
    assert facts["proposal.decided"].value == 28
    assert facts["proposal.decided"].dimensions["in_time"] == "yes"
    assert facts["grant.awarded"].dimensions == {
        "region": "south-asia",
        "fund_kind": "general",
        "first_grant": "yes",
        "aligned": "no",
    }
    assert list(mismatches()) == []


def test_late_decision_is_not_in_time(made: Proposal) -> None:
    decided(made, date(2026, 6, 1), "decline")
    assert Fact.objects.get(kind="proposal.decided").dimensions["in_time"] == "no"
    assert not Fact.objects.filter(kind="grant.awarded").exists()
    assert list(mismatches()) == []


def test_59_of_what_is_hidden_the_row_opens_to_a_few(made: Proposal, ama: Person) -> None:
    actions.hide(made, hidden=True, by=ama)
    assert stands() == [("proposal.submitted", Visibility.RESTRICTED)]
    assert list(mismatches()) == []


def test_draft_leaves_nothing(ama: Person) -> None:
    written.whole(ama)
    world.proposal(ama, "draft")
    assert stands() == []


def test_how_long_decisions_take_is_a_measure(officer: Person) -> None:
    shipped.define(by="test")
    one = written.quizzed()
    for number, day in enumerate((3, 4, 9, 20, 27)):
        made = written.handed_in(person(f"applicant{number}"), one)
        actions.screen(made, by=officer)
        decided(made, date(2026, 3, day))
    asked = Asked.of(MeasureVersion.objects.get(measure__key="days-to-a-decision"))
    as_of = AsOf(date(2026, 3, 31), ledger.number_on(clock.today()))
    assert [each.value for each in evaluate_many([asked.question], as_of)] == [35]
