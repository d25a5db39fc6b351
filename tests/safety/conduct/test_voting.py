from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import AtOnce, Cast, person
from tests.safety.conduct import world

from thriving.kernel import access, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.conduct import actions, queries, sealing
from thriving.safety.conduct.models import Ballot, Tally, Version

A_DAY = timedelta(days=1)


def vote(version: Version, *choices: str) -> None:
    with world.at(world.OPENED):
        for choice, voter in zip(choices, world.voters(), strict=False):
            actions.vote(version, choice, by=voter)


def counted(version: Version) -> Ballot:
    with world.at(world.COUNTED):
        actions.close_what_is_over("test")
    return Ballot.objects.get(version=version)


def test_enough_for_it_ratify_it(db: None) -> None:
    version = world.opened()
    vote(version, "yes", "yes", "yes", "no", "abstain")
    ballot = counted(version)
    assert (ballot.yes, ballot.no, ballot.abstained, ballot.votes, ballot.roll) == (3, 1, 1, 5, 6)
    assert world.fresh(version).state == "ratified"


def test_a_ballot_that_fails(db: None) -> None:
    version = world.opened()
    vote(version, "yes", "no", "no", "no", "abstain")
    counted(version)
    assert world.fresh(version).state == "not_ratified"


def test_too_few_decide_nothing_and_how_they_voted_is_not_told(db: None) -> None:
    version = world.opened()
    vote(version, "yes", "yes", "yes", "yes")
    ballot = counted(version)
    assert (ballot.votes, ballot.yes, ballot.no) == (4, None, None)
    assert world.fresh(version).state == "not_ratified"
    assert not ballot.reached_its_quorum


def test_the_quorum_is_of_all_who_may_vote(db: None) -> None:
    world.electors(12)
    version = world.opened()
    vote(version, *["yes"] * 5)
    ballot = counted(version)
    assert (ballot.votes, ballot.roll, ballot.yes) == (5, 12, None)
    assert world.fresh(version).state == "not_ratified"


def test_when_all_have_voted_it_is_counted_at_once(db: None) -> None:
    version = world.opened()
    vote(version, *["yes"] * 6)
    assert world.fresh(version).state == "ratified"


def test_one_votes_once_and_for_oneself(db: None) -> None:
    version = world.opened()
    vote(version, "yes")
    with world.at(world.OPENED), pytest.raises(PermissionDenied):
        actions.vote(version, "no", by=world.voters()[0])
    assert sum(Tally.objects.values_list("votes", flat=True)) == 1


@pytest.mark.parametrize("voter", ["elector0", "stranger"])
def test_who_may_vote_is_asked_again_once_it_is_their_turn(db: None, voter: str) -> None:
    """As if another account of theirs had voted, or they had left the roll, since the first look."""
    version = world.opened()
    vote(version, "yes")
    by = Person.objects.filter(username=voter).first() or person(voter)
    with pytest.MonkeyPatch.context() as patch, world.at(world.OPENED):
        patch.setattr(access, "require", lambda *_asked: None)
        with pytest.raises(Refused, match="You have voted already"):
            actions.vote(version, "no", by=by)
    assert sum(Tally.objects.values_list("votes", flat=True)) == 1


def test_who_was_not_on_the_roll_when_it_opened_does_not_vote(db: None) -> None:
    version = world.opened()
    late = person("elector9", "affiliate_contact affiliate:a9")
    with world.at(world.OPENED), pytest.raises(PermissionDenied):
        actions.vote(version, "yes", by=late)


def test_after_its_last_day_nobody_votes_even_before_it_is_counted(db: None) -> None:
    version = world.opened()
    with world.at(world.COUNTED), pytest.raises(Refused, match="closed"):
        actions.vote(version, "yes", by=world.voters()[0])


def test_it_is_not_counted_before_its_last_day_is_over(db: None) -> None:
    version = world.opened()
    with world.at(world.LAST_DAY), pytest.raises(Refused, match="still vote"):
        actions.close_ballot(version, by=world.keeper())


