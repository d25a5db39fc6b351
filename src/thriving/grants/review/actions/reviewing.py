"""A proposal goes to its committee; each member says first whether they have a conflict, and then reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.proposals.actions.moving import hold, move
from thriving.grants.proposals.models import Proposal
from thriving.grants.review import blind, letters
from thriving.grants.review.models import TOP, Closeness, Committee, Declaration, Review
from thriving.grants.review.queries.committees import not_said_of
from thriving.grants.review.states import WORKING
from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.councils import ranking

LONGEST = 4_000  # characters of what is said in a review, or of a decision


@dataclass(frozen=True)
class Reviewed:
    """``points`` by the key of each criterion of the rubric."""

    points: Mapping[str, int]
    strengths: str
    concerns: str = ""


@transaction.atomic
def open_review(proposal: Proposal, *, by: Person) -> None:
    take_turn(proposal, "run_review", by)
    committee = Committee.objects.filter(round=proposal.round_id, state=WORKING).first()
    if committee is None:
        raise Refused(_("The committee of this round is not at work yet."))
    if committee.is_blind and blind.naming(proposal):
        raise Refused(
            _(
                "The committee is not to be told who applies, but the words of the proposal name them. It "
                "stays as it was handed in: ask the applicants to withdraw it and to hand in another without "
                "names, and open the round again for that if it is closed."
            )
        )
    move(proposal, "open_review", by=by)
    for person in not_said_of(proposal):
        letters.tell_to_declare(proposal, person)


@transaction.atomic
def declare(proposal: Proposal, closeness: str, *, by: Person) -> Declaration:
    """A conflict closes the proposal to them from now on, everywhere and for good.

    Who had none can find one later; nobody can take a conflict back.
    """
    take_turn(proposal, "declare_conflict", by)
    if closeness not in Closeness.values:
        raise Refused(_("Choose one of the answers."))
    if closeness == Closeness.NONE and Declaration.objects.filter(proposal=proposal, person=by).exists():
        raise Refused(_("You have said so already."))
    said = Declaration.objects.create(
        proposal=proposal, person=by, closeness=closeness, declared_at=clock.now()
    )
    # Neither here nor there which conflict it is: the diary is read by more people than decide.
    diary.note(proposal, "declared", by=by, body={"conflict": closeness != Closeness.NONE})
    return said


@transaction.atomic
def give_review(proposal: Proposal, said: Reviewed, *, by: Person) -> Review:
    """Once: from then on its giver reads the others', and nobody writes theirs to fit."""
    take_turn(proposal, "give_review", by)
    rubric = Committee.objects.select_related("rubric").get(round=proposal.round_id).rubric
    if rubric is None:
        raise Refused(_("The committee has no rubric."))
    if sentence := next(_problems(said, rubric.weights), None):
        raise Refused(sentence)
    review = Review.objects.create(
        proposal=proposal,
        reviewer=by,
        rubric=rubric,
        points=dict(said.points),
        score=ranking.mean([ranking.score(said.points, rubric.weights, TOP)]),
        strengths=clean(said.strengths),
        concerns=clean(said.concerns),
        given_at=clock.now(),
    )
    diary.note(proposal, "reviewed", by=by, body={"rubric": rubric.number})
    return review


def _problems(said: Reviewed, weights: Mapping[str, int]) -> Iterator[str]:
    whole = set(said.points) == set(weights)
    if not whole or not all(type(each) is int and 0 <= each <= TOP for each in said.points.values()):
        yield _("Give each criterion from 0 to %(count)d points.") % {"count": TOP}
    if not clean(said.strengths):
        yield _("Say in words what you found good.")
    if max(len(said.strengths), len(said.concerns)) > LONGEST:
        yield _("This text has at most %(count)d characters.") % {"count": LONGEST}


def take_turn(proposal: Proposal, rule: str, by: Person) -> None:
    """Whatever was done at the same moment is done; then the rule is asked of what is there now."""
    turn.take()
    hold(proposal)
    access.require(by, rule, proposal)
