"""What is done with one report besides writing it: a page for each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.grants.funds.views.asking import ask, past, person
from thriving.grants.reports import actions
from thriving.grants.reports.forms import AcceptForm, DayForm, ReasonForm, WordsForm
from thriving.grants.reports.models import Report
from thriving.grants.reports.states import SCHEDULED, SUBMITTED, WRITTEN_IN
from thriving.grants.reports.views.asking import crumbs_of, found, page_of
from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person


@dataclass(frozen=True)
class Step:
    """``states``: of the report, while somebody can take it."""

    title: str | Promise
    rule: str
    states: tuple[str, ...]
    take: Callable[[Report, dict[str, Any], Person], object]
    form: type[forms.Form] = forms.Form
    words: str | Promise = ""
    is_open: Callable[[Report, Person], bool] = lambda _report, _by: True


def _asked_by_others(report: Report, by: Person) -> bool:
    return report.waivers.filter(agreed=None).exclude(asked_by=by.key).exists()


STEPS = {
    "submit": Step(
        _("Hand in"),
        "write_report",
        WRITTEN_IN,
        lambda report, _said, by: actions.submit(report, by=by),
        words=_("An officer reads it then. You can change it again only if they ask for it."),
        is_open=lambda report, _by: report.state != SCHEDULED,
    ),
    "accept": Step(
        _("Accept"),
        "judge_report",
        (SUBMITTED,),
        lambda report, said, by: actions.accept(report, words=said["words"], by=by),
        AcceptForm,
        _("Everybody who reads the proposal reads the report then, but none of its receipts."),
    ),
    "ask-changes": Step(
        _("Ask for changes"),
        "judge_report",
        (SUBMITTED,),
        lambda report, said, by: actions.ask_changes(report, words=said["words"], by=by),
        WordsForm,
    ),
    "move-day": Step(
        _("Move its day"),
        "run_report",
        WRITTEN_IN,
        lambda report, said, by: actions.move_day(report, said["due_on"], why=said["why"], by=by),
        DayForm,
        _("Whether it came in time is counted by the day that was promised first."),
        is_open=lambda report, _by: report.state in WRITTEN_IN,
    ),
    "ask-waiver": Step(
        _("Ask to do without it"),
        "waive_report",
        WRITTEN_IN,
        lambda report, said, by: actions.ask_waiver(report, reason=said["reason"], by=by),
        ReasonForm,
        _("A second officer decides. Until then it is owed."),
        is_open=lambda report, _by: not report.waivers.filter(agreed=None).exists(),
    ),
    "agree-to-waiver": Step(
        _("Agree to do without it"),
        "waive_report",
        WRITTEN_IN,
        lambda report, _said, by: actions.answer_waiver(report, agreed=True, by=by),
        is_open=_asked_by_others,
    ),
    "refuse-waiver": Step(
        _("Keep asking for it"),
        "waive_report",
        WRITTEN_IN,
        lambda report, _said, by: actions.answer_waiver(report, agreed=False, by=by),
        is_open=_asked_by_others,
    ),
}


def steps_for(reader: Any, report: Report) -> list[tuple[str, str | Promise]]:
    """What the reader can do with it now: the name of each step, and what stands on its button."""
    rules = {rule for rule in {each.rule for each in STEPS.values()} if access.may(reader, rule, report)}
    return [
        (name, each.title)
        for name, each in STEPS.items()
        if each.rule in rules and each.is_open(report, reader)
    ]


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    report, by = found(request, key), person(request)
    if step not in STEPS:
        raise Http404
    wanted = STEPS[step]
    if not access.may(by, wanted.rule, report):
        return _over(request, wanted, report)
    form = wanted.form(typed(request))
    return ask(
        request,
        form,
        lambda: wanted.take(report, form.cleaned_data, by),
        title=str(wanted.title),
        words=str(wanted.words),
        label=str(wanted.title),
        crumbs=crumbs_of(report),
        to=page_of(report),
    )


def _over(request: HttpRequest, wanted: Step, report: Report) -> HttpResponseBase:
    """Whoever reads the report is led to it once the step is over; while others can take it, it is absent."""
    if report.state in wanted.states:
        raise Http404
    return past(request, page_of(report))
