"""Two people decide on one table at the same moment: it is taken in once."""

from __future__ import annotations

from functools import partial

from tests import places
from tests.conftest import AtOnce, person
from tests.programs.needs import world

from thriving.kernel.lifecycle import MoveRefused
from thriving.programs.needs import actions
from thriving.programs.needs.models import Assessment, Holder, Intake


def test_a_table_is_taken_in_once(at_once: AtOnce) -> None:
    places.few()
    lead = person("oriole", "organizer")
    intake = world.brought(world.opened(lead), lead, {}, {"code": "A2", "name": "B"})
    with world.on(world.DAY):
        take = partial(_take, intake.pk, lead)
        answers = at_once(take, take)
    assert sorted(type(each) is MoveRefused for each in answers) == [False, True]
    assert (Assessment.objects.count(), Holder.objects.count()) == (2, 2)


def _take(pk: int, by: object) -> Intake:
    return actions.take_in(Intake.objects.select_related("round").get(pk=pk), by=by)  # type: ignore[arg-type]
