"""What others say of a learning pattern: that it works, and where they used it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.patterns import actions, queries
from thriving.programs.patterns.forms import UseForm
from thriving.programs.patterns.models import Pattern
from thriving.programs.patterns.views.writing import page


@signed_in
@require_POST
def endorse(request: HttpRequest, key: str) -> HttpResponseBase:
    actions.endorse(_found(request, key, "endorse_pattern"), by=_reader(request))
    messages.success(request, _("You endorse it. You can take this back at any time."))
    return redirect("patterns:pattern", key)


@signed_in
@require_POST
def take_back(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(queries.patterns_for(request.user), key=key)
    actions.take_back_endorsement(found, by=_reader(request))
    messages.success(request, _("You no longer endorse it."))
    return redirect("patterns:pattern", key)


@signed_in
def use(request: HttpRequest, key: str) -> HttpResponseBase:
    found, form = _found(request, key, "reuse_pattern"), UseForm(typed(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.reuse(found, said["where"], on=said["on"], url=said["url"], by=_reader(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you: others see now where it was used."))
            return redirect("patterns:pattern", key)
    return page(request, found, form, heading=_("I used it"), label=_("Save"))


@signed_in
@require_POST
def take_back_use(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    told = get_object_or_404(queries.reuses_to_take_back(request.user), pattern__key=key, pk=pk)
    actions.take_back_reuse(told, by=_reader(request))
    messages.success(request, _("Taken back."))
    return redirect("patterns:pattern", key)


def _found(request: HttpRequest, key: str, rule: str) -> Pattern:
    mine = access.within(request.user, rule, queries.patterns_for(request.user))
    return get_object_or_404(mine, key=key)


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)
