"""What reports leave in the ledger: that one was promised for a day, and whether it came by it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from thriving.evidence import actions as evidence
from thriving.evidence.facts.words import REGION
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Fact, Source, Visibility
from thriving.evidence.statements import Statement
from thriving.grants.reports.models import Kind, Report
from thriving.grants.reports.states import WAIVED
from thriving.kernel import clock
from thriving.kernel.words import in_every_language
from thriving.movement.actions import Actor

YES_OR_NO = ("yes", "no")
REPORT_DUE = declare(
    FactKind(
        name="grant.report_due",
        subject="report of a grant",
        meaning=_("The day came for which a report of a grant had been promised first, or it came before."),
        sentence=_("A report of a grant was due. In time: %(in_time)s."),
        dimensions=(
            Dimension("in_time", Type.CHOICE, _("Whether it came by that day."), YES_OR_NO),
            Dimension("handed_in", Type.CHOICE, _("Whether it came at all by now."), YES_OR_NO),
            Dimension("report", Type.CHOICE, _("Which sort of report it is."), tuple(Kind)),
            REGION,
        ),
        visibility=Visibility.RESTRICTED,
    )
)
_TITLE = gettext_noop("Report of a grant")
_WHY = "The report came, or its day has passed."


def statements() -> Iterator[Statement]:
    yield from _statements(Report.objects.all())


def tell(report: Report, by: Actor) -> None:
    """Have the ledger say of it just what the records say; a waived report was never owed."""
    Source.objects.update_or_create(
        key=source_of(report),
        defaults={
            "kind": "grant_report",
            "title": in_every_language(_TITLE),
            "url": reverse("grant_reports:report", args=[report.key]),
            "visibility": Visibility.RESTRICTED,
            "sample": report.sample,
        },
    )
    standing = Fact.objects.filter(kind=REPORT_DUE.name, source=source_of(report), superseded_number=None)
    evidence.settle(list(_statements(Report.objects.filter(pk=report.pk))), standing, by=by, why=_WHY)


def _statements(reports: QuerySet[Report]) -> Iterator[Statement]:
    for report in reports.exclude(state=WAIVED).select_related("agreement__proposal").order_by("pk"):
        if said := _statement(report):
            yield said


def _statement(report: Report) -> Statement | None:
    first = report.first_submitted_at
    came_on = first.date() if first else None
    if came_on is None and report.first_due_on >= clock.today():
        return None
    return Statement(
        REPORT_DUE.name,
        report.key,
        min(came_on, report.first_due_on) if came_on else report.first_due_on,
        dimensions={
            "in_time": _said(came_on is not None and came_on <= report.first_due_on),
            "handed_in": _said(came_on is not None),
            "report": report.kind,
            "region": report.agreement.proposal.region,
        },
        source=source_of(report),
        key=source_of(report),
    )


def _said(truth: bool) -> str:  # noqa: FBT001 -- the only thing it takes
    return "yes" if truth else "no"


def source_of(report: Report) -> str:
    return f"grant-report/{report.key}"
