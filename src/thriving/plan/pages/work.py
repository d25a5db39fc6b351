"""Everything that waits for a person, by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.evidence import imports, stated
from thriving.kernel import clock
from thriving.movement.queries.recognition import waiting
from thriving.movement.queries.reports import owed_by
from thriving.plan import queries
from thriving.plan.models import KeyResult
from thriving.ui import cldr
from thriving.ui.twins import Row

_TO_DECIDE = timedelta(days=7)  # somebody waits for the second person


@dataclass(frozen=True)
class Task:
    due_on: date
    what: str
    why: str
    address: str
    sample: bool = False

    def row(self, today: date) -> Row:
        return {
            "due_on": self.due_on,
            "late": self.due_on < today,
            "what": self.what,
            "why": self.why,
            "page": self.address,
        }


def waiting_for(person: Any) -> list[Task]:
    """What ``person`` can do next, the earliest first."""
    decisions = [*values_to_decide(person), *imports_to_decide(person)]
    tasks = [*check_ins(person), *decisions, *recognitions(person), *reports(person)]
    return sorted(tasks, key=lambda task: (task.due_on, task.what))


def check_ins(person: Any) -> Iterator[Task]:
    """One for each key result that the person answers for, as often as the plan asks."""
    for each, last_on in to_check_in(person):
        plan = each.objective.priority.plan
        yield Task(
            due_on=due_on(each, last_on),
            what=_("Check in: %(key_result)s") % {"key_result": each.title},
            why=_last_word(last_on),
            address=reverse("plan:check_in", args=[plan.key, each.key]),
            sample=plan.sample,
        )


def due_on(key_result: KeyResult, last_on: date | None) -> date:
    """The day by which the plan asks for the next check-in."""
    plan = key_result.objective.priority.plan
    every = timedelta(days=key_result.update_every_days or plan.update_every_days)
    return (last_on or plan.starts_on) + every


def to_check_in(person: Any) -> Iterator[tuple[KeyResult, date | None]]:
    """What the person leads in plans whose period runs today, with the day of the last check-in."""
    today = clock.today()
    running = queries.led_by(person).filter(
        objective__priority__plan__state="open",
        objective__priority__plan__starts_on__lte=today,
        objective__priority__plan__ends_on__gte=today,
    )
    for each in running.annotate(last_on=Max("check_ins__on")):
        yield each, each.last_on


def _last_word(last_on: date | None) -> str:
    if last_on is None:
        return _("Nobody has checked in yet.")
    return _("The last word is of %(day)s.") % {"day": cldr.day(last_on)}


def values_to_decide(person: Any) -> Iterator[Task]:
    """Numbers that somebody typed: they count once a second person has seen their proof."""
    for value in stated.waiting_for(person):
        yield Task(
            due_on=value.created_at.date() + _TO_DECIDE,
            what=_("Confirm or refuse a typed number"),
            why=_("Somebody typed it; it counts once a second person has seen its proof."),
            address=reverse("evidence:stated-value", args=[value.pk]),
        )


def imports_to_decide(person: Any) -> Iterator[Task]:
    for batch in imports.waiting_for(person):
        yield Task(
            due_on=batch.created_at.date() + _TO_DECIDE,
            what=_("Decide on the import “%(name)s”") % {"name": batch.name},
            why=_("Its rows are checked; they count once you say so."),
            address=reverse("evidence:import", args=[batch.pk]),
            sample=batch.sample,
        )


def recognitions(person: Any) -> Iterator[Task]:
    """The next steps of affiliates that ask to be recognized, for those who judge."""
    for affiliate in waiting(person):
        yield Task(
            due_on=affiliate.due_at.date() if affiliate.due_at else clock.today(),
            what=_("Recognition of %(group)s: %(step)s")
            % {"group": affiliate, "step": affiliate.get_state_display()},
            why=_("A group waits for its next step."),
            address=reverse("movement:recognition", args=[affiliate.key]),
            sample=affiliate.sample,
        )


def reports(person: Any) -> Iterator[Task]:
    """The reports that the person's own affiliates owe."""
    for report in owed_by(person):
        yield Task(
            due_on=report.due_on,
            what=_("%(report)s of %(group)s")
            % {"report": report.get_what_display(), "group": report.affiliate},
            why=_("Affiliates say each year what they did."),
            address=reverse("movement:affiliate_report", args=[report.affiliate.key, report.pk]),
            sample=report.affiliate.sample,
        )
