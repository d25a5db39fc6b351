"""What the pages of councils have in common: a form under its council, and an action that may refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.programs.councils.models import Call, Council
from thriving.programs.councils.queries.calls import calls_for
from thriving.programs.councils.queries.councils import councils_for, run_by


def council_at(request: HttpRequest, key: str) -> Council:
    return get_object_or_404(councils_for(request.user), key=key)


def run_at(request: HttpRequest, key: str) -> Council:
    return get_object_or_404(run_by(request.user), key=key)


def call_at(request: HttpRequest, key: str, number: int, *, rule: str = "see_call") -> Call:
    return get_object_or_404(calls_for(request.user, rule), council__key=key, number=number)


def sent(request: HttpRequest, form: forms.Form) -> bool:
    return request.method == "POST" and form.is_valid()


def refusal_of(form: forms.Form) -> str:
    """Why it was not done, where there is no form to say it on."""
    return " ".join(str(error) for error in form.non_field_errors())


def took(form: forms.Form, take: Callable[[], object]) -> bool:
    """Whether it was done; a refusal stands on the form, with everything that was typed."""
    try:
        take()
    except (MoveRefused, Refused) as refused:
        form.add_error(None, str(refused))
    return not form.errors


def form_page(
    request: HttpRequest,
    council: Council | None,
    form: forms.Form,
    *,
    template: str = "councils/step.html",
    **context: Any,
) -> HttpResponse:
    """``heading``, ``label`` and ``words``: of the page, of its button, and what comes of it."""
    shown = {"council": council, "form": form, "label": context.get("heading"), **context}
    if council:
        shown["sample"] = council.sample
    return render(request, template, shown, status=422 if form.errors else 200)
