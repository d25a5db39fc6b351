"""An open plan, and questions to the lead of one of its priorities, at any step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person, new_key
from thriving.plan.models import KeyResult, Objective, Plan, Priority
from thriving.programs.asking import actions
from thriving.programs.asking.actions import Asked
from thriving.programs.asking.models import Question

LEADERS = "priority:thriving-movement-2019/community-leadership-development"
CONTENT = "priority:thriving-movement-2019/diverse-content"
SAFETY = "priority:thriving-movement-2019/safe-and-secure-spaces"  # which nobody of the cast leads
WORDS = "How can our club in Tamale join the framework?"
DAY = date(2020, 2, 3)


@contextmanager
def on(day: date = DAY) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def opened() -> Plan:
    """Three priorities of the shipped plan, by hand: loading its file takes longer than these tests."""
    if loaded := Plan.objects.filter(key="thriving-movement-2019").first():
        return loaded
    year = {"starts_on": date(2019, 7, 1), "ends_on": date(2020, 6, 30)}
    plan = Plan.objects.create(key="thriving-movement-2019", title=Words(en="Thriving"), state="open", **year)
    for each in (LEADERS, CONTENT, SAFETY):
        key = each.rpartition("/")[2]
        title = Words(en=key.replace("-", " ").capitalize())
        priority = Priority.objects.create(plan=plan, key=key, level="department", title=title)
        sentence = Words(en=f"We grow {key}.")
        objective = Objective.objects.create(priority=priority, key=f"grow-{key}", sentence=sentence)
        KeyResult.objects.create(objective=objective, key=f"more-{key}", number=1, title=Words(en="More"))
    return plan


def said(**otherwise: Any) -> Asked:
    told = {"area": LEADERS, "words": WORDS, "language": "en", "sending": new_key()}
    return Asked(**{**told, **otherwise})


def asked(by: Person | None = None, **otherwise: Any) -> Question:
    """Without an account where nobody is named."""
    return secretly(by, **otherwise)[0]


def secretly(by: Person | None = None, **otherwise: Any) -> tuple[Question, str]:
    return actions.ask(said(**otherwise), by=by)


def answered(lead: Person, by: Person | None = None, **otherwise: Any) -> Question:
    question = asked(by, **otherwise)
    actions.answer(question, "Write to us, we come.", language="en", by=lead)
    return question


def published(lead: Person, by: Person | None = None, **otherwise: Any) -> Question:
    question = answered(lead, by, may_publish=True, **otherwise)
    actions.publish(question, by=lead)
    return question
