"""What a round found, for everybody: by region, with what is missing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.programs.needs.models import Round
from thriving.programs.needs.queries.private import totals_of_private
from thriving.programs.needs.queries.summary import InRegion, summary_of
from thriving.questions.protecting import FEWEST_IN_A_CELL, FEWEST_PEOPLE
from thriving.ui.twins import Column, Form, Records

SUMMARY = Records(
    "needs_summary",
    gettext_lazy("What a needs assessment found"),
    gettext_lazy("One row for each region. Private collections are in none of the numbers."),
    columns=(
        Column("region", "string", gettext_lazy("Region"), gettext_lazy("Its key.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("wanted", "boolean", gettext_lazy("Wanted"), gettext_lazy("Holders are looked for there.")),
        Column("counted", "boolean", gettext_lazy("Counts"), gettext_lazy("The plan counts the region.")),
        Column(
            "holders", "integer", gettext_lazy("Holders assessed"), gettext_lazy("Institutions, communities.")
        ),
        Column(
            "urgent", "integer", gettext_lazy("Urgent"), gettext_lazy("Where some is lost within a year.")
        ),
        Column("held", "list", gettext_lazy("What they keep"), gettext_lazy("What is named most.")),
        Column("lacking", "list", gettext_lazy("What is lacking"), gettext_lazy("What is named most first.")),
        Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("Their codes.")),
        Column("partners", "list", gettext_lazy("Partners met"), gettext_lazy("Their keys.")),
        Column("gap", "string", gettext_lazy("What is missing"), gettext_lazy("In a sentence.")),
    ),
)


@require_safe
def summary(request: HttpRequest, key: str, form: Form) -> HttpResponseBase:
    one = to_see(request.user, key)
    found = summary_of(one, request.user)
    return SUMMARY.respond(
        request,
        [_row(each) for each in found.regions],
        form=form,
        template="needs/round.html",
        context=_page(request, one, found) if form == "html" else None,
        title=str(one.title),
        sample=one.sample,
    )


@require_safe
def region(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    one = to_see(request.user, key)
    found = summary_of(one, request.user)
    here = found.region(region)
    if here is None:
        raise Http404
    context = {
        "round": one,
        "region": here,
        "answered": list(found.answered(here.part)),
        "sizes": found.sizes(here.part),
        "is_withheld": found.tally.told().regions.get(region, here.part).is_withheld,
        "fewest": FEWEST_IN_A_CELL,
        "sample": one.sample,
    }
    return render(request, "needs/region.html", context)


def to_see(reader: Any, key: str) -> Round:
    return get_object_or_404(access.within(reader, "see_round", Round.objects.all()), key=key)


def _page(request: HttpRequest, one: Round, found: Any) -> dict[str, Any]:
    return {
        "round": one,
        "summary": found,
        "answered": list(found.answered(found.whole)),
        "sizes": found.sizes(found.whole),
        "of_private": totals_of_private(one),
        "fewest": FEWEST_IN_A_CELL,
        "fewest_people": FEWEST_PEOPLE,
        "may_assess": found.is_for_team,
        "may_lead": access.may(request.user, "lead_round", one),
    }


def _row(each: InRegion) -> dict[str, Any]:
    return {
        "region": each.key,
        "name": each.name,
        "wanted": each.is_wanted,
        "counted": each.is_counted,
        "holders": each.part.holders,
        "urgent": None if each.part.is_withheld else each.part.urgent,
        "held": [told.words for told in each.most_held],
        "lacking": [told.words for told in each.lacking],
        "languages": each.languages,
        "partners": [met.partner for met in each.met],
        "gap": each.gap,
    }
