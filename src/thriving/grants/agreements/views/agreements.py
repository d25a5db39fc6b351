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

from thriving.grants.agreements import actions, beside, gates, queries
from thriving.grants.agreements.forms import (
    AmountForm,
    DigestForm,
    DocumentForm,
    ReasonForm,
    TermsForm,
    WorkForm,
)
from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.states import (
    ACTIVE,
    AGREEMENT,
    CLOSED,
    CLOSING,
    DRAFT,
    DROPPED,
    ENDED,
    RECOVERING,
    RUNNING,
    SIGNED,
    SUSPENDED,
    TERMINATED,
)
from thriving.grants.agreements.views.asking import Step, ask_for, past
from thriving.grants.funds.views.asking import ask, person
from thriving.kernel import access
from thriving.movement import work
from thriving.movement.doors import signed_in, typed
from thriving.ui.pages import Pages

ON_A_PAGE = 50
# What a state means, and what comes next.
MEANINGS: Mapping[str, str | Promise] = {
    DRAFT: gettext_lazy("The text is being written or signed. Next, both sides have signed."),
    SIGNED: gettext_lazy("Both sides have signed. Next, payments are planned and the agreement begins."),
    ACTIVE: gettext_lazy("The agreement runs. Payments can be asked for."),
    SUSPENDED: gettext_lazy("Nothing is paid until it goes on."),
    CLOSING: gettext_lazy("The work is done. Next, everything that is open is settled."),
    CLOSED: gettext_lazy("Nothing of it is open any longer."),
    TERMINATED: gettext_lazy("It ended before its time. Next, it is said what is to be paid back."),
    RECOVERING: gettext_lazy("What was asked back has to come back. Then it is closed."),
    DROPPED: gettext_lazy("There was no agreement in the end."),
}
_TITLES = {move.name: move.title for move in AGREEMENT.moves}


def _bare(_found: Any, data: Any) -> forms.Form:
    return forms.Form(data)


def _reason(_found: Any, data: Any) -> forms.Form:
    return ReasonForm(data)


def _awaits_confirmation(found: Agreement) -> bool:
    told = queries.decision_made_elsewhere(found)
    return told is not None and told.confirmed_at is None


_RUN = "run_agreement"
_LASTING = (DRAFT, *RUNNING)  # payments may come
STEPS: Mapping[str, Step] = {
    "no_works": Step(
        gettext_lazy("Say why it pays for none of these"),
        _RUN,
        (DRAFT,),
        _reason,
        lambda found, form, by: actions.say_no_works(found, why=form.cleaned_data["reason"], by=by),
    ),
    "agree_no_works": Step(
        gettext_lazy("Agree that it pays for none of these"),
        "agree_to_no_works",
        _LASTING,
        _bare,
        lambda found, _form, by: actions.agree_to_no_works(found, by=by),
        gettext_lazy("Without an event nothing asks for the risk protocol: that is why two people say it."),
        asked=lambda found: bool(found.no_works) and not found.no_works_agreed_by,
    ),
    "tell_decision": Step(
        gettext_lazy("Tell by which document it was decided"),
        "tell_decision",
        _LASTING,
        lambda _found, data: DocumentForm(data),
        lambda found, form, by: actions.tell_decision(found, form.document(), by=by),
        gettext_lazy("Somebody else who has the same document confirms it. Until then nothing is paid."),
        asked=lambda found: not queries.decided_here(found),
    ),
    "confirm_decision": Step(
        gettext_lazy("Confirm the document by which it was decided"),
        "confirm_decision",
        _LASTING,
        lambda _found, data: DigestForm(data),
        lambda found, form, by: actions.confirm_decision(found, form.digest, by=by),
        gettext_lazy("Bring the document as you have it yourself, not as you were sent it for this."),
        fresh=True,
        asked=_awaits_confirmation,
    ),
    "begin": Step(
        _TITLES["begin"], _RUN, (SIGNED,), _bare, lambda found, _form, by: actions.begin(found, by=by)
    ),
    "suspend": Step(
        _TITLES["suspend"],
        _RUN,
        (ACTIVE,),
        _reason,
        lambda found, form, by: actions.suspend(found, why=form.cleaned_data["reason"], by=by),
        gettext_lazy(
            "While it is suspended nothing is paid, whatever was approved. The grantee reads the reason."
        ),
    ),
    "resume": Step(
        _TITLES["resume"], _RUN, (SUSPENDED,), _bare, lambda found, _form, by: actions.resume(found, by=by)
    ),
    "wind_up": Step(
        _TITLES["wind_up"], _RUN, (ACTIVE,), _bare, lambda found, _form, by: actions.wind_up(found, by=by)
    ),
    "reopen": Step(
        _TITLES["reopen"], _RUN, (CLOSING,), _bare, lambda found, _form, by: actions.reopen(found, by=by)
    ),
    "close": Step(
        _TITLES["close"],
        _RUN,
        (CLOSING, RECOVERING),
        _bare,
        lambda found, _form, by: actions.close(found, by=by),
    ),
    "terminate": Step(
        _TITLES["terminate"],
        _RUN,
        RUNNING,
        _reason,
        lambda found, form, by: actions.terminate(found, why=form.cleaned_data["reason"], by=by),
        gettext_lazy("This is for good. The grantee reads the reason."),
        fresh=True,
    ),
    "recover": Step(
        _TITLES["recover"],
        _RUN,
        (TERMINATED,),
        lambda found, data: AmountForm(found.currency, data),
        lambda found, form, by: actions.ask_back(found, form.cleaned_data["amount"], by=by),
        gettext_lazy("Zero, if nothing is."),
        fresh=True,
    ),
    "give_up": Step(
        _TITLES["drop"],
        _RUN,
        (DRAFT,),
        _reason,
        lambda found, form, by: actions.give_up(found, why=form.cleaned_data["reason"], by=by),
        gettext_lazy("This is for good."),
    ),
}


