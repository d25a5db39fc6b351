"""The pages of reports; the front page of grants, and the one list of all that waits for somebody of them."""

from thriving.grants.reports.views.front import GRANTS, grants
from thriving.grants.reports.views.mine import MINE, mine
from thriving.grants.reports.views.receipts import new_receipt, receipt, take_away
from thriving.grants.reports.views.reports import REPORTS, report, reports, schedule, write
from thriving.grants.reports.views.steps import step

__all__ = [
    "GRANTS",
    "MINE",
    "REPORTS",
    "grants",
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
