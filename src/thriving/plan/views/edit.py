"""The plan's tree, edited in the browser under the same rules as its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.plan import actions, editing, queries
from thriving.plan.editing.names import TABLES
from thriving.plan.file import PlanFile, PlanFileRefused, addresses
from thriving.plan.models import KeyResult, Objective, Plan, Priority
from thriving.plan.views import setting

MOVES = {"earlier": -1, "later": 1}


@require_safe
@signed_in
def edit(request: HttpRequest, plan: str) -> HttpResponse:
    """Every part, and a way to change it for those who may."""
    found = setting.plan_for(request, plan)
    mine = _mine(request.user, found)
    if not mine:
        raise PermissionDenied
    context = {
        "plan": found,
        "tree": editing.tree(queries.document_of(found)),
        "mine": mine,
        "whole": "plan" in mine,
        "sample": found.sample,
        "steps": setting.steps(found),
        "here": _("Edit"),
    }
    return render(request, "plan/edit.html", context)


def _mine(reader: Any, found: Plan) -> set[str]:
    """Addresses of the parts that the reader may change; "plan" stands for all."""
    if access.may(reader, "edit_plan", found):
        return {"plan"}
    priorities = access.within(reader, "edit_priority", Priority.objects.filter(plan=found))
    objectives = Objective.objects.filter(priority__in=priorities)
    results = access.within(
        reader, "edit_key_result", KeyResult.objects.filter(objective__priority__plan=found)
    )
    return (
        {f"priority:{key}" for key in priorities.values_list("key", flat=True)}
        | {f"objective:{key}" for key in objectives.values_list("key", flat=True)}
        | {f"key-result:{key}" for key in results.values_list("key", flat=True)}
    )


def _require(reader: Any, found: Plan, address: str) -> None:
    """A part of a key result belongs to whom the key result belongs to."""
    if not _mine(reader, found) & {"plan", address.partition("/")[0]}:
        raise PermissionDenied


@signed_in
def edit_part(request: HttpRequest, plan: str, address: str) -> HttpResponse:
    """One part: its fields, the reason of a change, its place among others, its end."""
    found = setting.plan_for(request, plan)
    _require(request.user, found, address)
    document = queries.document_of(found)
    part = _part_at(document, address)
    form = editing.PartForm(document, type(part), part, typed(request), seen=found.revision)
    if request.method == "POST" and form.is_valid():
        saved = _try(form, lambda: _change(request, found, address, form))
        if saved:
            messages.success(request, saved)
            _warn(request, found, document)
            return redirect("plan:edit", found.key)
    context = {
        **_page(found, form),
        "heading": str(getattr(part, "title", "") or _("Outcome that it serves")),
        "kind": TABLES[part.TABLE],
        "address": address,
        "movable": address != addresses.PLAN,
        "here": TABLES[part.TABLE],
    }
    return render(request, "plan/edit_part.html", context, status=422 if form.errors else 200)


@signed_in
def add_part(request: HttpRequest, plan: str, table: str) -> HttpResponse:
    """One more part; a requirement or a link stands inside the key result that ``?inside=`` names."""
    found = setting.plan_for(request, plan)
    inside = request.GET.get("inside", "")
    _require(request.user, found, inside or addresses.PLAN)
    document = queries.document_of(found)
    kind = _kind(table, document, inside)
    form = editing.PartForm(document, kind, None, typed(request), seen=found.revision)
    if request.method == "POST" and form.is_valid():
        saved = _try(form, lambda: _add(request, found, kind, inside, form))
        if saved:
            messages.success(request, saved)
            _warn(request, found, document)
            return redirect("plan:edit", found.key)
    context = {**_page(found, form), "heading": TABLES[table], "kind": _("New"), "here": TABLES[table]}
    return render(request, "plan/edit_part.html", context, status=422 if form.errors else 200)


def _page(found: Plan, form: editing.PartForm) -> dict[str, Any]:
    return {
        "plan": found,
        "form": form,
        "sample": found.sample,
        "steps": setting.steps(found, (_("Edit"), reverse("plan:edit", args=[found.key]))),
    }


def _part_at(document: Any, address: str) -> Any:
    try:
        return addresses.part_at(document, address)
    except PlanFileRefused as refusal:
        raise Http404(address) from refusal


def _kind(table: str, document: Any, inside: str) -> Any:
    """The declaration of what is to be added; 404 where no such part stands there."""
    holder = _part_at(document, inside) if inside else document
    kind = editing.kind_in(type(holder), table)
    if kind is None:
        raise Http404(table)
    return kind


def _try(form: editing.PartForm, write: Callable[[], str]) -> str:
    """What was done, in a sentence; nothing where the plan refused it, which the form then says."""
    try:
        return write()
    except ValidationError as refusal:
        form.refuse(refusal)
        return ""


def _warn(request: HttpRequest, found: Plan, before: PlanFile) -> None:
    """Of what the change made a part of a number of people, that it may be withheld."""
    known = queries.parts_of_people(before)
    for place, sentence in queries.parts_of_people(queries.document_of(found)).items():
        if place not in known:
            messages.warning(request, sentence)


def _said(request: HttpRequest, form: editing.PartForm) -> dict[str, Any]:
    return {"by": request.user, "reason": form.cleaned_data["reason"], "seen": form.cleaned_data["seen"]}


def _change(request: HttpRequest, found: Plan, address: str, form: editing.PartForm) -> str:
    move = request.POST.get("move", "")
    if move == "remove":
        actions.remove_part(found, address, **_said(request, form))
        return _("It is removed.")
    if move in MOVES:
        actions.move_part(found, address, places=MOVES[move], by=request.user, seen=form.cleaned_data["seen"])
        return _("It stands at its new place.")
    if not form.changes:
        return _("Nothing was changed.")
    actions.change_part(found, address, changes=form.changes, **_said(request, form))
    return _("Your change is saved, and stands in the list of changes where it touches what was promised.")


def _add(request: HttpRequest, found: Plan, kind: Any, inside: str, form: editing.PartForm) -> str:
    actions.add_part(found, kind(**form.values), inside=inside, **_said(request, form))
    return _("It is added.")