def test_what_was_declared_stays_once_it_is_open(db: None) -> None:
    version = world.opened()
    with world.at(world.OPENED), pytest.raises(Refused, match="before it opens"):
        actions.declare_ballot(version, replace(world.TERMS, quorum=1), by=world.keeper())


def test_a_ballot_of_four_would_be_no_secret(db: None) -> None:
    version = world.declared()
    world.electors(4)
    with world.at(world.OPENED), pytest.raises(Refused, match="At least 5 people"):
        actions.open_ballot(version, by=world.keeper())


@pytest.mark.parametrize(
    "wrong",
    [
        {"roles": ()},
        {"roles": ("king",)},
        {"quorum": 0},
        {"quorum": 101},
        {"majority": 49},
        {"majority": 100},
        {"last_day": world.OPENED},
        {"last_day": world.OPENED + 93 * A_DAY},
    ],
    ids=str,
)
def test_terms_that_make_no_sense_are_told(db: None, wrong: dict[str, object]) -> None:
    version = world.frozen()
    with world.at(world.OPENED), pytest.raises(Refused):
        actions.declare_ballot(version, replace(world.TERMS, **wrong), by=world.keeper())


def test_how_somebody_voted_is_in_no_row_and_in_no_diary(db: None) -> None:
    version = world.opened()
    vote(version, "no")
    ballot = Ballot.objects.get(version=version)
    [entry] = diary.entries_about(ballot).filter(verb="voted")
    assert "no" not in (entry.body or {}).values()
    assert {each.name for each in ballot.voters.model._meta.get_fields()} == {
        "id",
        "ballot",
        "person",
        "voted",
    }
    assert {each.name for each in Tally._meta.get_fields()} == {"id", "ballot", "choice", "votes"}


def test_a_count_that_does_not_add_up_shows(db: None) -> None:
    version = world.opened()
    vote(version, "yes")
    assert list(sealing.mismatches()) == []
    Tally.objects.filter(choice="no").update(votes=3)
    assert any("do not add up" in sentence for sentence in sealing.mismatches())


def test_the_roll_tells_names_only_to_who_may_read_them(cast: Cast) -> None:
    version = world.opened()
    voter = world.voters()[0]
    voter.shielded = True
    voter.save()
    roll = queries.voters_of(world.keeper(), Ballot.objects.get(version=version))
    assert (roll.may, roll.did, len(roll.named)) == (6, 0, 5)


def test_the_last_two_votes_at_once_are_both_counted_and_the_ballot_once(at_once: AtOnce) -> None:
    version = world.opened()
    vote(version, "yes", "yes", "yes", "no")
    *_others, one, other = world.voters()
    with world.at(world.OPENED):
        results = at_once(
            lambda: actions.vote(version, "no", by=world.again(one)),
            lambda: actions.vote(version, "no", by=world.again(other)),
        )
    assert results == [None, None]
    ballot = Ballot.objects.get(version=version)
    assert (ballot.yes, ballot.no, ballot.votes) == (3, 3, 6)
    assert world.fresh(version).state == "not_ratified"
    assert diary.entries_about(ballot).filter(verb="counted").count() == 1


def test_one_person_voting_twice_at_once_votes_once(at_once: AtOnce) -> None:
    version = world.opened()
    voter = world.voters()[0]
    with world.at(world.OPENED):
        results = at_once(*[lambda: actions.vote(version, "yes", by=world.again(voter))] * 2)
    assert sorted(type(each).__name__ for each in results) in (
        ["NoneType", "PermissionDenied"],
        ["NoneType", "Refused"],
    )
    assert sum(Tally.objects.values_list("votes", flat=True)) == 1


def test_counted_twice_at_once_it_is_counted_once(at_once: AtOnce) -> None:
    version = world.opened()
    vote(version, "yes", "yes", "yes", "yes", "yes")
    with world.at(world.COUNTED):
        results = at_once(*[lambda: actions.close_ballot(version, by="test")] * 2)
    assert sorted(type(each).__name__ for each in results) == ["NoneType", "Refused"]
    assert world.fresh(version).state == "ratified"
