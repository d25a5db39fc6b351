"""What councils recommend: the lists that everybody reads, one recommendation, and each step it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.asking.forms import language_names
from thriving.programs.councils.actions import answers
from thriving.programs.councils.actions import recommendations as writing
from thriving.programs.councils.forms.recommendations import (
    AdoptForm,
    AnswerForm,
    DaysForm,
    FilterForm,
    FollowUpForm,
    HandOverForm,
    MergeForm,
    MoreTimeForm,
    ReasonForm,
    TranslationForm,
    WrittenForm,
)
from thriving.programs.councils.models import Council, Recommendation, RecommendationState
from thriving.programs.councils.queries import councils_for
from thriving.programs.councils.queries import recommendations as queries
from thriving.programs.councils.states.recommendations import (
    DRAFT,
    FOLLOWED,
    OPEN,
    RECOMMENDATION,
)
from thriving.programs.councils.views import parts, steps
from thriving.programs.councils.views.steps import Step
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE = 50
ON_COUNCIL = 5  # open ones that the council's own page shows
_TITLES = {move.name: move.title for move in RECOMMENDATION.moves}

RECOMMENDATIONS = Records(
    "council-recommendations",
    gettext_lazy("Recommendations"),
    gettext_lazy(
        "What a council recommended, who is to answer by when, and what was answered; those that wait come "
        "first, the longest overdue before the others."
    ),
    columns=(
        Column("number", "integer", gettext_lazy("Number"), gettext_lazy("As addresses name it.")),
        Column(
            "title", "string", gettext_lazy("Recommendation"), gettext_lazy("In the language of the page.")
        ),
        Column("theme", "string", gettext_lazy("What it is about"), gettext_lazy("By its key.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(RecommendationState)),
        Column("addressee", "string", gettext_lazy("Who is to answer"), gettext_lazy("The role.")),
        Column("adopted_on", "date", gettext_lazy("Adopted"), gettext_lazy("The day, in UTC.")),
        Column("due_on", "date", gettext_lazy("Answer due"), gettext_lazy("The promised day, in UTC.")),
        Column(
            "days_overdue", "integer", gettext_lazy("Days overdue"), gettext_lazy("0 where it is not late.")
        ),
        Column(
            "asked_until",
            "date",
            gettext_lazy("More time asked until"),
            gettext_lazy("Days overdue are counted from the promised day all the same."),
        ),
        Column("answered_on", "date", gettext_lazy("Answered"), gettext_lazy("The day of the first answer.")),
        Column("answer", "string", gettext_lazy("Answer"), "accepted, in_part, declined"),
        Column(
            "in_time",
            "boolean",
            gettext_lazy("In time"),
            gettext_lazy("Empty while it is open and not overdue."),
        ),
    ),
    parameters=(
        Parameter("state", "string", gettext_lazy("State"), gettext_lazy("Only those in this state.")),
        Parameter("theme", "string", gettext_lazy("What it is about"), gettext_lazy("Only this theme.")),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("The first is 1.")),
    ),
)


def _may(rule: str) -> str:
    return f"{rule}_recommendation"


def _person(by: Any) -> Person:
    return cast("Person", by)


STEPS: dict[str, Step] = {
    "answer": Step(
        _TITLES["answer"],
        _may("answer"),
        lambda found: found.state == OPEN,
        lambda found, said, by: answers.answer(found, said["told"], by=by),
        lambda found, data, _files: AnswerForm(found, data),
        gettext_lazy("The council and everybody else reads it. No version of an answer is ever taken away."),
        gettext_lazy("Everybody can read your answer now."),
    ),
    "more-time": Step(
        gettext_lazy("Say that you need more time"),
        _may("answer"),
        lambda found: found.state == OPEN and found.asked_until is None,
        lambda found, said, by: answers.ask_for_time(found, **said, by=by),
        lambda _found, data, _files: MoreTimeForm(data),
        gettext_lazy(
            "This can be done once. Everybody sees both days, and whether the answer was in time is counted "
            "from the first one."
        ),
    ),
    "answer-anew": Step(
        gettext_lazy("Write a new version of the answer"),
        _may("answer"),
        lambda found: found.state in FOLLOWED,
        lambda found, said, by: answers.answer(found, said["told"], by=by),
        lambda found, data, _files: AnswerForm(found, data),
        gettext_lazy("The earlier versions stay to be read, with what is new since then."),
        gettext_lazy("Everybody can read your answer now."),
    ),
    "follow-up": Step(
        gettext_lazy("Say what became of it"),
        _may("answer"),
        lambda found: found.state in FOLLOWED and found.answer in ("accepted", "in_part"),
        lambda found, said, by: answers.follow_up(found, **said, by=by),
        lambda _found, data, _files: FollowUpForm(data),
    ),
    "hand-over": Step(
        gettext_lazy("Give it to somebody else to answer"),
        _may("pass_on"),
        lambda found: found.state in (OPEN, *FOLLOWED),
        lambda found, said, by: answers.hand_over(found, said["to"], why=said["why"], by=by),
        lambda _found, data, _files: HandOverForm(data),
        gettext_lazy("The promised day stays as it is."),
    ),
    "adopt": Step(
        _TITLES["adopt"],
        _may("adopt"),
        lambda found: found.state == DRAFT,
        lambda found, said, by: writing.adopt(found, said["vote"], meeting=said["meeting"], by=by),
        lambda found, data, _files: AdoptForm(found, data),
        gettext_lazy("From this moment the time to answer runs, and nobody can change the words."),
        gettext_lazy("Everybody can read it now, and whoever is to answer has been told."),
    ),
    "rewrite": Step(
        gettext_lazy("Rewrite the draft"),
        _may("write"),
        lambda found: found.state == DRAFT,
        lambda found, said, by: writing.rewrite(found, said["written"], by=by),
        lambda found, data, _files: WrittenForm(found.council, found, data),
    ),
    "drop": Step(
        _TITLES["drop"],
        _may("write"),
        lambda found: found.state == DRAFT,
        lambda found, _said, by: writing.drop(found, by=by),
        words=gettext_lazy("Only the council ever knew of it."),
    ),
    "translate": Step(
        gettext_lazy("Write it in another language too"),
        _may("translate"),
        lambda found: found.state not in (DRAFT, "dropped"),
        lambda found, said, by: writing.translate(found, **said, by=by),
        lambda _found, data, _files: TranslationForm(data),
    ),
    "withdraw": Step(
        _TITLES["withdraw"],
        _may("take_back"),
        lambda found: found.state == OPEN,
        lambda found, said, by: writing.withdraw(found, **said, by=by),
        lambda _found, data, _files: ReasonForm(data),
        gettext_lazy("It stays to be read as withdrawn. If it is overdue by now, it stays counted so."),
    ),
    "merge": Step(
        _TITLES["merge"],
        _may("take_back"),
        lambda found: found.state == OPEN,
        lambda found, said, by: writing.merge(
            found, _other(found, said["into"]), reason=said["reason"], by=by
        ),
        lambda found, data, _files: MergeForm(found, data),
        gettext_lazy("The other one then has the earlier of the two days."),
    ),
}


def _other(found: Recommendation, number: int) -> Recommendation:
    return get_object_or_404(Recommendation, council=found.council, number=number)


@require_safe
def recommendations(request: HttpRequest, key: str, form: Any) -> HttpResponse:
    council = get_object_or_404(councils_for(request.user), key=key)
    asked = RECOMMENDATIONS.asked(request)
    wanted = {name: asked[name] for name in ("state", "theme") if asked[name]}
    every = queries.of_council(request.user, council)
    found = every.filter(**wanted).select_related("addressee")
    page = Paginator(found, ON_A_PAGE).get_page(asked["page"] or 1)
    listed = list(page)
    named = queries.addressees(request.user, listed)
    return RECOMMENDATIONS.respond(
        request,
        [_row(each, named[each.pk].role) for each in listed],
        form=form,
        template="councils/recommendations.html",
        context={
            "council": council,
            "listed": [(each, named[each.pk]) for each in listed],
            "standing": queries.standing(every),
            "days": queries.answer_days(council),
            "page": page,
            "filters_form": FilterForm(request.GET) if form == "html" else None,
            **_may_write(request, council),
        },
        extra={"pages": page.paginator.num_pages},
        title=f"{council.title}: {RECOMMENDATIONS.title}",
        sample=council.sample,
    )


def _may_write(request: HttpRequest, council: Council) -> dict[str, Any]:
    runs = access.may(request.user, "run_council", council)
    days = {"days": queries.answer_days(council)}
    return {
        "may_draft": runs or access.may(request.user, "sit_on_council", council),
        "days_form": DaysForm(initial=days) if runs else None,
    }


@require_safe
def recommendation(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = _found(request, key, number)
    return render(request, "councils/recommendation.html", _shown(request, found))


def _shown(request: HttpRequest, found: Recommendation) -> dict[str, Any]:
    open_ = steps.open_to(request.user, found, STEPS)
    form = AnswerForm(found) if "answer" in open_ else None
    return {
        "council": found.council,
        "found": found,
        "adoption": getattr(found, "adoption", None),
        "addressee": queries.addressees(request.user, [found])[found.pk],
        "versions": _versions(found),
        "turns": queries.turns(request.user, found),
        "serves": queries.served_by(found),
        "steps": steps.listed(open_, but=("answer",)),
        "form": form,
        "languages": language_names() if form else [],
        "sample": found.sample,
    }


def _versions(found: Recommendation) -> list[Any]:
    """The newest answer first; that more time was asked for stands among them."""
    return sorted(found.answers.all(), key=lambda each: -each.pk)


@signed_in
def recommendation_step(request: HttpRequest, key: str, number: int, step: str) -> HttpResponseBase:
    found = _found(request, key, number)
    open_ = steps.open_to(request.user, found, STEPS)
    if step not in open_:
        raise Http404
    context = {"council": found.council, "found": found, "sample": found.sample}
    answer = steps.take(request, found, open_[step], context, "councils/recommendation_step.html")
    if answer is not None:
        return answer
    if step == "drop":
        return redirect("councils:recommendations", key)
    return redirect("councils:recommendation", key, number)


@signed_in
def new_recommendation(request: HttpRequest, key: str) -> HttpResponseBase:
    council = get_object_or_404(councils_for(request.user), key=key)
    if not _may_write(request, council)["may_draft"]:
        raise Http404
    form = WrittenForm(council, None, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = writing.draft(council, form.written(), by=_person(request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("councils:recommendation", key, made.number)
    heading = _("Write a recommendation")
    context = {
        "council": council,
        "form": form,
        "heading": heading,
        "label": _("Save the draft"),
        "words": _("Until the council has adopted it, only the council reads it."),
        "languages": language_names(),
        "sample": council.sample,
    }
    status = 422 if form.errors else 200
    return render(request, "councils/recommendation_step.html", context, status=status)


PROMISE = Step(
    gettext_lazy("Change the time to answer"),
    "run_council",
    lambda _council: True,
    lambda council, said, by: writing.promise_time(council, **said, by=by),
    lambda _council, data, _files: DaysForm(data),
    gettext_lazy("It holds for what is adopted from now on. What runs already runs on."),
)


@signed_in
def answer_time(request: HttpRequest, key: str) -> HttpResponseBase:
    council = get_object_or_404(councils_for(request.user), key=key)
    if not access.may(request.user, "run_council", council):
        raise Http404
    context = {"council": council, "sample": council.sample}
    answer = steps.take(request, council, PROMISE, context, "councils/recommendation_step.html")
    return answer or redirect("councils:recommendations", key)


def _found(request: HttpRequest, key: str, number: int) -> Recommendation:
    found = queries.recommendation_for(request.user, key, number)
    if found is None:
        raise Http404
    return found


def _row(found: Recommendation, role: str) -> Mapping[str, Any]:
    names = (
        "number",
        "title",
        "theme",
        "state",
        "adopted_on",
        "due_on",
        "days_overdue",
        "asked_until",
        "answered_on",
        "answer",
        "in_time",
    )
    return {"addressee": role, **{name: getattr(found, name) for name in names}}


def on_council(request: HttpRequest, council: Council) -> dict[str, Any]:
    """Its page shows what waits, the longest overdue first."""
    every = queries.of_council(request.user, council)
    waiting = list(every.filter(state=OPEN).select_related("addressee")[:ON_COUNCIL])
    named = queries.addressees(request.user, waiting)
    return {
        "waiting_recommendations": [(each, named[each.pk]) for each in waiting],
        "recommendations_standing": queries.standing(every),
    }


parts.shown.add("recommendations", on_council)
