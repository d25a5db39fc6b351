"""The reports that affiliates owe: asked for by the calendar, handed in by their officers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access, clock, diary, files, outbox
from thriving.movement import scopes
from thriving.movement.actions.actor import Actor, Refused
from thriving.movement.actions.groups import is_page
from thriving.movement.models import (
    Affiliate,
    AffiliateKind,
    AffiliateReport,
    AffiliateState,
    Person,
    ReportKind,
)
from thriving.movement.queries.roles import held_today
from thriving.movement.roles import OFFICERS_OF_AFFILIATES

# What each kind of affiliate owes for each calendar year, and by which day of the next one.
OWED: dict[str, tuple[tuple[ReportKind, tuple[int, int]], ...]] = {
    AffiliateKind.CHAPTER: ((ReportKind.ACTIVITIES, (3, 31)), (ReportKind.FINANCES, (6, 30))),
    AffiliateKind.THEMATIC: ((ReportKind.ACTIVITIES, (3, 31)), (ReportKind.FINANCES, (6, 30))),
    AffiliateKind.USER_GROUP: ((ReportKind.ACTIVITIES, (3, 31)),),
}
REMINDED_BEFORE = 30  # days
_KINDS_OF_FILE = ("pdf", "csv", "xlsx")


@transaction.atomic
def ask_for_reports(year: int, *, by: Actor) -> int:
    """Let every affiliate owe its reports for a year that is over; how many are new. Once is enough.

    Owed by those that were recognized before the year ended, suspended or not. What was due
    before anybody here asked for it is not owed here: nobody is late by being entered late.
    """
    owing = Affiliate.objects.filter(
        state__in=[AffiliateState.RECOGNIZED, AffiliateState.SUSPENDED],
        recognized_since__lte=date(year, 12, 31),
    )
    wanted = [report for affiliate in owing for report in _owed(affiliate, year)]
    before = AffiliateReport.objects.count()
    AffiliateReport.objects.bulk_create(wanted, ignore_conflicts=True)
    if new := AffiliateReport.objects.count() - before:
        diary.note("movement.reports", "asked_for", by=by, body={"year": year, "reports": new})
    return new


@transaction.atomic
def owe(  # noqa: PLR0913 -- each is a column of the report
    affiliate: Affiliate, what: str, *, begins_on: date, ends_on: date, due_on: date, by: Actor
) -> AffiliateReport:
    """Let one affiliate owe one report, outside the calendar. Nobody says what their own owes."""
    _require_judge(by, affiliate)
    if not begins_on <= ends_on <= due_on:
        raise Refused(
            _("A report is due after the time that it tells of, and that time ends after it begins.")
        )
    report, new = AffiliateReport.objects.get_or_create(
        affiliate=affiliate,
        what=what,
        begins_on=begins_on,
        defaults={"ends_on": ends_on, "due_on": due_on},
    )
    if not new:
        raise Refused(_("This report is owed already."))
    diary.note(affiliate, "owes_report", by=by, body={"what": what, "begins_on": begins_on})
    return report


@transaction.atomic
def hand_in(
    report: AffiliateReport,
    *,
    by: Actor,
    url: str = "",
    file: File[bytes] | None = None,
    received_on: date | None = None,
) -> AffiliateReport:
    """The report has come, as an address or a file. ``received_on`` is for what came by another way."""
    if not isinstance(by, str):
        access.require(by, "hand_in_report", report)
    _refuse_unreadable(url, file)
    day = _day_received(report.affiliate, received_on, by)
    report.url, report.received_by = url, by if isinstance(by, str) else by.key
    report.file = files.store(file, by=by, kinds=_KINDS_OF_FILE).key if file else ""
    report.received_on = report.received_on or day  # a better version comes no later than the first did
    report.save(update_fields=["url", "file", "received_on", "received_by"])
    diary.note(report.affiliate, "handed_in_report", by=by, body={"report": report.pk})
    return report


def remind(report: AffiliateReport) -> None:
    """Write to the affiliate's officers, once when a report is due soon and once when it is overdue."""
    late = report.due_on < clock.today()
    for officer in officers_of(report.affiliate):
        outbox.send(
            to=officer,
            subject=gettext_lazy("A report is overdue") if late else gettext_lazy("A report is due soon"),
            text=format_lazy(
                "{}\n\n{}\n",
                gettext_lazy("Sign in and hand it in here:"),
                outbox.address_of("movement:affiliate_reports", report.affiliate.key),
            ),
            key=f"report:{report.pk}:{report.due_on}:{'late' if late else 'due'}",
            kind="work",
        )


def officers_of(affiliate: Affiliate) -> list[Person]:
    """Whoever answers for the affiliate today."""
    scope = scopes.written("affiliate", affiliate.key)
    held = held_today().filter(role__in=OFFICERS_OF_AFFILIATES, scope=scope)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))


def _owed(affiliate: Affiliate, year: int) -> list[AffiliateReport]:
    due = ((what, date(year + 1, month, day)) for what, (month, day) in OWED[affiliate.kind])
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [
        AffiliateReport(affiliate=affiliate, what=what, begins_on=first, ends_on=last, due_on=due_on)
        for what, due_on in due
        if due_on >= clock.today()
    ]


def _refuse_unreadable(url: str, file: Any) -> None:
    if not url and not file:
        raise Refused(_("Give an address where the report can be read, or its file."))
    if url and not is_page(url):
        raise Refused(_("This is no address of a page: it starts with https://."))


def _day_received(affiliate: Affiliate, told: date | None, by: Actor) -> date:
    """Today, unless somebody who judges the affiliate says that it came earlier."""
    if told is None:
        return clock.today()
    _require_judge(by, affiliate)
    if told > clock.today():
        raise Refused(_("This day has not come yet."))
    return told


def _require_judge(by: Actor, affiliate: Affiliate) -> None:
    if not isinstance(by, str):
        access.require(by, "judge_affiliate", affiliate)
