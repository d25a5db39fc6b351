"""The list of councils, one of them, and what its owners write of it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access
from thriving.kernel.words import FALLBACK
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.movement.queries import people
from thriving.programs.councils.actions import councils as actions
from thriving.programs.councils.actions.councils import digest_of
from thriving.programs.councils.actions.preparing import reach_step, steps_reached_by
from thriving.programs.councils.forms.councils import CharterForm, CouncilForm, PersonForm, StepsForm
from thriving.programs.councils.models import Council, CouncilState, Owner
from thriving.programs.councils.queries.calls import calls_of, open_now
from thriving.programs.councils.queries.councils import councils_for, own_membership, seats_of, shown_members
from thriving.programs.councils.queries.preparing import prepared
from thriving.programs.councils.states.council import COUNCIL
from thriving.programs.councils.views import parts
from thriving.programs.councils.views.pages import council_at, form_page, refusal_of, run_at, sent, took
from thriving.programs.milestones.queries import course
from thriving.ui.twins import Column, Parameter, Records

MOST, ON_A_PAGE = 200, 50
COUNCILS = Records(
    "councils",
    gettext_lazy("Councils"),
    gettext_lazy("Who is listened to, on what, and how far each council has come."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(CouncilState)),
        Column("serves", "string", gettext_lazy("Serves"), gettext_lazy("The key of a key result.")),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("The first is 1.")),),
)


@require_safe
def councils(request: HttpRequest, form: Any) -> HttpResponse:
    asked = COUNCILS.asked(request)["page"] or 1
    page = Paginator(councils_for(request.user), ON_A_PAGE).get_page(asked)
    listed = list(page)
    return COUNCILS.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="councils/councils.html",
        context={
            "councils": listed,
            "page": page,
            "open_calls": list(open_now()[:MOST]),
            "may_start": access.holds(request.user, "start_council"),
        },
        extra={"pages": page.paginator.num_pages},
        sample=any(each.sample for each in listed),
    )


def _row(council: Council) -> dict[str, Any]:
    return {"key": council.key, "title": council.title, "state": council.state, "serves": council.serves}


@require_safe
def council(request: HttpRequest, key: str) -> HttpResponse:
    found = council_at(request, key)
    context = {
        "council": found,
        "seats": list(seats_of(found)),
        "members": shown_members(request.user, found),
        "has_rubric": found.rubrics.exists(),
        "calls": list(calls_of(request.user, found)[:MOST]),
        "own": own_membership(request.user, found),
        "moves": _moves(request, found),
        "prepared": prepared(request.user, found),
        "may_run": access.may(request.user, "run_council", found),
        "sample": found.sample,
    }
    for part in parts.shown.values():
        context |= part(request, found)
    return render(request, "councils/council.html", context)


def _moves(request: HttpRequest, found: Council) -> list[tuple[str, Any, list[Any]]]:
    """What its owners can do with it next, each with what is still missing."""
    if not access.may(request.user, "run_council", found):
        return []
    return [(move.name, move.title, move.refusals(found)) for move in COUNCIL.open_from(found.state)]


@needs("start_council")
def new(request: HttpRequest) -> HttpResponseBase:
    by = cast("Person", request.user)
    form = CouncilForm(None, by, typed(request))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        if took(form, lambda: actions.start_council(form.described(), key=key, by=by)):
            return redirect("councils:council", key)
    words = _("From now on everybody can follow how it is prepared. You answer for it.")
    return form_page(request, None, form, heading=_("Prepare a council"), words=words)


@signed_in
def change(request: HttpRequest, key: str) -> HttpResponseBase:
    found = run_at(request, key)
    by = cast("Person", request.user)
    form = CouncilForm(found, by, typed(request))
    if sent(request, form) and took(form, lambda: actions.describe(found, form.described(), by=by)):
        messages.success(request, _("Saved."))
        return redirect("councils:council", key)
    return form_page(request, found, form, heading=_("Describe the council"), label=_("Save"))


@signed_in
def move(request: HttpRequest, key: str, move: str) -> HttpResponseBase:
    found = run_at(request, key)
    asked = next((each for each in COUNCIL.open_from(found.state) if each.name == move), None)
    if asked is None:
        raise Http404
    form = forms.Form(typed(request))
    if sent(request, form) and took(form, lambda: actions.move(found, move, by=cast("Person", request.user))):
        messages.success(request, _("Done."))
        return redirect("councils:council", key)
    return form_page(request, found, form, heading=str(asked.title))


@signed_in
def steps(request: HttpRequest, key: str) -> HttpResponseBase:
    """Which steps of its preparation the council reaches by itself."""
    found = run_at(request, key)
    steps_of = course(request.user, found.serves)
    if steps_of is None:
        raise Http404
    form = StepsForm(steps_of, steps_reached_by(found), typed(request))
    if sent(request, form) and took(form, lambda: _reach(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("councils:council", key)
    words = _(
        "Choose a step for what the council has: it is reached on the day on which the council has it, and "
        "its page is the proof. The other steps are reached by documents."
    )
    heading = _("Steps that the council reaches by itself")
    return form_page(request, found, form, heading=heading, label=_("Save"), words=words)


def _reach(request: HttpRequest, found: Council, form: StepsForm) -> None:
    with transaction.atomic():
        for moment, step in form.said().items():
            reach_step(found, moment, step, by=cast("Person", request.user))


@require_safe
def charter(request: HttpRequest, key: str) -> HttpResponse:
    """All versions, and whether each is still the text whose hash was told."""
    found = council_at(request, key)
    versions = list(found.charters.all())
    if not versions:
        raise Http404
    context = {
        "council": found,
        "charter": versions[0],
        "versions": [(each, digest_of(each.text) == each.digest) for each in versions],
        "may_run": access.may(request.user, "run_council", found),
        "sample": found.sample,
    }
    return render(request, "councils/charter.html", context)


@signed_in
def adopt(request: HttpRequest, key: str) -> HttpResponseBase:
    found = run_at(request, key)
    form = CharterForm(found, typed(request))
    if sent(request, form) and took(form, lambda: _adopt(request, found, form)):
        return redirect("councils:charter", key)
    words = _("It gets a number and a hash. Earlier versions stay to be read.")
    return form_page(request, found, form, heading=_("Adopt a charter"), words=words)


def _adopt(request: HttpRequest, found: Council, form: forms.Form) -> None:
    said = form.cleaned_data
    actions.adopt_charter(
        found,
        said["text"],
        why=said.get("why", ""),
        language=get_language() or FALLBACK,
        by=cast("Person", request.user),
    )


@signed_in
def owners(request: HttpRequest, key: str) -> HttpResponseBase:
    found = run_at(request, key)
    form = PersonForm(typed(request))
    by = cast("Person", request.user)
    if sent(request, form) and took(form, lambda: actions.name_owner(found, form.cleaned_data["who"], by=by)):
        messages.success(request, _("Saved."))
        return redirect("councils:owners", key)
    named = list(found.owners.select_related("person"))
    shown = people.names(request.user, {each.person.key for each in named})
    listed = [(each, shown.get(each.person.key, "")) for each in named]
    return form_page(
        request,
        found,
        form,
        template="councils/owners.html",
        heading=_("Who answers for the council"),
        label=_("Name somebody"),
        owners=listed,
    )


@require_POST
@signed_in
def release_owner(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    found = run_at(request, key)
    owner = get_object_or_404(Owner, council=found, pk=number)
    form = forms.Form({})
    if not took(form, lambda: actions.release_owner(owner, by=cast("Person", request.user))):
        messages.error(request, refusal_of(form))
    return redirect("councils:council", key)
