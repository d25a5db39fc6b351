"""Whoever lost an account or a role does nothing more; whoever leaves takes a name along, and no vote."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.safety.conduct import world

from thriving.movement import actions as movement
from thriving.safety.conduct import actions
from thriving.safety.conduct.models import Tally, Voter


def test_a_closed_account_does_not_vote(db: None) -> None:
    version = world.opened()
    voter = world.voters()[0]
    movement.close_account(voter, by="test")
    with world.at(world.OPENED), pytest.raises(PermissionDenied):
        actions.vote(version, "yes", by=world.again(voter))


def test_who_leaves_takes_their_name_and_not_their_vote(db: None) -> None:
    version = world.opened()
    voter = world.voters()[0]
    with world.at(world.OPENED):
        actions.vote(version, "yes", by=voter)
    voter.delete()
    assert Voter.objects.filter(person=None, voted=True).count() == 1
    assert Tally.objects.get(choice="yes").votes == 1


@pytest.mark.parametrize("lost", ["role", "account"])
def test_a_secretary_who_is_none_any_more_endorses_nothing(db: None, client: Client, lost: str) -> None:
    version, secretary = world.ratified(), world.secretary()
    client.force_login(secretary)
    page = "/conduct/universal/1/to/endorse/"
    with world.at(world.ENDORSED):
        assert client.get(page).status_code == 200
        if lost == "role":
            movement.end_role(secretary.holdings.get(), by="test")
        else:
            movement.close_account(secretary, by="test")
        assert client.get(page).status_code in {302, 404}
        with pytest.raises(PermissionDenied):
            actions.endorse(version, world.PROOF, by=world.again(secretary))
    assert world.fresh(version).state == "ratified"
