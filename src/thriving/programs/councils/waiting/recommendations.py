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
from thriving.programs.councils.queries.recommendations import (
    overdue_beside,
    to_adopt,
    waiting_for,
)


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    for each in waiting_for(reader):
        if each.waits:
            why = _("A council waits for an answer; everybody sees by when.")
            yield _item(each, _("Answer a council"), why)
        else:
            why = _("You accepted it, at least in part: the council waits for what became of it.")
            yield _item(each, _("Say what became of a recommendation"), why, since=each.answered_on)
    for each in overdue_beside(reader):
        why = _("The promised day has passed. See who is to answer, and remind them or give it to others.")
        yield _item(each, _("An answer to a council is overdue"), why)
    for each in to_adopt(reader):
        if each.addressee_id:
            why = _("Put it to the vote at a meeting, or in writing.")
            yield _item(each, _("Record that the council adopted it"), why)
        else:
            why = _("Name the person who is to answer first.")
            yield _item(each, _("Say who is to answer a draft"), why)


def _item(found: Recommendation, title: str, why: str, since: date | None = None) -> work.Item:
    return work.Item(
        title,
        reverse("councils:recommendation", args=[found.council.key, found.number]),
        None if since else found.due_on,  # what is answered has no day any more
        since=since or found.adopted_on,
        of=str(found.council),
        why=why,
        kind=title,
        sample=found.sample,
    )


work.declare("recommendations", gettext_lazy("Recommendations"), waiting)
