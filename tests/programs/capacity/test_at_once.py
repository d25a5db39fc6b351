"""Two officers, or two who look, at the same moment: one of them does it, the other is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.programs.capacity import world
from tests.programs.capacity.world import BEGINS

from thriving.kernel.lifecycle import MoveRefused
from thriving.programs.capacity import actions
from thriving.programs.capacity.models import Declaration, Look, Path

pytestmark = [pytest.mark.usefixtures("real_database"), pytest.mark.django_db(transaction=True)]
AtOnce = Callable[..., Sequence[Any]]


def test_two_officers_begin_one_assessment(at_once: AtOnce) -> None:
    affiliate, by = world.affiliate(), world.officer()
    first, second = at_once(*[lambda: actions.begin(affiliate, by=by)] * 2)
    assert first == second
    assert affiliate.assessments.count() == 1


def test_one_of_two_takes_a_look_on(at_once: AtOnce) -> None:
    look = actions.ask_support(world.handed_in(), by=world.officer())
    people = [world.supporter(), world.somebody("sami", "capacity_supporter")]

    def taking(person: Any) -> Callable[[], None]:
        return lambda: actions.accept(Look.objects.get(pk=look.pk), by=person)

    told = at_once(*map(taking, people))
    assert sum(each is None for each in told) == 1
    look.refresh_from_db()
    assert look.by == people[told.index(None)]


def test_a_path_starts_once(at_once: AtOnce) -> None:
    path, by = world.path(), world.officer()
    with world.at(BEGINS):
        told = at_once(*[lambda: actions.start(Path.objects.get(pk=path.pk), by=by)] * 2)
    assert sum(isinstance(each, MoveRefused) for each in told) == 1
    assert Declaration.objects.count() == 1
