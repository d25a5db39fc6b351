"""The pages of reports, and the one list of all that waits for somebody of a grant."""

from thriving.grants.reports.views.mine import MINE, mine
from thriving.grants.reports.views.receipts import new_receipt, receipt, take_away
from thriving.grants.reports.views.reports import REPORTS, report, reports, schedule, write
from thriving.grants.reports.views.steps import step

__all__ = [
    "MINE",
    "REPORTS",
    "mine",
    "new_receipt",
    "receipt",
    "report",
    "reports",
    "schedule",
    "step",
    "take_away",
    "write",
]
