"""Enough must review and vote, each for themselves; what was decided is told with its reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from tests.conftest import AtOnce, Cast, person
from tests.grants.review import world

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.actions import deciding, reviewing
from thriving.grants.review.models import Ballot, Committee, Vote
from thriving.grants.review.queries.deciding import last_ballot, votes_for
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


def test_deliberation_waits_for_every_word_and_enough_reviews(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    world.declared(proposal, members[:2])
    with pytest.raises(Refused, match=r"One member has not said yet.* One review is missing"):
        deciding.deliberate(proposal, by=officer)
    world.declared(proposal, members[2:])
    world.review(proposal, members[0])
    deciding.deliberate(proposal, by=officer)
    assert proposal.state == "deliberation"


def test_too_few_without_a_conflict_hold_the_vote(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    world.declared(proposal, members[:2], "work")
    world.declared(proposal, members[2:])
    world.review(proposal, members[2])
    with pytest.raises(Refused, match="Too few members have no conflict: 2 must vote"):
        deciding.deliberate(proposal, by=officer)


def test_the_vote_that_settles_it_ends_it(proposal: Proposal, members: list[Person], officer: Person) -> None:
    ballot = world.deliberating(proposal, officer)
    world.voted(proposal, "approve", members[:1])
    assert last_ballot(proposal).outcome is None  # type: ignore[union-attr]  # it was just opened
    world.voted(proposal, "approve", members[1:2])
    ballot.refresh_from_db()
    assert (ballot.outcome, ballot.could_vote, ballot.counts["approve"]) == ("approve", 3, 2)  # type: ignore[index]  # counted
    with pytest.raises(PermissionDenied):
        world.voted(proposal, "decline", members[2:])


def test_who_could_turn_it_is_waited_for_until_the_officer_ends_it(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    ballot = world.deliberating(proposal, officer)
    world.voted(proposal, "approve", members[:1])
    with pytest.raises(Refused, match="1 of at least 2"):
        deciding.end_vote(proposal, by=officer)
    world.voted(proposal, "decline", members[1:2])
    ballot.refresh_from_db()
    assert ballot.outcome is None
    assert deciding.end_vote(proposal, by=officer).outcome == "defer"


def test_recused_members_and_officers_cannot_vote(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    world.deliberating(proposal, officer)
    reviewing.declare(proposal, "other", by=members[2])
    for each in (members[2], officer, person("somebody")):
        with pytest.raises(PermissionDenied):
            deciding.vote(proposal, "approve", by=each)
    assert not Vote.objects.exists()


def test_a_vote_before_a_conflict_was_found_does_not_count(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    ballot = world.deliberating(proposal, officer)
    world.voted(proposal, "decline", members[:1])
    reviewing.declare(proposal, "family", by=members[0])
    world.voted(proposal, "approve", members[1:])
    ballot.refresh_from_db()
    assert ballot.counts == {**dict.fromkeys(ballot.counts or {}, 0), "approve": 2}


def test_nobody_is_named_into_a_vote_unless_it_lacks_members(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    committee = proposal.round.committee
    world.deliberating(proposal, officer)
    with pytest.raises(Refused, match="votes right now"):
        world.committees.name_member(committee, person("new"), by=officer)
    world.declared(proposal, members[:2], "work")
    world.committees.name_member(committee, person("newer"), by=officer)


def test_each_votes_once_and_the_database_keeps_it(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    ballot = world.deliberating(proposal, officer)
    world.voted(proposal, "approve", members[:1])
    with pytest.raises(PermissionDenied):
        world.voted(proposal, "decline", members[:1])
    for change in (lambda: Vote.objects.update(choice="decline"), lambda: _cast_again(ballot, members[0])):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def _cast_again(ballot: Ballot, by: Person) -> None:
    Vote.objects.create(ballot=ballot, person=by, choice="decline", cast_at=world.clock.now())


def test_who_voted_how_is_read_once_it_is_counted(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    ballot = world.deliberating(proposal, officer)
    world.voted(proposal, "approve", members[:1])
    assert not votes_for(members[1], ballot)
    world.voted(proposal, "approve", members[1:2])
    ballot.refresh_from_db()
    assert [each.person for each in votes_for(members[2], ballot)] == members[:2]
    assert not votes_for(person("somebody"), ballot)


def test_a_decision_says_why_and_what_is_granted(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    world.deliberating(proposal, officer)
    with pytest.raises(Refused, match="has not voted to its end"):
        world.decide(proposal, officer, awarded=world.dollars(800))
    world.voted(proposal, "approve", members[:2])
    for said, sentence in (
        ({"reason": " "}, "Say why"),
        ({}, "how much is granted"),
        ({"awarded": world.dollars(1001)}, "No more can be granted"),
        ({"reason": "Valentina asked well.", "awarded": world.dollars(1)}, "name somebody"),
        ({"reason": "As Mia wrote.", "awarded": world.dollars(1)}, "name somebody"),
    ):
        with pytest.raises(Refused, match=sentence):
            world.decide(proposal, officer, **said)
    world.decide(proposal, officer, awarded=world.dollars(800))
    assert (proposal.state, proposal.award, proposal.reason) == (
        "approved",
        world.dollars(800),
        world.REASON,
    )


def test_a_refusal_says_what_would_be_needed_and_grants_nothing(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    world.deliberating(proposal, officer)
    world.voted(proposal, "decline", members[:2])
    with pytest.raises(Refused, match="needed another time"):
        world.decide(proposal, officer, needed="")
    with pytest.raises(Refused, match="Nothing is granted"):
        world.decide(proposal, officer, awarded=world.dollars(1))
    world.decide(proposal, officer)
    assert (proposal.state, proposal.another_time, proposal.awarded) == ("declined", world.NEEDED, None)


def test_conditions_are_written_down(proposal: Proposal, members: list[Person], officer: Person) -> None:
    world.deliberating(proposal, officer)
    world.voted(proposal, "approve_with_conditions", members[:2])
    with pytest.raises(Refused, match="the conditions"):
        world.decide(proposal, officer, awarded=world.dollars(5))
    with pytest.raises(Refused, match="at most 2000 characters"):
        world.decide(proposal, officer, awarded=world.dollars(5), conditions="x" * 2001)
    world.decide(proposal, officer, awarded=world.dollars(5), conditions="A second adult comes along.")
    assert proposal.state == "approved_conditional"


def test_what_was_put_off_is_voted_on_anew(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    world.deliberating(proposal, officer)
    world.voted(proposal, "defer", members[:2])
    world.decide(proposal, officer)
    assert proposal.state == "deferred"
    assert deciding.deliberate(proposal, by=officer).number == 2
    world.voted(proposal, "approve", members[:2])
    world.decide(proposal, officer, awarded=world.dollars(1000))
    assert proposal.state == "approved"


def test_the_applicant_gets_a_letter_that_leads_to_the_words(
    cast: Cast, proposal: Proposal, members: list[Person], officer: Person
) -> None:
    Person.objects.filter(pk=cast.volunteer.pk).update(email="valentina@example.org")
    world.deliberating(proposal, officer)
    world.voted(proposal, "decline", members[:2])
    world.decide(proposal, officer)
    letter = Mail.objects.get(address="valentina@example.org")
    assert f"/grants/review/{proposal.key}/decision/" in letter.text
    assert world.REASON not in letter.text


def test_nobody_runs_the_review_of_what_they_are_close_to(
    proposal: Proposal, officer: Person, committee: Committee
) -> None:
    reviewing.declare(proposal, "work", by=officer)
    with pytest.raises(PermissionDenied):
        deciding.deliberate(proposal, by=officer)
    own = world.world.proposal(officer, state="screening", officer=officer)
    with pytest.raises(PermissionDenied):
        reviewing.open_review(own, by=officer)


@pytest.mark.django_db(transaction=True)
def test_10_the_last_votes_of_the_quorum_at_once_make_one_outcome(at_once: AtOnce, cast: Cast) -> None:
    officer = world.officer()
    committee = world.committee(officer)
    proposal = world.in_review(cast.volunteer, officer)
    world.deliberating(proposal, officer)
    first, *last = world.members(committee)
    deciding.vote(proposal, "approve", by=first)

    def cast_vote(by: Person) -> Vote:
        with world.on():
            return deciding.vote(Proposal.objects.get(pk=proposal.pk), "approve", by=by)

    answers = at_once(*(lambda by=each: cast_vote(by) for each in last))
    ballot = proposal.ballots.get()
    # The second vote settles it: whoever comes after it is told that the vote is over.
    assert sorted(type(each).__name__ for each in answers) == ["PermissionDenied", "Vote"]
    assert (ballot.outcome, ballot.counts["approve"], ballot.votes.count()) == ("approve", 2, 2)  # type: ignore[index]  # counted


@pytest.mark.django_db(transaction=True)
def test_10_a_conflict_and_a_vote_at_once_leave_no_vote_that_counts(at_once: AtOnce, cast: Cast) -> None:
    officer = world.officer()
    committee = world.committee(officer)
    proposal = world.in_review(cast.volunteer, officer)
    world.deliberating(proposal, officer)
    mia, moe, mei = world.members(committee)

    def alone(take: object, said: str) -> object:
        with world.on(world.TODAY + timedelta(days=1)):
            return take(Proposal.objects.get(pk=proposal.pk), said, by=mia)  # type: ignore[operator]  # an action

    at_once(lambda: alone(deciding.vote, "decline"), lambda: alone(reviewing.declare, "work"))
    for each in (moe, mei):
        deciding.vote(proposal, "approve", by=each)
    assert proposal.ballots.get().counts["decline"] == 0
