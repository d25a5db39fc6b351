"""One text of an agreement: its words, its seal, its signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.grants.agreements import actions, queries, sealing
from thriving.grants.agreements.forms import ReasonForm, SignForm, TermsForm
from thriving.grants.agreements.models import Side, Text
from thriving.grants.agreements.rules import rule_of
from thriving.grants.agreements.states import TEXT_DRAFT, TEXT_READY
from thriving.grants.agreements.views.agreements import crumbs_of
from thriving.grants.agreements.views.asking import Step, ask_for, past
from thriving.grants.funds.views.asking import ask, person
from thriving.kernel import access
from thriving.movement import asking
from thriving.movement.doors import fresh, signed_in, typed

SIGNING: Mapping[str, tuple[Side, str | Promise]] = {
    "sign_for_us": (Side.OURS, gettext_lazy("Sign for the fund")),
    "sign_for_them": (Side.THEIRS, gettext_lazy("Sign for the grantee")),
}
STEPS: Mapping[str, Step] = {
    "rewrite": Step(
        gettext_lazy("Write it anew"),
        "run_agreement",
        (TEXT_DRAFT,),
        lambda found, data: TermsForm(found.agreement.proposal, found, data),
        lambda found, form, by: actions.rewrite(found, form.template, form.terms(), by=by),
    ),
    "make_ready": Step(
        gettext_lazy("Declare the text ready to be signed"),
        "run_agreement",
        (TEXT_DRAFT,),
        lambda _found, data: forms.Form(data),
        lambda found, _form, by: actions.make_ready(found, by=by),
        gettext_lazy("The words and the terms are sealed: nothing of them changes afterwards."),
    ),
    "take_back": Step(
        gettext_lazy("Take the text back"),
        "run_agreement",
        (TEXT_DRAFT, TEXT_READY),
        lambda _found, data: ReasonForm(data),
        lambda found, form, by: actions.take_back(found, why=form.cleaned_data["reason"], by=by),
    ),
}


@signed_in
@require_safe
def text(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = _found(request, key, number)
    context = {
        "agreement": found.agreement,
        "text": found,
        "body": found.body or actions.body_of(found),
        "troubles": sealing.troubles(found),
        "signatures": list(found.signatures.all()),
        "steps": _steps(request, found),
        "crumbs": crumbs_of(found.agreement),
        "sample": found.agreement.sample,
    }
    return render(request, "agreements/text.html", context)


@signed_in
def text_step(request: HttpRequest, key: str, number: int, step: str) -> HttpResponseBase:
    found = _found(request, key, number)
    if step in SIGNING:
        return _sign(request, found, step)
    asked = STEPS.get(step)
    if asked is None or found.state not in asked.states or not _may(request, asked.rule, found):
        return past(request, asked, found, to=_address(found), of=found.agreement)
    return ask_for(request, asked, found, crumbs=_crumbs(found), to=_address(found))


def _sign(request: HttpRequest, found: Text, step: str) -> HttpResponseBase:
    side, title = SIGNING[step]
    if not _may_sign(request, found, side):
        return _signed(request, found, side)
    form = SignForm(typed(request), initial={"seal": found.seal, "name": person(request).name})

    def page(asked: HttpRequest) -> HttpResponseBase:
        return ask(
            asked,
            form,
            lambda: actions.sign(found, side, form.signed(), by=person(asked)),
            title=str(title),
            words=_("You sign text %(number)s, whose seal is %(seal)s.")
            % {"number": found.number, "seal": found.seal},
            crumbs=_crumbs(found),
            to=_address(found),
        )

    return fresh(page)(request)


def _signed(request: HttpRequest, found: Text, side: Side) -> HttpResponseBase:
    """For who signed it already, with or without others; to everybody else there is no such page."""
    mine = person(request).key
    if not any(each.side == side and each.signed_by == mine for each in found.signatures.all()):
        raise Http404
    return asking.past(request, _address(found), sent=True)


def _steps(request: HttpRequest, found: Text) -> list[tuple[str, str | Promise]]:
    signing = [(name, title) for name, (side, title) in SIGNING.items() if _may_sign(request, found, side)]
    own = [
        (name, each.title)
        for name, each in STEPS.items()
        if found.state in each.states and _may(request, each.rule, found)
    ]
    return [*signing, *own]


def _may_sign(request: HttpRequest, found: Text, side: Side) -> bool:
    if found.state != TEXT_READY or not _may(request, rule_of(side), found):
        return False
    mine = getattr(request.user, "key", "")
    return all(each.side != side and each.signed_by != mine for each in found.signatures.all())


def _may(request: HttpRequest, rule: str, found: Text) -> bool:
    return access.may(request.user, rule, found.agreement)


def _found(request: HttpRequest, key: str, number: int) -> Text:
    agreement = get_object_or_404(queries.agreements_for(request.user), key=key)
    found = get_object_or_404(queries.texts_for(request.user, agreement), number=number)
    found.agreement = agreement
    return found


def _address(found: Text) -> str:
    return reverse("agreements:text", args=[found.agreement.key, found.number])


def _crumbs(found: Text) -> list[tuple[Any, str]]:
    title = _("Text %(number)s") % {"number": found.number}
    return [*crumbs_of(found.agreement), (title, _address(found))]
