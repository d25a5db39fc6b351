"""Pages of those who apply: the quiz, then the draft part by part, then handing it in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thriving.grants.funds import queries as funds
from thriving.grants.funds.asked import asked_now
from thriving.grants.funds.views.asking import REFUSALS, Crumbs, ask, past, person, taken
from thriving.grants.funds.views.rounds import crumbs_of as crumbs_of_round
from thriving.grants.proposals import actions
from thriving.grants.proposals.forms import (
    AnswersForm,
    BudgetForm,
    JoinForm,
    RevisionForm,
    SafetyForm,
    WordsForm,
    WriteForm,
    lines_form,
    measures_form,
    roles_form,
)
from thriving.grants.proposals.models import Proposal, SafetyNeeds
from thriving.grants.proposals.queries import proposals_for
from thriving.grants.proposals.states import DRAFT, HANDED_IN
from thriving.kernel import access, clock
from thriving.movement.doors import ask_to_sign_in, signed_in, typed
from thriving.movement.queries import people
from thriving.questions.forms.answering import AnswerForm

_Page = Callable[[HttpRequest, str], HttpResponseBase]


def leads_back(page: _Page) -> _Page:
    """What its own side can do no more, for whoever goes back to it, leads to the proposal as it stands."""

    @wraps(page)
    def led(request: HttpRequest, key: str) -> HttpResponseBase:
        try:
            return page(request, key)
        except Http404:
            theirs = access.within(request.user, "act_for_proposal", proposals_for(request.user))
            if not theirs.filter(key=key).exclude(state=DRAFT).exists():
                raise
            return past(request, reverse("proposals:proposal", args=[key]))

    return led


def apply(request: HttpRequest, key: str) -> HttpResponseBase:
    """The quiz of a round: anybody takes it, and whoever may apply goes on to a draft."""
    one = get_object_or_404(funds.rounds_for(request.user), key=key)
    form, told = AnswersForm(one, typed(request)), []
    if request.method == "POST" and form.is_valid():
        told = actions.wrong_answers(one, form.answers())
        if not told:
            return _begin(request, one, form)
    context = {
        "round": one,
        "form": form,
        "told": told,
        "takes": one.takes(clock.today()),
        "crumbs": crumbs_of_round(one),
    }
    return render(request, "proposals/apply.html", context, status=422 if form.errors else 200)


def _begin(request: HttpRequest, one: Any, form: AnswersForm) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    try:
        made = actions.begin(one, form.answers(), by=person(request))
    except REFUSALS as refused:
        messages.error(request, str(refused))
        return redirect("funds:round", one.key)
    return redirect("proposals:write", made.key)


@signed_in
@leads_back
def write(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _draft(request, key)
    form = WriteForm(found, person(request), typed(request))
    return _part(
        request,
        found,
        form,
        lambda: actions.describe(found, form.described(), revision=_revision(form), by=person(request)),
        title=_("What it is about"),
    )


@signed_in
@leads_back
def answer_form(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _draft(request, key)
    version = asked_now(found.round)
    if version is None:
        messages.info(request, _("This round asks nothing more."))
        return redirect("proposals:proposal", key)
    data = typed(request)
    rows = AnswerForm(version, data, _typed(found, version), final=False)
    head = RevisionForm(found, data)
    return _part(
        request,
        found,
        head,
        lambda: actions.answer(found, version, rows.answers(), revision=_revision(head), by=person(request)),
        title=_("The form"),
        rows=rows,
        template="proposals/answers.html",
        version=version,
    )


def _typed(proposal: Proposal, version: Any) -> dict[str, Any]:
    kept = proposal.answers if proposal.form_id else {}
    return {each.key: each.sort.typed(kept[each.key]) for each in version.asked if each.key in kept}


@signed_in
@leads_back
def budget(request: HttpRequest, key: str) -> HttpResponseBase:
    found, data = _draft(request, key), typed(request)
    head, rows = BudgetForm(found, data), lines_form(found, data)
    return _part(
        request,
        found,
        head,
        lambda: actions.budget(
            found, head.cleaned_data["currency"], rows.said(), revision=_revision(head), by=person(request)
        ),
        title=_("The budget"),
        rows=rows,
        template="proposals/rows.html",
        words=_("A line for each thing. Empty ones are left out; save to get more of them."),
        row=_("Line"),
    )


@signed_in
@leads_back
def measures(request: HttpRequest, key: str) -> HttpResponseBase:
    found, data = _draft(request, key), typed(request)
    head, rows = RevisionForm(found, data), measures_form(found, data)
    return _part(
        request,
        found,
        head,
        lambda: actions.measure(found, rows.said(), revision=_revision(head), by=person(request)),
        title=_("Measures and targets"),
        rows=rows,
        template="proposals/rows.html",
        words=_of_measures(found),
        row=_("Measure"),
    )


def _of_measures(found: Proposal) -> str:
    if not found.round.core_measures:
        return _("By what everybody will see how far you came. Empty ones are left out.")
    return _(
        "By what everybody will see how far you came. Core measures are those of every proposal of this "
        "round: each needs a target before you hand in. Below them choose others; empty ones are left out."
    )


@signed_in
@leads_back
def roles(request: HttpRequest, key: str) -> HttpResponseBase:
    found, data = _draft(request, key), typed(request)
    rows = roles_form(found, person(request), data)
    return _part(
        request,
        found,
        RevisionForm(found, data),
        lambda: actions.disclose(found, rows.said(), by=person(request)),
        title=_("Your roles"),
        rows=rows,
        template="proposals/rows.html",
        words=_(
            "Which roles you have in the movement, or near it: whoever reads the proposal sees them, without "
            "your name beside. If you have none, save the page as it is."
        ),
        row=_("Role"),
    )


@signed_in
@leads_back
def safety(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _draft(request, key)
    kept = SafetyNeeds.objects.filter(proposal=found).first()
    shown = {"words": kept.words if kept else "", "hidden": found.hidden}
    form = SafetyForm(found, typed(request), shown)

    def take() -> None:
        it, me = form.cleaned_data, person(request)
        actions.say_what_is_needed(found, it["words"], revision=it["revision"], by=me)
        if it["hidden"] != found.hidden:
            actions.hide(found, hidden=it["hidden"], by=me)

    return _part(request, found, form, take, title=_("Safety"))


@signed_in
@leads_back
def together(request: HttpRequest, key: str) -> HttpResponseBase:
    """Who applies too: asked by their user names, and taken off again."""
    found = _draft(request, key)
    leaves = request.POST.get("leaves", "") if request.method == "POST" else ""
    form = JoinForm(None if leaves else typed(request))
    if (
        _let_go(request, found, leaves)
        if leaves
        else taken(request, form, lambda: _ask_to_join(request, found, form))
    ):
        return redirect("proposals:together", key)
    asked = list(found.co_applicants.select_related("person"))
    named = people.names(request.user, [each.person.key for each in asked])
    context = {
        "proposal": found,
        "form": form,
        "asked": [(each, named.get(each.person.key, str(each.person))) for each in asked],
        "crumbs": crumbs_of(found),
    }
    return render(request, "proposals/together.html", context, status=422 if form.errors else 200)


def _ask_to_join(request: HttpRequest, found: Proposal, form: JoinForm) -> None:
    actions.ask_to_join(found, form.cleaned_data["person"], by=person(request))


def _let_go(request: HttpRequest, found: Proposal, leaves: str) -> bool:
    asked = found.co_applicants.filter(person__page=leaves).select_related("person").first()
    if asked:
        actions.let_go(found, asked.person, by=person(request))
    return True


@require_POST
@signed_in
def join(request: HttpRequest, key: str) -> HttpResponse:
    """The answer of somebody who is asked to apply too."""
    found = get_object_or_404(proposals_for(request.user), key=key)
    if request.POST.get("answer") == "yes":
        access.require(request.user, "join_proposal", found)
        return _done(request, found, lambda: actions.join(found, by=person(request)))
    _done(request, found, lambda: actions.let_go(found, person(request), by=person(request)))
    return redirect("movement:my_work")


@require_POST
@signed_in
def hand_in(request: HttpRequest, key: str) -> HttpResponse:
    found = _mine(request, key)
    if found.state in HANDED_IN:  # the form was sent twice
        messages.info(request, _("It was handed in already."))
        return redirect("proposals:proposal", key)
    return _done(request, found, lambda: actions.submit(found, by=person(request)))


@require_POST
@signed_in
def hide(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(
        access.within(request.user, "hide_proposal", proposals_for(request.user)), key=key
    )
    hidden = request.POST.get("hidden") == "yes"
    return _done(request, found, lambda: actions.hide(found, hidden=hidden, by=person(request)))


@signed_in
def withdraw(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(
        access.within(request.user, "withdraw_proposal", proposals_for(request.user)), key=key
    )
    form = WordsForm(typed(request), label=_("Why"), required=False)
    return ask(
        request,
        form,
        lambda: actions.withdraw(found, reason=form.cleaned_data["words"], by=person(request)),
        title=_("Withdraw the proposal"),
        crumbs=crumbs_of(found),
        to=lambda: reverse("proposals:proposal", args=[key]),
        words=_("It cannot be handed in again; a new one can, while the round is open."),
    )


def _part(  # noqa: PLR0913 -- each is a part of the page
    request: HttpRequest,
    found: Proposal,
    form: Form,
    take: Callable[[], object],
    *,
    title: str,
    rows: BaseFormSet[Any] | Form | None = None,
    **more: Any,
) -> HttpResponseBase:
    """A page of a draft. ``rows``: what is kept together with the form, all of it or nothing."""
    sound = rows is None or request.method != "POST" or rows.is_valid()
    if not sound:
        form.is_valid()
        form.add_error(None, _("Some of it cannot be kept as it is: nothing was saved. Look below."))
    return ask(
        request,
        form,
        take,
        title=title,
        crumbs=crumbs_of(found),
        to=lambda: reverse("proposals:proposal", args=[found.key]),
        label=_("Save"),
        proposal=found,
        rows=rows,
        **more,
    )


def _revision(form: Form) -> int:
    return int(form.cleaned_data["revision"])


def _draft(request: HttpRequest, key: str) -> Proposal:
    return get_object_or_404(
        access.within(request.user, "write_proposal", proposals_for(request.user)), key=key
    )


def _mine(request: HttpRequest, key: str) -> Proposal:
    return get_object_or_404(
        access.within(request.user, "act_for_proposal", proposals_for(request.user)), key=key
    )


def _done(request: HttpRequest, found: Proposal, take: Callable[[], object]) -> HttpResponse:
    try:
        take()
    except REFUSALS as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Done."))
    return redirect("proposals:proposal", found.key)


def crumbs_of(found: Proposal) -> Crumbs:
    title = found.title or _("A draft without a title")
    return [
        (_("Proposals"), reverse("proposals:proposals")),
        (title, reverse("proposals:proposal", args=[found.key])),
    ]
