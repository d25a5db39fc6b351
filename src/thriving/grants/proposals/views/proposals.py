"""The public list of proposals, the page of one, and what is said there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thriving.grants.funds import queries as funds
from thriving.grants.funds.models import ApplicantKind
from thriving.grants.funds.views.asking import REFUSALS, person
from thriving.grants.proposals import actions, queries, slots, standing
from thriving.grants.proposals.forms import ProposalsForm, WordsForm
from thriving.grants.proposals.models import Comment, Proposal, SafetyNeeds
from thriving.grants.proposals.states import DRAFT, GRANTED, HANDED_IN, PROPOSAL, SCREENING, SUBMITTED
from thriving.kernel import access
from thriving.kernel.money import Money
from thriving.movement.doors import signed_in, typed
from thriving.movement.queries import people
from thriving.movement.queries.groups import regions
from thriving.programs.initiatives.parts import priorities_called
from thriving.ui.pages import Pages
from thriving.ui.twins import Column, Form, Parameter, Records

ON_A_PAGE, IN_A_TWIN = 50, 1_000
DRAFTS_FIRST, ROUNDS_LISTED = 20, 50
COMMENTS_ON_A_PAGE = 100
_DIGITS = gettext_lazy("In digits, in the currency of the proposal.")
PROPOSALS = Records(
    "proposals",
    gettext_lazy("Proposals"),
    gettext_lazy("What was handed in for grants, the newest first. What is hidden for safety is not in it."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the proposal.")),
        Column("round", "string", gettext_lazy("Round"), gettext_lazy("Its key.")),
        Column("standing", "string", gettext_lazy("Where it stands"), gettext_lazy("In words.")),
        Column("applicant_kind", "string", gettext_lazy("Who applies"), ", ".join(ApplicantKind)),
        Column("affiliate", "string", gettext_lazy("Affiliate"), gettext_lazy("Its key.")),
        Column("organization", "string", gettext_lazy("Organization"), gettext_lazy("Its name.")),
        Column("country", "string", gettext_lazy("Country"), gettext_lazy("Its ISO 3166 code.")),
        Column("region", "string", gettext_lazy("Region"), gettext_lazy("Its key, such as south-asia.")),
        Column("language", "string", gettext_lazy("Language"), gettext_lazy("Its code.")),
        Column("currency", "string", gettext_lazy("Currency"), gettext_lazy("Its ISO 4217 code.")),
        Column("requested", "string", gettext_lazy("Asked for"), _DIGITS),
        Column("awarded", "string", gettext_lazy("Granted"), _DIGITS),
        Column("priority", "string", gettext_lazy("Priority"), gettext_lazy("As plan/priority.")),
        Column("submitted_on", "date", gettext_lazy("Handed in"), gettext_lazy("The day, by UTC.")),
    ),
    parameters=(
        Parameter("round", "string", gettext_lazy("Round"), gettext_lazy("Its key.")),
        Parameter("region", "string", gettext_lazy("Region"), gettext_lazy("Its key, such as south-asia.")),
        Parameter(
            "drafts",
            "boolean",
            gettext_lazy("Your drafts"),
            gettext_lazy("Instead of these, what you have not handed in yet."),
        ),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Which part of the list.")),
    ),
)
_PLAIN = (
    *("key", "title", "applicant_kind", "organization", "country", "region"),
    *("language", "currency", "priority"),
)


@require_safe
def proposals(request: HttpRequest, form: Form) -> HttpResponse:
    asked = PROPOSALS.asked(request)
    found = _asked_for(_drafts(request) if asked["drafts"] else _handed_in(request), asked)
    page = Pages(found, ON_A_PAGE if form == "html" else IN_A_TWIN).get_page(asked["page"] or 1)
    words = standing.public_words(page)
    return PROPOSALS.respond(
        request,
        [_row(each, words[each.pk]) for each in page],
        form=form,
        template="proposals/proposals.html",
        context=_around(request, asked, page, words) if form == "html" else {},
        title=_("Your drafts") if asked["drafts"] else "",
        sample=any(each.sample for each in page),
    )


def _handed_in(request: HttpRequest) -> QuerySet[Proposal]:
    found = queries.proposals_for(request.user).filter(state__in=HANDED_IN)
    return found.order_by("-submitted_at", "-pk")


def _drafts(request: HttpRequest) -> QuerySet[Proposal]:
    return queries.written_by(request.user).filter(state=DRAFT).order_by("-changed_at", "-pk")


def _asked_for(found: Any, asked: Mapping[str, Any]) -> Any:
    """By the two things that the list may be asked for, and by no other column."""
    if asked["round"]:
        found = found.filter(round__key=asked["round"])
    return found.filter(region=asked["region"]) if asked["region"] else found


def _around(
    request: HttpRequest, asked: Mapping[str, Any], page: Any, words: Mapping[int, Any]
) -> dict[str, Any]:
    named = regions()
    # One more than is shown tells whether there are others.
    drafts = [] if asked["drafts"] else list(_drafts(request)[: DRAFTS_FIRST + 1])
    return {
        "page": page,
        "listed": [(each, words[each.pk], named.get(each.region, each.region)) for each in page],
        "of_drafts": bool(asked["drafts"]),
        "filters_form": ProposalsForm(asked, _rounds(request, asked["round"]), named),
        "drafts": drafts[:DRAFTS_FIRST],
        "more_drafts": len(drafts) > DRAFTS_FIRST,
        "may_screen": access.holds(request.user, "manage_funds"),
    }


def _rounds(request: HttpRequest, asked: str | None) -> list[tuple[str, str]]:
    """The newest to choose from, and the one that is asked for."""
    found = funds.rounds_for(request.user)
    listed = [*found[:ROUNDS_LISTED], *(found.filter(key=asked) if asked else ())]
    return list({each.key: str(each) for each in listed}.items())


def _row(each: Proposal, word: Any) -> dict[str, Any]:
    return {
        **{name: getattr(each, name) for name in _PLAIN},
        "title": str(each.title),
        "round": each.round.key,
        "standing": str(word),
        "affiliate": each.affiliate.key if each.affiliate else "",
        "requested": _digits(each.asks_for),
        "awarded": _digits(each.award) if each.state in GRANTED else "",
        "submitted_on": each.submitted_at.date() if each.submitted_at else None,
    }


def _digits(money: Money | None) -> str:
    return f"{money.amount.normalize():f}" if money else ""


@require_safe
def proposal(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.proposal_for(request.user, key)
    reads_all = access.may(request.user, "read_proposal", found)
    context = {
        "proposal": found,
        "standing": standing.public_word(found),
        "told": queries.told(found),
        "region": regions().get(found.region, found.region),
        "priority": priorities_called([found.priority]).get(found.priority) if found.priority else None,
        "granted": found.state in GRANTED,
        "sections": slots.sections(request, found),
        "reads_all": reads_all,
        "people": _people(request, found),
        "roles": found.roles.all(),
        "sample": found.sample,
        **_course(request, found, reads_all=reads_all),
        **_talk(request, found),
        **_to_do(request, found),
    }
    return render(request, "proposals/proposal.html", context)


def _people(request: HttpRequest, found: Proposal) -> list[str]:
    """The names that this reader may see of those who apply."""
    together = found.co_applicants.filter(agreed_at__isnull=False).values_list("person__key", flat=True)
    keys = [found.applicant.key] if found.applicant else []
    return sorted(people.names(request.user, [*keys, *together]).values())


def _course(request: HttpRequest, found: Proposal, *, reads_all: bool) -> dict[str, Any]:
    """Step by step for those who may read all; needs for safety for those few who may read them."""
    if not reads_all:
        return {"steps": []}
    may_read_needs = access.may(request.user, "read_safety_needs", found)
    needs = SafetyNeeds.objects.filter(proposal=found).first() if may_read_needs else None
    return {
        "steps": list(found.steps.all()),
        "sees_inner": access.may(request.user, "see_inner_words", found),
        "requests": list(found.requests.all()),
        "needs": needs.words if needs else "",
    }


def _talk(request: HttpRequest, found: Proposal) -> dict[str, Any]:
    said = Pages(found.comments.all(), COMMENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    named = people.names(request.user, {each.author for each in said})
    me = getattr(request.user, "pk", None)
    moderates = access.holds(request.user, "moderate_comment")
    return {
        "comments_page": said,
        "comments": [
            (each, named.get(each.author, ""), each.by_id == me is not None or moderates) for each in said
        ],
        "comment_form": WordsForm(typed(request), label=str(gettext_lazy("Your comment")))
        if access.may(request.user, "comment_proposal", found)
        else None,
    }


def _to_do(request: HttpRequest, found: Proposal) -> dict[str, Any]:
    """What this reader may do with it now."""
    rules = ("write", "join", "withdraw", "hide", "screen", "answer_for", "act_for")
    may = {name: access.may(request.user, f"{name}_proposal", found) for name in rules}
    screening = may["screen"] and found.state == SCREENING
    return {
        **{f"may_{name}": allowed for name, allowed in may.items()},
        "missing": actions.missing(found) if may["write"] else [],
        "may_begin_screening": may["screen"] and found.state == SUBMITTED,
        "screening": screening,
        "moves": [each.name for each in PROPOSAL.open_from(found.state)],
    }


@require_POST
@signed_in
def comment(request: HttpRequest, key: str) -> HttpResponse:
    """What cannot be taken is shown again on the page, with its sentence and all that was typed."""
    found = queries.proposal_for(request.user, key)
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            return _to(actions.comment(found, form.cleaned_data["words"], by=person(request)))
        except REFUSALS as refused:
            form.add_error("words", str(refused))
    context = {"proposal": found, "form": form}
    return render(request, "proposals/comment.html", context, status=422)


@require_POST
@signed_in
def take_back(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    found = queries.proposal_for(request.user, key)
    said = get_object_or_404(Comment, pk=pk, proposal=found, withdrawn_at=None)
    actions.take_back(said, by=person(request))
    return _to(said)


def _to(said: Comment) -> HttpResponse:
    """Where it stands, among others."""
    before = Comment.objects.filter(proposal=said.proposal_id, pk__lt=said.pk).count()
    address = reverse("proposals:proposal", args=[said.proposal.key])
    return redirect(f"{address}?page={before // COMMENTS_ON_A_PAGE + 1}#comment-{said.pk}")
