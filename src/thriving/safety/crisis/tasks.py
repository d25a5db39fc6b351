"""What is done again and again: clocks are watched, and what is old enough is counted."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.safety.crisis.actions import clocks, counting
from thriving.safety.crisis.queries.readiness import WATCH

COUNT = "count-crises"


@every(WATCH, minutes=1)
def watch_crisis_clocks() -> None:
    """Tell whoever stands in of clocks half over, and those who answer for the response of clocks run out."""
    clocks.watch()


@every(COUNT, hours=24)
def count_crises() -> None:
    """Let the plan and the public know of crises that qualified, or were answered, long enough ago."""
    counting.count_due(by=COUNT)
