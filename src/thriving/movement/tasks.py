"""What this package does again and again."""

from __future__ import annotations

from datetime import timedelta

from thriving.kernel import access, clock
from thriving.kernel.schedule import every
from thriving.movement import actions
from thriving.movement.accounts import attempts, resets
from thriving.movement.actions import guardians, recognition, reports, weekly
from thriving.movement.models import Affiliate, AffiliateReport, Person
from thriving.movement.queries.roles import ending_soon


@every("forget-sign-in-attempts", hours=1)
def forget_sign_in_attempts() -> None:
    """Forget wrong passwords that were given more than a quarter of an hour ago."""
    attempts.forget_old()


@every("write-reset-letters", minutes=1)
def write_reset_letters() -> None:
    """Write to those who asked for a new password."""
    resets.write_letters()


@every("remind-of-ending-roles", hours=24)
def remind_of_ending_roles() -> None:
    """Write to the holder of a role, and to who gave it, two weeks before it ends."""
    for holding in ending_soon():
        actions.remind_of_end(holding)


@every("remind-of-recognitions", hours=24)
def remind_of_recognitions() -> None:
    """Write to those who judge affiliates when a step is due soon, and when it is overdue."""
    officers = [each for each in Person.objects.to_write_to() if access.holds(each, "judge_affiliates")]
    for affiliate in Affiliate.objects.filter(due_at__lte=clock.now() + recognition.SOON).order_by("pk"):
        recognition.remind(affiliate, officers)


@every("ask-for-reports", hours=24)
def ask_for_reports() -> None:
    """Let affiliates owe the reports for the year that is over, and remind them of those that are due."""
    reports.ask_for_reports(clock.today().year - 1, by="ask-for-reports")
    soon = clock.today() + timedelta(days=reports.REMINDED_BEFORE)
    owed = AffiliateReport.objects.filter(received_on=None, due_on__lte=soon).select_related("affiliate")
    for report in owed.order_by("pk"):
        reports.remind(report)


@every("write-weekly-letters", hours=1)
def write_weekly_letters() -> None:
    """Write to those who asked for it what waits for them, on Monday morning where they are."""
    for person, monday in weekly.to_tell():
        weekly.tell(person, monday)


@every("write-lost-links", minutes=1)
def write_lost_links() -> None:
    """Write to guardians who lost the link by which they take their consent back."""
    guardians.write_to_who_lost_links()


@every("forget-guardians", minutes=30)
def forget_guardians() -> None:
    """Delete addresses of guardians who did not answer in time, and letters to guardians that have left."""
    guardians.expire()
    guardians.forget_letters()
