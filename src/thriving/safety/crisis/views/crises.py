"""The queue, a crisis, and a page for each step. Whoever may not see one is told that it is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in
from thriving.movement.models import Person
from thriving.programs.councils.views import steps
from thriving.safety.crisis import criteria
from thriving.safety.crisis.actions import answering
from thriving.safety.crisis.due import next_in
from thriving.safety.crisis.models import Crisis, Decision
from thriving.safety.crisis.queries import crises as queries
from thriving.safety.crisis.queries import readiness
from thriving.safety.crisis.severity import Said
from thriving.safety.crisis.states import AT_WORK
from thriving.safety.crisis.views.steps import STEPS, unread
from thriving.ui.pages import Pages

ON_A_PAGE = 50
READ = ("agree", "contest")  # steps on whose pages stands what is to be read


@signed_in
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    _require_responder(request)
    lists = {
        "undecided": queries.undecided(request.user),
        "unread": queries.unread_decisions(request.user),
        "in_hand": queries.in_hand(request.user),
        "past": queries.past(request.user),
    }
    context = {
        # Each has pages of its own, asked for by its name.
        **{name: Pages(found, ON_A_PAGE).get_page(request.GET.get(name)) for name, found in lists.items()},
        "layers": readiness.on_call_by_name(),
        "unwatched": readiness.unwatched(),
        "may_manage": access.holds(request.user, "manage_crises"),
    }
    return render(request, "crisis/queue.html", context)


def _require_responder(request: HttpRequest) -> None:
    """To others the queue is not there, as what stands in it is not."""
    if not access.holds(request.user, "respond_to_crises"):
        raise Http404


@signed_in
@require_safe
def crisis(request: HttpRequest, key: str) -> HttpResponse:
    found = _crisis_at(request, key)
    open_ = steps.open_to(request.user, found, STEPS)
    running, duties = list(found.clocks.all()), list(queries.duties_of(found))
    context = {
        "found": found,
        "clocks": running,
        "duties": duties,
        "next": next_in(found, running, duties),
        "steps": steps.listed(open_),
        "checklist": list(found.steps.select_related("done_by")),
        "may_tick": found.state in AT_WORK and access.may(request.user, "answer_crisis", found),
        "reports": list(found.reports.select_related("written_by")),
        "decisions": [_decided(each) for each in found.decisions.select_related("same_as")],
        "actions": list(found.actions.select_related("owner")),
        "review": found.review if hasattr(found, "review") else None,
        "duplicates": list(found.duplicates.all()),
        "first_raised_at": found.first_raised_at,
        "sample": found.sample,
    }
    return render(request, "crisis/crisis.html", context)


def _decided(decision: Decision) -> Mapping[str, Any]:
    """With each question and its answer, in the words of the form."""
    words = dict(Said.choices)
    given = [each for each in criteria.CRITERIA if each.key in decision.answers]
    asked = [(each.asked, words.get(decision.answers[each.key], "")) for each in given]
    return {"decision": decision, "asked": asked}


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = _crisis_at(request, key)
    asked = STEPS.get(step)
    if asked is None or not asked.open(found) or not access.may(request.user, asked.rule, found):
        raise Http404
    context: dict[str, Any] = {"found": found, "sample": found.sample}
    if step in READ and (decision := unread(found)):
        context["one"] = _decided(decision)
    page = steps.take(request, found, asked, context, "crisis/step.html")
    return page or redirect("crisis:crisis", found.key)


@signed_in
@require_POST
def tick(request: HttpRequest, key: str, position: int) -> HttpResponseBase:
    found = _crisis_at(request, key)
    wanted = get_object_or_404(found.steps, position=position)
    try:
        answering.tick(wanted, by=cast("Person", request.user))
    except (PermissionDenied, Refused) as refused:
        raise Http404 from refused
    return redirect("crisis:crisis", found.key)


def _crisis_at(request: HttpRequest, key: str) -> Crisis:
    return get_object_or_404(queries.crises_for(request.user), key=key)
