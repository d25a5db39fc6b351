"""What is done with reports, each a verb."""

from thriving.grants.reports.actions.following import open_and_remind, schedule_finals, tell_of_days
from thriving.grants.reports.actions.judging import accept, answer_waiver, ask_changes, ask_waiver
from thriving.grants.reports.actions.receipts import Paid, bring_receipt, take_receipt_away
from thriving.grants.reports.actions.scheduling import Planned, move_day, schedule
from thriving.grants.reports.actions.writing import Said, Written, submit, write

__all__ = [
    "Paid",
    "Planned",
    "Said",
    "Written",
    "accept",
    "answer_waiver",
    "ask_changes",
    "ask_waiver",
    "bring_receipt",
    "move_day",
    "open_and_remind",
    "schedule",
    "schedule_finals",
    "submit",
    "take_receipt_away",
    "tell_of_days",
    "write",
]
