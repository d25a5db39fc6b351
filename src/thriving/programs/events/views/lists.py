"""Lists of participants that are brought in: looked at row by row before they count, and undone."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, When
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.tables import Unreadable
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.forms.lists import ListForm
from thriving.programs.events.models import Event, Roll, RollRow
from thriving.programs.events.queries.stated import FIGURES
from thriving.programs.events.states.roll import ROLL
from thriving.programs.events.views.door import guarded_event
from thriving.ui import cldr

ON_A_PAGE = 50
# What taking in does to a row, said before and after alike.
EFFECTS: dict[str, str | Promise] = {
    RollRow.Effect.FAULTY: gettext_lazy("has an error"),
    RollRow.Effect.NEW: gettext_lazy("added"),
    RollRow.Effect.CAME: gettext_lazy("counted as having come"),
    RollRow.Effect.KNOWN: gettext_lazy("already there"),
}
COLUMNS: dict[str, str | Promise] = {
    "code": gettext_lazy("Code for the door"),
    "name": gettext_lazy("Name"),
    "user_name": gettext_lazy("User name on the wikis"),
    "email": gettext_lazy("Mail"),
    "role": gettext_lazy("Role"),
    "standing": gettext_lazy("First time or not"),
    "comes_as": gettext_lazy("What they are in the movement"),
    "country": gettext_lazy("Country"),
    "language": gettext_lazy("Language"),
    "day": gettext_lazy("Day"),
    "came": gettext_lazy("Was there"),
    "may_measure": gettext_lazy("Agreed to be measured"),
    "source": gettext_lazy("Program of the Dashboard"),
    "title": gettext_lazy("Title of the page"),
    "wiki": gettext_lazy("Wiki"),
    "address": gettext_lazy("Address"),
    "is_new": gettext_lazy("Created there"),
    **FIGURES,
}
_FAULTY_FIRST = Case(When(effect=RollRow.Effect.FAULTY, then=0), default=1)
_DO = {"take_in": actions.take_in_list, "undo": actions.undo_list, "discard": actions.discard_list}


@signed_in
@never_cache
def lists(request: HttpRequest, key: str) -> HttpResponseBase:
    event = guarded_event(request.user, key)
    form = ListForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            brought = _bring(event, form, cast("Person", request.user))
        except (Refused, Unreadable) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("events:list", key, brought.pk)
    context = {"event": event, "form": form, "lists": event.rolls.all()[:50], "sample": event.sample}
    return render(request, "events/lists.html", context, status=422 if form.errors else 200)


@signed_in
@never_cache
def one(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    event = guarded_event(request.user, key)
    roll = get_object_or_404(event.rolls, pk=pk)
    if request.method == "POST":
        return _decide(request, roll)
    context = {
        "event": event,
        "list": roll,
        "understood": [(name, COLUMNS.get(ours, ours)) for name, ours in roll.columns],
        **_preview(roll, request.GET.get("effect", ""), request.GET.get("page")),
        "moves": ROLL.open_to(roll),
        "sample": event.sample,
    }
    return render(request, "events/list.html", context)


def _bring(event: Event, form: ListForm, by: Person) -> Roll:
    said = form.cleaned_data
    if said["file"]:
        file = said["file"]
        return actions.bring_table(event, file, title=file.name, agreed=said["agreed"], by=by)
    return actions.bring_names(event, said["names"], agreed=said["agreed"], by=by)


def _decide(request: HttpRequest, roll: Roll) -> HttpResponse:
    wanted = request.POST.get("move", "")
    if wanted in _DO:
        try:
            _DO[wanted](roll, by=cast("Person", request.user))
        except (Refused, MoveRefused) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Done."))
    return redirect("events:list", roll.event.key, roll.pk)


def _preview(roll: Roll, effect: str, number: str | None) -> dict[str, Any]:
    """Rows as they were read, each with what becomes of it; those with errors first, where there are any."""
    counts = _counts(roll)
    wanted = effect if effect in counts else ""
    rows = roll.people.filter(effect=wanted) if wanted else roll.people.order_by(_FAULTY_FIRST, "row")
    page = Paginator[RollRow](rows, ON_A_PAGE).get_page(number)
    columns = [name for name in COLUMNS if any(name in each.said for each in page)]
    return {
        "effects": [(key, EFFECTS[key], count, key == wanted) for key, count in counts.items() if count],
        "effect": wanted,
        "page": page,
        "columns": [COLUMNS[name] for name in columns],
        "rows": [_row(each, columns) for each in page],
    }


def _row(row: RollRow, columns: list[str]) -> dict[str, Any]:
    return {
        "number": row.row,
        "effect": EFFECTS[row.effect],
        "cells": [(COLUMNS[name], _cell(row.said.get(name))) for name in columns],
        "problems": [(COLUMNS.get(column, column), sentence) for column, sentence in row.problems],
    }


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return cldr.number(value)
    return "" if value is None else str(value)


def _counts(roll: Roll) -> dict[str, int]:
    return roll.people.aggregate(
        **{each.value: Count("pk", filter=Q(effect=each)) for each in RollRow.Effect}
    )
