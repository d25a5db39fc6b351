"""Rounds: the list, a page for each, and what its officers do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thriving.grants.funds import actions, queries, slots
from thriving.grants.funds.asked import asked_now, questionnaire_of
from thriving.grants.funds.forms import NewRoundForm, QuizForm, RoundForm
from thriving.grants.funds.models import ApplicantKind, Round
from thriving.grants.funds.states import ROUND
from thriving.grants.funds.views.asking import REFUSALS, Crumbs, ask, person, taken
from thriving.kernel import access, clock
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.queries.groups import regions
from thriving.programs.initiatives.parts import priorities_called
from thriving.ui.pages import Pages
from thriving.ui.twins import Column, Form, Parameter, Records

ON_A_PAGE, IN_A_TWIN = 50, 1_000
STEPS: dict[str, Callable[..., object]] = {
    "open": actions.open_round,
    "close": actions.close_round,
    "reopen": actions.reopen_round,
}
ROUNDS = Records(
    "grant_rounds",
    gettext_lazy("Rounds of grants"),
    gettext_lazy("When one can apply for which money, the newest first."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("fund", "string", gettext_lazy("Fund"), gettext_lazy("Its key.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(sorted(ROUND.states))),
        Column("opens_on", "date", gettext_lazy("First day"), gettext_lazy("On which one can apply.")),
        Column("closes_on", "date", gettext_lazy("Last day"), gettext_lazy("On which one can apply.")),
        Column("decides_by", "date", gettext_lazy("Decided by"), gettext_lazy("As it is promised.")),
        Column("currency", "string", gettext_lazy("Currency"), gettext_lazy("Its ISO 4217 code.")),
        Column(
            "budget", "string", gettext_lazy("Budget"), gettext_lazy("Of all grants together, in digits.")
        ),
        Column("least", "string", gettext_lazy("Least"), gettext_lazy("That one can ask for.")),
        Column("most", "string", gettext_lazy("Most"), gettext_lazy("That one can ask for.")),
        Column("priority", "string", gettext_lazy("Priority"), gettext_lazy("As plan/priority.")),
        Column("regions", "list", gettext_lazy("Regions"), gettext_lazy("Of the work, by their keys.")),
        Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("Without any, all of them.")),
        Column(
            "core_measures",
            "list",
            gettext_lazy("Core measures"),
            gettext_lazy("For which every proposal sets a target, by their keys."),
        ),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Which part of the list.")),),
)
_PLAIN = ("key", "title", "state", "opens_on", "closes_on", "decides_by", "currency", "priority")


@require_safe
def rounds(request: HttpRequest, form: Form) -> HttpResponse:
    asked = ROUNDS.asked(request)
    pages = Pages(queries.rounds_for(request.user), ON_A_PAGE if form == "html" else IN_A_TWIN)
    page = pages.get_page(asked["page"] or 1)
    return ROUNDS.respond(
        request,
        [_row(each) for each in page],
        form=form,
        template="funds/rounds.html",
        context={
            "listed": [(each, each.takes(clock.today())) for each in page],
            "page": page,
            "may_manage": access.holds(request.user, "manage_funds"),
        },
        sample=any(each.sample for each in page),
    )


@require_safe
def grant_round(request: HttpRequest, key: str) -> HttpResponse:
    one = get_object_or_404(queries.rounds_for(request.user), key=key)
    named = regions()
    context = {
        "round": one,
        "regions": [named.get(each, each) for each in one.regions],
        "applicants": [str(ApplicantKind(each).label) for each in one.applicants],
        "priority": priorities_called([one.priority]).get(one.priority) if one.priority else None,
        "core_measures": queries.core_measures(one).items(),
        "takes": one.takes(clock.today()),
        "sections": slots.sections(request, one),
        "sample": one.sample,
        **_for_officers(request, one),
    }
    return render(request, "funds/round.html", context)


def _for_officers(request: HttpRequest, one: Round) -> dict[str, Any]:
    if not access.may(request.user, "run_grant_round", one):
        return {"runs": False}
    questionnaire = questionnaire_of(one)
    return {
        "runs": True,
        "asked": one.quiz.count(),
        "version": asked_now(one),
        "questions_url": reverse("questions:edit", args=[questionnaire.key]) if questionnaire else "",
        "steps": [(each.name, each.title) for each in ROUND.open_from(one.state)],
    }


@needs("manage_funds")
def new_round(request: HttpRequest, fund: str) -> HttpResponseBase:
    found = get_object_or_404(queries.funds_for(request.user), key=fund)
    form = NewRoundForm(None, typed(request))
    return ask(
        request,
        form,
        lambda: actions.plan_round(found, form.said(), key=form.cleaned_data["key"], by=person(request)),
        title=_("Plan a round"),
        crumbs=[(_("Funds"), reverse("funds:funds")), (found.title, reverse("funds:funds"))],
        to=lambda: reverse("funds:round", args=[form.cleaned_data["key"]]),
        label=_("Begin"),
    )


@signed_in
def change_round(request: HttpRequest, key: str) -> HttpResponseBase:
    one = _to_run(request, key)
    form = RoundForm(one, typed(request))
    return ask(
        request,
        form,
        lambda: actions.replan_round(one, form.said(), by=person(request)),
        title=_("Change the round"),
        crumbs=crumbs_of(one),
        to=lambda: reverse("funds:round", args=[key]),
        label=_("Save"),
    )


@signed_in
def quiz(request: HttpRequest, key: str) -> HttpResponseBase:
    """The questions that come before the form: written while the round is a draft."""
    one = _to_run(request, key)
    drops = request.method == "POST" and "drop" in request.POST
    form = QuizForm(None if drops else typed(request))
    done = _dropped(request, one) if drops else taken(request, form, lambda: _ask(request, one, form))
    if done:
        return redirect("funds:quiz", key)
    context = {"round": one, "form": form, "questions": one.quiz.all(), "crumbs": crumbs_of(one)}
    return render(request, "funds/quiz.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, one: Round, form: QuizForm) -> None:
    actions.ask_in_quiz(one, form.said(), by=person(request))


def _dropped(request: HttpRequest, one: Round) -> bool:
    position = request.POST["drop"]
    try:
        actions.drop_from_quiz(one, int(position) if position.isdecimal() else 0, by=person(request))
    except REFUSALS as refused:
        messages.error(request, str(refused))
    return True


@require_POST
@signed_in
def step(request: HttpRequest, key: str, name: str) -> HttpResponse:
    one = _to_run(request, key)
    if name not in STEPS:
        raise Http404
    try:
        STEPS[name](one, by=person(request))
    except REFUSALS as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Done."))
    return redirect("funds:round", key)


def _to_run(request: HttpRequest, key: str) -> Round:
    return get_object_or_404(queries.rounds_to_run(request.user), key=key)


def crumbs_of(one: Round) -> Crumbs:
    return [
        (_("Rounds of grants"), reverse("funds:rounds")),
        (one.title, reverse("funds:round", args=[one.key])),
    ]


def _row(one: Round) -> dict[str, Any]:
    amounts = {"budget": one.whole, "least": one.smallest, "most": one.largest}
    return {
        **{name: getattr(one, name) for name in (*_PLAIN, "regions", "languages", "core_measures")},
        "fund": one.fund.key,
        **{name: f"{money.amount.normalize():f}" for name, money in amounts.items()},
    }
