"""Reports that wait: to be written, to be read, and to be done without; and grants whose last one is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.states import CLOSING, RECOVERING
from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.states import OVER as ENDED
from thriving.grants.reports.models import Report, Waiver
from thriving.grants.reports.queries import fitting_finals
from thriving.grants.reports.states import OPEN, OVER, SCHEDULED, SUBMITTED, WRITTEN_IN
from thriving.kernel import access
from thriving.movement import work
from thriving.movement.queries import accounts
from thriving.ui import cldr

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
    yield from _to_close(reader)


def _to_close(reader: Any) -> Iterator[work.Item]:
    """Whether the money adds up, the page says."""
    run = Agreement.objects.filter(Q(officer=reader.pk) | Q(officer=None), state__in=(CLOSING, RECOVERING))
    settled = Q(to_return=None) | Q(to_return__lte=F("returned"))
    finals = Exists(fitting_finals().filter(agreement=OuterRef("pk")))
    owed = Exists(Report.objects.filter(agreement=OuterRef("pk")).exclude(state__in=OVER))
    going = Exists(Disbursement.objects.filter(tranche__agreement=OuterRef("pk")).exclude(state__in=ENDED))
    found = access.within(reader, "run_agreement", run.filter(settled, finals, ~owed, ~going))
    for each in work.first(found.select_related("proposal").order_by("changed_on", "pk")):
        yield work.Item(
            title=_("Close “%(title)s”") % {"title": cldr.apart(each.proposal)},
            address=reverse("agreements:agreement", args=[each.key]),
            due=None,
            since=each.changed_on,
            kind=_("Close a grant"),
            whose=str(OFFICER),
            sample=each.sample,
        )


def _to_waive(reader: Any) -> QuerySet[Report]:
    asked = Waiver.objects.filter(agreed=None, report__state__in=WRITTEN_IN).exclude(
        asked_by__in=accounts.keys_of(reader)
    )
    return _reached(reader, "waive_report").filter(pk__in=asked.values("report"))


def _reached(reader: Any, rule: str) -> QuerySet[Report]:
    """Whoever may do any of this may also read it: to ask that again would cost more than all the rest."""
    found = Report.objects.select_related("agreement__proposal")
    return access.within(reader, rule, found)


def _item(report: Report, title: str, due: date | None, kind: str, whose: Promise) -> work.Item:
    since = report.submitted_at.date() if report.submitted_at and due is None else None
    return work.Item(
        title=title % {"title": cldr.apart(report.agreement.proposal)},
        address=reverse("grant_reports:report", args=[report.key]),
        due=due,
        since=since or (report.covers_until if report.state == OPEN else None),
        kind=kind,
        whose=str(whose),
        sample=report.sample,
    )


work.declare("grant_reports", gettext_lazy("Reports of grants"), waiting, lists=("grants",))
