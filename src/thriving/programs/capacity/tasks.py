"""What this package does again and again."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.programs.capacity import actions


@every("remind-of-second-assessments", hours=24)
def remind_of_second_assessments() -> None:
    """Write once to the officers whose program is over that what grew counts only when assessed again."""
    actions.remind_of_second()
