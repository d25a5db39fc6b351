"""Decisions are written down, one after the other; one that nobody has read yet may fall away."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.safety.crisis.criteria import Answers
from thriving.safety.crisis.models import AWAITED, Crisis, Decision


def decide(crisis: Crisis, answers: Answers, by: Person, reason: str, **said: Any) -> Decision:
    """The next one; ``said``: the severity, or what else there is to keep of it."""
    last = crisis.decisions.aggregate(last=Max("number"))["last"] or 0
    return Decision.objects.create(
        crisis=crisis,
        number=last + 1,
        qualifies=said.get("severity") is not None,
        answers=dict(answers),
        reason=reason,
        decided_at=clock.now(),
        decided_by=by,
        **said,
    )


def lapse(crisis: Crisis) -> None:
    """Nobody reads any longer what was overtaken: it holds no more, as if somebody had contested it."""
    crisis.decisions.filter(AWAITED).update(read_at=clock.now(), agreed=False)
