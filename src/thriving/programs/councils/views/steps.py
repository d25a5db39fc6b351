"""A page that asks for what a step needs, and takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import typed
from thriving.movement.forms.opened import written_over
from thriving.programs.asking.forms import language_names

_DONE = gettext_lazy("Done.")


@dataclass(frozen=True)
class Step:
    """``rule`` says who may take it, ``open`` whether it can be taken now; ``take`` has the form's words."""

    title: str | Promise
    rule: str
    open: Callable[[Any], bool]
    take: Callable[[Any, Any, Any], object]
    form: Callable[..., forms.Form] = lambda _record, data, _files: forms.Form(data)
    words: str | Promise = ""
    done: str | Promise = _DONE


def open_to(reader: Any, record: Any, steps: dict[str, Step]) -> dict[str, Step]:
    """Those that this reader can take now; each rule is asked once."""
    open_ = {name: each for name, each in steps.items() if each.open(record)}
    rules = {rule: access.may(reader, rule, record) for rule in {each.rule for each in open_.values()}}
    return {name: each for name, each in open_.items() if rules[each.rule]}


def listed(steps: dict[str, Step], but: Iterable[str] = ()) -> list[tuple[str, str | Promise]]:
    return [(name, each.title) for name, each in steps.items() if name not in but]


def take(
    request: HttpRequest, record: Any, step: Step, context: dict[str, Any], template: str
) -> HttpResponse | None:
    """The step's page, or nothing once it has been taken."""
    form = step.form(record, typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            written_over(form, lambda: step.take(record, form.cleaned_data, request.user))
        except (MoveRefused, Refused, FileRefused) as refused:
            form.add_error(None, str(refused))
        except PermissionDenied as late:  # somebody was faster, or a role ended while they typed
            raise Http404 from late
        else:
            messages.success(request, str(step.done))
            return None
    title = str(step.title)
    asked = {
        "form": form,
        "heading": title,
        "label": title,
        "words": step.words,
        "languages": language_names() if "language" in form.fields else [],
        **context,
    }
    return render(request, template, asked, status=422 if form.errors else 200)
