"""The list of campaigns, one of them, and the steps that it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.movement.queries.wikis import wikis_called
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.forms.campaign import (
    CampaignForm,
    LearnedForm,
    NewCampaignForm,
    ReasonForm,
)
from thriving.programs.campaigns.forms.listing import ListForm
from thriving.programs.campaigns.models import Campaign, State
from thriving.programs.campaigns.queries import campaign as queries
from thriving.programs.campaigns.queries.listing import Wanted, behind, matching, occurring
from thriving.programs.campaigns.states import CAMPAIGN
from thriving.programs.campaigns.views.finding import Where, done, form_page, me, shown
from thriving.programs.initiatives import parts
from thriving.programs.initiatives.queries import initiatives_for
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE = 50
IN_A_TWIN = 1_000

CAMPAIGNS = Records(
    "campaigns",
    gettext_lazy("Campaigns"),
    gettext_lazy("What many places work on together for a time; the newest first."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("theme", "string", gettext_lazy("Theme"), gettext_lazy("In the language of the page.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(State)),
        Column("starts_on", "date", gettext_lazy("First day"), gettext_lazy("Of the whole campaign.")),
        Column("ends_on", "date", gettext_lazy("Last day"), gettext_lazy("Of the whole campaign.")),
        Column("countries", "list", gettext_lazy("Countries"), gettext_lazy("Their ISO 3166 codes.")),
        Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("Their codes.")),
        Column(
            "box", "string", gettext_lazy("Box"), gettext_lazy("Key and version of what it is made from.")
        ),
    ),
    parameters=(
        Parameter("state", "string", gettext_lazy("State"), gettext_lazy("Only those in this state.")),
        Parameter("country", "string", gettext_lazy("Country"), gettext_lazy("Its ISO 3166 code.")),
        Parameter("language", "string", gettext_lazy("Language"), gettext_lazy("Its code.")),
        Parameter("wiki", "string", gettext_lazy("Wiki"), gettext_lazy("The name of its database.")),
        Parameter(
            "serves",
            "string",
            gettext_lazy("Serves"),
            gettext_lazy("A priority of a plan: both keys with a slash between."),
        ),
        Parameter("box", "string", gettext_lazy("Box"), gettext_lazy("Only those made from this box.")),
        Parameter(
            "initiative",
            "string",
            gettext_lazy("Initiative"),
            gettext_lazy("Only those that belong to it, by its key."),
        ),
        Parameter(
            "after",
            "string",
            gettext_lazy("After"),
            gettext_lazy("Only those that follow the one with this key."),
        ),
    ),
)


@require_safe
def campaigns(request: HttpRequest, form: Any) -> HttpResponse:
    asked = {name: value or "" for name, value in CAMPAIGNS.asked(request).items()}
    after = asked.pop("after")
    most = ON_A_PAGE if form == "html" else IN_A_TWIN
    wanted = matching(request.user, Wanted(**asked)).select_related("box_version__box")
    found = list((behind(wanted, after) if after else wanted)[: most + 1])
    listed, following = found[:most], found[most - 1].key if len(found) > most else ""
    return CAMPAIGNS.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="campaigns/campaigns.html",
        context=_page(request, asked, listed, following) if form == "html" else None,
        extra={"next": following},
        sample=any(each.sample for each in listed),
    )


def _page(
    request: HttpRequest, asked: dict[str, str], listed: list[Campaign], following: str
) -> dict[str, Any]:
    question = {name: value for name, value in asked.items() if value}
    named = occurring(request.user)
    priority = parts.priorities_called([asked["serves"]]) if asked["serves"] else {}
    return {
        "campaigns": listed,
        "filters_form": ListForm(request.GET, named, wikis_called(named.get("wiki", ()))),
        "next": f"?{urlencode({**question, 'after': following})}" if following else "",
        "is_asked": bool(question),
        "serves": next(iter(priority.values()), ""),
        "may_plan": access.holds(request.user, "plan_campaign"),
    }


def _row(found: Campaign) -> dict[str, Any]:
    plain = ("key", "title", "theme", "starts_on", "ends_on", "countries", "languages")
    version = found.box_version
    box = f"{version.box.key}/{version.number}" if version else None
    return {**{name: getattr(found, name) for name in plain}, "state": found.standing, "box": box}


@require_safe
def campaign(request: HttpRequest, key: str) -> HttpResponse:
    query = queries.campaigns_for(request.user).select_related("box_version__box")
    found = get_object_or_404(query, key=key)
    may_run = access.may(request.user, "run_campaign", found)
    is_tracked = actions.is_tracked(found)
    context = {
        "campaign": found,
        "where": Where(found, None),
        **shown(request, found, found.title, found.theme, found.text),
        "serves": [
            (name, parts.address_of_priority(code))
            for code, name in (parts.priorities_called(found.serves) if found.serves else {}).items()
        ],
        "initiative": initiatives_for(request.user).filter(key=found.initiative).first(),
        "may_run": may_run,
        "may_translate": found.is_open and access.may(request.user, "translate_campaign", found),
        "wikis": wikis_called(found.wikis),
        "is_tracked": is_tracked,
        "may_tell": is_tracked and found.is_open and found.published_at is not None,
        "buttons": _buttons(found) if may_run else [],
        "sample": found.sample,
    }
    return render(request, "campaigns/campaign.html", context)


def _buttons(found: Campaign) -> list[tuple[Any, str]]:
    pages = [("rewrite", _("Change the campaign")), ("add_place", _("Add a place"))] if found.is_open else []
    if found.state == State.FINISHED:
        pages.append(("box_from_campaign", _("Make a box from it")))
    own = [(label, reverse(f"campaigns:{page}", args=[found.key])) for page, label in pages]
    steps = steps_for(found)
    return [*own, *((title, reverse("campaigns:step", args=[found.key, name])) for name, title in steps)]


@needs("plan_campaign")
def new(request: HttpRequest) -> HttpResponseBase:
    form = NewCampaignForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"].lower()
        try:
            actions.plan_campaign(form.planned(), key=key, by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("Saved as a draft, which its coordinators see. Publish it when it is ready."))
            return redirect("campaigns:campaign", key)
    return form_page(request, form, heading=_("Plan a campaign"), label=_("Save the draft"))


@signed_in
def rewrite(request: HttpRequest, key: str) -> HttpResponseBase:
    open_ones = [State.DRAFT, State.PUBLISHED, State.RUNNING]
    query = queries.run_by(request.user).filter(state__in=open_ones).prefetch_related("marks")
    found = get_object_or_404(query, key=key)
    form = CampaignForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_campaign(found, form.planned(), by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("Saved."))
            return redirect("campaigns:campaign", key)
    where = Where(found, None)
    return form_page(request, form, heading=_("Change the campaign"), label=_("Save"), where=where)


@dataclass(frozen=True)
class Step:
    """A page that asks for what a step needs, and takes it."""

    title: str | Promise
    states: tuple[str, ...]
    form: Callable[[Any], forms.Form]
    take: Callable[[Campaign, forms.Form, Person], object]
    words: str | Promise = ""


_TITLES = {move.name: move.title for move in CAMPAIGN.moves}
_FROM = {move.name: move.source for move in CAMPAIGN.moves}


def _step(name: str, form: type[forms.Form], take: Any, words: Any, *more: str) -> Step:
    return Step(_TITLES[name], (*_FROM[name], *more), form, take, words)


STEPS = {
    "publish": _step(
        "publish",
        forms.Form,
        lambda found, _form, by: actions.publish(found, by=by),
        gettext_lazy("From now on everybody can read it, with the places that take part."),
    ),
    "finish": _step(
        "finish",
        LearnedForm,
        lambda found, form, by: actions.finish(found, learned=form.cleaned_data["learned"], by=by),
        gettext_lazy("The plan counts it. What was reported and not confirmed does not count."),
        State.PUBLISHED,
    ),
    "cancel": _step(
        "cancel",
        ReasonForm,
        lambda found, form, by: actions.cancel(found, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy("Its page stays, with the reason."),
    ),
    "withdraw": _step(
        "withdraw",
        ReasonForm,
        lambda found, form, by: actions.withdraw(found, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy("The plan no longer counts it, nor what was contributed in it."),
    ),
}


def steps_for(found: Campaign) -> list[tuple[str, str | Promise]]:
    """``finish`` once it is over: before, there is nothing to finish."""
    return [
        (name, step.title)
        for name, step in STEPS.items()
        if found.state in step.states and (name != "finish" or found.is_over)
    ]


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(queries.run_by(request.user), key=key)
    if step not in dict(steps_for(found)):
        raise Http404
    asked = STEPS[step]
    form = asked.form(typed(request) or (request.POST if request.method == "POST" else None))
    if request.method == "POST" and form.is_valid():
        try:
            asked.take(found, form, me(request))
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("Done."))
            return redirect("campaigns:campaign", key)
    return form_page(
        request, form, heading=asked.title, label=asked.title, words=asked.words, where=Where(found, None)
    )
