"""What the pages of a review have in common: a form, and an action that may refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thriving.grants.funds.views.asking import REFUSALS


def done(request: HttpRequest, form: forms.Form, take: Callable[[], object]) -> bool:
    """Whether it was sent and done; a refusal stands on the form, with everything that was typed."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        take()
    except REFUSALS as refused:
        form.add_error(None, str(refused))
    except PermissionDenied as late:  # it was open to them when they opened the page, and is no longer
        raise Http404 from late
    return not form.errors


def form_page(
    request: HttpRequest, form: forms.Form, *, template: str = "review/step.html", **context: Any
) -> HttpResponse:
    """``heading``, ``label`` and ``words``: of the page, of its button, and what comes of it."""
    shown = {"form": form, "label": context["heading"], **context}
    return render(request, template, shown, status=422 if form.errors else 200)
