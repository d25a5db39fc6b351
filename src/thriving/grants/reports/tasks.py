"""What this package does again and again."""

from __future__ import annotations

from thriving.grants.reports import actions
from thriving.kernel.schedule import every


@every("schedule-reports-of-grants", hours=24)
def schedule_reports_of_grants() -> None:
    """Ask every grant that is signed for a report at its end."""
    actions.schedule_finals("schedule-reports-of-grants")


@every("remind-of-reports-of-grants", hours=24)
def remind_of_reports_of_grants() -> None:
    """Open reports whose days are over, and write to those who owe them."""
    actions.open_and_remind()


@every("tell-of-late-reports-of-grants", hours=24)
def tell_of_late_reports_of_grants() -> None:
    """State that a promised day has passed."""
    actions.tell_of_days("tell-of-late-reports-of-grants")
