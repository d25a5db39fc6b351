"""The pages of communities: the list, one of them, and describing it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement import actions, traces
from thriving.movement.actions.communities import add_community, describe_community
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.forms.groups import CommunityForm, NewCommunityForm
from thriving.movement.models import Community, CommunityKind, Person
from thriving.movement.queries import groups
from thriving.movement.views.affiliates import (
    FILTERS,
    REACHES,
    ListForm,
    next_address,
    page_of,
    reach_choices,
    wanted,
)
from thriving.ui.twins import Column, Records

COMMUNITIES = Records(
    "communities",
    gettext_lazy("Communities"),
    gettext_lazy("People who work on a theme, or where they live, in the order of their English names."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("kind", "string", gettext_lazy("Kind"), ", ".join(CommunityKind)),
        *REACHES,
        Column("theme", "string", gettext_lazy("Theme"), gettext_lazy("Its item in Wikidata.")),
    ),
    parameters=FILTERS,
)


@require_safe
def communities(request: HttpRequest, form: Any) -> HttpResponse:
    asked = COMMUNITIES.asked(request)
    every = groups.communities_for(request.user)
    listed, following = page_of(groups.matching(every, wanted(asked)), asked["after"], form)
    choices = {**reach_choices(every), "kind": (_("Kind"), list(CommunityKind.choices))}
    return COMMUNITIES.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="movement/communities/communities.html",
        context={
            "communities": listed,
            "filters_form": ListForm(request.GET, choices),
            "next": next_address(request, following),
            "may_judge": access.holds(request.user, "judge_affiliates"),
        },
        extra={"next": following},
        sample=any(each.sample for each in listed),
    )


@require_safe
def community(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(groups.communities_for(request.user).prefetch_related("reaches"), key=key)
    context = {
        "community": found,
        "region_names": groups.region_names(found),
        "traces": traces.left_by(request.user, "community", key),
        "may_describe": access.may(request.user, "describe_community", found),
        "sample": found.sample,
    }
    return render(request, "movement/communities/community.html", context)


@needs("judge_affiliates")
def new(request: HttpRequest) -> HttpResponseBase:
    form = NewCommunityForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            key = form.cleaned_data["key"].lower()
            add_community(form.described(), key=key, by=cast("Person", request.user))
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("movement:community", key)
    return _form_page(request, form, None)


@signed_in
def describe(request: HttpRequest, key: str) -> HttpResponseBase:
    query = groups.communities_to_describe(request.user).prefetch_related("reaches")
    found = get_object_or_404(query, key=key)
    form = CommunityForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        describe_community(found, form.described(), by=cast("Person", request.user))
        messages.success(request, _("Saved."))
        return redirect("movement:community", key)
    return _form_page(request, form, found)


def _form_page(request: HttpRequest, form: CommunityForm, found: Community | None) -> HttpResponse:
    context = {"form": form, "community": found}
    status = 422 if form.errors else 200
    return render(request, "movement/communities/describe.html", context, status=status)


def _row(community: Community) -> dict[str, Any]:
    return {
        "key": community.key,
        "name": community.name,
        "kind": community.kind,
        "countries": community.countries,
        "regions": community.regions,
        "languages": community.languages,
        "theme": community.theme,
    }
