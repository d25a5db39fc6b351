"""The same human with two accounts is one person: in a ballot, and where a second one endorses."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.conftest import person
from tests.safety.conduct import world

from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.conduct import actions
from thriving.safety.conduct.models import Ballot, Version
from thriving.safety.conduct.queries import to_vote_on


def with_one_address(*people: Person) -> None:
    for number, each in enumerate(people):
        each.email = f"one+{number}@example.org"
        each.save()


@pytest.fixture
def voters(db: None) -> list[Person]:
    """Seven accounts of six people."""
    found = world.electors(7)
    with_one_address(*found[:2])
    return found


@pytest.fixture
def version(voters: list[Person]) -> Version:
    return world.opened()


def test_the_roll_counts_people_and_not_accounts(version: Version) -> None:
    assert Ballot.objects.get(version=version).roll == 6


def test_whoever_has_two_accounts_has_one_vote_by_either(version: Version, voters: list[Person]) -> None:
    one, other = voters[:2]
    with world.at(world.OPENED):
        actions.vote(version, "yes", by=other)
        for again in (one, other):
            assert not to_vote_on(again).exists()
            with pytest.raises(PermissionDenied):
                actions.vote(version, "yes", by=again)
    ballot = Ballot.objects.get(version=version)
    assert sum(ballot.tallies.values_list("votes", flat=True)) == 1


def test_an_address_that_became_one_later_leaves_one_vote(db: None, client: Client) -> None:
    version = world.opened()
    one, other = world.voters()[:2]
    with_one_address(one, other)
    with world.at(world.OPENED):
        actions.vote(version, "yes", by=one)
        with pytest.raises(PermissionDenied):
            actions.vote(version, "yes", by=other)
        client.force_login(other)
        assert client.get("/conduct/universal/1/vote/").status_code == 404


def test_five_accounts_of_four_people_are_no_secret_ballot(db: None) -> None:
    version = world.declared()
    people = world.electors(5)
    with_one_address(*people[:2])
    with world.at(world.OPENED), pytest.raises(Refused, match="At least 5 people"):
        actions.open_ballot(version, by=world.keeper())


def test_who_froze_the_text_endorses_it_by_no_other_account(db: None) -> None:
    version = world.ratified()
    secretary = person("sara", "board_secretary")
    with_one_address(world.keeper(), secretary)
    with world.at(world.ENDORSED), pytest.raises(PermissionDenied):
        actions.endorse(version, world.PROOF, by=secretary)
