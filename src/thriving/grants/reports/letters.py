"""Letters about reports: that one is wanted, and where. Nothing of the grant stands in them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.grants.agreements.rules import people_of
from thriving.grants.reports.models import Report
from thriving.kernel import outbox
from thriving.movement.models import Person

outbox.declare(
    "grant-reports", _("Reports of grants"), _("That a report of your grant is due, or was answered.")
)


def remind(report: Report, what: str) -> None:
    _tell(
        report,
        _("A report is due"),
        _("A report of your grant is due soon. By when, and what it asks:"),
        what,
    )


def tell_overdue(report: Report, what: str) -> None:
    late = _("A report of your grant is overdue: until it is there, nothing more is paid. It stands here:")
    _tell(report, _("A report is overdue"), late, what)


def tell_changes(report: Report) -> None:
    words = _("Your report was read, and something is missing. What it is stands here:")
    _tell(report, _("Your report needs something more"), words, f"changes:{report.revision}")


def tell_accepted(report: Report) -> None:
    _tell(report, _("Your report was accepted"), _("Your report was accepted. It stands here:"), "accepted")


def tell_waived(report: Report) -> None:
    words = _("A report of your grant is not needed any more. Why stands here:")
    _tell(report, _("A report is not needed"), words, "waived")


def _tell(report: Report, subject: Promise, words: Promise, what: str) -> None:
    page = outbox.address_of("grant_reports:report", report.key)
    for person in Person.objects.filter(pk__in=people_of(report.agreement), is_active=True).order_by("pk"):
        outbox.send(
            to=person,
            subject=subject,
            text=format_lazy("{}\n{}\n", words, page),
            key=f"grant-report:{report.key}:{what}",
            kind="grant-reports",
        )
