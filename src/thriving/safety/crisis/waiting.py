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
from thriving.safety.crisis.due import led_next
from thriving.safety.crisis.models import Crisis, Decision
from thriving.safety.crisis.queries import crises as queries
from thriving.safety.crisis.queries import readiness
from thriving.safety.crisis.queries.crises import running


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    if not access.holds(reader, "respond_to_crises"):
        return
    for crisis in work.first(queries.undecided(reader)):
        yield _item(crisis, _("Take the report up, and decide whether it is a crisis"), _due(crisis))
    for decision in work.first(queries.unread_decisions(reader)):
        yield _item(decision.crisis, _to_read(decision), decision.read_due_at.date())
    for crisis in work.first(queries.answered_by(reader)):
        for clock in running(crisis):
            yield _item(crisis, clock.get_task_display(), clock.due_at.date())
        if crisis.led and (title := led_next(crisis, running(crisis))):  # type: ignore[attr-defined]
            yield _item(crisis, str(title), None)
    for action in work.first(queries.own_actions(reader)):
        yield _item(action.crisis, _("Do an action of a review"), action.due_on)
    for crisis in work.first(queries.reviews_to_accept(reader)):
        yield _item(crisis, _("Accept a review, or ask for changes of it"), None)
    for drill in work.first(readiness.drills_to_confirm(reader)):
        title = _("Confirm that a drill was passed")
        until = drill.held_on + readiness.DRILL_HOLDS
        address = reverse("crisis:confirm_drill", args=[drill.key])
        yield work.Item(title, address, until, since=drill.held_on, sample=drill.sample)


def _to_read(decision: Decision) -> str:
    if decision.is_less_grave:
        return _("Read as the second person that a crisis is less grave")
    if decision.same_as_id:
        return _("Read as the second person that a report is known already")
    return _("Read as the second person that a report is no crisis")


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
