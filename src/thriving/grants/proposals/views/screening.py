"""The officers' pages: what waits to be screened, and what becomes of it; and the applicants' answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thriving.grants.funds.forms import fields
from thriving.grants.funds.views.asking import REFUSALS, ask, person
from thriving.grants.proposals import actions, queries
from thriving.grants.proposals.forms import WordsForm
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.views.drafts import crumbs_of, leads_back
from thriving.kernel import access
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.forms.days import DayField
from thriving.ui.pages import Pages

ON_A_PAGE = 50


class AskForm(WordsForm):
    wanted_by = DayField(label=gettext_lazy("Wanted by"), required=False, help_text=gettext_lazy("A day."))


class TurnAwayForm(forms.Form):
    reason = fields.text(gettext_lazy("Why it does not fit the round"), required=True, longest=3_000)
    another_time = fields.text(
        gettext_lazy("What would be needed another time"), required=True, longest=3_000
    )


@require_safe
@needs("manage_funds")
def screening(request: HttpRequest) -> HttpResponse:
    """All that officers have to do with before a committee reviews it, the longest waiting first."""
    pages = Pages(queries.to_screen(request.user), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "proposals/screening.html", {"page": page, "title": _("To be screened")})


@require_POST
@signed_in
def screen(request: HttpRequest, key: str) -> HttpResponse:
    found = _to_screen(request, key)
    try:
        actions.screen(found, by=person(request))
    except REFUSALS as refused:
        messages.error(request, str(refused))
    return redirect("proposals:proposal", key)


@signed_in
def ask_for_more(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _to_screen(request, key)
    form = AskForm(typed(request), label=_("What you want to know"))

    def take() -> Any:
        it = form.cleaned_data
        return actions.ask_for_more(found, it["words"], wanted_by=it["wanted_by"], by=person(request))

    return ask(
        request,
        form,
        take,
        title=_("Ask for more"),
        crumbs=crumbs_of(found),
        to=lambda: reverse("proposals:proposal", args=[key]),
    )


@signed_in
def turn_away(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _to_screen(request, key)
    form = TurnAwayForm(typed(request))

    def take() -> None:
        it = form.cleaned_data
        actions.turn_away(found, it["reason"], another_time=it["another_time"], by=person(request))

    return ask(
        request,
        form,
        take,
        title=_("Turn away"),
        crumbs=crumbs_of(found),
        to=lambda: reverse("proposals:proposal", args=[key]),
        words=_("Everybody who reads the proposal reads both. Do not write about people."),
    )


@signed_in
@leads_back
def answer(request: HttpRequest, key: str) -> HttpResponseBase:
    """What the applicants answer to the officer."""
    found = get_object_or_404(
        access.within(request.user, "answer_for_proposal", queries.proposals_for(request.user)), key=key
    )
    asked = found.requests.filter(answered_at=None).first()
    form = WordsForm(typed(request), label=_("Your answer"))
    return ask(
        request,
        form,
        lambda: actions.answer_officer(found, form.cleaned_data["words"], by=person(request)),
        title=_("Answer"),
        crumbs=crumbs_of(found),
        to=lambda: reverse("proposals:proposal", args=[key]),
        words=asked.words if asked else "",
    )


def _to_screen(request: HttpRequest, key: str) -> Proposal:
    return get_object_or_404(queries.to_screen(request.user), key=key)
