"""What waits for mentors and newcomers: requests to answer, and what came of those that began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.mentoring import queries

_TO_TELL = timedelta(days=14)


def waiting(reader: Any, today: date) -> Iterator[work.Item]:  # noqa: ARG001 -- as all that wait are asked
    for pair in queries.to_answer(reader):
        yield work.Item(
            _("Answer a newcomer"),
            reverse("mentoring:pair", args=[pair.key]),
            pair.due_on,
            since=pair.asked_at.date(),
            why=_("Somebody wants to learn from you; a no is an answer too."),
            kind=_("Answer a newcomer"),
            sample=pair.sample,
        )
    for outcome in queries.to_tell(reader):
        yield work.Item(
            _("Say what came of your mentoring"),
            reverse("mentoring:pair", args=[outcome.pair.key]),
            outcome.asked_on + _TO_TELL,
            since=outcome.asked_on,
            why=_("You began sixty days ago."),
            kind=_("Say what came of your mentoring"),
            sample=outcome.pair.sample,
        )


work.declare("mentoring", gettext_lazy("Mentoring"), waiting)
