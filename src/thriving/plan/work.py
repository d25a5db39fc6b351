"""Everything that waits for a person, by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.evidence import imports, stated
from thriving.kernel import access
from thriving.plan import queries
from thriving.plan.models import CheckIn, KeyResult, Plan
from thriving.ui.twins import Row

_TO_CONFIRM = timedelta(days=7)  # somebody waits for the second person


@dataclass(frozen=True)
class Task:
    due_on: date
    what: str
    why: str
    address: str

    def row(self, today: date) -> Row:
        return {
            "due_on": self.due_on,
            "late": self.due_on < today,
            "what": self.what,
            "why": self.why,
            "page": self.address,
        }


def waiting_for(person: Any, *, today: date) -> list[Task]:
    """What only ``person``, or one of few, can do next; the earliest first."""
    tasks = [*check_ins(person), *publications(person, today), *values_to_confirm(person), *imports_to_decide(person)]
    return sorted(tasks, key=lambda task: (task.due_on, task.what))


def check_ins(person: Any) -> Iterator[Task]:
    """One for each key result that the person answers for, due as often as the plan asks."""
    led = access.within(person, "check_in", KeyResult.objects.filter(objective__priority__plan__state="open"))
    for each in led.select_related("objective__priority__plan").annotate(last=_last_check_in()):
        plan = each.objective.priority.plan
        yield Task(
            due_on=_next_check_in(each, plan, each.last),
            what=_("Check in: %(key_result)s") % {"key_result": each.title},
            why=_last_in_words(each.last),
            address=reverse("plan:check_in", args=[plan.key, each.key]),
        )


def values_to_confirm(person: Any) -> Iterator[Task]:
    """Numbers that somebody typed and a second person must confirm."""
    for value in stated.waiting_for(person):
        yield Task(
            due_on=value.created_at.date() + _TO_CONFIRM,
            what=_("Confirm or refuse a typed number"),
            why=_("A number that a person typed counts only once a second person has seen its proof."),
            address=reverse("evidence:stated-value", args=[value.pk]),
        )


def imports_to_decide(person: Any) -> Iterator[Task]:
    for batch in imports.waiting_for(person):
        yield Task(
            due_on=batch.created_at.date() + _TO_CONFIRM,
            what=_("Decide on the import “%(name)s”") % {"name": batch.name},
            why=_("Its rows are checked. They count once you say so."),
            address=reverse("evidence:import", args=[batch.pk]),
        )
