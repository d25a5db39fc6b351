"""A place that takes part in a campaign: its page, described, shown, taken out; and who runs what."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Affiliate
from thriving.movement.queries.groups import regions
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.actions.people import people_of
from thriving.programs.campaigns.forms.campaign import NewPlaceForm, PlaceForm, ReasonForm
from thriving.programs.campaigns.models import Campaign, Instance, InstanceState
from thriving.programs.campaigns.queries import campaign as queries
from thriving.programs.campaigns.queries.box import newest_versions
from thriving.programs.campaigns.queries.page import where_of
from thriving.programs.campaigns.views.finding import WHOLE, Where, done, form_page, me, run, seen, shown
from thriving.programs.events.forms.steps import OrganizerForm


@require_safe
def place(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    if place == WHOLE:
        return redirect("campaigns:campaign", key)
    where = seen(request, key, place)
    found = cast("Instance", where.place)
    may_run = access.may(request.user, "run_place", found)
    is_tracked = actions.is_tracked(found)
    takes_part = found.state == InstanceState.JOINED and where.campaign.published_at and found.is_open
    context = {
        "campaign": where.campaign,
        "place": found,
        "where": where,
        **shown(request, found, found.title, found.text),
        "where_words": where_of(found, regions() if found.region else {}),
        "affiliate": _affiliate(found),
        "is_tracked": is_tracked,
        "may_tell": is_tracked and takes_part,
        "may_run": may_run,
        "may_translate": found.is_open and access.may(request.user, "translate_place", found),
        "buttons": _buttons(where, found) if may_run else [],
        "sample": where.campaign.sample,
    }
    return render(request, "campaigns/place.html", context)


def _buttons(where: Where, found: Instance) -> list[tuple[Any, str]]:
    own = [(_("Change the place"), where.address_of("rewrite_place"))] if found.is_open else []
    return [*own, *((title, where.address_of("step_place", name)) for name, title in _steps(found))]


def _affiliate(found: Instance) -> Affiliate | None:
    return Affiliate.objects.filter(key=found.affiliate).first() if found.affiliate else None


@signed_in
def add(request: HttpRequest, key: str) -> HttpResponseBase:
    campaign = _open_campaign(request, key)
    form = NewPlaceForm(campaign, newest_versions(request.user), typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = _add(campaign, form, request)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("Saved as a draft. Name those who organize there, then show it to everybody."))
            return redirect("campaigns:place", key, made.key)
    where = Where(campaign, None)
    return form_page(request, form, heading=_("Add a place"), label=_("Save the draft"), where=where)


def _add(campaign: Campaign, form: NewPlaceForm, request: HttpRequest) -> Instance:
    told, by = form.cleaned_data["key"].lower(), me(request)
    if version := form.version:
        return actions.place_from_box(version, campaign, form.placed(), key=told, by=by)
    return actions.add_place(campaign, form.placed(), key=told, by=by)


def _open_campaign(request: HttpRequest, key: str) -> Campaign:
    found = get_object_or_404(queries.run_by(request.user).select_related("box_version__box"), key=key)
    if not found.is_open:
        raise Http404
    return found


@signed_in
def rewrite(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    where = run(request, key, place)
    if where.place is None or not where.place.is_open:
        raise Http404
    form = PlaceForm(where.campaign, where.place, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_place(where.place, form.placed(), by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("Saved."))
            return redirect(where.address)
    return form_page(request, form, heading=_("Change the place"), label=_("Save"), where=where)


def _steps(found: Instance) -> list[tuple[str, Any]]:
    told = {"join": _("Show this place to everybody"), "leave": _("Take this place out")}
    states = {"join": (InstanceState.DRAFT,), "leave": (InstanceState.DRAFT, InstanceState.JOINED)}
    return [(name, title) for name, title in told.items() if found.state in states[name] and found.is_open]


@signed_in
def step(request: HttpRequest, key: str, place: str, step: str) -> HttpResponseBase:
    where = run(request, key, place)
    if where.place is None or step not in dict(_steps(where.place)):
        raise Http404
    form = (ReasonForm if step == "leave" else forms.Form)(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            _take(where.place, step, form, request)
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("Done."))
            return redirect(where.address)
    heading = dict(_steps(where.place))[step]
    return form_page(request, form, heading=heading, label=heading, where=where)


def _take(found: Instance, step: str, form: forms.Form, request: HttpRequest) -> None:
    if step == "join":
        actions.join(found, by=me(request))
    else:
        actions.leave(found, reason=form.cleaned_data["reason"], by=me(request))


@signed_in
def people(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    """Who runs it: named and let go here; POST with ``dismiss`` names the row."""
    where = run(request, key, place)
    listed = list(people_of(where.holder).select_related("person"))
    dismissed = request.method == "POST" and "dismiss" in request.POST
    form = OrganizerForm(None if dismissed else typed(request))
    try:
        if dismissed:
            row = next((each for each in listed if str(each.pk) == request.POST["dismiss"]), None)
            if row is None:
                raise Http404
            actions.dismiss_organizer(where.holder, row.person, by=me(request))
            return redirect(where.address if row.person == request.user else where.address_of("people"))
        if request.method == "POST" and form.is_valid():
            actions.name_organizer(where.holder, form.cleaned_data["who"], by=me(request))
            done(request, _("Done."))
            return redirect(where.address_of("people"))
    except Refused as refused:
        return _people_page(request, where, listed, form, str(refused))
    return _people_page(request, where, listed, form)


def _people_page(
    request: HttpRequest, where: Where, listed: list[Any], form: forms.Form, refused: str = ""
) -> HttpResponse:
    context = {
        "where": where,
        "people": listed,
        "form": form,
        "refused": refused,
        "heading": _("Who runs it"),
        "label": _("Name somebody"),
    }
    status = 422 if form.errors or refused else 200
    return render(request, "campaigns/people.html", context, status=status)
