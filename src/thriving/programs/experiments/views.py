"""The pages of experiments: the list, one of them, and a page for each step that it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.programs.experiments import actions, frameworks
from thriving.programs.experiments.changed import changed_by
from thriving.programs.experiments.forms import (
    SIDE_TITLES,
    ConnectForm,
    DayForm,
    NewForm,
    NoteForm,
    PlanForm,
    ReasonForm,
    ResultForm,
)
from thriving.programs.experiments.models import Experiment, Outcome, Result, State
from thriving.programs.experiments.queries import experiments_for, run_by
from thriving.programs.experiments.states import DECIDED, DRAFT, EXPERIMENT, FINISHED, RUNNING
from thriving.programs.initiatives.queries import offered
from thriving.programs.patterns.queries import titles
from thriving.ui.twins import Column, Parameter, Records

MOST = 200
HOLES = gettext_lazy("A draft may have holes. What is still missing is asked for before it is decided.")

EXPERIMENTS = Records(
    "experiments",
    gettext_lazy("Experiments"),
    gettext_lazy("What was asked, what was decided before the start, and what came of it; the newest first."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("framework", "string", gettext_lazy("What it improves"), gettext_lazy("By its key.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(State)),
        Column("started_on", "date", gettext_lazy("First day"), gettext_lazy("Empty before the start.")),
        Column("ended_on", "date", gettext_lazy("Last day"), gettext_lazy("Empty until it is finished.")),
        Column("unit", "string", gettext_lazy("Unit"), gettext_lazy("What the figures are in.")),
        Column(
            "estimate", "number", gettext_lazy("Difference"), gettext_lazy("With the change less without.")
        ),
        Column("low", "number", gettext_lazy("Low end"), gettext_lazy("Of the interval of the difference.")),
        Column(
            "high", "number", gettext_lazy("High end"), gettext_lazy("Of the interval of the difference.")
        ),
        Column("level", "integer", gettext_lazy("Level"), gettext_lazy("Of the interval, in percent.")),
        Column("verdict", "string", gettext_lazy("Verdict"), "supported, not_supported, cant_tell"),
    ),
    parameters=(
        Parameter(
            "framework",
            "string",
            gettext_lazy("What it improves"),
            gettext_lazy("Only those that improve it."),
        ),
        Parameter("state", "string", gettext_lazy("State"), gettext_lazy("Only those in this state.")),
    ),
)


@require_safe
def experiments(request: HttpRequest, form: Any) -> HttpResponse:
    asked = EXPERIMENTS.asked(request)
    wanted = {name: asked[name] for name in ("framework", "state") if asked[name]}
    listed = list(experiments_for(request.user).filter(**wanted)[:MOST])
    improved = frameworks.called({each.framework for each in listed})
    return EXPERIMENTS.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="experiments/experiments.html",
        context={
            "experiments": [(each, improved[each.framework]) for each in listed],
            "may_propose": access.holds(request.user, "propose_experiment"),
        },
        sample=any(each.sample for each in listed),
    )


@require_safe
def experiment(request: HttpRequest, key: str) -> HttpResponse:
    query = experiments_for(request.user).select_related("protocol", "lead")
    found = get_object_or_404(query.prefetch_related("deviations"), key=key)
    context = {
        "experiment": found,
        "protocol": getattr(found, "protocol", None),
        "result": found.result,
        "earlier": sorted(found.results.all(), key=lambda each: -each.pk)[1:] if found.result else [],
        "sides": _sides(found.result) if found.result else [],
        "improves": frameworks.called([found.framework])[found.framework],
        "deviations": list(found.deviations.all()),
        "initiative": offered(request.user).filter(key=found.initiative).first(),
        "patterns": titles(each.pattern for each in found.used_patterns.all()),
        "changes": changed_by(request.user, found.key),
        "steps": _steps(request.user, found),
        "missing": _missing(request.user, found),
        "may_rewrite": found.state == DRAFT and access.may(request.user, "run_experiment", found),
        "sample": found.sample,
    }
    return render(request, "experiments/experiment.html", context)


@needs("propose_experiment")
def new(request: HttpRequest) -> HttpResponseBase:
    form = NewForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"].lower()
        try:
            actions.propose_experiment(form.planned(), key=key, by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("experiments:experiment", key)
    words = str(HOLES)
    return _form_page(
        request, None, form, heading=_("Plan an experiment"), label=_("Save the draft"), words=words
    )


@signed_in
def rewrite(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(run_by(request.user), key=key, state=DRAFT)
    form = PlanForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.rewrite(found, form.planned(), by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("experiments:experiment", key)
    words = str(HOLES)
    return _form_page(request, found, form, heading=_("Change the draft"), label=_("Save"), words=words)


@dataclass(frozen=True)
class Step:
    """A page that asks for what a step needs, and takes it."""

    title: str | Promise
    states: tuple[str, ...]
    form: Callable[[Experiment, Any], forms.Form]
    take: Callable[[Experiment, forms.Form, Person], object]
    words: str | Promise = ""


_TITLES = {move.name: move.title for move in EXPERIMENT.moves}
_FROM = {move.name: move.source for move in EXPERIMENT.moves}
STEPS = {
    "decide": Step(
        _TITLES["decide"],
        _FROM["decide"],
        lambda _found, data: forms.Form(data),
        lambda found, _form, by: actions.decide(found, by=by),
        gettext_lazy(
            "From now on everybody can read it, and nobody can change what is asked and what is hoped for."
        ),
    ),
    "start": Step(
        _TITLES["start"],
        _FROM["start"],
        lambda _found, data: DayForm(data),
        lambda found, form, by: actions.start(found, on=form.cleaned_data["on"], by=by),
    ),
    "finish": Step(
        _TITLES["finish"],
        _FROM["finish"],
        ResultForm,
        lambda found, form, by: actions.finish(
            found, cast("ResultForm", form).told(), on=form.cleaned_data["on"], by=by
        ),
        gettext_lazy("The interval and the verdict follow from the figures."),
    ),
    "correct": Step(
        gettext_lazy("Correct its result"),
        (FINISHED,),
        lambda found, data: ResultForm(found, data, corrects=True),
        lambda found, form, by: actions.correct(
            found, cast("ResultForm", form).told(), why=form.cleaned_data["why"], by=by
        ),
        gettext_lazy("The earlier result stays to be read."),
    ),
    "note": Step(
        gettext_lazy("Note what goes otherwise"),
        (RUNNING,),
        lambda _found, data: NoteForm(data),
        lambda found, form, by: actions.deviate(found, form.cleaned_data["words"], by=by),
    ),
    "connect": Step(
        gettext_lazy("Say what it belongs to"),
        (DRAFT, DECIDED, RUNNING, FINISHED),
        ConnectForm,
        lambda found, form, by: actions.connect(found, **form.cleaned_data, by=by),
        gettext_lazy("This can be said at any time: it changes nothing of what was decided."),
    ),
    "stop": Step(
        _TITLES["stop"],
        _FROM["stop"],
        lambda _found, data: ReasonForm(data),
        lambda found, form, by: actions.stop(found, reason=form.cleaned_data["reason"], by=by),
    ),
    "withdraw": Step(
        _TITLES["withdraw"],
        _FROM["withdraw"],
        lambda _found, data: ReasonForm(data),
        lambda found, form, by: actions.withdraw(found, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy("The plan no longer counts it."),
    ),
}


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(run_by(request.user).select_related("protocol"), key=key)
    if step not in STEPS or found.state not in STEPS[step].states:
        raise Http404
    asked = STEPS[step]
    form, title = asked.form(found, typed(request)), str(asked.title)
    if request.method == "POST" and form.is_valid():
        try:
            asked.take(found, form, cast("Person", request.user))
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done."))
            return redirect("experiments:experiment", key)
    return _form_page(request, found, form, heading=title, label=title, words=str(asked.words))


def _steps(reader: Any, found: Experiment) -> list[tuple[str, str | Promise]]:
    if not access.may(reader, "run_experiment", found):
        return []
    return [(name, each.title) for name, each in STEPS.items() if found.state in each.states]


def _missing(reader: Any, found: Experiment) -> list[str | Promise]:
    """What a draft still needs, for whoever can write it."""
    if found.state != DRAFT or not access.may(reader, "run_experiment", found):
        return []
    (decide,) = (move for move in EXPERIMENT.moves if move.name == "decide")
    return list(decide.refusals(found))


def _form_page(
    request: HttpRequest, found: Experiment | None, form: forms.Form, **words: str
) -> HttpResponse:
    context = {"form": form, "experiment": found, **words}
    return render(request, "experiments/step.html", context, status=422 if form.errors else 200)


def _sides(result: Result) -> list[dict[str, Any]]:
    """The figures of both sides, as the page's table shows them."""
    return [{"title": SIDE_TITLES[side], **_numbers(result.seen[side])} for side in SIDE_TITLES]


def _numbers(seen: Mapping[str, int | str]) -> dict[str, Decimal]:
    """As kept, a mean is a text, so that none of its digits is lost."""
    return {part: Decimal(figure) for part, figure in seen.items()}


def _row(found: Experiment) -> dict[str, Any]:
    result = found.result
    return {
        "key": found.key,
        "title": found.title,
        "framework": found.framework,
        "state": found.state,
        "started_on": found.started_on,
        "ended_on": found.ended_on,
        "unit": _unit(found),
        **{name: getattr(result, name, None) for name in ("estimate", "low", "high")},
        "level": found.level,
        "verdict": result.verdict if result else None,
    }


def _unit(found: Experiment) -> str:
    return "percentage points" if found.outcome == Outcome.SHARE else found.measured
