"""A page that asks for what a step needs, and takes it: the same for every step of this package."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.grants.reports.models import Report
from thriving.grants.reports.queries import reports_for
from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.money import MoneyRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person

REFUSALS = (MoveRefused, Refused, FileRefused, MoneyRefused)


def taken(request: HttpRequest, form: forms.Form, take: Callable[[], object]) -> bool:
    """Whether the form was sent and done; a refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        take()
    except REFUSALS as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Done."))
    return True


def ask(
    request: HttpRequest, form: forms.Form, take: Callable[[], object], *, to: str, **context: Any
) -> HttpResponseBase:
    """Show the form, or do what it asks for and go on to ``to``. ``context``: heading, crumbs, words."""
    if taken(request, form, take):
        return redirect(to)
    status = 400 if form.errors else 200
    return render(request, "grant_reports/step.html", {"form": form, **context}, status=status)


def found(request: HttpRequest, key: str) -> Report:
    return get_object_or_404(reports_for(request.user), key=key)


def page_of(report: Report) -> str:
    return reverse("grant_reports:report", args=[report.key])


def crumbs_of(report: Report) -> list[tuple[str, str]]:
    return [
        (_("Reports of grants"), reverse("grant_reports:reports")),
        (str(report.agreement.proposal), page_of(report)),
    ]


def person(request: HttpRequest) -> Person:
    """Whoever asks, behind a door that lets in nobody without an account."""
    return cast("Person", request.user)
