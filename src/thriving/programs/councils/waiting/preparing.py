"""What a council needs next before it begins; and, once it is at work, when its last term ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.councils.actions.seats import REMINDED_BEFORE
from thriving.programs.councils.models import Council
from thriving.programs.councils.moments import record_of
from thriving.programs.councils.queries import next_steps
from thriving.programs.councils.states.council import PREPARING, SITTING
from thriving.programs.milestones.models import Milestone
from thriving.programs.milestones.queries import courses


class Needed(NamedTuple):
    """What a council has not yet, the page where it gets it, and the moment that then has come."""

    title: str
    page: str
    moment: str


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    councils: list[Any] = list(next_steps.to_look_after(reader))
    yield from _prepared([each for each in councils if each.state == PREPARING])
    for council in councils:
        ends_on = council.last_day
        if council.state == SITTING and ends_on and ends_on <= today + REMINDED_BEFORE:
            page = reverse("councils:add_term", args=[council.key])
            yield _item(council, _("Add the next term: the last one ends"), page, ends_on)


def _prepared(councils: list[Any]) -> Iterator[work.Item]:
    promised = _promised(councils) if councils else {}
    for council in councils:
        if needed := _needed(council):
            due = promised.get(record_of(council, needed.moment))
            yield _item(council, needed.title, reverse(needed.page, args=[council.key]), due)
        elif council.has_members:
            page = reverse("councils:move", args=[council.key, "begin"])
            yield _item(council, _("Let the council begin"), page, council.first_day)


def _needed(council: Any) -> Needed | None:
    """The first of what is missing; once there is a call, the call itself waits."""
    if not council.has_charter:
        return Needed(_("Adopt a charter"), "councils:adopt", "charter")
    if not council.has_seats or council.first_day is None:
        return Needed(_("Add seats, and a term for which they are given"), "councils:seats", "call")
    if not council.has_rubric:
        return Needed(_("Make a rubric"), "councils:make_rubric", "rubric")
    return None if council.has_call else Needed(_("Write a call"), "councils:new_call", "call")


def _promised(councils: list[Council]) -> Mapping[str, date | None]:
    """By the record that reaches it, by when a step of what the councils serve is due."""
    found = courses(list(Milestone.objects.filter(key__in={each.serves for each in councils})))
    return {step.tie.record: step.due_on for each in found for step in each.steps if step.tie}


def _item(council: Council, title: str, address: str, due: date | None) -> work.Item:
    return work.Item(
        title,
        address,
        due,
        of=str(council),
        public=True,  # everybody reads how a council is prepared
        kind=_("Take a council one step further"),
        sample=council.sample,
    )


work.declare("preparing councils", gettext_lazy("Councils"), waiting)
