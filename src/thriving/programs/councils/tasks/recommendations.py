"""What is done again and again with recommendations."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.programs.councils.actions import upkeep


@every("hand-over-recommendations", hours=24)
def hand_over_recommendations() -> None:
    """Give recommendations whose addressee has left the role to whoever answers now."""
    upkeep.hand_over_from_who_left("hand-over-recommendations")


@every("judge-answers-to-councils", hours=24)
def judge_answers_to_councils() -> None:
    """State which recommendations were not answered by the promised day."""
    upkeep.judge_answers("judge-answers-to-councils")


@every("remind-of-answers-to-councils", hours=24)
def remind_of_answers_to_councils() -> None:
    """Write before an answer to a council is due, and while it is overdue."""
    upkeep.remind()
