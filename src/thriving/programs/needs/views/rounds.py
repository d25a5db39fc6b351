"""Rounds: the list, planning one, its team, and its steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.movement.queries import people
from thriving.programs.needs import actions
from thriving.programs.needs.asked import asked_now, questionnaire_of
from thriving.programs.needs.forms import MemberForm, NewRoundForm, RoundForm
from thriving.programs.needs.models import Round
from thriving.programs.needs.queries.rounds import rounds_for
from thriving.ui.twins import Column, Form, Parameter, Records

AT_ONCE, MOST = 50, 1_000  # on a page, in a twin
STEPS: dict[str, Callable[..., object]] = {
    "open": actions.open_round,
    "close": actions.close,
    "reopen": actions.reopen,
}
ROUNDS = Records(
    "needs_rounds",
    gettext_lazy("Needs assessments"),
    gettext_lazy("Rounds in which holders of heritage are asked what they need, the newest first."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("need", "string", gettext_lazy("What is asked for"), gettext_lazy("Its key.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(Round.State)),
        Column("begins_on", "date", gettext_lazy("First day"), gettext_lazy("On which asking begins.")),
        Column("ends_on", "date", gettext_lazy("Last day"), gettext_lazy("On which asking ends.")),
        Column("regions", "list", gettext_lazy("Regions"), gettext_lazy("Where holders are looked for.")),
        Column("serves", "string", gettext_lazy("Serves"), gettext_lazy("As plan/key result/requirement.")),
        Column(
            "assessed",
            "integer",
            gettext_lazy("Holders assessed"),
            gettext_lazy("Institutions and communities. Private collections are not in it."),
        ),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Of the list.")),),
)


@require_safe
def rounds(request: HttpRequest, form: Form) -> HttpResponseBase:
    asked = ROUNDS.asked(request)
    pages = Paginator[Any](rounds_for(request.user), AT_ONCE if form == "html" else MOST)
    page = pages.get_page(asked["page"])
    return ROUNDS.respond(
        request,
        [_row(each) for each in page],
        form=form,
        template="needs/rounds.html",
        context={"page": page, "may_plan": access.holds(request.user, "plan_round")},
        sample=any(each.sample for each in page),
    )


@needs("plan_round")
def new(request: HttpRequest) -> HttpResponseBase:
    form = NewRoundForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_round(form.planned(), key=form.cleaned_data["key"], by=_me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("needs:team", made.key)
    return _form_page(request, None, form, _("Plan a needs assessment"), _("Begin"))


@signed_in
def plan(request: HttpRequest, key: str) -> HttpResponseBase:
    one = to_lead(request.user, key)
    form = RoundForm(one, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.replan(one, form.planned(), by=_me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("needs:team", key)
    return _form_page(request, one, form, _("Change the round"), _("Save"))


@signed_in
def team(request: HttpRequest, key: str) -> HttpResponseBase:
    """Where the round is prepared: its questions, its people, its next step."""
    one = to_lead(request.user, key)
    form = MemberForm(typed(request))
    if request.method == "POST" and _changed_team(request, one, form):
        return redirect("needs:team", key)
    questionnaire = questionnaire_of(one)
    members = list(one.members.select_related("person"))
    named = people.names(request.user, [each.person.key for each in members])
    context = {
        "round": one,
        "form": form,
        "members": [(each.person, named.get(each.person.key, str(each.person))) for each in members],
        "questions_url": reverse("questions:edit", args=[questionnaire.key]) if questionnaire else "",
        "version": asked_now(one),
        "sample": one.sample,
    }
    return render(request, "needs/team.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def step(request: HttpRequest, key: str, name: str) -> HttpResponse:
    one = to_lead(request.user, key)
    if name not in STEPS:
        raise Http404
    try:
        STEPS[name](one, by=_me(request))
    except (Refused, MoveRefused) as refused:
        messages.error(request, str(refused))
        return redirect("needs:team", key)
    messages.success(request, _("Done."))
    return redirect("needs:round", key)


def to_lead(reader: Any, key: str) -> Round:
    return get_object_or_404(access.within(reader, "lead_round", Round.objects.all()), key=key)


def _changed_team(request: HttpRequest, one: Round, form: MemberForm) -> bool:
    if leaving := request.POST.get("leaves", ""):
        found = one.members.filter(person__key=leaving).select_related("person").first()
        if found:
            actions.let_go(one, found.person, by=_me(request))
        return True
    if not form.is_valid():
        return False
    called = Person.objects.normalize_username(form.cleaned_data["person"])
    person = Person.objects.without_minors().filter(username=called, is_active=True).first()
    if person is None:
        form.add_error("person", _("Nobody here has this user name."))
        return False
    try:
        actions.take_on(one, person, by=_me(request))
    except Refused as refused:
        form.add_error("person", str(refused))
        return False
    return True


def _row(one: Any) -> dict[str, Any]:
    names = ("key", "title", "need", "state", "begins_on", "ends_on", "regions", "serves", "assessed")
    return {name: getattr(one, name) for name in names}


def _form_page(
    request: HttpRequest, one: Round | None, form: Any, heading: str, label: str
) -> HttpResponseBase:
    context = {"round": one, "form": form, "heading": heading, "label": label}
    return render(request, "needs/form.html", context, status=422 if form.errors else 200)


def _me(request: HttpRequest) -> Person:
    return cast("Person", request.user)
