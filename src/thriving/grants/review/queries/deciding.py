"""Ballots as they stand: who can still vote, and what each member said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from thriving.grants.proposals.models import Proposal
from thriving.grants.review import voting
from thriving.grants.review.models import Ballot, Committee, Decision, Vote
from thriving.grants.review.queries.committees import conflicted_with, deciders_of
from thriving.kernel import access


@dataclass(frozen=True)
class Standing:
    """Of an open ballot: the votes that count, and how many members could still vote."""

    votes: tuple[str, ...]
    remaining: int
    quorum: int

    @property
    def has_quorum(self) -> bool:
        return len(self.votes) >= self.quorum

    @property
    def can_have_quorum(self) -> bool:
        return len(self.votes) + self.remaining >= self.quorum

    @property
    def is_over(self) -> bool:
        return voting.is_over(self.votes, quorum=self.quorum, remaining=self.remaining)

    @property
    def outcome(self) -> str:
        return voting.outcome(self.votes)

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(self.votes)
        return {choice: counted[choice] for choice in voting.CHOICES}


def open_ballot(proposal: Proposal) -> Ballot | None:
    return proposal.ballots.filter(outcome=None).first()


def last_ballot(proposal: Proposal) -> Ballot | None:
    return proposal.ballots.order_by("-number").first()


def votes_now(committee: Committee) -> bool:
    """Whether a vote is open for which there are members enough: nobody is named into it then."""
    found = Ballot.objects.filter(outcome=None, proposal__round=committee.round_id)
    standings = [standing(each) for each in found.select_related("proposal__affiliate")]
    return bool(standings) and all(each.can_have_quorum for each in standings)


def standing(ballot: Ballot) -> Standing:
    """Whoever declared a conflict since they voted does not count, and those who left their seat do."""
    closed = conflicted_with(ballot.proposal)
    votes = [each for each in ballot.votes.all() if each.person_id not in closed]
    voted = {each.person_id for each in votes}
    remaining = sum(each.pk not in voted for each in deciders_of(ballot.proposal))
    return Standing(tuple(each.choice for each in votes), remaining, ballot.quorum)


def votes_for(reader: Any, ballot: Ballot) -> Iterable[Vote]:
    """Who voted how: for the committee and those who run it, once it is counted."""
    if ballot.outcome is None or not _may_see_votes(reader, ballot.proposal):
        return []
    return ballot.votes.select_related("person")


def _may_see_votes(reader: Any, proposal: Proposal) -> bool:
    return any(access.may(reader, rule, proposal) for rule in ("read_for_review", "run_review"))


def decision_on(proposal: Proposal) -> Decision | None:
    """The last one."""
    found = Decision.objects.filter(ballot__proposal=proposal).select_related("ballot")
    return found.order_by("-ballot__number").first()
