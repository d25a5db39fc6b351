"""Which events belong to a campaign, and to which of its places."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.models import Campaign, EventLink
from thriving.programs.campaigns.views.finding import Where, me, run
from thriving.programs.events.models import Event
from thriving.programs.events.queries.event import organized_by, run_by

MOST = 100


@signed_in
def events(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    """POST ``add`` with an event's key, or ``remove`` with a link's number."""
    where = run(request, key, place)
    refused = ""
    if request.method == "POST":
        try:
            _change(request, where)
            return redirect(where.address_of("events"))
        except Refused as said:
            refused = str(said)
    context = {"where": where, "links": _links(where), "mine": _mine(request.user), "refused": refused}
    return render(request, "campaigns/events.html", context, status=422 if refused else 200)


def _links(where: Where) -> list[EventLink]:
    if isinstance(where.holder, Campaign):
        links = EventLink.objects.filter(campaign=where.campaign, instance=None)
    else:
        links = EventLink.objects.filter(instance=where.place)
    return list(links.select_related("event")[:MOST])


def _mine(person: Any) -> list[Event]:
    """Theirs, which belong to no campaign yet."""
    return list(organized_by(person).filter(campaign_link=None).order_by("-starts_at")[:MOST])


def _change(request: HttpRequest, where: Where) -> None:
    if "remove" in request.POST:
        link = next((each for each in _links(where) if str(each.pk) == request.POST["remove"]), None)
        if link is None:
            raise Http404
        actions.remove_event(link, by=me(request))
        return
    event = get_object_or_404(run_by(request.user), key=request.POST.get("add", ""))
    actions.add_event(where.holder, event, by=me(request))
