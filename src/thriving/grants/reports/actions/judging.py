"""An officer accepts a report, or says what is missing; to do without one takes two."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements.rules import people_of
from thriving.grants.reports import facts, letters
from thriving.grants.reports.actions.holding import hold
from thriving.grants.reports.models import Report, Waiver
from thriving.grants.reports.states import REPORT
from thriving.kernel import clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_TEXT, clean
from thriving.movement.models import Person
from thriving.movement.queries import accounts


@transaction.atomic
def accept(report: Report, *, words: str = "", by: Person) -> None:
    """From now on everybody who reads the proposal reads the report, but for its receipts."""
    hold(report, "judge_report", by)
    _require_other_side(report, by)
    REPORT.take(report, "accept", answer=clean(words)[:LONGEST_TEXT], decided_on=clock.today())
    letters.tell_accepted(report)
    diary.note(report, "accepted", by=by)


@transaction.atomic
def ask_changes(report: Report, *, words: str, by: Person) -> None:
    hold(report, "judge_report", by)
    _require_other_side(report, by)
    if not clean(words):
        raise Refused(_("Say what is to be changed."))
    REPORT.take(report, "ask_changes", answer=clean(words)[:LONGEST_TEXT])
    letters.tell_changes(report)
    diary.note(report, "changes_asked", by=by, why=report.answer)


@transaction.atomic
def ask_waiver(report: Report, *, reason: str, by: Person) -> Waiver:
    """Ask to do without this report. Somebody else decides; until then it is owed."""
    hold(report, "waive_report", by)
    _require_other_side(report, by)
    if not clean(reason):
        raise Refused(_("Say why nobody needs to write this report."))
    if report.waivers.filter(agreed=None).exists():
        raise Refused(_("This was asked already, and waits for somebody else."))
    waiver = Waiver.objects.create(
        report=report, reason=clean(reason)[:LONGEST_TEXT], asked_at=clock.now(), asked_by=by.key
    )
    diary.note(report, "waiver_asked", by=by, why=waiver.reason)
    return waiver


@transaction.atomic
def answer_waiver(report: Report, *, agreed: bool, by: Person) -> None:
    hold(report, "waive_report", by)
    _require_other_side(report, by)
    waiver = report.waivers.filter(agreed=None).first()
    if waiver is None:
        raise Refused(_("Nobody has asked to do without this report."))
    if accounts.is_theirs(by, waiver.asked_by):
        raise Refused(_("You have asked for it: somebody else decides."))
    waiver.agreed, waiver.answered_at, waiver.answered_by = agreed, clock.now(), by.key
    waiver.save(update_fields=["agreed", "answered_at", "answered_by"])
    if agreed:
        REPORT.take(report, "waive", answer=waiver.reason, decided_on=clock.today())
        facts.tell(report, by)
        letters.tell_waived(report)
    diary.note(report, "waived" if agreed else "waiver_refused", by=by)


def _require_other_side(report: Report, by: Person) -> None:
    """Two accounts with one mailbox are one person: the rules know accounts."""
    if accounts.accounts_of(by).filter(pk__in=people_of(report.agreement)).exists():
        raise Refused(_("You are on the grantee’s side with another account: somebody else decides."))
