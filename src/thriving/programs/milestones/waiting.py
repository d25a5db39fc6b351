"""What waits for those whose turn it is: steps for owners, and for leads what nobody owns or has taken up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.movement.queries.roles import held_today
from thriving.plan.rules import LEAD
from thriving.programs.milestones.models import Owner
from thriving.programs.milestones.queries import Course, courses, not_taken_up, run_by
from thriving.programs.roles import ORGANIZER
from thriving.ui import cldr


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """What nobody has taken up, for its leads; of the others, the next step that is said by hand."""
    yield from _to_take_up(reader)
    for each in _theirs(reader):
        if step := each.next_by_hand:
            yield work.Item(
                title=_("Reach the step “%(step)s”") % {"step": cldr.apart(step.title)},
                address=f"{_address(each)}#{step.key}",
                due=step.due_on,
                of=str(each.title),
                public=True,  # everybody reads milestones
                kind=_("Take a milestone one step further"),
                sample=each.sample,
            )


def _theirs(reader: Any) -> list[Course]:
    """Those of its owners or, where none of them is at work any longer, of its leads."""
    own = Owner.objects.filter(milestone=OuterRef("pk"))
    at_work = own.filter(person__in=held_today().filter(role__in=(LEAD, ORGANIZER)).values("person"))
    theirs = run_by(reader).filter(Exists(own.filter(person=reader.pk)) | ~Exists(at_work))
    return courses(list(theirs))


def _to_take_up(reader: Any) -> Iterator[work.Item]:
    for each in not_taken_up(reader):
        yield work.Item(
            title=_("Take up the milestone “%(title)s”") % {"title": cldr.apart(each.title)},
            address=_address(each),
            due=each.next.due_on if each.next else None,
            public=True,
            kind=_("Take a milestone one step further"),
            sample=each.sample,
        )


def _address(course: Course) -> str:
    return reverse("milestones:milestone", args=[course.key])


work.declare("milestones", gettext_lazy("Milestones"), waiting)
