"""Committees of these tests, and proposals at any step of their review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from tests.conftest import person
from tests.grants import world

from thriving.grants.funds.models import Round
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.actions import committees, deciding, reviewing
from thriving.grants.review.actions.committees import Manner
from thriving.grants.review.actions.deciding import Decided
from thriving.grants.review.actions.reviewing import Reviewed
from thriving.grants.review.models import Ballot, Committee, Decision, Review
from thriving.kernel import clock
from thriving.kernel.money import Money
from thriving.movement.models import Person
from thriving.programs.councils.actions.calls import Criterion

TODAY = date(2026, 3, 9)
CRITERIA = (
    Criterion("Can be done", 2, ("Nothing is planned.", "The steps are named.", "Each step has its people.")),
    Criterion("Reaches people", 1, ("Nobody is named.", "A group is named.", "The group helped to plan it.")),
)
FULL, HALF = (4, 4), (2, 2)
REASON, NEEDED = "The plan is clear.", "Say who does what by when."


@contextmanager
def on(day: date = TODAY) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def officer(name: str = "ofa") -> Person:
    return Person.objects.filter(username=name).first() or person(name, "grants_officer")


def committee(
    by: Person, names: Iterable[str | Person] = ("mia", "moe", "mei"), **otherwise: Any
) -> Committee:
    """At work, of three members of whom two must vote, and one must review."""
    round_: Round = otherwise.pop("round", None) or world.grant_round()
    manner = Manner(**{"reviews_wanted": 1, "quorum": 2, "is_blind": False, **otherwise})
    made = committees.start_committee(round_, manner, by=by)
    committees.make_rubric(made, CRITERIA, by=by)
    for each in names:
        committees.name_member(made, person(each) if isinstance(each, str) else each, by=by)
    committees.move(made, "begin", by=by)
    return made


def members(committee: Committee) -> list[Person]:
    return [each.person for each in committee.members.filter(left_at=None).select_related("person")]


def in_review(applicant: Person, by: Person, **otherwise: Any) -> Proposal:
    """Handed to the committee, of whom nobody has said anything yet."""
    made = world.proposal(applicant, state="screening", officer=by, **otherwise)
    reviewing.open_review(made, by=by)
    return made


def declared(proposal: Proposal, people: Iterable[Person], closeness: str = "none") -> None:
    for each in people:
        reviewing.declare(proposal, closeness, by=each)


def review(proposal: Proposal, by: Person, points: tuple[int, int] = FULL) -> Review:
    keys = [each["key"] for each in proposal.round.committee.rubric.criteria]
    said = Reviewed(dict(zip(keys, points, strict=True)), "It is well thought through.", "It is late.")
    return reviewing.give_review(proposal, said, by=by)


def deliberating(proposal: Proposal, by: Person) -> Ballot:
    """Without any conflict, with the review of the first member."""
    people = members(proposal.round.committee)
    declared(proposal, people)
    review(proposal, people[0])
    return deciding.deliberate(proposal, by=by)


def voted(proposal: Proposal, choice: str, people: Iterable[Person]) -> None:
    for each in people:
        deciding.vote(proposal, choice, by=each)


def decide(proposal: Proposal, by: Person, **otherwise: Any) -> Decision:
    said: dict[str, Any] = {"reason": REASON, "needed": NEEDED, **otherwise}
    return deciding.decide(proposal, Decided(**said), by=by)


def dollars(amount: int) -> Money:
    return Money(world.Decimal(amount), "USD")


def at_each_step(applicant: Person, people: Iterable[Person], keys: dict[str, str]) -> None:
    """Proposals named for where they are: in review, voted on, counted, decided; and a committee to come."""
    by, (first, *others) = officer(), people
    summer = world.grant_round("summer")  # of its own: other proposals stay open to the committee's members
    work = committee(by, (first, *others), round=summer)
    Committee.objects.filter(pk=work.pk).update(key=keys["committee"])
    forming = committees.start_committee(world.grant_round("autumn"), Manner(1, 2, is_blind=False), by=by)
    Committee.objects.filter(pk=forming.pk).update(key=keys["forming"])
    world.grant_round("winter")
    waiting = in_review(applicant, by, key="in-review", round=summer)
    declared(waiting, [first])
    for key in ("voted-on", "counted", "decided"):
        found = in_review(applicant, by, key=key, round=summer)
        declared(found, (first, *others))
        review(found, first)
        deciding.deliberate(found, by=by)
        if key != "voted-on":
            voted(found, "decline", (first, others[0]))
    decide(found, by)
