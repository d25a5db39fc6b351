"""The recognition of one affiliate, and what waits for those who judge."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement import actions
from thriving.movement.actions.recognition import Said, move, record_vote
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.forms.recognition import MoveForm, VoteForm
from thriving.movement.models import Affiliate, Person
from thriving.movement.queries import groups, reports
from thriving.movement.queries.recognition import moves_open_to, waiting
from thriving.movement.states import RECOGNITION

MOST_OVERDUE = 100
_TITLES = {each.name: each.title for each in RECOGNITION.moves}


@needs("judge_affiliates")
@require_safe
def affiliations(request: HttpRequest) -> HttpResponse:
    """What waits: steps of recognitions by their deadlines, and reports that have not come."""
    overdue = list(reports.overdue().order_by("due_on", "pk")[:MOST_OVERDUE])
    steps = list(waiting(request.user))
    sample = any(each.sample for each in [*steps, *(report.affiliate for report in overdue)])
    context = {"waiting": steps, "overdue": overdue, "sample": sample}
    return render(request, "movement/affiliates/waiting.html", context)


@signed_in
def recognition(request: HttpRequest, key: str) -> HttpResponseBase:
    """Where the recognition stands; the group and those who judge each see the words meant for them."""
    found = get_object_or_404(groups.recognitions_for(request.user).select_related("applicant"), key=key)
    kept = typed(request)
    votes = kept is not None and "vote" in kept
    vote_form, move_form = VoteForm(kept if votes else None), MoveForm(None if votes else kept)
    if request.method == "POST":
        done = _vote(request, found, vote_form) if votes else _move(request, found, move_form)
        if done:
            return redirect("movement:recognition", key)
    context = {**_standing(request.user, found), "vote_form": vote_form, "move_form": move_form}
    refused = vote_form.errors or move_form.errors
    return render(request, "movement/affiliates/recognition.html", context, status=422 if refused else 200)


def _standing(reader: Any, found: Affiliate) -> dict[str, Any]:
    judges = access.holds(reader, "judge_affiliates")
    judges_this = judges and access.may(reader, "judge_affiliate", found)
    moves = moves_open_to(reader, found)
    return {
        "affiliate": found,
        "steps": list(found.steps.all()),
        "votes": list(found.votes.all()) if judges_this else [],
        "judges": judges,
        "judges_this": judges_this,
        "votes_now": judges_this and found.state == "voting",
        "moves": [(name, _TITLES[name]) for name in moves],
        "sample": found.sample,
    }


def _move(request: HttpRequest, found: Affiliate, form: MoveForm) -> bool:
    """Whether the move whose button was pressed has been made; if not, the form says why."""
    name = request.POST.get("move", "")
    if not form.is_valid():
        return False
    if name not in moves_open_to(request.user, found):
        form.add_error(None, _("This step is not possible now: look how the application stands."))
        return False
    try:
        move(found, name, by=cast("Person", request.user), said=Said(**form.cleaned_data))
    except (MoveRefused, actions.Refused) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Done."))
    return True


def _vote(request: HttpRequest, found: Affiliate, form: VoteForm) -> bool:
    access.require(request.user, "judge_affiliate", found)
    if not form.is_valid():
        return False
    try:
        record_vote(found, **form.cleaned_data, by=cast("Person", request.user))
    except actions.Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("The vote is recorded."))
    return True
