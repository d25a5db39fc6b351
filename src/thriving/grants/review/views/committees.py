"""The list of committees, one of them, and what its officers write of it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.grants.funds.models import Round
from thriving.grants.funds.views.asking import past
from thriving.grants.review.actions import committees as actions
from thriving.grants.review.forms.committees import MannerForm, PersonForm, RubricForm
from thriving.grants.review.models import Committee, CommitteeState, Member
from thriving.grants.review.queries.committees import committees_for, members_of
from thriving.grants.review.queries.reviewing import to_declare
from thriving.grants.review.states import COMMITTEE
from thriving.grants.review.views.pages import done, form_page
from thriving.grants.review.views.parts import round_so_far
from thriving.kernel import access
from thriving.kernel.words import FALLBACK
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.movement.queries import people
from thriving.ui.pages import Pages
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE = 50
COMMITTEES = Records(
    "grant-committees",
    gettext_lazy("Committees for grants"),
    gettext_lazy("Who decides on the proposals of which round, as far as you may see them."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("round", "string", gettext_lazy("Round"), gettext_lazy("In the language of the page.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(CommitteeState)),
        Column("members", "integer", gettext_lazy("Members"), gettext_lazy("Who sit on it today.")),
        Column("blind", "boolean", gettext_lazy("Blind"), gettext_lazy("It is not told who applies.")),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("The first is 1.")),),
)


@require_safe
@signed_in
def committees(request: HttpRequest, form: Any) -> HttpResponse:
    sitting = Count("members", filter=Q(members__left_at=None))
    found = committees_for(request.user).annotate(sitting=sitting).order_by("-pk")
    page = Pages(found, ON_A_PAGE).get_page(COMMITTEES.asked(request)["page"] or 1)
    listed = list(page)
    return COMMITTEES.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="review/committees.html",
        context={"committees": listed, "page": page},
        extra={"pages": page.paginator.num_pages},
        sample=any(each.sample for each in listed),
    )


def _row(committee: Any) -> dict[str, Any]:
    return {
        "key": committee.key,
        "round": str(committee.round),
        "state": committee.state,
        "members": committee.sitting,
        "blind": committee.is_blind,
    }


@signed_in
def start(request: HttpRequest, key: str) -> HttpResponseBase:
    round_ = get_object_or_404(access.within(request.user, "run_grant_round", Round.objects.all()), key=key)
    if begun := Committee.objects.filter(round=round_).first():
        return past(request, reverse("review:committee", args=[_at(request, begun.key).key]))
    form = MannerForm(None, typed(request))
    by = cast("Person", request.user)
    if done(request, form, lambda: actions.start_committee(round_, form.manner(), by=by)):
        return redirect("review:committee", Committee.objects.get(round=round_).key)
    words = _("Applicants read how it is decided. Once the committee has begun, it stays as it is.")
    return form_page(request, form, heading=_("Put a committee together"), words=words, of=round_)


@require_safe
@signed_in
def committee(request: HttpRequest, key: str) -> HttpResponse:
    found = _at(request, key)
    runs = access.may(request.user, "run_committee", found)
    members = list(members_of(found))
    context = {
        "heading": found.round.title,
        "committee": found,
        "runs": runs,
        "members": _named(request, members) if runs else [],
        "count": len(members),
        "forming": access.may(request.user, "form_committee", found),
        "moves": _moves(found) if runs else [],
        "to_declare": to_declare(request.user).filter(round=found.round_id).count(),
        **round_so_far(request.user, found.round),
        "sample": found.sample,
    }
    return render(request, "review/committee.html", context)


def _moves(found: Committee) -> list[tuple[str, Any, list[Any]]]:
    return [(move.name, move.title, move.refusals(found)) for move in COMMITTEE.open_from(found.state)]


def _named(request: HttpRequest, members: list[Member]) -> list[tuple[Member, str]]:
    shown = people.names(request.user, {each.person.key for each in members})
    return [(each, shown.get(each.person.key, "")) for each in members]


@signed_in
def change(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _at(request, key, "form_committee")
    form = MannerForm(found, typed(request))
    by = cast("Person", request.user)
    if done(request, form, lambda: actions.change_manner(found, form.manner(), by=by)):
        messages.success(request, _("Saved."))
        return redirect("review:committee", key)
    return form_page(request, form, heading=_("How the committee decides"), label=_("Save"), committee=found)


@require_safe
def rubric(request: HttpRequest, key: str) -> HttpResponse:
    found = _at(request, key, "see_grant_rubric")
    if found.rubric is None:
        raise Http404
    heading = _("By what the committee judges")
    context = {"heading": heading, "committee": found, "rubric": found.rubric, "sample": found.sample}
    return render(request, "review/rubric.html", context)


@signed_in
def make_rubric(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _at(request, key, "form_committee")
    form = RubricForm(found.rubric, typed(request))
    by, language = cast("Person", request.user), get_language() or FALLBACK
    if done(request, form, lambda: actions.make_rubric(found, form.criteria(), by=by, language=language)):
        messages.success(request, _("Saved."))
        return redirect("review:rubric", key)
    words = _("It gets a number and a hash. Members give from 0 to 4 points for each criterion.")
    return form_page(
        request, form, heading=_("Make the rubric"), words=words, committee=found, label=_("Save")
    )


@signed_in
def name_member(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _at(request, key, "run_committee")
    form = PersonForm(typed(request))
    by = cast("Person", request.user)
    if done(request, form, lambda: actions.name_member(found, form.cleaned_data["who"], by=by)):
        messages.success(request, _("Saved."))
        return redirect("review:committee", key)
    words = _("They get a letter. Before they read a proposal they say whether they have a conflict.")
    return form_page(request, form, heading=_("Name a member"), words=words, committee=found)


@require_POST
@signed_in
def release_member(request: HttpRequest, key: str, member: int) -> HttpResponseBase:
    found = _at(request, key, "run_committee")
    leaving = get_object_or_404(found.members.filter(left_at=None), pk=member)
    actions.release_member(leaving, by=cast("Person", request.user))
    messages.success(request, _("Done."))
    return redirect("review:committee", key)


@signed_in
def move(request: HttpRequest, key: str, move: str) -> HttpResponseBase:
    found = _at(request, key, "run_committee")
    asked = next((each for each in COMMITTEE.open_from(found.state) if each.name == move), None)
    if asked is None:
        raise Http404
    form = forms.Form(typed(request))
    if done(request, form, lambda: actions.move(found, move, by=cast("Person", request.user))):
        messages.success(request, _("Done."))
        return redirect("review:committee", key)
    return form_page(request, form, heading=str(asked.title), committee=found)


def _at(request: HttpRequest, key: str, rule: str = "see_committee") -> Committee:
    return get_object_or_404(committees_for(request.user, rule), key=key)
