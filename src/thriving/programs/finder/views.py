"""The finder: five questions and their answers on one page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from thriving.kernel import clock
from thriving.programs.finder import answers as said
from thriving.programs.finder import choices, results
from thriving.programs.finder.answers import Answers, Known
from thriving.programs.finder.sources import offers_on
from thriving.programs.matching.engine import FINDING, Match, Offer, rank
from thriving.programs.matching.models import Purpose
from thriving.programs.matching.queries import terms
from thriving.ui import slots

SHOWN = 20  # results on a page


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
