"""The pages of positions: the list with its coverage, one of them, and a page for each step that it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement import naming
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.programs.initiatives.parts import code, key_results_called
from thriving.programs.milestones.queries import run_by as milestones_run_by
from thriving.programs.milestones.telling import told_late
from thriving.programs.positions import actions, facts, queries
from thriving.programs.positions.coverage import coverages
from thriving.programs.positions.forms import (
    CloseForm,
    DayForm,
    HolderForm,
    ListForm,
    NameForm,
    NewForm,
    PositionForm,
    ReasonForm,
    StepForm,
)
from thriving.programs.positions.models import Holding, Position, State
from thriving.programs.positions.states import POSITION
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE = 50

POSITIONS = Records(
    "positions",
    gettext_lazy("Positions"),
    gettext_lazy("Who is looked for, who is at work where, and how long each position was open."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("role", "string", gettext_lazy("Role"), gettext_lazy("By its key.")),
        Column("region", "string", gettext_lazy("Region"), gettext_lazy("By its key.")),
        Column("country", "string", gettext_lazy("Country"), gettext_lazy("Empty where it could endanger.")),
        Column("language", "string", gettext_lazy("Language"), gettext_lazy("By its code.")),
        Column("hours", "integer", gettext_lazy("Hours a week"), gettext_lazy("Empty where nobody said.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(State)),
        Column("opened_on", "date", gettext_lazy("Opened"), gettext_lazy("The first time.")),
        Column("first_day", "date", gettext_lazy("First day"), gettext_lazy("Of who holds it now.")),
        Column("days_open", "integer", gettext_lazy("Days open"), gettext_lazy("Of all times together.")),
        Column("plan", "string", gettext_lazy("Plan"), gettext_lazy("The plan that it serves, by its key.")),
        Column("key_result", "string", gettext_lazy("Key result"), gettext_lazy("By its key.")),
    ),
    parameters=(
        Parameter("state", "string", gettext_lazy("State"), gettext_lazy("Only those in this state.")),
        Parameter("role", "string", gettext_lazy("Role"), gettext_lazy("Only those of this role.")),
        Parameter("region", "string", gettext_lazy("Region"), gettext_lazy("Only those of this region.")),
    ),
)


@require_safe
def positions(request: HttpRequest, form: Any) -> HttpResponse:
    asked = POSITIONS.asked(request)
    wanted = {name: value for name, value in asked.items() if value}
    found = queries.positions_for(request.user).filter(**wanted)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    listed = list(page) if form == "html" else list(found)
    countries = queries.countries_shown(listed)
    return POSITIONS.respond(
        request,
        [_row(each, countries) for each in listed],
        form=form,
        template="positions/positions.html",
        context=_list_context(request, page, listed) if form == "html" else None,
        sample=any(each.sample for each in listed),
    )


def _list_context(request: HttpRequest, page: Any, listed: list[Position]) -> dict[str, Any]:
    everything = queries.positions_for(request.user)
    return {
        "page": page,
        "positions": [_shown(each) for each in listed],
        "form": ListForm(request.GET or None),
        "coverages": coverages() if not request.GET else [],
        "median": queries.median_days(everything),
        "may_propose": access.holds(request.user, "propose_position"),
    }


def _shown(each: Position) -> dict[str, Any]:
    return {
        "position": each,
        "region": naming.region_name(each.region) if each.region else "",
        "days": queries.days_open(each),
        "holding": queries.current_holding(each),
        "opening": queries.current_opening(each),
    }


def _row(each: Position, countries: dict[int, str]) -> dict[str, Any]:
    plain = ("key", "title", "role", "region", "language", "hours", "state", "plan", "key_result")
    openings, holding = list(each.openings.all()), queries.current_holding(each)
    return {
        **{name: getattr(each, name) for name in plain},
        "country": countries.get(each.pk),
        "opened_on": openings[0].opened_on if openings else None,
        "first_day": holding.first_day if holding else None,
        "days_open": queries.days_open(each),
    }


@require_safe
def position(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(queries.positions_for(request.user), key=key)
    may_run = access.may(request.user, "run_position", found)
    context = {
        **_shown(found),
        "country": queries.countries_shown([found]).get(found.pk, ""),
        "history": _history(request, found, may_run),
        "openings": list(found.openings.all()),
        "mine": queries.holdings_of(request.user).filter(position=found).last(),
        "may_run": may_run,
        "serves": _serves(found),
        "steps": _steps(found) if may_run else [],
        "sample": found.sample,
    }
    return render(request, "positions/position.html", context)


def _serves(found: Position) -> list[Words]:
    """The name of the key result, if it serves one."""
    return list(key_results_called([code(found.plan, found.key_result)]).values()) if found.key_result else []


@dataclass(frozen=True)
class Told:
    """Who held it, as far as the reader may know."""

    holding: Holding
    name: str
    account: str
    told_late: date | None  # that they had begun, if it was long after


def _history(request: HttpRequest, found: Position, may_run: bool) -> list[Told]:  # noqa: FBT001 -- asked once
    """What was undone is for those who run it."""
    names, accounts = queries.names_shown(found), queries.holders_seen(request.user, found)
    told = (each for each in found.holdings.all() if each.stage != Holding.Stage.UNDONE or may_run)
    days = facts.told_days([found])
    return [
        Told(each, names.get(each.pk, ""), accounts.get(each.pk, ""), _told_late(each, days)) for each in told
    ]


def _told_late(each: Holding, days: Mapping[tuple[str, int, date], date]) -> date | None:
    return told_late(each.first_day, days.get((each.position.key, each.number, each.first_day)))


@needs("propose_position")
def new(request: HttpRequest) -> HttpResponseBase:
    form = NewForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"].lower()
        try:
            made = actions.propose(form.described(), key=key, by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("positions:position", made.key)
    words = _("It is a draft until you show its description.")
    return _form_page(
        request, None, form, heading=_("Plan a position"), label=_("Save the draft"), words=words
    )


@signed_in
def rewrite(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(queries.run_by(request.user), key=key)
    form = PositionForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.rewrite(found, form.described(), by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, key)
    return _form_page(request, found, form, heading=_("Change the position"), label=_("Save"))


@signed_in
def name(request: HttpRequest, key: str) -> HttpResponseBase:
    """Whoever holds it says whether, and how, they are named."""
    mine = queries.holdings_of(request.user).filter(position__key=key).last()
    if mine is None:
        raise Http404(key)
    form = NameForm(typed(request), initial={"name": mine.shown_name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.show_name(mine, form.cleaned_data["name"], by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, key)
    words = _("You hold this position. Nobody is named here who has not said so.")
    return _form_page(request, mine.position, form, heading=_("Your name"), label=_("Save"), words=words)


@signed_in
def steps(request: HttpRequest, key: str) -> HttpResponseBase:
    """Have a step of a milestone reached by the position itself."""
    found = get_object_or_404(queries.run_by(request.user), key=key)
    form = StepForm(list(milestones_run_by(request.user)), typed(request))
    if request.method == "POST" and form.is_valid():
        milestone, chosen = form.chosen()
        try:
            actions.reach_step(
                found, form.cleaned_data["moment"], milestone, chosen, by=cast("Person", request.user)
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("milestones:milestone", milestone.key)
    words = _("Nobody has to say a second time what the position says already.")
    heading = _("Have it reach a step of a milestone")
    return _form_page(request, found, form, heading=heading, label=_("Save"), words=words)


@dataclass(frozen=True)
class Step:
    """A page that asks for what a move needs, and makes it."""

    form: Callable[[Any], forms.Form]
    take: Callable[[Position, dict[str, Any], Person], object]
    words: str | Promise = ""


STEPS = {
    "describe": Step(
        forms.Form,
        lambda found, _said, by: actions.describe(found, by=by),
        gettext_lazy("From now on everybody reads what is planned."),
    ),
    "open": Step(DayForm, lambda found, said, by: actions.open_for_applications(found, on=said["on"], by=by)),
    "close": Step(
        CloseForm,
        lambda found, said, by: actions.close(found, on=said["on"], reason=said["reason"], by=by),
    ),
    "promise": Step(
        HolderForm,
        lambda found, said, by: actions.promise(found, first_day=said["on"], holder=said["holder"], by=by),
        gettext_lazy("Plans count it once work has begun."),
    ),
    "begin": Step(DayForm, lambda found, said, by: actions.begin(found, first_day=said["on"], by=by)),
    "fill": Step(
        HolderForm,
        lambda found, said, by: actions.fill(found, first_day=said["on"], holder=said["holder"], by=by),
    ),
    "undo": Step(
        ReasonForm,
        lambda found, said, by: actions.undo(found, why=said["reason"], by=by),
        gettext_lazy("Plans no longer count it, and the position is open again."),
    ),
    "leave": Step(
        DayForm,
        lambda found, said, by: actions.leave(found, last_day=said["on"], by=by),
        gettext_lazy("That they were hired stays true, and counts; the page says that nobody is there now."),
    ),
}
_MOVES = {move.name: move for move in POSITION.moves}


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(queries.run_by(request.user), key=key)
    if step not in STEPS or found.state not in _MOVES[step].source:
        raise Http404(step)
    asked, title = STEPS[step], str(_MOVES[step].title)
    form = asked.form(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked.take(found, form.cleaned_data, cast("Person", request.user))
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, key)
    return _form_page(request, found, form, heading=title, label=title, words=str(asked.words))


def _steps(found: Position) -> list[tuple[str, str | Promise, list[str | Promise]]]:
    """Each that comes next, with what is still missing for it."""
    return [(move.name, move.title, move.refusals(found)) for move in POSITION.open_from(found.state)]


def _done(request: HttpRequest, key: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("positions:position", key)


def _form_page(request: HttpRequest, found: Position | None, form: forms.Form, **words: str) -> HttpResponse:
    context = {"form": form, "position": found, **words}
    return render(request, "positions/form.html", context, status=422 if form.errors else 200)
