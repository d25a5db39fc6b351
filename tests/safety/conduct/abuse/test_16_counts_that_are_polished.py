"""No turnout, consultation or list of who owes it looks better by leaving somebody out."""

from __future__ import annotations

import pytest
from tests.conftest import Cast
from tests.safety.conduct import world

from thriving.movement.actions import Refused
from thriving.safety.conduct import actions, queries
from thriving.safety.conduct.models import Ballot


def test_the_quorum_is_of_the_roll_as_it_was_when_the_ballot_opened(db: None) -> None:
    version = world.opened()
    for voter in world.voters()[3:]:
        voter.delete()
    ballot = Ballot.objects.get(version=version)
    assert (ballot.roll, ballot.voters.count(), ballot.needed) == (6, 6, 5)


def test_a_hidden_comment_stays_in_the_list_with_its_reason(cast: Cast) -> None:
    version = world.asked()
    with world.at(world.DRAFTED):
        said = actions.comment(version, "No.", language="en", by=cast.volunteer)
        with pytest.raises(Refused, match="why"):
            actions.hide_comment(said, why="", by=world.keeper())
        actions.hide_comment(said, why="It insults somebody.", by=world.keeper())
    assert [each.hidden_why for each in queries.comments_of(version)] == ["It insults somebody."]


def test_whom_one_may_not_name_is_counted_all_the_same(cast: Cast) -> None:
    version = world.in_force()
    actions.ask_roles(version.code, ["evaluator"], by=world.keeper())
    type(cast.evaluator).objects.filter(pk=cast.evaluator.pk).update(name_shown_to="self")
    owing = [each for each in queries.who_owes(world.keeper(), version) if not each.has_given]
    assert sorted(each.name for each in owing) == ["", "Emre"]