@signed_in
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    page = Pages(queries.agreements_for(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "to_write": list(work.first(queries.to_be_agreed_by(request.user).order_by("decided_on", "pk"))),
        "may_write_templates": access.holds(request.user, "write_agreement_template"),
    }
    return render(request, "agreements/agreements.html", context)


@signed_in
@require_safe
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    found = _found(request, key)
    runs = access.may(request.user, _RUN, found)
    closing = gates.CLOSING.ask(found) if runs and found.state in (CLOSING, RECOVERING) else None
    context = {
        "agreement": found,
        "meaning": MEANINGS[found.state],
        "amounts": [(title, found.money(name)) for name, title in _AMOUNTS.items()],
        "asked_back": found.money("to_return") if found.to_return is not None else None,
        "texts": list(queries.texts_for(request.user, found)),
        "works": list(queries.works_of(found)),
        "decided_here": queries.decided_here(found),
        "decision": queries.decision_made_elsewhere(found),
        "steps": [(name, each.title) for name, each in STEPS.items() if _is_open(request, found, each)],
        "may_amend": runs and found.state in actions.AMENDED and queries.open_text(found) is None,
        "runs": runs and found.state not in ENDED,
        "unmet": closing.unmet if closing else (),
        "beside": beside.sections(request, found),
        "sample": found.sample,
    }
    return render(request, "agreements/agreement.html", context)


@signed_in
def draft(request: HttpRequest, key: str) -> HttpResponseBase:
    """The agreement of a proposal that was granted."""
    proposal = get_object_or_404(queries.to_be_agreed_by(request.user), key=key)
    form = TermsForm(proposal, None, typed(request))
    return ask(
        request,
        form,
        lambda: actions.draft_agreement(proposal, form.template, form.terms(), by=person(request)),
        title=_("Write the agreement"),
        words=_("The text is made from a template and from what you fill in here. Both sides sign it."),
        crumbs=[(_("Agreements"), reverse("agreements:agreements"))],
        to=reverse("agreements:agreement", args=[key]),
    )


@signed_in
def amend(request: HttpRequest, key: str) -> HttpResponseBase:
    """The next text; it begins from the one that holds."""
    found = _run(request, key)
    if found.state not in actions.AMENDED or queries.open_text(found):
        raise Http404
    before = queries.holding_text(found) or found.texts.last()
    form = TermsForm(found.proposal, before, typed(request))
    return ask(
        request,
        form,
        lambda: actions.amend(found, form.template, form.terms(), by=person(request)),
        title=_("Write the next text"),
        crumbs=crumbs_of(found),
        to=address_of(found),
    )


@signed_in
def add_work(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _run(request, key)
    if found.state in ENDED:
        raise Http404
    form = WorkForm(request.user, typed(request))
    return ask(
        request,
        form,
        lambda: actions.add_work(found, form.work, by=person(request)),
        title=_("Name what it pays for"),
        words=_(
            "It stays: each event brings its own conditions, which hold the payments back until they are met."
        ),
        crumbs=crumbs_of(found),
        to=address_of(found),
    )


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = _found(request, key)
    asked = STEPS.get(step)
    if asked is None or not _is_open(request, found, asked):
        return past(request, asked, found, to=address_of(found))
    return ask_for(request, asked, found, crumbs=crumbs_of(found), to=address_of(found))


_AMOUNTS: Mapping[str, str | Promise] = {
    "award": gettext_lazy("Granted"),
    "planned": gettext_lazy("Planned in payments"),
    "sent": gettext_lazy("Sent"),
    "returned": gettext_lazy("Came back"),
}


def address_of(found: Agreement) -> str:
    return reverse("agreements:agreement", args=[found.key])


def crumbs_of(found: Agreement) -> list[tuple[Any, str]]:
    return [(_("Agreements"), reverse("agreements:agreements")), (found.proposal.title, address_of(found))]


def _is_open(request: HttpRequest, found: Agreement, step: Step) -> bool:
    fits = found.state in step.states and (step.asked is None or step.asked(found))
    return fits and access.may(request.user, step.rule, found)


def _found(request: HttpRequest, key: str) -> Agreement:
    return get_object_or_404(queries.agreements_for(request.user), key=key)


def _run(request: HttpRequest, key: str) -> Agreement:
    found = access.within(request.user, _RUN, queries.agreements_for(request.user))
    return get_object_or_404(found, key=key)
