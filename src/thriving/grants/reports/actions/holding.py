"""A report as it is now, with nobody else writing in it."""

from __future__ import annotations

from thriving.grants.reports.models import Report
from thriving.kernel import access, turn
from thriving.movement.models import Person


def hold(report: Report, rule: str, by: Person) -> None:
    """Ask the rule of the report as it is under the lock: the page was opened long ago."""
    turn.take()
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    access.require(by, rule, report)
