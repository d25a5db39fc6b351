"""Committees, what their members declared, and what they gave, voted and decided."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db import transaction

from bench.granting import readers
from bench.granting.applying import ASKED
from bench.granting.steps import MEMBERS, REVIEWED, noon, portions
from thriving.grants.funds.models import Round
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import (
    Ballot,
    Committee,
    Decision,
    Declaration,
    Member,
    Review,
    Rubric,
    Vote,
)
from thriving.kernel import clock
from thriving.movement.models import Person

CRITERIA = [
    {"key": key, "title": title, "weight": 1, "anchors": {"0": "None.", "2": "Some.", "4": "All."}}
    for key, title in (("need", "Who needs it"), ("way", "How it is done"), ("people", "Who does it"))
]
BLIND, UNSAID, CONFLICTED = 10, 7, 50  # every so many
OUTCOMES = {
    "approved": "approve",
    "approved_conditional": "approve_with_conditions",
    "declined": "decline",
    "deferred": "defer",
}


def fill() -> None:
    people = readers.all_of("reviewer")
    for round_ in Round.objects.filter(committee=None).order_by("pk"):
        _put_together(round_, people)
    seats: dict[int, list[Person]] = {}
    for member in Member.objects.select_related("person", "committee").order_by("pk"):
        seats.setdefault(member.committee.round_id, []).append(member.person)
    rubrics = dict(Committee.objects.values_list("round", "rubric"))
    begun = Proposal.objects.filter(declarations=None, state__in=REVIEWED).order_by("pk")
    keys = list(begun.values_list("pk", flat=True))
    for numbers in portions(0, len(keys)):
        found = begun.filter(pk__in=keys[numbers.start : numbers.stop])
        _review([(each, seats[each.round_id]) for each in found], rubrics)


def _put_together(round_: Round, people: list[Person]) -> None:
    number = int(round_.key.rpartition("-")[2])
    committee = Committee.objects.create(
        round=round_, state="working", is_blind=number % BLIND == BLIND - 1, made_on=clock.today()
    )
    committee.rubric = Rubric.objects.create(
        committee=committee, number=1, criteria=CRITERIA, digest="0" * 64, made_at=noon(80), made_by="bench"
    )
    committee.save(update_fields=["rubric"])
    sitting = [people[(number * MEMBERS + seat) % len(people)] for seat in range(MEMBERS)]
    Member.objects.bulk_create(
        Member(committee=committee, person=person, named_at=noon(80)) for person in sitting
    )


@transaction.atomic
def _review(begun: list[tuple[Proposal, list[Person]]], rubrics: dict[int, int]) -> None:
    Declaration.objects.bulk_create(
        each for proposal, sitting in begun for each in _declarations(proposal, sitting)
    )
    Review.objects.bulk_create(
        _review_by(proposal, person, rubrics[proposal.round_id])
        for proposal, sitting in begun
        for person in sitting[: REVIEWED[proposal.state]]
    )
    voted = [(each, sitting) for each, sitting in begun if each.state != "in_review"]
    ballots = Ballot.objects.bulk_create(_ballot(each) for each, _sitting in voted)
    Vote.objects.bulk_create(
        each
        for ballot, (_proposal, sitting) in zip(ballots, voted, strict=True)
        for each in _votes(ballot, sitting)
    )
    Decision.objects.bulk_create(_decision(each) for each in ballots if each.outcome)


def _declarations(proposal: Proposal, sitting: list[Person]) -> Iterator[Declaration]:
    """All have said it; of what is in review the first still has to, here and there."""
    undecided = proposal.state in ("in_review", "deliberation")
    for seat, person in enumerate(sitting):
        if undecided and seat == 0 and proposal.pk % UNSAID == 0:
            continue
        closeness = "work" if (proposal.pk + seat) % CONFLICTED == 0 else "none"
        yield Declaration(proposal=proposal, person=person, closeness=closeness, declared_at=noon(8))


def _review_by(proposal: Proposal, person: Person, rubric: int) -> Review:
    return Review(
        proposal=proposal,
        reviewer=person,
        rubric_id=rubric,
        points={each["key"]: 3 for each in CRITERIA},
        score=Decimal(75),
        strengths="People learn from each other, and more of them stay than came.",
        concerns="Where the lenses are kept afterwards.",
        given_at=noon(7),
    )


def _ballot(proposal: Proposal) -> Ballot:
    outcome = OUTCOMES.get(proposal.state)
    return Ballot(
        proposal=proposal,
        number=1,
        quorum=3,
        opened_at=noon(6),
        outcome=outcome,
        counts={outcome: MEMBERS} if outcome else None,
        could_vote=MEMBERS if outcome else None,
        counted_at=noon(4) if outcome else None,
    )


def _votes(ballot: Ballot, sitting: list[Person]) -> Iterator[Vote]:
    """Where it is open, two have voted, the last of them."""
    voters = sitting if ballot.outcome else sitting[-2:]
    for person in voters:
        yield Vote(ballot=ballot, person=person, choice=ballot.outcome or "approve", cast_at=noon(5))


def _decision(ballot: Ballot) -> Decision:
    granted = ballot.proposal.state.startswith("approved")
    return Decision(
        ballot=ballot,
        reason="It fits what the round looks for.",
        needed="" if granted else "Say who keeps the lenses.",
        awarded=ASKED if granted else None,
        decided_at=noon(3),
        decided_by="bench",
    )
