"""Capacities on the pages of affiliates, and growth paths on those of the initiatives that they name."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.kernel import files
from thriving.kernel.files import Rests
from thriving.movement import slots as affiliates
from thriving.movement.models import Affiliate
from thriving.programs.capacity import sealing
from thriving.programs.capacity.models import Assessment
from thriving.programs.capacity.queries import assessable, assessments_for, paths_for
from thriving.programs.capacity.states import PLANNED, TOLD
from thriving.programs.initiatives import slots as initiatives
from thriving.programs.initiatives.models import Initiative

MOST = 20


def on_an_affiliate(request: HttpRequest, affiliate: Affiliate) -> str:
    newest = assessments_for(request.user).filter(affiliate=affiliate, state__in=TOLD)
    found = newest.order_by("-handed_in_on", "-pk").first()
    may_assess = assessable(request.user).filter(pk=affiliate.pk).exists()
    if found is None and not may_assess:
        return ""
    context = {"newest": found, "affiliate": affiliate}
    return render_to_string("capacity/_on_an_affiliate.html", context, request)


def on_an_initiative(request: HttpRequest, initiative: Initiative) -> str:
    found = list(paths_for(request.user).filter(initiative=initiative.key).exclude(state=PLANNED)[:MOST])
    if not found:
        return ""
    return render_to_string("capacity/_on_an_initiative.html", {"paths": found}, request)


def documents() -> Iterable[Rests]:
    """What assessments that were handed in rest on, with the digest of that day."""
    told = Assessment.objects.filter(state__in=TOLD, levels__document__isnull=False).distinct()
    for each in told.prefetch_related("handed_in", "levels"):
        sealed = sealing.levels_of(each)
        for level in each.levels.all():
            if level.document_id and level.capacity in sealed:
                digest = sealed[level.capacity]["document"]
                yield Rests(level.document_id, digest, f"assessment {each.key}")


affiliates.fillers.add("capacity", on_an_affiliate)
initiatives.fillers.add("capacity", on_an_initiative)
files.resting.add("capacity", documents)
