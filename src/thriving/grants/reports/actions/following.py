"""What time brings by itself: a report at the end of each grant, reminders, and days that have passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.states import RUNNING
from thriving.grants.reports import facts, letters
from thriving.grants.reports.actions.scheduling import owe_final
from thriving.grants.reports.models import Report
from thriving.grants.reports.queries import fitting_finals
from thriving.grants.reports.states import REPORT, SCHEDULED, WRITTEN_IN
from thriving.kernel import clock, turn
from thriving.movement.actions import Actor

SOON, LATE_AGAIN = timedelta(days=14), timedelta(days=7)


def schedule_finals(by: Actor) -> None:
    """Every grant that is signed owes a report at its end; where its end was moved, the report follows."""
    running = Agreement.objects.filter(state__in=RUNNING, begins_on__isnull=False, ends_on__isnull=False)
    for agreement in running.exclude(pk__in=fitting_finals().values("agreement")).order_by("pk"):
        owe_final(agreement, by)


def open_and_remind() -> None:
    """Open what covers days that are over, and write to those who owe it: before, on the day, and after."""
    today = clock.today()
    for report in Report.objects.filter(state__in=WRITTEN_IN).select_related(
        "agreement__proposal__affiliate"
    ):
        with transaction.atomic():
            _follow(report, today)


def _follow(report: Report, today: date) -> None:
    turn.take()
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    if report.state == SCHEDULED and report.covers_until < today:
        REPORT.take(report, "open")
    what = _reminder(report, today)
    if what and what != report.reminded_for:
        report.reminded_for = what
        report.save(update_fields=["reminded_for"])
        (letters.tell_overdue if report.is_overdue(today) else letters.remind)(report, what)


def _reminder(report: Report, today: date) -> str:
    """Which letter is due on this day; the name holds the day, so that a moved day is told of anew."""
    if report.state not in WRITTEN_IN:
        return ""
    passed = [name for name, day in _days(report) if day <= today]
    return passed[-1] if passed else ""


def _days(report: Report) -> Iterator[tuple[str, date]]:
    due = report.due_on
    yield f"soon:{due}", due - SOON
    yield f"late:{due}", due + timedelta(days=1)
    yield f"later:{due}", due + LATE_AGAIN


def tell_of_days(by: Actor) -> None:
    """State that a promised day has passed without a report."""
    for report in Report.objects.filter(state__in=WRITTEN_IN, first_due_on__lt=clock.today()):
        with transaction.atomic():
            facts.tell(report, by)
