"""Taking one's data along, and leaving."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import logout
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import clock, diary
from thriving.movement import actions, personal
from thriving.movement.actions import Refused
from thriving.movement.doors import fresh, signed_in, typed
from thriving.movement.forms.leaving import LeaveForm
from thriving.movement.models import Person
from thriving.movement.personal import gathering


@require_safe
@signed_in
def my_data(request: HttpRequest) -> HttpResponse:
    """What the file will hold, and what it leaves out."""
    return render(request, "movement/my_data.html", {"tables": personal.in_order()})


@never_cache
@require_POST
@fresh
def my_data_file(request: HttpRequest) -> HttpResponseBase:
    me = cast("Person", request.user)
    file = gathering.gather(me)
    with transaction.atomic():
        diary.note(me, "took_their_data", by=me)
    name = f"thriving-{clock.today().isoformat()}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@never_cache
@fresh
def leave(request: HttpRequest) -> HttpResponseBase:
    """What goes, what stays, and the one button that cannot be undone."""
    me = cast("Person", request.user)
    form = LeaveForm(me, typed(request))
    if request.method == "POST" and form.is_valid() and _has_left(me, form):
        logout(request)
        response = redirect("movement:left")
        response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response
    tables = personal.in_order()
    context = {
        "form": form,
        "going": [each.title for each in tables if not each.stays],
        "staying": [(each.title, each.stays) for each in tables if each.stays],
    }
    return render(request, "movement/leave.html", context, status=422 if form.errors else 200)


def _has_left(me: Person, form: LeaveForm) -> bool:
    try:
        actions.leave(Person.objects.get(pk=me.pk), by=me)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    return render(request, "movement/left.html")
