"""What waits for a member, and for whoever runs the review, stands in My work until it is done."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast
from tests.grants.review import world

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Committee
from thriving.grants.review.queries import next_steps
from thriving.movement.models import Person
from thriving.movement.work import contributors

pytestmark = pytest.mark.django_db


def waits(reader: Person) -> list[str]:
    found = contributors["review"].waiting(Person.objects.get(pk=reader.pk), world.TODAY)
    return [each.title for each in found]


def test_each_step_waits_for_whose_turn_it_is(
    proposal: Proposal, members: list[Person], officer: Person, cast: Cast
) -> None:
    mia, moe, _mei = members
    assert waits(mia) == ["Say whether you have a conflict of interest"]
    world.declared(proposal, members)
    assert waits(mia) == ["Review a proposal"]
    world.review(proposal, mia)
    assert waits(mia) == []
    assert waits(officer) == ["Let the committee vote"]
    world.deciding.deliberate(proposal, by=officer)
    assert waits(mia) == waits(moe) == ["Vote on a proposal"]
    assert waits(officer) == []
    world.voted(proposal, "decline", (mia, moe))
    assert waits(mia) == []
    assert waits(officer) == ["Write down the decision"]
    world.decide(proposal, officer)
    assert waits(officer) == waits(cast.volunteer) == []


def test_what_was_put_off_waits_for_the_officer_until_it_is_taken_up_again(
    proposal: Proposal, members: list[Person], officer: Person, cast: Cast
) -> None:
    world.deliberating(proposal, officer)
    world.voted(proposal, "defer", members[:2])
    world.decide(proposal, officer)
    assert waits(officer) == ["Take up again what was put off"]
    assert waits(members[0]) == waits(cast.volunteer) == []
    world.deciding.deliberate(proposal, by=officer)
    assert waits(officer) == []


def test_what_is_not_open_yet_waits_without_its_title(proposal: Proposal, members: list[Person]) -> None:
    (item,) = contributors["review"].waiting(members[0], world.TODAY)
    assert item.of == "Spring round"
    assert item.due == proposal.round.decides_by


@pytest.mark.parametrize("who", ["member", "officer"])
def test_what_waits_is_asked_for_as_much_for_three_as_for_one(
    cast: Cast, committee: Committee, officer: Person, who: str
) -> None:
    people = world.members(committee)
    reader = Person.objects.get(pk=officer.pk if who == "officer" else people[0].pk)
    assert reader.roles or who == "member"  # asked for once, and kept
    asked = []
    for count in (1, 2):
        for _each in range(count):
            world.declared(world.in_review(cast.volunteer, officer), people)
        with CaptureQueriesContext(connection) as queries:
            list(contributors["review"].waiting(reader, world.TODAY))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_reviews_are_counted_for_those_that_are_listed_alone(officer: Person) -> None:
    """Joined, the reviews of all proposals would be counted before the first twenty are known."""
    assert 'JOIN "review_review"' not in str(next_steps.to_put_to_the_vote(officer).query)
