"""Reports as their readers see them, and which of them somebody waits for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.states import RUNNING
from thriving.grants.reports.models import Kind, Report, Spending
from thriving.grants.reports.states import OVER, WRITTEN_IN
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


def has_final(agreement: Agreement) -> bool:
    return agreement.reports.filter(kind=Kind.FINAL).exists()


def spent(report: Report) -> Money:
    """In this report."""
    return _sum(Spending.objects.filter(report=report), report.agreement)


def spent_in_all(agreement: Agreement) -> Money:
    """In all its reports, handed in or not."""
    return _sum(Spending.objects.filter(report__agreement=agreement), agreement)


def _sum(spendings: QuerySet[Spending], agreement: Agreement) -> Money:
    total = spendings.aggregate(total=Sum("amount"))["total"]
    return Money(total or Decimal(0), agreement.currency)
