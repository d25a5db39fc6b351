"""Whatever anybody tries, in any order: nobody with a conflict decides, and nothing is decided by too few."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import settings
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
from tests.grants import world as world_of_grants
from tests.grants.review import world

from thriving.grants.proposals.queries import proposals_for
from thriving.grants.review import voting
from thriving.grants.review.actions import committees, deciding, reviewing
from thriving.grants.review.models import Closeness, Decision
from thriving.grants.review.queries.reviewing import in_hands_of
from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused

MEMBERS, OTHERS = ("mia", "moe", "mei"), ("ofa", "ann", "somebody")
anybody = st.sampled_from(MEMBERS + OTHERS)
member = st.sampled_from(MEMBERS)


class Reviewing(RuleBasedStateMachine):
    """Mia, Moe and Mei decide on what Ann proposed; Ofa is the officer."""

    def __init__(self) -> None:
        super().__init__()
        self.around = ExitStack()
        self.around.enter_context(world.on())
        self.around.enter_context(transaction.atomic())
        self.around.callback(transaction.set_rollback, True)  # noqa: FBT003 -- Django's own
        self.clear: set[str] = set()
        self.closed: set[str] = set()
        self.left: set[str] = set()
        self.votes: dict[str, str] = {}

    @initialize(start=st.sampled_from(("screening", "in_review", "deliberation", "deliberation")))
    def begin(self, start: str) -> None:
        self.people = {name: person(name) for name in ("ann", "somebody")} | {"ofa": world.officer()}
        self.committee = world.committee(self.people["ofa"], MEMBERS)
        self.people |= {each.username: each for each in world.members(self.committee)}
        self.proposal = world_of_grants.proposal(self.people["ann"], state="screening")
        if start != "screening":
            self.open_by_officer()
            self.all_say_none()
        if start == "deliberation":
            self.review("mia")
            self.deliberate("ofa")

    def took(self, take: Callable[[], object]) -> bool:
        try:
            with transaction.atomic():
                take()
        except (Refused, MoveRefused, PermissionDenied):
            self.proposal.refresh_from_db()
            return False
        return True

    @property
    def deciding(self) -> set[str]:
        return self.clear - self.closed - self.left

    @rule(who=anybody)
    def open(self, who: str) -> None:
        if self.took(lambda: reviewing.open_review(self.proposal, by=self.people[who])):
            assert who == "ofa"

    @precondition(lambda self: self.proposal.state == "screening")
    @rule()
    def open_by_officer(self) -> None:
        reviewing.open_review(self.proposal, by=self.people["ofa"])

    @precondition(lambda self: self.proposal.state != "screening")
    @rule(who=anybody, closeness=st.sampled_from(Closeness.values))
    def declare(self, who: str, closeness: str) -> None:
        if self.took(lambda: reviewing.declare(self.proposal, closeness, by=self.people[who])):
            assert who in {*MEMBERS, "ofa"} - self.closed - self.left
            (self.clear if closeness == Closeness.NONE else self.closed).add(who)

    @precondition(lambda self: self.proposal.state != "screening")
    @rule()
    def all_say_none(self) -> None:
        for who in MEMBERS:
            self.declare(who, Closeness.NONE)

    @rule(who=anybody)
    def review(self, who: str) -> None:
        if self.took(lambda: world.review(self.proposal, self.people[who])):
            assert who in self.deciding & {*MEMBERS}

    @rule(who=anybody)
    def deliberate(self, who: str) -> None:
        if self.took(lambda: deciding.deliberate(self.proposal, by=self.people[who])):
            assert who == "ofa"
            assert {*MEMBERS} - self.left <= self.clear | self.closed
            assert len(self.deciding & {*MEMBERS}) >= 2
            self.votes = {}

    @rule(who=anybody, choice=st.sampled_from(voting.CHOICES))
    def vote(self, who: str, choice: str) -> None:
        if self.took(lambda: deciding.vote(self.proposal, choice, by=self.people[who])):
            assert who in self.deciding & {*MEMBERS}
            assert who not in self.votes
            self.votes[who] = choice
            self.counted()

    @precondition(lambda self: self.proposal.state == "deliberation")
    @rule(choices=st.tuples(*[st.sampled_from(voting.CHOICES)] * len(MEMBERS)))
    def all_vote(self, choices: tuple[str, ...]) -> None:
        for who, choice in zip(MEMBERS, choices, strict=True):
            self.vote(who, choice)

    @rule(who=anybody)
    def end_vote(self, who: str) -> None:
        if self.took(lambda: deciding.end_vote(self.proposal, by=self.people[who])):
            assert who == "ofa"
            self.counted()

    def counted(self) -> None:
        """The outcome is that of the votes of those who had no conflict when it was counted."""
        ballot = self.proposal.ballots.order_by("-number")[0]
        if ballot.outcome:
            count = [choice for who, choice in self.votes.items() if who not in self.closed]
            assert len(count) >= self.committee.quorum
            assert ballot.outcome == voting.outcome(count)
            assert sum(ballot.counts.values()) == len(count)

    @rule(who=anybody, needed=st.sampled_from(("", world.NEEDED)), amount=st.sampled_from((0, 500, 2000)))
    def decide(self, who: str, needed: str, amount: int) -> None:
        said = {"needed": needed, "conditions": needed, "awarded": world.dollars(amount) if amount else None}
        if self.took(lambda: world.decide(self.proposal, self.people[who], **said)):
            assert who == "ofa"
            assert amount <= 1000

    @precondition(lambda self: self.proposal.state == "deliberation")
    @rule()
    def decide_by_officer(self) -> None:
        for amount in (500, 0):
            self.decide("ofa", world.NEEDED, amount)

    @rule(who=member)
    def leave(self, who: str) -> None:
        seat = self.committee.members.get(person=self.people[who])
        if self.took(lambda: committees.release_member(seat, by=self.people["ofa"])):
            self.left.add(who)

    @invariant()
    def what_is_closed_stays_closed(self) -> None:
        for who in self.closed:
            reader = self.people[who]
            assert not proposals_for(reader).filter(pk=self.proposal.pk)
            assert not in_hands_of(reader, self.committee)
            assert not access.may(reader, "read_for_review", self.proposal)

    @invariant()
    def what_is_decided_has_its_reason(self) -> None:
        if getattr(self, "proposal", None) is None:
            return
        decided = Decision.objects.filter(ballot__proposal=self.proposal)
        if self.proposal.state in ("approved", "approved_conditional"):
            assert 0 < (self.proposal.awarded or 0) <= 1000
        if self.proposal.state in ("declined", "deferred"):
            assert self.proposal.another_time
        if self.proposal.state in ("approved", "approved_conditional", "declined", "deferred"):
            assert decided.exists()
            assert self.proposal.reason

    def teardown(self) -> None:
        self.around.close()


@pytest.mark.django_db
def test_no_order_of_moves_lets_the_wrong_people_decide() -> None:
    quick = settings(max_examples=20, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(Reviewing, settings=quick)
