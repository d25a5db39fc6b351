"""What waits for those who take part: requests to answer, and what came of what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.exchange import queries
from thriving.programs.exchange.models import Exchange, Outcome

_TO_TELL = timedelta(days=14)


def waiting(reader: Any, today: date) -> Iterator[work.Item]:  # noqa: ARG001 -- as all that wait are asked
    yield from map(_to_answer, queries.to_answer(reader))
    yield from map(_to_tell, queries.outcomes_to_tell(reader))


def _to_answer(exchange: Exchange) -> work.Item:
    affiliate = exchange.asked.affiliate if exchange.asked else None
    return work.Item(
        _("Answer a request for a skill"),
        reverse("exchange:exchange", args=[exchange.key]),
        exchange.due_on,
        since=exchange.asked_at.date(),
        of=str(affiliate or ""),
        why=_("Somebody asks for something that you could help with; a no is an answer too."),
        kind=_("Answer a request for a skill"),
        sample=exchange.sample,
    )


def _to_tell(outcome: Outcome) -> work.Item:
    return work.Item(
        _("Say what came of an exchange"),
        reverse("exchange:exchange", args=[outcome.exchange.key]),
        outcome.asked_on + _TO_TELL,
        since=outcome.asked_on,
        why=_("You agreed sixty days ago."),
        kind=_("Say what came of an exchange"),
        sample=outcome.exchange.sample,
    )


work.declare("exchange", gettext_lazy("Exchange of skills"), waiting)
