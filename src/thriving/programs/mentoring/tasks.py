"""What this package does again and again."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.programs.mentoring import actions


@every("judge-answers-of-mentors", hours=24)
def judge_answers_of_mentors() -> None:
    """State which requests of newcomers have waited for more than a week."""
    actions.judge_answers("judge-answers-of-mentors")


@every("ask-what-came-of-mentoring", hours=24)
def ask_what_came_of_mentoring() -> None:
    """Ask both of every pair, sixty days after they began, what came of it."""
    actions.ask_what_came("ask-what-came-of-mentoring")
