"""A proposal as its committee reads it: a word about conflicts, reviews, votes, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.grants.funds.views.asking import past
from thriving.grants.proposals.models import Proposal, ProposalState
from thriving.grants.proposals.queries import proposal_for, told
from thriving.grants.proposals.states import DEFERRED, DELIBERATION, IN_REVIEW, SCREENING
from thriving.grants.review.actions import deciding, reviewing
from thriving.grants.review.forms.reviewing import DecideForm, DeclareForm, ReviewForm, VoteForm
from thriving.grants.review.models import Ballot, Closeness, Committee, Declaration, Review
from thriving.grants.review.queries.budget import budget_of
from thriving.grants.review.queries.committees import committees_for
from thriving.grants.review.queries.deciding import decision_on, last_ballot, open_ballot, votes_for
from thriving.grants.review.queries.reviewing import (
    in_hands_of,
    mean_of,
    own_review,
    progress,
    proposals_for,
    reviews_for,
    to_declare,
)
from thriving.grants.review.views.pages import done, form_page
from thriving.grants.review.views.parts import round_so_far, who_applies
from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.ui.pages import Pages
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, DECLARED_AT_ONCE = 50, 50
PROPOSALS = Records(
    "proposals-in-review",
    gettext_lazy("Proposals in review"),
    gettext_lazy("Those of a committee that are open to you. What is closed to you is not among them."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the proposal.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(ProposalState)),
        Column("region", "string", gettext_lazy("Region"), gettext_lazy("Its key.")),
        Column("language", "string", gettext_lazy("Language"), gettext_lazy("In which it is written.")),
        Column("asked", "string", gettext_lazy("Asked for"), gettext_lazy("An amount and its currency.")),
        Column("reviewed", "boolean", gettext_lazy("Reviewed"), gettext_lazy("By you.")),
        Column("voted", "boolean", gettext_lazy("Voted"), gettext_lazy("By you, in the vote of now.")),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("The first is 1.")),),
)


@require_safe
@signed_in
def proposals(request: HttpRequest, key: str, form: Any) -> HttpResponse:
    committee = get_object_or_404(committees_for(request.user), key=key)
    found = in_hands_of(request.user, committee)
    page = Pages(found, ON_A_PAGE).get_page(PROPOSALS.asked(request)["page"] or 1)
    listed = list(page)
    # One more than is shown tells whether there are others.
    unsaid = list(to_declare(request.user).filter(round=committee.round_id)[: DECLARED_AT_ONCE + 1])
    return PROPOSALS.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="review/proposals.html",
        context={
            "heading": _("Proposals in review"),
            "committee": committee,
            "proposals": listed,
            "page": page,
            "to_declare": unsaid[:DECLARED_AT_ONCE],
            "more_to_declare": len(unsaid) > DECLARED_AT_ONCE,
            "runs": access.may(request.user, "run_committee", committee),
        },
        extra={"pages": page.paginator.num_pages},
        sample=any(each.sample for each in listed),
    )


def _row(proposal: Any) -> dict[str, Any]:
    return {
        "key": proposal.key,
        "title": str(proposal.title),
        "state": proposal.state,
        "region": proposal.region,
        "language": proposal.language,
        "asked": str(proposal.asks_for or ""),
        "reviewed": proposal.reviewed,
        "voted": proposal.voted,
    }


@require_safe
@signed_in
def proposal(request: HttpRequest, key: str) -> HttpResponse:
    found = _open(request, key)
    reader = cast("Person", request.user)
    reviews = reviews_for(reader, found)
    ballot = last_ballot(found)
    runs = access.may(reader, "run_review", found)
    come = progress(found)
    context = {
        **_shown(request, found),
        "own": own_review(reader, found),
        "reviews": reviews,
        "mean": mean_of(reviews),
        "ballot": ballot,
        "votes": votes_for(reader, ballot) if ballot else [],
        "may_review": access.may(reader, "give_review", found),
        "may_vote": access.may(reader, "vote_on_proposal", found),
        "may_declare": access.may(reader, "declare_conflict", found),
        "runs": runs,
        "steps": _steps(found) if runs else [],
        "may_decide": runs and _may_decide(found),
        "progress": come,
        "missing": deciding.why_not_yet(come) if found.state == IN_REVIEW else [],
    }
    return render(request, "review/proposal.html", context)


def _open(request: HttpRequest, key: str) -> Proposal:
    """For members who may read it, and for whoever runs the review; to all others there is no such page."""
    for rule in ("read_for_review", "run_review"):
        found = proposals_for(request.user, rule).filter(key=key, round__committee__isnull=False).first()
        if found:
            return found
    raise Http404


def _shown(request: HttpRequest, found: Proposal) -> dict[str, Any]:
    """The words of a proposal; who applies only where the reader's committee is told."""
    committee = found.round.committee
    blind = committee.is_blind and not access.may(request.user, "run_review", found)
    return {
        "heading": found.title,
        "proposal": found,
        "committee": committee,
        "blind": blind,
        "applies": None if blind else who_applies(request.user, found),
        "told": told(found),
        "sample": found.sample,
    }


@signed_in
def declare(request: HttpRequest, key: str) -> HttpResponseBase:
    """Before anything opens: only what one must know to say whether there is a conflict."""
    found, by = _maybe(request, "declare_conflict", key), cast("Person", request.user)
    if found is None:
        return _back(request, key, Declaration.objects.filter(person=by))
    late = Declaration.objects.filter(proposal=found, person=by).exists() or access.may(
        by, "run_review", found
    )
    form = DeclareForm(typed(request), late=late)
    if done(request, form, lambda: reviewing.declare(found, form.cleaned_data["closeness"], by=by)):
        if form.cleaned_data["closeness"] == Closeness.NONE:
            return redirect("review:proposal", key)
        messages.success(request, _("This proposal is closed to you from now on, everywhere and for good."))
        return redirect("review:committee", found.round.committee.key)
    context = {**_shown(request, found), "heading": _("A conflict of interest?"), "label": _("Say so")}
    return form_page(request, form, template="review/declare.html", **context)


