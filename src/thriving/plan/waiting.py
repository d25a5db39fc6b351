"""What of the plan waits for those who answer for its key results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.movement import work
from thriving.plan import queries
from thriving.plan.models import KeyResult
from thriving.ui import cldr


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """One check-in for each key result that the reader answers for, as often as the plan asks."""
    for each, last_on in to_check_in(reader):
        plan = each.objective.priority.plan
        yield work.Item(
            title=_("Check in: %(key_result)s") % {"key_result": cldr.apart(each.title)},
            address=reverse("plan:check_in", args=[plan.key, each.key]),
            due=due_on(each, last_on),
            since=last_on or plan.starts_on,
            of=str(plan.title),
            why=_last_word(last_on),
            public=True,  # everybody reads the key results of a plan that is open
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


work.declare("plan", gettext_lazy("The plan"), waiting)
