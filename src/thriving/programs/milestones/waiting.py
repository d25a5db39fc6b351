"""Steps that wait for those whose turn it is: the owners, and whoever leads what nobody owns."""

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
from thriving.programs.milestones.queries import courses, run_by
from thriving.programs.roles import ORGANIZER


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """The next step of each: for its owners or, where none of them is at work any longer, for its leads.

    One that another record reaches waits for nobody here.
    """
    own = Owner.objects.filter(milestone=OuterRef("pk"))
    at_work = own.filter(person__in=held_today().filter(role__in=(LEAD, ORGANIZER)).values("person"))
    theirs = run_by(reader).filter(Exists(own.filter(person=reader.pk)) | ~Exists(at_work))
    for each in courses(list(theirs)):
        step = each.next
        if step and not step.tie:
            yield work.Item(
                title=_("Reach the step “%(step)s”") % {"step": step.title},
                address=f"{reverse('milestones:milestone', args=[each.key])}#{step.key}",
                due=step.due_on,
                of=str(each.title),
                public=True,  # everybody reads milestones
                kind=_("Take a milestone one step further"),
                sample=each.sample,
            )


work.declare("milestones", gettext_lazy("Milestones"), waiting)
