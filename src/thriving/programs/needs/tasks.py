from __future__ import annotations

from thriving.kernel import schedule
from thriving.programs.needs import actions


@schedule.every("forget-needs", hours=24)
def forget_answers() -> None:
    """Delete what holders answered, on the day that they were promised."""
    actions.forget_due()
    actions.drop_old()
