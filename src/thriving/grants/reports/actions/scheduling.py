"""Which reports a grant owes, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.grants.agreements.account import hold as hold_agreement
from thriving.grants.agreements.models import Agreement
from thriving.grants.reports import facts
from thriving.grants.reports.actions.holding import hold
from thriving.grants.reports.models import Kind, Report
from thriving.grants.reports.queries import AGREEMENTS_THAT_REPORT, has_final
from thriving.grants.reports.states import SCHEDULED, WRITTEN_IN
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import LONGEST_TEXT, clean
from thriving.movement.models import Person

LATEST = timedelta(days=366)  # after the days that it covers


@dataclass(frozen=True)
class Planned:
    kind: str
    covers_from: date
    covers_until: date
    due_on: date


def problems(agreement: Agreement, said: Planned) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    if said.kind == Kind.FINAL and has_final(agreement):
        yield "kind", _("This grant has its report at the end already.")
    if said.covers_until < said.covers_from:
        yield "covers_until", _("The last day comes before the first.")
    if agreement.begins_on and said.covers_from < agreement.begins_on:
        yield "covers_from", _("The agreement had not begun on that day.")
    if agreement.ends_on and said.covers_until > agreement.ends_on:
        yield "covers_until", _("The agreement has ended by that day.")
    elif said.kind == Kind.FINAL and agreement.ends_on and said.covers_until < agreement.ends_on:
        yield "covers_until", _("The report at the end tells of the last day of the agreement as well.")
    if not said.covers_until <= said.due_on <= said.covers_until + LATEST:
        yield "due_on", _("It is due after the days that it covers, and within a year.")
    if said.due_on < clock.today():
        yield "due_on", _("Choose a day that is still to come.")


@transaction.atomic
def schedule(agreement: Agreement, said: Planned, *, by: Person) -> Report:
    """Ask for one more report."""
    access.require(by, "run_agreement", agreement)
    hold_agreement(agreement)
    if agreement.state not in AGREEMENTS_THAT_REPORT:
        raise Refused(_("Reports are asked for once the agreement is signed, and until it is closed."))
    if found := [sentence for _field, sentence in problems(agreement, said)]:
        raise Refused(" ".join(dict.fromkeys(found)))
    if said.kind == Kind.FINAL:
        _let_go_of_older(agreement, by)
    return made(agreement, said, by)


def made(agreement: Agreement, said: Planned, by: Actor) -> Report:
    last = agreement.reports.aggregate(last=Max("number"))["last"] or 0
    report = Report.objects.create(
        agreement=agreement,
        number=last + 1,
        kind=said.kind,
        covers_from=said.covers_from,
        covers_until=said.covers_until,
        due_on=said.due_on,
        first_due_on=said.due_on,
        language=agreement.proposal.language,
        sample=agreement.sample,
    )
    diary.note(report, "scheduled", by=by, body={"due_on": said.due_on})
    return report


@transaction.atomic
def owe_final(agreement: Agreement, by: Actor) -> None:
    """The report at the end, as both sides agreed on it last: asked for, or moved with the agreement."""
    hold_agreement(agreement)
    if has_final(agreement) or not (agreement.begins_on and agreement.ends_on):
        return
    due = max(agreement.ends_on + timedelta(days=settings.GRANT_REPORT_DAYS), clock.today())
    last = agreement.reports.filter(kind=Kind.FINAL).first()
    if last and last.state in WRITTEN_IN and last.covers_from <= agreement.ends_on:
        _move_end(last, agreement.ends_on, due, by)
        return
    told_until = _let_go_of_older(agreement, by)
    begins = min(told_until + timedelta(days=1), agreement.ends_on) if told_until else agreement.begins_on
    made(agreement, Planned(Kind.FINAL, begins, agreement.ends_on, due), by)


def _move_end(report: Report, until: date, due: date, by: Actor) -> None:
    """A new agreement promises a new day; but no agreement makes in time what was late before it."""
    before = report.due_on
    if report.first_due_on >= clock.today():
        report.first_due_on = due
    report.covers_until, report.due_on = until, due
    report.save(update_fields=["covers_until", "due_on", "first_due_on"])
    body = {"before": before, "due_on": due, "covers_until": until}
    diary.note(report, "day_moved", by=by, body=body)


def _let_go_of_older(agreement: Agreement, by: Actor) -> date | None:
    """What was written for an earlier end is a report on the way now. Gives the last day that it covers."""
    older = agreement.reports.filter(kind=Kind.FINAL).first()
    if older is None:
        return None
    older.kind = Kind.INTERIM
    older.save(update_fields=["kind"])
    if older.state != SCHEDULED:
        facts.tell(older, by)
    diary.note(older, "made_interim", by=by)
    return older.covers_until


@transaction.atomic
def move_day(report: Report, due_on: date, *, why: str, by: Person) -> None:
    """Give it more time, or less, with the reason. It does not make in time what would have been late."""
    hold(report, "run_report", by)
    if report.state not in WRITTEN_IN:
        raise Refused(_("This report is not awaited any more."))
    if not clean(why):
        raise Refused(_("Say why the day is moved."))
    if not max(report.covers_until, clock.today()) <= due_on <= report.covers_until + LATEST:
        raise Refused(_("Choose a day that is still to come, within a year after the days that it covers."))
    before, report.due_on = report.due_on, due_on
    report.save(update_fields=["due_on"])
    body = {"before": before, "due_on": due_on}
    diary.note(report, "day_moved", by=by, why=clean(why)[:LONGEST_TEXT], body=body)
