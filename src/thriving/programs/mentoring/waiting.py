"""What waits for mentors and newcomers: requests to answer, and what came of those that began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.movement.models import Audience
from thriving.programs.mentoring import queries
from thriving.programs.mentoring.models import Outcome, Pair

_TO_TELL = timedelta(days=14)


def waiting(reader: Any, today: date) -> Iterator[work.Item]:  # noqa: ARG001 -- as all that wait are asked
    """Who shows nobody which languages they speak is not told in a mailbox either that they mentor."""
    found = [*map(_to_answer, queries.to_answer(reader)), *map(_to_tell, queries.to_tell(reader))]
    hides = getattr(reader, "languages_shown_to", "") == Audience.SELF
    yield from (item.only_counted() if hides else item for item in found)


def _to_answer(pair: Pair) -> work.Item:
    return work.Item(
        _("Answer a newcomer"),
        reverse("mentoring:pair", args=[pair.key]),
        pair.due_on,
        since=pair.asked_at.date(),
        why=_("Somebody wants to learn from you; a no is an answer too."),
        kind=_("Answer a newcomer"),
        sample=pair.sample,
    )


def _to_tell(outcome: Outcome) -> work.Item:
    return work.Item(
        _("Say what came of your mentoring"),
        reverse("mentoring:pair", args=[outcome.pair.key]),
        outcome.asked_on + _TO_TELL,
        since=outcome.asked_on,
        why=_("You began sixty days ago."),
        kind=_("Say what came of your mentoring"),
        sample=outcome.pair.sample,
    )


work.declare("mentoring", gettext_lazy("Mentoring"), waiting)
