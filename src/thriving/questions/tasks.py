"""What questions do by the clock."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.questions.actions import forget_due, tell_due


@every("forget-answers", hours=24)
def forget_answers() -> None:
    """Delete the answers to questions on the day that those who answered were told."""
    forget_due()


@every("tell-totals", hours=1)
def tell_totals() -> None:
    """Tell anew the totals of questions of which enough people have answered since the last time."""
    tell_due()
