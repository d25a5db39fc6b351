"""What a page is about, found as its reader may see it or run it; what is not there for them is 404."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from thriving.kernel import access
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns.actions.doing import Holder
from thriving.programs.campaigns.models import Campaign, Instance
from thriving.programs.campaigns.queries import campaign as queries
from thriving.programs.campaigns.queries.page import page_of
from thriving.ui.content import reading

WHOLE = "whole"  # stands where the key of a place would, in addresses about the whole campaign


@dataclass(frozen=True)
class Where:
    """A campaign as a whole, or one of its places."""

    campaign: Campaign
    place: Instance | None

    @property
    def holder(self) -> Holder:
        return self.place or self.campaign

    @property
    def place_key(self) -> str:
        return self.place.key if self.place else WHOLE

    @property
    def title(self) -> Any:
        return self.holder.title

    @property
    def address(self) -> str:
        if self.place:
            return reverse("campaigns:place", args=[self.campaign.key, self.place.key])
        return reverse("campaigns:campaign", args=[self.campaign.key])

    def address_of(self, page: str, *more: Any) -> str:
        return reverse(f"campaigns:{page}", args=[self.campaign.key, self.place_key, *more])


def seen(request: HttpRequest, key: str, place: str) -> Where:
    campaign = get_object_or_404(queries.campaigns_for(request.user).select_related("box_version"), key=key)
    if place == WHOLE:
        return Where(campaign, None)
    return Where(campaign, get_object_or_404(queries.places_for(request.user, campaign), key=place))


def run(request: HttpRequest, key: str, place: str) -> Where:
    """Only where the reader may change it."""
    where = seen(request, key, place)
    rule = "run_place" if where.place else "run_campaign"
    if not access.may(request.user, rule, where.holder):
        get_object_or_404(type(where.holder)._base_manager.none())
    return where


def shown(request: HttpRequest, holder: Holder, *own: Words) -> dict[str, Any]:
    """What its page shows, in the language that the address asks for.

    ``own``: the words of the campaign or place itself.
    """
    page = page_of(request.user, holder)
    language = reading(request, *own, *page.words)
    return {"page": page, "reading": language, "texts": page.filled(language.language)}


def me(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def form_page(
    request: HttpRequest,
    form: Form,
    *,
    heading: Any,
    label: Any,
    template: str = "campaigns/step.html",
    **context: Any,
) -> HttpResponse:
    told = {"form": form, "heading": heading, "label": label, **context}
    return render(request, template, told, status=422 if form.errors else 200)


def done(request: HttpRequest, words: Any) -> None:
    messages.success(request, str(words))
