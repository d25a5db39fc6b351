"""The list of capacities, and how many affiliates stand where."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.programs.capacity import catalog
from thriving.programs.capacity.forms import ReportFilter
from thriving.programs.capacity.forms.group import MEANINGS, SURE
from thriving.programs.capacity.models import Standing
from thriving.programs.capacity.queries import assessable, looks_open_to
from thriving.programs.capacity.queries.reports import Spread, report_for
from thriving.ui.twins import Column, Parameter, Records

REPORT = Records(
    "capacities-of-affiliates",
    gettext_lazy("What affiliates are able to do"),
    gettext_lazy("How many affiliates stand at which level, by their newest assessment that one may read."),
    columns=(
        Column("capacity", "string", gettext_lazy("Capacity"), gettext_lazy("Its key on the list.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("group", "string", gettext_lazy("Group"), gettext_lazy("Its key on the list.")),
        *(
            Column(f"level_{each.value}", "integer", each.label, gettext_lazy("Affiliates at this level."))
            for each in Standing
        ),
        Column("assessed", "integer", gettext_lazy("Assessed"), gettext_lazy("Affiliates at any level.")),
    ),
    parameters=(
        Parameter("group", "string", gettext_lazy("Group"), gettext_lazy("Its key on the list.")),
        Parameter("region", "string", gettext_lazy("Region"), gettext_lazy("Its key, such as south-asia.")),
    ),
)


@require_safe
def report(request: HttpRequest, form: Any) -> HttpResponse:
    asked = REPORT.asked(request)
    found = report_for(request.user, group=asked["group"] or "", region=asked["region"] or "")
    mine = assessable(request.user) if request.user.is_authenticated else []
    return REPORT.respond(
        request,
        [_row(each) for each in found.spreads],
        form=form,
        template="capacity/report.html",
        context={
            "report": found,
            "levels": [(each.label, MEANINGS[each]) for each in Standing],
            "filters_form": ReportFilter(request.GET) if form == "html" else None,
            "mine": mine,
            "may_look": request.user.is_authenticated and looks_open_to(request.user).exists(),
        },
        extra={"affiliates": found.affiliates, "hidden": found.hidden},
    )


@require_safe
def capacities(request: HttpRequest, version: int = 0) -> HttpResponse:
    """The list by which affiliates are assessed, in any of its versions."""
    if version and str(version) not in catalog.lists:
        raise Http404
    shown = catalog.of_version(version) if version else catalog.newest()
    context = {
        "list": shown,
        "versions": sorted((each.version for each in catalog.lists.values()), reverse=True),
        "levels": [(each.label, MEANINGS[each]) for each in Standing],
        "sure": [(each.label, meaning) for each, meaning in SURE.items()],
    }
    return render(request, "capacity/capacities.html", context)


def _row(spread: Spread) -> dict[str, Any]:
    return {
        "capacity": spread.capacity.key,
        "name": spread.capacity.name,
        "group": spread.group.key,
        **{f"level_{level.value}": spread.counts[level] for level in Standing},
        "assessed": spread.assessed,
    }
