"""Recommendations that wait for the reader's answer, and overdue ones that they look after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.councils.models import Recommendation
from thriving.programs.councils.queries.recommendations import overdue_beside, waiting_for


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    for each in waiting_for(reader):
        why = _("A council waits for an answer; everybody sees by when.")
        yield _item(each, _("Answer a council"), why)
    for each in overdue_beside(reader):
        why = _("The promised day has passed. See who is to answer, and remind them or give it to others.")
        yield _item(each, _("An answer to a council is overdue"), why)


def _item(found: Recommendation, title: str, why: str) -> work.Item:
    return work.Item(
        title,
        reverse("councils:recommendation", args=[found.council.key, found.number]),
        found.due_on,
        since=found.adopted_on,
        of=str(found.council),
        why=why,
        kind=title,
        sample=found.sample,
    )


work.declare("recommendations", gettext_lazy("Recommendations"), waiting)
