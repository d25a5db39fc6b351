"""What waits for those who answer crises. A letter only counts it: more eyes see a mailbox than a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.movement import work
from thriving.safety.crisis.models import Crisis
from thriving.safety.crisis.queries import crises as queries
from thriving.safety.crisis.queries.crises import running


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    if not access.holds(reader, "respond_to_crises"):
        return
    for crisis in queries.undecided(reader):
        yield _item(crisis, _("Take the report up, and decide whether it is a crisis"), _due(crisis))
    for decision in queries.unread_decisions(reader):
        title = _("Read as the second person that a report is no crisis")
        yield _item(decision.crisis, title, decision.read_due_at.date())
    for crisis in queries.answered_by(reader):
        for clock in running(crisis):
            yield _item(crisis, clock.get_task_display(), clock.due_at.date())
    for action in queries.own_actions(reader):
        yield _item(action.crisis, _("Do an action of a review"), action.due_on)


def _due(crisis: Crisis) -> date | None:
    return next((each.due_at.date() for each in running(crisis)), None)


def _item(crisis: Crisis, title: str, due: date | None) -> work.Item:
    return work.Item(
        title,
        reverse("crisis:crisis", args=[crisis.key]),
        due,
        since=crisis.raised_at.date(),
        of=str(crisis),
        sample=crisis.sample,
    )


work.declare("crises", gettext_lazy("Crises"), waiting)
