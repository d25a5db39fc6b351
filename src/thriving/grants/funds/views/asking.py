"""A page that asks for what a step needs, and takes it: the same for every step of grants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.money import MoneyRefused
from thriving.kernel.tables import Unreadable
from thriving.movement.actions import Refused
from thriving.movement.models import Person

Crumbs = Sequence[tuple[Any, str]]  # what leads here, and where each is
REFUSALS = (MoveRefused, MoneyRefused, FileRefused, Unreadable, Refused)


def taken(request: HttpRequest, form: forms.Form, take: Callable[[], object]) -> bool:
    """Whether the form was sent and done; a refusal stands in the form, with all that was typed."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        take()
    except REFUSALS as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Done."))
    return True


def ask(  # noqa: PLR0913 -- each is a part of the page
    request: HttpRequest,
    form: forms.Form,
    take: Callable[[], object],
    *,
    title: str,
    crumbs: Crumbs,
    to: str | Callable[[], str],
    words: str = "",
    label: str = "",
    template: str = "funds/step.html",
    **more: Any,
) -> HttpResponseBase:
    """Show the form, or do what it asks for and go on to ``to``."""
    if taken(request, form, take):
        return redirect(to if isinstance(to, str) else to())
    context = {"form": form, "heading": title, "crumbs": crumbs, "words": words, "label": label or title}
    return render(request, template, {**context, **more}, status=422 if form.errors else 200)


def person(request: HttpRequest) -> Person:
    """Whoever asks, behind a door that lets in nobody without an account."""
    return cast("Person", request.user)
