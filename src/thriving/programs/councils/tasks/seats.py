"""What ends or is forgotten by itself: terms, questions that nobody answered, those who were not selected."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.programs.councils.actions import nominating, seats


@every("end-terms-of-councils", hours=24)
def end_terms_of_councils() -> None:
    """Let go of the seats whose term is over, and tell those whose term ends soon."""
    seats.end_terms("end-terms-of-councils")
    seats.remind_of_ends("end-terms-of-councils")


@every("forget-nominations", hours=24)
def forget_nominations() -> None:
    """Delete what is known of those who did not answer, and half a year later of those not selected."""
    nominating.let_go_of_unanswered("forget-nominations")
    nominating.forget_not_selected("forget-nominations")
