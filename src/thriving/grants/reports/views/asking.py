"""What the pages of a report have in common: which one is meant, and what leads to it."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.grants.reports.models import Report
from thriving.grants.reports.queries import reports_for


def found(request: HttpRequest, key: str) -> Report:
    return get_object_or_404(reports_for(request.user), key=key)


def page_of(report: Report) -> str:
    return reverse("grant_reports:report", args=[report.key])


def crumbs_of(report: Report) -> list[tuple[str, str]]:
    return [
        (_("Reports of grants"), reverse("grant_reports:reports")),
        (str(report.agreement.proposal), page_of(report)),
    ]