@signed_in
def give_review(request: HttpRequest, key: str) -> HttpResponseBase:
    found, by = _maybe(request, "give_review", key), cast("Person", request.user)
    if found is None:
        return _back(request, key, Review.objects.filter(reviewer=by))
    rubric = found.round.committee.rubric
    if rubric is None:
        raise Http404
    form = ReviewForm(rubric, typed(request))
    if done(request, form, lambda: reviewing.give_review(found, form.said(), by=by)):
        messages.success(request, _("Thank you. Now you can read what others gave."))
        return redirect("review:proposal", key)
    words = _("Your review stays as you give it. Once it is given, you read those of the others.")
    return _form(request, found, form, _("Give your review"), words)


@signed_in
def vote(request: HttpRequest, key: str) -> HttpResponseBase:
    found, by = _maybe(request, "vote_on_proposal", key), cast("Person", request.user)
    if found is None:
        return _back(request, key, Ballot.objects.filter(votes__person=by))
    form = VoteForm(typed(request))
    if done(request, form, lambda: deciding.vote(found, form.cleaned_data["choice"], by=by)):
        messages.success(request, _("Your vote is recorded."))
        return redirect("review:proposal", key)
    words = _("You vote once, and by yourself. The committee and the officers read it when all is counted.")
    return _form(request, found, form, _("Vote"), words, **round_so_far(request.user, found.round))


STEPS: dict[str, tuple[Any, tuple[str, ...], Callable[..., object]]] = {
    "open": (gettext_lazy("Hand it to the committee"), (SCREENING,), reviewing.open_review),
    "deliberate": (gettext_lazy("Let the committee vote"), (IN_REVIEW, DEFERRED), deciding.deliberate),
    "end-vote": (gettext_lazy("End the vote"), (DELIBERATION,), deciding.end_vote),
}


def _steps(found: Proposal) -> list[tuple[str, Any]]:
    """What its officer can take now; a vote is ended only while one is open."""
    open_ = [(name, title) for name, (title, states, _take) in STEPS.items() if found.state in states]
    return [each for each in open_ if each[0] != "end-vote" or open_ballot(found)]


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = _at(request, "run_review", key)
    title = dict(_steps(found)).get(step)
    if title is None:
        return _over(request, found, known=step in STEPS)
    form = forms.Form(typed(request))
    if done(request, form, lambda: STEPS[step][2](found, by=cast("Person", request.user))):
        messages.success(request, _("Done."))
        return redirect("review:proposal", key)
    return form_page(request, form, heading=str(title), proposal=found, committee=found.round.committee)


@signed_in
def decide(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _at(request, "run_review", key)
    ballot = last_ballot(found)
    if not _may_decide(found) or ballot is None:
        return _over(request, found)
    outcome = deciding.outcome_now(found, ballot)
    form = DecideForm(found, outcome, budget_of(found.round).left, typed(request))
    if done(request, form, lambda: deciding.decide(found, form.decided(), by=cast("Person", request.user))):
        messages.success(request, _("Decided. The applicants get a letter."))
        return redirect("review:decision", key)
    return form_page(
        request,
        form,
        template="review/decide.html",
        heading=_("Write down the decision"),
        proposal=found,
        committee=found.round.committee,
        ballot=ballot,
        waits_for_money=outcome != ballot.outcome,
        **round_so_far(request.user, found.round),
    )


@require_safe
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """The letter: for the applicants, and for everybody who may see the proposal."""
    found = proposal_for(request.user, key)
    decided = decision_on(found)
    if decided is None:
        raise Http404
    ballot = decided.ballot
    context = {
        "proposal": found,
        "decision": decided,
        "ballot": ballot,
        "waits_for_money": ballot.outcome in deciding.APPROVALS and decided.awarded is None,
        "sample": found.sample,
    }
    return render(request, "review/decision.html", context)


def _may_decide(found: Proposal) -> bool:
    ballot = last_ballot(found)
    return found.state == DELIBERATION and ballot is not None and ballot.outcome is not None


def _at(request: HttpRequest, rule: str, key: str) -> Proposal:
    found = _maybe(request, rule, key)
    if found is None:
        raise Http404
    return found


def _maybe(request: HttpRequest, rule: str, key: str) -> Proposal | None:
    found = proposals_for(request.user, rule).filter(round__in=Committee.objects.values("round"))
    return found.filter(key=key).first()


def _back(request: HttpRequest, key: str, theirs: QuerySet[Any]) -> HttpResponseBase:
    """For a member who has said it before and may read the proposal; to all others there is no such page."""
    found = _open(request, key)
    if not theirs.filter(proposal=found).exists():
        raise Http404
    return _over(request, found)


def _over(request: HttpRequest, found: Proposal, *, known: bool = True) -> HttpResponseBase:
    if not known:
        raise Http404
    return past(request, reverse("review:proposal", args=[found.key]))


def _form(
    request: HttpRequest, found: Proposal, form: forms.Form, heading: str, words: str, **more: Any
) -> HttpResponse:
    context = {**_shown(request, found), "heading": heading, "words": words, **more}
    return form_page(request, form, template="review/form.html", **context)
