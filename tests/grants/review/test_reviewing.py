"""Nothing of a proposal opens before a word about conflicts, and a conflict closes it for good."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from tests.conftest import Cast, person
from tests.grants import world as world_of_grants
from tests.grants.proposals import written
from tests.grants.review import world

from thriving.grants.proposals import actions
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.queries import proposals_for, to_read
from thriving.grants.review.actions import committees, reviewing
from thriving.grants.review.models import Closeness, Committee, Declaration, Review
from thriving.grants.review.queries.committees import not_said_of
from thriving.grants.review.queries.reviewing import in_hands_of, progress, reviews_for, to_declare
from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


def sees(person: Person, proposal: Proposal) -> tuple[bool, bool]:
    """Whether its public page and whether its review are open to somebody."""
    return (
        proposals_for(person).filter(pk=proposal.pk).exists(),
        access.may(person, "read_for_review", proposal),
    )


def test_nothing_opens_before_a_word_about_conflicts(proposal: Proposal, members: list[Person]) -> None:
    mia = members[0]
    assert sees(mia, proposal) == (False, False)
    assert list(to_declare(mia)) == [proposal]
    assert not in_hands_of(mia, proposal.round.committee)
    with pytest.raises(PermissionDenied):
        world.review(proposal, mia)
    reviewing.declare(proposal, "none", by=mia)
    assert sees(mia, proposal) == (True, True)
    assert not to_declare(mia)
    assert list(in_hands_of(mia, proposal.round.committee)) == [proposal]


def test_a_conflict_closes_a_proposal_for_good(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    """Also after the decision, when everybody else reads it, and after they have left the committee."""
    mia, *others = members
    reviewing.declare(proposal, "work", by=mia)
    assert sees(mia, proposal) == (False, False)
    with pytest.raises(PermissionDenied):
        reviewing.declare(proposal, "none", by=mia)
    world.declared(proposal, others)
    world.review(proposal, others[0])
    world.deciding.deliberate(proposal, by=officer)
    world.voted(proposal, "decline", others)
    world.decide(proposal, officer)
    world.committees.release_member(proposal.round.committee.members.get(person=mia), by=officer)
    assert sees(mia, proposal) == (False, False)
    assert proposals_for(person("somebody")).filter(pk=proposal.pk).exists()


def test_a_conflict_found_later_closes_it_as_well(proposal: Proposal, members: list[Person]) -> None:
    """What they gave before does not count any more."""
    mia = members[0]
    reviewing.declare(proposal, "none", by=mia)
    world.review(proposal, mia)
    assert progress(proposal).given == 1
    reviewing.declare(proposal, "money", by=mia)
    assert progress(proposal).given == 0
    assert sees(mia, proposal) == (False, False)


def test_the_database_keeps_what_was_declared(proposal: Proposal, members: list[Person]) -> None:
    reviewing.declare(proposal, "family", by=members[0])
    for write in (lambda rows: rows.update(closeness="none"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            write(Declaration.objects.filter(person=members[0]))
    with pytest.raises(DatabaseError), transaction.atomic():
        Declaration.objects.create(
            proposal=proposal, person=members[0], closeness=Closeness.WORK, declared_at=world.clock.now()
        )


def test_who_applies_has_nothing_to_declare_and_decides_nothing(
    cast: Cast, committee: Committee, officer: Person
) -> None:
    world.committees.name_member(committee, cast.volunteer, by=officer)
    own = world.in_review(cast.volunteer, officer)
    assert not to_declare(cast.volunteer)
    assert sees(cast.volunteer, own) == (True, False)
    with pytest.raises(PermissionDenied):
        reviewing.declare(own, "none", by=cast.volunteer)
    assert progress(own).not_said == 3


def test_who_applies_together_or_leads_the_affiliate_decides_nothing(
    proposal: Proposal, members: list[Person]
) -> None:
    mia = members[0]
    reviewing.declare(proposal, "none", by=mia)
    world_of_grants.together(proposal, mia)
    assert not access.may(mia, "read_for_review", proposal)
    assert progress(proposal).deciders == 0


def test_what_is_hidden_for_safety_is_read_by_its_committee(
    cast: Cast, committee: Committee, members: list[Person], officer: Person
) -> None:
    hidden = world.in_review(cast.volunteer, officer, hidden=True)
    reviewing.declare(hidden, "none", by=members[0])
    assert list(to_read(members[0])) == [hidden]
    assert not proposals_for(person("somebody")).exists()


def test_nobody_reads_what_others_gave_before_giving_theirs(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    mia, moe, mei = members
    world.declared(proposal, (mia, moe, mei))
    given = world.review(proposal, mia)
    assert reviews_for(moe, proposal) == []
    assert reviews_for(officer, proposal) == [given]
    second = world.review(proposal, moe, world.HALF)
    assert reviews_for(moe, proposal) == [given, second]
    assert reviews_for(mei, proposal) == []
    with pytest.raises(PermissionDenied):
        world.review(proposal, moe, world.FULL)


def test_a_review_stays_as_it_was_given(proposal: Proposal, members: list[Person]) -> None:
    reviewing.declare(proposal, "none", by=members[0])
    world.review(proposal, members[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.update(score=0)


@pytest.mark.parametrize("points", [(5, 0), (-1, 0), (True, 0), (4,), (2.5, 0)])
def test_points_are_whole_and_between_nothing_and_four(
    proposal: Proposal, members: list[Person], points: tuple[int, ...]
) -> None:
    reviewing.declare(proposal, "none", by=members[0])
    keys = list(proposal.round.committee.rubric.weights)
    said = reviewing.Reviewed(dict(zip(keys, points, strict=False)), "Good.")
    with pytest.raises(Refused, match="from 0 to 4 points"):
        reviewing.give_review(proposal, said, by=members[0])


def test_weights_make_the_score(proposal: Proposal, members: list[Person]) -> None:
    reviewing.declare(proposal, "none", by=members[0])
    assert world.review(proposal, members[0], (4, 0)).score == Decimal("66.667")


def test_letters_to_the_committee_say_nothing_of_the_proposal(
    proposal: Proposal, members: list[Person]
) -> None:
    Person.objects.filter(pk=members[0].pk).update(email="mia@example.org")
    members[0].refresh_from_db()
    world.reviewing.letters.tell_to_declare(proposal, members[0])
    told = Mail.objects.get()
    assert "conflict" in told.text
    assert not any(word in told.text + told.subject for word in ("photographs", "Valentina", "monuments"))


def test_a_blind_review_is_not_opened_with_words_that_name_who_applies(cast: Cast, officer: Person) -> None:
    world.committee(officer, is_blind=True)
    named = Words(en="Valentina asks for lenses")
    with pytest.raises(Refused, match="the words of the proposal name them"):
        world.in_review(cast.volunteer, officer, title=named)
    with pytest.raises(Refused, match="the words of the proposal name them"):
        world.in_review(cast.volunteer, officer, summary=Words(en="By the Friends of Monuments."))
    world.in_review(cast.volunteer, officer)


@pytest.mark.parametrize("state", ["working", "forming"])
def test_words_that_name_who_applies_are_not_handed_in_to_a_blind_round(
    cast: Cast, officer: Person, state: str
) -> None:
    made = written.whole(cast.volunteer)
    Committee.objects.filter(pk=world.committee(officer, is_blind=True).pk).update(state=state)
    named = written.described(summary="The Friends of Monuments learn to photograph.")
    with written.on():
        actions.describe(made, named, revision=made.revision, by=cast.volunteer)
        with pytest.raises(MoveRefused, match="is not told who applies, but the words name them"):
            actions.submit(made, by=cast.volunteer)
        actions.describe(made, written.described(), revision=made.revision, by=cast.volunteer)
        assert actions.submit(made, by=cast.volunteer).state == "submitted"


def test_where_who_applies_is_told_words_may_name_them(cast: Cast, officer: Person) -> None:
    made = written.whole(cast.volunteer)
    world.committee(officer)
    named = written.described(summary="The Friends of Monuments learn to photograph.")
    with written.on():
        actions.describe(made, named, revision=made.revision, by=cast.volunteer)
        assert actions.submit(made, by=cast.volunteer).state == "submitted"


def the_same(one: Person, other: Person) -> Person:
    """Both accounts have their mail in one mailbox."""
    Person.objects.filter(pk=one.pk).update(email="one@example.org")
    Person.objects.filter(pk=other.pk).update(email="One+more@example.org")
    return Person.objects.get(pk=other.pk)


def test_11_one_person_sits_once_on_a_committee(
    committee: Committee, members: list[Person], officer: Person
) -> None:
    again = the_same(members[0], person("mia2"))
    with pytest.raises(Refused, match="a member already"):
        committees.name_member(committee, again, by=officer)
    with pytest.raises(Refused, match="does not decide in it"):
        committees.name_member(committee, the_same(officer, person("ofa2")), by=officer)


def test_11_nobody_reviews_what_they_apply_for_with_another_account(
    proposal: Proposal, members: list[Person], cast: Cast
) -> None:
    mia = the_same(cast.volunteer, members[0])
    with pytest.raises(PermissionDenied):
        reviewing.declare(proposal, "none", by=mia)
    assert mia not in not_said_of(proposal)


def test_11_a_conflict_is_of_the_person_not_of_the_account(
    proposal: Proposal, members: list[Person], officer: Person
) -> None:
    reviewing.declare(proposal, "family", by=members[0])
    again = the_same(members[0], person("mia2", "grants_officer"))
    assert not proposals_for(again).filter(pk=proposal.pk).exists()
