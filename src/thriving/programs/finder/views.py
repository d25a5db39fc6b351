"""The finder: five questions and their answers on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thriving.kernel import clock
from thriving.movement.accounts import attempts
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.doors import typed
from thriving.programs.finder import answers as said
from thriving.programs.finder import choices, results
from thriving.programs.finder.answers import Answers, Known
from thriving.programs.finder.forms import VerdictForm
from thriving.programs.finder.sources import offers_on
from thriving.programs.matching.actions import tell_verdict
from thriving.programs.matching.engine import FINDING, Match, Offer, rank
from thriving.programs.matching.models import Purpose
from thriving.programs.matching.queries import terms
from thriving.ui import slots

SHOWN = 20  # results on a page
AT_ONCE = 20  # things of which one says in a quarter of an hour whether they are of use


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    known = Known.read()
    answers = said.read(request.GET, known)
    offers = offers_on(clock.today())
    context = {
        **_questions(answers, known, offers),
        **(_found(request, answers, offers) if answers.asked else {}),
        "answers": answers,
        "open": len(offers),
        "sample": any(offer.sample for offer in offers),
    }
    response = render(request, "finder/find.html", context)
    # The address tells what somebody is looking for: no cache on the way keeps it, nor this machine's.
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest) -> HttpResponse:
    """Whoever found something says whether it is of use; kept without them and without their answers."""
    offer = _offered(request.GET.get("offer", ""))
    answers = said.read(request.GET, Known.read())
    form = VerdictForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            attempts.count("verdict", address=request.META["REMOTE_ADDR"], limit_of_address=AT_ONCE)
        except TooManyAttempts:
            form.add_error(None, _("That is much at once. Try again in a quarter of an hour."))
        else:
            tell_verdict(Purpose.INITIATIVES, offer.key, sample=offer.sample, **form.said())
            messages.success(
                request, _("Thank you. It is kept without you, and counts where weights are decided.")
            )
            return redirect(reverse("finder:find") + answers.address())
    context = {
        "form": form,
        "title": results.titled(offer.title, answers.languages),
        "back": reverse("finder:find") + answers.address(),
        "sample": offer.sample,
    }
    response = render(request, "finder/useful.html", context, status=422 if form.errors else 200)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _offered(key: str) -> Offer:
    found = next((offer for offer in offers_on(clock.today()) if offer.key == key), None)
    if found is None:
        raise Http404
    return found


def _questions(answers: Answers, known: Known, offers: list[Offer]) -> dict[str, Any]:
    spoken = frozenset(code for offer in offers for code in offer.languages)
    return {
        "topics": choices.topic_options(answers.do[0] if answers.do else ""),
        "needs": choices.needs(),
        "places": choices.place_options(known.countries, answers.where),
        "languages": choices.language_options(known.languages, spoken),
        "most_hours": said.MOST_HOURS,
    }


def _found(request: HttpRequest, answers: Answers, offers: list[Offer]) -> dict[str, Any]:
    found = rank(answers.wanted(), offers, terms(Purpose.INITIATIVES, clock.today(), FINDING))
    page = Paginator[Match](found.matches, SHOWN).get_page(request.GET.get("page"))
    needs = choices.needs()
    return {
        "found": found,
        "page": page,
        "results": [results.result(match, answers, needs) for match in page],
        "removed": results.removed(found),
        "ways": results.ways(found, answers, needs),
        "others": slots.filled("searched", request),
    }
