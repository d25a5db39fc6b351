"""How scores are made: the weights in force, those before them, and the page to replace them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, typed
from thriving.movement.models import Person
from thriving.programs.matching.actions import replace_weights
from thriving.programs.matching.engine import PARTS
from thriving.programs.matching.forms import WeightsForm
from thriving.programs.matching.models import Exposure, Purpose
from thriving.programs.matching.queries import Weights, exposure_of, verdicts_of, versions, weights_of
from thriving.programs.matching.wording import MEANINGS
from thriving.programs.matching.wording import PARTS as TITLES


@dataclass(frozen=True)
class Told:
    """A version as the page shows it: what weighs, with its title and meaning."""

    version: int
    reason: str
    decided_at: datetime | None
    sample: bool
    parts: list[tuple[str, str, int]]


@require_safe
def weights(request: HttpRequest) -> HttpResponse:
    told = {purpose: [_told(each) for each in versions(purpose)] for purpose in Purpose.values}
    exposure = exposure_of(Purpose.INITIATIVES)
    shown: list[Told | Exposure] = [
        *(each for listed in told.values() for each in listed),
        *([exposure] if exposure else []),
    ]
    context = {
        "purposes": [
            (purpose, Purpose(purpose).label, listed[0], listed[1:]) for purpose, listed in told.items()
        ],
        "exposure": exposure,
        "verdicts": [
            (version, each)
            for version, each in sorted(verdicts_of(Purpose.INITIATIVES).items(), reverse=True)
        ],
        "may_weigh": access.holds(request.user, "weigh_matches"),
        "sample": any(each.sample for each in shown),
    }
    return render(request, "matching/weights.html", context)


@needs("weigh_matches")
def weigh(request: HttpRequest, purpose: str) -> HttpResponseBase:
    if purpose not in Purpose.values:
        raise Http404
    form = WeightsForm(weights_of(purpose), typed(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            replace_weights(purpose, form.weights(), reason=reason, by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("From now on scores are made with these weights."))
            return redirect("matching:weights")
    context = {"form": form, "heading": _("Change the weights"), "label": _("Publish the weights")}
    context["words"] = Purpose(purpose).label
    return render(request, "matching/weigh.html", context, status=422 if form.errors else 200)


def _told(each: Weights) -> Told:
    parts = [
        (str(TITLES[part.name]), str(MEANINGS[part.name]), each.weights[part.name])
        for part in PARTS
        if each.weights.get(part.name)
    ]
    return Told(each.version, each.reason, each.decided_at, each.sample, parts)
