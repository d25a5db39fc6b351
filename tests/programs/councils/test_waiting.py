"""Whose turn it is with a call stands in My work; and what stays when somebody leaves."""

from __future__ import annotations

import pytest
from tests.conftest import Cast, person
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import world
from tests.programs.councils.calls import AFTER, score

from thriving.movement import actions as movement
from thriving.movement.models import Person
from thriving.movement.work import waiting_for
from thriving.programs.councils.actions import calls, seats, selecting
from thriving.programs.councils.actions.selecting import Chosen
from thriving.programs.councils.models import Call, Membership, Nomination
from thriving.programs.councils.queries.selection import ranked

pytestmark = pytest.mark.django_db


def titles(reader: Person) -> list[str]:
    found = waiting_for(Person.objects.get(pk=reader.pk), AFTER)
    return [each.item.title for each in found if each.by.name == "councils"]


@pytest.fixture
def call(cast: Cast) -> Call:
    found = world_of_calls.opened(cast.lead)
    world_of_calls.stands(found, person("ada"))
    return found


def decided(call: Call, owner: Person) -> None:
    (first,) = ranked(call)
    selecting.decide(call, {first.nomination.key: Chosen(first.seat)}, "One stands.", by=owner)


def test_each_step_waits_for_whoever_takes_it(call: Call, cast: Cast) -> None:
    with world.on(AFTER):
        assert titles(cast.lead) == ["Hand a call over to its panel"]
        judges = world_of_calls.panel(call, cast.lead)
        calls.hand_over(call, by=cast.lead)
        assert titles(judges[0]) == ["Read and score candidates"]
        for judge in judges:
            selecting.say_conflicts(call, {}, by=judge)
            assert titles(judge) == ["Read and score candidates"]
            score(call.nominations.get(), judge)
            assert titles(judge) == []
        assert titles(cast.lead) == ["See the panel through to its decision"]
        decided(call, cast.lead)
        assert titles(cast.lead) == ["Give seats to those who were selected"]
        seats.give_seat(Nomination.objects.get(), call.seats.get(), by=cast.lead)
        assert titles(cast.lead) == titles(cast.other_lead) == []


def test_whoever_leaves_takes_their_words_and_frees_their_seat(call: Call, cast: Cast) -> None:
    ada = Person.objects.get(username="ada")
    world.member(call.council, ada, is_public=True)
    movement.leave(ada, by=ada)
    membership = Membership.objects.get()
    assert (membership.person, membership.shown_name, membership.state) == (None, "", "resigned")
    assert not Nomination.objects.exists()
