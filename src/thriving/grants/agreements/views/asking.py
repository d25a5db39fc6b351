"""Steps that are declared: who may take each, in which states, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise

from thriving.grants.funds.views.asking import Crumbs, ask, person
from thriving.kernel import access
from thriving.movement import asking
from thriving.movement.doors import fresh, typed
from thriving.movement.models import Person


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


def ask_for(
    request: HttpRequest, step: Step, record: Any, *, crumbs: Crumbs, to: str, **more: Any
) -> HttpResponseBase:
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
            **more,
        )

    return fresh(page)(request) if step.fresh else page(request)


def past(
    request: HttpRequest, asked: Step | None, record: Any, *, to: str, of: Any = None
) -> HttpResponseBase:
    """A step that is not open: absent, unless it is over for somebody who may take it.

    Whoever presses twice, or goes back to its page, is led to where their first press has brought it.
    ``of`` is what the step's rule is about, where that is not the record.
    """
    over = asked is not None and record.state not in asked.states
    if asked is None or not over or not access.may(request.user, asked.rule, of or record):
        raise Http404
    return asking.past(request, to, sent=True)
