"""One's own part: as a person, and for the affiliates of which one is an officer."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Affiliate, Person, PersonSkill
from thriving.programs.exchange import actions, queries
from thriving.programs.exchange.forms import LineForm, PartyForm
from thriving.programs.exchange.matches import named
from thriving.programs.exchange.models import AffiliateSkill
from thriving.programs.exchange.views.lists import shown

MOST = 50


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """For whom the reader can ask and answer, and what waits or is agreed."""
    person = cast("Person", request.user)
    led = list(queries.affiliates_led(person))
    calls = list(queries.calls_for(person)[:MOST])
    exchanges = _listed(person)
    context = {
        "may_take_part": queries.may_take_part(person),
        "party": queries.party_of_person(person),
        "affiliates": led,
        "exchanges": exchanges,
        "calls": [(each, named(each.skill)) for each in calls],
        "sample": any(each.sample for each in (*led, *calls, *(each["exchange"] for each in exchanges))),
    }
    return render(request, "exchange/mine.html", context)


@signed_in
def me(request: HttpRequest) -> HttpResponseBase:
    person = cast("Person", request.user)
    if not queries.may_take_part(person):
        raise Http404
    party = queries.party_of_person(person)
    form = PartyForm(party, None, typed(request))
    if _kept(request, form, person, by=person):
        return redirect("exchange:me")
    told = {side: queries.skills_of(party, side) if party else [] for side in PersonSkill.Side}
    context = {
        "party": party,
        "form": form,
        "offers": [named(key) for key in told[PersonSkill.Side.OFFERED]],
        "wishes": [named(key) for key in told[PersonSkill.Side.WANTED]],
    }
    return render(request, "exchange/me.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def affiliate(request: HttpRequest, key: str) -> HttpResponse:
    """What an affiliate tells of its skills, line by line, and who could help it."""
    found = _led(request, key)
    lines = queries.lines_to_keep(request.user, found).prefetch_related("affiliate__reaches")
    context = {
        "affiliate": found,
        "party": queries.party_of_affiliate(request.user, found),
        "lines": shown(lines),
        "sample": found.sample,
    }
    return render(request, "exchange/affiliate.html", context)


@signed_in
def affiliate_part(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _led(request, key)
    party = queries.party_of_affiliate(request.user, found)
    form = PartyForm(party, found, typed(request))
    if _kept(request, form, found, by=cast("Person", request.user)):
        return redirect("exchange:affiliate", key)
    return _form_page(request, form, found, _("How you take part"))


@signed_in
def add_line(request: HttpRequest, key: str) -> HttpResponseBase:
    return _keep_line(request, _led(request, key), None)


@signed_in
def line(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    found = _led(request, key)
    return _keep_line(
        request, found, get_object_or_404(queries.lines_to_keep(request.user, found), pk=number)
    )


@require_POST
@signed_in
def drop_line(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    found = _led(request, key)
    told = get_object_or_404(queries.lines_to_keep(request.user, found), pk=number)
    actions.drop_line(told, by=cast("Person", request.user))
    messages.success(request, _("The line is taken away."))
    return redirect("exchange:affiliate", key)


@require_POST
@signed_in
def pause(request: HttpRequest, key: str) -> HttpResponseBase:
    """Not be found for a while, or be found again."""
    party = get_object_or_404(queries.parties_for(request.user), key=key)
    paused = not actions.pause(party, by=cast("Person", request.user)).is_open
    messages.success(request, _("Paused: nobody finds you.") if paused else _("Open again."))
    return redirect("exchange:mine")


def _listed(person: Person) -> list[dict[str, Any]]:
    found = list(queries.exchanges_for(person)[:MOST])
    sides = queries.sides_of(person, found)
    return [{"exchange": each, "skill": named(each.skill), "side": sides[each.pk]} for each in found]


def _led(request: HttpRequest, key: str) -> Affiliate:
    return get_object_or_404(queries.affiliates_led(request.user).prefetch_related("reaches"), key=key)


def _keep_line(request: HttpRequest, found: Affiliate, told: AffiliateSkill | None) -> HttpResponseBase:
    form = LineForm(told, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_line(
                found, form.told(), by=cast("Person", request.user), instead_of=told, sample=found.sample
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Kept. Others see it as you chose."))
            return redirect("exchange:affiliate", found.key)
    return _form_page(request, form, found, _("Change a line") if told else _("Add a line"))


def _kept(request: HttpRequest, form: PartyForm, whom: Person | Affiliate, *, by: Person) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        actions.take_part(whom, form.told(), by=by, sample=getattr(whom, "sample", False))
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("You take part."))
    return True


def _form_page(request: HttpRequest, form: Any, found: Affiliate, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "affiliate": found,
        "heading": heading,
        "label": _("Keep"),
        "sample": found.sample,
    }
    return render(request, "exchange/form.html", context, status=422 if form.errors else 200)
