"""Growth paths: all of them with what counts and why not, one of them, and planning one."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access, clock
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.capacity import actions, growth, told
from thriving.programs.capacity.forms import GrowthFilter, PathForm
from thriving.programs.capacity.models import Path, PathState
from thriving.programs.capacity.queries import assessable, paths_for, paths_kept_by
from thriving.programs.capacity.states import PLANNED
from thriving.programs.capacity.views.stepping import PATH_STEPS, steps_of_path, take
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.queries import initiatives_for
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE = 50
GROWTH = Records(
    "growth-of-affiliates",
    gettext_lazy("How affiliates grew"),
    gettext_lazy("Each capacity that was to grow by a program: before, after, and whether it counts."),
    columns=(
        Column("affiliate", "string", gettext_lazy("Affiliate"), gettext_lazy("Its key.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("initiative", "string", gettext_lazy("Program"), gettext_lazy("The key of the initiative.")),
        Column("capacity", "string", gettext_lazy("Capacity"), gettext_lazy("Its key on the list.")),
        Column("before", "integer", gettext_lazy("Before"), gettext_lazy("Its level, from 0 to 4.")),
        Column("after", "integer", gettext_lazy("After"), gettext_lazy("Its level, from 0 to 4.")),
        Column("verdict", "string", gettext_lazy("Verdict"), ", ".join(growth.Verdict)),
        Column("serves", "string", gettext_lazy("Whom it serves"), gettext_lazy("Such as students.")),
        Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("Of those whom it serves.")),
        Column("standing", "string", gettext_lazy("Standing"), gettext_lazy("Of these languages.")),
        Column("started_on", "date", gettext_lazy("Started"), gettext_lazy("The day it was sealed.")),
        Column("begins_on", "date", gettext_lazy("First day"), gettext_lazy("Of the program.")),
        Column("ends_on", "date", gettext_lazy("Last day"), gettext_lazy("Of the program.")),
        Column("finished_on", "date", gettext_lazy("Finished"), gettext_lazy("If it has been.")),
    ),
    parameters=(
        Parameter("capacity", "string", gettext_lazy("Capacity"), gettext_lazy("Its key on the list.")),
        Parameter("state", "string", gettext_lazy("State"), ", ".join(PathState)),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("The first is 1.")),
    ),
)


@require_safe
def paths(request: HttpRequest, form: Any) -> HttpResponse:
    asked = GROWTH.asked(request)
    found = paths_for(request.user).exclude(state=PLANNED).order_by("-started_on", "-pk")
    if asked["state"]:
        found = found.filter(state=asked["state"])
    page = Paginator(found, ON_A_PAGE).get_page(asked["page"] or 1)
    rows = [row for path in page for row in _rows(path, asked["capacity"] or "")]
    return GROWTH.respond(
        request,
        [row["row"] for row in rows],
        form=form,
        template="capacity/paths.html",
        context={
            "lines": [row["told"] for row in rows],
            "page": page,
            "filters_form": GrowthFilter(request.GET) if form == "html" else None,
            "programs": _programs(request.user, page),
        },
        extra={"pages": page.paginator.num_pages},
        sample=any(path.sample for path in page),
    )


@require_safe
def path(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(paths_for(request.user), key=key)
    declared = growth.declared(found)
    context = {
        "path": found,
        "program": initiatives_for(request.user).filter(key=found.initiative).first(),
        "lines": [told.line(each, found) for each in growth.lines(found, clock.today())],
        "languages": [
            (each, declared["languages"].get(each.language_id, "")) for each in found.languages.all()
        ],
        "standing": growth.standing_of(found) if found.started_on else "",
        "digest": getattr(getattr(found, "declaration", None), "digest", ""),
        "steps": steps_of_path(request.user, found),
        "may_rewrite": found.state == PLANNED and access.may(request.user, "keep_path", found),
        "sample": found.sample,
    }
    return render(request, "capacity/path.html", context)


@signed_in
def new(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(assessable(request.user).prefetch_related("reaches"), key=key)
    by = cast("Person", request.user)
    form = PathForm(found, None, by, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_path(found, form.planned(), by=by)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("capacity:path", made.key)
    trail = (found.name, reverse("capacity:affiliate", args=[found.key]))
    return _planning(request, form, trail, _("Plan what is to grow"))


@signed_in
def rewrite(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(paths_kept_by(request.user), key=key, state=PLANNED)
    by = cast("Person", request.user)
    form = PathForm(found.affiliate, found, by, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.replan(found, form.planned(), by=by)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("capacity:path", key)
    trail = (found.affiliate.name, reverse("capacity:path", args=[key]))
    return _planning(request, form, trail, _("Change what is planned"))


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(paths_kept_by(request.user), key=key)
    if step not in PATH_STEPS or found.state not in PATH_STEPS[step].states:
        raise Http404
    back = reverse("capacity:path", args=[key])
    return take(request, found, PATH_STEPS[step], back, (found.affiliate.name, back))


def _planning(request: HttpRequest, form: PathForm, trail: Any, heading: str) -> HttpResponse:
    context = {"form": form, "trail": trail, "heading": heading, "languages": form.language_names()}
    return render(request, "capacity/plan.html", context, status=422 if form.errors else 200)


def _rows(path: Path, capacity: str) -> list[dict[str, Any]]:
    found = growth.lines(path, clock.today())
    return [_row(path, each) for each in found if not capacity or each.capacity == capacity]


def _row(path: Path, line: growth.Line) -> dict[str, Any]:
    row = {
        "affiliate": path.affiliate.key,
        "name": path.affiliate.name,
        "initiative": path.initiative,
        "capacity": line.capacity,
        "before": line.before,
        "after": line.after,
        "verdict": line.verdict.value,
        "serves": growth.declared(path)["serves"],
        "languages": [each.language_id for each in path.languages.all()],
        "standing": growth.standing_of(path),
        "started_on": path.started_on,
        "begins_on": path.begins,
        "ends_on": path.last_day,
        "finished_on": path.finished_on,
    }
    return {"row": row, "told": told.line(line, path)}


def _programs(reader: Any, paths: Any) -> dict[str, Initiative]:
    keys = {path.initiative for path in paths}
    return {each.key: each for each in initiatives_for(reader).filter(key__in=keys)}
