"""Steps that wait for those whose turn it is: the owners, and whoever leads what nobody owns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.milestones.queries import courses, run_by


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """The next step of each; one that another record reaches waits for nobody here."""
    theirs = run_by(reader).filter(Q(owners__person=reader.pk) | Q(owners=None)).distinct()
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
