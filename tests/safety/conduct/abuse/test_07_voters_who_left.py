"""Whoever lost their account votes no longer; whoever leaves takes their name along, and not their vote."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
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
