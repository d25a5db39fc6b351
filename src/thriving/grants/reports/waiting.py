"""Reports that wait: to be written, to be read, and to be done without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.reports.models import Report, Waiver
from thriving.grants.reports.queries import reports_for
from thriving.grants.reports.states import OPEN, SCHEDULED, SUBMITTED, WRITTEN_IN
from thriving.kernel import access
from thriving.movement import work
from thriving.movement.queries import accounts

GRANTEE, OFFICER = gettext_lazy("on the grantee’s side"), gettext_lazy("as grants officer")
SOON = timedelta(days=30)  # before its day a report is work, not yet only a date


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    to_write = _reached(reader, "write_report").exclude(state=SCHEDULED, due_on__gt=today + SOON)
    for each in work.first(to_write):
        yield _item(
            each, _("Write the report on “%(title)s”"), each.due_on, _("Write a report of a grant"), GRANTEE
        )
    for each in work.first(_reached(reader, "judge_report").filter(state=SUBMITTED).order_by("submitted_at")):
        yield _item(each, _("Read the report on “%(title)s”"), None, _("Read a report of a grant"), OFFICER)
    for each in work.first(_to_waive(reader)):
        yield _item(
            each, _("Decide whether “%(title)s” needs its report"), None, _("Decide on a report"), OFFICER
        )


def _to_waive(reader: Any) -> QuerySet[Report]:
    asked = Waiver.objects.filter(agreed=None, report__state__in=WRITTEN_IN).exclude(
        asked_by__in=accounts.keys_of(reader)
    )
    return _reached(reader, "waive_report").filter(pk__in=asked.values("report"))


def _reached(reader: Any, rule: str) -> QuerySet[Report]:
    return access.within(reader, rule, reports_for(reader))


def _item(report: Report, title: str, due: date | None, kind: str, whose: Promise) -> work.Item:
    since = report.submitted_at.date() if report.submitted_at and due is None else None
    return work.Item(
        title=title % {"title": report.agreement.proposal},
        address=reverse("grant_reports:report", args=[report.key]),
        due=due,
        since=since or (report.covers_until if report.state == OPEN else None),
        kind=kind,
        whose=str(whose),
        sample=report.sample,
    )


work.declare("grant_reports", gettext_lazy("Reports of grants"), waiting, lists=("grants",))
