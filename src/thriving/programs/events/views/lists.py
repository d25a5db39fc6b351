"""Lists of participants that are brought in: looked at row by row before they count, and undone."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.tables import Unreadable
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.forms.lists import ListForm
from thriving.programs.events.models import Event, Roll, RollRow
from thriving.programs.events.rolls import COLUMNS
from thriving.programs.events.states.roll import CHECKED, ROLL
from thriving.programs.events.views.door import guarded_event

ON_A_PAGE = 200
FIRST = 20  # sound rows that are shown before they count
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
    return render(request, "events/lists.html", context, status=400 if form.errors else 200)


@signed_in
@never_cache
def one(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    event = guarded_event(request.user, key)
    roll = get_object_or_404(event.rolls, pk=pk)
    if request.method == "POST":
        return _decide(request, roll)
    faulty = roll.people.filter(effect=RollRow.Effect.FAULTY)
    context = {
        "event": event,
        "list": roll,
        "counts": _counts(roll),
        "page": Paginator(faulty, ON_A_PAGE).get_page(request.GET.get("page")),
        **_preview(roll),
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


def _preview(roll: Roll) -> dict[str, Any]:
    """What the first rows say by our columns, as each was read, and what taking them in would do."""
    rows = list(roll.people.exclude(effect=RollRow.Effect.FAULTY)[:FIRST]) if roll.state == CHECKED else []
    columns = [column.name for column in COLUMNS if any(column.name in each.said for each in rows)]
    shown = [
        (each.row, each.get_effect_display(), [(name, _cell(each.said.get(name))) for name in columns])
        for each in rows
    ]
    return {"sound": shown, "columns": columns}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


def _counts(roll: Roll) -> list[tuple[str, int]]:
    counted = roll.people.aggregate(
        **{each.value: Count("pk", filter=Q(effect=each)) for each in RollRow.Effect}
    )
    return [(str(each.label), counted[each.value]) for each in RollRow.Effect]
