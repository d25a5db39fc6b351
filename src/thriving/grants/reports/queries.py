"""Reports as their readers see them, and which of them somebody waits for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.states import RUNNING
from thriving.grants.reports.models import Kind, Report, Spending
from thriving.grants.reports.states import ACCEPTED, OVER, WRITTEN_IN
from thriving.kernel import access
from thriving.kernel.money import Money

AGREEMENTS_THAT_REPORT = (*RUNNING, "terminated", "recovering")


def reports_for(reader: Any) -> QuerySet[Report]:
    found = Report.objects.select_related(
        "agreement__proposal__round__fund", "agreement__proposal__affiliate"
    )
    return access.within(reader, "see_report", found)


def overdue(today: date) -> Q:
    return Q(state__in=WRITTEN_IN, due_on__lt=today)


def outstanding(agreement: Agreement) -> QuerySet[Report]:
    """What the grant still owes, the earliest first."""
    return agreement.reports.exclude(state__in=OVER)


def fitting_finals() -> QuerySet[Report]:
    """Reports at the end that tell of all the days; one that is not written yet ends with its agreement."""
    end = F("agreement__ends_on")
    longer = Q(covers_until__gt=end) & ~Q(state__in=WRITTEN_IN)
    return Report.objects.filter(Q(covers_until=end) | Q(agreement__ends_on=None) | longer, kind=Kind.FINAL)


def has_final(agreement: Agreement) -> bool:
    """Up to its last day, as it is agreed now."""
    return fitting_finals().filter(agreement=agreement).exists()


def spent(report: Report) -> Money:
    """In this report."""
    return _sum(Spending.objects.filter(report=report), report.agreement)


def spent_in_all(agreement: Agreement) -> Money:
    """In all its reports, handed in or not."""
    return _sum(Spending.objects.filter(report__agreement=agreement), agreement)


def spent_in_accepted(agreement: Agreement) -> Money:
    told = Spending.objects.filter(report__agreement=agreement, report__state=ACCEPTED)
    return _sum(told, agreement)


def _sum(spendings: QuerySet[Spending], agreement: Agreement) -> Money:
    total = spendings.aggregate(total=Sum("amount"))["total"]
    return Money(total or Decimal(0), agreement.currency)
