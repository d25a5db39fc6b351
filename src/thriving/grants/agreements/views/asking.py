"""A page that asks for what a step needs, and takes it: the same for agreements and for their payments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.money import MoneyRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import fresh, typed
from thriving.movement.models import Person

Crumbs = Sequence[tuple[str | Any, str]]  # what leads here, and where each is


@dataclass(frozen=True)
class Step:
    """``form`` hears the record and what was typed; ``take`` does it; ``rule`` says who may."""

    title: str | Promise
    rule: str
    states: tuple[str, ...]
    form: Callable[[Any, Any], forms.Form]
    take: Callable[[Any, Any, Person], object]
    words: str | Promise = ""
    asked: Callable[[Any], bool] | None = None  # whether this record asks for it, beside its state
    fresh: bool = False  # whether who takes it must have shown who they are just now


def taken(request: HttpRequest, form: forms.Form, take: Callable[[], object]) -> bool:
    """Whether the form was sent and done; a refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        take()
    except (MoveRefused, Refused, MoneyRefused) as refused:
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
    template: str = "agreements/step.html",
    **more: Any,
) -> HttpResponseBase:
    """Show the form, or do what it asks for and go on to ``to``."""
    if taken(request, form, take):
        return redirect(to if isinstance(to, str) else to())
    context = {"form": form, "heading": title, "crumbs": crumbs, "words": words, "label": title, **more}
    return render(request, template, context, status=400 if form.errors else 200)


def ask_for(request: HttpRequest, step: Step, record: Any, *, crumbs: Crumbs, to: str) -> HttpResponseBase:
    """The page of one declared step, behind a fresh proof where it wants one."""
    form = step.form(record, typed(request))
    form.files = request.FILES

    def page(asked: HttpRequest) -> HttpResponseBase:
        return ask(
            asked,
            form,
            lambda: step.take(record, form, person(asked)),
            title=str(step.title),
            words=str(step.words),
            crumbs=crumbs,
            to=to,
        )

    return fresh(page)(request) if step.fresh else page(request)


def person(request: HttpRequest) -> Person:
    """Whoever asks, behind a door that lets in nobody without an account."""
    return cast("Person", request.user)
