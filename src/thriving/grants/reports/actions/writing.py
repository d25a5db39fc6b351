"""The grantee's side writes a report, and hands it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.proposals.models import BudgetLine, ChosenMeasure, PaidBy
from thriving.grants.reports import facts
from thriving.grants.reports.actions.holding import hold
from thriving.grants.reports.from_records import Recorded, recorded
from thriving.grants.reports.models import Report, Result, Spending
from thriving.grants.reports.states import REPORT, SCHEDULED
from thriving.kernel import clock, diary
from thriving.kernel.money import Money
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, set_all
from thriving.movement.models import Person
from thriving.movement.spelling import line

LONGEST_TEXT, LONGEST_NOTE = 10_000, 500
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True)
class Said:
    """Of one measure, or of one line of the budget: so much, and a note. None: not said yet."""

    value: Any = None
    note: str = ""


@dataclass(frozen=True)
class Written:
    """The whole report as its writers have it now; by the row of each measure, and of each line."""

    done: str = ""
    learned: str = ""
    ahead: str = ""
    language: str = "en"
    results: Mapping[int, Said] = field(default_factory=dict)
    spent: Mapping[int, Said] = field(default_factory=dict)


def problems(report: Report, said: Written) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    for name in ("done", "learned", "ahead"):
        if len(getattr(said, name)) > LONGEST_TEXT:
            yield name, _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    for each in (*said.results.values(), *said.spent.values()):
        if len(each.note) > LONGEST_NOTE:
            yield "", _("A note has at most %(count)d characters.") % {"count": LONGEST_NOTE}
    for result in said.results.values():
        if result.value is not None and not (result.value.is_finite() and 0 <= result.value < LARGEST):
            yield "", _("A result is a number from 0 on.")
    yield from _problems_of_money(report, said.spent)


def _problems_of_money(report: Report, spent: Mapping[int, Said]) -> Iterator[tuple[str, str]]:
    currency = report.agreement.currency
    for each in spent.values():
        if isinstance(each.value, Money) and each.value.currency != currency:
            yield "", _("This grant is told of in %(currency)s.") % {"currency": currency}


@transaction.atomic
def write(report: Report, said: Written, *, revision: int, by: Person) -> None:
    """Keep what is written so far. ``revision`` is the one that the writer had before their eyes."""
    hold(report, "write_report", by)
    if revision != report.revision:
        raise Refused(
            _(
                "Somebody else has written in this report since you opened it. What you typed stands below: "
                "open the report in another window to see theirs."
            )
        )
    if found := [sentence for _field, sentence in problems(report, said)]:
        raise Refused(" ".join(dict.fromkeys(found)))
    if report.state == SCHEDULED:
        REPORT.take(report, "open")
    texts = {name: clean(getattr(said, name)) for name in ("done", "learned", "ahead")}
    changed = set_all(report, {**texts, "language": said.language, "revision": revision + 1})
    report.save(update_fields=changed)
    _write_results(report, said.results)
    _write_spendings(report, said.spent)
    diary.note(report, "written", by=by, body={"revision": report.revision})


def measures_of(report: Report) -> list[ChosenMeasure]:
    found = report.agreement.proposal.measures.select_related("measure")
    return list(found)


def lines_of(report: Report) -> list[BudgetLine]:
    """Those that the grant pays."""
    return list(report.agreement.proposal.lines.filter(paid_by=PaidBy.GRANT))


def _write_results(report: Report, results: Mapping[int, Said]) -> None:
    for chosen in measures_of(report):
        if chosen.pk in results:
            said = results[chosen.pk]
            values = {"value": said.value, "note": line(said.note)}
            Result.objects.update_or_create(report=report, measure=chosen, defaults=values)


def _write_spendings(report: Report, spent: Mapping[int, Said]) -> None:
    for each in lines_of(report):
        if each.pk in spent:
            said = spent[each.pk]
            amount = None if said.value is None else said.value.amount
            values = {"amount": amount, "note": line(said.note)}
            Spending.objects.update_or_create(report=report, line=each, defaults=values)


@transaction.atomic
def submit(report: Report, *, by: Person) -> None:
    """Hand it in. What the records say of each measure is kept with it, as it is this day."""
    hold(report, "write_report", by)
    if missing := list(missing_in(report)):
        raise Refused(" ".join(missing))
    _keep_recorded(report)
    now = clock.now()
    first = report.first_submitted_at or now
    REPORT.take(report, "submit", submitted_at=now, first_submitted_at=first, submitted_by=by.key)
    facts.tell(report, by)
    diary.note(report, "submitted", by=by)


def missing_in(report: Report) -> Iterator[str]:
    """What it needs before it can be handed in, a sentence each."""
    if not report.done:
        yield _("Say what was done, and what came of it.")
    if not report.learned:
        yield _("Say what was learned: what went wrong is worth as much to others as what went well.")
    told = set(report.results.exclude(value=None).values_list("measure", flat=True))
    for chosen in measures_of(report):
        if chosen.pk not in told:
            yield _("Say how far you came: %(measure)s.") % {"measure": name_of(chosen)}
    spent = set(report.spendings.exclude(amount=None).values_list("line", flat=True))
    for each in lines_of(report):
        if each.pk not in spent:
            yield _("Say what was spent, or 0: %(line)s.") % {"line": each.title}


def name_of(chosen: ChosenMeasure) -> str:
    """Of a shared measure its title, in the reader's language; else what they wrote."""
    newest = chosen.measure.versions.order_by("-number").first() if chosen.measure else None
    return str(newest.title) if newest else chosen.own


def _keep_recorded(report: Report) -> None:
    measures = measures_of(report)
    found = recorded(report.agreement, measures, report.covers_from, report.covers_until)
    for result in report.results.all():
        said = found.get(result.measure_id, Recorded())
        result.recorded, result.fewer_than = said.value, said.fewer_than
        result.save(update_fields=["recorded", "fewer_than"])
