"""A lead edits what hangs from their priority, and hands none of it to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at

from thriving.plan.actions import editing
from thriving.plan.models import KeyResult, Objective, Plan

MINE, THEIRS = "community-leadership-development", "diverse-content"


def key_result() -> KeyResult:
    return world.key_result("leadership-development-framework")


def objective_of(priority: str) -> Objective:
    return Objective.objects.filter(priority__key=priority)[0]


@pytest.mark.parametrize(
    ("address", "field", "wanted"),
    [
        ("key-result:leadership-development-framework", "objective", lambda: objective_of(THEIRS).key),
        (None, "priority", lambda: THEIRS),
    ],
    ids=["key result", "objective"],
)
def test_a_lead_gives_nothing_away(
    plan: Plan, cast: Cast, address: str | None, field: str, wanted: Callable[[], str]
) -> None:
    part = address or f"objective:{objective_of(MINE).key}"
    with at(date(2020, 4, 15)), pytest.raises(PermissionDenied):
        editing.change_part(plan, part, changes={field: wanted()}, reason="Theirs now.", by=cast.lead)
    assert key_result().objective.priority.key == MINE


def test_an_editor_of_the_plan_may(plan: Plan, cast: Cast) -> None:
    changes = {"objective": objective_of(THEIRS).key}
    editing.change_part(
        plan, "key-result:leadership-development-framework", changes=changes, reason="Theirs.", by=cast.editor
    )
    assert key_result().objective.priority.key == THEIRS
