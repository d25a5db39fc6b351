"""Where the steps of assessments and looks are taken."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.movement.doors import signed_in
from thriving.programs.capacity.models import Look
from thriving.programs.capacity.queries import (
    assessments_for,
    assessments_kept_by,
    looks_judged_by,
    looks_open_to,
)
from thriving.programs.capacity.views.stepping import LOOK_STEPS, STEPS, steps_of_look, take


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(assessments_kept_by(request.user), key=key)
    if step not in STEPS or found.state not in STEPS[step].states:
        raise Http404
    back = reverse("capacity:assessment", args=[key])
    return take(request, found, STEPS[step], back, (found.affiliate.name, back))


@require_safe
@signed_in
def looks(request: HttpRequest) -> HttpResponse:
    """What one could take on, and what one has taken on."""
    context = {
        "open": looks_open_to(request.user).order_by("due_on", "pk")[:50],
        "taken": looks_judged_by(request.user).order_by("due_on", "pk")[:50],
    }
    return render(request, "capacity/looks.html", context)


@require_safe
@signed_in
def look(request: HttpRequest, pk: int) -> HttpResponse:
    found = _look(request, pk)
    context = {
        "look": found,
        "steps": steps_of_look(request.user, found.state, found.pk),
        "readable": assessments_for(request.user).filter(pk=found.assessment_id).exists(),
        "sample": found.assessment.sample,
    }
    return render(request, "capacity/look.html", context)


@signed_in
def look_step(request: HttpRequest, pk: int, step: str) -> HttpResponseBase:
    found = _look(request, pk)
    if step not in LOOK_STEPS or found.state not in LOOK_STEPS[step].states:
        raise Http404
    here = reverse("capacity:look", args=[pk])
    ends = reverse("capacity:looks") if step == "decline" else here
    if step in ("confirm", "give-back"):
        ends = reverse("capacity:assessment", args=[found.assessment.key])
    return take(request, found, LOOK_STEPS[step], ends, (_("What waits for a look"), here))


def _look(request: HttpRequest, pk: int) -> Look:
    query = Look.objects.select_related("assessment__affiliate", "peer")
    mine = Q(pk__in=looks_open_to(request.user).values("pk"))
    return get_object_or_404(query.filter(mine | Q(pk__in=looks_judged_by(request.user).values("pk"))), pk=pk)
