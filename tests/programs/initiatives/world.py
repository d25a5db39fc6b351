"""Initiatives and duties of these tests, at any step; and a plan whose priorities they serve."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

from tests import places as world_of_places

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.plan.models import KeyResult, Objective, Plan, Priority
from thriving.programs.initiatives import actions
from thriving.programs.initiatives.actions import Described, DutyDescribed
from thriving.programs.initiatives.models import Duty, Initiative

PLAN = "thriving-movement-2019"
LED, OTHER = f"{PLAN}/community-leadership-development", f"{PLAN}/diverse-content"
KEY_RESULT = f"{PLAN}/leaders"
DAY = date(2026, 3, 2)
DESCRIBED: dict[str, Any] = {
    "title": Words(en="Photo grants", sw="Ruzuku za picha"),
    "text": Words(en="Small grants for photo walks."),
    "how": Words(en="Write to the team."),
    "gives": ("money", "advice"),
    "audiences": ("newcomers",),
    "barriers": ("region",),
    "stages": ("idea",),
    "topics": ("photography",),
    "countries": ("GH",),
    "languages": ("en", "dag"),
    "priorities": (LED,),
}


def at(day: date) -> AbstractContextManager[Any]:
    return clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def planned() -> Plan:
    """An open plan with two priorities, and one key result that nothing measures; and a language of Ghana."""
    world_of_places.languages("dag")
    if loaded := Plan.objects.filter(key=PLAN).first():
        return loaded  # the real one, which has both
    plan = Plan.objects.create(
        key=PLAN,
        title=Words(en="The plan"),
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        state="open",
        rule={},
    )
    led, _other = (
        Priority.objects.create(plan=plan, key=key.split("/")[1], level="department", title=Words(en=title))
        for key, title in ((LED, "Leadership"), (OTHER, "Content"))
    )
    objective = Objective.objects.create(priority=led, key="grow", title=Words(en="Grow"))
    KeyResult.objects.create(objective=objective, key="leaders", number=1, title=Words(en="Leaders"))
    return plan


def described(**otherwise: Any) -> Described:
    return Described(**{**DESCRIBED, **otherwise})


def draft(by: Person | str = "tests", key: str = "photo-grants", **otherwise: Any) -> Initiative:
    with at(DAY):
        return actions.propose(described(**otherwise), key=key, by=by)


def published(key: str = "photo-grants", **otherwise: Any) -> Initiative:
    initiative = draft("tests", key, **otherwise)
    with at(DAY):
        actions.publish(initiative, by="tests")
    return initiative


def duty_described(**otherwise: Any) -> DutyDescribed:
    said = {"kind": "grantmaking", "title": Words(en="Grants"), "team": Words(en="Grants team")}
    return DutyDescribed(**{**said, "begins_on": min(DAY, clock.today()), "priority": LED, **otherwise})


def duty(key: str = "grants", by: Person | str = "tests", **otherwise: Any) -> Duty:
    return actions.hold_duty(duty_described(**otherwise), key=key, by=by)
