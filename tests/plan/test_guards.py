"""What was promised, said and published of a plan is not reworded afterwards, not even in the database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at

from thriving.plan import actions
from thriving.plan.models import CheckIn, Plan, PlanChange, PublishedStanding

pytestmark = pytest.mark.django_db
APRIL = date(2020, 4, 15)


@pytest.fixture
def said(plan: Plan, cast: Cast) -> None:
    with at(APRIL):
        target = world.requirement("leadership-development-framework", "people")
        actions.change_target(target, target=140, reason="Fewer came.", by=cast.editor)
        actions.check_in(world.key_result("education-greenhouse"), confidence=5, by=cast.lead)
        actions.publish_release(plan, on=APRIL, by="tests")


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (PlanChange, {"reason": "More came."}),
        (CheckIn, {"confidence": 9}),
        (PublishedStanding, {"status": "met"}),
    ],
)
def test_it_is_neither_changed_nor_deleted(said: None, model: type[Model], change: dict[str, object]) -> None:
    rows: QuerySet[Model] = model._base_manager.all()
    assert rows
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        rows.delete()
