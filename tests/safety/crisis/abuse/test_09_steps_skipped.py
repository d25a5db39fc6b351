"""Abuse case 9: no address, action or write of its own takes a crisis past a step that is not due."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, HOUR, MONDAY

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import answering, deciding, reviewing
from thriving.safety.crisis.models import Crisis
from thriving.safety.crisis.states import NAMED
from thriving.safety.crisis.views.steps import STEPS

pytestmark = pytest.mark.django_db

Act = Callable[[Crisis, Person], Any]
# Everything that comes after somebody has decided, by the manager, who may do the most.
LATER: dict[str, Act] = {
    "agree": lambda crisis, by: deciding.read(crisis.decisions.get(), agrees=True, by=by),
    "appoint": lambda crisis, by: answering.appoint(crisis, "commander", by, by=by),
    "activate": lambda crisis, by: answering.activate(crisis, by=by),
    "report": lambda crisis, by: answering.report(crisis, world.WHY, by=by),
    "reached": lambda crisis, by: answering.say_done(crisis, "contact", by=by),
    "steady": lambda crisis, by: answering.move(crisis, "steady", by=by),
    "watch": lambda crisis, by: answering.move(crisis, "watch", by=by),
    "stand_down": lambda crisis, by: answering.stand_down(crisis, by=by),
    "reopen": lambda crisis, by: answering.reopen(crisis, by=by),
    "call_review": lambda crisis, by: reviewing.call(crisis, by=by),
    "hold_review": lambda crisis, by: reviewing.held(crisis, world.WHY, by=by),
    "hand_in_review": lambda crisis, by: reviewing.hand_in(crisis, by=by),
    "accept_review": lambda crisis, by: reviewing.accept(crisis, by=by),
    "close": lambda crisis, by: reviewing.close(crisis, by=by),
}
REFUSALS = (Refused, MoveRefused, PermissionDenied, ObjectDoesNotExist)


@pytest.mark.parametrize("name", LATER)
def test_what_nobody_decided_on_is_not_answered(name: str) -> None:
    mona = world.manager()
    crisis = world.taken_up(world.officer("odile"))
    with world.at(MONDAY + HOUR), pytest.raises(REFUSALS):
        LATER[name](crisis, mona)
    crisis.refresh_from_db()
    assert (crisis.state, crisis.codename) == ("qualifying", "")


@pytest.mark.parametrize("lacking", ["a leader", "a checklist"])
def test_nothing_is_answered_by_nobody_or_by_no_playbook(lacking: str) -> None:
    people, mona = world.team(), world.manager()
    crisis = world.qualified(people[0])
    with world.at(MONDAY + HOUR):
        if lacking == "a leader":
            answering.take_checklist(crisis, world.playbook(mona, people[1]), by=people[0])
        else:
            for part, who in zip(("commander", "deputy", "scribe"), people, strict=True):
                answering.appoint(crisis, part, who, by=people[0])
        with pytest.raises(MoveRefused):
            answering.activate(crisis, by=mona)


def test_it_is_not_closed_over_an_action_that_is_open() -> None:
    people, mona = world.team(), world.manager()
    crisis = world.reviewed(people, mona)
    with world.at(MONDAY + 2 * DAY), pytest.raises(MoveRefused):
        reviewing.close(crisis, by=mona)


@pytest.mark.parametrize("step", sorted(set(STEPS) - {"take-up", "link"}))
def test_no_address_of_a_step_leads_past_the_first(step: str) -> None:
    """Neither of a crisis that nobody has taken up, nor for somebody who manages them all."""
    crisis, client = world.raised(), Client()
    client.force_login(world.manager())
    before = Crisis.objects.values().get()
    for way in (client.get, client.post):
        assert way(f"/crisis/case/{crisis.key}/{step}/").status_code == 404
    assert Crisis.objects.values().get() == before


@pytest.mark.parametrize("state", NAMED)
def test_the_database_refuses_a_crisis_on_which_nobody_decided(state: str) -> None:
    crisis = world.raised()
    with pytest.raises(IntegrityError), transaction.atomic():
        Crisis.objects.filter(pk=crisis.pk).update(state=state)


@pytest.mark.parametrize("state", ["linked", "over", "not-qualifying", ""])
def test_nor_does_it_take_a_state_that_says_nothing(state: str) -> None:
    crisis = world.raised()
    with pytest.raises(IntegrityError), transaction.atomic():
        Crisis.objects.filter(pk=crisis.pk).update(state=state)
