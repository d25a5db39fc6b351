"""What this package does again and again."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.programs.asking import actions, letters


@every("judge-promises-to-answer", hours=24)
def judge_promises_to_answer() -> None:
    """State which questions were not answered by the day that was promised."""
    actions.judge_promises("judge-promises-to-answer")


@every("forget-old-questions", hours=24)
def forget_old_questions() -> None:
    """Erase what was asked without an account half a year after it rested, and spam after a month."""
    actions.forget_old("forget-old-questions")


@every("forget-addresses-of-askers", hours=1)
def forget_addresses_of_askers() -> None:
    """Delete the letters that told somebody without an account of an answer, once they have left."""
    letters.to_addresses().delete()
