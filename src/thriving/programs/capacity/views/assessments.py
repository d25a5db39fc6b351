"""An affiliate's assessments: over time, one of them, one group of it, and two beside each other."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access, files
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.movement.queries.groups import affiliates_for
from thriving.programs.capacity import actions, again, catalog, sealing
from thriving.programs.capacity.forms import GroupForm
from thriving.programs.capacity.models import Assessment
from thriving.programs.capacity.queries import assessable, assessments_for, assessments_kept_by, paths_for
from thriving.programs.capacity.queries.heat import heat_of
from thriving.programs.capacity.states import OPEN, TOLD, WRITTEN
from thriving.programs.capacity.views.stepping import steps_of

MOST = 4  # beside each other: what a phone can show


@require_safe
def affiliate(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(affiliates_for(request.user), key=key)
    mine = assessments_for(request.user).filter(affiliate=found)
    told = mine.filter(state__in=TOLD).prefetch_related("levels").order_by("-handed_in_on", "-pk")
    newest = list(told[:MOST])
    context = {
        "affiliate": found,
        "assessments": newest,
        "earlier": list(told[MOST : MOST + 50]),
        "heat": heat_of(newest[::-1]),
        "columns": newest[::-1],
        "draft": mine.filter(state__in=WRITTEN).first(),
        "paths": paths_for(request.user).filter(affiliate=found)[:50],
        "may_assess": assessable(request.user).filter(pk=found.pk).exists(),
        "sample": any(each.sample for each in newest),
    }
    return render(request, "capacity/affiliate.html", context)


@require_POST
@signed_in
def begin(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(assessable(request.user), key=key)
    assessment = actions.begin(found, by=cast("Person", request.user))
    return redirect("capacity:assessment", assessment.key)


@require_safe
def assessment(request: HttpRequest, key: str) -> HttpResponse:
    query = assessments_for(request.user).prefetch_related("levels__document", "handed_in", "looks__peer")
    found = get_object_or_404(query, key=key)
    kept = access.may(request.user, "keep_assessment", found)
    context = {
        "assessment": found,
        "heat": heat_of([found]),
        "levels": {each.capacity: each for each in found.levels.all()},
        "groups": _groups(found) if kept and found.is_written else [],
        "missing": list(actions.missing(found)) if kept and found.is_written else [],
        "to_grow": again.to_grow(found) if kept and found.is_written else [],
        "look": next((each for each in found.looks.all() if each.state in OPEN), None),
        "looks": found.looks.all() if kept else [],
        "kept": kept,
        "whole": found.is_written or sealing.is_whole(found),
        "digest": getattr(sealing.newest(found), "digest", ""),
        "others": assessments_for(request.user)
        .filter(affiliate=found.affiliate, state__in=TOLD)
        .exclude(pk=found.pk)[:20],
        "steps": steps_of(request.user, found),
        "sample": found.sample,
    }
    return render(request, "capacity/assessment.html", context)


@signed_in
def group(request: HttpRequest, key: str, group: str) -> HttpResponseBase:
    """One group a page: what is typed is kept with each button, whichever it is."""
    found = get_object_or_404(assessments_kept_by(request.user), key=key, state__in=WRITTEN)
    listed = catalog.of_version(found.version)
    wanted = listed.group(group)
    if wanted is None:
        raise Http404
    levels = {each.capacity: each for each in found.levels.select_related("document")}
    form = GroupForm(wanted, levels, again.levels_before(found), typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(found, form.said(), by=cast("Person", request.user))
        except (Refused, files.FileRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Kept. You can go on at any time."))
            return _onward(request, found, listed, wanted)
    context = {
        "form": form,
        "group": wanted,
        "assessment": found,
        "number": listed.groups.index(wanted) + 1,
        "count": len(listed.groups),
        "is_last": wanted is listed.groups[-1],
    }
    return render(request, "capacity/group.html", context, status=422 if form.errors else 200)


@require_safe
def compare(request: HttpRequest, earlier: str, later: str) -> HttpResponse:
    query = assessments_for(request.user).prefetch_related("levels")
    first, second = (get_object_or_404(query, key=each) for each in (earlier, later))
    if first.affiliate_id != second.affiliate_id or first.pk == second.pk:
        raise Http404
    pair = sorted((first, second), key=lambda each: (each.handed_in_on or each.begun_at.date(), each.pk))
    context = {"columns": pair, "heat": heat_of(pair), "affiliate": first.affiliate, "sample": first.sample}
    return render(request, "capacity/compare.html", context)


@require_safe
def document(request: HttpRequest, key: str, capacity: str) -> HttpResponseBase:
    found = get_object_or_404(assessments_for(request.user), key=key)
    level = get_object_or_404(found.levels.select_related("document"), capacity=capacity)
    if level.document is None:
        raise Http404
    if not sealing.is_document_whole(level):
        raise Http404(_("This is no longer the document that was kept: it is not handed out."))
    return files.response(level.document)


def _onward(
    request: HttpRequest, found: Assessment, listed: catalog.CapacityList, group: catalog.Group
) -> HttpResponseBase:
    following = listed.groups[listed.groups.index(group) + 1 :]
    if "on" in request.POST and following:
        return redirect("capacity:group", found.key, following[0].key)
    return redirect("capacity:assessment", found.key)


def _groups(found: Assessment) -> list[tuple[catalog.Group, int, int]]:
    """Of each group, how many of its capacities have a level."""
    told = {each.capacity for each in found.levels.all() if each.level is not None}
    return [
        (each, sum(capacity.key in told for capacity in each.capacities), len(each.capacities))
        for each in catalog.of_version(found.version).groups
    ]
