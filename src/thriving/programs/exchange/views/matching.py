"""Who could help whom, and asking them: one who was shown, or those who are shown to nobody."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.exchange import actions, matches, queries
from thriving.programs.exchange.forms import AskForm
from thriving.programs.exchange.models import Call, Party, Way
from thriving.programs.exchange.queries.wants import SIDE_ASKED_FOR


@require_safe
@signed_in
def matching(request: HttpRequest, key: str, way: str) -> HttpResponse:
    party, way_ = _found(request, key, way)
    own = queries.skills_of(party, SIDE_ASKED_FOR[way_])
    chosen = request.GET.get("skill", "")
    chosen = chosen if chosen in own else ""
    found = matches.proposals(request.user, party, way_, chosen)
    context = {
        **_common(party, way_),
        "own": [(each, matches.named(each)) for each in own],
        "chosen": chosen,
        "proposals": [(each, each.alias(party)) for each in found.found],
        "left_out": found.left_out,
        "changes": found.changes,
    }
    return render(request, "exchange/matching.html", context)


@signed_in
def ask(request: HttpRequest, key: str, way: str, other: str) -> HttpResponseBase:
    """Look at one of them once more, and at what they will see; then ask."""
    party, way_ = _found(request, key, way)
    listed = matches.proposals(request.user, party, way_).found
    found = next((each for each in listed if each.alias(party) == other), None)
    if found is None:
        raise Http404
    form = AskForm(found.skills, typed(request))
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, cast("Person", request.user)
        try:
            made = actions.ask(
                party, found.party.key, way_, said["skill"], words=said["words"], by=by, sample=party.sample
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        except PermissionDenied as gone:
            raise Http404 from gone
        else:
            messages.success(request, _("They have been asked, and answer within two weeks at best."))
            return redirect("exchange:exchange", made.key)
    context = {**_common(party, way_), "proposal": found, "form": form}
    return render(request, "exchange/ask.html", context, status=422 if form.errors else 200)


@signed_in
def pass_on(request: HttpRequest, key: str, way: str) -> HttpResponseBase:
    """Have a request passed on; what is said afterwards is always the same."""
    party, way_ = _found(request, key, way)
    own = queries.skills_of(party, SIDE_ASKED_FOR[way_])
    if not own:
        return redirect("exchange:matching", key, way)
    chosen = {"skill": request.GET.get("skill", "")}
    form = AskForm([(each, matches.named(each)) for each in own], typed(request), chosen)
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, cast("Person", request.user)
        try:
            made = actions.call(party, way_, said["skill"], words=said["words"], by=by, sample=party.sample)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your request is passed on to whoever could help and can be asked."))
            return redirect("exchange:call", made.key)
    context = {**_common(party, way_), "form": form}
    return render(request, "exchange/pass_on.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def call(request: HttpRequest, key: str) -> HttpResponse:
    """Who has accepted, and nothing of anybody else."""
    found = get_object_or_404(queries.calls_for(request.user), key=key)
    context = {
        "call": found,
        "skill": matches.named(found.skill),
        "accepted": list(queries.exchanges_for(request.user).filter(call=found, accepted_on__isnull=False)),
        "is_open": found.state == "open",
        "sample": found.sample,
    }
    return render(request, "exchange/call.html", context)


@require_POST
@signed_in
def take_back(request: HttpRequest, key: str) -> HttpResponseBase:
    found: Call = get_object_or_404(queries.calls_for(request.user), key=key)
    if found.state != "open":
        raise Http404
    actions.take_back(found, by=cast("Person", request.user))
    messages.success(request, _("Your request is withdrawn."))
    return redirect("exchange:call", key)


def _found(request: HttpRequest, key: str, way: str) -> tuple[Party, Way]:
    party = get_object_or_404(queries.parties_for(request.user), key=key)
    if way not in Way:
        raise Http404
    return party, Way(way)


def _common(party: Party, way: Way) -> dict[str, Any]:
    gets = way == Way.GET
    return {
        "party": party,
        "way": way.value,
        "gets": gets,
        "list_title": _of_affiliate(gets=gets) if party.affiliate else _of_oneself(gets=gets),
        "sample": party.sample,
    }


def _of_affiliate(*, gets: bool) -> str:
    return _("Who could help") if gets else _("Whom we could help")


def _of_oneself(*, gets: bool) -> str:
    return _("Who could help you") if gets else _("Whom you could help")
