"""Proposals on the page of their round: how one applies, and what was handed in."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.grants.funds import slots
from thriving.grants.funds.models import Round
from thriving.grants.proposals.queries import proposals_for
from thriving.grants.proposals.states import HANDED_IN
from thriving.kernel import access, clock


def on_a_round(request: HttpRequest, one: Round) -> str:
    count = proposals_for(request.user).filter(round=one, state__in=HANDED_IN).count()
    context = {
        "round": one,
        "takes": one.takes(clock.today()),
        "count": count,
        "may_bring": access.holds(request.user, "bring_grants"),
    }
    return render_to_string("proposals/_on_a_round.html", context, request=request)


slots.fillers.add("proposals", on_a_round)
