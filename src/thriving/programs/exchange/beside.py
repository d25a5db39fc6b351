"""On the page of an affiliate: what it has, offers and wants to learn, as far as the reader may see it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.movement import slots
from thriving.movement.models import Affiliate, PersonSkill
from thriving.programs.exchange import queries
from thriving.programs.exchange.matches import named
from thriving.programs.exchange.models import AffiliateSkill


def on_an_affiliate(request: HttpRequest, affiliate: Affiliate) -> str:
    told = list(queries.lines_for(request.user).filter(affiliate=affiliate))
    keeps = queries.affiliates_led(request.user).filter(pk=affiliate.pk).exists()
    if not told and not keeps:
        return ""
    sides = dict(AffiliateSkill._meta.get_field("side").choices or ())
    sets = [
        (sides[side], [(each, named(each.skill)) for each in told if each.side == side])
        for side in PersonSkill.Side
    ]
    context = {"affiliate": affiliate, "sets": [each for each in sets if each[1]], "keeps": keeps}
    return render_to_string("exchange/_on_an_affiliate.html", context, request)


slots.fillers.add("exchange", on_an_affiliate)
